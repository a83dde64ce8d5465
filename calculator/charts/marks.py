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


def band(low: float, high: float, at: float, look: Look, thick: bool, said: str) -> Trace:
    """A range: thick for half of the cases, thin for eight in ten."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [low, high],
        "y": [at, at],
        "line": {"color": look.fill, "width": THICK if thick else THIN},
        "opacity": 0.45 if thick else 1.0,
        "hoverinfo": "text",
        "hovertext": said,
    }


def dot(value: float, at: float, colour: str, hollow: bool, said: str) -> Trace:
    """A dot at a value, open for a colour's second use."""
    marker = {"size": DOT, "color": colour, "line": {"color": PAPER.light, "width": 2}}
    if hollow:
        marker |= {"color": PAPER.light, "line": {"color": colour, "width": 3}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [value],
        "y": [at],
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": said,
    }
