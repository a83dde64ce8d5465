"""Bars as plotly draws them: a trace for each segment, or two bands and a dot for each spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.bars import PALE, Bars, Scale, Segment
from calculator.charts.chart import Chart
from calculator.charts.palette import INK, PAPER
from calculator.charts.tables import Table
from calculator.charts.words import alt, hover


def chart(
    name: str, title: str, caption: str, bars: Bars, table: Table, clauses: Sequence[str], takeaway: str = ""
) -> Chart:
    """Bars with all their words; `clauses` say each row in the words that stand for the picture, after `takeaway`."""
    words = alt(title, takeaway, bars.names, clauses)
    return Chart(name, title, caption, bars.key, figure(bars), words, table, bars)


def figure(bars: Bars) -> dict[str, Any]:
    """The figure of a chart of bars."""
    places, height = frame.rows(bars.names, bars.looks, bars.labels)
    at = [place.at for place in places]
    # plotly hides a figure that does not fit, since only it knows how wide it is drawn: it stretches with the window
    data = [trace for segment in bars.shown for trace in _segment(bars, segment, at)]
    for row, spread in enumerate(bars.spreads):
        if spread.some:  # a strategy of which nothing comes in any case has no mark
            look, said = bars.looks[row], hover(bars.names[row], bars.figures[row])
            data.append(marks.band(*spread.most, at[row], look, False, said))
            data.append(marks.band(*spread.half, at[row], look, True, said))
            data.append(marks.dot(spread.likely, at[row], look.fill, look.again, said))
    return framed(data, places, height, bars.scale, barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})


def framed(
    data: list[frame.Trace], places: list[frame.PlacedLabel], height: float, scale: Scale, **more: Any
) -> dict[str, Any]:
    """Marks with their rows' labels, the axis, and the line of the scale under them."""
    lines, words = axes.reference(*scale.line, scale.upper) if scale.line else ([], [])
    axis = axes.axis(scale.upper, scale.ticks)
    if scale.lower < 0:
        zero = {"zeroline": True, "zerolinecolor": INK.light, "zerolinewidth": 1}
        axis |= zero | {"range": [scale.lower, scale.upper]}
    margin = {"t": frame.TOP_OF_REFERENCE} if lines else {}
    notes = [*frame.labels(places, crossed=bool(lines) or scale.lower < 0), *words]
    return frame.figure(data, height, axis, margin=margin, shapes=lines, annotations=notes, **more)


def bar(
    name: str, values: list[float], at: list[float], texts: list[str], marker: dict[str, Any], ink: str, said: list[str]
) -> frame.Trace:
    """One trace of bars with their amounts inside."""
    inside = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
    words = {"text": texts, "textfont": {"size": 12, "color": ink}, **inside}
    return marks.bars(values, at, frame.BAR, marker, said, name=name, **words)


def pale(colour: str) -> str:
    """The colour at 22 %; plotly draws it as the full colour with an opacity, so the theme's sheet still finds it."""
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgba({red},{green},{blue},{PALE})"


def _segment(bars: Bars, segment: Segment, at: list[float]) -> list[frame.Trace]:
    """One trace; where bars are in the strategies' own colours, one for all plain bars and one for each hatched bar."""
    traces = []
    for group in [list(range(len(at)))] if segment.tone else marks.drawn_alike(bars.looks):
        if rows := [row for row in group if segment.values[row] > 0]:
            texts = [bars.unit.say(segment.values[row]) for row in rows]
            said = [
                hover(bars.names[row], f"{segment.name}: {text}{bars.unit.tail}", f"All: {bars.labels[row]}")
                for row, text in zip(rows, texts, strict=True)
            ]
            values, places = [segment.values[row] for row in rows], [at[row] for row in rows]
            traces.append(bar(segment.name, values, places, texts, _marker(bars, segment, rows), segment.ink, said))
    return traces


def _marker(bars: Bars, segment: Segment, rows: list[int]) -> dict[str, Any]:
    """The segment's tone on paper; or solid, or pale with an outline, in the strategies' own colours.

    What is pale is translucent here, and its hatch paler than elsewhere, which leaves room for the figure.
    """
    own = [bars.looks[row] for row in rows]
    ground, lines = segment.paint(own[0])
    colours: Any = ground if segment.tone else [look.strong for look in own]
    edge: Any = PAPER.light if segment.tone else colours
    if segment.kind == "pale":
        edge = [look.fill for look in own]
        colours = [pale(fill) for fill in edge]
        ground, lines = colours[0], lines and colours[0]
    hatch = marks.hatch(ground, lines) if lines else {}
    return {"color": colours, "line": {"color": edge, "width": 1.5}, **hatch}
