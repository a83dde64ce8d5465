"""The programme's mix made better by the engine itself: neighbouring mixes are evaluated, and the best is taken.

It makes good what the programme's steps of a month leave out, and leaves out what would hardly be missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.optimise.limits import Limits
from calculator.analyses.optimise.programme import THRIFT
from calculator.analyses.optimise.units import ROUNDING, Units, wins
from calculator.cases import Array

STEPS = np.array([1, 2, 3, 5, 8], dtype=float)
"""By how many times a year a neighbour has more of one activity and less of another."""
ROUNDS = 40
"""Moves at most."""
HARDLY = 0.005
"""Share of the wins, or of the cost, for which no further activity is taken on."""


@dataclass(frozen=True)
class Search:
    """What is looked for: the most wins, or the least of something with at least so many wins, within limits.

    `most` is how often a year each activity may be taken, shape (activity,).
    """

    units: Units
    limits: Limits
    most: Array
    least: str = "wins"
    needed: float = 0.0

    def scores(self, times: Array) -> Array:
        """How good mixes are, shape (mix,); a mix that wins too little is worse than any that does not."""
        won = wins(self.units.scenario, times)
        if self.least == "wins":
            dearest = float(self.units.cost(self.units.most(self.limits))) or 1.0
            return np.asarray(won - self.units.yielding * THRIFT * self.units.cost(times) / dearest)
        short = np.maximum(self.needed * (1 - ROUNDING) - won, 0.0)
        return np.where(short > 0, -1e15 * (1 + short), -self.units.taken(self.least, times, self.limits))

    def near(self, times: Array) -> Array:
        """The neighbours of a mix that stay within the limits, shape (mix, activity)."""
        found = _neighbours(times)
        return found[self.within(found)]

    def within(self, times: Array) -> NDArray[np.bool_]:
        """Whether mixes stay within the limits."""
        return np.asarray((times <= self.most).all(axis=-1) & self.units.within(times, self.limits))


def polished(search: Search, times: Array) -> Array:
    """The mix that no neighbour betters; a start outside the limits, by rounding, gives way to any within."""
    best = float(search.scores(times[None])[0]) if search.within(times) else -np.inf
    for _ in range(ROUNDS):
        near = search.near(times)
        scores = search.scores(near) if len(near) else np.array([-np.inf])
        if not scores.max() > best + (ROUNDING * abs(best) if np.isfinite(best) else 0.0):
            break
        times, best = near[scores.argmax()], float(scores.max())
    return times


def simplified(search: Search, times: Array) -> Array:
    """A mix of fewer activities that is hardly worse; what those left out leave goes to the others."""
    best = float(search.scores(times[None])[0])
    floor = best - HARDLY * abs(best)
    while np.count_nonzero(times) > 1:
        used = np.flatnonzero(times)
        fewer = np.repeat(times[None], len(used), axis=0)
        fewer[np.arange(len(used)), used] = 0
        least_missed = fewer[search.scores(fewer).argmax()]
        found = polished(replace(search, most=search.most * (least_missed > 0)), least_missed)
        if not search.scores(found[None])[0] >= floor:
            break
        times = found
    return times


def _neighbours(times: Array) -> Array:
    """Mixes with one activity more or less often, without one, or with more of one and less of another."""
    one = np.eye(len(times))
    used = one[times > 0]
    moves = np.concatenate([np.multiply.outer(STEPS, one).reshape(-1, len(times)), -one * times])
    fewer = np.multiply.outer(STEPS, used).reshape(-1, len(times))
    swaps = (moves[:, None] - fewer[None]).reshape(-1, len(times))
    return np.asarray(np.maximum(times + np.concatenate([moves, -fewer, swaps]), 0.0))
