"""How a term is written as a formula of a sheet, and the few functions that only a sheet has.

>>> fee, times = cell("activities.breakfast.meal_fee", 15.0), cell("C4", 48.0)
>>> both = (fee + 1) * times
>>> written(both), both.value
('(activities.breakfast.meal_fee+1)*C4', 768.0)

Only functions that Excel 2010 and LibreOffice 7 share are here, and none that recalculates unasked. What cannot be
worked out, such as a division by nought in the branch that is not taken, is NaN in the value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from calculator.engine.arithmetic import maximum, minimum, where
from calculator.engine.term import Term, Value, made, number, term
from calculator.model import DAYS

COMPARE, JOIN, ADD, MULTIPLY, ATOM = range(5)
"""How tightly each kind of operation binds, from the loosest."""
SIGNS = {"+": ("+", ADD), "−": ("-", ADD), "×": ("*", MULTIPLY), "÷": ("/", MULTIPLY), "&": ("&", JOIN)}
SIGNS |= {sign: (sign, COMPARE) for sign in ("<", ">", ">=", "<=", "=", "<>")}
CALLS = {"smaller": "MIN", "larger": "MAX", "and": "AND", "or": "OR", "given": "ISNUMBER"}
CALLS |= dict.fromkeys(("choice", "guarded"), "IF")
WORD = "none"
"""What a cell says of a number that there is not."""

Given = Term | float | str


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells in a row or column, called by one name or address."""

    text: str
    values: tuple[Value, ...]


def written(what: Term) -> str:
    """A term as a formula without its equals sign."""
    kind, parts = what.kind, what.parts
    if not parts:
        return what.path or _constant(what.value)
    if kind in SIGNS:
        sign, rank = SIGNS[kind]
        return f"{_held(parts[0], rank)}{sign}{_held(parts[1], rank + 1)}"
    if kind == "negative":
        return f"-{_held(parts[0], ATOM)}"
    if kind == "picked":  # of which −1 is the last
        return f"CHOOSE({written(parts[0] + 2)},{','.join(map(written, (parts[-1], *parts[1:-1])))})"
    if kind == "shared":
        listed = "{" + ",".join(f'"{day}"' for day in DAYS) + "}"
        return f"SUMPRODUCT({'*'.join(['1', *(f'ISNUMBER(SEARCH({listed},{written(part)}))' for part in parts)])})"
    return f"{CALLS.get(kind, kind)}({','.join(map(written, parts))})"


def _held(part: Term, rank: int) -> str:
    own = SIGNS[part.kind][1] if part.kind in SIGNS else ADD if part.kind == "negative" else ATOM
    return written(part) if own >= rank else f"({written(part)})"


def _constant(value: Value) -> str:
    if isinstance(value, bool):
        return repr(value).upper()
    if isinstance(value, str):
        return '"{}"'.format(value.replace('"', '""'))
    if math.isnan(number(value)):
        return f'"{WORD}"'
    return str(int(number(value))) if number(value).is_integer() else repr(value).upper()


def cell(path: str, value: Value, name: str = "") -> Term:
    """A cell by its address or name, with the value that it has now; `name` is what it is in words."""
    return Term(value, "cell", name=name, path=path)


def formula(what: str, value: Value) -> Term:
    """A term whose formula is given as text."""
    return Term(value, "text", path=what)


def either(condition: Term, one: Given, other: Given) -> Term:
    """One where a condition holds, and the other elsewhere."""
    return term(where(condition, one, other))


def least(one: Given, *others: Given) -> Term:
    """The smallest."""
    return reduce(lambda a, b: term(minimum(a, b)), others, term(one))


def most(one: Given, *others: Given) -> Term:
    """The largest."""
    return reduce(lambda a, b: term(maximum(a, b)), others, term(one))


def chosen(index: Term, *options: Given) -> Term:
    """The option at an index that counts from 1."""
    terms = [term(option) for option in options]
    return Term(terms[int(number(index.value)) - 1].value, "CHOOSE", (index, *terms))


def differ(one: Given, other: Given) -> Term:
    """Whether two are not equal."""
    first, second = term(one), term(other)
    return Term(first.value != second.value, "<>", (first, second))


def exponential(power: Term) -> Term:
    """Euler's number to a power."""
    return made("EXP", math.exp, power)


def logarithm(amount: Term) -> Term:
    """The natural logarithm."""
    return made("LN", math.log, amount)


def root(amount: Term) -> Term:
    """The square root."""
    return made("SQRT", math.sqrt, amount)


def fixed(amount: Term, digits: int) -> Term:
    """A number in words, rounded, with thousands set apart as the reader's country does."""
    value = number(amount.value)
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) if math.isfinite(value) else value
    return Term(f"{exact:,.{digits}f}", "FIXED", (amount, term(digits)))


def joined(first: Given, *others: Given) -> Term:
    """Words one after the other."""
    whole = term(first)
    for part in map(term, others):
        whole = Term(_word(whole.value) + _word(part.value), "&", (whole, part))
    return whole


def extreme(function: str, block: Cells) -> Term:
    """The largest (MAX) or smallest (MIN) of a block."""
    values = [number(value) for value in block.values]
    return formula(f"{function}({block.text})", max(values) if function == "MAX" else min(values))


def position(wanted: Term, block: Cells) -> Term:
    """The place of a value in a block, from 1."""
    return formula(f"MATCH({written(wanted)},{block.text},0)", float(block.values.index(wanted.value) + 1))


def at(block: Cells, index: Term) -> Term:
    """The cell of a block at a place."""
    return formula(f"INDEX({block.text},{written(index)})", block.values[int(number(index.value)) - 1])


def _word(value: Value) -> str:
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
