"""When it pays back: lines of value won less full cost, month by month, with their names at the end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import INK
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, fit, hover, named
from calculator.engine import Results
from calculator.period import Period

NAMES_AT_END = 132
"""Pixels at the right for the names of the lines."""
LOWEST, NAME = 250, 38
"""Pixels of the drawing at least, and of one name with its words."""


@dataclass(frozen=True)
class Course:
    """A strategy's value less cost from the start to each month, and when it first came back to nothing."""

    net: list[float]
    crossing: float | None

    def said(self, horizon: str) -> str:
        """When it pays back, in words that fit beside the end of a line."""
        if self.crossing is not None:
            month = math.ceil(self.crossing - 1e-9)
            return f"month {month}" if self.net[-1] >= 0 else f"month {month}, for a time"
        if not any(self.net):
            return "nothing to pay back"
        if min(self.net) >= 0:
            return "never below zero"
        return "ahead at first only" if self.net[1] > 0 else f"not within {horizon}"


def courses(view: View) -> tuple[list[float], list[Course]]:
    """Months from 0 to the end of the horizon, which may fall within one, and each strategy's course over them."""
    end = 12 * view.scenario.profile.years
    months = [*map(float, range(math.ceil(end - 1e-9))), end]
    nets: list[list[float]] = view.results.course(np.array(months) / 12).T.tolist()
    return months, [Course(net, _crossing(months, net)) for net in nets]


def _crossing(months: list[float], net: list[float]) -> float | None:
    """The first time at which it comes from below nothing to nothing, between months by a straight line."""
    for index in range(1, len(net)):
        before, after = net[index - 1], net[index]
        if before < 0 <= after:
            return months[index - 1] + (months[index] - months[index - 1]) * -before / (after - before)
    return None


def payback(results: Results, period: Period) -> Chart:
    """Lines over the whole horizon, whatever the period."""
    view = View(results, period)
    months, nets = courses(view)
    words = [course.said(period.horizon) for course in nets]
    title = "When does it pay back?"
    value = "Value of a role times its odds" if view.role else "Value of clients won"
    ends = [f"{text}, {view.money(course.net[-1])} at the end" for text, course in zip(words, nets, strict=True)]
    every = max(6, 6 * math.ceil(months[-1] / 60))
    shown = [index for index, month in enumerate(months) if month and (month % every == 0 or month == months[-1])]
    rows = [(f"Month {months[i]:g}", *(view.money(course.net[i]) for course in nets)) for i in shown]
    return Chart(
        "payback",
        title,
        f"{value} less full cost, added up month by month, at exactly these numbers. Not a gain over doing nothing.",
        (),
        _figure(view, months, nets, words),
        alt(title, "", view.names, ends),
        Table(("", *view.names), (*rows, ("Pays back", *words))),
    )


def _figure(view: View, months: list[float], nets: list[Course], words: list[str]) -> dict[str, Any]:
    height = max(LOWEST, NAME * len(nets) + 20)
    low = min((0.0, *(min(course.net) for course in nets)))
    high = max((0.0, *(max(course.net) for course in nets)))
    room = 0.08 * (high - low) or 1.0
    low, high = low - room, high + room
    lines, dots, leaders, names = [], [], [], []
    heights = _spread([course.net[-1] for course in nets], NAME * (high - low) / height, low, high)
    for name, look, course, said, at in zip(view.names, view.looks, nets, words, heights, strict=True):
        stroke = {"color": look.fill, "width": 2.5, "dash": "dash" if look.again else "solid"}
        # in two digits: on the way there is no telling to the pound, and the table has the amounts
        about = [view.money(float(f"{net:.2g}")) for net in course.net]
        whose = hover(name)
        told = [f"{whose}<br>Month {month:g}: about {net}<br>{said}" for month, net in zip(months, about, strict=True)]
        lines.append(marks.line(months, course.net, stroke, told, name=""))
        if course.crossing is not None:
            dots.append(marks.dot(course.crossing or 0.0, 0.0, look.fill, look.again, hover(name, said)))
        ends = {"xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": 2, "x1": 12, "y0": course.net[-1], "y1": at}
        leaders.append({"type": "line", **ends, "line": {"color": look.fill, "width": 1}})
        text = f'{named(fit(name, NAMES_AT_END - 16, 13), look.strong)}<br><span style="font-size:12px">{said}</span>'
        names.append(frame.note(text, at, x=1, xshift=15, font={"size": 13, "color": INK.light}))
    return frame.figure(
        [*lines, *dots],
        height,
        _month_axis(months[-1]),
        yaxis=_money_axis(view, low, high),
        shapes=leaders,
        annotations=names,
        margin={"r": NAMES_AT_END},
    )


def _spread(ends: list[float], least: float, low: float, high: float) -> list[float]:
    """The heights of names that would stand at `ends`, pushed apart to `least`, and kept between low and high."""
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    at = [0.0] * len(ends)
    floor = low + least / 2
    for index in order:
        at[index] = floor = max(ends[index], floor)
        floor += least
    ceiling = high - least / 2
    for index in reversed(order):
        at[index] = ceiling = min(at[index], ceiling)
        ceiling -= least
    return at


def _month_axis(end: float) -> dict[str, Any]:
    unit, each = ("years", 12) if end > 36 else ("months", 1)
    step = next(step for step in (1, 2, 3, 6, 12) if end / each / step < 5)
    values = range(step, int(end / each) + 1, step)
    return axes.axis(end, {value * each: f"{value} {unit}" if value == values[-1] else f"{value}" for value in values})


def _money_axis(view: View, low: float, high: float) -> dict[str, Any]:
    step = (axes.ticks(high - low, 4) or [1])[0]
    values = [step * index for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
    spelled = axes.money_ticks(values, view.scenario.currency)
    zero = {"zeroline": True, "zerolinecolor": INK.light, "zerolinewidth": 1}
    return axes.axis(1, spelled) | {"range": [low, high], "ticklabelposition": "inside top", "side": "left"} | zero
