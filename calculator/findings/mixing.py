"""Two strategies being mixed, asked about one measure: the curve, the best of it, ranges, table and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from calculator import formats
from calculator.analyses import blend as analysis
from calculator.analyses.blend import EDGE, Blend
from calculator.analyses.monte_carlo import drawn, standard_error
from calculator.cases import Array
from calculator.charts import blend as chart
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.engine import evaluate
from calculator.findings.measured import measured, spelled
from calculator.model import Scenario
from calculator.named import opening

A_YEAR = ("cost", "cash", "hours")
"""Measures that are said for a year; most others are said for the horizon."""
TIMELESS = ("cost_per_win", "hours_per_week")
"""Measures that are said without a time."""
OWN = (*A_YEAR, "hours_per_week")
"""Measures that are the user's own figures; what is won carries its range."""
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The shares in the table."""


@dataclass(frozen=True)
class BlendRow:
    """A share of the other strategy: figures over the horizon, and the range of the measure that is asked about."""

    share_of_other: float
    hours_per_week: float | None
    cash: float | None
    time_value: float | None
    cost: float | None
    wins: float | None
    win_probability: float | None
    value: float | None
    net_value: float | None
    cost_per_win: float | None
    relationships: float | None
    referrals: float | None
    measure: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Mixing:
    """Two strategies and what is asked of their mixes. `best` is None where no mix has a figure of the measure."""

    scenario: Scenario
    one: str
    other: str
    measure: str
    equal_hours: bool

    @cached_property
    def curve(self) -> Blend:
        """The mixes at all shares, the steps at both ends among them."""
        return analysis.blend(self.scenario, self.one, self.other, analysis.CURVE, self.equal_hours)

    @cached_property
    def values(self) -> Array:
        """The measure along the curve, as it is said: a year's, or the horizon's."""
        return self.curve.values(self.measure) * self.factor

    @property
    def factor(self) -> float:
        """What a figure over the horizon is multiplied by."""
        return 1 / self.scenario.profile.years if self.measure in A_YEAR else 1.0

    @cached_property
    def best(self) -> int | None:
        """Where on the curve the best mix is; one of the two alone where a mix reads the same."""
        found = self.curve.best(self.measure, self.less)
        if found is None:
            return None
        alike = [end for end in (0, self.last) if self.say(self.values[end]) == self.say(self.values[found])]
        return alike[0] if alike else found

    @property
    def last(self) -> int:
        """Where on the curve the other strategy stands alone."""
        return len(self.curve.shares) - 1

    @property
    def less(self) -> bool:
        """Whether less of the measure is better."""
        return measured(self.scenario, self.measure).less

    @property
    def share(self) -> float:
        """The share of the other in the best mix."""
        return float(self.curve.shares[self.best or 0])

    @property
    def top(self) -> float:
        """The measure of the best mix."""
        return float(self.values[self.best or 0])

    @property
    def rival(self) -> float:
        """The one of the two alone that the best mix is held against: the better, or the other."""
        if self.share in (0, 1):
            return 1 - self.share
        first, last = self.values[[0, self.last]]
        return float(last < first if self.less else last > first)

    @property
    def steps(self) -> dict[int, float]:
        """Money a year that the smallest part costs, of each of the two: dues, subscriptions and joining fees."""
        cash = self.curve.values("cash") / self.scenario.profile.years
        return {1: float(cash[1] - cash[0]), 0: float(cash[-2] - cash[-1])}

    @cached_property
    def shares(self) -> list[float]:
        """The shares of the table, the best among them."""
        return sorted({*SHARES, self.share})

    @cached_property
    def places(self) -> list[int]:
        """Where on the curve the shares of the table are."""
        known = self.curve.shares.tolist()
        return [known.index(share) for share in self.shares]

    @cached_property
    def drawn(self) -> Array:
        """The measure in every draw, shape (share, draw); no draw of a measure that has no range."""
        if self.measure in OWN:
            return np.zeros((len(self.shares), 0))
        both = {key: self.scenario.strategies[key] for key in (self.one, self.other)}
        draws = drawn(self.scenario.model_copy(update={"strategies": both}))
        found = evaluate(analysis.blended(draws, self.one, self.other, self.shares, self.equal_hours))
        return np.asarray(found[self.measure][:, 0].reshape(len(self.shares), -1) * self.factor)

    @cached_property
    def bands(self) -> dict[float, tuple[float, float]]:
        """The middle 80% at each share of the table; nothing where there is no range."""
        if self.drawn.shape[1] < 2:
            return {}
        low, high = np.quantile(self.drawn, [0.1, 0.9], axis=1).tolist()
        return dict(zip(self.shares, zip(low, high, strict=True), strict=True))

    def ahead(self, rival: float) -> float | None:
        """Share of draws in which the best mix is ahead of another, ties counting half; None where nothing is drawn."""
        if self.drawn.shape[1] < 2 or np.isnan(self.drawn).any():
            return None
        lead = self.drawn[self.shares.index(self.share)] - self.drawn[self.shares.index(rival)]
        return float((np.sign(-lead if self.less else lead) + 1).mean() / 2)

    def sampling_error(self, share: float) -> float:
        """How far a share of these draws may be off for want of draws."""
        return standard_error(share, self.drawn.shape[1])

    def say(self, value: float) -> str:
        """A figure of the measure."""
        return spelled(self.scenario, self.measure, None if np.isnan(value) else float(value))

    def ranged(self, value: float, share: float) -> str:
        """A figure with its range, at a share of the table."""
        said, band = self.say(value), self.bands.get(share)
        if band is None or np.isnan([value, *band]).any():
            return said
        between = formats.between(*band, self.say)
        return said if between == said else f"{said} ({between})"

    @property
    def heading(self) -> str:
        """The measure over a figure."""
        name = opening(measured(self.scenario, self.measure).name)
        if self.measure in A_YEAR:
            return f"{name} a year"
        return name if self.measure in TIMELESS else f"{name} in {formats.years(self.scenario.profile.years)}"

    @cached_property
    def table(self) -> Table:
        """A row a share: hours, cash, full cost, and the measure with its range."""
        names = [self.scenario.strategies[key].name for key in (self.one, self.other)]
        rows = (
            (
                chart.mixture(share, names),
                formats.hours(float(self.curve.values("hours_per_week")[at])),
                *(self._money(name, at) for name in ("cash", "cost")),
                self.ranged(float(self.values[at]), share),
            )
            for share, at in zip(self.shares, self.places, strict=True)
        )
        head = ("Mix", "Hours a week", "Cash a year", "Full cost a year", self.heading)
        count = 4 if self.measure in ("cash", "cost", "hours_per_week") else 5  # they stand in the table already
        return Table(head[:count], tuple(row[:count] for row in rows))

    def _money(self, measure: str, at: int) -> str:
        amount = float(self.curve.values(measure)[at]) / self.scenario.profile.years
        return formats.money(amount, self.scenario.currency)

    @cached_property
    def chart(self) -> Chart:
        """The curve."""
        marked = sorted({0, self.best or 0, self.last})
        bands = {at: self.bands.get(float(self.curve.shares[at])) for at in marked}
        drawing = chart.Curve(
            self.one,
            self.other,
            self.curve.shares.tolist(),
            self.values.tolist(),
            marked,
            {at: chart.Ends(*band) for at, band in bands.items() if band},
            self.heading,
            measured(self.scenario, self.measure).kind,
            self.say,
        )
        return chart.blend(self.scenario, drawing, self.table)

    def rows(self) -> Iterator[BlendRow]:
        """Figures along the curve, and the range of the measure at the shares of the table."""
        names = [field.name for field in fields(BlendRow)[1:-3]]
        columns = {name: self.curve.values(name).tolist() for name in names}
        for at, share in enumerate(self.curve.shares.tolist()):
            if share not in (EDGE, 1 - EDGE):
                low, high = (_none(end / self.factor) for end in self.bands.get(share, (np.nan, np.nan)))
                figures = {name: _none(column[at]) for name, column in columns.items()}
                yield BlendRow(share_of_other=share, **figures, measure=self.measure, low=low, high=high)


def _none(value: float) -> float | None:
    return None if np.isnan(value) else value
