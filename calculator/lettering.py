"""How wide words are in our fonts, and how they are made to fit: smaller, on more lines, or cut.

Charts, cards, pictures, slides and pages all measure here; a page's code is given the same table of widths.

>>> round(width("Breakfast club", BOLD, 16)), cut("Breakfast club", BOLD, 16, 90)
(114, 'Breakfas…')
>>> wrapped("It costs £8,512 a year, counting your time.", SERIF, 20, 220)
['It costs £8,512 a year,', 'counting your time.']
"""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LOOSE = 1.01
"""Words are taken to be this much wider than their letters, since an edge is soft and kerning may add."""
WIDE = 1000
"""Thousandths of the size that a letter takes which our fonts do not have; most are no wider than they are tall."""
NARROWER = 0.95
"""How much smaller the type gets at each attempt to make words fit."""


@dataclass(frozen=True)
class Face:
    """One font: what it is called in a picture, and the name of its files."""

    family: str
    weight: int
    file: str

    @property
    def css(self) -> str:
        """The face as an attribute of SVG text."""
        return f'font-family="{self.family}" font-weight="{self.weight}"'


SERIF = Face("Newsreader", 600, "newsreader-600")
PLAIN = Face("Public Sans", 400, "public-sans-400")
BOLD = Face("Public Sans", 700, "public-sans-700")
FACES = (SERIF, PLAIN, BOLD)


def width(text: str, face: Face, size: float) -> float:
    """Pixels that a line takes."""
    return sum(map(_takes(face).__getitem__, text)) / 1000 * size * LOOSE


def cut(text: str, face: Face, size: float, room: float) -> str:
    """The text on one line, or its beginning and '…' where it would be wider than `room`."""
    line = " ".join(text.split())
    if width(line, face, size) <= room:
        return line
    kept = next((n for n in range(len(line), 0, -1) if width(f"{line[:n].rstrip()}…", face, size) <= room), 0)
    return closed(f"{line[:kept].rstrip()}…") if kept else ""


def closed(line: str) -> str:
    """A line with the end of the marks that keep a name apart, where the line was cut before it."""
    return f"{line}\u2069" if line.count("\u2068") > line.count("\u2069") else line


def wrapped(text: str, face: Face, size: float, room: float) -> list[str]:
    """The text in lines that fit; a word that is wider than a line is broken."""
    lines: list[str] = []
    for word in _pieces(text.split(" "), face, size, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    # a name that runs right to left is kept apart in each line, also where it goes on in the next
    broken, opened = [], False
    for line in lines:
        whole = f"\u2068{line}" if opened else line
        opened = whole.count("\u2068") > whole.count("\u2069")
        broken.append(closed(whole))
    return broken


def fitted(text: str, face: Face, sizes: tuple[float, float], room: float, most: int) -> tuple[float, list[str]]:
    """A size and at most `most` lines: the largest of `sizes` at which all of it fits, else the smallest, cut."""
    size, least = sizes
    while size > least:
        lines = wrapped(text, face, size, room)
        if len(lines) <= most:
            return size, _even(text, face, size, room, len(lines))
        size *= NARROWER
    lines = wrapped(text, face, least, room)
    return least, shortened(lines, face, least, room, most)


def shortened(lines: list[str], face: Face, size: float, room: float, most: int) -> list[str]:
    """The lines, or the first of them with '…' at the end of the last."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}…", face, size, room)] if most > 0 else []


def missing(text: str) -> bool:
    """Whether our fonts lack a letter of the text, so that one of the system's has to serve."""
    return not _letters().issuperset(text)


def embedded(faces: Iterable[Face] = FACES) -> str:
    """The fonts as a style element for an SVG, which then looks the same on a machine that has none of them."""
    return f"<style>{''.join(_rule(face) for face in faces)}</style>"


@cache
def _rule(face: Face) -> str:
    data = b64encode((FONTS / f"{face.file}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};src:{source}}}"


def _even(text: str, face: Face, size: float, room: float, count: int) -> list[str]:
    """The same number of lines, as even in length as they go, so that no word stands alone on the last."""
    narrow = room
    while narrow > room / 2:
        lines = wrapped(text, face, size, narrow * 0.96)
        if len(lines) > count:
            break
        narrow *= 0.96
    return wrapped(text, face, size, narrow)


def _pieces(words: Iterable[str], face: Face, size: float, room: float) -> Iterable[str]:
    for word in filter(None, words):
        rest = word
        while width(rest, face, size) > room and len(rest) > 1:
            end = next((n for n in range(len(rest) - 1, 1, -1) if width(rest[:n], face, size) <= room), 1)
            yield rest[:end]
            rest = rest[end:]
        yield rest


@cache
def widths(face: Face) -> dict[str, int]:
    """Thousandths of the type size that each letter of a font takes."""
    of_all: dict[str, dict[str, int]] = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    return of_all[face.file]


class _Takes(dict[str, int]):
    """What each letter takes of those that a font has, and by a rule of any other."""

    def __missing__(self, letter: str) -> int:
        """What a letter takes that is not here."""
        return _stranger(letter)


@cache
def _takes(face: Face) -> _Takes:
    """What any letter takes in a font, looked up without a step of Python for each letter of a text."""
    return _Takes({letter: wide for letter, wide in widths(face).items() if wide})


@cache
def _stranger(letter: str) -> int:
    """What a letter takes that our fonts do not have; marks and what is not seen take nothing."""
    return 0 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else WIDE


@cache
def _letters() -> frozenset[str]:
    """The letters that all our fonts have; the line's end is not drawn."""
    return frozenset.intersection(*(frozenset(widths(face)) for face in FACES)) | {"\n"}
