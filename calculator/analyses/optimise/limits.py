"""What a mix must stay within: hours, cash, the clock, the car and the evenings."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from calculator.engine.time import protected_minutes
from calculator.errors import BadInput, Fault
from calculator.model import DAYS, Activity, Profile, Scenario
from calculator.parameters import parameter

EVENING = 18.0
"""The hour after midnight at which an evening begins, unless the user says otherwise. Our own assumption."""


@dataclass(frozen=True)
class Limits:
    """Limits on a mix; None, or a claim that is true, is no limit.

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
        found = {"hours": self.hours_per_week, "cash": self.cash_per_year, "evenings": evenings}
        return {name: most for name, most in found.items() if most is not None}

    def without(self, name: str) -> Limits:
        """The same without one limit."""
        return replace(self, **{name: getattr(Limits, name)})

    def excluding(self, activity: Activity, scenario: Scenario) -> str | None:
        """The limit that rules an activity out altogether; None where none does."""
        early = activity.start_hour is not None and self.not_before is not None and leaving(activity) < self.not_before
        taken = protected_minutes(activity, scenario.protected.values())
        found = {
            "not_before": early,
            "driving": not self.driving and activity.travel_distance > 0,
            "protected_time": not self.protected_time and max(taken) > 0,
        }
        return next((name for name, out in found.items() if out), None)

    def evening(self, activity: Activity) -> bool:
        """Whether an activity takes an evening."""
        start = activity.start_hour
        return start is not None and start + activity.session_minutes / 60 > self.evening_from

    def check(self, wins: float | None = None) -> None:
        """Raises BadInput with everything that no limit may be."""
        faults = list(self._faults())
        if wins is not None and not (math.isfinite(wins) and wins > 0):
            faults.append(Fault("wins", f"The number of wins is {wins:g}; it takes a number above 0."))
        if faults:
            raise BadInput(faults)

    def _faults(self) -> Iterator[Fault]:
        for name in ("hours_per_week", "cash_per_year"):
            known = parameter(f"profile.{name}", "", Profile.model_fields[name])
            value = getattr(self, name)
            if value is not None and not known.takes(value):
                yield known.fault(float(value))
        for name, (words, most, unit) in BOUNDS.items():
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                yield Fault(name, f"{words} is {value:g}; it takes a number from 0 to {most} ({unit}).")


BOUNDS = {
    "not_before": ("The earliest hour", 24, "hours after midnight"),
    "evenings_per_week": ("The number of evenings", len(DAYS), "evenings a week"),
    "evening_from": ("The hour at which an evening begins", 24, "hours after midnight"),
}
"""What the limits that are no field of the model are called, and the most that each may be."""
NAMES = tuple(field.name for field in fields(Limits) if field.name != "evening_from")
"""The limits, in the order in which they are spoken of."""


def leaving(activity: Activity) -> float:
    """The hour at which one leaves home for an activity that has a start."""
    return (activity.start_hour or 0.0) - activity.travel_minutes / 120


def most_times(activity: Activity, profile: Profile) -> int:
    """How often a year an activity can take place: on each of its days, or any day, in the weeks that there are."""
    return math.floor((len(activity.days) or len(DAYS)) * profile.weeks_per_year)


def eased(limits: Limits, name: str, step: float) -> Limits:
    """The limits with one of them eased by a step; a claim is dropped."""
    value: Any = getattr(limits, name)
    if isinstance(value, bool):
        return limits.without(name)
    more = value - step if name == "not_before" else value + step
    return replace(limits, **{name: max(more, 0.0)})
