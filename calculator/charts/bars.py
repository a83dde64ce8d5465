"""Bars of segments, one a strategy, under the strategy's name and total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.charts import axes, frame
from calculator.charts.chart import Table
from calculator.charts.palette import PAPER, TEXT_ON
from calculator.charts.view import View
from calculator.charts.words import hover
from calculator.parts import Tone


@dataclass(frozen=True)
class Segment:
    """One part of every bar: its values by strategy, their unit when pointed at, and more of a special marker."""

    name: str
    tone: Tone
    values: list[float]
    marker: dict[str, Any] = field(default_factory=dict)
    unit: str = ""


def shown(segments: Sequence[Segment]) -> list[Segment]:
    """The segments that anybody has any of."""
    return [segment for segment in segments if any(value > 0 for value in segment.values)]


def key(segments: Sequence[Segment]) -> tuple[tuple[str, str], ...]:
    """The key line of the segments."""
    return tuple((segment.name, segment.tone.light) for segment in segments)


def totals(segments: Sequence[Segment]) -> list[float]:
    """The bars' totals, by strategy."""
    return [sum(values) for values in zip(*(segment.values for segment in segments), strict=True)]


def over(values: Sequence[float], figures: Sequence[str], budget: float, say: Callable[[float], str]) -> list[str]:
    """The figures, with how far each goes over the budget; 'nothing' for a row of nothing."""
    excess = [say(value - budget) if value > budget else "" for value in values]
    tails = [f", {more} over" if more not in ("", say(0)) else "" for more in excess]
    rows = zip(values, figures, tails, strict=True)
    return [f"{figure}{tail}" if value > 0 else "nothing" for value, figure, tail in rows]


def upper(values: Sequence[float], budget: float) -> float:
    """The end of the axis: the longest bar, or the budget where that is within twice its length."""
    longest = max(values, default=0.0)
    return 1.02 * (max(longest, budget) if budget <= 2 * longest else longest)


def stacked(
    view: View, segments: Sequence[Segment], figures: Sequence[str], say: Callable[[float], str], ends: axes.Axis
) -> dict[str, Any]:
    """The figure of the bars; `say` spells a segment's value."""
    places, height = frame.rows(view.names, view.looks, figures)
    data = [_trace(view, segment, places, figures, say) for segment in segments]
    lines, words = ends.marks
    margin = {"t": frame.TOP_OF_REFERENCE} if lines else {}
    return frame.figure(
        data,
        height,
        ends.layout,
        barmode="stack",
        uniformtext={"minsize": 11, "mode": "hide"},
        margin=margin,
        shapes=lines,
        annotations=[*frame.labels(places, bool(words)), *words],
    )


def table(view: View, segments: Sequence[Segment], figures: Sequence[str], say: Callable[[float], str]) -> Table:
    """A row a segment, a column a strategy, and the totals last."""
    body = [(segment.name, *map(say, segment.values)) for segment in segments]
    return Table(("", *view.names), (*body, ("All", *figures)))


def _trace(
    view: View, segment: Segment, places: Sequence[frame.Row], figures: Sequence[str], say: Callable[[float], str]
) -> frame.Trace:
    rows = [index for index, value in enumerate(segment.values) if value > 0]
    texts = [say(segment.values[index]) for index in rows]
    return bar(
        segment.name,
        [segment.values[index] for index in rows],
        [places[index].at for index in rows],
        texts,
        {"color": segment.tone.light, "line": {"color": PAPER.light, "width": 1.5}, **segment.marker},
        TEXT_ON[segment.tone.light],
        [
            hover(view.names[index], f"{segment.name}: {text}{segment.unit}", f"All: {figures[index]}")
            for index, text in zip(rows, texts, strict=True)
        ],
    )


def bar(
    name: str, values: list[float], at: list[float], texts: list[str], marker: dict[str, Any], ink: str, said: list[str]
) -> frame.Trace:
    """One trace of bars with their amounts inside."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": values,
        "y": at,
        "width": frame.BAR,
        "marker": marker,
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 12, "color": ink},
        "hoverinfo": "text",
        "hovertext": said,
    }
