"""The charts of the Compare page: results in, plain plotly figures with words and a table out.

Reads top down: `palette` and `period` say in which colours and for which time, `frame`, `bars` and `blocks` how
figures are laid out, and each other module is one family of charts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from calculator.analyses.monte_carlo import Outcomes
from calculator.charts.activities import hours_by_activity
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part, where_hours_go
from calculator.charts.outcomes import left
from calculator.charts.outcomes import outcomes as outcomes_chart
from calculator.charts.payback import payback
from calculator.charts.pipeline import pipeline
from calculator.charts.tables import Table
from calculator.charts.unit_cost import cost_per
from calculator.engine import Results
from calculator.period import Period

__all__ = ["CHARTS", "LEADING", "Chart", "Period", "Table", "compare_charts"]

LEADING = ("full_cost", "left", "outcomes")
"""What the Compare page shows of itself; the others are drawn when they are asked for."""
CHARTS = {
    "full_cost": "Full cost",
    "left": "Left after costs",
    "outcomes": "What it might win",
    "hours_by_part": "Hours by part",
    "cash_by_item": "Cash by item",
    "where_hours_go": "Where hours go",
    "payback": "When it pays back",
    "hours_by_activity": "Hours by activity",
    "pipeline": "From people met to what is won",
    "cost_per": "Cost of each step",
}
"""All charts by id, in their order, with the name by which one is picked."""
WITH_DRAWS: Mapping[str, Callable[[Results, Outcomes, Period], Chart]] = {"left": left, "outcomes": outcomes_chart}
AT_THE_NUMBERS: Mapping[str, Callable[[Results, Period], Chart]] = {
    "full_cost": full_cost,
    "hours_by_part": hours_by_part,
    "cash_by_item": cash_by_item,
    "where_hours_go": where_hours_go,
    "payback": payback,
    "hours_by_activity": hours_by_activity,
    "pipeline": pipeline,
    "cost_per": cost_per,
}


def compare_charts(
    results: Results, outcomes: Outcomes, period: Period, only: Iterable[str] = CHARTS
) -> tuple[Chart, ...]:
    """The charts with these ids, all if none are named; none where there is no strategy."""
    if not results.strategies:
        return ()
    return tuple(
        WITH_DRAWS[name](results, outcomes, period) if name in WITH_DRAWS else AT_THE_NUMBERS[name](results, period)
        for name in only
    )
