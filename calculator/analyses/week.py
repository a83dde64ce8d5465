"""The week that a strategy takes: when one leaves home, sits and is back, and what of it meets protected time.

>>> from calculator import assumptions
>>> [(slot.day, slot.times) for slot in week(assumptions.scenario("uk-owner"), "blended").slots]
[('thu', 22.0)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.engine.time import overlap, travel_minutes
from calculator.model import DAYS, Activity, Day, Scenario


@dataclass(frozen=True)
class Slot:
    """An activity on one of its days: hours after midnight, and how often a year on this day.

    `clash` is the hours of one occurrence, travel in full, that fall into protected time on this day.
    """

    activity: str
    day: Day
    times: float
    leave: float
    start: float
    end: float
    back: float
    clash: float


@dataclass(frozen=True)
class Span:
    """A piece of a slot: travel or session, inside protected time or not. Hours after midnight."""

    begin: float
    end: float
    travel: bool
    clash: bool


@dataclass(frozen=True)
class Week:
    """Everything that a strategy takes of a week. Hours are per week in which one networks."""

    slots: tuple[Slot, ...]
    untimed: dict[str, float]
    beside: float
    hours: float
    protected: float

    @property
    def chosen(self) -> float:
        """Hours a week at times of one's choosing: activities with no fixed hour, and the work around the others."""
        return sum(self.untimed.values()) + self.beside


def week(scenario: Scenario, strategy: str) -> Week:
    """The week of a strategy. An activity of several days takes each of them equally often."""
    results = evaluate(Cases(scenario))
    index, profile = results.strategies.index(strategy), scenario.profile
    mix = {key: times for key, times in scenario.strategies[strategy].times_per_year.items() if times > 0}
    fixed = {key: times for key, times in mix.items() if timed(scenario.activities[key])}
    weeks = profile.years * profile.weeks_per_year
    spent = {key: float(results.hours_by_activity[key][0, index]) / weeks for key in mix}
    hours = float(results.hours_per_week[0, index])
    # what stands in the grid and counts: travel put to work is left out, as everywhere
    each = {key: activity.session_minutes + travel_minutes(activity) for key, activity in scenario.activities.items()}
    drawn = sum(times * (float(each[key]) / 60) for key, times in fixed.items()) / profile.weeks_per_year
    untimed = {key: amount for key, amount in spent.items() if key not in fixed}
    slots = []
    for key, times in fixed.items():
        activity = scenario.activities[key]
        start, half = activity.start_hour or 0.0, activity.travel_minutes / 120
        end = start + activity.session_minutes / 60
        for day in activity.days:
            slot = Slot(key, day, times / len(activity.days), start - half, start, end, end + half, 0.0)
            clash = sum(span.end - span.begin for span in spans(scenario, slot) if span.clash)
            slots.append(replace(slot, clash=clash))
    return Week(
        tuple(sorted(slots, key=lambda slot: (DAYS.index(slot.day), slot.leave))),
        untimed,
        max(hours - drawn - sum(untimed.values()), 0.0),
        hours,
        float(results.protected_hours[0, index]) / weeks,
    )


def timed(activity: Activity) -> bool:
    """Whether an activity has an hour and a day of its own."""
    return activity.start_hour is not None and bool(activity.days)


def spans(scenario: Scenario, slot: Slot) -> list[Span]:
    """A slot cut where it enters or leaves protected time, from leaving home to being back."""
    windows = [window for window in scenario.protected.values() if slot.day in window.days]
    edges = {hour for window in windows for hour in (window.start_hour, window.end_hour)}
    cuts = sorted({slot.leave, slot.start, slot.end, slot.back} | {x for x in edges if slot.leave < x < slot.back})
    return [
        Span(begin, end, not slot.start <= begin < slot.end, any(overlap(begin, end, window) > 0 for window in windows))
        for begin, end in pairwise(cuts)
    ]
