"""Measures of very many cases, kept without the cases and without what lies between.

>>> from calculator import assumptions
>>> scenario = assumptions.scenario("uk-owner")
>>> found = Measures(lambda: Cases(scenario, {"profile.hourly_value": [0, 20, 40]}))
>>> found["cash"].shape
(3, 3)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from calculator.cases import Array, Cases
from calculator.engine.results import evaluate


@dataclass(frozen=True)
class Measures:
    """Each measure is worked out when it is first asked for, from cases that are written anew and let go.

    All that is behind the draws of a large scenario takes a hundred megabytes, and one measure of them a third of one.
    """

    write: Callable[[], Cases]
    found: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Those that were asked for."""

    def __getitem__(self, measure: str) -> Array:
        if measure not in self.found:
            self.take(measure)
        return self.found[measure]

    def take(self, *measures: str) -> None:
        """Work out several measures together, which takes less than one after the other."""
        missing = [measure for measure in measures if measure not in self.found]
        if missing:
            results = evaluate(self.write())
            for measure in missing:
                self.found[measure] = kept = np.array(results[measure])
                kept.setflags(write=False)  # all who ask are given this one array

    @property
    def cases(self) -> Cases:
        """The cases, written anew."""
        return self.write()

    @property
    def size(self) -> int:
        """How many cases there are."""
        return next((len(values) for values in self.found.values()), 0) or self.cases.size
