"""At what value of a number two strategies tie on a measure: every value, a stretch of them, or none.

>>> from calculator import assumptions
>>> hour = "profile.hourly_value"
>>> found = ties(assumptions.scenario("uk-job-seeker-2026-11"), "face_to_face", "online", "cost", [hour])[hour]
>>> [round(value) for value in found.values], found.always
([594], False)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from calculator.analyses.roots import Rows, Zeros, places, zeros
from calculator.analyses.sweep import Sweep, limits, number
from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.model import Scenario
from calculator.parameters import get, parameters, spread_of

ROUNDING = 1e-12
"""Share of the figures compared by which they may differ and be the same."""
PARTS = {"net_value": ("value", "cost")}
"""Measures that are one measure less another: rounding is judged by these two, as their difference may be tiny."""
WITHIN, BEYOND, NOTHING_NOW, NONE = range(4)
"""A tie within the plausible range; one beyond it; one of a number that is nothing now and has no range; no tie."""


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
    """How much more of a measure one strategy has than another, as one number after another is varied."""

    def __init__(self, scenario: Scenario, one: str, other: str, measure: str, paths: Sequence[str]) -> None:
        self.sweep = Sweep(scenario, (one, other), paths)
        self.names = PARTS.get(measure, (measure,))
        self.sides = 0, len(self.sweep.scenario.strategies) - 1

    def __call__(self, row: Rows, value: Array) -> tuple[Array, Array]:
        """The difference, and what of it is rounding; see `roots.Function`."""
        return self.between(self.sweep.measures(self.names, row, value))

    def between(self, figures: Array) -> tuple[Array, Array]:
        """The difference and its rounding, from figures of shape (name, case, strategy)."""
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
    all_zeros, grid = zeros(gap, points := gap.sweep.points())
    swept = {path: _ties(gap, row, all_zeros[row], points[row], grid[row]) for row, path in enumerate(gap.sweep.paths)}
    still = [path for path in asked if path not in swept]
    if still:  # what has to do with neither, or is left no room by the others: it stays as things stand
        results = evaluate(Cases(gap.sweep.scenario))
        difference, slack = gap.between(np.array([results[name] for name in gap.names]))
        tied = bool(np.abs(difference[0]) <= slack[0])
        lead = 0 if tied else _sign(difference[0])
        for path in still:
            ends = limits(scenario, path)
            swept[path] = Ties(path, get(scenario, path), *ends, always=tied, leads=(lead,), lead=lead)
    return {path: swept[path] for path in asked}


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


def _ties(gap: Gap, row: int, where_zero: Zeros, points: Array, grid: Array) -> Ties:
    sweep = gap.sweep
    now = None if np.isnan(sweep.now[row]) else float(sweep.now[row])
    always, none = bool((grid == 0).all()), np.isnan(grid)
    at = places(where_zero.values, where_zero.intervals)
    return Ties(
        sweep.paths[row],
        now,
        float(sweep.low[row]),
        float(sweep.high[row]),
        () if always else tuple(where_zero.values),
        () if always else tuple(where_zero.intervals),
        always,
        tuple(sorted(where_zero.steps)),
        (0,) if always else _leads(at, points, grid),
        _sign(grid[int(np.abs(points - (points[0] if now is None else now)).argmin())]),
        # the difference is another at some value: by more than rounding, or none at some values alone
        not none.all() if none.any() else bool(np.ptp(grid) > 1e-9 * np.abs(grid).max()),
        None if none.all() else float(points[int(np.nanargmin(np.abs(grid)))]),
    )


def _leads(places: Sequence[tuple[float, float]], points: Array, grid: Array) -> tuple[int, ...]:
    """Who is ahead before, between and after the ties: the sign of the difference at the middle grid point there.

    With no grid point between two ties it is the opposite of the sign before.
    """
    if not places:
        return (_sign(grid[0] if not np.isnan(grid[0]) else np.nanmax(grid, initial=0)),)
    ends = [(-np.inf, -np.inf), *places, (np.inf, np.inf)]
    leads: list[int] = []
    for (_, low), (high, _) in pairwise(ends):
        here = np.flatnonzero((points > low) & (points < high) & (grid != 0) & ~np.isnan(grid))
        inside = points[0] < high and low < points[-1]
        turned = -leads[-1] if leads and inside else 0
        leads.append(_sign(grid[here[len(here) // 2]]) if len(here) else turned)
    return tuple(leads)


def _sign(value: float) -> int:
    return 0 if np.isnan(value) else int(np.sign(value))


@dataclass(frozen=True)
class Near:
    """Where two strategies tie over one number, how far that is from now, and how far the number may plausibly go.

    `place` is the tie nearest to now, a stretch from its low to its high; None where there is none, or any value ties.
    `rank` is one of WITHIN, BEYOND, NOTHING_NOW, NONE. `low` and `high` are the plausible range, None without one.
    """

    ties: Ties
    place: tuple[float, float] | None
    rank: int
    distance: float
    low: float | None
    high: float | None

    @property
    def within(self) -> bool:
        """Whether they tie within its plausible range, as they do where every value ties."""
        return self.rank == WITHIN or self.ties.always

    @property
    def value(self) -> float | None:
        """The value of the nearest tie that is nearest to now."""
        if self.place is None:
            return None
        start = self.ties.low if self.ties.now is None else self.ties.now
        return min(max(start, self.place[0]), self.place[1])

    @property
    def ahead_beyond(self) -> int:
        """Which sign the difference has on the far side of the nearest tie; 0 where it has none there.

        At a jump that happens at the lowest value itself, only that value is beyond it: the sign is the opposite there.
        """
        if self.place is None:
            return 0
        at = self.ties.places.index(self.place)
        before, after = self.ties.leads[at], self.ties.leads[at + 1]
        if self.place[0] in self.ties.steps and not before:
            return -after
        return before if self.below else after

    @property
    def below(self) -> bool:
        """Whether the nearest tie lies below now."""
        return self.place is not None and self.place[1] < (self.ties.low if self.ties.now is None else self.ties.now)


def nearest_first(scenario: Scenario, by_path: Mapping[str, Ties]) -> list[Near]:
    """Every number with its ties, the nearest first; those that never tie, and those that change nothing, last."""
    return sorted((_near(scenario, ties) for ties in by_path.values()), key=lambda near: (near.rank, near.distance))


def _near(scenario: Scenario, ties: Ties) -> Near:
    spread, known = spread_of(scenario, ties.path), parameters(scenario)[ties.path]
    low, high = (spread.low, spread.high) if spread.low != spread.high else (None, None)
    if not ties.places:
        return Near(ties, None, NONE, float(not ties.always) + float(not ties.moves), low, high)
    start = ties.low if ties.now is None else ties.now
    gap, place = min((max(a - start, start - b, 0.0), (a, b)) for a, b in ties.places)
    wide = (high - low if low is not None and high is not None else abs(start)) or known.high - known.low
    if low is not None and high is not None and place[0] <= high and place[1] >= low:
        return Near(ties, place, WITHIN, gap / wide, low, high)
    nothing = not ties.now and low is None
    return Near(ties, place, NOTHING_NOW if nothing else BEYOND, gap / wide, low, high)
