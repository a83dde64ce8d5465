"""Axes: ticks in words, and the dotted line of what there is to spend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from calculator import formats
from calculator.charts.frame import note
from calculator.charts.palette import GRID, INK, MUTED


def axis(upper: float, spelled: dict[float, str], **more: Any) -> dict[str, Any]:
    """A horizontal axis from 0 to `upper` with the ticks given, by value."""
    return {
        "range": [0, upper or 1],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": GRID.light,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickmode": "array",
        "tickvals": list(spelled),
        "ticktext": list(spelled.values()),
        "tickangle": 0,
        "tickfont": {"size": 12, "color": MUTED.light},
        **more,
    }


def ticks(upper: float, most: int = 5) -> list[float]:
    """Round numbers above 0, at most `most`; none so near the end that its words would be cut off.

    >>> ticks(6.2), ticks(5764.0, 4), ticks(0)
    ([2, 4, 6], [2000, 4000], [])
    """
    if not upper > 0:
        return []
    size = 10.0 ** math.floor(math.log10(upper / most))
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if upper * 0.97 / (size * by) < most + 1)
    return [_round(step * index) for index in range(1, int(upper * 0.97 / step + 1e-9) + 1)]


def across(low: float, high: float, most: int = 4) -> list[float]:
    """Round numbers from `low` to `high`, at most one more than `most`; 0 is one of them where it lies between.

    >>> across(-312, 905), across(40, 55)
    ([-250, 0, 250, 500, 750], [40, 45, 50, 55])
    """
    if not high > low:
        return []
    step = ticks(high - low, most)[0]
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [_round(step * index) for index in range(first, last + 1)][: most + 1]


def money_ticks(values: Sequence[float], currency: str) -> dict[float, str]:
    """Ticks of money by value, all of them in thousands where one of them is."""
    size = max(map(abs, values), default=0.0)
    if size < 10_000 or size >= 1e6:
        return {value: formats.money_short(value, currency) for value in values}
    return {value: _thousands(value, currency) for value in values}


def share_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of shares by value."""
    return {value: f"{'−' if value < 0 else ''}{abs(100 * value):.6g}%" for value in values}


def count_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of people and of what is won by value."""
    return {value: f"{value:,.6g}".replace("-", "−") for value in values}


def hour_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of hours by value."""
    return {value: f"{value:,.6g} h".replace("-", "−") for value in values}


def reference(value: float, text: str, upper: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dotted line under the marks at a value, and its words above, on the side that has room; each in a list."""
    line = {
        "type": "line",
        "layer": "below",
        "x0": value,
        "x1": value,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": INK.light, "width": 1.5, "dash": "dot"},
    }
    side = "right" if value > upper / 2 else "left"
    words = note(text, 1, x=value, xref="x", xanchor=side, yref="paper", yanchor="bottom")
    return [line], [words | {"font": {"size": 12, "color": INK.light}}]


def _round(value: float) -> float:
    rounded = float(f"{value:.6g}")
    return int(rounded) if rounded.is_integer() else rounded


def _thousands(value: float, currency: str) -> str:
    return f"{'−' if value < 0 else ''}{formats.symbol(currency)}{abs(value) / 1000:g}{'k' if value else ''}"
