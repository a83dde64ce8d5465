"""The first belief: the best networkers only meet face to face. Mixes are compared at equal hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.analyses.beliefs.kind import kinds
from calculator.analyses.blend import blended
from calculator.analyses.sensitivity import ROUNDING
from calculator.analyses.verdict import Claim, Verdict, verdict
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Scenario

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the hours that go to the other strategy."""
FINE = tuple(percent / 100 for percent in range(0, 101, 5))
"""Shares among which the best is looked for."""


@dataclass(frozen=True)
class Mixed:
    """The first belief: what mixes of strategy `one`, in person, and `other` win at the hours of `one`.

    `wins`, `chances` of at least one and `cost_per_win` are by share of the other in `QUARTERS`; `best` is the share,
    in twentieths, that wins most.
    """

    one: str
    other: str
    verdict: Verdict
    wins: tuple[float, ...]
    chances: tuple[float, ...]
    cost_per_win: tuple[float, ...]
    best: float


def face_to_face(scenario: Scenario) -> Mixed | None:
    """Whether meeting face to face alone wins more than any mix of the same hours; None where it cannot be tested."""
    found = kinds(scenario)
    one, other = found.in_person, found.online
    base = Cases(scenario)
    if not (one and other) or not evaluate(base).wins.max() > 0:
        return None
    fine, rough = (_mixed(base, one, other, shares) for shares in (FINE, QUARTERS))
    wins, chances, cost = (tuple(of[:, 0].tolist()) for of in (rough.wins, rough.win_probability, rough.cost_per_win))
    judged = verdict(scenario, purest(one, other))
    return Mixed(one, other, judged, wins, chances, cost, FINE[int(fine.wins[:, 0].argmax())])


def purest(one: str, other: str) -> Claim:
    """The claim that strategy `one` alone wins more than any mix with the other at equal hours."""

    def claim(cases: Cases) -> Array:
        wins = _mixed(cases, one, other, QUARTERS).wins[:, 0].reshape(len(QUARTERS), -1)
        lead = wins[0] - wins[1:].max(axis=0)
        return np.broadcast_to(np.where(np.abs(lead) > ROUNDING * wins.max(axis=0), lead, 0.0), cases.size)

    return claim


def _mixed(cases: Cases, one: str, other: str, shares: tuple[float, ...]) -> Results:
    """The mixes by share of the hours, as results of the first: every case at each share, in that order."""
    pair = {key: cases.scenario.strategies[key] for key in (one, other)}
    both = cases.scenario.model_copy(update={"strategies": pair})
    used = {key for mix in pair.values() for key, n in mix.times_per_year.items() if n}
    columns = {path: column for path, column in cases.columns.items() if _bears(path, both, used)}
    return evaluate(blended(_as_long(Cases(both, columns), other), one, other, shares))


def _as_long(cases: Cases, other: str) -> Cases:
    """Two strategies, the other made to take the hours of the first in every case; one without hours stays so."""
    first, second = evaluate(cases).hours.T
    factor = np.divide(first, second, out=np.ones_like(first), where=second > 0)
    times = {f"strategies.{other}.times_per_year.{key}": factor * row[1] for key, row in cases.times.items()}
    return Cases(cases.scenario, {**cases.columns, **times})


def _bears(path: str, scenario: Scenario, used: set[str]) -> bool:
    """Whether a number bears on what these strategies win: the fewer columns, the quicker."""
    branch, key = path.split(".")[:2]
    if branch == "activities":
        return key in used
    return key in scenario.strategies if branch == "strategies" else branch != "protected"
