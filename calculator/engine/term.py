"""A term: a number that remembers how it was made, so that it can be read in words or written as a formula.

>>> fee, times = Term(15.0, "input", name="Meal fee"), Term(44.0, "input", name="Times a year")
>>> both = (fee + 1) * times
>>> both.value, both.kind, both.parts[1].name
(704.0, '×', 'Times a year')

The engine's own formulas make them, when what they read are terms: see `arithmetic`. A choice keeps both branches.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar, cast

Value = float | str | bool | None
P = ParamSpec("P")
R = TypeVar("R")
CHOICES = ("choice", "guarded")
"""Kinds that hold a condition and both branches. That of a guarded one only avoids a fault, and is not read out."""


@dataclass(eq=False, slots=True)  # not frozen, since a workbook makes ten thousand, each of them in a third of the time
class Term:
    """A number, what made it, and the terms it was made from.

    `kind` is an operation, "constant", "input" (a number of the scenario at `path`), "cell" (one that its reader may
    change or empty), "choice", "step" (a quantity that the engine names, said in `about`, of the `section` of the
    engine) or a sum over activities: "total" and "once" and "added". `owner` is the activity whose quantity a step is.
    """

    __array_ufunc__ = None  # numpy leaves arithmetic with terms to them

    value: Value
    kind: str
    parts: tuple[Term, ...] = ()
    name: str = ""
    path: str = ""
    about: str = ""
    owner: str = ""
    unit: str = ""
    section: str = ""

    def __add__(self, other: Any) -> Term:
        return made("+", operator.add, self, other)

    def __radd__(self, other: Any) -> Term:
        return self if other == 0 else term(other) + self  # Python's sum begins at 0

    def __sub__(self, other: Any) -> Term:
        return made("−", operator.sub, self, other)

    def __rsub__(self, other: Any) -> Term:
        return term(other) - self

    def __mul__(self, other: Any) -> Term:
        return made("×", operator.mul, self, other)

    def __rmul__(self, other: Any) -> Term:
        return term(other) * self

    def __truediv__(self, other: Any) -> Term:
        return made("÷", operator.truediv, self, other)

    def __neg__(self) -> Term:
        return made("negative", operator.neg, self)

    def __lt__(self, other: Any) -> Term:
        return made("<", operator.lt, self, other)

    def __gt__(self, other: Any) -> Term:
        return made(">", operator.gt, self, other)

    def __ge__(self, other: Any) -> Term:
        return made(">=", operator.ge, self, other)

    def __le__(self, other: Any) -> Term:
        return made("<=", operator.le, self, other)

    def __and__(self, other: Any) -> Term:
        return made("and", lambda *held: all(held), self, other)

    def __rand__(self, other: Any) -> Term:
        return term(other) & self

    def __or__(self, other: Any) -> Term:
        return made("or", lambda *held: any(held), self, other)

    def __bool__(self) -> bool:
        raise TypeError("A term is neither true nor false: choose with `where`, which keeps both branches.")

    @property
    def chosen(self) -> Term:
        """The branch of a choice that holds now; any other term itself."""
        return self.parts[1 if self.parts[0].value else 2] if self.kind in CHOICES else self


def term(given: Any) -> Term:
    """A term as it is, and a plain number or word as a constant."""
    if isinstance(given, Term):
        return given
    return Term(given if isinstance(given, str | bool) else float(given), "constant")


def number(value: Value) -> float:
    """A value as arithmetic reads it: an empty cell is 0, and a word is no number."""
    return math.nan if isinstance(value, str) else float(value or 0.0)


def made(kind: str, work: Callable[..., Value], *given: Any, name: str = "") -> Term:
    """The term that a function makes of other terms; NaN where it cannot be worked out, as in a branch not taken."""
    parts = tuple([each if isinstance(each, Term) else term(each) for each in given])
    try:
        value = work(*[part.value if type(part.value) is float else number(part.value) for part in parts])
    except (ValueError, ZeroDivisionError, OverflowError):
        value = math.nan
    return Term(value, kind, parts, name)


def within(whole: Term) -> Iterator[Term]:
    """The term and all that its value was made from, each once, in the order in which it reads."""
    seen: set[int] = set()
    waiting = [whole]
    while waiting:
        current = waiting.pop()
        if id(current) not in seen:
            seen.add(id(current))
            yield current
            waiting.extend((current.chosen,) if current.kind in CHOICES else reversed(current.parts))


# -- what is read, and what is named ---------------------------------------------------------------------


class NotedBranch:
    """What formulas read where numbers are terms: a scenario, or a branch of it at its `root`, such as an activity.

    `kept` are the quantities that were reckoned from it, each with what it was given besides.
    """

    kept: dict[Any, tuple[Any, Any]]


def quantity(unit: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A formula whose result bears its name wherever it is read or written; floats and arrays stay as they are.

    People read the name of the function and the first sentence of its docstring. `unit` is what the result counts.
    """

    def named(formula: Callable[P, R]) -> Callable[P, R]:
        step = _labelled(formula, unit)

        @wraps(formula)
        def run(*given: P.args, **more: P.kwargs) -> R:
            one = given[0]
            if not isinstance(one, NotedBranch):
                return formula(*given, **more)
            key = (formula, *map(id, given[1:]))
            if key not in one.kept:  # what was given is kept too, so that no other takes its id
                one.kept[key] = step(formula(*given, **more), given), given
            return cast(R, one.kept[key][0])

        return run

    return named


def measured(unit: str, name: str = "") -> Callable[[Callable[[Any], R]], cached_property[R]]:
    """As `quantity`, for a cached property of an object that has `cases`."""

    def named(formula: Callable[[Any], R]) -> cached_property[R]:
        step = _labelled(formula, unit, name)

        @wraps(formula)
        def run(one: Any) -> R:
            value = formula(one)
            return cast(R, step(value, ())) if isinstance(one.cases, NotedBranch) else value

        run.unit = unit  # type: ignore[attr-defined]
        return cached_property(run)

    return named


def _labelled(formula: Callable[..., Any], unit: str, name: str = "") -> Callable[[Any, tuple[Any, ...]], Any]:
    words, about = name or formula.__name__.replace("_", " "), first_sentence(formula.__doc__)
    section = formula.__module__.rpartition(".")[2]

    def step(value: Any, given: tuple[Any, ...]) -> Any:
        branches = [getattr(one, "root", "").split(".") for one in given if isinstance(one, NotedBranch)]
        roots = [root for root in branches if len(root) == 2]
        owner = next((root[1] for root in roots if root[0] == "activities"), "")
        others = [root[1].replace("_", " ") for root in roots if root[0] != "activities"]
        return named(value, f"{words} ({others[0]})" if others else words, owner)

    def named(values: Any, words: str, owner: str) -> Any:
        if isinstance(values, dict):
            return {key: named(part, f"{words} ({key.replace('_', ' ')})", owner) for key, part in values.items()}
        if isinstance(values, tuple) and hasattr(values, "_fields"):
            parts = zip(values._fields, values, strict=True)
            return type(values)(*(named(part, f"{words} ({key})", owner) for key, part in parts))
        inner = term(values)
        return Term(inner.value, "step", (inner,), words, about=about, owner=owner, unit=unit, section=section)

    return step


def first_sentence(docstring: str | None) -> str:
    """What a docstring says first, on one line."""
    text = " ".join((docstring or "").replace("`", "").replace("_", " ").replace("NaN", "none").split())
    return text.partition(". ")[0].rstrip(".") + "." if text else ""
