"""squigglepy: each number drawn at once, the formulas on arrays, which is the quickest way that it offers."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import squigglepy  # type: ignore[import-not-found]
from answering import answer  # type: ignore[import-not-found]

words: dict[str, Any] = {
    "pert": squigglepy.pert,
    "sample": squigglepy.sample,
    "min": np.minimum,
    "max": np.maximum,
}
exec(json.loads(sys.stdin.readline())["source"], words)  # noqa: S102  the model that was written for this run


def run(draws: int, seed: int) -> Any:
    """The cost of each strategy in each draw."""
    squigglepy.set_seed(seed)
    return words["costs"](draws)


answer(run)
