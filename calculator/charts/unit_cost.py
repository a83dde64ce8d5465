"""What one contact, relationship, referral and client costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from calculator import formats
from calculator.charts import axes, blocks, frame, marks
from calculator.charts.blocks import Block
from calculator.charts.chart import Chart
from calculator.charts.palette import MUTED
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, hover, named
from calculator.engine import Results
from calculator.period import Period

WIDEST_RATIO = 20
"""A larger ratio between the dearest and the cheapest is drawn on a logarithmic scale."""


@dataclass(frozen=True)
class Unit:
    """One thing that money is spent for: its cost by strategy, none (NaN) where there is none, and the words then."""

    name: str
    costs: list[float]
    lacking: str


def cost_per(results: Results, period: Period) -> Chart:
    """A dot for each strategy in a block for each measure; costs of one do not depend on the period."""
    view = View(results, period)
    units = _units(view)
    logarithmic = _spans(units)
    scale = "Each step to the right is ten times the money." if logarithmic else ""
    won = "role" if view.role else "client"
    title = f"What does one contact, relationship, referral or {won} cost?"
    last = [_said(view, units[-1], index) for index in range(len(view.names))]
    return Chart(
        "cost_per",
        title,
        f"Full cost, your time included, for one of each. {scale}".strip(),
        (),
        _figure(view, units, logarithmic),
        alt(title, f"{units[-1].name}: ", view.names, last),
        Table(("", *view.names), tuple(_row(view, unit) for unit in units)),
    )


def _units(view: View) -> list[Unit]:
    results = view.results
    won = ("One role, at these odds", "no offers") if view.role else ("One client", "no clients won")
    return [
        Unit("One person met", view.values(results.cost_per_contact), "nobody met"),
        Unit("One relationship kept warm", view.values(results.cost_per_relationship), "none kept warm"),
        Unit("One referral", view.values(results.cost_per_referral), "no referrals"),
        Unit(won[0], view.values(results.cost_per_win), won[1]),
    ]


def _known(units: list[Unit]) -> list[float]:
    return [cost for unit in units for cost in unit.costs if math.isfinite(cost)]


def _spans(units: list[Unit]) -> bool:
    known = _known(units)
    return bool(known) and min(known) > 0 and max(known) / min(known) > WIDEST_RATIO


def _said(view: View, unit: Unit, index: int) -> str:
    cost = unit.costs[index]
    return view.money(cost) if math.isfinite(cost) else unit.lacking


def _row(view: View, unit: Unit) -> tuple[str, ...]:
    return (unit.name, *(_said(view, unit, index) for index in range(len(view.names))))


def _figure(view: View, units: list[Unit], logarithmic: bool) -> dict[str, Any]:
    pairs = zip(view.names, view.looks, strict=True)
    words = [named(blocks.fitted(name), look.strong) for name, look in pairs]
    made = [Block(f"<b>{unit.name}</b>", words) for unit in units]
    lines = blocks.places(made).lines
    axis = _logarithmic(view, _known(units)) if logarithmic else _linear(view, _known(units))
    low, high = axis["range"]
    start = low + 0.01 * (high - low)  # plotly leaves out what stands on the very edge
    data = [
        trace for unit, at in zip(units, lines, strict=True) for trace in _marks(view, unit, at, start, logarithmic)
    ]
    return blocks.figure(made, data, axis)


def _linear(view: View, known: list[float]) -> dict[str, Any]:
    upper = max(known, default=0.0)
    axis = axes.axis(upper, axes.money_ticks(axes.ticks(1.45 * upper, 3), view.scenario.currency))
    return axis | {"range": [-0.06 * (upper or 1), 1.45 * (upper or 1)]}


def _logarithmic(view: View, known: list[float]) -> dict[str, Any]:
    low, high = math.log10(min(known)), math.log10(max(known))
    width = high - low
    powers = range(math.ceil(low), math.floor(high + 0.3 * width) + 1)
    every = max(1, math.ceil(len(powers) / 4))
    steps = [10.0**power for power in powers][::every]
    spelled = {step: formats.money_short(step, view.scenario.currency) for step in steps}
    return axes.axis(1, spelled) | {"type": "log", "range": [low - 0.06 * width, high + 0.55 * width]}


def _marks(view: View, unit: Unit, at: list[float], start: float, logarithmic: bool) -> list[frame.Trace]:
    """The dots of a unit with their amounts at the right, and words where there is no amount."""
    found = []
    for index, (name, look) in enumerate(zip(view.names, view.looks, strict=True)):
        cost, text = unit.costs[index], _said(view, unit, index)
        known = math.isfinite(cost)
        x = cost if known else 10**start if logarithmic else start
        trace = marks.dot(x, at[index], look.fill, look.again, hover(name, f"{unit.name}: {text}"))
        words = {"text": [f"\u00a0{text}"], "textposition": "middle right"}
        trace |= words | ({"mode": "markers+text"} if known else {"mode": "text", "textfont": {"color": MUTED.light}})
        found.append(trace)
    return found
