"""What decides a difference: a bar a number, from the difference at its low to that at its high, the longest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import BORDER, INK, PAPER, Look
from calculator.charts.tables import Table
from calculator.charts.words import LONGEST_ALT, cut, fit, hover

SHOWN = 8
TITLE = "What decides the difference?"
CHANGES = "changes the winner"
KEY = (("At its low", BORDER.light), ("At its high", INK.light))

Ticks = Callable[[list[float]], dict[float, str]]


@dataclass(frozen=True)
class Bar:
    """One number: its name, its low and high in words, the differences there, and whether it changes the winner."""

    label: str
    low: str
    high: str
    ends: tuple[float, float]
    said: tuple[str, str]
    turns: bool

    @property
    def figures(self) -> str:
        """What stands after its name."""
        return f"{self.low} to {self.high}{f', <b>{CHANGES}</b>' if self.turns else ''}"


def decides(bars: Sequence[Bar], now: float, what: str, ticks: Ticks, table: Table) -> Chart:
    """The first eight bars around the difference `now`; `what` says which difference."""
    shown = bars[:SHOWN]
    return Chart("decides", TITLE, what, KEY, _figure(shown, now, ticks), _alt(shown), table)


def _figure(bars: Sequence[Bar], now: float, ticks: Ticks) -> dict[str, Any]:
    ink = Look(INK.light, INK.light, False)
    names = [fit(bar.label, frame.NARROWEST, 14) for bar in bars]
    places, height = frame.rows(names, [ink] * len(bars), [bar.figures for bar in bars])
    at = [row.at for row in places]
    data = []
    for end, (_, tone) in enumerate(KEY):  # from the difference now to that at each end of a number
        marker = {"color": tone, "line": {"color": PAPER.light, "width": 1}}
        said = [hover(bar.label, f"At {(bar.low, bar.high)[end]}: {bar.said[end]}") for bar in bars]
        lengths, base = [bar.ends[end] - now for bar in bars], [now] * len(bars)
        data.append(marks.bars(lengths, at, frame.BAR * 0.6, marker, said, name="", base=base))
    low, high = _span(bars, now)
    axis = axes.axis(1, ticks(axes.across(low, high))) | {"range": [low, high]}
    lines = [axes.upright(now, INK.light, "solid")]
    lines += [axes.upright(0.0, INK.light, "dot")] if low < 0 < high else []
    more = {"barmode": "overlay", "bargap": 0, "shapes": lines}
    return frame.figure(data, height, axis, annotations=frame.labels(places, crossed=True), **more)


def _span(bars: Sequence[Bar], now: float) -> tuple[float, float]:
    """All bars, and 0 where it is near, for there the winner changes."""
    ends = [now, *(end for bar in bars for end in bar.ends)]
    low, high = min(ends), max(ends)
    room = 0.06 * (high - low)
    if 0 < low < 0.5 * (high - low):
        low = 0.0
    if 0 > high > -0.5 * (high - low):
        high = 0.0
    return low - room, high + room


def _alt(bars: Sequence[Bar]) -> str:
    clauses = [
        f"{cut(bar.label, 40)} {bar.said[0]} to {bar.said[1]}{f', {CHANGES}' if bar.turns else ''}" for bar in bars
    ]
    for count in range(len(clauses), 0, -1):
        text = f"{TITLE} {'; '.join(clauses[:count])}{f'; {len(clauses) - count} more' * (count < len(clauses))}."
        if len(text) <= LONGEST_ALT:
            return text
    return cut(f"{TITLE} {clauses[0]}." if clauses else TITLE, LONGEST_ALT)
