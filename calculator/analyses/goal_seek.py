"""What a number must be for a strategy to come to a target; where it cannot, what comes nearest.

>>> from calculator import assumptions
>>> met = "activities.breakfast.new_contacts"
>>> found = reach(assumptions.scenario("uk-owner"), met, "face_to_face", "wins", 50)
>>> type(found).__name__, found.measure < 50
('Unreachable', True)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from calculator.analyses.break_even import PARTS, ROUNDING, matters
from calculator.analyses.roots import Rows, places, zeros
from calculator.analyses.sweep import Sweep, number
from calculator.cases import Array, Cases
from calculator.engine import MEASURES, evaluate
from calculator.errors import CalculatorError
from calculator.model import Scenario
from calculator.parameters import get, parameters

Per = Literal["year", "all"]
TOTALS = frozenset(
    {
        "hours",
        "cash",
        "time_value",
        "cost",
        "contacts",
        "touchpoints",
        "referrals",
        "wins",
        "value",
        "net_value",
        "wasted_hours",
        "protected_hours",
    }
)
"""Measures that add up over the horizon, so that there is such a thing as a year's; the others are what they are."""
POINTS = 257
"""Evenly spread points at which the number is looked at, besides those of every sweep."""


@dataclass(frozen=True)
class Asked:
    """The question: which number, between its lowest and highest; its value now, and the measure with it now.

    `now` and `measure_now` are None where there is none.
    """

    path: str
    now: float | None
    low: float
    high: float
    measure_now: float | None


@dataclass(frozen=True)
class Reached(Asked):
    """The values, and stretches of values, at which the strategy comes to the target; ascending. `always` is any."""

    values: tuple[float, ...] = ()
    intervals: tuple[tuple[float, float], ...] = ()
    always: bool = False

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Single values and stretches in their order."""
        return places(self.values, self.intervals)


@dataclass(frozen=True)
class Unreachable(Asked):
    """No value reaches the target. `nearest` comes nearest, with `measure`; both None where there is no such measure.

    `steps` are values at which the measure jumps past the target; `moves` is False where the number changes nothing.
    """

    nearest: float | None = None
    measure: float | None = None
    steps: tuple[float, ...] = ()
    moves: bool = True


class Distance:
    """How far a strategy's measure is above a target, with one number at any value."""

    def __init__(self, scenario: Scenario, path: str, strategy: str, measure: str, target: float, per: Per) -> None:
        self.sweep = Sweep(scenario, (strategy,), [path])
        self.names, self.target = PARTS.get(measure, (measure,)), target
        self.yearly = per == "year" and measure in TOTALS
        self.years = scenario.profile.years if path != "profile.years" else None

    def __call__(self, row: Rows, value: Array) -> tuple[Array, Array]:
        """The distance, and what of it is rounding; see `roots.Function`."""
        measures = self.sweep.measures(self.names, row, value)[:, :, 0]
        return self.of(measures, value)

    def of(self, measures: Array, value: Array) -> tuple[Array, Array]:
        """The distance and its rounding, from figures of shape (name, case)."""
        signs = np.array([1.0, -1.0])[: len(measures), None]
        years = (value if self.years is None else self.years) if self.yearly else 1.0
        slack = ROUNDING * (np.abs(measures).sum(axis=0) / years + abs(self.target))
        return np.asarray((signs * measures).sum(axis=0) / years - self.target), np.asarray(slack)

    @property
    def now(self) -> float | None:
        """The measure as things stand; None where there is none."""
        scenario = self.sweep.scenario
        results = evaluate(Cases(scenario))
        measures = np.array([results[name][:, 0] for name in self.names])
        distance = self.of(measures, np.array([scenario.profile.years]))[0]
        now = float(distance[0]) + self.target
        return None if math.isnan(now) else now


def reach(
    scenario: Scenario, path: str, strategy: str, measure: str, target: float, per: Per = "all"
) -> Reached | Unreachable:
    """What the number at `path` must be for a strategy's measure to be `target`, a year or over the whole horizon.

    Raises UnknownPath, or CalculatorError for a strategy, measure or target that there is not.
    """
    path = number(scenario, path)
    _check(scenario, strategy, measure, target)
    distance = Distance(scenario, path, strategy, measure, target, per)
    now, low, high = get(scenario, path), *distance.sweep.span(path)
    asked = path, now, low, high, distance.now
    if not distance.sweep.paths:  # the others leave it no room to be anything else
        if now is not None and distance.now is not None and abs(distance.now - target) <= ROUNDING * abs(target):
            return Reached(*asked, values=(now,))
        return Unreachable(*asked, now, distance.now, moves=False)
    points = np.sort(np.append(distance.sweep.points()[0], np.linspace(low, high, POINTS)))[None]
    (at_target,), grid = zeros(distance, points)
    values = tuple(value for value in at_target.values if value not in at_target.steps)
    if values or at_target.intervals:
        return Reached(*asked, values, tuple(at_target.intervals), bool((grid == 0).all()))
    nearest = _nearest(distance, points[0], grid[0], now)
    if nearest is None:
        return Unreachable(*asked, moves=False)
    off = float(distance(np.zeros(1, dtype=np.intp), np.array([nearest]))[0][0])
    moves = bool(np.isnan(grid).any() or np.ptp(grid) > 1e-9 * (np.abs(grid).max() + abs(target)))
    return Unreachable(*asked, nearest, off + target, tuple(at_target.steps), moves)


def movers(scenario: Scenario, strategy: str, measure: str) -> list[str]:
    """The paths of the numbers that a strategy's measure hangs on, in the scenario's order."""
    paths = [path for path in parameters(scenario) if matters(scenario, (strategy,), path)]
    sweep = Sweep(scenario, (strategy,), paths)
    points = sweep.points()[:, ::4]
    row = np.repeat(np.arange(len(points)), points.shape[1])
    values = sweep.measures((measure,), row, points.ravel())[0, :, 0].reshape(points.shape)
    none, known = np.isnan(values), np.nan_to_num(values)
    moved = np.ptp(known, axis=1) > 1e-9 * np.abs(known).max(axis=1)
    moved |= none.any(axis=1) & ~none.all(axis=1)
    return [path for path, moves in zip(sweep.paths, moved, strict=True) if moves]


def _check(scenario: Scenario, strategy: str, measure: str, target: float) -> None:
    if strategy not in scenario.strategies:
        raise CalculatorError(f"There is no strategy '{strategy}'. There are: {', '.join(scenario.strategies)}.")
    if measure not in MEASURES:
        raise CalculatorError(f"There is no measure '{measure}'. There are: {', '.join(MEASURES)}.")
    if not math.isfinite(target):
        raise CalculatorError("The target must be a number.")


def _nearest(distance: Distance, points: Array, grid: Array, now: float | None) -> float | None:
    """The value whose measure is nearest to the target; of several, the nearest to now. None where all are none."""
    low, high = float(points[0]), float(points[-1])
    start = low if now is None else now
    for _ in range(8):
        off, slack = np.abs(grid), ROUNDING * (np.abs(grid) + abs(distance.target))
        if np.isnan(off).all():
            return None
        least = np.flatnonzero(off <= np.nanmin(off + slack))
        at = int(least[np.abs(points[least] - start).argmin()])
        best = float(points[at])
        around = np.linspace(points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)], 33)
        points = np.sort(np.append(around, best))
        grid = distance(np.zeros(len(points), dtype=np.intp), points)[0]
    return next((end for end in (low, high) if abs(best - end) <= 1e-9 * (high - low)), best)
