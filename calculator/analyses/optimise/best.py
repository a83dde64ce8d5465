"""The best mix within limits, how near it is to the best there can be, what each limit costs, and which is to blame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator.analyses.optimise import seek
from calculator.analyses.optimise.programme import THRIFT
from calculator.analyses.optimise.seek import Found, simplified
from calculator.analyses.optimise.units import Limits, Units, eased, mixed, units
from calculator.cases import Array
from calculator.engine import Results, evaluate
from calculator.model import Scenario

STEPS = {"hours_per_week": 1.0, "cash_per_year": 100.0, "not_before": 1.0, "evenings_per_week": 1.0}
"""By how much each limit is eased to see what it costs; a yes-or-no, such as no driving, is lifted."""
AMOUNTS = {"hours_per_week": "hours", "cash_per_year": "cash", "evenings_per_week": "evenings"}
"""What each limit on an amount limits."""


@dataclass(frozen=True)
class Eased:
    """What a limit costs: eased by `step`, the best mix wins `wins` more in the horizon, or as many for less.

    `worth` is money a year: the worth of what is won more, or the full cost that is saved.
    """

    limit: str
    step: float
    wins: float
    worth: float


@dataclass(frozen=True)
class Blame:
    """A limit without which the wins asked for are within reach; `needed` is the least that they take of it.

    Hours and evenings are a week, cash a year; None for a limit that is no amount.
    """

    limit: str
    needed: float | None


@dataclass(frozen=True)
class Best:
    """The answer of the optimiser.

    `target` is the wins asked for, None where the most are looked for. `mix` is the best one, None where no mix
    within the limits wins so much; `times` and `results` leave out of it the activities that it hardly misses.
    """

    scenario: Scenario
    limits: Limits
    target: float | None
    units: Units
    mix: Found | None

    @cached_property
    def times(self) -> dict[str, int]:
        """How often a year each activity that is part of the mix."""
        return {key: int(n) for key, n in zip(self.units.keys, self._times, strict=True) if n}

    @cached_property
    def results(self) -> Results:
        """The mix by the engine, its only strategy."""
        return evaluate(mixed(self.scenario, self._times[None]))

    @property
    def gap(self) -> float:
        """Share by which another mix within the limits may be better, at most, by the programme's bound."""
        if self.mix is None:
            return 0.0
        years = self.scenario.profile.years
        reached = self.results.cost[0, 0] / years if self.target is not None else self.results.wins[0, 0]
        better, worse = sorted((float(reached), self.mix.bound), reverse=True)
        rounding = 2 * THRIFT * self.units.yielding
        return 1 - worse / better if better - worse > rounding else 0.0

    @cached_property
    def richest(self) -> Found:
        """The mix that wins most within the limits, whatever is asked for."""
        return self.mix if self.mix and self.target is None else seek.most(self.units, self.limits)

    @cached_property
    def eased(self) -> tuple[Eased, ...]:
        """What easing each of the limits brings; none where there is no mix."""
        if self.mix is None:
            return ()
        mix, years, each = self.mix, self.scenario.profile.years, []
        for name in self.limits.set:
            step = STEPS.get(name, 0.0)
            easier = eased(self.limits, name, step)
            if self.target is None:
                better = seek.most(self.units, easier, mix.times)
                less, more = self.results.value_of(np.array([[mix.won], [better.won]]))[:, 0]
                each.append(Eased(name, step, better.won - mix.won, float(more - less) / years))
            else:
                cheaper = seek.least(self.units, easier, "cost", self.target, mix.times) or mix
                saved = float(self.units.cost(mix.times) - self.units.cost(cheaper.times))
                each.append(Eased(name, step, 0.0, saved))
        return tuple(each)

    @cached_property
    def blame(self) -> tuple[Blame, ...]:
        """The limits each of which, dropped alone, puts the wins asked for within reach; none where they are."""
        if self.mix is not None or self.target is None:
            return ()
        blamed = []
        for name in self.limits.set:
            amount = AMOUNTS.get(name)
            mix = seek.least(self.units, self.limits.without(name), amount or "cost", self.target)
            if mix and amount:
                needed = float(self.units.taken(amount, mix.times, self.limits))
                weeks = self.scenario.profile.weeks_per_year if amount == "evenings" else 1.0
                blamed.append(Blame(name, needed / weeks))
            elif mix:
                blamed.append(Blame(name, None))
        return tuple(blamed)

    @cached_property
    def _times(self) -> Array:
        """Times a year by activity of the mix that is shown."""
        if self.mix is None:
            return np.zeros(len(self.units.keys))
        amount = "wins" if self.target is None else "cost"
        return simplified(seek.searching(self.units, self.limits, amount, self.target or 0.0), self.mix.times)


def best_mix(scenario: Scenario, limits: Limits, target: float | None = None) -> Best:
    """The mix that wins most within the limits, or with a target the one that wins so much and costs least.

    Raises BadInput where a limit is out of its bounds.
    """
    limits.check(target)
    known = units(scenario)
    mix = seek.most(known, limits) if target is None else seek.least(known, limits, "cost", target)
    return Best(scenario, limits, target, known, mix)
