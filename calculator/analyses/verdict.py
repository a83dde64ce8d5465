"""Whether a claim holds: in what share of the draws, and which single numbers turn it within what is plausible.

A claim says of each case whether it is true (above 0), false (below 0) or neither (0). The rule is the same for and
against: turn a claim round, and "holds" and "does not hold" change places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from calculator.analyses.monte_carlo import TOO_CLOSE, drawn, uncertain
from calculator.analyses.sweep import limits
from calculator.cases import Array, Cases
from calculator.model import Scenario
from calculator.notation import Spread
from calculator.parameters import spread_of

Claim = Callable[[Cases], Array]
"""Gives a sign a case, shape (case,)."""

POINTS = 33
"""Points between now and the end of a range at which a claim that turns is looked at; thrice, ever closer."""
ROUNDS = 3
HOLDS, FAILS, DEPENDS = "holds", "does not hold", "depends"


@dataclass(frozen=True)
class Flip:
    """A number that turns a claim by itself: where, from what it is now, and how far it may plausibly go."""

    path: str
    value: float
    now: float
    low: float
    high: float

    @property
    def distance(self) -> float:
        """How far the turn is from now, as a share of the plausible range."""
        return abs(self.value - self.now) / (self.high - self.low)


@dataclass(frozen=True)
class Verdict:
    """A claim's sign now, the share of draws in which it is true, how many there are, and what turns it.

    Draws that are neither true nor false count half. `flips` are within what is plausible, nearest first; where there
    is none, `beyond` has the one that comes next, if any does before as much again.
    """

    now: int
    odds: float
    draws: int
    flips: tuple[Flip, ...]
    beyond: tuple[Flip, ...] = ()

    @property
    def word(self) -> str:
        """Whether the claim holds, does not hold or depends: the same share of draws decides for it and against it."""
        if self.flips or not self.now:
            return DEPENDS
        if self.odds >= TOO_CLOSE and self.now > 0:
            return HOLDS
        return FAILS if self.odds <= 1 - TOO_CLOSE and self.now < 0 else DEPENDS


def verdict(scenario: Scenario, claim: Claim) -> Verdict:
    """What becomes of a claim over the ranges of a scenario's numbers, and a little beyond where nothing turns it."""
    signs = np.sign(claim(drawn(scenario)))
    now = int(np.sign(claim(Cases(scenario))[0]))
    ranges = uncertain(scenario)
    flips = _flips(scenario, claim, now, ranges)
    beyond: tuple[Flip, ...] = ()
    if not flips:  # as much again on either side, as far as each number may go at all
        wider = {}
        for path in ranges:
            (low, likely, high), (least, most) = _ends_of(scenario, path), limits(scenario, path)
            ends = max(low - (high - low), min(least, likely)), min(high + (high - low), max(most, likely))
            wider[path] = Spread(ends[0], likely, ends[1])
        beyond = _flips(scenario, claim, now, wider)
    return Verdict(now, float((signs + 1).mean() / 2), len(signs), flips, beyond[:1])


def _ends_of(scenario: Scenario, path: str) -> tuple[float, float, float]:
    """The range of a number that has one."""
    low, likely, high = spread_of(scenario, path)
    return float(low or 0), float(likely or 0), float(high or 0)


def _flips(scenario: Scenario, claim: Claim, now: int, spreads: Mapping[str, Spread]) -> tuple[Flip, ...]:
    """The numbers that turn it as they go over these spreads, each where it does so first; the nearest first."""
    if not spreads or not now:
        return ()
    columns = {}
    for index, (path, spread) in enumerate(spreads.items()):  # each number at its low and at its high, others as now
        columns[path] = np.full(2 * len(spreads), spread.likely, dtype=float)
        columns[path][2 * index : 2 * index + 2] = spread.low, spread.high
    ends = np.sign(claim(Cases(scenario, columns))).reshape(-1, 2)
    turned = [(path, side) for path, signs in zip(spreads, ends, strict=True) for side in (0, 1) if signs[side] != now]
    flips: dict[str, Flip] = {}
    for path, value in _places(scenario, claim, now, turned, spreads):
        low, likely, high = _ends_of(scenario, path)
        flip = Flip(path, value, likely, low, high)
        if path not in flips or flip.distance < flips[path].distance:
            flips[path] = flip
    return tuple(sorted(flips.values(), key=lambda flip: flip.distance))


def _places(
    scenario: Scenario, claim: Claim, now: int, turned: Sequence[tuple[str, int]], spreads: Mapping[str, Spread]
) -> list[tuple[str, float]]:
    """Where each of these numbers, on its way from now to an end of its spread, turns the claim first."""
    if not turned:
        return []
    begin = np.array([spreads[path].likely for path, _ in turned], dtype=float)
    end = np.array([(spreads[path].low, spreads[path].high)[side] for path, side in turned], dtype=float)
    row = np.arange(len(turned))
    for _ in range(ROUNDS):
        points = begin[:, None] + (end - begin)[:, None] * np.linspace(0, 1, POINTS)
        columns = {path: np.full(points.size, spreads[path].likely, dtype=float) for path, _ in turned}
        for index, (path, _) in enumerate(turned):
            columns[path][index * POINTS : (index + 1) * POINTS] = points[index]
        signs = np.sign(claim(Cases(scenario, columns))).reshape(points.shape)
        at = np.maximum((signs != now).argmax(axis=1), 1)
        begin, end = points[row, at - 1], points[row, at]
    return [(path, float(value)) for (path, _), value in zip(turned, end, strict=True)]
