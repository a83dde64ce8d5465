"""Measures in words: what each is called, how it is written, and what a strategy does that is better on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator import formats
from calculator.charts import axes
from calculator.errors import CalculatorError, shortened, suggestion
from calculator.model import Scenario

Ticks = Callable[[Sequence[float]], dict[float, str]]


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
_SPELLED: dict[str, Callable[[float], str]] = {"hours": formats.hours, "count": formats.count, "share": formats.share}


def measured(scenario: Scenario, measure: str) -> Measured:
    """A measure in the words of the scenario's goal. Raises CalculatorError where it may not be asked about."""
    found = MEASURES.get(measure)
    if found is None:
        hint = suggestion(measure, MEASURES) or f" There are: {', '.join(MEASURES)}."
        raise CalculatorError(f"There is no measure '{shortened(measure)}' to ask about.{hint}")
    if scenario.goal == "clients":
        return found
    name, better, lacking = (_of_a_role(text) for text in (found.name, found.better, found.lacking))
    return Measured(name, better, found.less, found.kind, lacking)


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


def _of_a_role(text: str) -> str:
    """The same where one role is sought."""
    changes = {
        "wins more clients than": "brings more offers than",
        "clients won": "offers expected",
        "wins no client": "brings no offer",
        "of a client": "of an offer",
        "a client": "an offer",
        "client": "offer",
    }
    for old, new in changes.items():
        if old in text:
            return text.replace(old, new)
    return text
