"""Which price, given up beside the value of an hour or alone, makes a strategy cheaper that no hour alone does.

A price is what an activity costs in money: a meal, dues, parking. Full cost is linear in each, so that two ends of the
line are enough, and all prices are tried in one go.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.model import Scenario
from calculator.parameters import get, parameters
from calculator.parts import PRICES

HOUR = "profile.hourly_value"
LEAST = 0.01
"""Money below which a price or an hour reads as nothing, so that nobody is told to look out for less."""


@dataclass(frozen=True)
class Together:
    """A price by its path, and what turns the comparison with it.

    With `hour` None the price alone does, below `price`. Else it does at nothing, with an hour worth less than `hour`
    (more where `below` is False).
    """

    path: str
    price: float = 0.0
    hour: float | None = None
    below: bool = True


def together(scenario: Scenario, dearer: str, cheaper: str) -> Together | None:
    """The price that turns it alone at the least change, or else beside the hour nearest to now; None if none does."""
    taken = [key for key, n in scenario.strategies[dearer].times_per_year.items() if n]
    prices = [f"activities.{key}.{field}" for key in taken for field in PRICES]
    paths = [path for path in prices if get(scenario, path)]
    if not paths or not scenario.profile.hourly_value:
        return None
    known = parameters(scenario)[HOUR]
    hours = [scenario.profile.hourly_value, known.low, known.high]
    small = scenario.model_copy(update={"strategies": {key: scenario.strategies[key] for key in (dearer, cheaper)}})
    size = len(hours) * (len(paths) + 1)  # the last three keep every price
    columns = {path: np.full(size, float(get(scenario, path))) for path in paths}
    for index, path in enumerate(paths):
        columns[path][len(hours) * index : len(hours) * (index + 1)] = 0.0
    columns[HOUR] = np.tile(hours, len(paths) + 1)
    cost = evaluate(Cases(small, columns)).cost
    more = (cost[:, 0] - cost[:, -1]).reshape(-1, len(hours))
    return _alone(scenario, paths, more[:-1, 0], more[-1, 0]) or _beside(scenario, paths, more[:-1, 1:], known.high)


def _alone(scenario: Scenario, paths: list[str], free: Array, now: float) -> Together | None:
    """Where a price at nothing turns it, the share of itself at which it ties; the highest is the least change."""
    share = np.where(free < 0, -free / np.where(free < 0, now - free, 1), -1)
    best = int(share.argmax())
    price = float(share[best] * get(scenario, paths[best]))
    return Together(paths[best], price) if price >= LEAST else None


def _beside(scenario: Scenario, paths: list[str], ends: Array, high: float) -> Together | None:
    """Where one end of an hour's value turns it once the price is nothing, the hour at which it ties."""
    turns = ends[:, 0] * ends[:, 1] < 0
    tie = np.where(turns, high * ends[:, 0] / np.where(turns, ends[:, 0] - ends[:, 1], 1), np.inf)
    turns &= tie >= LEAST
    tie[~turns] = np.inf
    best = int(np.abs(tie - scenario.profile.hourly_value).argmin())
    return Together(paths[best], 0.0, float(tie[best]), bool(ends[best, 0] < 0)) if turns[best] else None
