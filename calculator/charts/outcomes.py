"""What it might win: the likely figure as a dot, half of all plausible cases thick, eight in ten thin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from calculator import formats
from calculator.cases import Array
from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart, Table
from calculator.charts.period import Period
from calculator.charts.view import View
from calculator.charts.words import alt, cut, hover
from calculator.engine import Results

HALF, MOST = 0.5, 0.8


class Outcomes(Protocol):
    """What draws over all ranges gave, over the horizon; arrays are of shape (strategy,)."""

    def band(self, measure: str, share: float) -> tuple[Array, Array]:
        """The low and high end of the middle `share` of draws."""

    def likely(self, measure: str) -> Array:
        """The scenario's own value."""


@dataclass(frozen=True)
class Ranges:
    """The likely value and the two bands, each a list by strategy."""

    likely: list[float]
    half: tuple[list[float], list[float]]
    most: tuple[list[float], list[float]]


def outcomes(results: Results, found: Outcomes, period: Period) -> Chart:
    """Ranges of clients won in the period; for a role, of the chance of an offer within the horizon."""
    view = View(results, period)
    ranges = _ranges(view, found)
    figures = [_figure_words(view, ranges, index) for index in range(len(view.names))]
    one = len(view.names) == 1
    title = _title(view)
    what = f"Chance of an offer in {period.horizon}" if view.role else f"Clients {period.label}"
    caption = f"{what}: likely (dot), half of plausible cases (thick), 8 in 10 (thin)"
    return Chart(
        "outcomes",
        title,
        caption if one else f"{caption}. {overlap(view.names, ranges.most)}",
        (),
        _figure(view, ranges, figures),
        alt(title, "" if one else f"{overlap(view.names, ranges.most)} ", view.names, figures),
        _table(view, ranges),
    )


def _title(view: View) -> str:
    return "How likely is an offer?" if view.role else "How many clients might it win?"


def overlap(names: Sequence[str], band: tuple[list[float], list[float]]) -> str:
    """Whether one strategy's range lies above all others', in a sentence."""
    lows, highs = band
    if max(highs) <= 0:
        return "Nothing is won on these numbers."
    best = max(range(len(names)), key=lambda index: lows[index])
    others = [high for index, high in enumerate(highs) if index != best]
    if lows[best] > max(others):
        return f"{cut(names[best], 40)} lies above the rest throughout."
    return "The ranges overlap, but much of their width is doubt that all share."


def _ranges(view: View, found: Outcomes) -> Ranges:
    measure = "win_probability" if view.role else "wins"
    factor = 1.0 if view.role else view.period.factor

    def scaled(array: Array) -> list[float]:
        return [value * factor for value in array.tolist()]

    low, high = found.band(measure, HALF)
    lowest, highest = found.band(measure, MOST)
    return Ranges(scaled(found.likely(measure)), (scaled(low), scaled(high)), (scaled(lowest), scaled(highest)))


def _said(view: View, amount: float) -> str:
    return formats.share(amount) if view.role else view.period.count(amount)


def _figure_words(view: View, ranges: Ranges, index: int) -> str:
    if ranges.most[1][index] <= 0:
        return "nothing"
    if ranges.most[0][index] == ranges.most[1][index]:
        return f"{_said(view, ranges.likely[index])} likely"
    low, high = (ends[index] for ends in ranges.most)
    spread = formats.between(low, high, lambda amount: _said(view, amount))
    return f"{_said(view, ranges.likely[index])} likely, {spread}"


def _figure(view: View, ranges: Ranges, figures: list[str]) -> dict[str, Any]:
    places, height = frame.rows(view.names, view.looks, figures)
    data = [trace for index, row in enumerate(places) for trace in _marks(view, ranges, figures, index, row.at)]
    upper = 1.0 if view.role else 1.04 * max((*ranges.most[1], *ranges.likely), default=0.0)
    line = axes.reference(1, "1 client", upper) if not view.role and 0.02 * upper < 1 < upper else None
    lines, words = axes.Axis({}, line).marks
    margin = {"t": frame.TOP_OF_REFERENCE} if lines else {}
    spelled = {share: formats.share(share) for share in (0.2, 0.4, 0.6, 0.8)} if view.role else _ticks(upper)
    annotations = [*frame.labels(places, bool(words)), *words]
    return frame.figure(data, height, axes.axis(upper, spelled), shapes=lines, annotations=annotations, margin=margin)


def _ticks(upper: float) -> dict[float, str]:
    return {value: f"{value:,.6g}" for value in axes.ticks(upper)}


def _marks(view: View, ranges: Ranges, figures: list[str], index: int, at: float) -> list[frame.Trace]:
    """Two bands and a dot; none for a strategy that wins nothing in any draw."""
    if ranges.most[1][index] <= 0:
        return []
    look = view.looks[index]
    said = hover(view.names[index], figures[index])
    bands = ((ranges.most, False), (ranges.half, True))
    lines = [marks.band(low[index], high[index], at, look, thick, said) for (low, high), thick in bands]
    return [*lines, marks.dot(ranges.likely[index], at, look.fill, look.again, said)]


def _table(view: View, ranges: Ranges) -> Table:
    def spread(band: tuple[list[float], list[float]]) -> list[str]:
        return [formats.between(*ends, lambda amount: _said(view, amount)) for ends in zip(*band, strict=True)]

    rows = zip(
        view.names, [_said(view, x) for x in ranges.likely], spread(ranges.half), spread(ranges.most), strict=True
    )
    return Table(("", "Likely", "Half of cases", "8 in 10"), tuple(rows))
