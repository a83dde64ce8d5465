"""A number or a measure inside a sentence: what it is called, and a value of it with what it counts.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> at(owner, "activities.breakfast.session_minutes", 212.4), at(owner, "pipelines.clients.close_rate", 0.347)
('212 minutes', '35%')
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator import formats
from calculator.charts import axes
from calculator.errors import CalculatorError, shortened, suggestion
from calculator.facts import HOUR
from calculator.model import Scenario
from calculator.named import activity_name, called, inline, seeks_role
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
    ("dead_time_share", 1.0): "if all of it were done in spare moments",
}
"""What the end of a number's bounds means, where it has words of its own."""


SELDOM = 0.5
"""Times a year below which something hardly takes place at all."""
Ticks = Callable[[Sequence[float]], dict[float, str]]
_SPELLED: dict[str, Callable[[float], str]] = {"hours": formats.hours, "count": formats.count, "share": formats.share}


@dataclass(frozen=True, kw_only=True)
class NumberRow:
    """A number that is taken over all that it may be."""

    path: str
    label: str
    unit: str
    now: float | None
    lowest: float
    highest: float


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
        name = activity_name(scenario, activity)
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


@dataclass(frozen=True)
class Measured:
    """A measure: its name inside a sentence, what the better of two does, whether less is better, and its kind.

    `lacking` is why it may be none.
    """

    name: str
    better: str
    less: bool
    kind: str
    lacking: str = ""


MEASURES = {
    "cost": Measured("full cost", "becomes cheaper than", True, "money"),
    "hours": Measured("hours", "takes fewer hours than", True, "hours"),
    "cash": Measured("cash", "takes less cash than", True, "money"),
    "wins": Measured("clients won", "wins more clients than", False, "count"),
    "value": Measured("worth of what is won", "wins what is worth more than", False, "money"),
    "net_value": Measured("worth less full cost", "leaves more after its full cost than", False, "money"),
    "cost_per_win": Measured("full cost of one client", "pays less for a client than", True, "money", "wins no client"),
    "relationships": Measured("warm relationships", "keeps more relationships warm than", False, "count"),
    "referrals": Measured("referrals", "brings more referrals than", False, "count"),
    "win_probability": Measured("chance of a client", "has a better chance of a client than", False, "share"),
    "hours_per_week": Measured("hours a week", "takes fewer hours a week than", True, "hours"),
}
"""What may be asked about, in the order in which it is offered."""


def measured(scenario: Scenario, measure: str) -> Measured:
    """A measure in the words of the scenario's goal. Raises CalculatorError where it may not be asked about."""
    entry = MEASURES.get(measure)
    if entry is None:
        hint = suggestion(measure, MEASURES) or f" There are: {', '.join(MEASURES)}."
        raise CalculatorError(f"There is no measure '{shortened(measure)}' to ask about.{hint}")
    name, better, lacking = (for_goal(scenario, words) for words in (entry.name, entry.better, entry.lacking))
    return Measured(name, better, entry.less, entry.kind, lacking)


def spelled(scenario: Scenario, measure: str, value: float | None) -> str:
    """A figure of a measure as people read it."""
    if value is None:
        return formats.NONE
    kind = measured(scenario, measure).kind
    return formats.money(value, scenario.currency) if kind == "money" else _SPELLED[kind](value)


def ticks(scenario: Scenario, measure: str) -> Ticks:
    """How the axis of a measure is written."""
    kind = measured(scenario, measure).kind
    if kind == "money":
        return lambda values: axes.money_ticks(values, scenario.currency)
    return {"hours": axes.hour_ticks, "share": axes.share_ticks}.get(kind, axes.count_ticks)


def for_goal(scenario: Scenario, words: str) -> str:
    """Words about clients, which become words about an offer where one role is sought."""
    changes = {
        "wins more clients than": "brings more offers than",
        "wins most": "brings most offers",
        "clients won": "offers expected",
        " clients": " offers expected",
        "wins no client": "brings no offer",
        "a client": "an offer",
        "client": "offer",
    }
    old = next((old for old in changes if old in words), "") if seeks_role(scenario) else ""
    return words.replace(old, changes[old]) if old else words
