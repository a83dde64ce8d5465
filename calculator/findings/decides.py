"""What decides between two strategies: each number with a range swung from low to high, and what that does.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-owner")), "face_to_face", "online").id
'decides'
"""

from __future__ import annotations

from calculator.analyses.study import Study
from calculator.charts import decides as chart
from calculator.charts.tables import Table
from calculator.findings import odds
from calculator.findings import variance as shares
from calculator.findings.difference import DecidesRow, Difference
from calculator.findings.finding import Finding
from calculator.findings.measured import ticks
from calculator.findings.variance import ShareRow
from calculator.model import Scenario

HEADER = ("Number", "Range", "Difference at its low", "Difference at its high", "Changes the winner")
WORKING = (
    "Each number with a range is taken to its low and to its high, while every other number stays as it is.",
    "The bars show the difference between the two, not either of them: what moves both alike does not decide.",
    "A number changes the winner where, at its low or at its high, the other of the two is ahead.",
)


def offered(scenario: Scenario) -> tuple[str, ...]:
    """The measures that the page offers."""
    return (*odds.offered(scenario), "cash")


def finding(
    study: Study, one: str, other: str, measure: str = "cost", variance: bool = False
) -> Finding[DecidesRow | ShareRow]:
    """The numbers that move the difference between two strategies, those that move it most first; or `variance`.

    Raises CalculatorError for a measure that there is not, or that may be none.
    """
    if variance:
        return shares.finding(study, one, other, measure)
    it = Difference(study, one, other, measure)
    fault = it.fault
    if fault:
        return Finding("decides", fault, DecidesRow, table=Table(HEADER, ()))
    table = Table(HEADER, tuple(it.cells(path) for path in it.effects))
    rows = tuple(it.row(path) for path in (*it.effects, *it.without))
    spelled_ticks = ticks(study.scenario, measure)
    drawn = chart.decides(it.bars(), it.now, it.caption, spelled_ticks, table) if table.rows else None
    still = (f"Without effect on this difference: {it.listed(it.without)}.",) if it.without else ()
    return Finding("decides", it.sentence(), DecidesRow, rows, table, it.notes(), drawn, (*WORKING, *still))
