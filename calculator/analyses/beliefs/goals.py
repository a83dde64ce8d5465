"""The third belief: looking for a role is different from winning business. The same strategies meet both goals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.sensitivity import ROUNDING
from calculator.analyses.verdict import Verdict, verdict
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Goal, Scenario

GOALS: tuple[Goal, Goal] = ("clients", "role")


@dataclass(frozen=True)
class Goals:
    """The third belief: the same strategies under both goals.

    `wins` and `cost_per_win` are by goal, then by strategy in the scenario's order. `why` are the fields of the
    pipeline that, taken over from the clients' alone, give the role the clients' leader again.
    """

    verdict: Verdict
    wins: dict[str, list[float]]
    cost_per_win: dict[str, list[float]]
    why: tuple[str, ...]


def role_differs(scenario: Scenario) -> Goals | None:
    """Whether another strategy comes first for a role than for clients; None where it cannot be tested."""
    active = [strategy for strategy in scenario.strategies.values() if any(strategy.times_per_year.values())]
    if len(active) < 2 or not all(goal in scenario.pipelines for goal in GOALS):
        return None
    found = {goal: _towards(Cases(scenario), goal) for goal in GOALS}
    if not all(results.wins.max() > 0 for results in found.values()):
        return None
    return Goals(
        verdict(scenario, other_leader),
        {goal: results.wins[0].tolist() for goal, results in found.items()},
        {goal: results.cost_per_win[0].tolist() for goal, results in found.items()},
        _why(scenario),
    )


def other_leader(cases: Cases) -> Array:
    """The claim that what wins most, or what costs least for one win, is another strategy for a role."""
    return np.where(_differ(_towards(cases, GOALS[0]), _towards(cases, GOALS[1])), 1.0, -1.0)


def _towards(cases: Cases, goal: Goal) -> Results:
    return evaluate(Cases(cases.scenario.model_copy(update={"goal": goal}), cases.columns))


def _differ(one: Results, other: Results) -> Array:
    """Whether two comparisons have no first in common, on wins or on what one win costs, shape (case,)."""
    wins = _first(one.wins) & _first(other.wins)
    cheap = _first(-_costly(one)) & _first(-_costly(other))
    return np.asarray(~(wins.any(axis=1) & cheap.any(axis=1)))


def _costly(results: Results) -> Array:
    """Cost of one win; more than anything where nothing is won."""
    return np.nan_to_num(results.cost_per_win, nan=1e300)


def _first(values: Array) -> NDArray[np.bool_]:
    """Which strategies have the most, ties included, shape (case, strategy)."""
    best = values.max(axis=1, keepdims=True)
    return np.asarray(values >= best - ROUNDING * np.abs(best))


def _why(scenario: Scenario) -> tuple[str, ...]:
    clients, role = (scenario.pipelines[goal] for goal in GOALS)
    base = _towards(Cases(scenario), "clients")
    if not _differ(base, _towards(Cases(scenario), "role"))[0]:
        return ()
    paths = {name: f"pipelines.role.{name}" for name in type(role).model_fields}
    taken = {name: Cases(scenario, {path: [getattr(clients, name)]}) for name, path in paths.items()}
    return tuple(name for name, cases in taken.items() if not _differ(base, _towards(cases, "role"))[0])
