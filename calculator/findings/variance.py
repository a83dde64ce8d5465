"""Which doubts the doubt about a difference is made of, in words and figures: shares of its variance."""

from __future__ import annotations

from calculator import formats
from calculator.analyses.study import Study
from calculator.analyses.variance import MOST, Shares, shares
from calculator.charts.chart import Table
from calculator.findings.decides import Difference
from calculator.findings.finding import Finding
from calculator.parameters import parameters

COLUMNS = ("path", "label", "share_alone", "share_together")
HEADER = ("Number", "Alone", "With the others")
TINY = 0.01
"""A share of the variance below this is taken together with the rest."""
EXPLAINED = (
    "Alone is how much of the doubt would go if you knew that number; with the others, how much hangs on it at all."
)


def finding(study: Study, one: str, other: str, measure: str = "cost") -> Finding:
    """Shares of the variance of the difference; the largest first, tiny ones with the rest.

    Raises CalculatorError for a measure that there is not, or that may be none.
    """
    it = Difference(study, one, other, measure)
    found = None if it.fault else _found(it)
    if found is None:
        fault = it.fault or "Nothing varies between the two."
        return Finding("variance", fault, Table(HEADER, ()), COLUMNS, ())
    lines = _lines(it, found)
    cells = tuple((label, formats.share(alone), formats.share(together)) for _, label, alone, together in lines)
    rows = tuple(dict(zip(COLUMNS, line, strict=True)) for line in lines)
    return Finding("variance", EXPLAINED, Table(HEADER, cells), COLUMNS, rows)


def _found(it: Difference) -> Shares | None:
    one, other = it.indices
    return shares(it.scenario, it.measure, one, other, list(it.effects)[:MOST])


def _lines(it: Difference, found: Shares) -> list[tuple[str | None, str, float, float]]:
    """A line a number, and one for all that are left: path, label and the two shares."""
    known = parameters(it.scenario)
    pairs = zip(found.paths, found.alone.tolist(), found.together.tolist(), strict=False)
    lines = [(path, known[path].label, alone, together) for path, alone, together in pairs]
    shown = sorted((line for line in lines if line[3] >= TINY), key=lambda line: -line[2])
    left = len(it.study.swings.paths) - len(shown)
    alone = float(found.alone[-1]) + sum(line[2] for line in lines if line[3] < TINY)
    return [*shown, *([(None, f"{left} others", alone, float(found.together[-1]))] if left else [])]
