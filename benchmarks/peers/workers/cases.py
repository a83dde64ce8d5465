"""Monaco: a function is called once for each case; its own Sobol draws, one process, and nothing written to disk."""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

import monaco  # type: ignore[import-not-found]
from answering import answer  # type: ignore[import-not-found]
from scipy.stats import beta

given = json.loads(sys.stdin.readline())
words: dict[str, Any] = {}
exec(given["source"], words)  # noqa: S102  the model that was written for this run
warnings.simplefilter("ignore")  # that a number of draws is no power of two
steps = monaco.SimFunctions


def _numbers(case: Any) -> tuple[float, ...]:
    return tuple(case.invals[name].val for name in given["betas"])


def _costs(*numbers: float) -> tuple[float, ...]:
    return tuple(words["costs"](*numbers))


def _kept(case: Any, *costs: float) -> None:
    for place, cost in enumerate(costs):
        case.addOutVal(f"cost {place}", cost)


def run(draws: int, seed: int) -> Any:
    """The cost of each strategy in each draw."""
    functions = {steps.PREPROCESS: _numbers, steps.RUN: _costs, steps.POSTPROCESS: _kept}
    simulation = monaco.Sim("costs", draws, functions, seed=seed, singlethreaded=True, verbose=False)
    for name, (a, b, low, width) in given["betas"].items():
        simulation.addInVar(name, beta, {"a": a, "b": b, "loc": low, "scale": width})
    simulation.runSim()
    return [outcome.nums for outcome in simulation.outvars.values()]


answer(run)
