"""Axes: ticks in words, and the dotted line of what there is to spend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from calculator import formats
from calculator.charts.frame import note
from calculator.charts.palette import GRID, INK, MUTED

WIDEST_RATIO = 20
"""A larger ratio between the dearest and the cheapest is drawn on a logarithmic scale."""


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
    size, symbol = max(map(abs, values), default=0.0), formats.symbol(currency)
    if size < 10_000 or size >= 1e6:
        return {value: formats.money_short(value, currency) for value in values}
    return {v: f"{'−' if v < 0 else ''}{symbol}{abs(v) / 1000:g}{'k' if v else ''}" for v in values}


def share_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of shares by value."""
    return {value: f"{'−' if value < 0 else ''}{abs(100 * value):.6g}%" for value in values}


def count_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of people and of what is won by value."""
    return {value: f"{value:,.6g}".replace("-", "−") for value in values}


def hour_ticks(values: Sequence[float]) -> dict[float, str]:
    """Ticks of hours by value."""
    return {value: f"{value:,.6g} h".replace("-", "−") for value in values}


def upright(at: float, colour: str, dash: str) -> dict[str, Any]:
    """A line under the marks at a value, from the top to the bottom."""
    look = {"color": colour, "width": 1.5, "dash": dash}
    return {"type": "line", "layer": "below", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": look}


def reference(value: float, text: str, upper: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dotted line under the marks at a value, and its words above, on the side that has room; each in a list."""
    side = "right" if value > upper / 2 else "left"
    words = note(text, 1, x=value, xref="x", xanchor=side, yref="paper", yanchor="bottom")
    return [upright(value, INK.light, "dot")], [words | {"font": {"size": 12, "color": INK.light}}]


def one_of_each(amounts: Sequence[float], currency: str, most: int, room: float) -> dict[str, Any]:
    """An axis of what one thing costs, with `room` for words after the dearest; it says so where it is logarithmic."""
    if not far_apart(amounts):
        upper = max(amounts, default=0.0)
        spelled = money_ticks(ticks(1.45 * upper, 3), currency)
        return axis(upper, spelled) | {"range": [-0.06 * (upper or 1), 1.45 * (upper or 1)]}
    low, high = math.log10(min(amounts)), math.log10(max(amounts))
    width = high - low
    powers = range(math.ceil(low), math.floor(high + 0.3 * width) + 1)
    steps = [10.0**power for power in powers][:: max(1, math.ceil(len(powers) / most))]
    spelled = {step: formats.money_short(step, currency) for step in steps}
    return axis(1, spelled) | {"type": "log", "range": [low - 0.06 * width, high + room * width]}


def far_apart(amounts: Sequence[float]) -> bool:
    """Whether the dearest is so much dearer than the cheapest that it takes a logarithmic scale."""
    return bool(amounts) and min(amounts) > 0 and max(amounts) / min(amounts) > WIDEST_RATIO


def _round(value: float) -> float:
    rounded = float(f"{value:.6g}")
    return int(rounded) if rounded.is_integer() else rounded
