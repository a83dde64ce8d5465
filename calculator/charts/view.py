"""What every chart of a comparison needs: the strategies' names and looks, the money, the period."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator import formats
from calculator.cases import Array
from calculator.charts.palette import Look, look, slot
from calculator.engine import Results
from calculator.model import Scenario
from calculator.named import seeks_role, strategy_names
from calculator.period import Period


@dataclass(frozen=True)
class View:
    """The first case of results over a period. Lists are by strategy, in the scenario's order."""

    results: Results
    period: Period

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario whose results they are."""
        return self.results.cases.scenario

    @cached_property
    def names(self) -> list[str]:
        """What the strategies are called."""
        return list(strategy_names(self.scenario).values())

    @cached_property
    def slots(self) -> list[int]:
        """The colour of each strategy."""
        return list(slot(self.scenario).values())

    @cached_property
    def looks(self) -> list[Look]:
        """How the strategies are drawn."""
        return [look(number) for number in self.slots]

    @property
    def role(self) -> bool:
        """Whether one role is sought rather than clients."""
        return seeks_role(self.scenario)

    def values(self, array: Array) -> list[float]:
        """A measure of shape (case, strategy) in the scenario's own case, over the horizon."""
        values: list[float] = array[0].tolist()
        return values

    def amounts(self, array: Array) -> list[float]:
        """A measure's amount for the period, by strategy."""
        return [value * self.period.factor for value in self.values(array)]

    def money(self, amount: float) -> str:
        """An amount in the scenario's currency."""
        return formats.money(amount, self.scenario.currency)
