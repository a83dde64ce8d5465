"""Which strategy is mostly in person and which mostly is not: by what they are made of, not by what they are called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.model import Scenario

MOST = 0.5
"""Share of its hours beyond which a strategy is of one kind."""


@dataclass(frozen=True)
class Kinds:
    """The strategy most of whose hours go into meeting in person, and the one most of whose do not; empty for none."""

    in_person: str
    online: str
    shares: dict[str, float]


def kinds(scenario: Scenario) -> Kinds:
    """Which strategy is which; `shares` is that of hours in person, by strategy that takes any."""
    results = evaluate(Cases(scenario))
    spent = {key: results.hours_by_activity[key][0] for key in scenario.activities}
    met = sum((spent[key] for key, a in scenario.activities.items() if a.medium == "in_person"), np.zeros(1))
    hours = zip(scenario.strategies, np.broadcast_to(met, results.hours[0].shape), results.hours[0], strict=True)
    shares = {key: float(some / whole) for key, some, whole in hours if whole > 0}
    most, least = (max(shares, key=shares.__getitem__, default=""), min(shares, key=shares.__getitem__, default=""))
    return Kinds(most if shares.get(most, 0) > MOST else "", least if shares.get(least, 1) < 1 - MOST else "", shares)
