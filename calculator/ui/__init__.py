"""The Streamlit app: a page is a view of one scenario, and a widget shows one of its numbers."""

from __future__ import annotations


def warm_up() -> None:
    """Import and draw once what the first paint needs, so that the first visitor does not wait for it."""
    from calculator import assumptions
    from calculator.analyses.study import Study
    from calculator.charts import LEADING, compare_charts
    from calculator.ui import answers

    answer = Study(assumptions.scenario(assumptions.default().id))
    answer.weigh()
    _ = answer.headline
    compare_charts(answer.results, answer.outcomes, answers.period("all", answer.scenario), LEADING)
