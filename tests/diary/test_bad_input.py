"""What is no calendar, too much of one or a trap: each gets a sentence, costs little, and what is whole is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from calculator.diary import entries, files, series
from calculator.diary.entries import MOST
from calculator.diary.reading import Diary, read
from calculator.errors import CalculatorError
from calculator.safety import UNSEEN

BEGIN, END = date(2025, 11, 1), date(2026, 10, 31)
HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"
GOOD = "BEGIN:VEVENT\r\nUID:good\r\nDTSTART:20260305T064500\r\nDTEND:20260305T081500\r\nSUMMARY:BNI\r\nEND:VEVENT\r\n"


def event(*lines: str, uid: str = "bad", start: str = "20260105T120000") -> str:
    """One event with a title and these lines."""
    own = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", "SUMMARY:Trap", *lines, "END:VEVENT"]
    return "".join(f"{line}\r\n" for line in own)


def calendar(*events: str) -> bytes:
    """A calendar with these events, and a good one."""
    return f"{HEAD}{''.join(events)}{GOOD}{TAIL}".encode()


def packed(**members: bytes) -> bytes:
    """A zip with these files, whose names end in .ics."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(f"{name}.ics", content)
    return held.getvalue()


def diary(content: bytes, name: str = "a.ics") -> Diary:
    """What is read of it."""
    return read([(name, content)], BEGIN, END)


REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "It is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "is not a calendar"),
    "a web page": (b"<!doctype html><p>BEGIN:VCALENDAR</p>", "is not a calendar"),
    "too many events": (lambda: calendar(event() * MOST), "it takes at most 50,000"),
    "too many bytes": (lambda: b"BEGIN:VCALENDAR\n" + b" " * files.BYTES, "more than 20 MB"),
    "a zip bomb": (
        lambda: packed(bomb=b"BEGIN:VCALENDAR\n" + b"\n" * (8 * files.BYTES)),
        "unpacked, has more than 20 MB",
    ),
    "bombs side by side": (
        lambda: packed(**{f"b{n}": b"\n" * (files.BYTES // 2) for n in range(4)}),
        "more than 20 MB",
    ),
    "a zip of nothing": (packed, "no calendar in it"),
    "a damaged zip": (lambda: packed(a=calendar())[:-60], "cannot be opened"),
    "too many calendars": (lambda: packed(**{f"c{n}": b"x" for n in range(files.FILES + 1)}), "takes at most 50"),
    "another year": (
        f"{HEAD}{event(start='20190301T120000')}{TAIL}".encode(),
        "They run from March 2019 to March 2019",
    ),
}
"""What is refused, or how to make it where that is work, and what is said."""


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_calendar_of_these_days_is_said(kind: str) -> None:
    """Each is refused in a sentence that says what it is and what would do."""
    content, said = REFUSED[kind]
    made = content if isinstance(content, bytes) else content()
    with pytest.raises(CalculatorError, match=said):
        diary(made)


RULES = {
    "a million times": "RRULE:FREQ=DAILY;COUNT=1000000",
    "every second": "RRULE:FREQ=SECONDLY",
    "every minute of the day": "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,15,30,45",
    "on no day": "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "on no day, counted": "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;COUNT=5",
    "on no day of its week": "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=FR;COUNT=3",
    "without a rule": "RRULE:FREQ=SOMETIMES",
    "with no step": "RRULE:FREQ=WEEKLY;INTERVAL=0",
    "with a huge step": "RRULE:FREQ=WEEKLY;INTERVAL=999999999999",
    "with a strange end": "RRULE:FREQ=WEEKLY;UNTIL=never",
    "on strange days": "RRULE:FREQ=WEEKLY;BYDAY=XX",
}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many days rules were looked at, in all."""
    from dateutil import rrule

    taken = [0]
    for name in ("ydayset", "mdayset", "wdayset", "ddayset"):
        looked = getattr(rrule._iterinfo, name)

        def counted(self, *given, looked=looked):  # type: ignore[no-untyped-def]
            taken[0] += 1
            return looked(self, *given)

        monkeypatch.setattr(rrule._iterinfo, name, counted)
    return taken


@pytest.mark.parametrize("start", ["20260105T120000", "00010101T120000", "99990101T000000"])
@pytest.mark.parametrize("rule", RULES)
def test_no_rule_keeps_the_reader_busy(rule: str, start: str, steps: list[int]) -> None:
    """A rule that is endless, empty or nonsense costs no more than a century of days; the good event is read."""
    found = diary(calendar(event(RULES[rule], start=start)))
    assert "BNI" in [event.title for event in found.events]
    assert len(found.events) <= 366
    assert steps[0] <= series.STEPS


def test_what_is_left_out_is_named() -> None:
    """Of a series that is too much it is said which one it is and what it does."""
    found = diary(
        calendar(event("RRULE:FREQ=MINUTELY;INTERVAL=5"), event("RRULE:FREQ=WEEKLY;UNTIL=never", uid="other"))
    )
    said = " ".join(found.notes)
    assert "Trap repeats every 5 minutes" in said
    assert "cannot be read: 1 event" in said


def test_what_is_cut_off_is_read_as_far_as_it_is_whole() -> None:
    """A download that broke off loses its last event and no other."""
    content = calendar(event(uid="whole"), event(uid="cut", start="20260106T120000"))
    content = content[: content.index(b"UID:cut") + 3]
    found = diary(content, "half.ics")
    assert [event.title for event in found.events] == ["Trap"]
    assert "half.ics ends too soon" in found.notes[0]


HOSTILE = [
    "SUMMARY:" + "x" * 100_000,
    "SUMMARY:\u202egnp.exe\u2066",
    "SUMMARY:",
    "DTEND:nonsense",
    "DURATION:P999999999999D",
]
HOSTILE += [
    "ATTENDEE;CN=" + '"' * 999 + ":mailto:x",
    "DTSTART;TZID=../../etc/passwd:20260105T120000",
    "RDATE:" + "x," * 999,
]
HOSTILE += ["RECURRENCE-ID:20260105T120000", "SEQUENCE:" + "9" * 5000, "EXDATE:20260105T120000", "STATUS:\x00\x1b[31m"]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:24])
def test_a_hostile_line_harms_no_other_event(line: str) -> None:
    """Whatever one event says, the good one is read."""
    found = diary(calendar(event(line)))
    assert "BNI" in [event.title for event in found.events]
    assert all(len(event.title) <= 200 and not UNSEEN.search(event.title) for event in found.events)


def test_a_name_of_a_file_is_only_said() -> None:
    """A hostile name of a file or of a member of a zip opens nothing and is shortened where it is said."""
    with pytest.raises(CalculatorError) as caught:
        diary(packed(**{"../" * 100 + "x": b"nothing"}), "\u202e" + "y" * 5000)
    assert len(str(caught.value)) < 300
    assert not UNSEEN.search(str(caught.value))
    assert not Path("x.ics").exists()


def test_what_stands_within_an_event_is_left_out_and_what_has_no_end_stays() -> None:
    """An alarm's own lines are not the event's; of alarms that never end, however many, nothing is lost."""
    event = "UID:1\nBEGIN:VALARM\nDURATION:PT5M\nBEGIN:X\nEND:X\nEND:VALARM\nDURATION:PT2H\n"
    assert entries._outside(event) == "UID:1\n\nDURATION:PT2H\n"
    open_end = "UID:1\n" + "BEGIN:VALARM\nDURATION:PT5M\n" * 3
    assert entries._outside(open_end) == open_end
