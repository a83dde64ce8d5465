r"""Calendar files as they are given, to text: one of them or a zip of several, with a bound on everything.

>>> texts([("my.ics", b"BEGIN:VCALENDAR\r\nX-WR-CALNAME:A very lo\r\n ng name\r\nEND:VCALENDAR\r\n")])
[('my.ics', 'BEGIN:VCALENDAR\nX-WR-CALNAME:A very long name\nEND:VCALENDAR\n')]
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from calculator.errors import CalculatorError, shortened
from calculator.safety import isolated, visible

BYTES = 20 * 1024 * 1024
"""Of all files together, unpacked."""
FILES = 50
"""Calendars in one zip, or given at once."""
ENTRIES = 2000
"""What a zip may list, calendars or not: Takeout puts other things beside them."""
FOLDED = re.compile(rb"\r?\n[ \t]")
"""A long line goes on in the next one after a space; the break may stand inside a letter of several bytes."""
Named = tuple[str, bytes]


def texts(files: Iterable[Named]) -> list[tuple[str, str]]:
    """The text of every calendar by its file's name, a line a property. Raises CalculatorError."""
    given = [each for file in files for each in _unpacked(*file)]
    if len(given) > FILES:
        raise CalculatorError(f"These are {len(given)} calendars; it takes at most {FILES} at once.")
    if sum(len(content) for _, content in given) > BYTES:
        raise _too_large("All files together have")
    return [(name, _text(name, content)) for name, content in given]


def called(name: str) -> str:
    """The name of a file inside a sentence."""
    return isolated(shortened(visible(name))) or "The file"


def _unpacked(name: str, content: bytes) -> Iterator[Named]:
    if content[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
        if len(content) > BYTES:
            raise _too_large(f"{called(name)} has")
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            yield from _members(name, pack)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        why = "it is damaged, or locked with a password"
        raise CalculatorError(
            f"{called(name)} is a zip that cannot be opened: {why}. Unpack it and give the calendars."
        ) from None


def _members(name: str, pack: zipfile.ZipFile) -> Iterator[Named]:
    """Every calendar in a zip. What a zip says of its sizes may be a lie, so that no more than is taken is unpacked."""
    if len(pack.infolist()) > ENTRIES:
        raise CalculatorError(f"{called(name)} lists more than {ENTRIES} files. Give the calendars alone.")
    inside = [info for info in pack.infolist() if info.filename.lower().endswith((".ics", ".ical", ".icalendar"))]
    if not inside:
        raise CalculatorError(f"{called(name)} has no calendar in it, which would be a file that ends in .ics.")
    if len(inside) > FILES:
        raise CalculatorError(f"{called(name)} has {len(inside)} calendars in it; it takes at most {FILES} at once.")
    left = BYTES
    for info in inside:
        with pack.open(info) as member:
            content = member.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _too_large(f"{called(name)}, unpacked, has")
        yield info.filename.rpartition("/")[2], content


def _too_large(what: str) -> CalculatorError:
    mended = "Export fewer calendars or fewer years."
    return CalculatorError(f"{what} more than {BYTES // 1024 // 1024} MB, which is the most that is read. {mended}")


def _text(name: str, content: bytes) -> str:
    r"""The text with long lines made whole and `\n` for every end of a line. Raises CalculatorError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode()
    content = FOLDED.sub(b"", content.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = content.decode()
    except UnicodeDecodeError:  # older programs write the letters of their own country
        text = content.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"^BEGIN:VCALENDAR[ \t]*$", text, re.IGNORECASE | re.MULTILINE):
        kind = "It is empty." if not content.strip() else "It has no line BEGIN:VCALENDAR."
        raise CalculatorError(
            f"{called(name)} is not a calendar. {kind} Export yours as iCalendar, a file that ends in .ics."
        )
    return text
