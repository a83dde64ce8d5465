"""The difference between two strategies on a measure, and what moves it: each number swung over its range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator import formats
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.study import Study
from calculator.charts import decides as chart
from calculator.errors import CalculatorError
from calculator.findings.measured import measured, spelled
from calculator.findings.numbers import at, called, figure
from calculator.findings.odds import HOW_TO_DOUBT
from calculator.findings.pair import same_mix, without_activities
from calculator.model import Scenario
from calculator.named import inline, opening, opening_name
from calculator.parameters import parameters, spread_of


@dataclass(frozen=True)
class DecidesRow:
    """A number with its range, and the difference between the two strategies at both ends of it."""

    path: str
    label: str
    low: float | None
    likely: float | None
    high: float | None
    difference_at_low: float
    difference_at_high: float
    changes_the_winner: bool


@dataclass(frozen=True)
class Difference:
    """Two strategies, and what moves their difference on a measure."""

    study: Study
    one: str
    other: str
    measure: str

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.study.scenario

    @cached_property
    def fault(self) -> str:
        """What keeps the two from being compared; empty where nothing does. Raises CalculatorError."""
        said = measured(self.scenario, self.measure)
        if said.lacking:
            raise CalculatorError(
                f"{opening(said.name)} may be none, so it has no swings. Ask about cost or net_value."
            )
        strategies = self.scenario.strategies
        if not strategies:
            return NO_STRATEGIES
        if len(strategies) == 1:
            return "Add a second way to compare: what decides is the difference between two."
        if self.one == self.other:
            return f"Nothing decides between {inline(self.scenario, self.one)} and itself. Pick two different ways."
        empty = without_activities(self.scenario, self.one, self.other)
        if not empty and same_mix(self.scenario, self.one, self.other):
            one, other = opening_name(self.scenario, self.one), inline(self.scenario, self.other)
            return f"{one} and {other} are the same mix, so nothing decides between them."
        return empty

    @cached_property
    def indices(self) -> tuple[int, int]:
        """Where the two stand among the strategies."""
        keys = list(self.scenario.strategies)
        return keys.index(self.one), keys.index(self.other)

    @cached_property
    def now(self) -> float:
        """The measure of the first less that of the other."""
        one, other = (float(self.study.results[self.measure][0, index]) for index in self.indices)
        return one - other

    @cached_property
    def effects(self) -> dict[str, tuple[float, float]]:
        """The difference at the low and at the high of each number that moves it, the most moving first."""
        return self.study.swings.effects(self.measure, *self.indices)

    @cached_property
    def turning(self) -> frozenset[str]:
        """The numbers that change the winner."""
        return self.study.swings.turning(self.measure, *self.indices)

    @cached_property
    def without(self) -> list[str]:
        """The numbers with a range that move nothing."""
        return [path for path in self.study.swings.paths if path not in self.effects]

    # -- words -----------------------------------------------------------------------------------------

    @property
    def both(self) -> str:
        """The two in a sentence."""
        return f"{inline(self.scenario, self.one)} and {inline(self.scenario, self.other)}"

    @property
    def caption(self) -> str:
        """Which difference the bars show."""
        name, years = opening(measured(self.scenario, self.measure).name), formats.years(self.scenario.profile.years)
        one, other = inline(self.scenario, self.one), inline(self.scenario, self.other)
        return f"{name} of {one} less that of {other} in {years}. Line: now. Dotted: where they tie."

    def sentence(self) -> str:
        """What decides most."""
        name = measured(self.scenario, self.measure).name
        if not self.study.swings.paths:
            return "Nothing is in doubt here: no number has a range, so none can decide."
        if not self.effects:
            return f"No number moves the difference between {self.both} on {name}."
        first = next(iter(self.effects))
        turns = ", and it may change the winner" if first in self.turning else ""
        return f"What decides between {self.both} on {name} is {called(self.scenario, first)}{turns}."

    def notes(self) -> tuple[str, ...]:
        """Where the two stand, which numbers change that, and how many do nothing."""
        if not self.study.swings.paths:
            return (HOW_TO_DOUBT,)
        found = [self._standing(), self._turned()]
        if self.without:
            found.append(
                f"{len(self.without)} of {len(self.study.swings.paths)} numbers have no effect on this difference, "
                f"such as {self.listed(self.without[:3])}."
            )
        return tuple(filter(None, found))

    def _standing(self) -> str:
        """Both figures as they are."""
        name, years = measured(self.scenario, self.measure).name, formats.years(self.scenario.profile.years)
        one, other = (self.say(float(self.study.results[self.measure][0, index])) for index in self.indices)
        names = opening_name(self.scenario, self.one), inline(self.scenario, self.other)
        return f"{opening(name)} in {years}: {names[0]} {one}, {names[1]} {other}."

    def _turned(self) -> str:
        if not self.effects:
            return ""
        turning = [path for path in self.effects if path in self.turning]
        if not turning:
            known = "No single number changes the winner within its range."
            return known if self.now else "The two tie as things stand."
        if len(turning) == 1:
            return f"Within its range {called(self.scenario, turning[0])} alone changes the winner."
        return f"{len(turning)} numbers change the winner within their range: {self.listed(turning)}."

    def listed(self, paths: list[str]) -> str:
        """Numbers in a row."""
        return formats.joined([called(self.scenario, path) for path in paths])

    def say(self, amount: float) -> str:
        """A figure of the measure."""
        return spelled(self.scenario, self.measure, amount)

    # -- figures ---------------------------------------------------------------------------------------

    def bars(self) -> list[chart.Bar]:
        """The bars of the chart."""
        return [self._bar(path) for path in list(self.effects)[: chart.SHOWN]]

    def _bar(self, path: str) -> chart.Bar:
        ends, label = self.effects[path], parameters(self.scenario)[path].label
        return chart.Bar(label, *self._ends(path), ends, (self.say(ends[0]), self.say(ends[1])), path in self.turning)

    def _ends(self, path: str) -> tuple[str, str]:
        spread = spread_of(self.scenario, path)
        return figure(self.scenario, path, spread.low), at(self.scenario, path, spread.high)

    def cells(self, path: str) -> tuple[str, ...]:
        """A row of the table."""
        ends = (self.say(amount) for amount in self.effects[path])
        turns = "yes" if path in self.turning else "no"
        return parameters(self.scenario)[path].label, " to ".join(self._ends(path)), *ends, turns

    def row(self, path: str) -> DecidesRow:
        """The same with every digit; a number without effect has the difference as it is."""
        ends = self.effects.get(path, (self.now, self.now))
        label, (low, likely, high) = parameters(self.scenario)[path].label, spread_of(self.scenario, path)
        return DecidesRow(path, label, low, likely, high, *ends, path in self.turning)
