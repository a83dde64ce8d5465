"""What decides the answer: each number with a range is swung from low to high, all others staying put.

The effect that counts is the one on the difference between two strategies. `shares` says how much of the uncertainty
about that difference each number causes: its share of the variance, by Sobol's method. `hangs` says which numbers turn
the verdict, and which move it most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.monte_carlo import BLOCK, pert, places, uncertain
from calculator.cases import Array, Cases
from calculator.engine import Measures, Results, evaluate
from calculator.model import Scenario
from calculator.named import seeks_role
from calculator.notation import Spread

ROUNDING = 1e-9
"""Two figures closer than this share of them count as equal: adding in another order can move them apart."""
DRAWS = 4096
"""Of each of the two samples that are mixed; a power of two."""
APART = 3 * BLOCK
"""Dimensions from a number in the one sample to the same in the other, at the least."""
MOST = 8
"""Numbers that are looked at one by one; the others are taken together."""


@dataclass(frozen=True)
class Swings:
    """Results at the scenario (case 0) and with each path at its low and at its high, two cases a path."""

    paths: tuple[str, ...]
    results: Measures

    def differences(self, measure: str, one: int, other: int) -> Array:
        """Measure of strategy `one` less that of `other` at each path's low and high, shape (path, 2)."""
        values = self.results[measure]
        return np.asarray((values[1:, one] - values[1:, other]).reshape(len(self.paths), 2))

    def deciding(self, measure: str, one: int, other: int) -> str | None:
        """The path whose swing moves the difference most; None where nothing moves it."""
        widths = np.ptp(self.differences(measure, one, other), axis=1) if self.paths else np.zeros(0)
        return self.paths[int(widths.argmax())] if widths.size and widths.max() > self._rounding(measure) else None

    def effects(self, measure: str, one: int, other: int) -> dict[str, tuple[float, float]]:
        """The difference at low and at high of each path that moves it, those that move it most first."""
        differences = self.differences(measure, one, other)
        widths, least = np.ptp(differences, axis=1), self._rounding(measure)
        order = np.argsort(-widths, kind="stable")
        return {self.paths[i]: (float(differences[i, 0]), float(differences[i, 1])) for i in order if widths[i] > least}

    def turning(self, measure: str, one: int, other: int) -> frozenset[str]:
        """The paths at whose low or high the other of two strategies has more of a measure than at the scenario."""
        differences, least = self.differences(measure, one, other), self._rounding(measure)
        values = self.results[measure][0]
        now = float(values[one] - values[other])
        if abs(now) <= least:
            return frozenset()
        turned = (differences * np.sign(now) < -least).any(axis=1)
        return frozenset(path for path, turns in zip(self.paths, turned, strict=True) if turns)

    def flipping(self, measure: str, most: bool = True) -> frozenset[str]:
        """The paths that, at low or at high, give the most (or the least) of a measure to another strategy."""
        values = self.results[measure] if most else -self.results[measure]
        if values.shape[1] < 2:
            return frozenset()
        behind = values.max(axis=1) - values[:, values[0].argmax()]
        flips = (behind[1:] > self._rounding(measure)).reshape(len(self.paths), 2).any(axis=1)
        return frozenset(path for path, flip in zip(self.paths, flips, strict=True) if flip)

    def _rounding(self, measure: str) -> float:
        """What is too small to be an effect on a measure."""
        return ROUNDING * float(np.abs(self.results[measure]).max(initial=0.0))


def swings(scenario: Scenario, spreads: Mapping[str, Spread] | None = None) -> Swings:
    """The scenario with every number that has a range swung over it, one at a time; `spreads` where they are known."""
    spreads = uncertain(scenario) if spreads is None else spreads
    return Swings(tuple(spreads), Measures(partial(_swung, scenario, spreads)))


def _swung(scenario: Scenario, spreads: Mapping[str, Spread]) -> Cases:
    """The cases of `Swings`."""
    low, likely, high = np.array(list(spreads.values()), dtype=float).reshape(-1, 3).T
    rows, place = np.repeat(likely[:, None], 1 + 2 * len(spreads), axis=1), np.arange(len(spreads))
    rows[place, 1 + 2 * place], rows[place, 2 + 2 * place] = low, high
    return Cases(scenario, dict(zip(spreads, rows, strict=True)))


def hangs(swung: Swings, results: Results) -> dict[str, bool]:
    """Each number that moves the verdict, by path, and whether it alone turns it: those first, then by their effect.

    The verdict is which way leaves most, and whether that is more than nothing; for a role, which has the best chance.
    """
    active = results.active
    if not active or not swung.paths:
        return {}
    role = seeks_role(results.cases.scenario)
    values = np.asarray(swung.results["win_probability" if role else "net_value"])[:, active]
    first = np.argsort(-values[0], kind="stable")
    best = values[:, first[0]]
    least = 1e-9 * float(np.abs(values).max(initial=0.0))
    effect = np.zeros(len(swung.paths))
    turned: NDArray[np.bool_] = np.zeros(len(values), dtype=np.bool_)
    if len(active) > 1:
        turned = np.greater(values.max(axis=1) - best, least)
        effect = _width(best - values[:, first[1]])
    if not role:
        turned = np.logical_or(turned, np.not_equal(best > 0, best[0] > 0))
    if not role or len(active) == 1:
        effect = np.maximum(effect, _width(best))
    turns = np.asarray(turned[1:].reshape(-1, 2).any(axis=1))
    order = sorted(range(len(swung.paths)), key=lambda place: (not turns[place], -effect[place]))
    return {swung.paths[place]: bool(turns[place]) for place in order if turns[place] or effect[place] > least}


def _width(values: Array) -> Array:
    """How far apart each number's low and high put a value: the first case is now, then come two cases a number."""
    return np.asarray(np.ptp(values[1:].reshape(-1, 2), axis=1))


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of a difference: of each path, then of all other numbers as one.

    `alone` is the first-order index and `together` the total index, each of shape (path + 1,); `spread` is the standard
    deviation of the difference.
    """

    paths: tuple[str, ...]
    alone: Array
    together: Array
    spread: float


def shares(scenario: Scenario, measure: str, one: int, other: int, paths: Sequence[str]) -> Shares | None:
    """Shares of these paths, and of all others as one; None where nothing varies, or a draw has no such measure."""
    from scipy.stats import sobol_indices  # half a second, and asked for by few

    # two samples of every number: the second lies in dimensions that the first leaves free
    spreads, place = uncertain(scenario), places(scenario)
    apart = max(APART, 1 << max((place[path] for path in spreads), default=0).bit_length())
    first, second = (
        {path: pert(spread, start + place[path], DRAWS, 0) for path, spread in spreads.items()} for start in (0, apart)
    )
    groups = [[path] for path in paths if path in first]
    groups.append([path for path in first if path not in paths])

    def difference(columns: Mapping[str, Array]) -> Array:
        values = evaluate(Cases(scenario, columns))[measure]
        return np.broadcast_to(values[:, one] - values[:, other], DRAWS)

    mixed = [difference({**first, **{path: second[path] for path in group}}) for group in groups]
    base, fresh = difference(first), difference(second)
    spread = float(base.std())
    if not np.isfinite(spread) or spread <= 1e-9 * float(np.abs(base).max(initial=0.0)):
        return None
    known: Any = {"f_A": base[None], "f_B": fresh[None], "f_AB": np.array(mixed)[:, None]}
    indices = sobol_indices(func=known, n=DRAWS)
    alone, together = (np.clip(np.ravel(order), 0, 1) for order in (indices.first_order, indices.total_order))
    return Shares(tuple(path for group in groups[:-1] for path in group), alone, together, spread)
