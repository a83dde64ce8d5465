"""A formula and its value at once: written in Python, it is text for the sheet and a number for its viewers.

>>> fee, times = Term("activities.breakfast.meal_fee", 15.0), Term("C4", 48.0)
>>> both = (fee + 1) * times
>>> both.text, both.value
('(activities.breakfast.meal_fee+1)*C4', 768.0)

Only functions that Excel 2010 and LibreOffice 7 share are here, and none that recalculates unasked. What cannot be
worked out, such as a division by nought in the branch that is not taken, is NaN in the value.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Value = float | str | bool | None
COMPARE, JOIN, ADD, MULTIPLY, ATOM = range(5)
"""How tightly each kind of operation binds, from the loosest."""


@dataclass(frozen=True, eq=False)
class Term:
    """A formula without its equals sign, what it comes to, and how tightly its last operation binds."""

    text: str
    value: Value
    rank: int = ATOM

    def __add__(self, other: Given) -> Term:
        return _operation(self, "+", other, ADD, operator.add)

    def __radd__(self, other: Given) -> Term:
        return _operation(other, "+", self, ADD, operator.add)

    def __sub__(self, other: Given) -> Term:
        return _operation(self, "-", other, ADD, operator.sub)

    def __rsub__(self, other: Given) -> Term:
        return _operation(other, "-", self, ADD, operator.sub)

    def __mul__(self, other: Given) -> Term:
        return _operation(self, "*", other, MULTIPLY, operator.mul)

    def __rmul__(self, other: Given) -> Term:
        return _operation(other, "*", self, MULTIPLY, operator.mul)

    def __truediv__(self, other: Given) -> Term:
        return _operation(self, "/", other, MULTIPLY, operator.truediv)

    def __neg__(self) -> Term:
        return Term(f"-{_wrapped(self, ATOM)}", -number(self.value), ADD)

    def __gt__(self, other: Given) -> Term:
        return _operation(self, ">", other, COMPARE, operator.gt)

    def __lt__(self, other: Given) -> Term:
        return _operation(self, "<", other, COMPARE, operator.lt)

    def __ge__(self, other: Given) -> Term:
        return _operation(self, ">=", other, COMPARE, operator.ge)

    def __le__(self, other: Given) -> Term:
        return _operation(self, "<=", other, COMPARE, operator.le)


Given = Term | float | str


@dataclass(frozen=True, eq=False)
class Block:
    """Cells in a row or column, called by one name or address."""

    text: str
    values: tuple[Value, ...]


def term(given: Given) -> Term:
    """A number or a text as a formula; a term as it is."""
    if isinstance(given, Term):
        return given
    if isinstance(given, str):
        return Term('"{}"'.format(given.replace('"', '""')), given)
    return Term(str(int(given)) if float(given).is_integer() else repr(given).upper(), float(given))


def number(value: Value) -> float:
    """A value as arithmetic reads it: an empty cell is 0, and a word is no number."""
    return math.nan if isinstance(value, str) else float(value or 0.0)


def either(condition: Term, yes: Given, no: Given) -> Term:
    """One or the other."""
    one, other = term(yes), term(no)
    return _call("IF", (condition, one, other), one.value if condition.value else other.value)


def chosen(index: Term, *options: Given) -> Term:
    """The option at an index that counts from 1."""
    terms = [term(option) for option in options]
    return _call("CHOOSE", (index, *terms), terms[int(number(index.value)) - 1].value)


def same(one: Given, other: Given) -> Term:
    """Whether two are equal."""
    return _operation(one, "=", other, COMPARE, operator.eq, raw=True)


def differ(one: Given, other: Given) -> Term:
    """Whether two are not equal."""
    return _operation(one, "<>", other, COMPARE, operator.ne, raw=True)


def both(*conditions: Term) -> Term:
    """Whether all hold."""
    return _call("AND", conditions, all(condition.value for condition in conditions))


def any_of(*conditions: Term) -> Term:
    """Whether one holds."""
    return _call("OR", conditions, any(condition.value for condition in conditions))


def given(cell: Term) -> Term:
    """Whether a cell holds a number."""
    return _call("ISNUMBER", (cell,), isinstance(cell.value, float))


def least(*terms: Given) -> Term:
    """The smallest."""
    return _over("MIN", terms, min)


def most(*terms: Given) -> Term:
    """The largest."""
    return _over("MAX", terms, max)


def exponential(power: Term) -> Term:
    """Euler's number to a power."""
    return _call("EXP", (power,), _safe(math.exp, power.value))


def logarithm(amount: Given) -> Term:
    """The natural logarithm."""
    return _call("LN", (term(amount),), _safe(math.log, term(amount).value))


def root(amount: Term) -> Term:
    """The square root."""
    return _call("SQRT", (amount,), _safe(math.sqrt, amount.value))


def fixed(amount: Term, digits: int) -> Term:
    """A number in words, rounded, with thousands set apart as the reader's country does."""
    value = number(amount.value)
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) if math.isfinite(value) else value
    return _call("FIXED", (amount, term(digits)), f"{exact:,.{digits}f}")


def joined(*parts: Given) -> Term:
    """Words one after the other."""
    terms = [term(part) for part in parts]
    return Term(
        "&".join(_wrapped(part, JOIN + 1) for part in terms), "".join(_word(part.value) for part in terms), JOIN
    )


def summed(block: Block) -> Term:
    """The sum of a block."""
    return Term(f"SUM({block.text})", math.fsum(number(value) for value in block.values))


def products(one: Block, other: Block) -> Term:
    """The sum of products, cell by cell."""
    pairs = zip(one.values, other.values, strict=True)
    return Term(f"SUMPRODUCT({one.text},{other.text})", sum((number(a) * number(b) for a, b in pairs), 0.0))


def where(counts: Block, amounts: Block) -> Term:
    """The sum of amounts where the count beside them is above 0."""
    pairs = zip(counts.values, amounts.values, strict=True)
    value = sum((number(amount) for count, amount in pairs if number(count) > 0), 0.0)
    return Term(f"SUMPRODUCT(({counts.text}>0)*{amounts.text})", value)


def found(words: Sequence[str], *texts: Term) -> Term:
    """How many of the words stand in every one of the texts."""
    listed = "{" + ",".join(f'"{word}"' for word in words) + "}"
    tests = [f"ISNUMBER(SEARCH({listed},{text.text}))" for text in texts]
    count = sum(all(word in _word(text.value).lower() for text in texts) for word in words)
    return Term(f"SUMPRODUCT({'*'.join(['1', *tests])})", float(count))


def extreme(function: str, block: Block) -> Term:
    """The largest (MAX) or smallest (MIN) of a block."""
    values = [number(value) for value in block.values]
    return Term(f"{function}({block.text})", max(values) if function == "MAX" else min(values))


def position(wanted: Term, block: Block) -> Term:
    """The place of a value in a block, from 1."""
    return Term(f"MATCH({wanted.text},{block.text},0)", float(block.values.index(wanted.value) + 1))


def at(block: Block, index: Term) -> Term:
    """The cell of a block at a place."""
    return Term(f"INDEX({block.text},{index.text})", block.values[int(number(index.value)) - 1])


def _operation(
    one: Given, sign: str, other: Given, rank: int, work: Callable[[float, float], float], raw: bool = False
) -> Term:
    left, right = term(one), term(other)
    text = f"{_wrapped(left, rank)}{sign}{_wrapped(right, rank + 1)}"
    if raw:
        return Term(text, work(left.value, right.value), rank)  # type: ignore[arg-type]  # words are compared as words
    return Term(text, _safe(work, left.value, right.value), rank)


def _call(name: str, terms: Sequence[Term], value: Value) -> Term:
    return Term(f"{name}({','.join(each.text for each in terms)})", value)


def _over(name: str, given: Sequence[Given], work: Callable[[list[float]], float]) -> Term:
    terms = [term(each) for each in given]
    return _call(name, terms, work([number(each.value) for each in terms]))


def _safe(work: Callable[..., float], *values: Value) -> float:
    try:
        return work(*(number(value) for value in values))
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def _wrapped(part: Term, rank: int) -> str:
    return part.text if part.rank >= rank else f"({part.text})"


def _word(value: Value) -> str:
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
