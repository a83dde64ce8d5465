"""What going once a year to each activity takes and yields, as the engine itself has it.

The programme is linear in these, so its hours, cash and cost are those of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.optimise.limits import Limits, most_times
from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.model import Pipeline, Scenario, Strategy
from calculator.parts import DUES, FEES

ROUNDING = 1e-9
"""How far over a limit a sum may come by rounding."""


@dataclass(frozen=True)
class Units:
    """Numbers by activity, shape (activity,): per time a year, and for taking part at all.

    `hours` a week; `fees`, `dues` and `time_value` money a year; `met`, `deepened` and `kept` people a year, as C′, D
    and K are; `members` the most that joining brings, `introduced` how many of them a time a year brings.
    """

    scenario: Scenario
    hours: Array
    fees: Array
    dues: Array
    time_value: Array
    met: Array
    deepened: Array
    kept: Array
    members: Array
    introduced: Array

    @property
    def keys(self) -> list[str]:
        """The activities' ids, in order."""
        return list(self.scenario.activities)

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline of the scenario's goal."""
        return self.scenario.pipelines[self.scenario.goal]

    @cached_property
    def yielding(self) -> float:
        """Wins from one relationship kept warm for a year."""
        return self.pipeline.referrals_per_relationship * self.pipeline.close_rate

    def most(self, limits: Limits) -> Array:
        """How often a year each activity may be taken, by the clock, the car and the calendar."""
        found = self.scenario.activities.values()
        free = [limits.excluding(activity, self.scenario) is None for activity in found]
        return np.array([most_times(a, self.scenario.profile) for a in found], dtype=float) * free

    def amounts(self, name: str, limits: Limits) -> tuple[Array, Array]:
        """What each activity takes a time, and at all: `hours` a week; `cash` or `cost` a year; `evenings` a year."""
        never = np.zeros(len(self.keys))
        if name == "evenings":
            found = self.scenario.activities.values()
            return np.array([limits.evening(activity) for activity in found], dtype=float), never
        if name == "hours":
            return self.hours, never
        return self.fees + (self.time_value if name == "cost" else 0.0), self.dues

    def taken(self, name: str, times: Array, limits: Limits) -> Array:
        """The same of mixes, shape (…, activity) to (…)."""
        each, once = self.amounts(name, limits)
        return np.asarray(times @ each + (times > 0) @ once)

    def cost(self, times: Array) -> Array:
        """Full cost a year of mixes."""
        return self.taken("cost", times, Limits())

    def within(self, times: Array, limits: Limits) -> NDArray[np.bool_]:
        """Whether mixes take no more than the limits let them, rounding aside; `most` is not looked at."""
        inside = np.ones(times.shape[:-1], dtype=bool)
        for name, most in limits.amounts(self.scenario.profile).items():
            inside &= self.taken(name, times, limits) <= most * (1 + ROUNDING) + ROUNDING
        return np.asarray(inside)


def units(scenario: Scenario) -> Units:
    """The activities of a scenario, each by itself, once a year."""
    each = {key: Strategy(name=key, times_per_year={key: 1.0}) for key in scenario.activities}
    found = evaluate(Cases(scenario.model_copy(update={"strategies": each, "ranges": {}})))
    years, items = scenario.profile.years, found.cash_by_item
    activities = scenario.activities.values()
    share = np.array([activity.relevant_share for activity in activities])
    return Units(
        scenario,
        found.hours_per_week[0],
        np.sum([items[item][0] for item in FEES], axis=0) / years,
        np.sum([items[item][0] for item in DUES], axis=0) / years,
        found.time_value[0] / years,
        found.flow.met[0],
        found.flow.deepened[0],
        found.flow.kept[0],
        share * [activity.contacts_on_joining for activity in activities],
        share * [activity.touchpoints * years for activity in activities],
    )


def wins(scenario: Scenario, times: Array) -> Array:
    """Wins of mixes by the engine, over the horizon, shape (mix, activity) to (mix,)."""
    return np.asarray(evaluate(mixed(scenario, times)).wins[:, 0])


def mixed(scenario: Scenario, times: Array) -> Cases:
    """Cases of one strategy, one for each mix of shape (mix, activity)."""
    only = {"best": Strategy(name="Best mix", times_per_year={})}
    alone = scenario.model_copy(update={"strategies": only, "ranges": {}})
    paths = [f"strategies.best.times_per_year.{key}" for key in scenario.activities]
    return Cases(alone, dict(zip(paths, times.T, strict=True)))
