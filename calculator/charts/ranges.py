"""How far a measure may be off: the likely figure as a dot, half of all plausible cases thick, eight in ten thin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart, Table
from calculator.charts.palette import INK, Look
from calculator.charts.words import alt, hover

CAPTION = "likely (dot), half of plausible cases (thick), 8 in 10 (thin)"

Ticks = Callable[[list[float]], dict[float, str]]


@dataclass(frozen=True)
class Spread:
    """One strategy: its name and look, the likely figure, the bands of half and of eight in ten, and both in words."""

    name: str
    look: Look
    likely: float
    half: tuple[float, float]
    most: tuple[float, float]
    said: str


def ranges(title: str, what: str, found: Sequence[Spread], ticks: Ticks, table: Table) -> Chart:
    """A row a strategy; `what` names the measure and its period."""
    names, said = [spread.name for spread in found], [spread.said for spread in found]
    words = alt(title, "", names, said)
    return Chart("odds", title, f"{what}: {CAPTION}", (), _figure(found, ticks), words, table)


def _figure(found: Sequence[Spread], ticks: Ticks) -> dict[str, Any]:
    names, looks, said = ([getattr(spread, part) for spread in found] for part in ("name", "look", "said"))
    places, height = frame.rows(names, looks, said)
    data = [trace for spread, row in zip(found, places, strict=True) for trace in _marks(spread, row.at)]
    low, high = _span(found)
    axis = axes.axis(1, ticks(axes.across(low, high))) | {"range": [low, high]}
    zero = {"zeroline": low < 0, "zerolinecolor": INK.light, "zerolinewidth": 1}
    return frame.figure(data, height, axis | zero, annotations=frame.labels(places))


def _span(found: Sequence[Spread]) -> tuple[float, float]:
    """From 0, or from the lowest below it, with a little room for the dots."""
    low = min(0.0, *(min(spread.most[0], spread.likely) for spread in found))
    high = max(0.0, *(max(spread.most[1], spread.likely) for spread in found))
    room = 0.04 * (high - low) or 1.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 or low == 0 else 0.0)


def _marks(spread: Spread, at: float) -> list[frame.Trace]:
    said, look = hover(spread.name, spread.said), spread.look
    bands = [marks.band(*ends, at, look, thick, said) for ends, thick in ((spread.most, False), (spread.half, True))]
    return [*bands, marks.dot(spread.likely, at, look.fill, look.again, said)]
