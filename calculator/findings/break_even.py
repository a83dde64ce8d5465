"""At what value of each number two strategies tie, in words and figures.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-job-seeker")), "face_to_face", "online", "cost").id
'break_even'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from calculator import formats
from calculator.analyses.break_even import NONE, NOTHING_NOW, WITHIN, Near, Ties, nearest_first, ties
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.charts import break_even as chart
from calculator.charts.tables import Table
from calculator.engine import evaluate
from calculator.findings.finding import Finding
from calculator.findings.numbers import Measured, NumberRow, at, being, figure, measured, not_even
from calculator.model import Scenario
from calculator.named import called, inline, opening, opening_name
from calculator.notation import plain
from calculator.parameters import parameters

FEW = 8
"""Numbers that are listed where none ties within its range."""
HEADER = ("Number", "Now", "They tie at", "Within its range")
WORKING = (
    "Each number is taken over all that it may be, while every other number stays as it is.",
    "Where the difference between the two changes sign, the value is closed in upon until no digit is left between.",
    (
        "A measure may jump: dues fall due at the first visit. There the two pass each other without being equal, and "
        "the value is the one at which they do."
    ),
    "The nearest comes first: by its distance from now against its range, else against its value now.",
    "A number ends where the others leave it no room: a session is no shorter than its round of pitches.",
)


@dataclass(frozen=True, kw_only=True)
class BreakEvenRow(NumberRow):
    """A number, its range, and where two strategies tie over it; `intervals` are stretches of ties."""

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
    study: Study,
    one: str,
    other: str,
    measure: str = "cost",
    paths: Sequence[str] | None = None,
    beyond: bool = False,
) -> Finding[BreakEvenRow]:
    """Where strategies `one` and `other` tie on a measure; of all numbers where no paths are given.

    People read of the ties within a number's range, or of the nearest where there are none; `beyond` lists all others
    too. Programs are given every number.

    Raises CalculatorError for a measure or a path that there is not.
    """
    scenario = study.scenario
    pair = Pair(scenario, one, other, measure, measured(scenario, measure))
    fault = _fault(scenario, one, other)
    if fault:
        return Finding("break_even", fault, BreakEvenRow, table=Table(HEADER, ()))
    nearest = nearest_first(scenario, ties(scenario, one, other, measure, paths))
    # what is so by its nature comes last
    nearest.sort(key=lambda near: study.marks[near.ties.path] == "does not apply")
    # of all numbers people read neither those that change nothing, nor a price of what has none
    asked = [
        near
        for near in nearest
        if paths is not None
        or (near.ties.moves and near.rank != NOTHING_NOW and not (near.rank == NONE and near.low is None))
    ]
    listed = asked if beyond or paths is not None else _first(asked)
    table = Table(HEADER, tuple(_cells(pair, near) for near in listed))
    lines = [_line(scenario, near) for near in listed if near.place]
    drawn = chart.break_even(lines, table) if lines else None
    rows, notes = tuple(_row(scenario, near) for near in nearest), tuple(pair.notes(nearest))
    if len(listed) < len(asked):
        tied = any(near.within for near in listed)
        first = "Listed are those that tie within their range" if tied else f"Listed are the nearest {len(listed)}"
        notes += (f"{first}; {len(asked) - len(listed)} others can be listed too.",)
    return Finding("break_even", pair.sentence(nearest), BreakEvenRow, rows, table, notes, drawn, WORKING)


def _first(asked: Sequence[Near]) -> list[Near]:
    """What is listed at first: what ties within its range; where nothing does, the few that are nearest to it."""
    within = [near for near in asked if near.within]
    return within or [near for near in asked if near.place][:FEW] or list(asked[:FEW])


def _fault(scenario: Scenario, one: str, other: str) -> str:
    """What keeps two strategies from being compared; empty where nothing does."""
    if not scenario.strategies:
        return NO_STRATEGIES
    if len(scenario.strategies) == 1:
        return "Add a second way to compare: a break-even is between two."
    if one == other:
        return f"{opening_name(scenario, one)} always ties with itself. Pick two different ways."
    return without_activities(scenario, one, other)


def _cells(pair: Pair, near: Near) -> tuple[str, ...]:
    path = near.ties.path
    label, now = parameters(pair.scenario)[path].label, at(pair.scenario, path, near.ties.now)
    within = "no range" if near.low is None else "yes" if near.within else "no"
    return label, now, pair.where(near.ties), within


def _line(scenario: Scenario, near: Near) -> chart.NumberLine:
    path, ties = near.ties.path, near.ties
    known = [value for value in (ties.now, near.low, near.high, near.value) if value is not None]
    spare = 0.1 * (max(known) - min(known))
    ends = max(ties.low, min(known) - spare), min(ties.high, max(known) + spare)
    inside = ((low, high) for low, high in ties.places if low <= ends[1] and high >= ends[0])
    shown = tuple((max(low, ends[0]), min(high, ends[1])) for low, high in inside)
    plausible = (near.low, near.high) if near.low is not None and near.high is not None else None
    spelled = figure(scenario, path, ends[0]), figure(scenario, path, ends[1])
    # a single value is said once
    said = [" to ".join(figure(scenario, path, end) for end in dict.fromkeys(place)) for place in shown[:3]]
    words = figure(scenario, path, ties.now), formats.joined(said, "or")
    return chart.NumberLine(parameters(scenario)[path].label, ties.now, shown, plausible, ends, words, spelled)


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
        within_plausible=None if near.low is None else near.within,
        closest_without_tie=ties.nearest if ties.never and ties.moves else None,
    )


class Pair:
    """Two strategies on a measure, and what is said of their ties."""

    def __init__(self, scenario: Scenario, one: str, other: str, measure: str, said: Measured) -> None:
        self.scenario, self.keys, self.measure, self.said = scenario, (one, other), measure, said

    def sentence(self, nearest: Sequence[Near]) -> str:
        """The answer: what would have to be true for the one that is behind to be ahead."""
        if self.lacking or self.same or (nearest and not nearest[0].ties.lead):
            return self._level()
        turning = self._turning(nearest)
        if turning:  # who would be ahead, and from which value on
            first_ahead = (turning[0].ahead_beyond < 0) == self.said.less
            ahead, behind = self.keys if first_ahead else self.keys[::-1]
            does = f"{opening_name(self.scenario, ahead)} {self.said.better} {inline(self.scenario, behind)}"
            return f"{does} if {self.condition(turning[0])}."
        if any(near.place for near in nearest):
            return f"{self.both} tie on {self.said.name} at the end of a range alone, and neither passes the other."
        if len(nearest) == 1:
            return f"{opening(called(self.scenario, nearest[0].ties.path))}: {self.ends(nearest[0].ties)}."
        one, other = (inline(self.scenario, key) for key in self.keys)
        return f"No single number makes {one} and {other} tie on {self.said.name}."

    def _level(self) -> str:
        """What is said where there is nothing to compare, or no difference to turn."""
        if self.lacking:
            both = len(self.lacking) == 2
            names = self.both if both else opening_name(self.scenario, self.lacking[0])
            verb = self.said.lacking.replace("s ", " ", 1) if both else self.said.lacking
            return f"{names} {verb} on these numbers, so there is nothing to tie on."
        if self.same:
            return f"{self.both} are the same mix, so they tie whatever the numbers are."
        return f"{self.both} tie on {self.said.name} as things stand."

    @staticmethod
    def _turning(nearest: Sequence[Near]) -> list[Near]:
        """The numbers beyond whose nearest tie the other of the two is ahead."""
        return [near for near in nearest if near.place and near.ahead_beyond == -near.ties.lead]

    @property
    def both(self) -> str:
        """Both names at the start of a sentence."""
        return f"{opening_name(self.scenario, self.keys[0])} and {inline(self.scenario, self.keys[1])}"

    @property
    def same(self) -> bool:
        """Whether both are one mix."""
        return same_mix(self.scenario, *self.keys)

    @cached_property
    def lacking(self) -> list[str]:
        """The strategies that have no such measure as things stand."""
        results = evaluate(Cases(self.scenario))
        values = dict(zip(self.scenario.strategies, results[self.measure][0], strict=True))
        return [key for key in self.keys if values[key] != values[key]]  # NaN is none

    def condition(self, near: Near) -> str:
        """'your hour is worth less than £4'; for a stretch the end that lies away from now."""
        path, place = near.ties.path, near.place or (near.ties.low, near.ties.low)
        value = place[0] if near.below else place[1]
        if value in near.ties.steps and value == near.ties.low:
            return being(self.scenario, path, "", value)
        return being(self.scenario, path, "less than" if near.below else "more than", value)

    def notes(self, nearest: Sequence[Near]) -> Iterator[str]:
        """How sure the answer is of itself: within its range or not, how many others there are, what does nothing."""
        if self.lacking or self.same:
            return
        turning = self._turning(nearest)
        if turning and turning[0].rank != WITHIN:
            path, low, high = turning[0].ties.path, turning[0].low, turning[0].high
            said = f"Now it is {at(self.scenario, path, turning[0].ties.now)}"
            if low is not None and high is not None:
                beyond = "that is beyond it" if len(nearest) == 1 else "no number ties within its range"
                ends = f"{figure(self.scenario, path, low)} to {figure(self.scenario, path, high)}"
                said += f", and we take {ends} as its range: {beyond}"
            yield f"{said}."
        if len(nearest) > 1:
            tied = [near for near in nearest if near.place]
            within = sum(near.rank == WITHIN for near in tied)
            still = sum(not near.ties.moves for near in nearest)
            yield (
                f"Of {len(nearest)} numbers {len(tied)} could make them tie, {within or 'none'} within "
                f"{'its' if within == 1 else 'their'} range; {still} change nothing between them."
            )
        if self.measure == "cost" and not self.scenario.profile.hourly_value:
            yield "Price your hour to see the full cost."

    def ends(self, ties: Ties) -> str:
        """Why there is no tie, in words: 'never, not even if every referral closed'."""
        if ties.always:
            return "always"
        if not ties.moves:
            return "never, it changes nothing between them"
        if ties.nearest is None:
            return "never"
        if ties.nearest in (ties.low, ties.high):
            return f"never, not even {not_even(self.scenario, ties.path, ties.nearest)}"
        return f"never, nearest at {at(self.scenario, ties.path, ties.nearest)}"

    def where(self, ties: Ties) -> str:
        """All ties of a number, in words."""
        if not ties.places:
            return self.ends(ties)
        words = []
        for low, high in ties.places:
            value = at(self.scenario, ties.path, low)
            if low < high:
                words.append(f"{value} to {at(self.scenario, ties.path, high)}")
            elif low in ties.steps:
                words.append(f"{'just above ' if low == ties.low else ''}{value}, in one step")
            else:
                words.append(value)
        if len(words) == 1:
            return words[0]
        shown = [*words[:3], *([f"{len(words) - 3} more"] if len(words) > 3 else [])]
        return f"at {len(words)} values: {formats.joined(shown)}"


def without_activities(scenario: Scenario, one: str, other: str) -> str:
    """That one of two strategies, or both, has nothing in it yet; empty where neither is so."""
    empty = [key for key in (one, other) if not any(scenario.strategies[key].times_per_year.values())]
    if not empty:
        return ""
    names = formats.joined([opening_name(scenario, empty[0]), *(inline(scenario, key) for key in empty[1:])])
    return f"{names} {'has' if len(empty) == 1 else 'have'} no activities yet. Say how often you go."


def same_mix(scenario: Scenario, one: str, other: str) -> bool:
    """Whether two strategies are one mix; naming an activity to take it 0 times makes no other."""
    mixes = (scenario.strategies[key].times_per_year for key in (one, other))
    first, second = ({key: n for key, n in mix.items() if n} for mix in mixes)
    return first == second
