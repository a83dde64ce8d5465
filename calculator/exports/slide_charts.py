"""Native charts for slides: the app's figures in PowerPoint's own bars, with the numbers in the sheet behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide as Page
from pptx.util import Length, Pt

from calculator import formats
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part, where_hours_go
from calculator.charts.outcomes import outcomes as outcomes_chart
from calculator.charts.palette import FILLS, GRID, INK, MUTED, PAPER, PART_TONES, STRONGS, TEXT_ON
from calculator.charts.period import Period
from calculator.charts.words import cut
from calculator.exports.content import Content
from calculator.parts import ITEMS, PARTS, Declared, Use

LONGEST = 42
"""Letters of a name at a bar."""
ROOM = 0.05
"""Share of the longest bar under which a bar is too short for its figure."""


@dataclass(frozen=True)
class Series:
    """One part of every bar: a colour for all strategies or one each (none is clear), and that of its figures."""

    name: str
    values: list[float]
    colours: list[str | None]
    ink: str | None


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
    amounts = [content.results.hours_by_part[part][0] * week.factor for part in PARTS]
    return _native(
        hours_by_part(content.results, week), _labels(content, content.weekly), _family(content, PARTS, amounts), "0.0"
    )


def cash(content: Content) -> Native:
    """Cash a year by item."""
    amounts = [content.results.cash_by_item[item][0] * content.period.factor for item in ITEMS]
    figures = content.ledger[1].figures
    return _native(
        cash_by_item(content.results, content.period),
        _labels(content, figures),
        _family(content, ITEMS, amounts),
        _money(content),
    )


def cost(content: Content) -> Native:
    """Cash solid, the value of the hours pale, in the colours of the strategies."""
    strong = [STRONGS[(slot - 1) % 6].light for slot in content.slots]
    pale = [_pale(FILLS[(slot - 1) % 6].light) for slot in content.slots]
    hours_of = content.ledger[0].figures
    figures = [f"{a}, {b} hours" for a, b in zip(content.ledger[3].figures, hours_of, strict=True)]
    parts = [
        Series("Cash (solid)", content.yearly("cash"), [*strong], PAPER.light),
        Series("Value of your time (pale)", content.yearly("time_value"), [*pale], INK.light),
    ]
    return _native(
        full_cost(content.results, content.period), _labels(content, figures), parts, _money(content), legend=False
    )


def uses(content: Content) -> Native:
    """Shares of the hours: with people who could help, with people who cannot, travel, and what is around it."""
    results = content.results
    spent = {use: np.zeros(len(content.names)) for use in get_args(Use)}
    for key, part in PARTS.items():
        spent[part.use] += results.hours_by_part[key][0]
    wasted = results.wasted_hours[0]
    useful = (spent["session"] - wasted).clip(min=0)
    total = [float(hours) or 1.0 for hours in results.hours[0]]
    names = ("With people who could help", "With people who cannot help", "Travel", "Around it")
    tones = [PART_TONES[name] for name in ("conversation", "pitches", "travel", "preparation")]
    parts = [
        Series(
            name,
            [float(v) / t for v, t in zip(values, total, strict=True)],
            [tone.light] * len(total),
            TEXT_ON[tone.light],
        )
        for name, tone, values in zip(names, tones, (useful, wasted, spent["travel"], spent["around"]), strict=True)
    ]
    figures = [f"{text} hours a year" for text in content.ledger[0].figures]
    return _native(where_hours_go(results, content.period), _labels(content, figures), parts, "0%", whole=True)


def outcomes(content: Content) -> Native:
    """The middle 8 in 10 of cases pale, the middle half solid, over the horizon; the likely figure in the label."""
    measure = "win_probability" if content.role else "wins"
    (lowest, highest), (low, high) = content.outcomes.band(measure, 0.8), content.outcomes.band(measure, 0.5)
    fills = [FILLS[(slot - 1) % 6].light for slot in content.slots]
    pale = [_pale(fill) for fill in fills]
    ends = (
        ("Up to the low end", lowest, [None] * len(fills)),
        ("Low", low - lowest, pale),
        ("Middle half", high - low, fills),
        ("High", highest - high, pale),
    )
    parts = [Series(name, [float(v) for v in values], [*colours], None) for name, values, colours in ends]
    line = content.won
    figures = [
        f"{likely} likely" + (f", {spread}" if spread else "")
        for likely, spread in zip(line.figures, line.ranges or [""] * len(fills), strict=True)
    ]
    words = outcomes_chart(content.results, content.outcomes, Period.of("all", content.scenario.profile))
    what = f"{'Chance of an offer' if content.role else 'Clients'} in {content.period.horizon}"
    caption = f"{what}: half of plausible cases (solid), 8 in 10 (pale); the likely figure at the name"
    return Native(words, caption, _labels(content, figures), parts, "0%" if content.role else "0", legend=False)


def _native(words: Chart, labels: list[str], series: list[Series], written: str, **more: bool) -> Native:
    return Native(words, words.caption, labels, series, written, **more)


def _labels(content: Content, figures: Sequence[str]) -> list[str]:
    # a blank in front: the sheet behind the chart would run a name that begins with = and open one that is an address
    return [f" {cut(name, LONGEST)}\n{figure}" for name, figure in zip(content.names, figures, strict=True)]


def _family(content: Content, kinds: Mapping[str, Declared], amounts: Sequence[Any]) -> list[Series]:
    count = len(content.names)
    made = [
        Series(kind.title, [float(value) for value in values], [kind.fill.tone.light] * count, kind.fill.text.light)
        for kind, values in zip(kinds.values(), amounts, strict=True)
    ]
    return [series for series in made if any(value > 0 for value in series.values)]


def _money(content: Content) -> str:
    return f'"{formats.symbol(content.scenario.currency)}"#,##0'


def _pale(colour: str) -> str:
    """A colour at 22 % on paper, as a colour of its own."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(PAPER.light[1:]), strict=True)
    return "#" + "".join(f"{round(0.22 * a + 0.78 * b):02x}" for a, b in pairs)


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
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(13), "Arial", _rgb(INK.light)
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
    values.major_gridlines.format.line.color.rgb = _rgb(GRID.light)
    values.format.line.fill.background()
    values.tick_labels.font.size, values.tick_labels.font.color.rgb = Pt(11), _rgb(MUTED.light)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # at the bottom, since the order is reversed
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = native.written, False
    if native.written == "0%":
        values.maximum_scale = 1


def _bars(chart: Any, native: Native) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    longest = max(map(sum, zip(*(series.values for series in native.series), strict=True)), default=0.0)
    for drawn, series in zip(plot.series, native.series, strict=True):
        if len(set(series.colours)) == 1:
            _fill(drawn, series.colours[0])  # of the whole series, so that the legend has it too
        else:
            for index, colour in enumerate(series.colours):
                _fill(drawn.points[index], colour)
        if series.ink:
            _figures(drawn, series.ink, native.written, (1.0 if native.whole else longest) * ROOM)


def _fill(drawn: Any, colour: str | None) -> None:
    fill = drawn.format.fill
    if colour is None:
        fill.background()
        return
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _figures(drawn: Any, ink: str, written: str, least: float) -> None:
    """Figures in the bars; a number below `least` is written as nothing, also after somebody has edited it."""
    labels = drawn.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.CENTER
    labels.number_format, labels.number_format_is_linked = f'[<{least:.6g}]"";{written}', False
    labels.font.size, labels.font.color.rgb = Pt(12), _rgb(ink)


def _rgb(colour: str) -> RGBColor:
    found: RGBColor = RGBColor.from_string(colour[1:].upper())
    return found
