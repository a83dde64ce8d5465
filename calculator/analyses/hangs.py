"""What the verdict hangs on: which single numbers, within their ranges, would turn it, and which move it most.

The verdict is which way leaves most, and whether that is more than nothing; for a role, which has the best chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.sensitivity import Swings
from calculator.cases import Array
from calculator.engine import Results


def hangs(swings: Swings, results: Results) -> dict[str, bool]:
    """Each number that moves the verdict, by path, and whether it alone turns it: those first, then by their effect."""
    active = [index for index, held in enumerate(results.bottleneck[0]) if held]
    if not active or not swings.paths:
        return {}
    role = results.cases.scenario.goal == "role"
    values = np.asarray(swings.results["win_probability" if role else "net_value"])[:, active]
    order = np.argsort(-values[0], kind="stable")
    best = values[:, order[0]]
    least = 1e-9 * float(np.abs(values).max(initial=0.0))
    effect = np.zeros(len(swings.paths))
    turned: NDArray[np.bool_] = np.zeros(len(values), dtype=np.bool_)
    if len(active) > 1:
        turned = np.greater(values.max(axis=1) - best, least)
        effect = _width(best - values[:, order[1]])
    if not role:
        turned = np.logical_or(turned, np.not_equal(best > 0, best[0] > 0))
    if not role or len(active) == 1:
        effect = np.maximum(effect, _width(best))
    turns = np.asarray(turned[1:].reshape(-1, 2).any(axis=1))
    places = sorted(range(len(swings.paths)), key=lambda place: (not turns[place], -effect[place]))
    return {swings.paths[place]: bool(turns[place]) for place in places if turns[place] or effect[place] > least}


def _width(values: Array) -> Array:
    """How far each path moves a value, of two cases a path after the first."""
    return np.asarray(np.ptp(values[1:].reshape(-1, 2), axis=1))
