"""How often each strategy costs least, wins most and is worth most, and how far its figures may be off.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-owner")), "cost").id
'odds'
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from calculator import formats
from calculator.analyses.comparison import grounds
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.monte_carlo import TOO_CLOSE
from calculator.analyses.study import Study
from calculator.charts import axes, drawn
from calculator.charts.bars import Bars, Scale, Unit, span
from calculator.charts.chart import Chart
from calculator.charts.outcomes import CAPTION, spreads
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.findings.finding import Finding, OfMeasure, Share
from calculator.findings.numbers import measured, spelled, ticks
from calculator.model import Scenario
from calculator.named import inline, opening, opening_name, seeks_role
from calculator.period import Period
from calculator.safety import isolated

HEADER = ("Figure", "Likely", "Half of the ways", "8 in 10", "At exactly these numbers", "First in")
FIRST = {
    "cost": ("costs least", "cost"),
    "hours": ("takes the fewest hours", "hours"),
    "wins": ("wins most clients", "clients"),
    "win_probability": ("has the best chance of an offer", "the chance of an offer"),
    "value": ("is worth most", "what is won"),
    "net_value": ("leaves most after its full cost", "what is left after the cost"),
}
"""What the first of a measure does, and what two are too close to call on."""
LEAST = ("cost", "hours")
"""Measures on which the least is first."""
TITLES = {
    "cost": "What might it cost?",
    "hours": "How many hours might it take?",
    "wins": "How many clients might it win?",
    "win_probability": "How likely is an offer?",
    "value": "What might it be worth?",
    "net_value": "What might be left after its cost?",
}
WORKING = (
    "Each is drawn between its low and its high, most often near its likely value (PERT), and apart from the others.",
    "The draws are spread evenly (scrambled Sobol points) and are the same for every strategy and on every visit.",
    "Other draws would give shares within the error that is stated, mostly within half of it.",
    "The ends of ranges are rounded to what the draws can tell, a tenth to a quarter of the range.",
    "Likely is the middle of the draws. The figure at exactly these numbers need not lie there.",
)
NO_RANGES = "Nothing is in doubt here: no number has a range, so every figure is a single one."
HOW_TO_DOUBT = "In Details, Source takes a range such as 12..18..30, or one of: about, roughly, no idea."


def offered(scenario: Scenario) -> tuple[str, ...]:
    """The measures that odds are given on."""
    won = "win_probability" if seeks_role(scenario) else "wins"
    return ("cost", "hours", won, "value", "net_value")


def finding(study: Study, measure: str = "cost") -> Finding[OddsRow]:
    """The odds, and the ranges of a measure drawn. Raises CalculatorError for a measure that there is not."""
    scenario = study.scenario
    measured(scenario, measure)
    odds = OddsWords(study)
    if not scenario.strategies:
        return Finding("odds", NO_STRATEGIES, OddsRow)
    table = odds.table()
    study.outcomes.draws.take(*offered(scenario))
    shown = measure if measure in offered(scenario) else offered(scenario)[0]
    drawn = None if odds.certain else _chart(odds, shown, table)
    working = () if odds.certain else (f"{len(study.swings.paths)} numbers have a range.", *WORKING)
    return Finding("odds", odds.sentence(), OddsRow, odds.rows(), table, odds.notes(), drawn, working)


@dataclass(frozen=True)
class OddsRow:
    """A measure of a strategy over the horizon: its ranges, and the share of draws in which it is first."""

    strategy: str
    measure: str
    middle: OfMeasure
    low_80: OfMeasure
    low_50: OfMeasure
    high_50: OfMeasure
    high_80: OfMeasure
    exact: OfMeasure
    first: Share | None
    sampling_error: Share | None
    draws: int


@dataclass(frozen=True)
class OddsWords:
    """The draws of a scenario, asked who is first in how many of them."""

    study: Study

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.study.scenario

    @property
    def certain(self) -> bool:
        """Whether no number is in doubt."""
        return self.study.outcomes.certain

    @cached_property
    def keys(self) -> list[str]:
        """The strategies' ids."""
        return list(self.scenario.strategies)

    @property
    def active(self) -> list[int]:
        """The strategies that may be first in something."""
        return self.study.active

    def first(self, measure: str) -> dict[int, float]:
        """Share of draws in which each active strategy is first on a measure."""
        if not self.active:
            return {}
        shares = self.study.outcomes.lead(measure, measure not in LEAST, self.active)
        return {index: float(share) for index, share in zip(self.active, shares, strict=True)}

    def leader(self, measure: str) -> int | None:
        """Who is first in at least six of ten draws."""
        return next((index for index, share in self.first(measure).items() if share >= TOO_CLOSE), None)

    def said(self, measure: str, index: int) -> str:
        """A share of draws in words: '7 of 10'."""
        share = self.first(measure)[index]
        return formats.odds(share, self.study.outcomes.sampling_error(share))

    # -- words -----------------------------------------------------------------------------------------

    def sentence(self) -> str:
        """Who costs least and who wins most, and in how many of the ways it might go."""
        if not self.active:
            return "No activities yet: it costs nothing. Say how often you go."
        if self.certain:
            return NO_RANGES
        won = offered(self.scenario)[2]
        if len(self.active) > 1:
            return f"{opening(self._clause('cost', ' ways it might go'))}; {self._clause(won, '')}."
        only = self.active[0]
        cost, more = (self.band(measure, only, 0.8) for measure in ("cost", won))
        prize = f"a chance of an offer of {more}" if won == "win_probability" else f"{more} clients"
        name, horizon = opening_name(self.scenario, self.keys[only]), formats.years(self.scenario.profile.years)
        return f"{name} costs {cost} in {horizon} for {prize}, in 8 of 10 ways it might go."

    def _clause(self, measure: str, ways: str) -> str:
        """'online costs least in 97 of 100 ways it might go', or that it cannot be told."""
        best, (does, on) = self.leader(measure), FIRST[measure]
        if self._alike(measure):
            return f"{self._names(self.active)} are always the same on {on}"
        if best is None:
            ranked = sorted(self.active, key=lambda index: -self.first(measure)[index])
            return f"{self._names(sorted(ranked[:2]))} are too close to call on {on}"
        said = self.said(measure, best)
        often = "all ways it might go" if said == "all" else f"{said}{ways}"
        return f"{inline(self.scenario, self.keys[best])} {does} in {often}"

    def _alike(self, measure: str) -> bool:
        values = self.study.outcomes.draws[measure][:, self.active]
        gap = float((values.max(axis=1) - values.min(axis=1)).max())
        return gap <= 1e-9 * float(abs(values).max())

    def _names(self, indices: list[int]) -> str:
        if len(indices) > 3:
            return f"all {len(indices)} ways"
        return formats.joined([inline(self.scenario, self.keys[index]) for index in indices])

    def notes(self) -> tuple[str, ...]:
        """What is left after the cost, what a close call is, and how sure the odds are of themselves."""
        if self.certain:
            return (HOW_TO_DOUBT,) if self.active else ()
        said = []
        if len(self.active) > 1:
            asked = (*offered(self.scenario)[:3:2], "net_value")
            said.append(f"{opening(self._clause('net_value', ' ways it might go'))}.")
            if any(self.leader(measure) is None and not self._alike(measure) for measure in asked):
                said.append(f"Too close to call: neither leads in at least {formats.odds(TOO_CLOSE)}.")
        if not self.scenario.profile.hourly_value:
            said.append("Your hour counts nothing here, so the full cost is the cash.")
        outcomes = self.study.outcomes
        sure = f"These are {formats.whole(outcomes.draws.size)} ways it might go, {grounds(self.scenario)}."
        if len(self.active) > 1:
            firsts = (self.first(measure) for measure in offered(self.scenario))
            worst = max(outcomes.sampling_error(share) for shares in firsts for share in shares.values())
            margin = max(1, math.ceil(100 * worst - 1e-9))
            sure += f" They are the same for all, and a share of them is right give or take {margin} in 100."
        return (*said, sure)

    # -- figures ---------------------------------------------------------------------------------------

    def band(self, measure: str, index: int, share: float) -> str:
        """The middle `share` of the draws of a strategy, in words."""
        low, high = (float(end[index]) for end in self.study.outcomes.band(measure, share))
        return formats.between(low, high, self.say(measure))

    def say(self, measure: str) -> Callable[[float], str]:
        """How a figure of a measure is written."""
        return lambda amount: spelled(self.scenario, measure, amount)

    def table(self) -> Table:
        """A row a measure and strategy."""
        rows = []
        for measure in offered(self.scenario):
            for index, mix in enumerate(self.scenario.strategies.values()):
                both = self.study.outcomes.likely(measure)[index], self.study.outcomes.exact(measure)[index]
                likely, exact = (self.say(measure)(float(figure)) for figure in both)
                bands = (self.band(measure, index, share) for share in (0.5, 0.8))
                first = self.said(measure, index) if index in self.active and len(self.active) > 1 else formats.NONE
                rows.append(
                    (f"{isolated(mix.name)}: {measured(self.scenario, measure).name}", likely, *bands, exact, first)
                )
        return Table(HEADER, tuple(rows))

    def rows(self) -> tuple[OddsRow, ...]:
        """The figures with every digit."""
        outcomes, rows = self.study.outcomes, []
        for measure in offered(self.scenario):
            firsts = self.first(measure)
            bands = [end.tolist() for share in (0.8, 0.5) for end in outcomes.band(measure, share)]
            both = outcomes.likely(measure).tolist(), outcomes.exact(measure).tolist()
            figures = zip(self.keys, *both, *bands, strict=True)
            for index, (key, middle, exact, low, high, near, far) in enumerate(figures):
                first = firsts.get(index)
                error = None if first is None else outcomes.sampling_error(first)
                ends, odds = (low, near, far, high), (first, error, outcomes.draws.size)
                rows.append(OddsRow(key, measure, middle, *ends, exact, *odds))
        return tuple(rows)


def _chart(odds: OddsWords, measure: str, table: Table) -> Chart:
    view = View(odds.study.results, Period.of("all", odds.scenario.profile))
    ranges = spreads(odds.study.outcomes, measure)
    say, title = odds.say(measure), TITLES[measure]
    said = [f"{say(spread.likely)} likely, {odds.band(measure, index, 0.8)}" for index, spread in enumerate(ranges)]
    lower, upper = span(ranges)
    spelled = ticks(odds.scenario, measure)
    scale = Scale(upper, spelled(axes.across(lower, upper)), lower=lower)
    bars = Bars(view.names, view.slots, said, Unit(measure, say, spelled), scale, spreads=ranges)
    what = f"{opening(measured(odds.scenario, measure).name)} in {formats.years(odds.scenario.profile.years)}"
    return drawn.chart("odds", title, f"{what}: {CAPTION}", bars, table, said)
