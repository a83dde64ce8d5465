"""How marks are drawn: dots, and the hatch, ring or dash by which a colour's second use is told from its first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculator.charts.frame import Trace
from calculator.charts.palette import PAPER, Look

DOT = 13
"""Pixels across a dot."""
THICK, THIN = 14, 3
"""Pixels of the two bands of a range."""


def hatch(fill: str, lines: str = PAPER.light) -> dict[str, Any]:
    """Lines over a fill, for all bars of a trace."""
    look = {"shape": "/", "fgcolor": lines, "fgopacity": 1, "size": 6, "solidity": 0.25}
    return {"pattern": {**look, "fillmode": "replace", "bgcolor": fill}}


def drawn_alike(looks: Sequence[Look]) -> list[list[int]]:
    """Rows that one trace can draw: all first uses of colours together, each second use by itself.

    Plotly chooses the colour of a hatch itself where the bars of a trace differ in colour.
    """
    first = [index for index, look in enumerate(looks) if not look.again]
    return [*([first] if first else []), *([index] for index, look in enumerate(looks) if look.again)]


def pointed(said: str | list[str]) -> Trace:
    """What marks say when they are pointed at."""
    return {"hoverinfo": "text", "hovertext": said} if said else {"hoverinfo": "skip"}


def line(x: list[float], y: Sequence[float | None], look: dict[str, Any], said: str | list[str], **more: Any) -> Trace:
    """A line from point to point."""
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look, **pointed(said), **more}


def bars(
    x: list[float], y: list[float], width: float, marker: dict[str, Any], said: str | list[str], **more: Any
) -> Trace:
    """Bars that lie, each as long as `x` says, in the middle of its `y`."""
    shape = {"type": "bar", "orientation": "h", "x": x, "y": y, "width": width, "marker": marker}
    return {**shape, **pointed(said), **more}


def band(low: float, high: float, at: float, look: Look, thick: bool, said: str) -> Trace:
    """A range: thick for half of the cases, thin for eight in ten."""
    drawn = {"color": look.fill, "width": THICK if thick else THIN}
    return line([low, high], [at, at], drawn, said, opacity=0.45 if thick else 1.0)


def dot(value: float, at: float, colour: str, hollow: bool, said: str) -> Trace:
    """A dot at a value, open for a colour's second use."""
    marker = {"size": DOT, "color": colour, "line": {"color": PAPER.light, "width": 2}}
    if hollow:
        marker |= {"color": PAPER.light, "line": {"color": colour, "width": 3}}
    point = {"type": "scatter", "mode": "markers", "x": [value], "y": [at], "marker": marker}
    return {**point, "cliponaxis": False, **pointed(said)}
