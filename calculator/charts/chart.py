"""What a chart is, for every door: a plotly figure as plain data, and the same in words and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calculator.charts.bars import Bars
from calculator.charts.tables import Table


@dataclass(frozen=True)
class Chart:
    """One chart, built in the light colours.

    `bars` is what it says where it is one of bars, for whoever draws it without plotly.
    `figure` is {"data", "layout"}; `key` is (label, colour) for the line above it; `alt` has at most 250 characters.
    All words but the figure's are plain text that may hold a person's own, to be escaped by whoever places them.
    """

    id: str
    title: str
    caption: str
    key: tuple[tuple[str, str], ...]
    figure: dict[str, Any]
    alt: str
    table: Table
    bars: Bars | None = None
