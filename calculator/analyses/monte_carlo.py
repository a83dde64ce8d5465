"""How far the answer may be off: every number with a range is drawn, and all strategies meet the same draws.

Draws are PERT between low and high, at quantiles spread evenly over (0, 1) (a Latin hypercube), and seeded: the
same scenario gives the same figures, whatever the order of its parameters.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Scenario
from calculator.parameters import parameters, spread_of

DRAWS = 1024
"""Draws behind the page."""
SHAPE = 4.0
"""How strongly PERT leans to the likely value."""
TOO_CLOSE = 0.6
"""Share of draws in which one strategy must lead before it is said to."""


@lru_cache(maxsize=4096)
def quantiles(path: str, draws: int, seed: int) -> Array:
    """Where one number's draws lie in its own distribution, shape (case,): one in each of `draws` equal strata.

    The stream belongs to the path, so that neither its place nor another number's range changes it.
    """
    rng = np.random.default_rng([zlib.crc32(path.encode()), seed])
    points = (np.arange(draws) + rng.random(draws)) / draws
    rng.shuffle(points)
    points.setflags(write=False)  # all who ask are given this one array
    return points


@lru_cache(maxsize=4096)
def pert(path: str, low: float, likely: float, high: float, draws: int, seed: int) -> Array:
    """Draws of one number between low and high, shape (case,). A range of no width gives its one value."""
    from scipy.special import betaincinv  # imported when first drawn: it takes a quarter of a second

    width = high - low
    if width == 0:
        return np.full(draws, likely)
    alpha, beta = 1 + SHAPE * (likely - low) / width, 1 + SHAPE * (high - likely) / width
    return np.asarray(low + width * betaincinv(alpha, beta, quantiles(path, draws, seed)))


def drawn(scenario: Scenario, draws: int = DRAWS, seed: int = 0) -> Cases:
    """Cases in which every number that has a range is drawn from it."""
    spreads = {path: spread_of(scenario, path) for path in parameters(scenario) if path in scenario.ranges}
    columns = {
        path: pert(path, spread.low, spread.likely, spread.high, draws, seed)
        for path, spread in spreads.items()
        if spread.low is not None and spread.likely is not None and spread.high is not None and spread.low < spread.high
    }
    return Cases(scenario, columns)


@dataclass(frozen=True)
class Outcomes:
    """A comparison with its draws: the point figures of the scenario, and how they scatter."""

    point: Results
    draws: Results

    def likely(self, measure: str) -> Array:
        """The scenario's own figure, over the horizon, shape (strategy,)."""
        return np.asarray(self.point[measure][0])

    def band(self, measure: str, share: float = 0.8) -> tuple[Array, Array]:
        """Low and high of the middle `share` of the draws, over the horizon, each of shape (strategy,).

        NaN for a strategy of which a draw has none.
        """
        if (measure, share) not in self._bands:
            tail = (1 - share) / 2
            low, high = np.quantile(self.draws[measure], [tail, 1 - tail], axis=0)
            self._bands[measure, share] = low, high
        return self._bands[measure, share]

    @cached_property
    def _bands(self) -> dict[tuple[str, float], tuple[Array, Array]]:
        """Bands already found: a page asks for each several times."""
        return {}

    @cached_property
    def certain(self) -> bool:
        """Whether no number has a range, so that there is nothing to scatter."""
        return self.draws.cases.size == 1

    def lead(self, measure: str, most: bool = True) -> Array:
        """Share of draws in which each strategy has the most (or the least) of a measure, shape (strategy,).

        Strategies that tie share the draw.
        """
        values = self.draws[measure] if most else -self.draws[measure]
        best = values >= values.max(axis=1, keepdims=True)
        return np.asarray((best / best.sum(axis=1, keepdims=True)).mean(axis=0))

    def ahead(self, measure: str, one: int, other: int) -> float:
        """Share of draws in which strategy `one` has more of a measure than `other`; ties count half."""
        difference = self.draws[measure][:, one] - self.draws[measure][:, other]
        return float((np.sign(difference) + 1).mean() / 2)

    def sampling_error(self, share: float) -> float:
        """How far a share of draws may be off for want of draws: one standard error."""
        return float(np.sqrt(max(share * (1 - share), 0.0) / self.draws.cases.size))


def outcomes(scenario: Scenario, draws: int = DRAWS, seed: int = 0) -> Outcomes:
    """The comparison of a scenario with its draws."""
    return Outcomes(evaluate(Cases(scenario)), evaluate(drawn(scenario, draws, seed)))
