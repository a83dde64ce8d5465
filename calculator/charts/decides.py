"""What decides a difference: a bar a number, from the difference at its low to that at its high, the longest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import BORDER, INK, PAPER, Look
from calculator.charts.tables import Table
from calculator.charts.words import cut, fit, hover, summed

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
    ink = Look(INK.light, INK.light, False)
    names = [fit(bar.label, frame.NARROWEST, 14) for bar in shown]
    places, height = frame.rows(names, [ink] * len(shown), [bar.figures for bar in shown])
    at = [row.at for row in places]
    data = []
    for end, (_, tone) in enumerate(KEY):  # from the difference now to that at each end of a number
        marker = {"color": tone, "line": {"color": PAPER.light, "width": 1}}
        said = [hover(bar.label, f"At {(bar.low, bar.high)[end]}: {bar.said[end]}") for bar in shown]
        lengths, base = [bar.ends[end] - now for bar in shown], [now] * len(shown)
        data.append(marks.bars(lengths, at, frame.BAR * 0.6, marker, said, name="", base=base))
    ends = [now, *(end for bar in shown for end in bar.ends)]
    low, high = min(ends), max(ends)
    room, near = 0.06 * (high - low), 0.5 * (high - low)
    if 0 < low < near or 0 > high > -near:  # 0 is shown where it is near, for there the winner changes
        low, high = min(low, 0.0), max(high, 0.0)
    low, high = low - room, high + room
    axis = axes.axis(1, ticks(axes.across(low, high))) | {"range": [low, high]}
    lines = [axes.upright(now, INK.light, "solid")]
    lines += [axes.upright(0.0, INK.light, "dot")] if low < 0 < high else []
    more = {"barmode": "overlay", "bargap": 0, "shapes": lines}
    figure = frame.figure(data, height, axis, annotations=frame.labels(places, crossed=True), **more)
    clauses = [
        f"{cut(bar.label, 40)} {bar.said[0]} to {bar.said[1]}{f', {CHANGES}' if bar.turns else ''}" for bar in shown
    ]
    return Chart("decides", TITLE, what, KEY, figure, summed(f"{TITLE} ", clauses), table)
