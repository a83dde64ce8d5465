"""One number at a time over all that it may be: the points to look at, and a measure of some strategies at them.

Numbers of one branch, such as those of one activity, are worked out together: their columns are short, and what lies
in other branches does not vary at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.limits import Span, limits
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.errors import BadInput, Fault
from calculator.model import Scenario
from calculator.parameters import current, get, parameters

Rows = NDArray[np.intp]

POINTS = 97
"""Points at which a number is looked at: a quarter of an hour apart on a clock, and in thirds elsewhere."""
FINEST = 1e-12
"""Share of the range that stands for 'just above the lowest': where dues begin, the measure jumps there."""
NO_HOUR = 1000.0
"""An hour of the day that lies outside every protected window, which is all that having no hour means."""
TOGETHER = 400_000
"""Figures in one table of columns: a larger one is worked out branch by branch."""


def number(scenario: Scenario, path: str) -> str:
    """The path that a number has now. Raises UnknownPath with the closest one, and BadInput where it is a word."""
    path = current(path)
    if path not in parameters(scenario):
        get(scenario, path)  # raises UnknownPath
        raise BadInput([Fault(path, f"{path} is a word; it cannot be more or less.")])
    return path


class Sweep:
    """A scenario's numbers, each varied by itself while the others stay, and what comes of it for some strategies.

    `paths` are those numbers that these strategies have and that the others leave room; `low`, `high` and `now` are
    arrays in their order, and `now` is NaN where there is none.
    """

    def __init__(self, scenario: Scenario, strategies: Sequence[str], paths: Sequence[str]) -> None:
        self.scenario = scenario.model_copy(
            update={"strategies": {key: scenario.strategies[key] for key in dict.fromkeys(strategies)}, "ranges": {}}
        )
        known = parameters(self.scenario)
        spans = {path: limits(scenario, path) for path in paths}
        self.paths = tuple(path for path, (low, high) in spans.items() if path in known and low < high)
        self.low = np.array([spans[path][0] for path in self.paths], dtype=float)
        self.high = np.array([spans[path][1] for path in self.paths], dtype=float)
        self.now = np.array([np.nan if (n := get(scenario, path)) is None else n for path in self.paths], dtype=float)
        self._spans = spans
        self._base = np.where(np.isnan(self.now), NO_HOUR, self.now)

    def span(self, path: str) -> Span:
        """How far the number at one of the paths asked for may go."""
        return self._spans[path]

    def results(self, row: Rows, value: Array) -> Results:
        """Results with each of these numbers, by row of `paths`, at its value: a case each."""
        columns = {}
        for index in np.unique(row):
            column = np.full(len(row), self._base[index])
            here = row == index
            column[here] = value[here]
            columns[self.paths[index]] = column
        return evaluate(Cases(self.scenario, columns))

    def measures(self, names: Sequence[str], row: Rows, value: Array) -> Array:
        """These measures with each of these numbers at its value, shape (name, case, strategy)."""
        if len(row) * len(np.unique(row)) <= TOGETHER:
            return self._measures(names, row, value)
        found = np.empty((len(names), len(row), len(self.scenario.strategies)))
        for branch in self._branches:
            here = np.isin(row, branch)
            if here.any():
                found[:, here] = self._measures(names, row[here], value[here])
        return found

    def _measures(self, names: Sequence[str], row: Rows, value: Array) -> Array:
        results = self.results(row, value)
        return np.array([results[name] for name in names])

    @cached_property
    def _branches(self) -> list[list[int]]:
        """Rows by the branch that their numbers lie in."""
        roots = [(path.rpartition(".")[0], index) for index, path in enumerate(self.paths)]
        return [[index for _, index in found] for _, found in groupby(sorted(roots), key=lambda root: root[0])]

    def points(self) -> Array:
        """Values to look at, ascending, shape (path, POINTS): both ends, now, and where measures are apt to turn.

        Evenly over the range; ever closer together towards the low end, since what people have lies there, far
        below what is allowed; and evenly around now.
        """
        low, wide = self.low[:, None], (self.high - self.low)[:, None]
        third = np.linspace(0, 1, 33)
        now = np.where(np.isnan(self.now), self.low, self.now)[:, None]
        near = low + np.clip(2 * (now - low) * np.linspace(0, 1, 26), 0, wide)
        close = low + wide * np.concatenate([[FINEST], np.geomspace(1e-6, 0.9, 36)])
        found = np.concatenate([low + wide * third, close, near, now], axis=1)
        for index, path in enumerate(self.paths):
            if path.endswith("_hour"):
                found[index] = np.append(np.linspace(self.low[index], self.high[index], POINTS - 1), now[index])
        return np.asarray(np.sort(np.clip(found, low, self.high[:, None]), axis=1))
