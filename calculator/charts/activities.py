"""Hours by activity: for each strategy, its activities from the longest down."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.charts import axes, blocks, frame, marks
from calculator.charts.bars import HOURS
from calculator.charts.blocks import Block
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, fit, hover, named, plain, short
from calculator.engine import Results
from calculator.period import Period

MOST = 7
"""Lines of a strategy; where there are more activities the last line sums up the smaller ones."""


@dataclass(frozen=True)
class ActivityHours:
    """An activity, or the smaller ones together, and its hours."""

    name: str
    hours: float


def hours_by_activity(results: Results, period: Period) -> Chart:
    """A thin bar for each activity, in a block for each strategy."""
    view = View(results, period)
    names = [activity.name for activity in view.scenario.activities.values()]
    hours = [view.amounts(of_one) for of_one in results.hours_by_activity.values()]
    every = [
        sorted(
            (ActivityHours(name, row[at]) for name, row in zip(names, hours, strict=True) if row[at] > 0),
            key=lambda line: -line.hours,
        )
        for at in range(len(view.names))
    ]
    totals = [sum(line.hours for line in lines) for lines in every]
    figures = [HOURS.total(total) if total > 0 else "nothing" for total in totals]
    title = "Which activities take the hours?"
    largest = [f"most of it {short(lines[0].name, 80)}" if lines else "" for lines in every]
    rows = [(name, *map(formats.hours, row)) for name, row in zip(names, hours, strict=True) if any(row)]
    return Chart(
        "hours_by_activity",
        title,
        f"Hours {period.label}, longest first",
        (),
        _figure(view, every, figures),
        alt(title, "", view.names, [", ".join(filter(None, pair)) for pair in zip(figures, largest, strict=True)]),
        Table(("", *view.names), (*rows, ("All", *map(formats.hours, totals)))),
    )


def _figure(view: View, every: list[list[ActivityHours]], figures: list[str]) -> dict[str, object]:
    shown = []
    for lines in every:
        rest = lines[MOST - 1 :] if len(lines) > MOST else []
        smaller = [ActivityHours(f"{len(rest)} smaller ones", sum(line.hours for line in rest))] if rest else []
        shown.append(lines[: len(lines) - len(rest)] + smaller)
    made = [
        Block(
            f"{named(fit(name, 210, 14), look.strong)}{frame.SPACE}{figure}",
            [plain(blocks.fitted(line.name)) for line in lines],
        )
        for name, look, figure, lines in zip(view.names, view.looks, figures, shown, strict=True)
    ]
    data = []
    for name, look, lines, at in zip(view.names, view.looks, shown, blocks.places(made).lines, strict=True):
        if lines:
            texts = [formats.hours(line.hours) for line in lines]
            said = [
                hover(name, f"{plain(short(line.name, 80))}: {text} h") for line, text in zip(lines, texts, strict=True)
            ]
            marker = {"color": look.fill, **(marks.hatch(look.fill) if look.again else {})}
            data.append(blocks.bars([line.hours for line in lines], at, texts, marker, said))
    upper = 1.3 * max((line.hours for lines in shown for line in lines), default=0.0)
    return blocks.figure(made, data, axes.axis(upper, axes.hour_ticks(axes.ticks(upper, 3))))
