"""The settings of a link in one parameter: `1.` and their JSON tree, deflated, with a checksum, in base64url.

>>> text = packed([("profile.years", "3"), ("profile.hourly_value", "30..40..55")], 1)
>>> unpacked(text, 1, [])
(1, [('profile.years', '3'), ('profile.hourly_value', '30..40..55')])

The tree is that of a scenario file, less all that does not differ: {"profile":{"years":3,"hourly_value":"30..40..55"}}.
Deflate is raw and without a dictionary, so that any language can open a link, and `docs/links.md` does in 20 lines.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from calculator.errors import Fault
from calculator.notation import plain, written
from calculator.permalink.settings import Pairs
from calculator.permalink.versions import schema

LARGEST = 100_000
"""Bytes that a packed part may unfold to; the largest scenario there can be has about 75,000."""
DEEPEST = 8
"""Branches within branches; a path has five parts at most."""
LOST = "The settings in it are left out; ask for the link again, or for the scenario as a file."


def packed(pairs: Pairs, version: int) -> str:
    """The settings as the value of one parameter, which needs no escaping in a link."""
    tree: dict[str, Any] = {}
    for path, value in pairs:
        *branches, leaf = path.split(".")
        home = tree
        for part in branches:
            home = home.setdefault(part, {})
        home[leaf] = _bare(value)
    content = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    body = zlib.crc32(content).to_bytes(4, "big") + deflate.compress(content) + deflate.flush()
    return f"{version}.{base64.urlsafe_b64encode(body).decode().rstrip('=')}"


def unpacked(text: str, version: int, faults: list[Fault]) -> tuple[int, Pairs]:
    """The schema and the settings of a packed part; where it cannot be read, `version`, none, and a fault."""
    match = re.fullmatch(r"([1-9]\d{0,3})(?:\.([\w-]*))?", re.sub(r"[\s=]", "", text).rstrip(".,;:)>]'\""), re.ASCII)
    if match is None:
        faults.append(Fault("s", f"The packed part of this link is not one of ours. {LOST}"))
        return version, []
    try:
        tree = json.loads(_content(match[2] or ""), parse_int=str, parse_float=_figure, parse_constant=str)
        json.dumps(tree, ensure_ascii=False).encode()  # half a character is a ValueError
        return int(match[1]), list(_settings(tree, (), faults))
    except BrokenLink as error:
        said = str(error)
    except (ValueError, RecursionError):
        said = "The packed part of this link holds no settings."
    newer = "Made by a later version. " if int(match[1]) > schema() else ""
    faults.append(Fault("s", f"{newer}{said} {LOST}"))
    return int(match[1]), []


class BrokenLink(ValueError):
    """A packed part that did not arrive as it was sent."""


def _bare(value: str) -> str | int | float:
    """The value as JSON has it shortest: as a number where its text is that of the number, to the letter."""
    if not re.fullmatch(r"-?\d[\d.e+-]{0,24}", value, re.ASCII):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    bare = int(number) if number.is_integer() and abs(number) < 1e15 else number
    return bare if plain(number) == json.dumps(bare) and written(number) == value else value


def _figure(text: str) -> str:
    """A number of JSON, which has a decimal point whatever the currency."""
    return f"{text}0" if written(float(text)) == f"{text}0" else text


def _content(text: str) -> bytes:
    """What was packed. Raises BrokenLink, which tells a link that was cut off from one that was altered."""
    text = text[: len(text) - (len(text) % 4 == 1)]  # such a rest holds no byte
    try:
        body = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        inflate = zlib.decompressobj(-15)
        content = inflate.decompress(body[4:], LARGEST + 1)
    except (binascii.Error, zlib.error):
        raise BrokenLink("The packed part of this link was altered on its way and cannot be read.") from None
    if len(content) > LARGEST:
        raise BrokenLink(f"The packed part of this link unfolds to over {LARGEST:,} characters, more than we read.")
    if not inflate.eof:
        raise BrokenLink("This link was cut off on its way: the end of its packed part is missing.")
    if zlib.crc32(content).to_bytes(4, "big") != body[:4]:
        raise BrokenLink("The packed part of this link was altered on its way: its checksum does not fit.")
    return content


def _settings(tree: Any, parts: tuple[str, ...], faults: list[Fault]) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str) and parts:
        ends = tree.split("..")  # a range in an older link may have three decimals too
        plainly = re.fullmatch(r"[0-9.]+", tree) and all(re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", end) for end in ends)
        yield ".".join(parts), "..".join(map(_figure, ends)) if plainly else tree
    elif isinstance(tree, dict) and len(parts) < DEEPEST:
        for key, branch in tree.items():
            yield from _settings(branch, (*parts, key), faults)
    else:
        path = ".".join(parts)[:60]
        faults.append(Fault(path, f"'{path or 's'}' in the packed part is no number and no word, so it is left out."))
