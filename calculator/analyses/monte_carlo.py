"""How far the answer may be off: every number with a range is drawn, and all strategies meet the same draws.

Draws are PERT between low and high, at the points of a scrambled Sobol sequence, which fill (0, 1) evenly for each
number and for numbers together, and seeded: the same scenario gives the same figures, whatever the order of its
parameters. Of so many equal strata of (0, 1) each has one point, and a draw is the quantile in the middle of its
stratum. So a range takes one short table of quantiles, from which its draws are picked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calculator import assumptions
from calculator.cases import Array, Cases
from calculator.engine import Measures, Results, evaluate
from calculator.model import Scenario
from calculator.notation import Spread
from calculator.parameters import parameters, spread_of

DRAWS = 4096
"""Draws behind the page; a power of two, at which Sobol points are most even."""
BLOCK = 160
"""Dimensions that are made at once: a preset's numbers with a range fit into one block."""
KNOWN, DIGITS = 3, 12
"""Blocks, and binary digits of a stratum, for which `SOBOL` has the points: all numbers of a preset, and `DRAWS`."""
SOBOL = Path(__file__).parent / "sobol.txt"
"""A line a dimension: its points 1, 2, 4 and so on, as `worked_out` has them, in three hexadecimal digits each."""
KNOTS = 1024
"""Parts of a range between which quantiles are interpolated: right to some millionths of the range."""
SHAPE = 4.0
"""How strongly PERT leans to the likely value."""
TOO_CLOSE = 0.6
"""Share of draws in which one strategy must lead before it is said to."""
_HALVES = (np.arange(KNOTS) + 0.5) * np.pi / 2 / KNOTS
_UP, _DOWN, _ENDS = np.log(np.sin(_HALVES)), np.log(np.cos(_HALVES)), np.sin(np.linspace(0, np.pi / 2, KNOTS + 1)) ** 2


@lru_cache(maxsize=8)
def points(block: int, draws: int, seed: int) -> NDArray[np.int32]:
    """Scrambled Sobol points: the stratum of (0, 1) in which each lies, shape (dimension of the block, case).

    There are as many strata as draws, or up to the next power of two. A dimension's points are the same whatever
    others are made.
    """
    digits = (draws - 1).bit_length()
    rng, worth = np.random.default_rng([seed, block]), 1 << np.arange(digits)[::-1]
    mixed = rng.integers(worth, 2 * worth, (BLOCK, digits), np.int32)  # each digit turns itself and some below it
    made = np.empty((BLOCK, 1 << digits), np.int32)
    made[:, 0] = rng.integers(1 << digits, size=BLOCK, dtype=np.int32)
    for digit, corner in enumerate(corners(block, digits)):
        turned = np.bitwise_xor.reduce(np.where(corner[:, None] & worth, mixed, 0), axis=1, keepdims=True)
        np.bitwise_xor(made[:, : 1 << digit], turned, out=made[:, 1 << digit : 2 << digit])
    made.setflags(write=False)  # all who ask are given this one array
    return made[:, :draws]


def places(scenario: Scenario) -> Mapping[str, int]:
    """The dimension in which each number of a scenario is drawn, whether or not it has a range.

    Numbers with a range in the preset come first, then its others, then the user's own, each by path. So a range that
    is given or taken away moves no other number's draws, and an activity that is added none of the preset's.
    """
    return _places(scenario.preset, tuple(parameters(scenario)))


def corners(block: int, digits: int) -> NDArray[np.int32]:
    """Sobol points 1, 2, 4 and so on, of which all others are put together: their strata, shape (digit, dimension).

    Those of a preset's numbers are read from a file: to import what works them out takes as long as to start without.
    """
    if block < KNOWN and digits <= DIGITS:
        rows = SOBOL.read_text(encoding="ascii").split()[block * BLOCK : (block + 1) * BLOCK]
        known = [[int(row[3 * digit : 3 * digit + 3], 16) for row in rows] for digit in range(digits)]
        return np.array(known, np.int32).reshape(digits, BLOCK) >> (DIGITS - digits)
    return worked_out(block, digits)


def worked_out(block: int, digits: int) -> NDArray[np.int32]:
    """The same for any block, as scipy has them."""
    from scipy.stats import qmc  # imported for who needs it: it takes half a second

    first, made = block * BLOCK, np.empty((digits, BLOCK), np.int32)
    sequence = qmc.Sobol(first + BLOCK, scramble=False).fast_forward(1)
    for digit in range(digits):
        made[digit] = sequence.random()[0, first:] * (1 << digits)
        sequence.fast_forward((1 << digit) - 1)
    return made


@lru_cache(maxsize=64)
def _places(preset: str, paths: tuple[str, ...]) -> dict[str, int]:
    rows = assumptions.assumptions(preset) if preset in assumptions.presets() else {}
    ranged = {path for path, row in rows.items() if row.low < row.high}
    order = sorted({*paths, *rows}, key=lambda path: (path not in ranged, path not in rows, path))
    return {path: place for place, path in enumerate(order)}


@lru_cache(maxsize=1024)
def pert(spread: Spread, place: int, draws: int, seed: int) -> Array:
    """Draws of one number over its range, shape (case,). A range of no width gives its one value."""
    low, likely, high = (np.float64(end) for end in spread)
    width = high - low
    if width == 0:
        return np.full(draws, likely)
    block, row = divmod(place, BLOCK)
    values = quantiles(float((likely - low) / width), draws).take(points(block, draws, seed)[row])
    values *= width
    values += low
    return np.asarray(np.minimum(values, high, out=values))  # rounding must not lead out of the range


@lru_cache(maxsize=256)
def quantiles(share: float, draws: int) -> Array:
    """PERT from 0 to 1, with this likely value, in the middle of each stratum; shape (stratum,), ascending.

    The density is summed over equal parts of a quarter turn, whose sine squared runs over the range: it has no kinks
    there, whatever the likely value.
    """
    rise, fall = 1 + 2 * SHAPE * share, 1 + 2 * SHAPE * (1 - share)
    reached = np.zeros(KNOTS + 1)
    np.cumsum(np.exp(rise * _UP + fall * _DOWN), out=reached[1:])
    strata = 1 << (draws - 1).bit_length()
    middles = (np.arange(strata) + 0.5) * (reached[-1] / strata)
    return np.asarray(np.interp(middles, reached, _ENDS))


def uncertain(scenario: Scenario) -> dict[str, Spread]:
    """Every number of a scenario that may be lower or higher than it says, with its range, in the model's order."""
    known = (path for path in parameters(scenario) if path in scenario.ranges)
    spreads = ((path, spread_of(scenario, path)) for path in known)
    return {path: spread for path, spread in spreads if spread.low != spread.high}


def drawn(scenario: Scenario, draws: int = DRAWS, seed: int = 0) -> Cases:
    """Cases in which every number that has a range is drawn from it."""
    return _drawn(scenario, uncertain(scenario), draws, seed)


def _drawn(scenario: Scenario, spreads: Mapping[str, Spread], draws: int, seed: int) -> Cases:
    place = places(scenario)
    return Cases(scenario, {path: pert(spread, place[path], draws, seed) for path, spread in spreads.items()})


@dataclass(frozen=True)
class Outcomes:
    """A comparison with its draws: the point figures of the scenario, how they scatter, and each number's range."""

    point: Results
    draws: Measures
    spreads: Mapping[str, Spread]

    def exact(self, measure: str) -> Array:
        """The figure at exactly the scenario's numbers, over the horizon, shape (strategy,)."""
        return np.asarray(self.point[measure][0])

    def likely(self, measure: str) -> Array:
        """The middle of the draws: half of them have more. Over the horizon, shape (strategy,).

        NaN where it lies among draws that have none.
        """
        ranked = self._ranked(measure)
        middle = ranked.shape[1] // 2
        return np.asarray(ranked[:, (ranked.shape[1] - 1) // 2] / 2 + ranked[:, middle] / 2)

    def band(self, measure: str, share: float = 0.8) -> tuple[Array, Array]:
        """Low and high of the middle `share` of the draws, over the horizon, each of shape (strategy,).

        NaN for a strategy of which a draw has none.
        """
        if (measure, share) not in self._bands:
            ranked, ends = self._ranked(measure), []
            for tail in ((1 - share) / 2, 1 - (1 - share) / 2):  # each end lies between the two draws next to it
                place = tail * (ranked.shape[1] - 1)
                below = int(place)
                above = min(below + 1, ranked.shape[1] - 1)
                quantile = ranked[:, below] + (place - below) * (ranked[:, above] - ranked[:, below])
                ends.append(np.where(np.isnan(ranked[:, -1]), np.nan, quantile))
            self._bands[measure, share] = (ends[0], ends[1])
        return self._bands[measure, share]

    def _ranked(self, measure: str) -> Array:
        """The draws in ascending order, those that have none last; shape (strategy, draw)."""
        if measure not in self._orders:
            self._orders[measure] = np.sort(self.draws[measure].T, axis=1)
        return self._orders[measure]

    @cached_property
    def _orders(self) -> dict[str, Array]:
        """Draws that were put in order: for their middle and for each of their bands."""
        return {}

    @cached_property
    def _bands(self) -> dict[tuple[str, float], tuple[Array, Array]]:
        """Bands that were asked for: a page asks for several again and again."""
        return {}

    @property
    def certain(self) -> bool:
        """Whether no number has a range, so that there is nothing to scatter."""
        return not self.spreads

    def lead(self, measure: str, most: bool = True, among: Sequence[int] | None = None) -> Array:
        """Share of draws in which each strategy has the most (or the least) of a measure, shape (strategy,).

        Strategies that tie share the draw. `among` names those that take part, and gives the shares of these alone.
        """
        values = self.draws[measure] if among is None else self.draws[measure][:, list(among)]
        values = values if most else -values
        best = values >= values.max(axis=1, keepdims=True)
        return np.asarray((best / best.sum(axis=1, keepdims=True)).mean(axis=0))

    def ahead(self, measure: str, one: int, other: int) -> float:
        """Share of draws in which strategy `one` has more of a measure than `other`; ties count half."""
        difference = self.draws[measure][:, one] - self.draws[measure][:, other]
        return float((np.sign(difference) + 1).mean() / 2)

    def sampling_error(self, share: float) -> float:
        """How far a share of these draws may be off for want of draws."""
        return standard_error(share, self.draws.size)


def standard_error(share: float, draws: int) -> float:
    """How far a share of so many draws may be off, as it would be were they plain ones."""
    return float(np.sqrt(max(share * (1 - share), 0.0) / draws))


def outcomes(scenario: Scenario, draws: int = DRAWS, seed: int = 0) -> Outcomes:
    """The comparison of a scenario with its draws, in which a win is worth what the user says that it is.

    The answer is for that worth, so it is not one of the things that may turn out otherwise.
    """
    worth = f"pipelines.{scenario.goal}.value_per_win"
    spreads = uncertain(scenario)
    others = {path: spread for path, spread in spreads.items() if path != worth}
    return Outcomes(evaluate(Cases(scenario)), Measures(partial(_drawn, scenario, others, draws, seed)), spreads)
