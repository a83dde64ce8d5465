"""What can be wrong with what a person gave us, said so that they can mend it.

    CalculatorError
    ├── BadInput          one or more faults, all of them at once
    │   └── UnknownPath   a path that names nothing
    └── UnknownPreset     a preset that is not there

Every door shows `str(error)`: the app in a box, the command line with exit code 2. Anything else that is
raised is a bug of ours and is left to crash.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

HINTS = 10
"""Misspelt words of one request or document for which the closest known one is looked up."""
LIKELIEST = 5
"""Known words that are compared letter by letter with a misspelt one; the others share fewer of its letters."""
LETTERS = 120
"""Letters of a word that are compared: as many as the longest path has."""
_left: ContextVar[list[int] | None] = ContextVar("hints left", default=None)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (a path, or empty for the whole), and what would do."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.path}]" if self.path and self.path not in self.message else self.message


class CalculatorError(Exception):
    """Something the person who gave the input can put right."""


class BadInput(CalculatorError):
    """Everything that is wrong with a scenario, a link, a file or a change. `faults` keeps them apart."""

    def __init__(self, faults: Sequence[Fault], heading: str = "") -> None:
        self.faults = tuple(faults)
        self.heading = heading
        super().__init__(heading, self.faults)

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults]
        if not self.heading:
            return "\n".join(lines)
        return "\n".join([self.heading, *(f"- {line}" for line in lines)])


class UnknownPath(BadInput):
    """A path that names no number or word of this scenario."""

    def __init__(self, path: str, known: Iterable[str]) -> None:
        shown = shortened(path)
        super().__init__([Fault(shown, f"There is no parameter '{shown}'.{suggestion(path, known)}")])


class UnknownPreset(CalculatorError):
    """A preset that is not there."""

    def __init__(self, preset: str, known: Iterable[str]) -> None:
        known = list(known)
        hint = suggestion(preset, known) or f" There are: {', '.join(known)}."
        super().__init__(f"There is no preset '{shortened(preset)}'.{hint}")


@contextmanager
def hinting(most: int = HINTS) -> Iterator[None]:
    """Give at most so many hints in all messages made in this block; a block inside another uses up the outer one's."""
    if _left.get() is not None:
        yield
        return
    token = _left.set([most])
    try:
        yield
    finally:
        _left.reset(token)


def suggestion(word: str, known: Iterable[str]) -> str:
    """' Did you mean …?' with the closest match; nothing where none is close, or where enough hints were given.

    >>> suggestion("activities.brekfast.meal_fee", ["activities.breakfast.meal_fee", "profile.years"])
    ' Did you mean activities.breakfast.meal_fee?'
    """
    left = _left.get()
    if left is not None:
        if not left[0]:
            return ""
        left[0] -= 1
    word = word[:LETTERS]
    pairs = _pairs(word)  # comparing takes its time, so only the likeliest are compared

    def alike(one: str) -> float:
        theirs = _pairs(one[:LETTERS])
        return len(pairs & theirs) / (len(pairs) + len(theirs))

    likely = nlargest(LIKELIEST, known, key=alike)
    shown = {one[:LETTERS]: one for one in reversed(likely)}
    close = difflib.get_close_matches(word, list(shown), n=1, cutoff=0.75)
    return f" Did you mean {shown[close[0]]}?" if close else ""


@lru_cache(maxsize=512)
def _pairs(word: str) -> frozenset[str]:
    """Two letters and two letters of a word, its ends among them."""
    padded = f" {word} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def shortened(text: object, limit: int = 60) -> str:
    """What a person wrote, on one line and no longer than `limit`, so that a message stays a message."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
