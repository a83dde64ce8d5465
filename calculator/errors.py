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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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


def suggestion(word: str, known: Iterable[str]) -> str:
    """' Did you mean …?' with the closest match, or nothing where none is close.

    >>> suggestion("activities.brekfast.meal_fee", ["activities.breakfast.meal_fee", "profile.years"])
    ' Did you mean activities.breakfast.meal_fee?'
    """
    close = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=0.75)
    return f" Did you mean {close[0]}?" if close else ""


def shortened(text: object, limit: int = 60) -> str:
    """What a person wrote, on one line and no longer than `limit`, so that a message stays a message."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
