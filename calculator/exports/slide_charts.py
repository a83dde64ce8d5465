"""Native charts for slides: the app's figures in PowerPoint's own bars, with the numbers in the sheet behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.slide import Slide as Page
from pptx.util import Length, Pt

from calculator import formats
from calculator.charts.bars import Bars, Paint, Segment, tint
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part, where_hours_go
from calculator.charts.outcomes import outcomes as outcomes_chart
from calculator.charts.palette import GRID, INK, MUTED, PAPER
from calculator.charts.words import short
from calculator.exports.content import Content
from calculator.period import Period

LONGEST = 42
"""Letters of a name at a bar."""
ROOM = 0.05
"""Share of the longest bar under which a bar is too short for its figure. It goes by share and not by the figure's
width, since the rule is written into the file as a format of numbers, and holds where somebody has edited the chart."""


@dataclass(frozen=True)
class Series:
    """One part of every bar: its paint for each strategy (none is clear), and the colour of its figures."""

    name: str
    values: list[float]
    paints: list[Paint | None]
    ink: str | None = None


@dataclass(frozen=True)
class Native:
    """A chart for a slide: its words, a label for each strategy, its parts, and how numbers are written."""

    words: Chart
    caption: str
    labels: list[str]
    series: list[Series]
    written: str
    whole: bool = False
    legend: bool = True


def hours(content: Content) -> Native:
    """Hours a week by part."""
    week = Period.of("week", content.scenario.profile)
    return native(hours_by_part(content.results, week), content.scenario.currency, content.weekly)


def cash(content: Content) -> Native:
    """Cash by item."""
    return native(content.charts["cash_by_item"], content.scenario.currency)


def cost(content: Content) -> Native:
    """Cash solid, the value of the hours pale, in the colours of the strategies."""
    pairs = zip(content.line("cost").figures, content.weekly, strict=True)
    figures = [f"{money}, {hours}" for money, hours in pairs]
    return native(content.charts["full_cost"], content.scenario.currency, figures)


def uses(content: Content) -> Native:
    """Shares of the hours: with people who could help, with people who cannot, travel, and what is around it."""
    return native(where_hours_go(content.results, content.period), content.scenario.currency)


def outcomes(content: Content) -> Native:
    """The middle 8 in 10 of cases pale, the middle half solid, over the horizon; their middle in the label."""
    words = outcomes_chart(content.results, content.outcomes, content.period)
    what = f"{'Chance of an offer' if content.role else 'Clients'} in {content.period.horizon}"
    caption = f"{what}: half of the ways it might go (solid), 8 in 10 (pale); the likely figure at the name"
    return replace(native(words, content.scenario.currency), caption=caption)


def native(words: Chart, currency: str, figures: Sequence[str] = ()) -> Native:
    """A chart as it is described for every door; `figures` stand at the names instead of its own."""
    bars = words.bars
    if bars is None:
        raise ValueError(words.id)
    # a blank in front: the sheet behind the chart would run a name that begins with = and open one that is an address
    pairs = zip(bars.names, figures or bars.labels, strict=True)
    labels = [f" {short(name, LONGEST)}\n{figure}" for name, figure in pairs]
    written = {"hours": "0.0", "share": "0%", "count": "0"}.get(
        bars.unit.name
    ) or f'"{formats.before_digits(currency)}"#,##0'
    series = _spread(bars) if bars.spreads else [_stacked(bars, segment) for segment in bars.shown]
    whole = bars.unit.name == "share" and not bars.spreads
    return Native(words, words.caption, labels, series, written, whole, legend=bool(bars.key))


def _stacked(bars: Bars, segment: Segment) -> Series:
    """One part; where each strategy has its own colour there is no key, and the name says how it is drawn.

    One that is all there is says neither that nor its figure, which stands at the strategy's name.
    """
    alone = len(bars.segments) == 1
    name = segment.name if segment.tone or alone else f"{segment.name} ({segment.kind})"
    return Series(name, segment.values, [segment.paint(look) for look in bars.looks], None if alone else segment.ink)


def _spread(bars: Bars) -> list[Series]:
    """The bands end to end, from a clear part up to the low end of 8 in 10."""
    ends = [(0.0, spread.most[0], *spread.half, spread.most[1]) for spread in bars.spreads]
    solid: list[Paint | None] = [(look.fill, PAPER.light if look.again else None) for look in bars.looks]
    pale: list[Paint | None] = [(tint(look.fill), look.fill if look.again else None) for look in bars.looks]
    names = ("Up to the low end", "Low", "Middle half", "High")
    clear: list[Paint | None] = [None] * len(ends)
    paints = (clear, pale, solid, pale)
    return [
        Series(name, [end[at + 1] - end[at] for end in ends], paint)
        for at, (name, paint) in enumerate(zip(names, paints, strict=True))
    ]


# -- drawing ------------------------------------------------------------------------------------------------


def place(page: Page, native: Native, where: tuple[Length, Length, Length, Length]) -> None:
    """Put the chart on a slide."""
    data = CategoryChartData()
    data.categories = native.labels
    for series in native.series:
        data.add_series(series.name, series.values)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if native.whole else XL_CHART_TYPE.BAR_STACKED
    frame: Any = page.shapes.add_chart(kind, *where, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", native.words.alt)
    chart: Any = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(13), "Arial", rgb(INK.light)
    chart.has_title = False
    chart.has_legend = native.legend and len(native.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(chart, native)
    if native.series:
        _bars(chart, native)


def _axes(chart: Any, native: Native) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True  # the first strategy on top
    names.format.line.fill.background()
    names.tick_labels.font.size = Pt(13 if len(native.labels) < 5 else 11)
    values.has_major_gridlines, values.minimum_scale = True, 0
    values.major_gridlines.format.line.color.rgb = rgb(GRID.light)
    values.format.line.fill.background()
    values.tick_labels.font.size, values.tick_labels.font.color.rgb = Pt(11), rgb(MUTED.light)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # at the bottom, since the order is reversed
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = native.written, False
    if native.written == "0%":
        values.maximum_scale = 1


def _bars(chart: Any, native: Native) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    longest = max(map(sum, zip(*(series.values for series in native.series), strict=True)), default=0.0)
    for drawn, series in zip(plot.series, native.series, strict=True):
        if len(set(series.paints)) == 1:
            _fill(drawn, series.paints[0])  # of the whole series, so that the legend has it too
        else:
            for index, paint in enumerate(series.paints):
                _fill(drawn.points[index], paint)
        if series.ink:
            labels, least = drawn.data_labels, (1.0 if native.whole else longest) * ROOM
            labels.show_value, labels.position = True, XL_LABEL_POSITION.CENTER
            # a number below the least is written as nothing, also after somebody has edited it
            labels.number_format, labels.number_format_is_linked = f'[<{least:.6g}]"";{native.written}', False
            labels.font.size, labels.font.color.rgb = Pt(12), rgb(series.ink)


def _fill(drawn: Any, paint: Paint | None) -> None:
    fill = drawn.format.fill
    if paint is None:
        fill.background()
        return
    ground, lines = paint
    if lines is None:
        fill.solid()
        fill.fore_color.rgb = rgb(ground)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = rgb(lines), rgb(ground)


def rgb(colour: str) -> RGBColor:
    """A colour such as `#1d2126`."""
    known: RGBColor = RGBColor.from_string(colour[1:].upper())
    return known
