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


def asked(scenario: Scenario) -> list[Question]:
    """The value of an hour, what the main meeting takes and costs, and what a win is worth."""
    sign, main, goal = formats.symbol(scenario.currency), main_activity(scenario), scenario.goal
    hour, won = f"Your hour, {sign}", f"Worth of {'an offer' if goal == 'role' else 'a client'}, {sign}"
    found = [Question("hour", "", hour, hour, {"profile.hourly_value": 1.0})]
    if main:
        name, fee = scenario.activities[main].name, main_fee(scenario, main)
        once = "breakfast" if main == "breakfast" else name.lower()
        one = f"{'An' if once[:1] in 'aeiou' else 'A'} {once}, {sign}"
        dues = {f"activities.{main}.annual_dues": 1.0}
        journey = dict.fromkeys(same_journey(scenario, main), 1.0)
        found += [
            Question("travel", "", "Travel, minutes", "Travel, minutes", journey, 5.0),
            Question("fee", name, f"{fee.replace('_', ' ')}, {sign}", one, {f"activities.{main}.{fee}": 1.0}),
            Question("dues", name, f"dues a year, {sign}", f"Dues a year, {sign}", dues, 10.0),
            Question("times", name, "times a month", f"{once.capitalize()}s a month", often(scenario, main)),
        ]
    found.append(Question("worth", "", won, won, {f"pipelines.{goal}.value_per_win": 1.0}))
    return [question for question in found if question.scales]


def main_activity(scenario: Scenario) -> str:
    """The meeting that the questions are about: the breakfast club, or else the one met in person most often.

    What the preset does counts as well, so that a question does not turn into another when its answer is 0.
    """
    mixes = [*scenario.strategies.values(), *origin(scenario).strategies.values()]
    times = {
        key: max((mix.times_per_year.get(key, 0) for mix in mixes), default=0)
        for key, activity in scenario.activities.items()
        if activity.medium == "in_person"
    }
    if times.get("breakfast"):
        return "breakfast"
    return max(times, key=lambda key: times[key], default="")


def same_journey(scenario: Scenario, main: str) -> list[str]:
    """The meetings in person that take as long to get to as the main one, and are asked about together."""
    minutes = scenario.activities[main].travel_minutes
    same = [key for key, a in scenario.activities.items() if a.medium == "in_person" and a.travel_minutes == minutes]
    return [f"activities.{key}.travel_minutes" for key in [main, *(key for key in same if key != main)]]


def often(scenario: Scenario, main: str) -> dict[str, float]:
    """How often a year each strategy goes, for one time a month of the most frequent; so the mixes keep their shape."""
    times = {key: mix.times_per_year.get(main, 0.0) for key, mix in scenario.strategies.items()}
    most = max(times.values(), default=0.0)
    if not most:
        times, most = dict.fromkeys(list(times)[:1], 1.0), 1.0
    used = sorted(times, key=lambda key: -times[key])
    return {f"strategies.{key}.times_per_year.{main}": MONTHS * times[key] / most for key in used if times[key]}


def main_fee(scenario: Scenario, main: str) -> str:
    """The fee that is asked about: the meal where there is one, else the entry."""
    return "meal_fee" if scenario.activities[main].meal_fee or main == "breakfast" else "entry_fee"
