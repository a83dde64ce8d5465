"""Which doubts the doubt about a difference is made of, in words and figures: shares of its variance."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.analyses.study import Study
from calculator.analyses.variance import MOST, Shares, shares
from calculator.charts.tables import Table
from calculator.findings.difference import Difference
from calculator.findings.finding import Finding
from calculator.parameters import parameters

HEADER = ("Number", "Alone", "With the others")
TINY = 0.01
"""A share of the variance below this is taken together with the rest."""
EXPLAINED = (
    "Alone is how much of the doubt would go if you knew that number; with the others, how much hangs on it at all."
)


@dataclass(frozen=True)
class ShareRow:
    """A number's shares of the variance; the last row has no path, and is all the others together."""

    path: str | None
    label: str
    share_alone: float
    share_together: float


def finding(study: Study, one: str, other: str, measure: str = "cost") -> Finding[ShareRow]:
    """Shares of the variance of the difference; the largest first, tiny ones with the rest.

    Raises CalculatorError for a measure that there is not, or that may be none.
    """
    it = Difference(study, one, other, measure)
    found = None if it.fault else _found(it)
    if found is None:
        fault = it.fault or "Nothing varies between the two."
        return Finding("variance", fault, ShareRow, table=Table(HEADER, ()))
    rows = _rows(it, found)
    cells = tuple((row.label, formats.share(row.share_alone), formats.share(row.share_together)) for row in rows)
    return Finding("variance", EXPLAINED, ShareRow, rows, Table(HEADER, cells))


def _found(it: Difference) -> Shares | None:
    one, other = it.indices
    return shares(it.scenario, it.measure, one, other, list(it.effects)[:MOST])


def _rows(it: Difference, found: Shares) -> tuple[ShareRow, ...]:
    """A row a number, and one for all that are left."""
    known = parameters(it.scenario)
    pairs = zip(found.paths, found.alone.tolist(), found.together.tolist(), strict=False)
    rows = [ShareRow(path, known[path].label, alone, together) for path, alone, together in pairs]
    shown = sorted((row for row in rows if row.share_together >= TINY), key=lambda row: -row.share_alone)
    left = len(it.study.swings.paths) - len(shown)
    alone = float(found.alone[-1]) + sum(row.share_alone for row in rows if row.share_together < TINY)
    return (*shown, *([ShareRow(None, f"{left} others", alone, float(found.together[-1]))] if left else ()))
