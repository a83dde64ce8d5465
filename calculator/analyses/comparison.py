"""What the sentences of the headline are made from: who is dearest, cheapest and first, and how each is named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator import formats, named
from calculator.analyses.monte_carlo import TOO_CLOSE, Outcomes
from calculator.analyses.sensitivity import Swings


@dataclass(frozen=True)
class Comparison:
    """A comparison with its draws and swings, asked who costs and who wins what. Money is a year's, hours a week's."""

    outcomes: Outcomes
    swings: Swings

    @cached_property
    def names(self) -> list[str]:
        """The strategies' names as the user has them."""
        return [strategy.name for strategy in self.outcomes.point.cases.scenario.strategies.values()]

    @cached_property
    def yearly_cost(self) -> list[float]:
        """Full cost a year of each strategy."""
        years = self.outcomes.point.cases.scenario.profile.years
        return [float(cost) / years for cost in self.outcomes.point.cost[0]]

    @property
    def role(self) -> bool:
        """Whether the goal is a new role rather than clients."""
        return self.outcomes.point.cases.scenario.goal == "role"

    @cached_property
    def active(self) -> list[int]:
        """The strategies in which anything takes place: one with nothing in it yet wins no comparison."""
        return [index for index, found in enumerate(self.outcomes.point.bottleneck[0]) if found]

    @cached_property
    def dearest(self) -> int:
        """The strategy with the highest full cost."""
        return max(self.active, key=self.yearly_cost.__getitem__)

    @cached_property
    def cheapest(self) -> int:
        """The strategy with the lowest full cost, another than the dearest; where two are, the one that wins more."""
        wins = self.outcomes.point.wins[0]
        others = (index for index in self.active if index != self.dearest)
        return min(others, key=lambda index: (self.yearly_cost[index], -wins[index]))

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The dearest and the cheapest in the scenario's order, in which the sentences name them."""
        return min(self.dearest, self.cheapest), max(self.dearest, self.cheapest)

    @cached_property
    def lead(self) -> list[float]:
        """Share of plausible years in which each strategy wins most."""
        return [float(share) for share in self.outcomes.lead("wins")]

    @cached_property
    def winner(self) -> int | None:
        """The strategy that wins most in at least six of ten plausible years; None where it is too close to call."""
        best = int(np.argmax(self.lead))
        return best if self.lead[best] >= TOO_CLOSE else None

    def money(self, amount: float) -> str:
        """An amount of money in the scenario's currency."""
        return formats.money(amount, self.outcomes.point.cases.scenario.currency)

    def hours(self, strategy: int) -> str:
        """Hours a week of a strategy, in words."""
        spent = formats.hours(float(self.outcomes.point.hours_per_week[0, strategy]))
        return {"0.0": "no hours", "1.0": "1.0 hour"}.get(spent, f"{spent} hours")

    def inline(self, strategy: int) -> str:
        """A strategy's name inside a sentence: 'online', but 'LinkedIn only'."""
        return named.inline(self.outcomes.point.cases.scenario, self.outcomes.point.strategies[strategy])

    def opening(self, strategy: int) -> str:
        """A strategy's name at the start of a sentence: 'Online' for 'online', but 'eBay' stays as it is."""
        return named.opening_name(self.outcomes.point.cases.scenario, self.outcomes.point.strategies[strategy])
