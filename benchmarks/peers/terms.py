"""Formulas as text: what the engine's own functions give when their numbers are names.

>>> fee, miles = Term("fee", 8, 22), Term("miles", 6, 40)
>>> (fee + miles * 0.55 + 0).text
'(fee + (miles * 0.55))'
>>> np.maximum(fee, 5).text  # a fee is never below 8
'fee'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Term:
    """A number that varies: how it is written, what it is made of, and the least and most that it can be."""

    text: str
    low: float
    high: float
    sign: str = ""
    parts: tuple[Term, ...] = ()

    def __add__(self, other: Any) -> Term:
        return _made("+", self, other)

    def __radd__(self, other: Any) -> Term:
        return _made("+", other, self)

    def __sub__(self, other: Any) -> Term:
        return _made("-", self, other)

    def __rsub__(self, other: Any) -> Term:
        return _made("-", other, self)

    def __mul__(self, other: Any) -> Term:
        return _made("*", self, other)

    def __rmul__(self, other: Any) -> Term:
        return _made("*", other, self)

    def __truediv__(self, other: Any) -> Term:
        return _made("/", self, other)

    def __rtruediv__(self, other: Any) -> Term:
        return _made("/", other, self)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **given: Any) -> Any:
        sign = UFUNCS.get(ufunc)
        return NotImplemented if sign is None or method != "__call__" or given else _made(sign, *inputs)


UFUNCS = {
    np.add: "+",
    np.subtract: "-",
    np.multiply: "*",
    np.divide: "/",
    np.minimum: "min",
    np.maximum: "max",
}
WORKED: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "min": min,
    "max": max,
}


def constant(number: float) -> Term:
    """A number that does not vary."""
    return Term(repr(float(number)).removesuffix(".0"), float(number), float(number))


def _made(sign: str, one: Any, other: Any) -> Term:
    """Two numbers joined by a sign, without what cannot make a difference."""
    a, b = (part if isinstance(part, Term) else constant(part) for part in (one, other))
    ends = [WORKED[sign](x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = min(ends), max(ends)
    if low == high:
        return constant(low)
    kept = _kept(sign, a, b)
    return kept or Term(joined(sign, a.text, b.text), low, high, sign, (a, b))


def _kept(sign: str, a: Term, b: Term) -> Term | None:
    """The one of the two that is the result whatever the draws; None where both count."""
    neutral = 1 if sign in "*/" else 0
    if sign in ("+", "*") and a.low == a.high == neutral:
        return b
    if sign in "+-*/" and b.low == b.high == neutral:
        return a
    if sign in ("min", "max"):
        least, most = (a, b) if a.high <= b.low else (b, a) if b.high <= a.low else (None, None)
        return least if sign == "min" else most
    return None


def joined(sign: str, a: str, b: str) -> str:
    """Two formulas with a sign between them, in brackets; or a function of both."""
    return f"{sign}({a}, {b})" if sign in ("min", "max") else f"({a} {sign} {b})"
