"""Where functions of one number are zero: all places at once, of many functions at once.

A function is looked at over a grid. Between two neighbours of opposite sign it is zero or jumps past it: the place is
closed in upon until nothing lies between. Where it comes near zero and turns back it is looked at more closely, since
it may dip under. A stretch of zeros is an interval. What is none (NaN) is no zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array

Rows = NDArray[np.intp]
Place = tuple[float, float]
Function = Callable[[Rows, Array], tuple[Array, Array]]
"""Values of the functions numbered `row` at `x`, and what is rounding in each; a pair of arrays of the one shape."""

ROUNDS = 40
"""Times that brackets are narrowed: each makes them an eighth at most, so the last is as narrow as numbers allow."""
CLOSE = 1e-15
"""Ends of a bracket closer than this share of the number, or of a millionth of its range, are one place."""
JUMP = 1e3
"""Where a function changes sign but stays this many times its rounding away from zero, it jumps past zero there."""
INSIDE = np.arange(1, 8) / 8
NEAR = np.array([-1e-2, -1e-5, -1e-8, 0, 1e-8, 1e-5, 1e-2])
"""Places in a bracket, as shares of its width: evenly, and around where the straight line between its ends is zero."""
CLOSER = 12
"""Places at which a dip is looked at in each round, of which there are DIPS."""
DIPS = 3
FINER = 34
"""Places between two points at which the end of a stretch of zeros is looked for in each round."""
END, STRETCH = 2e-12, 1e-7
"""Shares of a function's range: to which the end of a stretch is found, and below which it is a single place."""


@dataclass
class Zeros:
    """The zeros of one function: single places, those of them that it jumps past, and stretches. Ascending."""

    values: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    intervals: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Brackets:
    """Stretches of the functions numbered `row`, from `low` to `high`, with their values at both ends."""

    row: Rows
    low: Array
    high: Array
    at_low: Array
    at_high: Array

    def where(self, chosen: NDArray[np.bool_]) -> Brackets:
        """The brackets that are chosen."""
        ends = (array[chosen] for array in (self.low, self.high, self.at_low, self.at_high))
        return Brackets(self.row[chosen], *ends)

    def __add__(self, other: Brackets) -> Brackets:
        own = (self.low, self.high, self.at_low, self.at_high)
        others = (other.low, other.high, other.at_low, other.at_high)
        ends = (np.concatenate(pair) for pair in zip(own, others, strict=True))
        return Brackets(np.concatenate([self.row, other.row]), *ends)


def places(values: Sequence[float], intervals: Sequence[Place]) -> tuple[Place, ...]:
    """Single values and stretches in one order, each from its low to its high."""
    return tuple(sorted([*((value, value) for value in values), *intervals]))


def zeros(function: Function, points: Array) -> tuple[list[Zeros], Array]:
    """The zeros of each function over its own row of `points`, and its values there; shape (function, point).

    Values that are nothing but rounding are given as 0.
    """
    if not points.size:
        return [], points
    row = np.repeat(np.arange(len(points)), points.shape[1])
    values, slack = function(row, points.ravel())
    grid = np.where(np.abs(values) <= slack, 0.0, values).reshape(points.shape)
    by_function = [Zeros() for _ in points]
    _standing(function, points, grid, by_function)
    # brackets are narrowed until each holds one place, which is added to its function's zeros
    open_, wide = _between(points, grid) + _dips(function, points, grid), np.ptp(points, axis=1)
    for _ in range(ROUNDS):
        if not len(open_.row):
            break
        open_ = _narrowed(function, open_, wide, by_function)
    for zero in by_function:
        zero.values.sort()
    return by_function, grid


def _between(points: Array, grid: Array) -> Brackets:
    """Neighbours of opposite sign."""
    row, at = np.nonzero(grid[:, :-1] * grid[:, 1:] < 0)
    return Brackets(row, points[row, at], points[row, at + 1], grid[row, at], grid[row, at + 1])


def _dips(function: Function, points: Array, grid: Array) -> Brackets:
    """Neighbours of opposite sign where a function comes near zero between two points and turns back."""
    size = np.abs(grid)
    before, here, after = size[:, :-2], size[:, 1:-1], size[:, 2:]
    sign = np.sign(grid)
    same = (sign[:, :-2] == sign[:, 1:-1]) & (sign[:, 1:-1] == sign[:, 2:]) & (here > 0)
    apart = (here < before * (1 - 1e-9)) | (here < after * (1 - 1e-9))
    row, at = np.nonzero(same & (here <= before) & (here <= after) & apart)
    low, high = points[row, at], points[row, at + 2]
    brackets = _between(points[:0], grid[:0])
    for _ in range(DIPS):
        if not len(row):
            break
        x = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, CLOSER)
        values = function(np.repeat(row, CLOSER), x.ravel())[0].reshape(x.shape)
        new = _between(x, values)
        new.row = row[new.row]
        brackets = brackets + new
        through = (np.sign(values) != np.sign(values[:, :1])).any(axis=1) | np.isnan(values).any(axis=1)
        least = np.clip(np.abs(values).argmin(axis=1), 1, CLOSER - 2)
        index = np.arange(len(row))
        row, low, high = row[~through], x[index, least - 1][~through], x[index, least + 1][~through]
    return brackets


def _narrowed(function: Function, it: Brackets, wide: Array, by_function: list[Zeros]) -> Brackets:
    """The brackets, each narrowed to an eighth at most.

    One whose zero is found, or that can get no narrower, is added to its function's zeros and left out.
    """
    width = it.high - it.low
    straight = it.low + width * it.at_low / (it.at_low - it.at_high)
    inside = np.concatenate([it.low[:, None] + width[:, None] * INSIDE, straight[:, None] + width[:, None] * NEAR], 1)
    x = np.sort(np.clip(inside, it.low[:, None], it.high[:, None]), axis=1)
    count = x.shape[1]
    values, slack = (a.reshape(x.shape) for a in function(np.repeat(it.row, count), x.ravel()))
    x = np.concatenate([it.low[:, None], x, it.high[:, None]], axis=1)
    values = np.concatenate([it.at_low[:, None], values, it.at_high[:, None]], axis=1)
    slack = np.pad(slack, ((0, 0), (1, 1)), mode="edge")
    index = np.arange(len(it.row))
    turned = np.sign(values) != np.sign(values[:, :1])
    at = turned.argmax(axis=1)
    new = Brackets(it.row, x[index, at - 1], x[index, at], values[index, at - 1], values[index, at])
    best = np.where(np.abs(new.at_low) < np.abs(new.at_high), at - 1, at)
    off = np.abs(values[index, best])
    narrow = new.high - new.low <= CLOSE * np.maximum(1e-6 * wide[it.row], np.abs(new.high)) + 1e-300
    done = (off <= slack[index, best]) | narrow | np.isnan(off)
    for i in np.flatnonzero(done & ~np.isnan(off)):
        place = float(x[i, best[i]])
        zero = by_function[it.row[i]]
        if off[i] > JUMP * slack[i, best[i]]:
            zero.steps.append(float(new.low[i]))
            place = float(new.low[i])
        zero.values.append(place)
    return new.where(~done)


def _standing(function: Function, points: Array, grid: Array, by_function: list[Zeros]) -> None:
    """Zeros at the points themselves: single places, and stretches whose ends lie between points."""
    padded = np.pad(grid == 0, ((0, 0), (1, 1))).astype(int)
    row, first = np.nonzero(np.diff(padded, axis=1) == 1)
    last = np.nonzero(np.diff(padded, axis=1) == -1)[1] - 1
    wide = np.ptp(points, axis=1)[row]
    low = _edges(function, row, points[row, first], points[row, np.maximum(first - 1, 0)], wide)
    high = _edges(function, row, points[row, last], points[row, np.minimum(last + 1, points.shape[1] - 1)], wide)
    for at, place in enumerate(row):
        if high[at] - low[at] > STRETCH * wide[at]:
            by_function[place].intervals.append((float(low[at]), float(high[at])))
        else:
            by_function[place].values.append(float(points[place, first[at]]))


def _edges(function: Function, row: Rows, zero: Array, beyond: Array, wide: Array) -> Array:
    """How far from zeros towards points that are none the functions stay zero."""
    zero, beyond = zero.copy(), beyond.copy()
    for _ in range(10):
        open_ = np.flatnonzero(np.abs(beyond - zero) > END * wide)
        if not len(open_):
            break
        x = zero[open_, None] + (beyond - zero)[open_, None] * np.linspace(0, 1, FINER)
        values, slack = function(np.repeat(row[open_], FINER), x.ravel())
        off = ~(np.abs(values) <= slack).reshape(x.shape)
        off[:, 0], off[:, -1] = False, True  # as they were found to be
        at, index = off.argmax(axis=1), np.arange(len(open_))
        zero[open_], beyond[open_] = x[index, at - 1], x[index, at]
    return zero
