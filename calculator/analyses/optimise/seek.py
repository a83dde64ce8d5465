"""The two questions put to the programme, most wins or least for so many, and its mixes made better by the engine.

Neighbouring mixes are evaluated, and the best is taken. That makes good what the programme's monthly steps leave out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.optimise.programme import THRIFT, Mix
from calculator.analyses.optimise.units import ROUNDING, Limits, Units, wins
from calculator.cases import Array

STEPS = np.array([1, 2, 3, 5, 8], dtype=float)
"""By how many times a year a neighbour has more of one activity and less of another."""
ROUNDS = 40
"""Moves at most."""
HARDLY = 0.005
"""Share of the wins, or of the cost, for which no further activity is taken on."""
TRIES = 4
"""How often the programme is asked for a little more where the engine finds a little less than it promised."""
AGAIN, ROUGH = 3, 8
"""Branches, and steps through the horizon, that are enough for a programme where a good mix is known already."""


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

    def within(self, times: Array) -> NDArray[np.bool_]:
        """Whether mixes stay within the limits."""
        return np.asarray((times <= self.most).all(axis=-1) & self.units.within(times, self.limits))


def polished(search: Search, times: Array) -> Array:
    """The mix that no neighbour betters; a start outside the limits, by rounding, gives way to any within."""
    best = float(search.scores(times[None])[0]) if search.within(times) else -np.inf
    for _ in range(ROUNDS):
        near = _neighbours(times)
        near = near[search.within(near)]
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
        shorter = polished(replace(search, most=search.most * (least_missed > 0)), least_missed)
        if not search.scores(shorter[None])[0] >= floor:
            break
        times = shorter
    return times


def _neighbours(times: Array) -> Array:
    """Mixes with one activity more or less often, without one, or with more of one and less of another."""
    one = np.eye(len(times))
    used = one[times > 0]
    moves = np.concatenate([np.multiply.outer(STEPS, one).reshape(-1, len(times)), -one * times])
    fewer = np.multiply.outer(STEPS, used).reshape(-1, len(times))
    swaps = (moves[:, None] - fewer[None]).reshape(-1, len(times))
    return np.asarray(np.maximum(times + np.concatenate([moves, -fewer, swaps]), 0.0))


@dataclass(frozen=True)
class Found:
    """A mix: times a year by activity, what the engine says it wins, and the bound on what was looked for.

    `bound` is the most wins, or the least of the amount, that the programme leaves any mix within the limits.
    """

    times: Array
    won: float
    bound: float


def searching(known: Units, limits: Limits, least: str = "wins", needed: float = 0.0) -> Search:
    """What is looked for among all that the limits let one do."""
    return Search(known, limits, known.most(limits), least, needed)


def most(known: Units, limits: Limits, start: Array | None = None) -> Found:
    """The mix that wins most; `start` is one within the limits already, which it does not fall behind."""
    nothing = np.zeros(len(known.keys))
    if not known.yielding or not known.most(limits).any():
        return Found(nothing, 0.0, 0.0)
    mix = _programme(known, limits, start)
    solution = mix.solve(mix.objective("wins"))
    times = _polished(searching(known, limits), start, solution.times if solution else nothing)
    won = _won(known, times)
    bound = (THRIFT - solution.bound) * known.yielding if solution else np.inf
    return Found(times, won, max(won, bound))


def least(known: Units, limits: Limits, amount: str, target: float, start: Array | None = None) -> Found | None:
    """The mix that takes least of `cost`, `hours`, `cash` or `evenings` and wins so much; None where none does."""
    search, asked, bound = searching(known, limits, amount, target), target, 0.0
    if not known.yielding or not search.most.any():
        return None
    for attempt in range(TRIES):
        mix = _programme(known, limits, start)
        solution = mix.solve(mix.objective(amount), asked / known.yielding)
        if solution is None:
            break
        bound = bound if attempt else solution.bound
        times = _polished(search, start, solution.times)
        won = _won(known, times)
        if won >= target * (1 - ROUNDING):
            return Found(times, won, bound)
        asked += 1.01 * (target - won)
    # the mix that wins most may win enough though the programme found none
    richest = most(known, limits, start)
    if richest.won < target * (1 - ROUNDING):
        return None
    times = polished(search, richest.times)
    return Found(times, _won(known, times), bound)


def _programme(known: Units, limits: Limits, start: Array | None) -> Mix:
    """The programme, as fine as it has to be: where a good mix is there already, its bound is of no use."""
    return Mix(known, limits) if start is None else Mix(known, limits, AGAIN, ROUGH)


def _polished(search: Search, *starts: Array | None) -> Array:
    """The better of some mixes, made better still."""
    given = [times for times in starts if times is not None]
    return polished(search, max(given, key=lambda times: float(search.scores(times[None])[0])))


def _won(known: Units, times: Array) -> float:
    return float(wins(known.scenario, times[None])[0])
