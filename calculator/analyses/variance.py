"""Which doubts the doubt about a difference is made of: shares of its variance, by Sobol's method.

A share alone is what would go if that number were known; a share together counts what it does through others too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calculator.analyses.monte_carlo import BLOCK, pert, places, uncertain
from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.model import Scenario

DRAWS = 4096
"""Of each of the two samples that are mixed; a power of two."""
APART = 3 * BLOCK
"""Dimensions from a number in the one sample to the same in the other, at the least."""
MOST = 8
"""Numbers that are looked at one by one; the others are taken together."""


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of a difference: of each path, then of all other numbers as one.

    `alone` is the first-order index and `together` the total index, each of shape (path + 1,); `spread` is the standard
    deviation of the difference.
    """

    paths: tuple[str, ...]
    alone: Array
    together: Array
    spread: float


def shares(scenario: Scenario, measure: str, one: int, other: int, paths: Sequence[str]) -> Shares | None:
    """Shares of these paths, and of all others as one; None where nothing varies, or a draw has no such measure."""
    from scipy.stats import sobol_indices  # half a second, and asked for by few

    first, second = _samples(scenario)
    groups = [[path] for path in paths if path in first]
    groups.append([path for path in first if path not in paths])

    def difference(columns: Mapping[str, Array]) -> Array:
        values = evaluate(Cases(scenario, columns))[measure]
        return np.broadcast_to(values[:, one] - values[:, other], DRAWS)

    mixed = [difference({**first, **{path: second[path] for path in group}}) for group in groups]
    base, fresh = difference(first), difference(second)
    spread = float(base.std())
    if not np.isfinite(spread) or spread <= 1e-9 * float(np.abs(base).max(initial=0.0)):
        return None
    known: Any = {"f_A": base[None], "f_B": fresh[None], "f_AB": np.array(mixed)[:, None]}
    found = sobol_indices(func=known, n=DRAWS)
    alone, together = (np.clip(np.ravel(order), 0, 1) for order in (found.first_order, found.total_order))
    return Shares(tuple(path for group in groups[:-1] for path in group), alone, together, spread)


def _samples(scenario: Scenario) -> tuple[dict[str, Array], dict[str, Array]]:
    """Two samples of every number, apart from each other: the second lies in dimensions that the first leaves free."""
    spreads, place = uncertain(scenario), places(scenario)
    apart = max(APART, 1 << max((place[path] for path in spreads), default=0).bit_length())
    one, other = (
        {path: pert(spread, start + place[path], DRAWS, 0) for path, spread in spreads.items()} for start in (0, apart)
    )
    return one, other
