"""What one contact, relationship, referral and client costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from calculator.charts import axes, blocks, marks
from calculator.charts.blocks import Block
from calculator.charts.chart import Chart
from calculator.charts.palette import MUTED
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, hover, named
from calculator.engine import Results
from calculator.period import Period


@dataclass(frozen=True)
class Priced:
    """One thing that money is spent for: its cost by strategy, none (NaN) where there is none, and the words then."""

    name: str
    costs: list[float]
    lacking: str

    def said(self, view: View) -> list[str]:
        """The costs in words."""
        return [view.money(cost) if math.isfinite(cost) else self.lacking for cost in self.costs]


def cost_per(results: Results, period: Period) -> Chart:
    """A dot for each strategy in a block for each measure; costs of one do not depend on the period."""
    view = View(results, period)
    won = ("One role, at these odds", "no offers") if view.role else ("One client", "no clients won")
    units = [
        Priced("One person met", view.values(results.cost_per_contact), "nobody met"),
        Priced("One relationship kept warm", view.values(results.cost_per_relationship), "none kept warm"),
        Priced("One referral", view.values(results.cost_per_referral), "no referrals"),
        Priced(won[0], view.values(results.cost_per_win), won[1]),
    ]
    known = [cost for unit in units for cost in unit.costs if math.isfinite(cost)]
    scale = " Each step to the right is ten times the money." if axes.far_apart(known) else ""
    title = f"What does one contact, relationship, referral or {'role' if view.role else 'client'} cost?"
    last = units[-1]
    return Chart(
        "cost_per",
        title,
        f"Full cost, your time included, for one of each.{scale}",
        (),
        _figure(view, units, axes.one_of_each(known, view.scenario.currency, 4, 0.55)),
        alt(title, f"{last.name}: ", view.names, last.said(view)),
        Table(("", *view.names), tuple((unit.name, *unit.said(view)) for unit in units)),
    )


def _figure(view: View, units: list[Priced], axis: dict[str, Any]) -> dict[str, Any]:
    """The dots of each unit with their amounts at the right, and words where there is no amount."""
    looks = list(zip(view.names, view.looks, strict=True))
    words = [named(blocks.fitted(name), look.strong) for name, look in looks]
    made = [Block(f"<b>{unit.name}</b>", words) for unit in units]
    low, high = axis["range"]
    start = low + 0.01 * (high - low)  # plotly leaves out what stands on the very edge
    start = 10**start if axis.get("type") == "log" else start
    data = []
    for unit, lines in zip(units, blocks.places(made).lines, strict=True):
        for cost, at, text, (name, look) in zip(unit.costs, lines, unit.said(view), looks, strict=True):
            known = math.isfinite(cost)
            dot = marks.dot(cost if known else start, at, look.fill, look.again, hover(name, f"{unit.name}: {text}"))
            how = {"mode": "markers+text"} if known else {"mode": "text", "textfont": {"color": MUTED.light}}
            data.append({**dot, "text": [f"\u00a0{text}"], "textposition": "middle right", **how})
    return blocks.figure(made, data, axis)
