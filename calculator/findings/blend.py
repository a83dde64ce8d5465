"""What lies between two strategies: which share of each is best, in words, as a curve and as figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from calculator import formats
from calculator.analyses import blend as analysis
from calculator.analyses.blend import EDGE, Blend
from calculator.analyses.goal_seek import TOTALS
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.monte_carlo import TOO_CLOSE, drawn, standard_error
from calculator.analyses.study import Study
from calculator.cases import Array
from calculator.charts import blend as chart
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.engine import evaluate
from calculator.errors import BadInput
from calculator.findings.finding import Finding, OfMeasure, Share
from calculator.findings.numbers import for_goal, measured, spelled
from calculator.model import Scenario
from calculator.named import inline, opening, opening_name, seeks_role
from calculator.period import Name, Period

BEST = {
    "wins": "wins most",
    "cost": "costs least",
    "cash": "takes the least cash",
    "hours": "takes the fewest hours",
    "value": "wins what is worth most",
    "net_value": "leaves most after its full cost",
    "cost_per_win": "pays least for a client",
    "relationships": "keeps most relationships warm",
    "referrals": "brings most referrals",
    "win_probability": "has the best chance of a client",
    "hours_per_week": "takes the fewest hours a week",
}
"""What the best mix does, on each measure that may be asked about."""
OFFERED = tuple(BEST)[1:7]
"""The measures that the page offers beside what is won."""
WORKING = (
    "A mix takes a share of the times a year of each. It is worked out anew at every share; no results are averaged.",
    "Dues, subscriptions and joining fees fall due once you take part at all. That is the step at the curve's ends.",
    "They do not shrink with the share, so a mix of two clubs pays both.",
    "At equal hours all times of the mix are multiplied by one factor, so that it takes the hours of the first.",
)
PEOPLE = ("wins", "referrals")
"""Measures that are whole people, of which a week has but a fraction."""
TIMELESS = ("cost_per_win", "hours_per_week")
"""Measures that are said without a time."""
OWN = ("cost", "cash", "hours", "hours_per_week")
"""Measures that are the user's own figures; what is won carries its range."""
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The shares in the table."""


def offered(scenario: Scenario) -> tuple[str, ...]:
    """The measures that the page offers: what is won first, which for a role is the chance of an offer."""
    return "win_probability" if seeks_role(scenario) else "wins", *OFFERED


def finding(
    study: Study, one: str, other: str, measure: str = "wins", equal_hours: bool = False, period: Name = "all"
) -> Finding[BlendRow]:
    """What mixing two strategies does to a measure. Raises CalculatorError for one that may not be asked about."""
    scenario = study.scenario
    measured(scenario, measure)
    if not scenario.strategies:
        return _words(NO_STRATEGIES)
    if one == other:
        return _words("Choose two strategies to mix.")
    span = Period.of(period, scenario.profile)
    it = Mixing(scenario, one, other, measure, equal_hours, span, span.of_people if measure in PEOPLE else span)
    try:
        best = it.best
    except BadInput as error:
        return _words(" ".join(fault.message for fault in error.faults))
    if best is None:
        prize = "brings an offer" if seeks_role(scenario) else "wins a client"
        return _words(f"No mix of {_inline(it, 0)} and {_inline(it, 1)} {prize}, so none has a cost of one.")
    known = it.values[~np.isnan(it.values)]
    if it.say(known.min()) == it.say(known.max()):  # every mix reads the same
        sentence = f"It makes no difference how you mix {_inline(it, 0)} and {_inline(it, 1)}: {_amount(it)}."
        notes: tuple[str, ...] = (*_dues(it),)
    else:
        sentence = f"{_mix(it)} {for_goal(scenario, BEST[measure])}: {_amount(it)}."
        notes = (*_of_best(it), *_dues(it))
    return Finding("blend", sentence, BlendRow, tuple(it.rows()), it.table, notes, it.chart, WORKING)


def _words(sentence: str) -> Finding[BlendRow]:
    return Finding("blend", sentence, BlendRow)


def _amount(it: Mixing) -> str:
    """The best figure with what it counts, over which time, and its range."""
    units = {"wins": for_goal(it.scenario, " clients"), "hours": " hours", "hours_per_week": " hours a week"}
    unit = units.get(it.measure, "")
    figure = it.say(it.top)
    spread = it.ranged(it.top, it.share).removeprefix(figure)
    return f"{figure}{unit}{it.over}{f' at exactly these numbers{spread}' if spread else ''}"


def _mix(it: Mixing) -> str:
    """The best mix at the start of a sentence."""
    if it.share in (0, 1):
        return f"{opening_name(it.scenario, (it.one, it.other)[int(it.share)])} alone"
    if it.share == 0.5:
        return f"Half {_inline(it, 0)}, half {_inline(it, 1)}"
    return f"{formats.share(1 - it.share)} {_inline(it, 0)} with {formats.share(it.share)} {_inline(it, 1)}"


def _inline(it: Mixing, side: int) -> str:
    return inline(it.scenario, (it.one, it.other)[side])


def _of_best(it: Mixing) -> Iterator[str]:
    """Hours and full cost of the best, whose hours all mixes take, and in how many draws it is ahead.

    It is held against the better of the two alone, and where it is one of them alone, against the other.
    """
    _, hours, *_, cost = it.table.rows[it.shares.index(it.share)][:4]
    yield f"It takes {hours} hours a week and costs {cost} {it.period.label}, counting your time."
    if it.equal_hours:
        yield f"Every mix is made to take {hours} hours a week, as {_inline(it, 0)} does."
    leads, name = it.ahead(it.rival), _inline(it, int(it.rival))
    if leads is not None and leads < TOO_CLOSE:
        yield f"Against {name} alone it is too close to call."
    elif leads is not None:
        odds = formats.odds(leads, standard_error(leads, it.drawn.shape[1]))
        yield f"It is ahead of {name} alone in {formats.ways(odds)}."


def _dues(it: Mixing) -> Iterator[str]:
    """What taking part at all costs, however small the share: dues, subscriptions and joining fees."""
    cash = it.curve.values("cash") * it.period.factor
    for side, step in ((1, float(cash[1] - cash[0])), (0, float(cash[-2] - cash[-1]))):
        if step >= 0.005:
            money = formats.money(step, it.scenario.currency)
            name = _inline(it, side)
            yield f"However little {name} is in a mix, its dues and fees for taking part are {money} {it.period.label}."


@dataclass(frozen=True)
class BlendRow:
    """A share of the other strategy: figures over the horizon, and the range of the measure that is asked about."""

    share_of_other: Share
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
    low: OfMeasure | None
    high: OfMeasure | None


@dataclass(frozen=True)
class Mixing:
    """Two strategies and what is asked of their mixes. `best` is None where no mix has a figure of the measure.

    Amounts are for `period`, and the measure that is asked about for `own_period`.
    """

    scenario: Scenario
    one: str
    other: str
    measure: str
    equal_hours: bool
    period: Period
    own_period: Period

    @cached_property
    def curve(self) -> Blend:
        """The mixes at all shares, the steps at both ends among them."""
        return analysis.blend(self.scenario, self.one, self.other, analysis.CURVE, self.equal_hours)

    @cached_property
    def values(self) -> Array:
        """The measure along the curve, as it is said: the period's, or the horizon's."""
        return self.curve.values(self.measure) * self.factor

    @property
    def factor(self) -> float:
        """What a figure over the horizon is multiplied by: of what adds up a period has its share."""
        return self.own_period.factor if self.measure in TOTALS else 1.0

    @property
    def over(self) -> str:
        """The time that the measure is over, after a figure; nothing where it has none."""
        if self.measure in TIMELESS:
            return ""
        return f" {self.own_period.label}" if self.measure in TOTALS else f" in {self.period.horizon}"

    @cached_property
    def best(self) -> int | None:
        """Where on the curve the best mix is; at an end of it where that strategy alone reads the same."""
        best = self.curve.best(self.measure, self.less)
        if best is None:
            return None
        alike = [end for end in (0, self.last) if self.say(self.values[end]) == self.say(self.values[best])]
        return alike[0] if alike else best

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
        """The share of the strategy that the best mix is held against: the better of the two, or the other one."""
        if self.share in (0, 1):
            return 1 - self.share
        first, last = self.values[[0, self.last]]
        return float(last < first if self.less else last > first)

    @cached_property
    def shares(self) -> list[float]:
        """The shares of the table, the best among them."""
        return sorted({*SHARES, self.share})

    @cached_property
    def drawn(self) -> Array:
        """The measure in every draw, shape (share, draw); no draw of a measure that has no range."""
        if self.measure in OWN:
            return np.zeros((len(self.shares), 0))
        both = {key: self.scenario.strategies[key] for key in (self.one, self.other)}
        draws = drawn(self.scenario.model_copy(update={"strategies": both}))
        results = evaluate(analysis.blended(draws, self.one, self.other, self.shares, self.equal_hours))
        return np.asarray(results[self.measure][:, 0].reshape(len(self.shares), -1) * self.factor)

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
        return f"{opening(measured(self.scenario, self.measure).name)}{self.over}"

    @cached_property
    def table(self) -> Table:
        """A row a share: hours, cash, full cost, and the measure with its range."""
        names = [self.scenario.strategies[key].name for key in (self.one, self.other)]
        rows = []
        for share in self.shares:
            at = self.curve.shares.tolist().index(share)
            hours = formats.hours(float(self.curve.values("hours_per_week")[at]))
            amounts = (float(self.curve.values(name)[at]) * self.period.factor for name in ("cash", "cost"))
            money = (formats.money(amount, self.scenario.currency) for amount in amounts)
            rows.append((chart.mixture(share, names), hours, *money, self.ranged(float(self.values[at]), share)))
        asked = self.heading if self.measure in OWN else f"{self.heading}, at these numbers"
        head = ("Mix", "Hours a week", f"Cash {self.period.label}", f"Full cost {self.period.label}", asked)
        count = 4 if self.measure in ("cash", "cost", "hours_per_week") else 5  # they stand in the table already
        return Table(head[:count], tuple(row[:count] for row in rows))

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
            {at: band for at, band in bands.items() if band},
            f"{self.heading}{'' if self.measure in OWN else ', at exactly these numbers'}",
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
