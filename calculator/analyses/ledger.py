"""What stands on a strategy's card, in the order in which it matters, on screen, in exports and in widgets alike.

First what it costs in all and what is left after that; then the hours and the cash that it takes, and what is won.

>>> from calculator import assumptions
>>> from calculator.analyses.monte_carlo import outcomes
>>> from calculator.period import Period
>>> scenario = assumptions.scenario("uk-owner")
>>> [line.label for line in ledger(outcomes(scenario), Period.of("all", scenario.profile))]
['Full cost', 'Left after costs', 'Hours a week', 'Cash', 'Value of your time', 'Clients won']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from calculator import formats
from calculator.analyses.monte_carlo import Outcomes
from calculator.named import seeks_role
from calculator.period import Period

Say = Callable[[float], str]


@dataclass(frozen=True)
class Line:
    """A line of a ledger: a figure for each strategy, and how far it may be off where that is told."""

    id: str
    label: str
    figures: tuple[str, ...]
    ranges: tuple[str, ...] = ()
    """Empty for what is a single figure, and a blank for each strategy where nothing has a range."""

    def said(self, strategy: int) -> str:
        """A figure with its range in the same breath: '1.8 (1.1 to 2.9)'."""
        spread = self.ranges[strategy] if self.ranges else ""
        return f"{self.figures[strategy]} ({spread})" if spread else self.figures[strategy]


def ledger(outcomes: Outcomes, period: Period) -> list[Line]:
    """The lines, with amounts for the period. A role has its chance in the place of what is left and what is won."""
    scenario = outcomes.point.cases.scenario
    money = partial(formats.money, currency=scenario.currency)
    cost, cash, value = (
        Line(key, label, tuple(money(float(amount) * period.factor) for amount in outcomes.exact(key)))
        for key, label in (("cost", "Full cost"), ("cash", "Cash"), ("time_value", "Value of your time"))
    )
    hours = Line("hours_per_week", "Hours a week", tuple(map(formats.hours, outcomes.exact("hours_per_week").tolist())))
    if seeks_role(scenario):
        chance = won(outcomes, "win_probability", f"Chance of an offer in {period.horizon}", formats.share)
        return [cost, chance, hours, cash, value]
    clients = won(outcomes, "wins", "Clients won", period.count, period.factor)
    return [cost, left(outcomes, period), hours, cash, value, clients]


def won(outcomes: Outcomes, measure: str, label: str, say: Say, factor: float = 1.0) -> Line:
    """What is won in the middle of the draws, with the middle 8 in 10 of them."""
    figures = tuple(say(middle * factor) for middle in outcomes.likely(measure).tolist())
    nothing = [end <= 0 for end in outcomes.band(measure)[1].tolist()]
    shown = tuple(formats.NONE if none else figure for none, figure in zip(nothing, figures, strict=True))
    told = _ranges(outcomes, measure, say, factor)
    ranges = tuple("" if none else words for none, words in zip(nothing, told, strict=True))
    return Line(measure, label, shown, ranges)


def left(outcomes: Outcomes, period: Period) -> Line:
    """What is left after costs, as exact as the draws can tell, which is as the headline says it."""
    money = partial(formats.money, currency=outcomes.point.cases.scenario.currency)
    low, high = (end * period.factor for end in outcomes.band("net_value"))
    middle = outcomes.likely("net_value") * period.factor
    rounded = map(formats.rounded, middle.tolist(), (high - low).tolist())
    ranges = tuple(_ranges(outcomes, "net_value", money, period.factor))
    return Line("net_value", "Left after costs", tuple(map(money, rounded)), ranges)


def _ranges(outcomes: Outcomes, measure: str, say: Say, factor: float) -> list[str]:
    if outcomes.certain:
        return [""] * len(outcomes.point.strategies)
    ends = zip(*(end.tolist() for end in outcomes.band(measure)), strict=True)
    return [formats.between(low * factor, high * factor, say) for low, high in ends]
