"""How far one number may go while all others stay as they are: its field's bounds, or what the others leave of them.

>>> from calculator import assumptions
>>> limits(assumptions.scenario("uk-owner"), "pipelines.clients.close_rate")
(0.0, 1.0)

A session is no shorter than its round of pitches, and leaving home and coming back lie within one day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.errors import BadInput, Fault
from calculator.model import Activity, Scenario
from calculator.parameters import current, get, parameters

Span = tuple[float, float]
ROUNDING = 1e-12
"""What is kept clear of a limit that the other numbers set, so that no rounding puts a value beyond it."""
Rows = NDArray[np.intp]
POINTS = 97
"""Points at which a number is looked at: a quarter of an hour apart on a clock, and in thirds elsewhere."""
FINEST = 1e-12
"""Share of the range that stands for 'just above the lowest': where dues begin, the measure jumps there."""
NO_HOUR = 1000.0
"""An hour of the day that lies outside every protected window, which is all that having no hour means."""
TOGETHER = 400_000
"""Figures in one table of columns: a larger one is worked out branch by branch."""


def limits(scenario: Scenario, path: str) -> Span:
    """The lowest and the highest value that will do at a path; the lowest is the higher one where none will."""
    known = parameters(scenario)[path]
    branch, _, rest = path.partition(".")
    key, _, field = rest.partition(".")
    low, high = known.low, known.high
    if branch == "activities":
        low, high = _of_activity(scenario.activities[key], field)
    elif branch == "protected":
        low, high = _window(scenario, key, field)
    return max(known.low, low), max(known.low, min(known.high, high))


def _of_activity(activity: Activity, field: str) -> Span:
    """What an activity's other numbers leave of one: its pitches fit into its session, and all of it into a day."""
    session, start, half = activity.session_minutes, activity.start_hour, activity.travel_minutes / 120
    others, seconds = max(activity.people_in_round - 1, 0), activity.pitch_seconds
    low, high = 0.0, math.inf
    if field == "start_hour":
        low, high = _above(half), _below(24 - session / 60 - half)
    elif field == "session_minutes":
        low = _above(others * seconds / 60)
        if start is not None:
            high = _below(60 * (24 - start) - activity.travel_minutes / 2)
    elif field == "travel_minutes" and start is not None:
        high = _below(120 * min(start, 24 - start - session / 60))
    elif field == "people_in_round" and seconds:
        high = _below(1 + 60 * session / seconds)
    elif field == "pitch_seconds" and others:
        high = _below(60 * session / others)
    return low, high


def _window(scenario: Scenario, key: str, field: str) -> Span:
    """Between the neighbours on its own days, and never turned round."""
    own = scenario.protected[key]
    others = [
        other for name, other in scenario.protected.items() if name != key and not set(own.days).isdisjoint(other.days)
    ]
    if field == "start_hour":
        before = [other.end_hour for other in others if other.end_hour <= own.start_hour]
        return max(before, default=0), own.end_hour - 1e-9
    after = [other.start_hour for other in others if other.start_hour >= own.end_hour]
    return own.start_hour + 1e-9, min(after, default=24)


def _above(value: float) -> float:
    return value + ROUNDING * max(value, 1.0) if value > 0 else value


def _below(value: float) -> float:
    return value - ROUNDING * max(value, 1.0)


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
        measures = np.empty((len(names), len(row), len(self.scenario.strategies)))
        for branch in self._branches:
            here = np.isin(row, branch)
            if here.any():
                measures[:, here] = self._measures(names, row[here], value[here])
        return measures

    def _measures(self, names: Sequence[str], row: Rows, value: Array) -> Array:
        results = self.results(row, value)
        return np.array([results[name] for name in names])

    @cached_property
    def _branches(self) -> list[list[int]]:
        """Rows by the branch that their numbers lie in."""
        roots = [(path.rpartition(".")[0], index) for index, path in enumerate(self.paths)]
        return [[index for _, index in group] for _, group in groupby(sorted(roots), key=lambda root: root[0])]

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
        points = np.concatenate([low + wide * third, close, near, now], axis=1)
        for index, path in enumerate(self.paths):
            if path.endswith("_hour"):
                points[index] = np.append(np.linspace(self.low[index], self.high[index], POINTS - 1), now[index])
        return np.asarray(np.sort(np.clip(points, low, self.high[:, None]), axis=1))
