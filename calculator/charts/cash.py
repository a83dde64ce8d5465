"""What it costs: cash by item, and cash together with the value of the hours."""

from __future__ import annotations

from calculator import formats
from calculator.charts import bars, drawn
from calculator.charts.bars import Segment
from calculator.charts.chart import Chart
from calculator.charts.view import View
from calculator.charts.words import leader
from calculator.engine import Results
from calculator.parts import ITEMS
from calculator.period import Period


def cash_by_item(results: Results, period: Period) -> Chart:
    """Stacked bars of cash by item, and the cash there is to spend."""
    view = View(results, period)
    segments = bars.declared(view, "cash_by_item", ITEMS, results.cash_by_item)
    profile = view.scenario.profile
    budget = profile.cash_per_year * profile.years * period.factor
    spare = f"You can spend {view.money(budget)}"
    stack = bars.stacked(view, bars.money(view.scenario.currency), segments, ("cash", "All"), budget, spare)
    there = {segment.name for segment in stack.shown}
    once = [item.title for item in ITEMS.values() if item.per == "once" and item.title in there]
    are = "is" if len(once) == 1 else "are"
    joining = f" {formats.joined(once)} {are} spread over {period.horizon}." if once and period.name != "all" else ""
    title = "Where does the cash go?"
    leads = leader(view.names, stack.totals, list(map(view.money, stack.totals)), "costs")
    caption = f"Cash {period.label}, by what you pay for. {spare}.{joining}"
    takeaway = f"{leads}{spare} {period.label}. "
    return drawn.chart("cash_by_item", title, caption, stack, stack.table, stack.labels, takeaway)


def full_cost(results: Results, period: Period) -> Chart:
    """Bars in two steps: solid is cash, pale is the value of the hours."""
    view = View(results, period)
    steps = [
        Segment("cash", "Cash", view.amounts(results.cash)),
        Segment("time_value", "Value of your time", view.amounts(results.time_value), pale=True),
    ]
    stack = bars.stacked(view, bars.money(view.scenario.currency), steps, ("cost", "Full cost"))
    counted = view.scenario.profile.hourly_value > 0
    title = "What does it cost once your time counts?"
    caption = f"Cash (solid) and the value of your hours (pale) {period.label}"
    clauses = [
        f"{figure}, {view.money(cash)} of it cash" for figure, cash in zip(stack.figures, steps[0].values, strict=True)
    ]
    if not counted:
        caption = f"Cash {period.label}. Your hour is set to be worth nothing, so time adds nothing."
    leads = leader(view.names, stack.totals, list(map(view.money, stack.totals)), "costs")
    return drawn.chart("full_cost", title, caption, stack, stack.table, clauses, leads)
