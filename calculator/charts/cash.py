"""What it costs: cash by item, and cash together with the value of the hours."""

from __future__ import annotations

from typing import Any

from calculator import formats
from calculator.charts import axes, bars, frame, marks
from calculator.charts.bars import Segment
from calculator.charts.chart import Chart, Table
from calculator.charts.palette import INK, PAPER
from calculator.charts.period import Period
from calculator.charts.view import View
from calculator.charts.words import alt, hover, leader
from calculator.engine import Results
from calculator.parts import ITEMS

PALE = 0.22
"""How much of the strategy's colour is in the value of hours."""


def cash_by_item(results: Results, period: Period) -> Chart:
    """Stacked bars of cash by item, and the cash there is to spend."""
    view = View(results, period)
    segments = bars.shown(
        [Segment(item.title, item.fill.tone, view.amounts(results.cash_by_item[key])) for key, item in ITEMS.items()]
    )
    totals = view.amounts(results.cash)
    profile = view.scenario.profile
    budget = profile.cash_per_year * profile.years * period.factor
    texts = [view.money(total) for total in totals]
    figures = bars.over(totals, texts, budget, view.money)
    spare = f"You can spend {view.money(budget)}"
    title = "Where does the cash go?"
    return Chart(
        "cash_by_item",
        title,
        f"Cash {period.label}, by what you pay for. {spare}.{_spread(segments, period)}",
        bars.key(segments),
        bars.stacked(view, segments, figures, view.money, _axis(view, totals, budget, spare)),
        alt(title, f"{leader(view.names, totals, texts, 'costs')}{spare} {period.label}. ", view.names, figures),
        bars.table(view, segments, texts, view.money),
    )


def _spread(segments: list[Segment], period: Period) -> str:
    there = {segment.name for segment in segments}
    once = [item.title for item in ITEMS.values() if item.per == "once" and item.title in there]
    are = "is" if len(once) == 1 else "are"
    return f" {formats.joined(once)} {are} spread over {period.horizon}." if once and period.name != "all" else ""


def _axis(view: View, totals: list[float], budget: float, words: str) -> axes.Axis:
    upper = bars.upper(totals, budget)
    line = axes.reference(budget, words, upper) if 0 < budget <= upper else None
    return axes.Axis(_money_axis(view, upper), line)


def _money_axis(view: View, upper: float) -> dict[str, Any]:
    return axes.axis(upper, axes.money_ticks(axes.ticks(upper, 4), view.scenario.currency))


def full_cost(results: Results, period: Period) -> Chart:
    """Bars in two steps: solid is cash, pale is the value of the hours."""
    view = View(results, period)
    cash, value, cost = (view.amounts(measure) for measure in (results.cash, results.time_value, results.cost))
    texts = [view.money(amount) for amount in cost]
    figures = [text if amount > 0 else "nothing" for text, amount in zip(texts, cost, strict=True)]
    counted = view.scenario.profile.hourly_value > 0
    title = "What does it cost once your time counts?"
    caption = f"Cash (solid) and the value of your hours (pale) {period.label}"
    return Chart(
        "full_cost",
        title,
        caption if counted else f"Cash {period.label}. Your hour is set to be worth nothing, so time adds nothing.",
        (),
        _two_steps(view, cash, value, figures),
        alt(title, leader(view.names, cost, texts, "costs"), view.names, _clauses(view, cash, figures)),
        _ledger(view, cash, value, texts),
    )


def _clauses(view: View, cash: list[float], figures: list[str]) -> list[str]:
    return [f"{figure}, {view.money(amount)} of it cash" for figure, amount in zip(figures, cash, strict=True)]


def _ledger(view: View, cash: list[float], value: list[float], texts: list[str]) -> Table:
    rows = (("Cash", *map(view.money, cash)), ("Value of your time", *map(view.money, value)), ("Full cost", *texts))
    return Table(("", *view.names), rows)


def _two_steps(view: View, cash: list[float], value: list[float], figures: list[str]) -> dict[str, Any]:
    places, height = frame.rows(view.names, view.looks, figures)
    upper = 1.02 * max((a + b for a, b in zip(cash, value, strict=True)), default=0.0)
    steps = (("Cash", cash), ("Value of your time", value))
    groups = marks.drawn_alike(view.looks)
    data = [_step(view, places, name, values, figures, rows) for name, values in steps for rows in groups]
    return frame.figure(
        [trace for trace in data if trace["x"]],
        height,
        _money_axis(view, upper),
        barmode="stack",
        uniformtext={"minsize": 11, "mode": "hide"},
        annotations=frame.labels(places),
    )


def _step(
    view: View, places: list[frame.Row], name: str, values: list[float], figures: list[str], alike: list[int]
) -> frame.Trace:
    """One step of the bars drawn alike: cash is solid and the value of time pale, each row in its own colour."""
    rows = [index for index in alike if values[index] > 0]
    texts = [view.money(values[index]) for index in rows]
    facts = [
        (view.names[index], f"{name}: {text}", f"All: {figures[index]}")
        for index, text in zip(rows, texts, strict=True)
    ]
    return bars.bar(
        name,
        [values[index] for index in rows],
        [places[index].at for index in rows],
        texts,
        _solid(view, rows) if name == "Cash" else _pale(view, rows),
        PAPER.light if name == "Cash" else INK.light,
        [hover(*fact) for fact in facts],
    )


def _solid(view: View, rows: list[int]) -> dict[str, Any]:
    strong = [view.looks[index].strong for index in rows]
    return {"color": strong, "line": {"color": strong, "width": 1.5}}


def _pale(view: View, rows: list[int]) -> dict[str, Any]:
    """Pale with an outline; hatched in the outline's colour for a colour's second use, with room for the text."""
    fills = [view.looks[index].fill for index in rows]
    marker: dict[str, Any] = {"color": [pale(fill) for fill in fills], "line": {"color": fills, "width": 1.5}}
    if rows and view.looks[rows[0]].again:
        marker |= {"color": pale(fills[0]), **marks.hatch(pale(fills[0]), pale(fills[0]))}
    return marker


def pale(colour: str) -> str:
    """The colour at 22 %; plotly draws it as the full colour with an opacity, so the theme's sheet still finds it."""
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgba({red},{green},{blue},{PALE})"
