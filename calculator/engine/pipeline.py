"""What a mix yields: from people met to relationships kept warm, and what holds them back.

Rates are per year and sum over a strategy's activities; shapes are (case, strategy).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array, Cases, Number
from calculator.engine.time import conversation_minutes
from calculator.engine.totals import added, total, varies
from calculator.engine.warmth import Warmth, warmth

BOTTLENECKS = ("keeping_in_touch", "meeting_people", "deepening")
"""What can hold a strategy back, in the order in which it is tested."""


@dataclass(frozen=True)
class Flow:
    """The rates at which people are met, deepened and kept warm, and the relationships that follow."""

    cases: Cases

    @cached_property
    def met(self) -> Array:
        """C′: relevant people met a year."""
        found = self.cases.activities.items()
        return total(self.cases, {key: a.relevant_share * a.new_contacts for key, a in found})

    @cached_property
    def joined(self) -> Array:
        """People met once by joining, relevant or not."""
        return added(self.cases, self._joined)

    @cached_property
    def members(self) -> Array:
        """M: relevant members met once, by joining."""
        share = {key: activity.relevant_share for key, activity in self.cases.activities.items()}
        return added(self.cases, {key: tuple(share[key] * n for n in row) for key, row in self._joined.items()})

    @cached_property
    def _joined(self) -> dict[str, tuple[Number, ...]]:
        """By activity and strategy; token attendance does not introduce you to all of the members."""
        found, years = self.cases.activities.items(), self.cases.profile.years
        clubs = {key: a for key, a in found if varies(a.contacts_on_joining) or a.contacts_on_joining}
        return {
            key: tuple(np.minimum(a.contacts_on_joining, n * years * a.touchpoints) for n in self.cases.times[key])
            for key, a in clubs.items()
        }

    @cached_property
    def deepened(self) -> Array:
        """D: relationships that could be deepened a year."""
        return np.asarray(total(self.cases, self._effective_hours) / column(self.cases.pipeline.hours_to_trust))

    @cached_property
    def _effective_hours(self) -> dict[str, Number]:
        found = self.cases.activities.items()
        spoken = {key: conversation_minutes(a) / 60 * a.relevant_share for key, a in found}
        return {key: hours * self.cases.richness(key) for key, hours in spoken.items()}

    @cached_property
    def touchpoints(self) -> Array:
        """P: people exchanged words with, a year."""
        return total(self.cases, {key: activity.touchpoints for key, activity in self.cases.activities.items()})

    @cached_property
    def kept(self) -> Array:
        """K: relationships that can be kept warm."""
        return np.asarray(self.touchpoints / column(self.cases.pipeline.touchpoints_per_relationship))

    @cached_property
    def turn(self) -> Array:
        """t₁: years until the members there from the start have all been deepened; the horizon if never."""
        surplus, years = self.deepened - self.met, column(self.cases.profile.years)
        lasting = self.members / np.where(surplus > 0, surplus, 1.0)
        return np.asarray(np.where(surplus > 0, np.minimum(years, lasting), years))

    @cached_property
    def warmth(self) -> Warmth:
        """Warm relationships over the horizon, in flat arrays; see `flat`."""
        pipeline = self.cases.pipeline
        start, years = self.flat(pipeline.starting_relationships), self.flat(self.cases.profile.years)
        churn = np.asarray(pipeline.churn)
        decay = self.flat(-np.log1p(-np.where(churn > 1e-15, churn, 0.0)))  # less leaves no trace in ten years
        rates = self.flat(self.deepened), self.flat(np.minimum(self.deepened, self.met))
        return warmth(start, rates, self.flat(self.turn), decay, self.flat(self.kept), years)

    @cached_property
    def formed(self) -> Array:
        """S(T): relationships at the end, whether or not they can be kept warm."""
        return self.unflat(self.warmth.end)

    @cached_property
    def bottleneck(self) -> NDArray[np.intp]:
        """What holds each strategy back: an index into BOTTLENECKS, −1 where no activity takes place."""
        lacking = (self.turn < column(self.cases.profile.years)) | ((self.deepened > self.met) & (self.members == 0))
        active = added(self.cases, self.cases.times) > 0
        found = np.where(self.formed > self.kept, 0, np.where(lacking, 1, 2))
        return np.asarray(np.where(active, found, -1))

    def flat(self, values: Number) -> Array:
        """Numbers by case, or by case and strategy, in one row: a strategy's cases lie in one piece."""
        whole = column(values) if np.ndim(values) < 2 else values
        return np.ravel(self.cases.shaped(whole).T)

    def unflat(self, row: Array) -> Array:
        """A flat row as (case, strategy)."""
        return row.reshape(-1, self.cases.size).T


def column(values: Number) -> Number:
    """A number, or one a case as (case, 1), to meet what is (case, strategy)."""
    return values[:, None] if isinstance(values, np.ndarray) else values
