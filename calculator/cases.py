"""Cases: a scenario and the columns in which it varies, one row a case.

A sweep, a blend, ten thousand draws, a workshop: each is a way of writing columns.

>>> from calculator import assumptions
>>> cases = Cases(assumptions.scenario("uk-owner"), {"profile.hourly_value": [0, 20, 40]})
>>> cases.size, cases.profile.hourly_value
(3, array([ 0., 20., 40.]))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calculator.errors import BadInput, Fault
from calculator.model import Activity, Pipeline, Profile, Scenario, Tree, Window, is_number
from calculator.parameters import get, parameters

Array = NDArray[np.float64]
Number = Any
"""A float, or an array of shape (case,): what a formula takes and gives."""


@dataclass(frozen=True)
class Cases:
    """A scenario and columns by path, all of the same length.

    `profile`, `pipeline` and each of `activities` read like the model's own, but a number that varies is an array
    of shape (case,): a formula written for one activity serves all cases, and what does not vary costs nothing.
    """

    scenario: Scenario
    columns: Mapping[str, ArrayLike] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = parameters(self.scenario)
        for path in self.columns:
            if path not in known:
                get(self.scenario, path)  # raises UnknownPath with the closest one
                raise BadInput([Fault(path, f"{path} is a word; only numbers vary from case to case.")])
        arrays = {path: np.asarray(column, dtype=float).reshape(-1) for path, column in self.columns.items()}
        sizes = {len(column) for column in arrays.values()}
        if len(sizes) > 1:
            raise BadInput([Fault("", f"Columns have {sorted(sizes)} cases; they must all have the same number.")])
        object.__setattr__(self, "columns", arrays)

    @cached_property
    def size(self) -> int:
        """How many cases there are; 1 where nothing varies."""
        return next((np.size(column) for column in self.columns.values()), 1)

    @cached_property
    def profile(self) -> Profile:
        """The profile in all cases."""
        return cast(Profile, self._varied("profile", self.scenario.profile))

    @property
    def goal(self) -> str:
        """What is networked for."""
        return self.scenario.goal

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline of the scenario's goal in all cases."""
        goal = self.scenario.goal
        return cast(Pipeline, self._varied(f"pipelines.{goal}", self.scenario.pipelines[goal]))

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        """Each activity in all cases."""
        activities = self.scenario.activities.items()
        return {key: cast(Activity, self._varied(f"activities.{key}", activity)) for key, activity in activities}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each activity stands in their order."""
        return {key: index for index, key in enumerate(self.activities)}

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Each protected window in all cases."""
        windows = self.scenario.protected.items()
        return tuple(cast(Window, self._varied(f"protected.{key}", window)) for key, window in windows)

    @cached_property
    def times(self) -> Mapping[str, tuple[Number, ...]]:
        """Times a year that each strategy, in order, takes each activity; by activity."""
        return {key: tuple(self._times(mix, key) for mix in self.scenario.strategies) for key in self.activities}

    @cached_property
    def mix(self) -> Array | None:
        """Times a year where they are the same in all cases, shape (strategy, activity); None where they vary."""
        if any(isinstance(number, np.ndarray) for row in self.times.values() for number in row):
            return None
        shape = (len(self.scenario.activities), len(self.scenario.strategies))
        return np.array(list(self.times.values()), dtype=float).reshape(shape).T

    def richness(self, activity: str) -> Number:
        """Richness of the medium of an activity."""
        medium = self.scenario.activities[activity].medium
        return self._number(f"media.{medium}.richness", self.scenario.media[medium].richness)

    # -- sums over the activities of a strategy ---------------------------------------------------------

    def total(self, amounts: Mapping[str, Number]) -> Array:
        """Σ times a year × amount over activities, for amounts by activity; shape (case, strategy)."""
        if self.mix is None:
            some = _some(amounts).items()
            return self.added({key: tuple(n * amount for n in self.times[key]) for key, amount in some})
        fixed, varying = [0.0] * len(self.place), {}
        for key, amount in amounts.items():
            if _varies(amount):
                varying[self.place[key]] = amount
            else:
                fixed[self.place[key]] = amount
        sums = (self.mix @ fixed)[:, None]
        if varying:
            sums = sums + self.mix[:, list(varying)] @ np.array(list(varying.values()))
        return sums.T if sums.shape[1] == self.size else np.broadcast_to(sums, (len(sums), self.size)).T

    def once(self, amounts: Mapping[str, Number]) -> Array:
        """Σ amount over the activities that take place at all; shape (case, strategy)."""
        # dues fall due once you take part at all, so a blend pays both clubs
        some = _some(amounts).items()
        return self.added({key: tuple((n > 0) * amount for n in self.times[key]) for key, amount in some})

    def added(self, terms: Mapping[str, tuple[Number, ...]]) -> Array:
        """Σ over activities of terms given by strategy; shape (case, strategy)."""
        sums = np.zeros((len(self.scenario.strategies), self.size))  # a strategy's cases lie in one piece
        for term in terms.values():
            for row, number in zip(sums, term, strict=True):
                if _varies(number) or number:
                    np.add(row, number, out=row)
        return sums.T

    def flat(self, values: Number) -> Array:
        """Numbers by case, or by case and strategy, in one row: a strategy's cases lie in one piece."""
        by_case = isinstance(values, np.ndarray) and values.ndim == 1
        rows = values[:, None] if by_case else values
        return np.ravel(np.broadcast_to(rows, (self.size, len(self.scenario.strategies))).T)

    def unflat(self, row: Array) -> Array:
        """A flat row as (case, strategy)."""
        return row.reshape(-1, self.size).T

    def _times(self, mix: str, activity: str) -> Number:
        path = f"strategies.{mix}.times_per_year.{activity}"
        return self._number(path, self.scenario.strategies[mix].times_per_year.get(activity, 0.0))

    def _varied(self, root: str, branch: Tree) -> SimpleNamespace:
        columns = {name: self.columns[path] for name, path in _paths(root, type(branch)) if path in self.columns}
        return SimpleNamespace(**{**branch.__dict__, **columns})

    def _number(self, path: str, value: float) -> Number:
        return self.columns.get(path, value)


def _varies(number: Number) -> bool:
    """Whether a number differs from case to case."""
    return isinstance(number, np.ndarray)


def _some(amounts: Mapping[str, Number]) -> dict[str, Number]:
    return {key: amount for key, amount in amounts.items() if _varies(amount) or amount}


@lru_cache(maxsize=2000)
def _paths(root: str, kind: type[Tree]) -> list[tuple[str, str]]:
    return [(name, f"{root}.{name}") for name, known in kind.model_fields.items() if is_number(known)]


def stacked(tables: Sequence[Cases]) -> Cases:
    """The cases of several tables of one scenario, one below the other; at least one number must vary."""
    scenario = tables[0].scenario
    columns = {}
    for path in dict.fromkeys(path for table in tables for path in table.columns):
        columns[path] = np.concatenate(
            [
                table.columns[path] if path in table.columns else np.full(table.size, get(scenario, path))
                for table in tables
            ]
        )
    return Cases(scenario, columns)


def cross(one: Cases, other: Cases) -> Cases:
    """Every case of `one` with every case of `other`, in that order: reshape results to (one, other, …)."""
    first = {path: np.repeat(np.asarray(column), other.size) for path, column in one.columns.items()}
    second = {path: np.tile(np.asarray(column), one.size) for path, column in other.columns.items()}
    return Cases(one.scenario, {**first, **second})
