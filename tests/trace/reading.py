"""Formulas in words, reckoned once more from the words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

SUM = "the sum over activities of "
BEYOND = ("the smaller of", "the larger of", "in closed form", "e^(", "ln(", " (as ", ", or ")
"""What only the words with plain arithmetic and sums are read for."""


def plain(formula: str) -> bool:
    """Whether a formula has sums over activities and the four operations alone."""
    return not any(words in formula for words in BEYOND)


def reckoned(formula: str, own: Mapping[str, float], each: Mapping[str, Mapping[str, float]]) -> float:
    """What the words come to: `own` has values by name, and `each` has them for every activity."""
    begin = formula.find(SUM)
    if begin >= 0:
        end = closing(formula, begin)
        inner = formula[begin + len(SUM) : end]
        added = sum(reckoned(inner, own | values, {}) for values in each.values())
        formula = f"{formula[:begin]}({added!r}){formula[end:]}"
    for name in sorted(own, key=len, reverse=True):
        formula = re.sub(rf"(?<![\w(]){re.escape(name)}(?!\w)|(?<=\(){re.escape(name)}(?!\w)", repr(own[name]), formula)
    return float(eval(formula.replace("×", "*").replace("÷", "/").replace("−", "-")))  # noqa: S307  # our own formulas


def closing(formula: str, begin: int) -> int:
    """Where the bracket that holds this place closes; the end where none does."""
    depth = 0
    for at in range(begin, len(formula)):
        depth += {"(": 1, ")": -1}.get(formula[at], 0)
        if depth < 0:
            return at
    return len(formula)
