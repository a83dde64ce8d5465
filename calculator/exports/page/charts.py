"""The page's charts: the words, keys and tables of the app's own charts, drawn as small SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from calculator import formats
from calculator.cases import Array
from calculator.charts import axes, bars
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part, said
from calculator.charts.outcomes import outcomes as outcomes_chart
from calculator.charts.palette import FILLS, classes
from calculator.exports.content import Content
from calculator.exports.page.svg import Axis, Mark, Row, drawing
from calculator.parts import ITEMS, PARTS, Declared

Drawn = tuple[Chart, str]
"""A chart's words, and its drawing."""


def charts(content: Content) -> list[Drawn]:
    """Hours, cash, full cost and outcomes; none where there is no strategy."""
    return [_hours(content), _cash(content), _cost(content), _outcomes(content)] if content.names else []


def colour(slot: int) -> str:
    """The class of a strategy's colour; `again` is a colour's second use."""
    return f"s{(slot - 1) % len(FILLS) + 1}{' again' if slot > len(FILLS) else ''}"


def _hours(content: Content) -> Drawn:
    words = hours_by_part(content.results, content.period)
    parts = [content.results.hours_by_part[part][0] for part in PARTS]
    profile = content.scenario.profile
    budget = profile.hours_per_week * profile.weeks_per_year
    totals = content.yearly("hours")
    figures = bars.over(totals, [said(total) for total in totals], budget, said)
    rows = _stacked(content, PARTS, parts, figures, formats.hours)
    spare = f"You can spare {formats.hours(budget).removesuffix('.0')} h"
    return words, drawing(rows, _axis(totals, budget, spare, axes.hour_ticks), words.alt)


def _cash(content: Content) -> Drawn:
    words = cash_by_item(content.results, content.period)
    items = [content.results.cash_by_item[item][0] for item in ITEMS]
    budget, totals = content.scenario.profile.cash_per_year, content.yearly("cash")
    figures = bars.over(totals, [content.money(total) for total in totals], budget, content.money)
    rows = _stacked(content, ITEMS, items, figures, content.money)
    spare = f"You can spend {content.money(budget)}"
    return words, drawing(rows, _axis(totals, budget, spare, _money_ticks(content)), words.alt)


def _cost(content: Content) -> Drawn:
    words = full_cost(content.results, content.period)
    pairs = zip(content.yearly("cash"), content.yearly("time_value"), strict=True)
    rows = [_two_steps(content, index, cash, worth) for index, (cash, worth) in enumerate(pairs)]
    return words, drawing(rows, _axis(content.yearly("cost"), 0, "", _money_ticks(content)), words.alt)


def _outcomes(content: Content) -> Drawn:
    words = outcomes_chart(content.results, content.outcomes, content.period)
    measure, factor = ("win_probability", 1.0) if content.role else ("wins", content.period.factor)
    bands = [content.outcomes.band(measure, share) for share in (0.8, 0.5)]
    likely = [float(value) * factor for value in content.outcomes.likely(measure)]
    rows = []
    for index, (name, slot) in enumerate(zip(content.names, content.slots, strict=True)):
        (low, high), (near, far) = [tuple(float(edge[index]) * factor for edge in band) for band in bands]
        marks = [Mark("band " + colour(slot), low, high, height=3), Mark("half " + colour(slot), near, far, height=14)]
        text = _said(content, likely[index], low, high)
        rows.append(Row(name, colour(slot), text, marks if high > 0 else (), likely[index] if high > 0 else None))
    highest = max([*(float(edge) * factor for edge in bands[0][1]), *likely], default=0.0)
    return words, drawing(rows, _outcome_axis(content, highest), words.alt)


def _said(content: Content, likely: float, low: float, high: float) -> str:
    if high <= 0:
        return "nothing"
    say = formats.share if content.role else formats.count
    return f"{say(likely)} likely" + (f", {formats.between(low, high, say)}" if low < high else "")


def _outcome_axis(content: Content, highest: float) -> Axis:
    if content.role:
        return Axis(1.04, {share: formats.share(share) for share in (0.2, 0.4, 0.6, 0.8)})
    upper = 1.06 * highest
    line = (1.0, "1 client") if 0.02 * upper < 1 < upper else None
    return Axis(upper, {value: f"{value:,.6g}" for value in axes.ticks(upper)}, line)


def _stacked(
    content: Content,
    kinds: Mapping[str, Declared],
    amounts: Sequence[Array],
    figures: Sequence[str],
    say: Callable[[float], str],
) -> list[Row]:
    """Bars of segments, a year's amounts of each by strategy."""
    rows = []
    for index, (name, slot) in enumerate(zip(content.names, content.slots, strict=True)):
        values = [float(amount[index]) * content.period.factor for amount in amounts]
        ends = list(accumulate(values))
        marks = [
            Mark(kind, end - value, end, say(value))
            for kind, value, end in zip(classes(kinds), values, ends, strict=True)
            if value > 0
        ]
        rows.append(Row(name, colour(slot), figures[index], marks))
    return rows


def _two_steps(content: Content, index: int, cash: float, worth: float) -> Row:
    """Solid is cash, pale is the value of the hours."""
    look = colour(content.slots[index])
    steps = (
        Mark(f"solid {look}", 0, cash, content.money(cash)),
        Mark(f"pale {look}", cash, cash + worth, content.money(worth)),
    )
    figure = content.money(cash + worth) if cash + worth > 0 else "nothing"
    return Row(content.names[index], look, figure, [mark for mark in steps if mark.end > mark.start])


def _axis(
    totals: Sequence[float], budget: float, words: str, spell: Callable[[Sequence[float]], dict[float, str]]
) -> Axis:
    upper = bars.upper(totals, budget)
    line = (budget, words) if 0 < budget <= upper else None
    return Axis(upper, spell(axes.ticks(upper, 4)), line)


def _money_ticks(content: Content) -> Callable[[Sequence[float]], dict[float, str]]:
    return lambda values: axes.money_ticks(values, content.scenario.currency)
