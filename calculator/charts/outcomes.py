"""What it might win and leave: the middle of all ways it might go as a dot, half of them thick, eight in ten thin."""

from __future__ import annotations

from collections.abc import Sequence

from calculator import formats
from calculator.analyses.monte_carlo import Outcomes
from calculator.charts import axes, drawn
from calculator.charts.bars import SHARE, TICKS, Bars, DrawnSpread, Scale, Unit, line, money, span
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import short
from calculator.engine import Results
from calculator.period import Period

HALF, MOST = 0.5, 0.8
HEADER = ("", "Likely", "Half of the ways it might go", "8 in 10", "At exactly these numbers")
CAPTION = "likely (dot), half of the ways it might go (thick), 8 in 10 (thin)"


def outcomes(results: Results, draws: Outcomes, period: Period) -> Chart:
    """Ranges of clients won in the period; for a role, of the chance of an offer within the horizon."""
    view = View(results, period)
    unit = SHARE if view.role else Unit("count", period.count, axes.count_ticks)
    measure, factor = ("win_probability", 1.0) if view.role else ("wins", period.factor)
    ranges = spreads(draws, measure, factor)
    mark = None if view.role else (1.0, "1 client")
    figures = [_said(unit, spread) for spread in ranges]
    if view.role:
        scale = Scale(1.0, {share: formats.share(share) for share in (0.2, 0.4, 0.6, 0.8)})
    else:
        upper = 1.04 * max((spread.most[1] for spread in ranges), default=0.0)
        scale = Scale(upper, axes.count_ticks(axes.ticks(upper, TICKS)), line(mark, upper))
    bars = Bars(view.names, view.slots, figures, unit, scale, spreads=ranges, whole=(measure, ""), mark=mark)
    title = "How likely is an offer?" if view.role else "How many clients might it win?"
    what = f"Chance of an offer in {period.horizon}" if view.role else f"Clients {period.label}"
    lies = overlap(view.names, ranges) if len(view.names) > 1 else ""
    caption = f"{what}: {CAPTION}{f'. {lies}' if lies else ''}"
    rows = [
        (
            name,
            unit.say(spread.likely),
            *(formats.between(*ends, unit.say) for ends in (spread.half, spread.most)),
            unit.say(spread.exact),
        )
        for name, spread in zip(view.names, ranges, strict=True)
    ]
    return drawn.chart("outcomes", title, caption, bars, Table(HEADER, tuple(rows)), figures, f"{lies} ".lstrip())


def left(results: Results, draws: Outcomes, period: Period) -> Chart:
    """Ranges of what is left of the value of what is won once all is paid, time included, in the period."""
    view = View(results, period)
    unit = money(view.scenario.currency)
    ranges = spreads(draws, "net_value", period.factor)
    ends = [formats.between(*spread.most, unit.say) for spread in ranges]
    middles = [unit.say(formats.rounded(spread.likely, spread.most[1] - spread.most[0])) for spread in ranges]
    said = list(zip(middles, ends, strict=True))
    figures = [f"{middle} likely, {end}" if end != middle else middle for middle, end in said]
    lower, upper = span(ranges)
    scale = Scale(upper, unit.ticks(axes.across(lower, upper, TICKS)), lower=lower)
    bars = Bars(view.names, view.slots, figures, unit, scale, spreads=ranges, whole=("net_value", ""))
    title = "What is left after costs?"
    won = "The role's worth times its odds" if view.role else "The worth of clients won"
    caption = f"{won} less full cost, {period.label}: {CAPTION}. Not a gain over doing nothing."
    rows = tuple((name, *row) for name, row in zip(view.names, said, strict=True))
    return drawn.chart("left", title, caption, bars, Table(("", "Likely", "8 in 10"), rows), figures)


def spreads(draws: Outcomes, measure: str, factor: float = 1.0) -> list[DrawnSpread]:
    """How far each strategy's measure may be off."""
    ends = [end.tolist() for share in (HALF, MOST) for end in draws.band(measure, share)]
    rows = zip(draws.likely(measure).tolist(), *ends, draws.exact(measure).tolist(), strict=True)
    scaled = [[value * factor for value in row] for row in rows]
    return [DrawnSpread(likely, (near, far), (low, high), exact) for likely, near, far, low, high, exact in scaled]


def overlap(names: Sequence[str], ranges: Sequence[DrawnSpread]) -> str:
    """Whether one strategy's range lies above all others', in a sentence."""
    if max(spread.most[1] for spread in ranges) <= 0:
        return "Nothing is won on these numbers."
    best = max(range(len(names)), key=lambda index: ranges[index].most[0])
    others = [spread.most[1] for index, spread in enumerate(ranges) if index != best]
    if ranges[best].most[0] > max(others):
        return f"{short(names[best], 40)} lies above the rest throughout."
    return "The ranges overlap, but much of their width is doubt that all share."


def _said(unit: Unit, spread: DrawnSpread) -> str:
    low, high = spread.most
    if high <= 0:
        return "nothing"
    return f"{unit.say(spread.likely)} likely" + (f", {formats.between(low, high, unit.say)}" if low < high else "")
