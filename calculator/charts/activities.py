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
class Line:
    """An activity, or the smaller ones together, and its hours."""

    name: str
    hours: float


def hours_by_activity(results: Results, period: Period) -> Chart:
    """A thin bar for each activity, in a block for each strategy."""
    view = View(results, period)
    found = _sorted(view)
    shown = [_shown(lines) for lines in found]
    totals = [sum(line.hours for line in lines) for lines in found]
    figures = [HOURS.total(total) if total > 0 else "nothing" for total in totals]
    title = "Which activities take the hours?"
    largest = [f"most of it {short(lines[0].name, 80)}" if lines else "" for lines in found]
    return Chart(
        "hours_by_activity",
        title,
        f"Hours {period.label}, longest first",
        (),
        _figure(view, shown, figures),
        alt(title, "", view.names, [", ".join(filter(None, pair)) for pair in zip(figures, largest, strict=True)]),
        _table(view, totals),
    )


def _sorted(view: View) -> list[list[Line]]:
    """Each strategy's activities, longest first."""
    names = [activity.name for activity in view.scenario.activities.values()]
    columns = [view.amounts(hours) for hours in view.results.hours_by_activity.values()]
    rows = [[columns[at][index] for at in range(len(columns))] for index in range(len(view.names))]
    lines = [[Line(name, value) for name, value in zip(names, row, strict=True) if value > 0] for row in rows]
    return [sorted(found, key=lambda line: -line.hours) for found in lines]


def _shown(lines: list[Line]) -> list[Line]:
    if len(lines) <= MOST:
        return lines
    rest = lines[MOST - 1 :]
    return [*lines[: MOST - 1], Line(f"{len(rest)} smaller ones", sum(line.hours for line in rest))]


def _figure(view: View, shown: list[list[Line]], figures: list[str]) -> dict[str, object]:
    made = [
        Block(
            f"{named(fit(name, 210, 14), look.strong)}{frame.SPACE}{figure}",
            [_words(line) for line in lines],
        )
        for name, look, figure, lines in zip(view.names, view.looks, figures, shown, strict=True)
    ]
    where = blocks.places(made)
    data = [_trace(view, index, lines, where.lines[index]) for index, lines in enumerate(shown) if lines]
    upper = 1.3 * max((line.hours for lines in shown for line in lines), default=0.0)
    spelled = axes.hour_ticks(axes.ticks(upper, 3))
    return blocks.figure(made, data, axes.axis(upper, spelled))


def _words(line: Line) -> str:
    return plain(blocks.fitted(line.name))


def _trace(view: View, index: int, lines: list[Line], at: list[float]) -> frame.Trace:
    look = view.looks[index]
    texts = [formats.hours(line.hours) for line in lines]
    facts = [
        hover(view.names[index], f"{plain(short(line.name, 80))}: {text} h")
        for line, text in zip(lines, texts, strict=True)
    ]
    marker = {"color": look.fill, **(marks.hatch(look.fill) if look.again else {})}
    return blocks.bars([line.hours for line in lines], at, texts, marker, facts)


def _table(view: View, totals: list[float]) -> Table:
    """Every activity that anybody does, in the scenario's order, and the totals."""
    names = [activity.name for activity in view.scenario.activities.values()]
    hours = [view.amounts(found) for found in view.results.hours_by_activity.values()]
    body = [(name, *map(formats.hours, row)) for name, row in zip(names, hours, strict=True) if any(row)]
    return Table(("", *view.names), (*body, ("All", *map(formats.hours, totals))))
