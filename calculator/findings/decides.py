"""What decides between two strategies: each number with a range swung from low to high, and what that does.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-owner")), "face_to_face", "online").id
'decides'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator import formats
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.sensitivity import MOST, shares
from calculator.analyses.study import Study
from calculator.charts import decides as chart
from calculator.charts.tables import Table
from calculator.errors import CalculatorError
from calculator.findings import odds
from calculator.findings.break_even import same_mix, without_activities
from calculator.findings.finding import Finding, OfMeasure, OfPath, Share
from calculator.findings.numbers import at, figure, measured, spelled, ticks
from calculator.findings.odds import HOW_TO_DOUBT
from calculator.model import Scenario
from calculator.named import called, inline, opening, opening_name
from calculator.parameters import parameters, spread_of

HEADER = ("Number", "Range", "Difference at its low", "Difference at its high", "Changes the winner")
WORKING = (
    "Each number with a range is taken to its low and to its high, while every other number stays as it is.",
    "The bars show the difference between the two, not either of them: what moves both alike does not decide.",
    "A number changes the winner where, at its low or at its high, the other of the two is ahead.",
)
SHARES = ("Number", "Alone", "With the others")
TINY = 0.01
"""A share of the variance below this is taken together with the rest."""
EXPLAINED = (
    "Alone is how much of the doubt would go if you knew that number; with the others, how much hangs on it at all."
)


def offered(scenario: Scenario) -> tuple[str, ...]:
    """The measures that the page offers."""
    return (*odds.offered(scenario), "cash")


def finding(
    study: Study, one: str, other: str, measure: str = "cost", variance: bool = False
) -> Finding[DecidesRow | ShareRow]:
    """The numbers that move the difference between two strategies, those that move it most first; or `variance`.

    Raises CalculatorError for a measure that there is not, or that may be none.
    """
    it = Difference(study, one, other, measure)
    if variance:
        return _variance(it)
    if it.fault:
        return Finding("decides", it.fault, DecidesRow, table=Table(HEADER, ()))
    table = Table(HEADER, tuple(it.cells(path) for path in it.effects))
    rows = tuple(it.row(path) for path in (*it.effects, *it.without))
    drawn = chart.decides(it.bars(), it.now, it.caption, ticks(it.scenario, measure), table) if table.rows else None
    goal = f"pipelines.{study.scenario.goal}."  # of the other goal's numbers nobody would think
    without = [path for path in it.without if not path.startswith("pipelines.") or path.startswith(goal)]
    still = (f"Without effect on this difference: {it.listed(without)}.",) if without else ()
    return Finding("decides", it.sentence(), DecidesRow, rows, table, it.notes(), drawn, (*WORKING, *still))


@dataclass(frozen=True)
class DecidesRow:
    """A number with its range, and the difference between the two strategies at both ends of it."""

    path: str
    label: str
    low: OfPath | None
    likely: OfPath | None
    high: OfPath | None
    difference_at_low: OfMeasure
    difference_at_high: OfMeasure
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
        if measured(self.scenario, self.measure).lacking:
            raise CalculatorError(f"{self.name} may be none, so it has no swings. Ask about cost or net_value.")
        if not self.scenario.strategies:
            return NO_STRATEGIES
        if len(self.scenario.strategies) == 1:
            return "Add a second way to compare: what decides is the difference between two."
        if self.one == self.other:
            return f"Nothing decides between {inline(self.scenario, self.one)} and itself. Pick two different ways."
        empty = without_activities(self.scenario, self.one, self.other)
        if not empty and same_mix(self.scenario, self.one, self.other):
            one, other = opening_name(self.scenario, self.one), inline(self.scenario, self.other)
            return f"{one} and {other} are the same mix, so nothing decides between them."
        return empty

    @property
    def name(self) -> str:
        """The measure at the start of a sentence."""
        return opening(measured(self.scenario, self.measure).name)

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
        years = formats.years(self.scenario.profile.years)
        one, other = inline(self.scenario, self.one), inline(self.scenario, self.other)
        return f"{self.name} of {one} less that of {other} in {years}. Line: now. Dotted: where they tie."

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
        years, count = formats.years(self.scenario.profile.years), len(self.study.swings.paths)
        one, other = (self.say(float(self.study.results[self.measure][0, index])) for index in self.indices)
        names = opening_name(self.scenario, self.one), inline(self.scenario, self.other)
        said = [f"{self.name} in {years}: {names[0]} {one}, {names[1]} {other}."]
        turning = [path for path in self.effects if path in self.turning]
        if len(turning) > 1:
            said.append(f"{len(turning)} numbers change the winner within their range: {self.listed(turning)}.")
        elif turning:
            said.append(f"Within its range {called(self.scenario, turning[0])} alone changes the winner.")
        elif self.effects and self.now:
            said.append("No single number changes the winner within its range.")
        elif self.effects:
            said.append("The two tie as things stand.")
        if self.without:
            effectless = f"{len(self.without)} of {count} numbers have no effect on this difference"
            said.append(f"{effectless}, such as {self.listed(self.without[:3])}.")
        return tuple(said)

    def listed(self, paths: list[str]) -> str:
        """Numbers in a row."""
        return formats.joined([called(self.scenario, path) for path in paths])

    def say(self, amount: float) -> str:
        """A figure of the measure."""
        return spelled(self.scenario, self.measure, amount)

    # -- figures ---------------------------------------------------------------------------------------

    def bars(self) -> list[chart.Bar]:
        """The bars of the chart."""
        drawn = []
        for path, (low, high) in list(self.effects.items())[: chart.SHOWN]:
            said, ends = (self.say(low), self.say(high)), self._ends(path)
            label = parameters(self.scenario)[path].label
            drawn.append(chart.Bar(label, *ends, (low, high), said, path in self.turning))
        return drawn

    def _ends(self, path: str) -> tuple[str, str]:
        spread = spread_of(self.scenario, path)
        return figure(self.scenario, path, spread.low), at(self.scenario, path, spread.high)

    def cells(self, path: str) -> tuple[str, ...]:
        """A row of the table."""
        ends = (self.say(amount) for amount in self.effects[path])
        turns = "yes" if path in self.turning else "no"
        return parameters(self.scenario)[path].label, " to ".join(self._ends(path)), *ends, turns

    def row(self, path: str) -> DecidesRow:
        """A row with every digit; a number without effect has the difference as it is."""
        ends = self.effects.get(path, (self.now, self.now))
        label, (low, likely, high) = parameters(self.scenario)[path].label, spread_of(self.scenario, path)
        return DecidesRow(path, label, low, likely, high, *ends, path in self.turning)


@dataclass(frozen=True)
class ShareRow:
    """A number's shares of the variance; the last row has no path, and is all the others together."""

    path: str | None
    label: str
    share_alone: Share
    share_together: Share


def _variance(it: Difference) -> Finding[ShareRow]:
    """Shares of the variance of the difference: a row a number, the largest first, and one for all that are left."""
    split = None if it.fault else shares(it.scenario, it.measure, *it.indices, list(it.effects)[:MOST])
    if split is None:
        return Finding("variance", it.fault or "Nothing varies between the two.", ShareRow, table=Table(SHARES, ()))
    known = parameters(it.scenario)
    triples = zip(split.paths, split.alone.tolist(), split.together.tolist(), strict=False)
    looked_at = [ShareRow(path, known[path].label, alone, together) for path, alone, together in triples]
    rows = sorted((row for row in looked_at if row.share_together >= TINY), key=lambda row: -row.share_alone)
    left = len(it.study.swings.paths) - len(rows)
    if left:
        alone = float(split.alone[-1]) + sum(row.share_alone for row in looked_at if row.share_together < TINY)
        rows.append(ShareRow(None, f"{left} others", alone, float(split.together[-1])))
    cells = tuple((row.label, formats.share(row.share_alone), formats.share(row.share_together)) for row in rows)
    return Finding("variance", EXPLAINED, ShareRow, tuple(rows), Table(SHARES, cells))
