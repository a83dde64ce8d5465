"""At what value of each number two strategies tie, in words and figures.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-job-seeker")), "face_to_face", "online", "cost").id
'break_even'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculator import formats
from calculator.analyses.break_even import ties
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.nearness import NONE, NOTHING_NOW, WITHIN, Near, nearest_first
from calculator.analyses.study import Study
from calculator.charts import break_even as chart
from calculator.charts.tables import Table
from calculator.findings.finding import Finding
from calculator.findings.measured import measured
from calculator.findings.numbers import NumberRow, at, figure
from calculator.findings.pair import Pair, without_activities
from calculator.model import Scenario
from calculator.named import opening_name
from calculator.notation import plain
from calculator.parameters import parameters

HEADER = ("Number", "Now", "They tie at", "Within its plausible range")
WORKING = (
    "Each number is taken over all that it may be, while every other number stays as it is.",
    "Where the difference between the two changes sign, the value is closed in upon until no digit is left between.",
    (
        "A measure may jump: dues fall due at the first visit. There the two pass each other without being equal, and "
        "the value is the one at which they do."
    ),
    "The nearest comes first: by its distance from now against its plausible range, else against its value now.",
    "A number ends where the others leave it no room: a session is no shorter than its round of pitches.",
)


@dataclass(frozen=True, kw_only=True)
class BreakEvenRow(NumberRow):
    """A number, its plausible range, and where two strategies tie over it; `intervals` are stretches of ties."""

    plausible_low: float | None
    plausible_high: float | None
    answer: str
    ties: list[float]
    intervals: list[str]
    steps: list[float]
    nearest_tie: float | None
    within_plausible: bool | None
    closest_without_tie: float | None


def finding(
    study: Study, one: str, other: str, measure: str = "cost", paths: Sequence[str] | None = None
) -> Finding[BreakEvenRow]:
    """Where strategies `one` and `other` tie on a measure; of all numbers where no paths are given.

    Raises CalculatorError for a measure or a path that there is not.
    """
    scenario = study.scenario
    said = measured(scenario, measure)
    fault = _fault(scenario, one, other)
    if fault:
        return Finding("break_even", fault, BreakEvenRow, table=Table(HEADER, ()))
    found = nearest_first(scenario, ties(scenario, one, other, measure, paths))
    pair = Pair(scenario, one, other, measure, said)
    asked = [near for near in found if paths is not None or _worth_a_row(near)]
    table = Table(HEADER, tuple(_cells(pair, near) for near in asked))
    lines = [_line(scenario, near) for near in asked if near.place]
    return Finding(
        "break_even",
        pair.sentence(found),
        BreakEvenRow,
        tuple(_row(scenario, near) for near in found),
        table,
        tuple(pair.notes(found)),
        chart.break_even(lines, table) if lines else None,
        WORKING,
    )


def _fault(scenario: Scenario, one: str, other: str) -> str:
    """What keeps two strategies from being compared; empty where nothing does."""
    strategies = scenario.strategies
    if not strategies:
        return NO_STRATEGIES
    if len(strategies) == 1:
        return "Add a second way to compare: a break-even is between two."
    if one == other:
        return f"{opening_name(scenario, one)} always ties with itself. Pick two different ways."
    return without_activities(scenario, one, other)


def _worth_a_row(near: Near) -> bool:
    """Whether people read it: not what changes nothing, nor a price of what has none."""
    return near.ties.moves and near.rank != NOTHING_NOW and not (near.rank == NONE and near.low is None)


def _cells(pair: Pair, near: Near) -> tuple[str, ...]:
    path = near.ties.path
    label, now = parameters(pair.scenario)[path].label, at(pair.scenario, path, near.ties.now)
    within = "no range" if near.low is None else "yes" if near.rank == WITHIN or near.ties.always else "no"
    return label, now, pair.where(near.ties), within


def _line(scenario: Scenario, near: Near) -> chart.Line:
    path, ties = near.ties.path, near.ties
    tied = near.value
    known = [value for value in (ties.now, near.low, near.high, tied) if value is not None]
    spare = 0.1 * (max(known) - min(known))
    ends = max(ties.low, min(known) - spare), min(ties.high, max(known) + spare)
    inside = ((low, high) for low, high in ties.places if low <= ends[1] and high >= ends[0])
    shown = tuple((max(low, ends[0]), min(high, ends[1])) for low, high in inside)
    plausible = (near.low, near.high) if near.low is not None and near.high is not None else None
    spelled = figure(scenario, path, ends[0]), figure(scenario, path, ends[1])
    said = figure(scenario, path, ties.now), formats.joined([_ends(scenario, path, place) for place in shown[:3]], "or")
    return chart.Line(parameters(scenario)[path].label, ties.now, shown, plausible, ends, said, spelled)


def _ends(scenario: Scenario, path: str, place: tuple[float, float]) -> str:
    low, high = (figure(scenario, path, end) for end in place)
    return low if place[0] == place[1] else f"{low} to {high}"


def _row(scenario: Scenario, near: Near) -> BreakEvenRow:
    ties, known = near.ties, parameters(scenario)[near.ties.path]
    answer = "always" if ties.always else "never" if ties.never else "several" if len(ties.places) > 1 else "once"
    return BreakEvenRow(
        path=ties.path,
        label=known.label,
        unit=known.unit,
        now=ties.now,
        lowest=ties.low,
        highest=ties.high,
        plausible_low=near.low,
        plausible_high=near.high,
        answer=answer if ties.moves or ties.always else "no effect",
        ties=list(ties.values),
        intervals=[f"{plain(low)}..{plain(high)}" for low, high in ties.intervals],
        steps=list(ties.steps),
        nearest_tie=near.value,
        within_plausible=None if near.low is None else near.rank == WITHIN or ties.always,
        closest_without_tie=ties.nearest if ties.never and ties.moves else None,
    )
