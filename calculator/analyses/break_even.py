"""At what value of a number two strategies tie, where the measure is linear in it and the answer is exact."""

from __future__ import annotations

from dataclasses import dataclass

from calculator.engine import Results
from calculator.parameters import parameters

DIGITS = 6
"""Decimals of money in which two costs may differ; what is smaller is rounding, and no difference."""


@dataclass(frozen=True)
class Tie:
    """Where two strategies cost the same, from what the first costs more at the low and the high of a number."""

    low: float
    high: float
    more_at_low: float
    more_at_high: float

    @property
    def value(self) -> float | None:
        """The value at which they tie; None where one of them costs more all the way between the bounds."""
        if self.more_at_low * self.more_at_high >= 0:
            return None
        return self.low + (self.high - self.low) * self.more_at_low / (self.more_at_low - self.more_at_high)

    @property
    def below(self) -> bool:
        """Whether the first is the cheaper one below the tie rather than above it."""
        return self.more_at_low < 0

    @property
    def always(self) -> bool:
        """Whether they tie at every value."""
        return self.more_at_low == 0 == self.more_at_high

    @property
    def at_nothing(self) -> bool:
        """Whether they tie at the lowest value, and there alone."""
        return self.more_at_low == 0 != self.more_at_high


def hourly_tie(results: Results, one: int, other: int) -> Tie:
    """The value of an hour at which two strategies cost the same, from results in which an hour is worth something."""
    known = parameters(results.cases.scenario)["profile.hourly_value"]
    hours = results.time_value[0] / results.cases.scenario.profile.hourly_value
    cash, longer = float(results.cash[0, one] - results.cash[0, other]), float(hours[one] - hours[other])
    ends = (round(cash + value * longer, DIGITS) for value in (known.low, known.high))
    return Tie(known.low, known.high, *ends)


def worth_the_difference(results: Results, dearer: int, cheaper: int) -> float | None:
    """What one win must be worth for the dearer strategy to repay what it costs more; None if it wins no more."""
    won = "win_probability" if results.cases.scenario.goal == "role" else "wins"
    more = float(results[won][0, dearer] - results[won][0, cheaper])
    extra = float(results.cost[0, dearer] - results.cost[0, cheaper])
    return extra / more if more > 0 else None
