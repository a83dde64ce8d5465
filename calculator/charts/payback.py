"""When it pays back: lines of value won less full cost, month by month, with their names at the end."""

from __future__ import annotations

import math
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.courses import Course, courses, said
from calculator.charts.palette import INK, Look
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, fit, hover, named
from calculator.engine import Results
from calculator.period import Period

NAMES_AT_END = 132
"""Pixels at the right for the names of the lines."""
LOWEST, NAME = 250, 38
"""Pixels of the drawing at least, and of one name with its words."""


def payback(results: Results, period: Period) -> Chart:
    """Lines over the whole horizon, whatever the period."""
    view = View(results, period)
    months, found = courses(view)
    words = [said(view, course) for course in found]
    title = "When does it pay back?"
    value = "Value of a role times its odds" if view.role else "Value of clients won"
    return Chart(
        "payback",
        title,
        f"{value} less full cost, added up month by month. Not a gain over doing nothing.",
        (),
        _figure(view, months, found, words),
        alt(
            title,
            "",
            view.names,
            [f"{text}, {view.money(course.net[-1])} at the end" for text, course in zip(words, found, strict=True)],
        ),
        _table(view, months, found, words),
    )


def _figure(view: View, months: list[float], found: list[Course], words: list[str]) -> dict[str, Any]:
    height = max(LOWEST, NAME * len(found) + 20)
    low, high = _span(found)
    data = [_line(view, index, months, course, words[index]) for index, course in enumerate(found)]
    data += [
        _dot(view, index, course, words[index]) for index, course in enumerate(found) if course.crossing is not None
    ]
    spread = _spread([course.net[-1] for course in found], NAME * (high - low) / height, low, high)
    shapes = [_leader(view.looks[i], found[i].net[-1], at) for i, at in enumerate(spread)]
    notes = [_name(view, index, words[index], at) for index, at in enumerate(spread)]
    return frame.figure(
        data,
        height,
        _month_axis(months[-1]),
        yaxis=_money_axis(view, low, high),
        shapes=shapes,
        annotations=notes,
        margin={"r": NAMES_AT_END},
    )


def _span(found: list[Course]) -> tuple[float, float]:
    low = min((0.0, *(min(course.net) for course in found)))
    high = max((0.0, *(max(course.net) for course in found)))
    room = 0.08 * (high - low) or 1.0
    return low - room, high + room


def _line(view: View, index: int, months: list[float], course: Course, words: str) -> frame.Trace:
    look = view.looks[index]
    pairs = zip(months, course.net, strict=True)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "",
        "x": months,
        "y": course.net,
        "line": {"color": look.fill, "width": 2.5, "dash": "dash" if look.again else "solid"},
        "hoverinfo": "text",
        "hovertext": [
            hover(view.names[index], f"Month {month:g}: about {_rounded(view, net)}", words) for month, net in pairs
        ],
    }


def _rounded(view: View, net: float) -> str:
    """Two digits: on the way there is no telling to the pound, and the table has the amounts."""
    return view.money(float(f"{net:.2g}"))


def _dot(view: View, index: int, course: Course, words: str) -> frame.Trace:
    look = view.looks[index]
    return marks.dot(course.crossing or 0.0, 0.0, look.fill, look.again, hover(view.names[index], words))


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


def _leader(look: Look, end: float, at: float) -> dict[str, Any]:
    """From the end of a line to its name."""
    ends = {"xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": 2, "x1": 12, "y0": end, "y1": at}
    return {"type": "line", **ends, "line": {"color": look.fill, "width": 1}}


def _name(view: View, index: int, words: str, at: float) -> dict[str, Any]:
    name = named(fit(view.names[index], NAMES_AT_END - 16, 13), view.looks[index].strong)
    small = f'<span style="font-size:12px">{words}</span>'
    return frame.note(f"{name}<br>{small}", at, x=1, xshift=15, font={"size": 13, "color": INK.light})


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


def _table(view: View, months: list[float], found: list[Course], words: list[str]) -> Table:
    """Every sixth month, the end, and the month of payback."""
    every = max(6, 6 * math.ceil(months[-1] / 60))
    shown = [index for index, month in enumerate(months) if month and (month % every == 0 or index == len(months) - 1)]
    body = [(f"Month {months[i]:g}", *(view.money(course.net[i]) for course in found)) for i in shown]
    return Table(("", *view.names), (*body, ("Pays back", *words)))
