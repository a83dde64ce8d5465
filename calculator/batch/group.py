"""What many people have in common: medians and deciles, for how many each strategy costs least and wins most, and why.

People who count in different money, or who look for a role and not for clients, are groups of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from calculator import formats
from calculator.batch.columns import Layout
from calculator.cases import Array
from calculator.charts import axes, drawn
from calculator.charts.bars import Bars, DrawnSpread, Scale, Unit, span
from calculator.charts.chart import Chart
from calculator.charts.palette import slot
from calculator.charts.tables import Table
from calculator.errors import shortened
from calculator.findings.finding import Finding
from calculator.findings.numbers import measured, spelled, ticks
from calculator.findings.odds import FIRST, LEAST
from calculator.model import Scenario
from calculator.named import inline, opening, seeks_role, strategy_names
from calculator.safety import isolated

TENTHS = np.arange(1, 10) / 10
SAME = 1e-9
"""Share of a figure by which two may differ and still be the same."""
FEW = 3
"""People below which nothing is said of what decides between them."""
HEADER = ("Figure", "First for", "1 in 10 has less than", "Half have less than", "1 in 10 has more than")
CAPTION = "the person in the middle (dot), half of the people (thick), 8 in 10 (thin)"
WORKING = (
    "Each person is worked out alone, over their own years, and the people are then put in order on each figure.",
    "Where two strategies come to the same for somebody, neither is first.",
    "What decides is the column that goes along most closely with the difference between two strategies.",
    "Its share is how much of the way people differ a straight line through it explains.",
)
Read = Callable[[list[str]], pd.DataFrame]
"""The columns of the results, for everybody."""


@dataclass(frozen=True)
class GroupRow:
    """A figure of a strategy among the people of one money and goal: for how many it is first, and the deciles."""

    currency: str
    goal: str
    strategy: str
    measure: str
    people: int
    first: int | None
    decile_1: float
    decile_2: float
    decile_3: float
    decile_4: float
    median: float
    decile_6: float
    decile_7: float
    decile_8: float
    decile_9: float


@dataclass(frozen=True)
class PeopleGroup:
    """The people of one money and goal; `scenario` names their strategies, `columns` what stands in each column."""

    scenario: Scenario
    read: Read
    members: NDArray[np.bool_]
    columns: dict[str, str]

    @property
    def people(self) -> int:
        """How many they are."""
        return int(self.members.sum())

    @property
    def measures(self) -> tuple[str, ...]:
        """The figures that are said."""
        return "cost", "hours_per_week", "win_probability" if seeks_role(self.scenario) else "wins", "net_value"

    @cached_property
    def keys(self) -> list[str]:
        """The strategies' ids."""
        return list(self.scenario.strategies)

    def values(self, measure: str) -> Array:
        """A measure of everybody, shape (person, strategy)."""
        table = self.read([f"{key}.{measure}" for key in self.keys])
        return np.asarray(table.to_numpy(float)[self.members])

    def first(self, measure: str) -> dict[str, int]:
        """For how many each strategy is first on a measure, alone; the most often first."""
        if measure not in self._firsts:
            values = self.values(measure) * (-1 if measure in LEAST else 1)
            values = np.nan_to_num(values, nan=-np.inf)
            ranked = np.sort(values, axis=1)
            alone = np.full(len(values), len(self.keys) == 1)
            if len(self.keys) > 1:
                alone = ranked[:, -1] - ranked[:, -2] > SAME * np.abs(ranked[:, -1])
            counts = np.bincount(values.argmax(axis=1)[alone], minlength=len(self.keys)).tolist()
            pairs = sorted(zip(self.keys, counts, strict=True), key=lambda pair: -pair[1])
            self._firsts[measure] = dict(pairs)
        return self._firsts[measure]

    @cached_property
    def _firsts(self) -> dict[str, dict[str, int]]:
        return {}

    # -- words ---------------------------------------------------------------------------------------------

    def sentence(self) -> str:
        """Which strategy costs least and which wins most, and for how many."""
        won = self.measures[2]
        if len(self.keys) == 1:
            return f"{self.all_of_them}, with one way to network."
        return f"{opening(self._clause('cost', f' of {self.all_of_them}'))}; {self._clause(won, '')}."

    @property
    def all_of_them(self) -> str:
        """How many they are, as a noun."""
        return f"{formats.whole(self.people)} {'person' if self.people == 1 else 'people'}"

    def _clause(self, measure: str, of: str) -> str:
        """'online costs least for 812 of 1,000 people', or that nothing stands out."""
        key, count = next(iter(self.first(measure).items()))
        does = FIRST[measure][0]
        if not count:
            return f"no strategy alone {does} for anybody"
        if self.people == 1:
            often = "the one person" if of else "them"
        else:
            often = f"all{of}" if count == self.people else f"{formats.whole(count)}{of}"
        return f"{inline(self.scenario, key)} {does} for {often}"

    def middle(self) -> str:
        """What the person in the middle pays with the cheapest and with the dearest strategy."""
        figures = dict(zip(self.keys, np.nanmedian(self.values("cost"), axis=0).tolist(), strict=True))
        ranked = sorted(figures, key=lambda key: figures[key])
        said = [
            f"{inline(self.scenario, key)} {spelled(self.scenario, 'cost', figures[key])}"
            for key in dict.fromkeys((ranked[0], ranked[-1]))
        ]
        return f"In the middle the full cost is {formats.joined(said)}."

    def decides(self) -> str:
        """The column that goes along most closely with the difference in cost between the two that are first most."""
        ranked = [*self.first("cost")]
        if self.people < FEW or len(ranked) < 2:
            return ""
        pair = [self.keys.index(key) for key in ranked[:2]]
        cost = self.values("cost")
        difference = cost[:, pair[0]] - cost[:, pair[1]]
        shares = {name: _share(self.read([name]).to_numpy(float)[self.members, 0], difference) for name in self.columns}
        both = f"{inline(self.scenario, ranked[0])} and {inline(self.scenario, ranked[1])}"
        name = max(shares, key=lambda name: shares[name], default="")
        if not name or shares[name] < 0.005:
            return ""
        part, column = formats.share(shares[name]), isolated(shortened(self.columns[name], 80))
        return f"What decides between {both} on cost is '{column}': alone it explains {part} of how people differ."

    # -- figures -------------------------------------------------------------------------------------------

    def rows(self) -> list[GroupRow]:
        """The figures with every digit."""
        rows = []
        for measure in self.measures:
            deciles = np.nanquantile(self.values(measure), TENTHS, axis=0)
            counts = self.first(measure) if measure in FIRST else {}
            for at, key in enumerate(self.keys):
                ends = [float(end) for end in deciles[:, at]]
                head = self.scenario.currency, self.scenario.goal, key, measure, self.people, counts.get(key)
                rows.append(GroupRow(*head, *ends))
        return rows

    def cells(self, row: GroupRow) -> tuple[str, ...]:
        """A row as people read it."""
        name = isolated(self.scenario.strategies[row.strategy].name)
        label = f"{name}: {measured(self.scenario, row.measure).name}"
        first = formats.NONE if row.first is None else formats.whole(row.first)
        ends = (spelled(self.scenario, row.measure, end) for end in (row.decile_1, row.median, row.decile_9))
        return label, first, *ends

    def chart(self, table: Table) -> Chart:
        """The full cost of everybody, strategy by strategy."""
        ends = np.nanquantile(self.values("cost"), (0.1, 0.25, 0.5, 0.75, 0.9), axis=0).T.tolist()
        spreads = [DrawnSpread(middle, (near, far), (low, high), middle) for low, near, middle, far, high in ends]

        def say(amount: float) -> str:
            return spelled(self.scenario, "cost", amount)

        said = [f"{say(it.likely)}; 8 in 10 {formats.between(*it.most, say)}" for it in spreads]
        lower, upper = span(spreads)
        spelled_ticks = ticks(self.scenario, "cost")
        scale = Scale(upper, spelled_ticks(axes.across(lower, upper)), lower=lower)
        names = list(strategy_names(self.scenario).values())
        unit = Unit("cost", say, spelled_ticks)
        bars = Bars(names, list(slot(self.scenario).values()), said, unit, scale, spreads=spreads)
        title = f"What does it cost {self.all_of_them}?"
        return drawn.chart("group", title, f"Full cost: {CAPTION}", bars, table, said)


def finding(layout: Layout, read: Read, skipped: int = 0) -> Finding[GroupRow]:
    """What the people of the results have in common; those `skipped` had faults and are not among them."""
    groups = _groups(layout, read)
    if not groups:
        return Finding("group", "Nobody is left to be worked out.", GroupRow)
    rows = tuple(row for group in groups for row in group.rows())
    several = len(groups) > 1
    cells = []
    for group in groups:
        tail = f", {group.scenario.currency}, {group.scenario.goal}" if several else ""
        for row in group.rows():
            head, *others = group.cells(row)
            cells.append((f"{head}{tail}", *others))
    table, most = Table(HEADER, tuple(cells)), groups[0]
    notes = [most.middle(), most.decides()]
    for group in groups[1:]:
        seeking = "a role" if seeks_role(group.scenario) else "clients"
        notes.append(f"In {group.scenario.currency}, for {seeking}: {group.sentence()}")
    if skipped:
        rows_of = "1 row has a fault and is" if skipped == 1 else f"{formats.whole(skipped)} rows have faults and are"
        notes.append(f"{rows_of} not counted.")
    return Finding(
        "group", most.sentence(), GroupRow, rows, table, tuple(filter(None, notes)), most.chart(table), WORKING
    )


def _groups(layout: Layout, read: Read) -> list[PeopleGroup]:
    """The people by money and goal, the largest group first."""
    said = read(["preset", "currency", "goal"])
    groups = []
    for currency, goal in sorted(set(zip(said["currency"], said["goal"], strict=True))):
        members = ((said["currency"] == currency) & (said["goal"] == goal)).to_numpy(bool)
        presets = Counter(name for name in said["preset"][members] if isinstance(name, str))
        most = max(sorted(presets), key=lambda name: presets[name], default=layout.start.preset)
        base = layout.base(most)
        scenario = base.model_copy(update={"currency": currency, "goal": goal})
        titles = {name: it.title for name, it in layout.numbers(layout.start.preset).items()}
        groups.append(PeopleGroup(scenario, read, members, titles))
    return sorted(groups, key=lambda group: -group.people)


def _share(column: Array, difference: Array) -> float:
    """The share of how a difference varies that a straight line through a column explains."""
    known = ~(np.isnan(column) | np.isnan(difference))
    one, other = column[known], difference[known]
    if len(one) < FEW or np.ptp(one) == 0 or np.ptp(other) <= SAME * float(np.abs(other).max(initial=0.0)):
        return 0.0
    return float(np.corrcoef(one, other)[0, 1] ** 2)
