"""Measures of many cases. The figures asked for are kept; the cases and the steps in between are thrown away.

>>> from calculator import assumptions
>>> scenario = assumptions.scenario("uk-owner")
>>> measures = Measures(lambda: Cases(scenario, {"profile.hourly_value": [0, 20, 40]}))
>>> measures["cash"].shape
(3, 3)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from calculator.cases import Array, Cases, stacked
from calculator.engine.results import evaluate


@dataclass(frozen=True)
class Measures:
    """Each measure is worked out when it is first asked for, from cases that are written anew and let go.

    All that is behind the draws of a large scenario takes a hundred megabytes, and one measure of them a third of one.
    """

    write: Callable[[], Cases]
    kept: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Those that were asked for."""

    def __getitem__(self, measure: str) -> Array:
        if measure not in self.kept:
            self.take(measure)
        return self.kept[measure]

    def take(self, *measures: str) -> None:
        """Work out several measures together, which takes less than one after the other."""
        missing = [measure for measure in measures if measure not in self.kept]
        if missing:
            for measure, values in worked_out(self.write(), missing).items():
                self._keep(measure, values)

    def _keep(self, measure: str, values: Array) -> None:
        values.setflags(write=False)  # all who ask are given this one array
        self.kept[measure] = values

    @property
    def cases(self) -> Cases:
        """The cases, written anew."""
        return self.write()

    @property
    def size(self) -> int:
        """How many cases there are."""
        return next((len(values) for values in self.kept.values()), 0) or self.cases.size


def worked_out(cases: Cases, measures: Sequence[str]) -> dict[str, Array]:
    """Each measure of the cases, shape (case, strategy)."""
    results = evaluate(cases)
    return {measure: np.array(results[measure]) for measure in measures}


def take_together(tables: Sequence[Measures], *measures: str) -> None:
    """Work out the same measures of several tables in one evaluation, which takes less than one for each."""
    missing = [measure for measure in measures if any(measure not in table.kept for table in tables)]
    if not missing:
        return
    written = [table.write() for table in tables]
    if not all(cases.columns for cases in written):  # a table of one case, which is quickly worked out by itself
        for table in tables:
            table.take(*missing)
        return
    ends = np.cumsum([cases.size for cases in written])
    for measure, all_of_them in worked_out(stacked(written), missing).items():
        for table, values in zip(tables, np.split(all_of_them, ends[:-1]), strict=True):
            table._keep(measure, np.array(values))
