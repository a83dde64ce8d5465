"""What a mix must stay within: hours, cash, the clock, the car and the evenings."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.engine.time import protected_minutes
from calculator.errors import BadInput, Fault
from calculator.model import DAYS, Activity, Pipeline, Profile, Scenario, Strategy
from calculator.parameters import parameter
from calculator.parts import DUES, FEES

EVENING = 18.0
"""The hour after midnight at which an evening begins, unless the user says otherwise. Our own assumption."""
BOUNDS = {
    "not_before": ("The earliest hour", 24, "hours after midnight"),
    "evenings_per_week": ("The number of evenings", len(DAYS), "evenings a week"),
    "evening_from": ("The hour at which an evening begins", 24, "hours after midnight"),
}
"""What the limits that are no field of the model are called, and the most that each may be."""
ROUNDING = 1e-9
"""How far over a limit a sum may come by rounding."""


@dataclass(frozen=True)
class Limits:
    """Limits on a mix. None is no limit; neither is a yes-or-no such as `driving` while it is yes.

    `not_before` is the hour after midnight before which nobody leaves home; `evenings_per_week` counts what ends after
    `evening_from`. `driving` and `protected_time` say whether a mix may drive, and may take time that is protected.
    An activity without a start is at no hour: neither the clock nor the evenings touch it.
    """

    hours_per_week: float | None = None
    cash_per_year: float | None = None
    not_before: float | None = None
    driving: bool = True
    evenings_per_week: float | None = None
    protected_time: bool = True
    evening_from: float = EVENING

    @classmethod
    def of(cls, scenario: Scenario) -> Limits:
        """The hours and the money that the person can spare, and no other limit."""
        return cls(scenario.profile.hours_per_week, scenario.profile.cash_per_year)

    @property
    def set(self) -> tuple[str, ...]:
        """The names of the limits that there are."""
        return tuple(name for name in NAMES if getattr(self, name) != getattr(Limits, name))

    def amounts(self, profile: Profile) -> dict[str, float]:
        """The most that a mix may take: `hours` a week, `cash` a year, `evenings` a year; those there are."""
        evenings = None if self.evenings_per_week is None else self.evenings_per_week * profile.weeks_per_year
        amounts = {"hours": self.hours_per_week, "cash": self.cash_per_year, "evenings": evenings}
        return {name: most for name, most in amounts.items() if most is not None}

    def without(self, name: str) -> Limits:
        """These limits without one of them."""
        return replace(self, **{name: getattr(Limits, name)})

    def excluding(self, activity: Activity, scenario: Scenario) -> str | None:
        """The limit that rules an activity out altogether; None where none does."""
        early = activity.start_hour is not None and self.not_before is not None and leaving(activity) < self.not_before
        taken = protected_minutes(activity, scenario.protected.values())
        excludes = {
            "not_before": early,
            "driving": not self.driving and activity.travel_distance > 0,
            "protected_time": not self.protected_time and max(taken) > 0,
        }
        return next((name for name, out in excludes.items() if out), None)

    def evening(self, activity: Activity) -> bool:
        """Whether an activity takes an evening."""
        start = activity.start_hour
        return start is not None and start + activity.session_minutes / 60 > self.evening_from

    def check(self, wins: float | None = None) -> None:
        """Raises BadInput with everything that no limit may be."""
        faults = []
        for name in ("hours_per_week", "cash_per_year"):
            known, value = parameter(f"profile.{name}", "", Profile.model_fields[name]), getattr(self, name)
            if value is not None and not known.takes(value):
                faults.append(known.fault(float(value)))
        for name, (words, most, unit) in BOUNDS.items():
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                faults.append(Fault(name, f"{words} is {value:g}; it takes a number from 0 to {most} ({unit})."))
        if wins is not None and not (math.isfinite(wins) and wins > 0):
            faults.append(Fault("wins", f"The number of wins is {wins:g}; it takes a number above 0."))
        if faults:
            raise BadInput(faults)


NAMES = tuple(field.name for field in fields(Limits) if field.name != "evening_from")
"""The limits, in the order in which they are spoken of."""


def leaving(activity: Activity) -> float:
    """The hour at which one leaves home for an activity that has a start."""
    return (activity.start_hour or 0.0) - activity.travel_minutes / 120


def most_times(activity: Activity, profile: Profile) -> int:
    """How often a year an activity can take place: on each of its days, or any day, in the weeks that there are.

    An activity that says how often there are people for it is not done more often than that.
    """
    calendar = (len(activity.days) or len(DAYS)) * profile.weeks_per_year
    return math.floor(calendar if activity.most_per_year is None else min(calendar, activity.most_per_year))


def eased(limits: Limits, name: str, step: float) -> Limits:
    """The limits with one of them eased by a step; a yes-or-no is lifted."""
    value: Any = getattr(limits, name)
    if isinstance(value, bool):
        return limits.without(name)
    more = value - step if name == "not_before" else value + step
    return replace(limits, **{name: max(more, 0.0)})


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
        """How often a year each activity may be taken, by the clock, the car, the calendar and the people there are."""
        activities = self.scenario.activities.values()
        free = [limits.excluding(activity, self.scenario) is None for activity in activities]
        return np.array([most_times(a, self.scenario.profile) for a in activities], dtype=float) * free

    def amounts(self, name: str, limits: Limits) -> tuple[Array, Array]:
        """What each activity takes a time, and at all: `hours` a week; `cash` or `cost` a year; `evenings` a year."""
        never = np.zeros(len(self.keys))
        if name == "evenings":
            activities = self.scenario.activities.values()
            return np.array([limits.evening(activity) for activity in activities], dtype=float), never
        if name == "hours":
            return self.hours, never
        return self.fees + (self.time_value if name == "cost" else 0.0), self.dues

    def taken(self, name: str, times: Array, limits: Limits) -> Array:
        """What whole mixes take of an amount, shape (…, activity) to (…)."""
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
    each_once = evaluate(Cases(scenario.model_copy(update={"strategies": each, "ranges": {}})))
    years, items = scenario.profile.years, each_once.cash_by_item
    activities = scenario.activities.values()
    share = np.array([activity.relevant_share for activity in activities])
    return Units(
        scenario,
        each_once.hours_per_week[0],
        np.sum([items[item][0] for item in FEES], axis=0) / years,
        np.sum([items[item][0] for item in DUES], axis=0) / years,
        each_once.time_value[0] / years,
        each_once.flow.met[0],
        each_once.flow.deepened[0],
        each_once.flow.kept[0],
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
