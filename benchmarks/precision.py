"""How exact a tool's printed percentiles are, measured over seeds, and how long it takes to be as exact as another.

An error is the root mean square over seeds, strategies and percentiles of what is printed less what is true, as a share
of the width between a strategy's 10th and 90th percentiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from benchmarks.peers.running import Run
from calculator.cases import Array

TOLERANCE = 5.0
"""Standard errors that a peer's means and medians may be off before its model is called another one."""


@dataclass(frozen=True)
class Truth:
    """The means and percentiles of each strategy's cost, from so many independent draws."""

    draws: int
    means: Array
    percentiles: Array

    @classmethod
    def of(cls, runs: Sequence[Run], draws: int) -> Truth:
        """What runs of so many draws each come to, together."""
        means, percentiles = ([run.means for run in runs], [run.percentiles for run in runs])
        return cls(draws * len(runs), np.mean(means, axis=0), np.mean(percentiles, axis=0))

    @property
    def widths(self) -> Array:
        """From the 10th to the 90th percentile, shape (strategy,)."""
        return np.asarray(self.percentiles[:, -1] - self.percentiles[:, 0])

    def error(self, runs: Sequence[Run]) -> float:
        """The error of these runs, a share."""
        off = np.array([run.percentiles - self.percentiles for run in runs]) / self.widths[:, None]
        return float(np.sqrt((off**2).mean()))


@dataclass(frozen=True)
class Record:
    """What a tool did: its runs by number of draws."""

    runs: Mapping[int, Sequence[Run]]

    def seconds(self, draws: int) -> float:
        """The median time of a run."""
        return median(run.seconds for run in self.runs[draws])

    def disagreement(self, truth: Truth) -> float:
        """How far its means and medians are from the truth, all runs together, at the most, in standard errors."""
        weights = np.array([draws for draws, runs in self.runs.items() for _ in runs], dtype=float)
        runs = [run for some in self.runs.values() for run in some]
        error = truth.widths / 2.56 * np.sqrt(1 / weights.sum() + 1 / truth.draws)  # 2.56 as in a normal distribution
        mean = np.average([run.means for run in runs], axis=0, weights=weights) - truth.means
        middle = truth.percentiles.shape[1] // 2
        medians = np.average([run.percentiles[:, middle] for run in runs], axis=0, weights=weights)
        # a median scatters about a quarter more than a mean
        return float(np.abs([mean / error, (medians - truth.percentiles[:, middle]) / (1.25 * error)]).max())

    def draws_for(self, error: float, truth: Truth) -> float:
        """How many draws give this error, between (or beyond) the numbers that were measured."""
        sizes = sorted(self.runs)
        return _on_line([self.errors(truth)[size] for size in sizes], list(map(float, sizes)), error)

    def seconds_for(self, error: float, truth: Truth) -> float:
        """How long a run takes that gives this error."""
        return self.seconds_at(self.draws_for(error, truth))

    def seconds_at(self, draws: float) -> float:
        """How long a run of so many draws takes; never less than the shortest that was measured."""
        sizes = sorted(self.runs)
        return _on_line(list(map(float, sizes)), [self.seconds(size) for size in sizes], max(draws, sizes[0]))

    def errors(self, truth: Truth) -> dict[int, float]:
        """The error at each number of draws."""
        return {size: truth.error(runs) for size, runs in self.runs.items()}


def _on_line(known: Sequence[float], sought: Sequence[float], at: float) -> float:
    """The value at `at` on the line through points in logarithms; beyond the ends it goes on as it was.

    >>> round(_on_line([0.1, 0.01], [100, 10_000], 0.001))
    1000000
    """
    order = np.argsort(known)
    x, y, new = np.log(np.array(known)[order]), np.log(np.array(sought)[order]), np.log(at)
    if len(x) == 1:
        return float(np.exp(y[0]))
    place = int(np.clip(np.searchsorted(x, new) - 1, 0, len(x) - 2))
    slope = (y[place + 1] - y[place]) / (x[place + 1] - x[place])
    return float(np.exp(y[place] + slope * (new - x[place])))
