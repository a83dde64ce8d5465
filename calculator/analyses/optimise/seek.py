"""The two questions put to the programme, and its answers evaluated by the engine: most wins, or least for so many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.analyses.optimise.limits import Limits
from calculator.analyses.optimise.polish import Search, polished
from calculator.analyses.optimise.programme import THRIFT, Mix
from calculator.analyses.optimise.units import ROUNDING, Units, wins
from calculator.cases import Array

TRIES = 4
"""How often the programme is asked for a little more where the engine finds a little less than it promised."""
AGAIN, ROUGH = 3, 8
"""Branches, and steps through the horizon, for a programme beside which there is a good mix already."""


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
    return _from(search, most(known, limits, start), bound)


def _programme(known: Units, limits: Limits, start: Array | None) -> Mix:
    """The programme, as fine as it has to be: where a good mix is there already, its bound is of no use."""
    return Mix(known, limits) if start is None else Mix(known, limits, AGAIN, ROUGH)


def _polished(search: Search, *starts: Array | None) -> Array:
    """The better of some mixes, made better still."""
    given = [times for times in starts if times is not None]
    return polished(search, max(given, key=lambda times: float(search.scores(times[None])[0])))


def _from(search: Search, richest: Found, bound: float) -> Found | None:
    """The least of an amount from the mix that wins most, where that wins enough though the programme found none."""
    if richest.won < search.needed * (1 - ROUNDING):
        return None
    times = polished(search, richest.times)
    return Found(times, _won(search.units, times), bound)


def _won(known: Units, times: Array) -> float:
    return float(wins(known.scenario, times[None])[0])
