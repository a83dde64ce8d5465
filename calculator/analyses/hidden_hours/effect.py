"""What each kind of forgotten hours adds to the strategies, and the comparison with all of them and without any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calculator.analyses.hidden_hours.adding import Texts, added, counted, known, on, removed
from calculator.analyses.hidden_hours.kind import kinds
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.errors import CalculatorError
from calculator.model import Scenario


@dataclass(frozen=True)
class Effect:
    """What a kind adds to each strategy, in the order of the strategies: hours a week and full cost a year.

    `on` says whether the scenario has it already, `fault` why it cannot be added. `counted` are numbers that hold it.
    """

    kind: str
    on: bool
    counted: tuple[str, ...]
    hours: Array
    cost: Array
    fault: str = ""

    @property
    def offered(self) -> bool:
        """Whether there is anything to add or to take out."""
        return self.on or bool(np.any(self.hours))


@dataclass(frozen=True)
class Effects:
    """The comparison without any forgotten hours, as it stands, and with all of them; and what each kind adds."""

    without: Results
    now: Results
    every: Results
    each: tuple[Effect, ...]


def effects(scenario: Scenario, was: Mapping[str, Texts]) -> Effects:
    """What every kind adds; `was` has, by kind, the numbers of before where a kind was added."""
    present = {name: known(scenario, name, was) for name in kinds()}
    bare = scenario
    for name, texts in present.items():
        bare = removed(bare, name, texts)
    base, whole, found = evaluate(Cases(bare)), bare, []
    for name in kinds():
        held = counted(bare, name)
        try:
            alone, whole, fault = added(bare, name), added(whole, name), ""
        except CalculatorError as error:
            alone, fault = bare, str(error)
        hours, cost = _more(evaluate(Cases(alone)), base)
        found.append(Effect(name, on(scenario, name, present[name]), held, hours, cost, fault))
    return Effects(base, evaluate(Cases(scenario)), evaluate(Cases(whole)), tuple(found))


def _more(one: Results, other: Results) -> tuple[Array, Array]:
    years = other.cases.profile.years
    hours, cost = one.hours_per_week[0] - other.hours_per_week[0], (one.cost[0] - other.cost[0]) / years
    return np.asarray(hours), np.asarray(cost)
