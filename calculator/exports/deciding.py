"""Which numbers matter most for what a chart shows, in words to be printed on it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculator.analyses.sensitivity import Swings
from calculator.facts import fact_of
from calculator.model import Scenario
from calculator.named import seeks_role

MEASURES: Mapping[str, str] = {
    "hours_by_part": "hours",
    "hours_by_activity": "hours",
    "where_hours_go": "wasted_hours",
    "cash_by_item": "cash",
    "full_cost": "cost",
    "payback": "net_value",
    "left": "net_value",
    "cost_per": "cost_per_relationship",
}
"""What each chart shows of a strategy; the others show what is won."""


def measure(chart: str, scenario: Scenario) -> str:
    """The measure that a chart is about."""
    return MEASURES.get(chart, "win_probability" if seeks_role(scenario) else "wins")


def deciding(swings: Swings, name: str, most: int = 3) -> list[str]:
    """The numbers that most move the gap between the highest and the lowest strategy; of one alone, its own measure."""
    if not swings.paths or not swings.results[name].shape[1]:
        return []
    values = np.nan_to_num(swings.results[name], posinf=0.0)
    one, other = int(values[0].argmax()), int(values[0].argmin())
    alone = np.asarray(values[1:, one].reshape(len(swings.paths), 2))  # at each path's low and high
    shown = alone if one == other else np.asarray(swings.differences(name, one, other))
    widths = np.nan_to_num(np.ptp(shown, axis=1))
    order = np.argsort(-widths, kind="stable")[:most]
    return [swings.paths[index] for index in order if widths[index] > 1e-9 * (1 + widths.max())]


def words(scenario: Scenario, paths: list[str]) -> list[str]:
    """Each number with its range: 'LinkedIn: session 30 minutes (15 to 60)'."""
    said = []
    for fact in (fact_of(scenario, path) for path in paths):
        # money and per cent carry their own sign
        plain = fact.value[:1] in "0123456789" and "%" not in fact.unit and ":" not in fact.value
        said.append(f"{fact.label} {fact.value}{f' {fact.unit}' if plain else ''} ({fact.spread})")
    return said
