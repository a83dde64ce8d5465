"""One number of a scenario inside a sentence: what it is called, and a value of it with what it counts.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> at(owner, "activities.breakfast.session_minutes", 212.4), at(owner, "pipelines.clients.close_rate", 0.347)
('212 minutes', '35%')
"""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.facts import HOUR
from calculator.model import Scenario
from calculator.named import inline
from calculator.parameters import parameters

NOUNS = {
    "minutes": "minutes",
    "seconds": "seconds",
    "people": "people",
    "people, once": "people",
    "years": "years",
    "weeks/year": "weeks",
    "hours/week": "hours a week",
    "times/year": "times a year",
    "hours in person": "hours",
    "contacts/year": "contacts a year",
    "referrals/year": "a year",
    "times your hour": "times your hour",
}
"""What stands after a figure of each unit; others need nothing, or have their own sign."""
ONE = {
    "minutes": "minute",
    "seconds": "second",
    "people": "person",
    "years": "year",
    "weeks": "week",
    "hours": "hour",
    "miles": "mile",
    "hours a week": "hour a week",
    "times a year": "time a year",
    "contacts a year": "contact a year",
}
"""The same after a 1."""
EVERY = {
    ("close_rate", 1.0): "if every referral closed",
    ("close_rate", 0.0): "if none closed",
    ("relevant_share", 1.0): "if everybody could help",
    ("relevant_share", 0.0): "if nobody could help",
    ("churn", 0.0): "if none were lost",
    ("travel_working_share", 1.0): "if all of the travel were put to work",
    ("dead_time_share", 1.0): "if all of it were done in idle moments",
}
"""What the end of a number's bounds means, where it has words of its own."""


SELDOM = 0.5
"""Times a year below which something hardly takes place at all."""


@dataclass(frozen=True, kw_only=True)
class NumberRow:
    """A number that is taken over all that it may be."""

    path: str
    label: str
    unit: str
    now: float | None
    lowest: float
    highest: float


def called(scenario: Scenario, path: str) -> str:
    """A number inside a sentence: 'the cost of driving', but 'Breakfast club: meal fee' with what it belongs to."""
    known = parameters(scenario)[path]
    return known.label if known.group else f"the {known.title[0].lower()}{known.title[1:]}"


def figure(scenario: Scenario, path: str, value: float | None) -> str:
    """A value alone: '£4.20', '35%', '06:45', '212'."""
    if value is None:
        return formats.NONE
    unit = parameters(scenario)[path].unit
    if unit == HOUR:
        return formats.clock(value)
    if unit.startswith("money"):
        return formats.money(value, scenario.currency)
    if unit.startswith("share"):
        return formats.share(value) if value == 0 or 0.005 <= value <= 0.995 or value == 1 else f"{100 * value:.2g}%"
    return f"{value:.2g}" if 0 < abs(value) < 0.95 else formats.count(value).removesuffix(".0")


def at(scenario: Scenario, path: str, value: float | None) -> str:
    """A value with what it counts: '212 minutes'; just above 0 is said so, since it reads as 0."""
    if value is None:
        return formats.NONE
    known = parameters(scenario)[path]
    if 0 < value - known.low <= 1e-9 * (known.high - known.low):
        return f"just above {figure(scenario, path, known.low)}"
    noun = NOUNS.get(known.unit, "")
    if known.unit == "distance unit":
        noun = formats.unit(known.unit, scenario.currency, scenario.distance_unit)
    written = figure(scenario, path, value)
    return f"{written} {ONE.get(noun, noun) if written == '1' else noun}".strip()


def being(scenario: Scenario, path: str, than: str, value: float) -> str:
    """A number being more or less than a value, or (with an empty `than`) that value, as a condition in a sentence.

    >>> from calculator import assumptions
    >>> owner = assumptions.scenario("uk-owner")
    >>> being(owner, "profile.hourly_value", "less than", 4.2)
    'your hour is worth less than £4.20'
    >>> being(owner, "strategies.online.times_per_year.video", "more than", 200)
    'online has Video call more than 200 times a year'
    """
    words = f"{than} {at(scenario, path, value)}".strip()
    branch, strategy, *_, activity = path.split(".") if path.count(".") > 1 else ("", "", "")
    if path == "profile.hourly_value":
        return f"your hour is worth {words}"
    if branch == "strategies":
        name = scenario.activities[activity].name
        if than == "less than" and value < SELDOM:
            return f"{inline(scenario, strategy)} has almost no {name}"
        return f"{inline(scenario, strategy)} has {f'{name} {words}' if than or value else f'no {name}'}"
    return f"{called(scenario, path)} is {words}"


def not_even(scenario: Scenario, path: str, value: float) -> str:
    """The end of what a number may be, after 'not even': 'for nothing', 'if every referral closed', 'at 9 minutes'."""
    known, field = parameters(scenario)[path], path.rpartition(".")[2]
    if (field, value) in EVERY:
        return EVERY[field, value]
    if value == 0 and known.unit.startswith("money"):
        return "for nothing"
    return f"at {at(scenario, path, value)}"
