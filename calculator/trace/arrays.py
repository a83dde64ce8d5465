"""The few functions of numpy that the engine uses, for terms: each gives the value and remembers what it did."""

from __future__ import annotations

from typing import Any

import numpy

from calculator.trace.term import GUARD, Condition, Term, term

ndarray = numpy.ndarray
nan = float("nan")


def asarray(number: Any) -> Any:
    """The number itself."""
    return number


ravel = asarray


def ndim(_: Any) -> int:
    """A term has no axes."""
    return 0


def minimum(one: Any, other: Any) -> Term:
    """The smaller of two."""
    first, second = term(one), term(other)
    return Term(float(numpy.minimum(first.value, second.value)), "smaller", (first, second))


def maximum(one: Any, other: Any) -> Term:
    """The larger of two."""
    first, second = term(one), term(other)
    if second.kind == "constant" and 0 < second.value < GUARD < first.value:
        return first
    return Term(float(numpy.maximum(first.value, second.value)), "larger", (first, second))


def where(condition: Condition | bool, one: Any, other: Any) -> Term:
    """What was chosen, and what the choice hung on."""
    chosen = term(one if condition else other)
    words = condition.words if isinstance(condition, Condition) and not condition.guard else ""
    return Term(chosen.value, "as", (chosen,), words)


def divide(one: Term, other: Term, out: Term, where: Condition) -> Term:
    """One by the other where that is asked for, and `out` elsewhere."""
    return term(one) / term(other) if where else term(out)


def full_like(_: Any, number: float) -> Term:
    """A constant."""
    return term(number)


def expm1(number: Term) -> Term:
    """A power of e, less 1."""
    power = Term(float(numpy.exp(number.value)), "exp", (number,))
    return Term(float(numpy.expm1(number.value)), "−", (power, term(1)))


def log(number: Any) -> Term:
    """The natural logarithm."""
    return Term(float(numpy.log(term(number).value)), "ln", (term(number),))


def log1p(number: Term) -> Term:
    """The natural logarithm of 1 and a number together."""
    return Term(float(numpy.log1p(number.value)), "ln", (term(1) + number,))
