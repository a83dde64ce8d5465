"""A term: a number that remembers the operation that made it, so that it can be read as well as reckoned with.

>>> fee, times = Term(15.0, "input", name="Meal fee"), Term(44.0, "input", name="Times a year")
>>> both = (fee + 1) * times
>>> both.value, read(both)
(704.0, '(meal fee + 1) × times a year')
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

PHRASE, ADD, MULTIPLY, ATOM = range(4)
"""How tightly operations bind, from the loosest: words that run on stand in brackets wherever they are a part."""
BINDS = {"+": ADD, "−": ADD, "negative": ADD, "×": MULTIPLY, "÷": MULTIPLY}
BINDS |= {"smaller": PHRASE, "larger": PHRASE, "sum": PHRASE}
GUARD = 1e-9
"""A constant smaller than this only keeps the machine from dividing by nought, and is not part of a formula."""


@dataclass(frozen=True, eq=False)
class Condition:
    """What a choice hung on: whether it held, how it reads, and whether it is only there for the machine."""

    held: bool
    one: str
    compared: str
    other: str
    guard: bool = False

    @property
    def words(self) -> str:
        """How it stands."""
        return f"{self.one} is {'' if self.held else 'not '}{self.compared} {self.other}"

    def __bool__(self) -> bool:
        return self.held


@dataclass(frozen=True, eq=False)
class Term:
    """A number, what made it, and the terms it was made from.

    `kind` is an operation, "input" (a number of the scenario at `path`), "constant", "step" (a quantity that the engine
    names, said in `about`) or "sum" (over activities). `owner` is the activity whose quantity a step is, by its key.
    """

    value: float
    kind: str
    parts: tuple[Term, ...] = ()
    name: str = ""
    path: str = ""
    about: str = ""
    owner: str = ""

    def __add__(self, other: Any) -> Term:
        other = term(other)
        return Term(self.value + other.value, "+", (self, other))

    def __radd__(self, other: Any) -> Term:
        return self if other == 0 else term(other) + self  # Python's sum begins at 0

    def __sub__(self, other: Any) -> Term:
        other = term(other)
        return Term(self.value - other.value, "−", (self, other))

    def __rsub__(self, other: Any) -> Term:
        return term(other) - self

    def __mul__(self, other: Any) -> Term:
        other = term(other)
        return Term(self.value * other.value, "×", (self, other))

    def __rmul__(self, other: Any) -> Term:
        return term(other) * self

    def __truediv__(self, other: Any) -> Term:
        other = term(other)
        return Term(self.value / other.value, "÷", (self, other))

    def __neg__(self) -> Term:
        if self.kind == "−":
            return self.parts[1] - self.parts[0]
        return Term(-self.value, "negative", (self,))

    def __lt__(self, other: Any) -> Condition:
        return _condition(self.value < term(other).value, self, "less than", term(other))

    def __gt__(self, other: Any) -> Condition:
        return _condition(self.value > term(other).value, self, "more than", term(other))

    def __ge__(self, other: Any) -> Condition:
        return _condition(self.value >= term(other).value, self, "at least", term(other))

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def T(self) -> Term:  # noqa: N802  # what numpy calls the transpose
        """Itself: a single number has no axes to exchange."""
        return self

    def reshape(self, *_: int) -> Term:
        """Itself: a single number has no shape to change."""
        return self


def term(number: Any) -> Term:
    """A term as it is, and a plain number as a constant."""
    return number if isinstance(number, Term) else Term(float(number), "constant")


def read(made: Term) -> str:
    """A term in words; a quantity that the engine names is said by its name."""
    return WORDS[made.kind](made) if made.kind in WORDS else _operation(made)


def _chosen(made: Term) -> str:
    words = read(made.parts[0])
    return f"{words} (as {made.name})" if made.name else words


def _of_two(made: Term) -> str:
    return f"the {made.kind} of {' and '.join(_held(part, MULTIPLY) for part in made.parts)}"


def _over_activities(made: Term) -> str:
    return f"the sum over activities of {', or '.join(dict.fromkeys(map(read, made.parts))) or 'nothing'}"


WORDS: dict[str, Callable[[Term], str]] = {
    "input": lambda made: _small(made.name),
    "step": lambda made: made.name,
    "constant": lambda made: "none" if math.isnan(made.value) else f"{made.value:g}",
    "as": _chosen,
    "smaller": _of_two,
    "larger": _of_two,
    "sum": _over_activities,
    "negative": lambda made: f"−{_held(made.parts[0], MULTIPLY)}",
    "exp": lambda made: f"e^({read(made.parts[0])})",
    "ln": lambda made: f"ln({read(made.parts[0])})",
}
"""How each kind of term reads but for the four operations of arithmetic."""


def _condition(held: bool, one: Term, compared: str, other: Term) -> Condition:
    guard = other.kind == "constant" and 0 < other.value < GUARD
    return Condition(held, read(one), compared, read(other), guard)


def within(made: Term) -> Iterator[Term]:
    """The term and all that it was made from, each once, in the order in which it reads."""
    seen: set[int] = set()
    waiting = [made]
    while waiting:
        current = waiting.pop()
        if id(current) not in seen:
            seen.add(id(current))
            yield current
            waiting.extend(reversed(current.parts))


def _operation(made: Term) -> str:
    rank = BINDS[made.kind]
    one, other = made.parts
    if made.kind == "+" and other.kind == "negative":
        return f"{_held(one, ADD)} − {_held(other.parts[0], MULTIPLY)}"
    strict = made.kind in ("−", "÷")  # a − (b + c) and a ÷ (b × c) keep their brackets
    return f"{_held(one, rank)} {made.kind} {_held(other, rank + strict)}"


def _held(made: Term, rank: int) -> str:
    """The words of a term, in brackets where it binds less tightly than what it stands in."""
    words = read(made)
    while made.kind == "as" and not made.name:
        made = made.parts[0]
    binds = PHRASE if made.kind == "as" else BINDS.get(made.kind, ATOM)
    return f"({words})" if binds < rank else words


def _small(title: str) -> str:
    """A field's title inside a formula: 'Meal fee' is 'meal fee', '1:2:1' and 'LinkedIn' stay as they are."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
