"""Which numbers most people want to change: what the app, the widget and the take-away page ask first.

>>> from calculator import assumptions
>>> main_activity(assumptions.scenario("uk-owner"))
'breakfast'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculator import formats
from calculator.assumptions import origin
from calculator.model import Scenario

MONTHS = 12
WEEK, MONTH, YEAR = PERIODS = ("a week", "a month", "a year")
"""What a count may be counted by."""
WAYS = 2
"""A journey in the scenario is there and back; people know how long one way takes."""


@dataclass(frozen=True)
class Question:
    """A number that is asked for: the word for it, of which meeting, its label, a shorter one, and what follows it.

    `scales` has the paths that follow the answer, each at its own scale.
    """

    word: str
    of: str
    label: str
    short: str
    scales: Mapping[str, float]
    step: float = 1.0


def asked(scenario: Scenario, per: str = "") -> list[Question]:
    """What a win and an hour are worth, then what the main meeting takes and costs and how often it is.

    How often is counted by `per`; where that is left open, by what makes the number simple.
    """
    sign, main, goal = formats.symbol(scenario.currency), main_activity(scenario), scenario.goal
    hour, won = f"Your hour, {sign}", f"{'The new role' if goal == 'role' else 'A client'} is worth, {sign}"
    questions = [
        Question("worth", "", won, won, {f"pipelines.{goal}.value_per_win": 1.0}, 100.0),
        Question("hour", "", hour, hour, {"profile.hourly_value": 1.0}),
    ]
    if main:
        name, meal = scenario.activities[main].name, scenario.activities[main].meal_fee
        fee = "meal_fee" if meal or main == "breakfast" else "entry_fee"
        once = "breakfast" if main == "breakfast" else name.lower()
        one = f"{'An' if once[:1] in 'aeiou' else 'A'} {once}, {sign}"
        dues = {f"activities.{main}.annual_dues": 1.0}
        drive = {f"activities.{main}.travel_minutes": float(WAYS)}
        per = per or counted_by(scenario, most_often(scenario, main))
        questions += [
            Question("travel", name, "drive each way, minutes", "Drive each way, minutes", drive, 5.0),
            Question("fee", name, f"{fee.replace('_', ' ')}, {sign}", one, {f"activities.{main}.{fee}": 1.0}),
            Question("dues", name, f"dues a year, {sign}", f"Dues a year, {sign}", dues, 10.0),
            Question("times", name, f"times {per}", f"{once.capitalize()}s {per}", often(scenario, main, per)),
        ]
    return [question for question in questions if question.scales]


def main_activity(scenario: Scenario) -> str:
    """The meeting that the questions are about: the breakfast club, or else the one met in person most often.

    One that a mix takes 0 times counts by what the preset does, so that a question does not turn into another when
    its answer is 0. One that no mix names counts no more.
    """
    named = {key for mix in scenario.strategies.values() for key in mix.times_per_year}
    mixes = [*scenario.strategies.values(), *origin(scenario).strategies.values()]
    times = {
        key: max((mix.times_per_year.get(key, 0) for mix in mixes), default=0) if key in named else 0.0
        for key, activity in scenario.activities.items()
        if activity.medium == "in_person"
    }
    if times.get("breakfast"):
        return "breakfast"
    return max(times, key=lambda key: times[key], default="")


def most_often(scenario: Scenario, main: str) -> float:
    """How often a year the strategy goes that goes most often."""
    return max((mix.times_per_year.get(main, 0.0) for mix in scenario.strategies.values()), default=0.0)


def often(scenario: Scenario, main: str, per: str) -> dict[str, float]:
    """How often a year each strategy goes, for one time a `per` of the most frequent; so the mixes keep their shape."""
    times = {key: mix.times_per_year.get(main, 0.0) for key, mix in scenario.strategies.items()}
    most, a_year = max(times.values(), default=0.0), in_a_year(scenario, per)
    if not most:
        times, most = dict.fromkeys(list(times)[:1], 1.0), 1.0
    used = sorted(times, key=lambda key: -times[key])
    return {f"strategies.{key}.times_per_year.{main}": a_year * times[key] / most for key in used if times[key]}


def in_a_year(scenario: Scenario, per: str) -> float:
    """How many of a period there are in a year; a week is one in which one networks."""
    return {WEEK: scenario.profile.weeks_per_year, MONTH: float(MONTHS)}.get(per, 1.0)


def counted_by(scenario: Scenario, times: float) -> str:
    """A week or a month, where a count by it is whole; else the year.

    >>> from calculator import assumptions
    >>> owner = assumptions.scenario("uk-owner")
    >>> [counted_by(owner, times) for times in (94, 24, 43, 0)]
    ['a week', 'a month', 'a year', 'a year']
    """
    for per in (WEEK, MONTH):
        count = times / in_a_year(scenario, per)
        if count >= 1 and abs(count - round(count)) < 1e-6:
            return per
    return YEAR


def simply(scenario: Scenario, times: float, per: str) -> str:
    """The period to count by: the one that is asked for, where it makes a count such as 2, 0.5 or 1.25."""
    if per in PERIODS:
        hundreds = 100 * times / in_a_year(scenario, per)
        if abs(hundreds - round(hundreds)) < 1e-3:
            return per
    return counted_by(scenario, times)


def nearest(scenario: Scenario, times: float, per: str) -> float:
    """A count a year as the nearest whole count by a period, and at least 1 where there is any."""
    count = round(times / in_a_year(scenario, per))
    return float(max(count, 1) if times else 0)
