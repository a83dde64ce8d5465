"""The mixed-integer programme: how often to go where, with relationships stepped through the horizon.

Whole times a year, and for each activity with dues whether one takes part at all. Relationships are formed, lost and
kept warm in steps of a month: no more than can be deepened, no more than have been met. In each step the integral of
the warm ones is at most that of the relationships and at most what can be kept in touch with, so the programme promises
a little more than the engine gives: its bound holds for every mix, and its mix is evaluated by the engine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from calculator.analyses.optimise.units import ROUNDING, Limits, Units
from calculator.cases import Array
from calculator.engine.warmth import faded, faded_twice

STEPS = 24
"""Steps at most: months, and longer ones where the horizon is more than two years."""
NODES = 10
"""Branches that one programme may look at; what it has found by then is used, and its bound says how good that is.

A count, since a limit on time would give a busy computer another answer than an idle one."""
SECONDS = 5.0
"""After so long a programme ends all the same."""
GAP = 1e-4
"""Share of the objective by which a mix may fall short of the programme's own best."""
THRIFT = 1e-4
"""Relationship-years given up for the cost of the dearest mix: of mixes that win the same, the cheaper is taken."""


@dataclass(frozen=True)
class Solution:
    """Times a year by activity, and what no mix within the limits goes below on the objective, by the programme."""

    times: Array
    bound: float


@dataclass
class Programme:
    """Rows and columns as they are written down; a term is (column, coefficient)."""

    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[list[tuple[int, float]], float, float]] = field(default_factory=list)

    def columns(self, count: int, high: Array | float = np.inf, whole: int = 0) -> range:
        """New columns from 0 to `high`."""
        first = len(self.lows)
        self.lows += [0.0] * count
        self.highs += np.broadcast_to(high, count).tolist()
        self.whole += [whole] * count
        return range(first, first + count)

    def row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """A new row: the sum of its terms lies from `low` to `high`."""
        self.rows.append(([(column, value) for column, value in terms if value], low, high))

    def least(self, objective: Mapping[int, float], nodes: int) -> Any:
        """What HiGHS finds for the least of an objective."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        entries = [(at, column, value) for at, (terms, _, _) in enumerate(self.rows) for column, value in terms]
        at, columns, values = (list(part) for part in zip(*entries, strict=True))
        matrix = csr_array((values, (at, columns)), shape=(len(self.rows), len(self.lows)))
        weights = np.zeros(len(self.lows))
        weights[list(objective)] = list(objective.values())
        limits = LinearConstraint(matrix, [row[1] for row in self.rows], [row[2] for row in self.rows])
        return milp(
            weights,
            integrality=np.array(self.whole),
            bounds=Bounds(self.lows, self.highs),
            constraints=limits,
            options={"node_limit": nodes, "time_limit": SECONDS, "mip_rel_gap": GAP},
        )


@dataclass
class Mix:
    """The programme of a scenario within limits: its columns by what they stand for."""

    units: Units
    limits: Limits
    nodes: int = NODES
    steps: int = STEPS

    def __post_init__(self) -> None:
        self.programme = Programme()
        count, most = len(self.units.keys), self._most()
        self.times = self.programme.columns(count, most, whole=1)
        self.part = self.programme.columns(count, np.sign(most * self.units.dues), whole=1)
        for a, n in enumerate(self.times):
            if self.units.dues[a] > 0:
                self.programme.row([(n, 1.0), (self.part[a], -most[a])], -np.inf, 0)
        for name, limit in self.limits.amounts(self.units.scenario.profile).items():
            self.programme.row(self.objective(name).items(), -np.inf, limit)
        self.warm = self._relationships()

    def solve(self, objective: Mapping[int, float], warm: float = 0.0) -> Solution | None:
        """The mix with the least of an objective and so many relationship-years; None where there is none."""
        self.programme.row(((column, 1.0) for column in self.warm), warm, np.inf)
        optimum = self.programme.least(objective, self.nodes)
        if optimum.x is None:
            return None
        bound = optimum.mip_dual_bound if optimum.mip_dual_bound is not None else optimum.fun
        return Solution(np.round(optimum.x[self.times.start : self.times.stop]), float(bound))

    def objective(self, name: str) -> dict[int, float]:
        """What is to be least: `cost` or `cash` a year, `hours` a week, `evenings` a year, or what is not `wins`."""
        if name == "wins":
            dearest = float(self.units.cost(self._most())) or 1.0
            trace = {column: THRIFT * value / dearest for column, value in self.objective("cost").items()}
            return trace | dict.fromkeys(self.warm, -1.0)
        each, once = self.units.amounts(name, self.limits)
        both = (*zip(self.times, each.tolist(), strict=True), *zip(self.part, once.tolist(), strict=True))
        return dict(both)

    def _most(self) -> Array:
        """The most of each activity that its own hours, fees and evenings leave room for."""
        most = self.units.most(self.limits)
        for name, limit in self.limits.amounts(self.units.scenario.profile).items():
            each, _ = self.units.amounts(name, self.limits)
            room = np.divide(limit * (1 + ROUNDING), each, out=np.full_like(most, np.inf), where=each > 0)
            most = np.minimum(most, np.floor(room))
        return most

    def _sum(self, each: Array, columns: range) -> int:
        """A column that is the sum of others, each times a number."""
        (total,) = self.programme.columns(1)
        self.programme.row([(total, -1.0), *zip(columns, each.tolist(), strict=True)], 0, 0)
        return total

    def _relationships(self) -> range:
        """The steps through the horizon; gives the columns of relationship-years that are warm."""
        put, pipeline, years = self.programme, self.units.pipeline, self.units.scenario.profile.years
        steps = min(self.steps, math.ceil(12 * years))
        step = years / steps
        decay = np.array([-math.log1p(-pipeline.churn)])
        once = faded(decay, np.array([step]))
        a, b = float(once[0]), float(faded_twice(decay, np.array([step]), once)[0])
        met, deepened, kept = (self._sum(e, self.times) for e in (self.units.met, self.units.deepened, self.units.kept))
        # M: no more members are met than there are, and no more than so many visits introduce you to
        introduced = put.columns(len(self.times), self.units.members)
        for n, column, each in zip(self.times, introduced, self.units.introduced.tolist(), strict=True):
            put.row([(column, 1.0), (n, -each)], -np.inf, 0)
        members = self._sum(np.ones(len(introduced)), introduced)
        formed, there, warm = put.columns(steps + 1), put.columns(steps + 1), put.columns(steps)
        put.highs[formed[0]] = 0.0
        put.lows[there[0]] = put.highs[there[0]] = pipeline.starting_relationships
        for i in range(steps):
            before, after = (formed[i], -1.0), (formed[i + 1], 1.0)
            put.row([before, after], 0, np.inf)
            put.row([before, after, (deepened, -step)], -np.inf, 0)
            put.row([after, (members, -1.0), (met, -step * (i + 1))], -np.inf, 0)
            growth = [(formed[i], a / step), (formed[i + 1], -a / step)]
            put.row([(there[i + 1], 1.0), (there[i], -math.exp(-decay[0] * step)), *growth], 0, 0)
            grown = [(formed[i], b / step), (formed[i + 1], -b / step)]
            put.row([(warm[i], 1.0), (there[i], -a), *grown], -np.inf, 0)
            put.row([(warm[i], 1.0), (kept, -step)], -np.inf, 0)
        return warm
