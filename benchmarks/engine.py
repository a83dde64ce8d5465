"""Every measure of the default preset in 10,000 cases, each number drawn from its range, against one case."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from calculator import assumptions
from calculator.analyses.monte_carlo import drawn
from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate

CASES = 10_000
ROUNDS = 41


def run() -> list[str]:
    """Lines with the times and their ratio."""
    scenario = assumptions.scenario(assumptions.default().id)
    many = drawn(scenario, CASES)
    columns = len(many.columns)
    times = {CASES: [], 1: []}  # type: dict[int, list[float]]
    for _ in range(ROUNDS):
        times[CASES].append(_seconds(Cases(scenario, many.columns)))
        times[1].append(_seconds(Cases(scenario)))
    one, all_ = median(times[1]), median(times[CASES])
    return [
        f"evaluate, {CASES:,} cases of {columns} drawn numbers, {len(MEASURES)} measures: median {1000 * all_:.1f} ms",
        f"evaluate, one case: median {1000 * one:.2f} ms; {CASES:,} cases cost as much as {all_ / one:.1f} single ones",
    ]


def _seconds(cases: Cases) -> float:
    began = perf_counter()
    results = evaluate(cases)
    for measure in MEASURES:
        results[measure]
    _ = results.bottleneck
    return perf_counter() - began
