"""The loop of a worker: runs that are asked for on standard input, answers on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def answer(run: Callable[[int, int], Any]) -> None:
    """Answer every request; `run(draws, seed)` gives the cost of each strategy in each draw, strategies first.

    The percentiles are part of what is timed, as they are in every tool.
    """
    for line in sys.stdin:
        draws, seed = json.loads(line)
        began = perf_counter()
        costs = np.asarray(run(draws, seed))
        percentiles = np.quantile(costs, SHARES, axis=1).T
        seconds = perf_counter() - began
        found = {"seconds": seconds, "means": costs.mean(axis=1).tolist(), "percentiles": percentiles.tolist()}
        print(json.dumps(found), flush=True)
