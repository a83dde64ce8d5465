"""At what value of a number two strategies tie, where the measure is linear in it and the answer is exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.cases import Cases
from calculator.engine import Results, evaluate
from calculator.parameters import parameters


@dataclass(frozen=True)
class Tie:
    """Where two strategies cost the same: the first is cheaper below `value`, above it, or on one side of no value.

    `value` is None where they do not tie within the bounds of the number.
    """

    value: float | None
    below: bool


def tie(results: Results, path: str, one: int, other: int) -> Tie:
    """The value of a number in which cost is linear at which `one` costs what `other` does, within its bounds."""
    known = parameters(results.cases.scenario)[path]
    ends = np.array([known.low, known.high])
    cost = evaluate(Cases(results.cases.scenario, {path: ends})).cost
    low, high = (cost[:, one] - cost[:, other]).tolist()
    if low * high > 0 or low == high:
        return Tie(None, below=low < 0)
    return Tie(float(ends[0] + (ends[1] - ends[0]) * low / (low - high)), below=low < 0)


def worth_the_difference(results: Results, dearer: int, cheaper: int) -> float | None:
    """What one win must be worth for the dearer strategy to repay what it costs more; None if it wins no more."""
    won = "win_probability" if results.cases.scenario.goal == "role" else "wins"
    more = float(results[won][0, dearer] - results[won][0, cheaper])
    extra = float(results.cost[0, dearer] - results.cost[0, cheaper])
    return extra / more if more > 0 else None
