"""What a room's answers come to: a table of changes to its one scenario, so `Cases`, evaluated once for all who look.

>>> from calculator import assumptions
>>> from calculator.rooms.room import Answer
>>> answers = [Answer({"profile.hourly_value": hour}, {}, {}) for hour in (10, 20, 30, 40, 50.0)]
>>> found = Board(assumptions.scenario("uk-owner"), answers, at_least=5)
>>> [strip.said for strip in found.strips("hours_per_week")], found.costs_least["online"]
(['5.8', '5.3', '5.5'], 5)

No figure of it names a person. The dots of each strategy are rounded and stand in order of size, so the same place in
two rows is not the same person. A count of fewer people than `at_least` is not told, nor is what would give it away.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from calculator import formats
from calculator.analyses import beliefs
from calculator.analyses.monte_carlo import uncertain
from calculator.analyses.sensitivity import ROUNDING, Swings
from calculator.analyses.verdict import Claim
from calculator.cases import Array, Cases
from calculator.charts import axes, palette
from calculator.engine import Measures, Results, evaluate
from calculator.engine.time import minutes_by_part
from calculator.findings.beliefs import CLAIMS
from calculator.model import Scenario
from calculator.named import seeks_role
from calculator.notation import Spread
from calculator.parameters import get, parameters
from calculator.questions import MONTHS, asked, main_activity, most_often
from calculator.rooms.room import Answer

QUARTERS = (25, 50, 75)
"""Per cents of the room that are lower: between the first and the last lies half of the people."""
SHOWN = 5
"""Numbers of which it is shown how much they decide."""
FAR = 0.5
"""The axis begins at 0 unless the lowest dot is above this share of the highest."""
VOTES = (1, 0, -1)
"""What may be said of a belief: true, not sure, false."""

Counts = tuple[int | None, ...]
"""How many people each answer has; None where that is not told."""


@dataclass(frozen=True)
class Strip:
    """One strategy's row of dots, from the least to the most, with the middle one; `slot` is its colour."""

    strategy: str
    slot: int
    dots: tuple[float, ...]
    median: float
    said: str


class Axis(NamedTuple):
    """Where an axis begins and ends, and its ticks in words."""

    start: float
    upper: float
    ticks: dict[float, str]


@dataclass(frozen=True)
class BoardBar:
    """A number that decides: from where to where it goes, and by how much the first of two ways is then ahead.

    `turns` where at one end it is not; `ours` where it goes over our range, and not over what the room gave.
    """

    path: str
    ends: tuple[float | None, float | None]
    differences: tuple[float, float]
    turns: bool
    ours: bool


@dataclass(frozen=True)
class Vote:
    """A belief: how many held it true, were not sure, or held it false, first and then; and by the numbers of each.

    Empty where fewer people said so than are shown; `voters` is how many have voted before and after. `moved` is how
    many more hold it true than before, of those who voted twice.
    """

    belief: str
    before: Counts
    after: Counts
    by_numbers: Counts
    voters: tuple[int, int]
    moved: int | None

    @property
    def claim(self) -> str:
        """The belief as people say it."""
        return CLAIMS[self.belief]


@dataclass(frozen=True)
class Board:
    """A room's answers to one scenario. Nothing is worked out twice, whoever looks."""

    scenario: Scenario
    answers: Sequence[Answer]
    at_least: int
    _strips: dict[str, list[Strip]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def people(self) -> int:
        """How many people it is made of."""
        return len(self.answers)

    @cached_property
    def cases(self) -> Cases:
        """A row a person: what the scenario has, and what they changed."""
        given = {path: get(self.scenario, path) for answer in self.answers for path in answer.changes}
        # what is none for the room, such as a time of day that nobody set, is not a number that one could change
        bases = {path: float(base) for path, base in sorted(given.items()) if base is not None}
        bases.setdefault("profile.hourly_value", self.scenario.profile.hourly_value)  # so there is a row for everybody
        columns = {path: [answer.changes.get(path, base) for answer in self.answers] for path, base in bases.items()}
        return Cases(self.scenario, columns)

    @cached_property
    def results(self) -> Results:
        """Every measure of every person and strategy."""
        return evaluate(self.cases)

    # -- dots ---------------------------------------------------------------------------------------------------------

    def of_a_year(self, measure: str) -> Array:
        """A measure a year; that of a week as it is. Shape (person, strategy)."""
        values = np.asarray(self.results[measure])
        if measure == "hours_per_week":
            return values
        return np.asarray(values / np.reshape(self.cases.profile.years, (-1, 1)))

    def strips(self, measure: str) -> list[Strip]:
        """The dots of each strategy, rounded to about a hundredth of the longest row."""
        if measure not in self._strips:
            values = self.of_a_year(measure)
            width, slots = float(np.max(values, initial=0.0)) / 2, palette.slot(self.scenario)
            strips = []
            for key, own in zip(self.scenario.strategies, values.T, strict=True):
                dots = tuple(sorted(_rounded(float(value), width) for value in own))
                median = _rounded(float(np.median(own)), width)
                strips.append(Strip(key, slots[key], dots, median, self.say(median, measure)))
            self._strips[measure] = strips
        return self._strips[measure]

    def say(self, amount: float, measure: str) -> str:
        """A figure of a measure in words."""
        if measure == "hours_per_week":
            return formats.hours(amount)
        return formats.money(amount, self.scenario.currency)

    def axis(self, measure: str) -> Axis:
        """From where to where the dots lie, and the ticks between; from nothing, unless all are far from it."""
        dots = [dot for strip in self.strips(measure) for dot in strip.dots]
        low, high = min(dots, default=0.0), max(dots, default=0.0)
        step = (axes.ticks(high - low, 4) or [0.0])[0]
        start = math.floor(low / step) * step if step and low > FAR * high else 0.0
        upper = high + 0.04 * (high - start)
        values = axes.across(start, upper) if start else [0.0, *axes.ticks(upper, 5)]
        hourly = measure == "hours_per_week"
        spelled = axes.hour_ticks(values) if hourly else axes.money_ticks(values, self.scenario.currency)
        return Axis(start, upper, spelled)

    # -- the whole room -----------------------------------------------------------------------------------------------

    def total(self, values: Array) -> float:
        """What all people have together, rounded so that nobody's own can be taken out of it."""
        whole = float(np.sum(np.broadcast_to(values, self.people)))
        return formats.rounded(whole, whole)

    @cached_property
    def totals(self) -> dict[str, tuple[float, float]]:
        """The room's hours and full cost a year, by strategy."""
        hours, costs = self.of_a_year("hours"), self.of_a_year("cost")
        return {
            key: (self.total(hours[:, at]), self.total(costs[:, at])) for at, key in enumerate(self.scenario.strategies)
        }

    @cached_property
    def on_the_road(self) -> tuple[str, str, float] | None:
        """The way that goes most to the main meeting, that meeting, and the room's hours a month on the way to it."""
        main = main_activity(self.scenario)
        if not main or not most_often(self.scenario, main):
            return None
        times = [float(np.sum(np.broadcast_to(often, self.people))) for often in self.cases.times[main]]
        at = times.index(max(times))
        minutes = minutes_by_part(self.cases.activities[main])["travel"]
        hours = self.total(np.asarray(minutes * self.cases.times[main][at] / 60 / MONTHS))
        return (list(self.scenario.strategies)[at], main, hours) if hours else None

    # -- whom it suits ------------------------------------------------------------------------------------------------

    @cached_property
    def costs_least(self) -> dict[str, int | None]:
        """For how many people each strategy costs least; one in which nothing takes place is no way to network."""
        return self._first(-np.asarray(self.results.cost))

    @cached_property
    def wins_most(self) -> dict[str, int | None]:
        """For how many people each strategy wins most."""
        wins = np.asarray(self.results.wins)
        return self._first(np.where(wins > 0, wins, -np.inf))

    def _first(self, values: Array) -> dict[str, int | None]:
        """For how many people each strategy has the most; where several have it, each of them."""
        if not self.scenario.strategies:
            return {}
        active = np.isin(np.arange(len(self.scenario.strategies)), self.results.active)
        among = np.where(active, values, -np.inf)
        best = among.max(axis=1, keepdims=True)
        first = np.isfinite(among) & (among >= best - ROUNDING * np.abs(np.where(np.isfinite(best), best, 0.0)))
        return dict(zip(self.scenario.strategies, told(first.sum(axis=0).tolist(), self.at_least), strict=True))

    # -- what decides -------------------------------------------------------------------------------------------------

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        """Each number that may be lower or higher: over the middle half of the room where enough people gave it.

        Else it goes over our range.
        """
        spreads = uncertain(self.scenario)
        for path in self.given:
            known = parameters(self.scenario)[path]
            low, likely, high = (float(end) for end in np.percentile(np.asarray(self.cases.columns[path]), QUARTERS))
            ends = (_rounded(end, (high - low) / 2) for end in (low, likely, high))
            spreads[path] = Spread(*(min(max(end, known.low), known.high) for end in ends))
        return spreads

    @cached_property
    def given(self) -> list[str]:
        """The numbers that enough people have changed."""
        count = Counter(path for answer in self.answers for path in answer.changes)
        return [path for path in self.cases.columns if count[path] >= self.at_least]

    @cached_property
    def together(self) -> dict[str, list[str]]:
        """The numbers that are swung as one, by the first of them: those of one question follow one answer."""
        follow = {path: list(question.scales) for question in asked(self.scenario) for path in question.scales}
        groups: dict[str, list[str]] = {}
        for path in self.spreads:
            own = [other for other in follow.get(path, [path]) if other in self.given and path in self.given] or [path]
            groups.setdefault(own[0], own)
        return groups

    @cached_property
    def swings(self) -> Swings:
        """The room's middle, and with each number at the low and at the high end of its spread."""
        return Swings(tuple(self.together), Measures(self._swung))

    def _swung(self) -> Cases:
        columns = {path: np.full(1 + 2 * len(self.together), spread.likely) for path, spread in self.spreads.items()}
        for at, paths in enumerate(self.together.values()):
            for path in paths:
                columns[path][1 + 2 * at : 3 + 2 * at] = self.spreads[path].low, self.spreads[path].high
        return Cases(self.scenario, columns)

    @property
    def verdict(self) -> str:
        """The measure by which one way is ahead of another: what is left after costs, or the chance of an offer."""
        return "win_probability" if seeks_role(self.scenario) else "net_value"

    @cached_property
    def two(self) -> tuple[int, int] | None:
        """The way that is ahead in the room's middle, and the next; None where there are not two."""
        if len(self.results.active) < 2:
            return None
        first, second = sorted(self.results.active, key=lambda at: -float(self.swings.results[self.verdict][0, at]))[:2]
        return first, second

    @cached_property
    def decides(self) -> list[BoardBar]:
        """The numbers that move the lead of the first way over the next, those that change the winner first."""
        if self.two is None:
            return []
        effects = self.swings.effects(self.verdict, *self.two)
        turning = self.swings.turning(self.verdict, *self.two)
        first = sorted(effects, key=lambda path: path not in turning)[:SHOWN]  # which keeps their order otherwise
        width = max((abs(end) for path in first for end in effects[path]), default=0.0)
        bars = []
        for path in first:
            low, high = (_rounded(end, width) for end in effects[path])
            ends = self.spreads[path].low, self.spreads[path].high
            bars.append(BoardBar(path, ends, (low, high), path in turning, path not in self.given))
        return bars

    # -- beliefs ------------------------------------------------------------------------------------------------------

    @cached_property
    def votes(self) -> list[Vote]:
        """What the room holds of each belief, before and after, and what its own numbers say."""
        votes = []
        for belief in CLAIMS:
            pairs = [(answer.before.get(belief), answer.after.get(belief)) for answer in self.answers]
            firsts = [first for first, _ in pairs if first is not None]
            lasts = [last for _, last in pairs if last is not None]
            before, after = self._counted(firsts), self._counted(lasts)
            changes = [(last == 1) - (first == 1) for first, last in pairs if first is not None and last is not None]
            untold = before[:1] == (None,) or after[:1] == (None,)  # so that a change would tell it
            moved = None if untold or len(changes) < self.at_least else sum(changes)
            claim = self.claims.get(belief)
            signs = np.sign(claim(self.cases)) if claim else np.zeros(0)
            by_numbers = self._counted(signs.tolist())
            votes.append(Vote(belief, before, after, by_numbers, (len(firsts), len(lasts)), moved))
        return votes

    def _counted(self, votes: Sequence[float]) -> Counts:
        """How many votes each answer has; nothing where too few have voted."""
        if len(votes) < self.at_least:
            return ()
        return told([votes.count(vote) for vote in VOTES], self.at_least)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The test of each belief that can be put to this scenario."""
        which = beliefs.kinds(self.scenario)
        tests: dict[str, Claim] = {}
        if which.in_person and which.online:
            tests["face_to_face"] = beliefs.purest(which.in_person, which.online)
        if which.online:
            tests["no_time"] = beliefs.over_budget(which.online)
        if beliefs.role_differs(self.scenario):
            tests["role_differs"] = beliefs.other_leader
        return tests


def _rounded(amount: float, width: float) -> float:
    """An amount to about a fiftieth of a width, with no digits that are of no use."""
    return float(f"{formats.rounded(amount, width):.6g}")


def told(counts: Sequence[int], at_least: int) -> Counts:
    """The counts of all answers to one question, less those that fewer people gave than are told.

    One count that is left out could be worked out from the others, so the smallest of these then goes with it.

    >>> told([12, 5, 0], 5), told([9, 3, 2], 5), told([7, 6, 5], 5), told([10, 2], 5)
    ((12, None, None), (9, None, None), (7, 6, 5), (None, None))
    """
    hidden = [at for at, count in enumerate(counts) if count < at_least]
    shown = [at for at in range(len(counts)) if at not in hidden]
    if len(hidden) == 1 and (len(shown) > 1 or any(counts[at] for at in hidden)):
        hidden += sorted(shown, key=lambda at: counts[at])[:1]
    return tuple(None if at in hidden else count for at, count in enumerate(counts))
