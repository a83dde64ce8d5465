"""Which tool serves which job: for each job its activities, cheapest first, with what one unit costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator import formats
from calculator.analyses.right_tool import JOBS, Tool
from calculator.charts import axes, blocks, frame, marks
from calculator.charts.blocks import Block
from calculator.charts.chart import Chart
from calculator.charts.palette import INK, PAPER
from calculator.charts.tables import Table
from calculator.charts.words import LONGEST_ALT, cut, hover, plain, short
from calculator.model import Scenario

UNITS = {
    "meeting_people": ("Meeting people", "one person who could help"),
    "deepening": ("Deepening", "one hour that deepens"),
    "keeping_in_touch": ("Keeping in touch", "one exchange of words"),
}
"""What each job is called, and what one unit of it is."""
SHAPES = {"in_person": "circle", "video": "square", "phone": "diamond", "written": "triangle-up"}
SHAPED = "Circle: in person. Square: video. Diamond: telephone. Triangle: written."
WIDEST_RATIO = 20
"""A larger ratio between the dearest and the cheapest is drawn on a logarithmic scale."""
TITLE = "Which tool for which job?"


@dataclass(frozen=True)
class Line:
    """An activity in the list of a job: what one unit costs with dues and where they are paid, and its words."""

    tool: Tool
    cost: float
    more: float
    said: str


def right_tool(scenario: Scenario, tools: Sequence[Tool], first: str) -> Chart:
    """Three lists of dots, that of job `first` at the top."""
    jobs = sorted(JOBS, key=lambda job: job != first)
    lists = {job: lines(scenario, tools, job) for job in jobs}
    logarithmic = _spans(lists.values())
    scale = " Each step to the right is ten times the money." if logarithmic else ""
    rings = any(line.more != line.cost for found in lists.values() for line in found)
    ring = " The open mark is one more where dues are paid." if rings else ""
    return Chart(
        "right_tool",
        TITLE,
        f"Full cost, your time included. {SHAPED}{ring}{scale}",
        (),
        _figure(scenario, lists, logarithmic),
        _alt(scenario, lists),
        _table(scenario, tools, lists),
    )


def lines(scenario: Scenario, tools: Sequence[Tool], job: str) -> list[Line]:
    """The activities that serve a job, cheapest first."""
    found = (_line(scenario, tool, job) for tool in tools)
    return sorted(filter(None, found), key=lambda line: line.cost)


def _line(scenario: Scenario, tool: Tool, job: str) -> Line | None:
    cost, more = tool.cost(job), tool.cost_of_more(job)
    if more is None:
        return None
    if cost is None:
        return Line(tool, more, more, f"{formats.money(more, scenario.currency)} and dues")
    return Line(tool, cost, more, formats.money(cost, scenario.currency))


def _spans(lists: Any) -> bool:
    known = [amount for found in lists for line in found for amount in (line.cost, line.more)]
    return bool(known) and min(known) > 0 and max(known) / min(known) > WIDEST_RATIO


def _figure(scenario: Scenario, lists: dict[str, list[Line]], logarithmic: bool) -> dict[str, Any]:
    made = [Block(_heading(job), [_name(scenario, line) for line in found]) for job, found in lists.items()]
    known = [amount for found in lists.values() for line in found for amount in (line.cost, line.more)]
    axis = _logarithmic(scenario, known) if logarithmic else _linear(scenario, known)
    places = blocks.places(made).lines
    pairs = [pair for found, at in zip(lists.values(), places, strict=True) for pair in zip(found, at, strict=True)]
    data = [trace for line, at in pairs for trace in _marks(scenario, line, at)]
    return blocks.figure(made, data, axis)


def _heading(job: str) -> str:
    name, unit = UNITS[job]
    return f"<b>{name}</b>: {unit}"


def _name(scenario: Scenario, line: Line) -> str:
    return plain(blocks.fitted(scenario.activities[line.tool.activity].name))


def _linear(scenario: Scenario, known: list[float]) -> dict[str, Any]:
    upper = max(known, default=0.0) or 1.0
    axis = axes.axis(upper, axes.money_ticks(axes.ticks(1.45 * upper, 3), scenario.currency))
    return axis | {"range": [-0.06 * upper, 1.45 * upper]}


def _logarithmic(scenario: Scenario, known: list[float]) -> dict[str, Any]:
    low, high = math.log10(min(known)), math.log10(max(known))
    width = high - low
    powers = range(math.ceil(low), math.floor(high + 0.3 * width) + 1)
    steps = [10.0**power for power in powers][:: max(1, math.ceil(len(powers) / 3))]
    spelled = {step: formats.money_short(step, scenario.currency) for step in steps}
    return axes.axis(1, spelled) | {"type": "log", "range": [low - 0.06 * width, high + 0.45 * width]}


def _marks(scenario: Scenario, line: Line, at: float) -> list[frame.Trace]:
    """The mark with its amount, and an open one for what one more costs."""
    activity = scenario.activities[line.tool.activity]
    shape = {"symbol": SHAPES[activity.medium], "size": 11, "color": INK.light, "line": {"width": 0}}
    said = hover(activity.name, f"{line.said} for one")
    mark = marks.dot(line.cost, at, INK.light, False, said)
    mark |= {"marker": shape, "mode": "markers+text", "text": [f"\u00a0{line.said}"], "textposition": "middle right"}
    if line.more == line.cost:
        return [mark]
    paid = hover(activity.name, f"{formats.money(line.more, scenario.currency)} for one more, dues paid")
    ring = marks.dot(line.more, at, INK.light, True, paid)
    ring["marker"] = shape | {"color": PAPER.light, "line": {"color": INK.light, "width": 1.5}}
    return [ring, mark]


def _alt(scenario: Scenario, lists: dict[str, list[Line]]) -> str:
    clauses = [f"{UNITS[job][0]}: {_cheapest(scenario, found)}" for job, found in lists.items()]
    return cut(f"{TITLE} Cheapest, for one unit. {'; '.join(clauses)}.", LONGEST_ALT)


def _cheapest(scenario: Scenario, found: list[Line]) -> str:
    if not found:
        return "nothing in the list"
    return f"{short(scenario.activities[found[0].tool.activity].name)} {found[0].said}"


def _table(scenario: Scenario, tools: Sequence[Tool], lists: dict[str, list[Line]]) -> Table:
    """An activity a row, in the order of the first list, and then those that do not serve that job."""
    first = [line.tool for line in next(iter(lists.values()))]
    order = [*first, *(tool for tool in tools if tool not in first)]
    said = {job: {line.tool.activity: line.said for line in found} for job, found in lists.items()}
    rows = (
        (
            scenario.activities[tool.activity].name,
            *(said[job].get(tool.activity, formats.NONE) for job in lists),
            formats.money(tool.once, scenario.currency),
        )
        for tool in order
    )
    units = (f"{unit[0].upper()}{unit[1:]}" for _, unit in map(UNITS.__getitem__, lists))
    return Table(("Activity", *units, "One time, dues paid"), tuple(rows))
