"""What a number must be for a strategy to come to a target, in words; where it cannot, what comes nearest.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> owner = Study(assumptions.scenario("uk-owner"))
>>> finding(owner, "pipelines.clients.close_rate", "face_to_face", "wins", 3, "year").sentence
'Face to face comes to 3.0 clients won a year if Clients: referrals that are won is 31%.'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from calculator import formats
from calculator.analyses.goal_seek import TOTALS, Per, Reached, Unreachable, reach
from calculator.analyses.headline import BOTTLENECK
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.charts.tables import Table
from calculator.engine import evaluate
from calculator.findings.finding import Finding, OfMeasure
from calculator.findings.numbers import MEASURES, NumberRow, at, being, measured, not_even, spelled
from calculator.model import Scenario
from calculator.named import called, inline, opening, opening_name
from calculator.notation import plain
from calculator.parameters import parameters

OUTCOMES = frozenset({"wins", "value", "net_value", "cost_per_win", "relationships", "referrals", "win_probability"})
"""Measures of what is won, which a bottleneck holds back."""


@dataclass(frozen=True, kw_only=True)
class ReachRow(NumberRow):
    """A number, the target, and the values of the number at which the strategy comes to it, or comes nearest."""

    strategy: str
    measure: str
    per: str | None
    measure_now: OfMeasure | None
    target: OfMeasure
    answer: str
    values: list[float]
    intervals: list[str]
    nearest: float | None
    nearest_measure: OfMeasure | None
    steps: list[float]


def finding(
    study: Study, path: str, strategy: str, measure: str, target: float, per: Per = "year"
) -> Finding[ReachRow]:
    """What the number at `path` must be. Raises CalculatorError for what there is not."""
    scenario = study.scenario
    measured(scenario, measure)
    answer = reach(scenario, path, strategy, measure, target, per)
    words = ReachWords(scenario, answer, strategy, measure, target, per)
    return Finding("reach", words.sentence, ReachRow, (words.row,), words.table, tuple(words.notes))


def target(scenario: Scenario, strategy: str, measure: str) -> float:
    """A target to begin with: twice what the strategy has a year now, or half where less is better, in two digits.

    It is 1 where the strategy has nothing yet.
    """
    results = evaluate(Cases(scenario))
    now = float(results[measure][0, list(scenario.strategies).index(strategy)])
    now = 0.0 if np.isnan(now) else now / (scenario.profile.years if measure in TOTALS else 1)
    return float(f"{now * (0.5 if MEASURES[measure].less else 2):.2g}") or 1.0


def unit(scenario: Scenario, measure: str) -> str:
    """What a target counts: '£ a year', 'clients won a year'."""
    said = measured(scenario, measure)
    yearly = " a year" if measure in TOTALS else ""
    return f"{formats.symbol(scenario.currency) if said.kind == 'money' else said.name}{yearly}"


class ReachWords:
    """An answer of the goal-seek, and how it is said."""

    def __init__(
        self, scenario: Scenario, answer: Reached | Unreachable, strategy: str, measure: str, target: float, per: Per
    ) -> None:
        self.scenario, self.answer, self.strategy, self.measure = scenario, answer, strategy, measure
        self.target, self.per = target, per

    @property
    def sentence(self) -> str:
        """The answer."""
        answer = self.answer
        if isinstance(answer, Unreachable):
            return self._unreachable(answer)
        comes = f"{opening_name(self.scenario, self.strategy)} comes to {self._goal(self.target)}"
        places, number = answer.places, called(self.scenario, answer.path)
        if answer.always:
            return f"{comes} whatever {number} is."
        if len(places) == 1 and places[0][0] == places[0][1]:
            return f"{comes} if {being(self.scenario, answer.path, '', places[0][0])}."
        where = formats.joined([self._place(place) for place in places[:4]], "or")
        more = f", and at {len(places) - 4} more values" if len(places) > 4 else ""
        return f"{comes} if {number} is {where}{more}."

    def _unreachable(self, answer: Unreachable) -> str:
        goal, number = opening(self._goal(self.target)), called(self.scenario, answer.path)
        if answer.nearest is None or answer.measure is None:
            return f"{opening_name(self.scenario, self.strategy)} has no {self._name} whatever {number} is."
        if not answer.moves:
            stays = self._figure(answer.measure)
            return f"{goal} cannot be reached by {number}: it changes nothing there, and leaves {stays}."
        where = at(self.scenario, answer.path, answer.nearest)
        if answer.nearest in (answer.low, answer.high):
            end = not_even(self.scenario, answer.path, answer.nearest)
            where = f"{where}, {end}" if end.startswith("if ") else where
        nearest = self._figure(answer.measure)
        return f"{goal} cannot be reached; the nearest is {nearest}, with {number} at {where}."

    @property
    def notes(self) -> Iterator[str]:
        """What it is now, a jump past the target, and what holds it back where the number changes nothing."""
        now = at(self.scenario, self.answer.path, self.answer.now)
        measure = self._figure(self.answer.measure_now)
        yield f"Now it is {now}, which gives {measure}."
        if isinstance(self.answer, Unreachable) and self.answer.steps:
            where = at(self.scenario, self.answer.path, self.answer.steps[0])
            yield f"At {where} it jumps past the target in one step."
        if isinstance(self.answer, Unreachable) and self.measure in OUTCOMES and not self.answer.moves:
            results = evaluate(Cases(self.scenario))
            held = results.bottleneck[0, list(self.scenario.strategies).index(self.strategy)]
            if held in BOTTLENECK:
                yield f"{BOTTLENECK[held]} is what holds {inline(self.scenario, self.strategy)} back."

    @property
    def table(self) -> Table:
        """Now and then, in one row."""
        header = ("Number", "Now", "Would be", opening(self._name), "Asked for", "Then")
        label = parameters(self.scenario)[self.answer.path].label
        now = at(self.scenario, self.answer.path, self.answer.now)
        if isinstance(self.answer, Unreachable):
            then, would_be = self.answer.measure, at(self.scenario, self.answer.path, self.answer.nearest)
        else:
            then = self.target
            would_be = formats.joined([self._place(place) for place in self.answer.places], "or")
        figures = self._figure(self.answer.measure_now), self._figure(self.target), self._figure(then)
        return Table(header, ((label, now, would_be, *figures),))

    @property
    def row(self) -> ReachRow:
        """The answer with every digit."""
        answer, known = self.answer, parameters(self.scenario)[self.answer.path]
        reached = answer if isinstance(answer, Reached) else None
        missed = answer if isinstance(answer, Unreachable) else None
        return ReachRow(
            path=answer.path,
            label=known.label,
            unit=known.unit,
            now=answer.now,
            lowest=answer.low,
            highest=answer.high,
            strategy=self.strategy,
            measure=self.measure,
            per=self.per if self.measure in TOTALS else None,
            measure_now=answer.measure_now,
            target=self.target,
            answer="reached" if missed is None else "out of reach" if missed.moves else "no effect",
            values=list(reached.values) if reached else [],
            intervals=[f"{plain(low)}..{plain(high)}" for low, high in reached.intervals] if reached else [],
            nearest=missed.nearest if missed else None,
            nearest_measure=missed.measure if missed else None,
            steps=list(missed.steps) if missed else [],
        )

    @property
    def _name(self) -> str:
        return measured(self.scenario, self.measure).name

    @property
    def _span(self) -> str:
        if self.measure not in TOTALS:
            return ""
        return " a year" if self.per == "year" else f" in {formats.years(self.scenario.profile.years)}"

    def _goal(self, value: float) -> str:
        """'6.0 clients won a year', but 'a full cost of £900 a year'."""
        said = measured(self.scenario, self.measure)
        figure = spelled(self.scenario, self.measure, value)
        if said.kind == "count" or self.measure == "hours":
            return f"{figure} {said.name}{self._span}"
        if self.measure == "hours_per_week":
            return f"{figure} hours a week"
        return f"{'' if self.measure == 'cash' else 'a '}{said.name} of {figure}{self._span}"

    def _figure(self, value: float | None) -> str:
        return f"{spelled(self.scenario, self.measure, value)}{self._span if value is not None else ''}"

    def _place(self, place: tuple[float, float]) -> str:
        low, high = (at(self.scenario, self.answer.path, end) for end in place)
        return low if place[0] == place[1] else f"from {low} to {high}"
