"""Results: every measure of a comparison, over the horizon, of shape (case, strategy).

A measure is worked out when it is first asked for, also by its name: `results["cost"]`. `frame` makes a table of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array, Cases, Number
from calculator.engine import cash, time
from calculator.engine.arithmetic import NONE, column, expm1, minimum, per, picked, same, summed, where
from calculator.engine.pipeline import BOTTLENECKS, Flow
from calculator.engine.term import measured
from calculator.parts import DUES, FEES, ITEMS, PARTS
from calculator.tally import counted

if TYPE_CHECKING:
    import pandas as pd

MEASURES = (
    "hours",
    "cash",
    "time_value",
    "cost",
    "hours_per_week",
    "contacts",
    "touchpoints",
    "relationships",
    "referrals",
    "wins",
    "win_probability",
    "months_to_first_win",
    "value",
    "net_value",
    "cost_per_contact",
    "cost_per_relationship",
    "cost_per_referral",
    "cost_per_win",
    "wasted_hours",
    "protected_hours",
)
"""Every measure by name, in the order in which they are printed."""
BREAKDOWNS = ("hours_by_part", "time_value_by_part", "cash_by_item")
"""What is given by part or item."""


@dataclass(frozen=True)
class Results:
    """What each strategy takes and yields in each case. NaN is none."""

    cases: Cases

    def __getitem__(self, measure: str) -> Array:
        if measure not in MEASURES:
            raise KeyError(f"There is no measure '{measure}'. There are: {', '.join(MEASURES)}.")
        return cast("Array", getattr(self, measure))

    @property
    def strategies(self) -> tuple[str, ...]:
        """The strategies' ids, in the order of the last axis."""
        return tuple(self.cases.scenario.strategies)

    @cached_property
    def flow(self) -> Flow:
        """The rates behind the results."""
        return Flow(self.cases)

    @cached_property
    def active(self) -> list[int]:
        """The places of the strategies in which anything takes place, in the first case."""
        return [index for index, held in enumerate(self.bottleneck[0]) if held]

    def frame(self) -> pd.DataFrame:
        """A row for each case and strategy, with a column a measure; a part's is `hours_by_part.travel`.

        `attrs["units"]` has what each column counts.
        """
        import pandas as pd  # imported when first asked for: it is large

        shape = (self.cases.size, len(self.strategies))
        columns: dict[str, NDArray[Any]] = {name: self[name] + 0.0 for name in MEASURES}  # no minus before a nought
        parts = {name: getattr(self, name) for name in BREAKDOWNS}
        columns |= {"bottleneck": self.bottleneck}
        columns |= {f"{name}.{part}": amounts for name, by_part in parts.items() for part, amounts in by_part.items()}
        case, strategy = np.indices(shape).reshape(2, -1)
        table = pd.DataFrame(
            {"case": case, "strategy": np.array(self.strategies, object)[strategy]}
            | {name: np.broadcast_to(values, shape).ravel() for name, values in columns.items()}
        )
        scenario = self.cases.scenario
        units = {name: coded(UNITS[name.partition(".")[0]], scenario.currency) for name in columns}
        table.attrs = {"scenario": scenario.name, "years": scenario.profile.years, "units": units}
        return table

    # -- hours and what they are worth ----------------------------------------------------------------

    @measured("hours")
    def hours_by_part(self) -> dict[str, Array]:
        """Hours by part; together they are `hours`. Travel put to work is left out."""
        minutes = {key: time.minutes_by_part(activity) for key, activity in self.cases.activities.items()}
        return {part: self._over_horizon({key: m[part] for key, m in minutes.items()}) / 60 for part in PARTS}

    @measured("money")
    def time_value_by_part(self) -> dict[str, Array]:
        """Money the hours are worth, by part; together they are `time_value`."""
        activities, profile = self.cases.activities.items(), self.cases.profile
        weighted = {key: time.weighted_minutes(activity, profile, self._inside[key]) for key, activity in activities}
        parts = next(iter(weighted.values()), ())
        hours = {part: self._over_horizon({key: w[part] for key, w in weighted.items()}) / 60 for part in parts}
        return {part: hours.get(part, self.hours_by_part[part]) * column(profile.hourly_value) for part in PARTS}

    @measured("hours")
    def hours_by_activity(self) -> dict[str, Array]:
        """Hours by activity; together they are `hours`."""
        minutes = {key: sum(time.minutes_by_part(activity).values()) for key, activity in self.cases.activities.items()}
        return {key: self._over_horizon({key: amount / 60}) for key, amount in minutes.items()}

    @measured("hours")
    def hours(self) -> Array:
        """Hours spent."""
        return summed(self.hours_by_part.values())

    @measured("hours/week")
    def hours_per_week(self) -> Array:
        """Hours spent in a week in which one networks."""
        profile = self.cases.profile
        return self.hours / column(profile.years) / column(profile.weeks_per_year)

    @measured("money")
    def time_value(self) -> Array:
        """Money the hours are worth at the person's own rate."""
        return summed(self.time_value_by_part.values())

    @measured("hours")
    def wasted_hours(self) -> Array:
        """Of which: session hours with people who cannot help, of everything but writing."""
        return self._over_horizon({key: time.wasted_hours(a) for key, a in self.cases.activities.items()})

    @measured("hours")
    def protected_hours(self) -> Array:
        """Of which: hours taken from protected time, travel in full."""
        return self._over_horizon({key: (inside.travel + inside.session) / 60 for key, inside in self._inside.items()})

    @cached_property
    def _inside(self) -> dict[str, time.Inside]:
        activities = self.cases.activities.items()
        return {key: time.protected_minutes(activity, self.cases.windows) for key, activity in activities}

    # -- cash and cost --------------------------------------------------------------------------------

    @measured("money")
    def cash_by_item(self) -> dict[str, Array]:
        """Money by item; together they are `cash`."""
        activities, profile = self.cases.activities.items(), self.cases.profile
        fees = {key: cash.occurrence_cash(activity, profile) for key, activity in activities}
        dues = {key: cash.membership_cash(activity, profile.years) for key, activity in activities}
        items = {item: self._over_horizon({key: fee[item] for key, fee in fees.items()}) for item in FEES}
        items |= {item: self.cases.once({key: due[item] for key, due in dues.items()}) for item in DUES}
        return {item: items[item] for item in ITEMS}

    @measured("money")
    def cash(self) -> Array:
        """Money paid."""
        return summed(self.cash_by_item.values())

    @measured("money")
    def cost(self) -> Array:
        """Cash and the value of the hours together."""
        return self.cash + self.time_value

    # -- what it yields -------------------------------------------------------------------------------

    @measured("people")
    def contacts(self) -> Array:
        """People met for the first time, relevant or not."""
        met = {key: activity.new_contacts for key, activity in self.cases.activities.items()}
        return self._over_horizon(met) + self.flow.joined

    @measured("exchanges")
    def touchpoints(self) -> Array:
        """People exchanged words with."""
        return self.flow.touchpoints * column(self.cases.profile.years)

    @measured("relationships")
    def relationships(self) -> Array:
        """Relationships warm at the end of the horizon."""
        return minimum(self.flow.formed, self.flow.kept)

    @measured("referrals")
    def referrals(self) -> Array:
        """Referrals received."""
        return self._referred(self.flow.warmth.whole)

    @measured("wins")
    def wins(self) -> Array:
        """Referrals that became a client; for a role, expected offers."""
        return self.referrals * column(self.cases.pipeline.close_rate)

    @measured("share")
    def win_probability(self) -> Array:
        """The chance of at least one win."""
        return -expm1(-self.wins)

    @measured("months")
    def months_to_first_win(self) -> Array:
        """Months until the chance of a win is one half; none if that is not within the horizon."""
        pipeline = self.cases.pipeline
        needed = per(log(2), self.cases.flat(pipeline.referrals_per_relationship * pipeline.close_rate))
        months = 12 * self.cases.unflat(self.flow.warmth.time_to(needed))
        return where(self.win_probability >= 0.5, months, NONE)

    @measured("money")
    def value(self) -> Array:
        """Money won: each client counts; one takes only one role."""
        return self.value_of(self.wins)

    @measured("money")
    def net_value(self) -> Array:
        """Value less cost. Not a gain over doing nothing: neglected relationships are taken to fall silent."""
        return self.value - self.cost

    @measured("money/person")
    def cost_per_contact(self) -> Array:
        """Cost of one person met."""
        return per(self.cost, self.contacts)

    @measured("money/relationship")
    def cost_per_relationship(self) -> Array:
        """Cost of one relationship warm at the end."""
        return per(self.cost, self.relationships)

    @measured("money/referral")
    def cost_per_referral(self) -> Array:
        """Cost of one referral."""
        return per(self.cost, self.referrals)

    @measured("money/win")
    def cost_per_win(self) -> Array:
        """Cost of one client; for a role, cost divided by the chance of one."""
        return per(self.cost, where(self._role, self.win_probability, self.wins))

    @measured("")
    def bottleneck(self) -> NDArray[np.object_]:
        """What holds each strategy back, shape (case, strategy): one of BOTTLENECKS, None where nothing takes place."""
        return picked(self.flow.bottleneck, (*BOTTLENECKS, None))

    # -- on the way to the horizon --------------------------------------------------------------------

    def referrals_by(self, years: Number) -> Array:
        """Referrals received in the first `years`, on this horizon's own course."""
        return self._referred(self.flow.warmth.area(self.cases.flat(years)))

    def _referred(self, warm: Array) -> Array:
        """Referrals from relationship-years."""
        return self.cases.unflat(warm) * column(self.cases.pipeline.referrals_per_relationship)

    def value_of(self, wins: Array) -> Array:
        """Money that so many expected wins are worth for this goal."""
        prizes = wins if self._role is False else where(self._role, -expm1(-wins), wins)
        return prizes * column(self.cases.pipeline.value_per_win)

    @property
    def _role(self) -> Any:
        return same(self.cases.goal, "role")

    def cost_by(self, years: Number) -> Array:
        """Cost in the first `years`: what is paid once at the start, all else evenly."""
        once = summed(self.cash_by_item[key] for key, item in ITEMS.items() if item.per == "once")
        later: Array = (self.cost - once) * years / column(self.cases.profile.years)
        return once + later

    def course(self, times: Array) -> Array:
        """Value less cost of a single case in the first years of each of `times`, shape (time, strategy)."""
        pipeline = self.cases.pipeline
        wins: Array = self.flow.warmth.areas(times) * pipeline.referrals_per_relationship * pipeline.close_rate
        return self.value_of(wins) - self.cost_by(times[:, None])

    def _over_horizon(self, amounts: Mapping[str, Number]) -> Array:
        """Σ nT × amount over activities."""
        return self.cases.total(amounts) * column(self.cases.profile.years)


UNITS = {name: getattr(Results, name).func.unit for name in (*MEASURES, "bottleneck", *BREAKDOWNS)}
"""What every figure of a comparison counts; money stands for the scenario's currency."""


def coded(unit: str, currency: str) -> str:
    """A unit in which money is the code of its currency."""
    return unit.replace("money", currency)


def evaluate(cases: Cases) -> Results:
    """Every measure of every strategy in every case."""
    counted.add("evaluations")
    return Results(cases)
