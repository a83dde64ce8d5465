"""The charts of the Compare page: results in, plain plotly figures with words and a table out.

Reads top down: `palette` and `period` say in which colours and for which time, `frame`, `bars` and `blocks` how
figures are laid out, and each other module is one family of charts.
"""

from __future__ import annotations

from calculator.analyses.monte_carlo import Outcomes
from calculator.charts.activities import hours_by_activity
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part, where_hours_go
from calculator.charts.outcomes import outcomes as outcomes_chart
from calculator.charts.payback import payback
from calculator.charts.pipeline import pipeline
from calculator.charts.tables import Table
from calculator.charts.unit_cost import cost_per
from calculator.engine import Results
from calculator.period import Period

__all__ = ["Chart", "Period", "Table", "compare_charts"]


def compare_charts(results: Results, outcomes: Outcomes, period: Period) -> tuple[Chart, ...]:
    """All charts of the Compare page, in pairs of about one height; none where there is no strategy."""
    if not results.strategies:
        return ()
    return (
        hours_by_part(results, period),
        cash_by_item(results, period),
        full_cost(results, period),
        outcomes_chart(results, outcomes, period),
        where_hours_go(results, period),
        payback(results, period),
        hours_by_activity(results, period),
        pipeline(results, period),
        cost_per(results, period),
    )
