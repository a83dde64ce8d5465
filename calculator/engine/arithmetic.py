"""What formulas are made of besides + − × ÷: each works on floats, on arrays of cases, and on terms that remember.

The engine takes these from here and from nowhere else, so what runs on numbers is what is read in words, written into
the workbook's cells and translated to JavaScript.

>>> minimum(3.0, 2), where(True, "yes", "no"), per(1.0, 4.0)
(2, 'yes', 0.25)
"""

# mypy: disable-error-code="no-any-return,return-value"
# a result is typed as the array that it is in `evaluate`; it may as well be a float or a term

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array
from calculator.engine.term import Term, made, term

PLAIN = (float, int)
GUARD = 1e-9
"""A constant smaller than this only keeps the machine from dividing by nought, and is no part of what is read."""
NONE = math.nan
"""A number that there is not."""


def minimum(one: Any, other: Any) -> Array:
    """The smaller of two."""
    if isinstance(one, PLAIN) and isinstance(other, PLAIN):
        return one if one <= other else other
    if isinstance(one, Term) or isinstance(other, Term):
        return made("smaller", min, one, other)
    return np.minimum(one, other)


def maximum(one: Any, other: Any) -> Array:
    """The larger of two."""
    if isinstance(one, PLAIN) and isinstance(other, PLAIN):
        return one if one >= other else other
    if isinstance(one, Term) or isinstance(other, Term):
        return made("larger", max, one, other)
    return np.maximum(one, other)


def where(condition: Any, one: Any, other: Any) -> Array:
    """One where a condition holds, and the other elsewhere."""
    if isinstance(condition, bool):
        return one if condition else other
    if isinstance(condition, Term):
        least = (condition.parts or (condition,))[-1]
        guard = least.kind == "constant" and isinstance(least.value, float) and 0 < least.value < GUARD
        return _choice("guarded" if guard else "choice", condition, one, other)
    return np.where(condition, one, other)


def per(amount: Any, count: Any) -> Array:
    """An amount for each; none, not infinity, where there is nothing to divide by."""
    if isinstance(amount, Term) or isinstance(count, Term):
        return _choice("guarded", term(count) > 0, term(amount) / count, NONE)
    if isinstance(count, PLAIN):
        return amount / count if count > 0 else NONE
    return amount / np.where(count > 0, count, NONE)


def expm1(power: Any) -> Array:
    """A power of e, less 1."""
    return made("expm1", math.expm1, power) if isinstance(power, Term) else np.expm1(power)


def log1p(number: Any) -> Array:
    """The natural logarithm of 1 and a number together."""
    return made("log1p", math.log1p, number) if isinstance(number, Term) else np.log1p(number)


def same(one: Any, other: Any) -> Any:
    """Whether two numbers or words are equal."""
    if isinstance(one, Term) or isinstance(other, Term):
        first, second = term(one), term(other)
        return Term(first.value == second.value, "=", (first, second))
    return one == other


def given(number: Any) -> Any:
    """Whether there is a number; in a cell, that may change."""
    if isinstance(number, Term) and number.kind == "cell":
        return Term(isinstance(number.value, float), "given", (number,))
    return number is not None


def shared(*days: Any) -> Any:
    """How many days stand in every one of some lists of them."""
    if any(isinstance(each, Term) for each in days):
        lists = tuple(term(each) for each in days)
        common = set.intersection(*(set(str(each.value).split()) for each in lists))
        return Term(float(len(common)), "shared", lists)
    return len(set.intersection(*map(set, days)))


def never(number: Any) -> bool:
    """Whether a number is 0 whatever the case, so that nothing comes of it."""
    if isinstance(number, Term):
        while number.kind == "step":
            number = number.parts[0]
        return number.kind == "constant" and number.value == 0
    return isinstance(number, PLAIN) and not number


def summed(parts: Iterable[Array]) -> Array:
    """The sum of several amounts."""
    return sum(parts)


def picked(index: Any, options: Sequence[Any]) -> NDArray[np.object_]:
    """The option at an index; −1 is the last."""
    if isinstance(index, Term):
        return Term(options[int(index.value or 0)], "picked", (index, *(term(each or "none") for each in options)))
    return np.array(options, dtype=object)[index]


def column(values: Any) -> Array:
    """A number, or one a case as (case, 1), to meet what is (case, strategy)."""
    return values[:, None] if isinstance(values, np.ndarray) else values


def _choice(kind: str, condition: Term, one: Any, other: Any) -> Term:
    yes, no = term(one), term(other)
    return Term(yes.value if condition.value else no.value, kind, (condition, yes, no))
