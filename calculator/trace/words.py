"""A term in words: `read(term)`.

>>> fee, times = Term(15.0, "input", name="Meal fee"), Term(44.0, "input", name="Times a year")
>>> read((fee + 1) * times)
'(meal fee + 1) × times a year'
"""

from __future__ import annotations

import math
from collections.abc import Callable

from calculator.engine.arithmetic import GUARD
from calculator.engine.term import Term, number

PHRASE, ADD, MULTIPLY, ATOM = range(4)
"""How tightly operations bind, from the loosest: words that run on stand in brackets wherever they are a part."""
BINDS = {"+": ADD, "−": ADD, "negative": ADD, "expm1": ADD, "×": MULTIPLY, "÷": MULTIPLY}
BINDS |= dict.fromkeys(("smaller", "larger", "total", "once", "added", "choice"), PHRASE)
COMPARED = {"<": "less than", ">": "more than", ">=": "at least", "<=": "at most", "=": "equal to"}


def read(made: Term) -> str:
    """A term in words; a quantity that the engine names is said by its name."""
    made = _seen(made)
    return WORDS[made.kind](made) if made.kind in WORDS else _operation(made)


def _seen(made: Term) -> Term:
    """What is left to read without what only keeps the machine from harm."""
    while made.kind == "guarded" or _guard(made):
        made = made.chosen if made.kind == "guarded" else made.parts[0]
    return made


def _guard(made: Term) -> bool:
    return made.kind == "larger" and made.parts[1].kind == "constant" and 0 < number(made.parts[1].value) < GUARD


def _choice(made: Term) -> str:
    return f"{read(made.chosen)} (as {_condition(made.parts[0])})"


def _condition(made: Term) -> str:
    if made.kind in ("and", "or"):
        return f" {made.kind} ".join(map(_condition, made.parts))
    one, other = made.parts
    return f"{read(one)} is {'' if made.value else 'not '}{COMPARED[made.kind]} {read(other)}"


def _of_two(made: Term) -> str:
    return f"the {made.kind} of {' and '.join(_held(part, MULTIPLY) for part in made.parts)}"


def _over_activities(made: Term) -> str:
    return f"the sum over activities of {', or '.join(dict.fromkeys(map(read, made.parts))) or 'nothing'}"


def _negative(made: Term) -> str:
    inner = _seen(made.parts[0])
    if inner.kind == "−":
        return read(inner.parts[1] - inner.parts[0])
    return f"1 − e^({read(inner.parts[0])})" if inner.kind == "expm1" else f"−{_held(inner, MULTIPLY)}"


def _log1p(made: Term) -> str:
    inner = _seen(made.parts[0])
    return f"ln(1 − {_held(inner.parts[0], MULTIPLY)})" if inner.kind == "negative" else f"ln({read(1 + inner)})"


def _constant(made: Term) -> str:
    known = {math.log(2): "ln(2)"}
    value = number(made.value)
    if isinstance(made.value, str):
        return made.value.replace("_", " ")
    return "none" if math.isnan(value) else known.get(value, f"{value:g}")


WORDS: dict[str, Callable[[Term], str]] = {
    "input": lambda made: _small(made.name),
    "cell": lambda made: _small(made.name),
    "step": lambda made: made.name,
    "constant": _constant,
    "choice": _choice,
    "smaller": _of_two,
    "larger": _of_two,
    "total": _over_activities,
    "once": _over_activities,
    "added": _over_activities,
    "negative": _negative,
    "expm1": lambda made: f"e^({read(made.parts[0])}) − 1",
    "log1p": _log1p,
    "closed": lambda made: f"in closed form from {', '.join(dict.fromkeys(map(read, made.parts)))}",
}
"""How each kind of term reads but for the four operations of arithmetic."""


def _operation(made: Term) -> str:
    rank = BINDS[made.kind]
    one, other = made.parts
    if made.kind == "+" and _seen(other).kind == "negative":
        return f"{_held(one, ADD)} − {_held(_seen(other).parts[0], MULTIPLY)}"
    strict = made.kind in ("−", "÷")  # a − (b + c) and a ÷ (b × c) keep their brackets
    return f"{_held(one, rank)} {made.kind} {_held(other, rank + strict)}"


def _held(made: Term, rank: int) -> str:
    """The words of a term, in brackets where it binds less tightly than what it stands in."""
    words = read(made)
    return f"({words})" if BINDS.get(_seen(made).kind, ATOM) < rank else words


def _small(title: str) -> str:
    """A field's title inside a formula: 'Meal fee' is 'meal fee', '1:2:1' and 'LinkedIn' stay as they are."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
