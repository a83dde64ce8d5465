"""Which tool serves which job: for each job its activities, cheapest first, with what one unit costs."""

from __future__ import annotations

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
TITLE = "Which tool for which job?"


@dataclass(frozen=True)
class ToolLine:
    """An activity in the list of a job: what one unit costs with dues and where they are paid, and its words."""

    tool: Tool
    cost: float
    more: float
    said: str


def right_tool(scenario: Scenario, tools: Sequence[Tool], first: str) -> Chart:
    """Three lists of dots, that of job `first` at the top."""
    jobs = sorted(JOBS, key=lambda job: job != first)
    lists = {job: lines(scenario, tools, job) for job in jobs}
    known = [amount for ranked in lists.values() for line in ranked for amount in (line.cost, line.more)]
    scale = " Each step to the right is ten times the money." if axes.far_apart(known) else ""
    rings = any(line.more != line.cost for ranked in lists.values() for line in ranked)
    ring = " The open mark is one more where dues are paid." if rings else ""
    cheapest = (
        f"{short(scenario.activities[ranked[0].tool.activity].name)} {ranked[0].said}"
        if ranked
        else "nothing in the list"
        for ranked in lists.values()
    )
    clauses = (f"{UNITS[job][0]}: {which}" for job, which in zip(jobs, cheapest, strict=True))
    return Chart(
        "right_tool",
        TITLE,
        f"Full cost, your time included. {SHAPED}{ring}{scale}",
        (),
        _figure(scenario, lists, axes.one_of_each(known, scenario.currency, 3, 0.45)),
        cut(f"{TITLE} Cheapest, for one unit. {'; '.join(clauses)}.", LONGEST_ALT),
        _table(scenario, tools, lists),
    )


def lines(scenario: Scenario, tools: Sequence[Tool], job: str) -> list[ToolLine]:
    """The activities that serve a job, cheapest first."""
    listed = []
    for tool in tools:
        cost, more = tool.cost(job), tool.cost_of_more(job)
        if more is not None:
            known = more if cost is None else cost
            dues = " and dues" if cost is None else ""
            listed.append(ToolLine(tool, known, more, f"{formats.money(known, scenario.currency)}{dues}"))
    return sorted(listed, key=lambda line: line.cost)


def _figure(scenario: Scenario, lists: dict[str, list[ToolLine]], axis: dict[str, Any]) -> dict[str, Any]:
    made = [
        Block(
            f"<b>{UNITS[job][0]}</b>: {UNITS[job][1]}",
            [plain(blocks.fitted(scenario.activities[line.tool.activity].name)) for line in ranked],
        )
        for job, ranked in lists.items()
    ]
    places = blocks.places(made).lines
    pairs = [pair for ranked, at in zip(lists.values(), places, strict=True) for pair in zip(ranked, at, strict=True)]
    return blocks.figure(made, [trace for line, at in pairs for trace in _marks(scenario, line, at)], axis)


def _marks(scenario: Scenario, line: ToolLine, at: float) -> list[frame.Trace]:
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


def _table(scenario: Scenario, tools: Sequence[Tool], lists: dict[str, list[ToolLine]]) -> Table:
    """An activity a row, in the order of the first list, and then those that do not serve that job."""
    first = [line.tool for line in next(iter(lists.values()))]
    order = [*first, *(tool for tool in tools if tool not in first)]
    said = {job: {line.tool.activity: line.said for line in ranked} for job, ranked in lists.items()}
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
