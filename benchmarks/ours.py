"""The calculator's own draws, timed as the peers' are: from a scenario to every measure and the percentiles."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import perf_counter

import numpy as np

from benchmarks.peers.running import Run
from benchmarks.peers.workers.answering import SHARES
from calculator.analyses.monte_carlo import drawn
from calculator.changes import replace
from calculator.engine import MEASURES, evaluate
from calculator.model import Scenario
from calculator.notation import plain
from calculator.parameters import spread_of


def run(scenario: Scenario, draws: int, seed: int = 0, cold: bool = True) -> Run:
    """One run; cold is without anything that an earlier one has kept, as a peer's is.

    A peer works out the cost alone; here it is every measure and what holds each strategy back.
    """
    if cold:
        forget()
    began = perf_counter()
    results = evaluate(drawn(scenario, draws, seed))
    for measure in MEASURES:
        results[measure]
    _ = results.bottleneck
    percentiles = np.quantile(results.cost, SHARES, axis=0).T
    return Run(perf_counter() - began, results.cost.mean(axis=0), percentiles)


def after(before: Scenario, scenario: Scenario, draws: int) -> Run:
    """A run with all that an earlier one, of another scenario, has left behind: what a change on the page costs."""
    run(before, draws, cold=False)
    return run(scenario, draws, cold=False)


def narrowed(scenario: Scenario, step: int, paths: Iterable[str]) -> Scenario:
    """The scenario with the upper (or, where there is none, the lower) ends of these ranges moved in by a hair."""
    moved = {}
    for path in paths:
        low, likely, high = spread_of(scenario, path)
        if low is not None and likely is not None and high is not None and low < high:
            share = step / 10_000
            low, high = (low, high - share * (high - likely)) if high > likely else (low + share * (likely - low), high)
            moved[path] = f"{plain(low)}..{plain(likely)}..{plain(high)}"
    return replace(scenario, moved)


def forget() -> None:
    """Empty every cache of the analyses: what was drawn, and the points it was drawn at."""
    for name, module in list(sys.modules.items()):
        if name.startswith("calculator.analyses"):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
