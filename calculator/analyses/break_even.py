"""At what value of a number two strategies tie, where the measure is linear in it and the answer is exact."""

from __future__ import annotations

from dataclasses import dataclass

from calculator.engine import Results
from calculator.parameters import Parameter, parameters


@dataclass(frozen=True)
class Tie:
    """Where two strategies cost the same: the first is cheaper below `value`, above it, or on one side of no value.

    `value` is None where they do not tie within the bounds of the number.
    """

    value: float | None
    below: bool


def hourly_tie(results: Results, one: int, other: int) -> Tie:
    """The value of an hour at which two strategies cost the same, from results in which an hour is worth something."""
    known = parameters(results.cases.scenario)["profile.hourly_value"]
    hours = results.time_value[0] / results.cases.scenario.profile.hourly_value
    cash = float(results.cash[0, one] - results.cash[0, other])
    return _between(known, cash, cash + known.high * float(hours[one] - hours[other]))


def _between(known: Parameter, low: float, high: float) -> Tie:
    """Where a straight line from `low` to `high` over the bounds of a number is 0."""
    if low * high > 0 or low == high:
        return Tie(None, below=low < 0)
    return Tie(known.low + (known.high - known.low) * low / (low - high), below=low < 0)


def worth_the_difference(results: Results, dearer: int, cheaper: int) -> float | None:
    """What one win must be worth for the dearer strategy to repay what it costs more; None if it wins no more."""
    won = "win_probability" if results.cases.scenario.goal == "role" else "wins"
    more = float(results[won][0, dearer] - results[won][0, cheaper])
    extra = float(results.cost[0, dearer] - results.cost[0, cheaper])
    return extra / more if more > 0 else None
