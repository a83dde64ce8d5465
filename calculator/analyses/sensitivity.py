"""What decides the answer: each number with a range is swung from low to high, all others staying put.

The effect that counts is the one on the difference between two strategies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from calculator.analyses.monte_carlo import uncertain
from calculator.cases import Array, Cases
from calculator.engine import Measures
from calculator.model import Scenario
from calculator.notation import Spread

ROUNDING = 1e-9
"""Share of a measure by which two cases differ that differ by nothing but the order in which sums were taken."""


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
        found = self.differences(measure, one, other)
        widths, least = np.ptp(found, axis=1), self._rounding(measure)
        order = np.argsort(-widths, kind="stable")
        return {self.paths[i]: (float(found[i, 0]), float(found[i, 1])) for i in order if widths[i] > least}

    def turning(self, measure: str, one: int, other: int) -> frozenset[str]:
        """The paths at whose low or high the other of two strategies has more of a measure than at the scenario."""
        found, least = self.differences(measure, one, other), self._rounding(measure)
        values = self.results[measure][0]
        now = float(values[one] - values[other])
        if abs(now) <= least:
            return frozenset()
        turned = (found * np.sign(now) < -least).any(axis=1)
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


def swings(scenario: Scenario) -> Swings:
    """The scenario with every number that has a range swung over it, one at a time."""
    spreads = uncertain(scenario)
    return Swings(tuple(spreads), Measures(partial(_swung, scenario, spreads)))


def _swung(scenario: Scenario, spreads: Mapping[str, Spread]) -> Cases:
    """The cases of `Swings`."""
    columns = {}
    for index, (path, (low, likely, high)) in enumerate(spreads.items()):
        column = np.full(1 + 2 * len(spreads), likely, dtype=float)
        column[1 + 2 * index : 3 + 2 * index] = low, high
        columns[path] = column
    return Cases(scenario, columns)
