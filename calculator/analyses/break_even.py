"""At what value of a number two strategies tie on a measure: every value, a stretch of them, or none.

>>> from calculator import assumptions
>>> hour = "profile.hourly_value"
>>> found = ties(assumptions.scenario("uk-job-seeker-2026-11"), "face_to_face", "online", "cost", [hour])[hour]
>>> [round(value) for value in found.values], found.always
([594], False)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from calculator.analyses.limits import limits
from calculator.analyses.roots import Rows, Zeros, places, zeros
from calculator.analyses.sweep import Sweep, number
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Scenario
from calculator.parameters import get, parameters

ROUNDING = 1e-12
"""Share of the figures compared by which they may differ and be the same."""
PARTS = {"net_value": ("value", "cost")}
"""Measures that are a first less a second one, in which rounding is a share of either and not of what is left."""


@dataclass(frozen=True)
class Ties:
    """Where two strategies tie as one number goes from `low` to `high`, the lowest and highest that it may be.

    `values` are single values, `intervals` stretches of them, both ascending; `always` is a tie at every value. With
    none of these they never tie, and come closest at `nearest` (None where a side has no such measure at all).
    `steps` are the values, among the others, that they pass without being equal: the measure jumps there, as where dues
    begin. `leads` has the sign of the first less the second between the ties, from low to high; 0 where a tie is
    at the end, or a side has no measure. `lead` is the sign now. `moves` is False where the number changes nothing.
    `now` is None for a number that is not set.
    """

    path: str
    now: float | None
    low: float
    high: float
    values: tuple[float, ...] = ()
    intervals: tuple[tuple[float, float], ...] = ()
    always: bool = False
    steps: tuple[float, ...] = ()
    leads: tuple[int, ...] = (0,)
    lead: int = 0
    moves: bool = False
    nearest: float | None = None

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Single values and stretches in their order; `leads[i]` is before the i-th and `leads[i + 1]` after it."""
        return places(self.values, self.intervals)

    @property
    def never(self) -> bool:
        """Whether no value makes them tie."""
        return not (self.values or self.intervals or self.always)


class Gap:
    """What one strategy has more of than another, with each of some numbers at any value."""

    def __init__(self, scenario: Scenario, one: str, other: str, measure: str, paths: Sequence[str]) -> None:
        self.sweep = Sweep(scenario, (one, other), paths)
        self.names = PARTS.get(measure, (measure,))
        self.sides = 0, len(self.sweep.scenario.strategies) - 1

    def __call__(self, row: Rows, value: Array) -> tuple[Array, Array]:
        """The difference, and what of it is rounding; see `roots.Function`."""
        return self.between(self.sweep.measures(self.names, row, value))

    def between(self, figures: Array) -> tuple[Array, Array]:
        """The same of figures of shape (name, case, strategy)."""
        one, other = (figures[:, :, side] for side in self.sides)
        signs = np.array([1.0, -1.0])[: len(figures), None]
        size = np.abs(one) + np.abs(other)
        return np.asarray((signs * (one - other)).sum(axis=0)), np.asarray(ROUNDING * size.sum(axis=0))


def ties(
    scenario: Scenario, one: str, other: str, measure: str = "cost", paths: Sequence[str] | None = None
) -> dict[str, Ties]:
    """Where strategies `one` and `other` tie on a measure, for each path; all numbers where no paths are given.

    Raises UnknownPath for a path that there is not.
    """
    asked = tuple(parameters(scenario)) if paths is None else tuple(number(scenario, path) for path in paths)
    gap = Gap(scenario, one, other, measure, [path for path in asked if matters(scenario, (one, other), path)])
    found, grid = zeros(gap, points := gap.sweep.points())
    swept = {path: _ties(gap, row, found[row], points[row], grid[row]) for row, path in enumerate(gap.sweep.paths)}
    tied, lead = _now(gap) if len(swept) < len(asked) else (False, 0)
    return {path: swept.get(path) or _unmoved(scenario, path, tied, lead) for path in asked}


def matters(scenario: Scenario, strategies: Sequence[str], path: str) -> bool:
    """Whether a number has to do with these strategies: their own mixes, what they take part in, the goal sought."""
    branch, _, rest = path.partition(".")
    key = rest.partition(".")[0]
    if branch == "strategies":
        return key in strategies
    if branch == "pipelines":
        return key == scenario.goal
    used = {name for mix in strategies for name, n in scenario.strategies[mix].times_per_year.items() if n}
    if branch == "media":
        return key in {scenario.activities[name].medium for name in used}
    return branch != "activities" or key in used


def worth_the_difference(results: Results, dearer: int, cheaper: int) -> float | None:
    """What one win must be worth for the dearer strategy to repay what it costs more; None if it wins no more."""
    won = "win_probability" if results.cases.scenario.goal == "role" else "wins"
    more = float(results[won][0, dearer] - results[won][0, cheaper])
    extra = float(results.cost[0, dearer] - results.cost[0, cheaper])
    return extra / more if more > 0 else None


def _ties(gap: Gap, row: int, found: Zeros, points: Array, grid: Array) -> Ties:
    sweep = gap.sweep
    now = None if np.isnan(sweep.now[row]) else float(sweep.now[row])
    always = bool((grid == 0).all())
    at = places(found.values, found.intervals)
    return Ties(
        sweep.paths[row],
        now,
        float(sweep.low[row]),
        float(sweep.high[row]),
        () if always else tuple(found.values),
        () if always else tuple(found.intervals),
        always,
        tuple(sorted(found.steps)),
        (0,) if always else _leads(at, points, grid),
        _sign(grid[int(np.abs(points - (points[0] if now is None else now)).argmin())]),
        _moves(grid),
        None if np.isnan(grid).all() else float(points[int(np.nanargmin(np.abs(grid)))]),
    )


def _leads(places: Sequence[tuple[float, float]], points: Array, grid: Array) -> tuple[int, ...]:
    """The sign between each two places, at the point that is furthest from both; turned over where none lies there."""
    if not places:
        return (_sign(grid[0] if not np.isnan(grid[0]) else np.nanmax(grid, initial=0)),)
    ends = [(-np.inf, -np.inf), *places, (np.inf, np.inf)]
    found: list[int] = []
    for (_, low), (high, _) in pairwise(ends):
        here = np.flatnonzero((points > low) & (points < high) & (grid != 0) & ~np.isnan(grid))
        if len(here):
            found.append(_sign(grid[here[len(here) // 2]]))
        else:
            inside = points[0] < high and low < points[-1]
            found.append(-found[-1] if found and inside else 0)
    return tuple(found)


def _moves(grid: Array) -> bool:
    """Whether the difference is another at some value: by more than rounding, or none at some values alone."""
    none = np.isnan(grid)
    if none.any():
        return not none.all()
    return bool(np.ptp(grid) > 1e-9 * np.abs(grid).max())


def _now(gap: Gap) -> tuple[bool, int]:
    """Whether the two tie as things stand, and the sign of their difference."""
    results = evaluate(Cases(gap.sweep.scenario))
    difference, slack = gap.between(np.array([results[name] for name in gap.names]))
    tied = bool(np.abs(difference[0]) <= slack[0])
    return tied, 0 if tied else _sign(difference[0])


def _unmoved(scenario: Scenario, path: str, tied: bool, lead: int) -> Ties:
    """A number that has nothing to do with either strategy, or that the others leave no room to be anything else."""
    return Ties(path, get(scenario, path), *limits(scenario, path), always=tied, leads=(lead,), lead=lead)


def _sign(value: float) -> int:
    return 0 if np.isnan(value) else int(np.sign(value))
