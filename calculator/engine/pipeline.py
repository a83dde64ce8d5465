"""What a mix yields: from people met to relationships kept warm, and what holds them back.

Rates are per year and sum over a strategy's activities; shapes are (case, strategy).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array, Cases, Number
from calculator.engine.arithmetic import column, log1p, minimum, never, per, same, where
from calculator.engine.term import measured
from calculator.engine.time import conversation_minutes
from calculator.engine.warmth import Warmth, warmth

BOTTLENECKS = ("keeping_in_touch", "meeting_people", "deepening")
"""What can hold a strategy back, in the order in which it is tested."""


@dataclass(frozen=True)
class Flow:
    """The rates at which people are met, deepened and kept warm, and the relationships that follow."""

    cases: Cases

    @measured("people/year")
    def met(self) -> Array:
        """C′: relevant people met a year."""
        activities = self.cases.activities.items()
        return self.cases.total({key: a.relevant_share * a.new_contacts for key, a in activities})

    @measured("people")
    def joined(self) -> Array:
        """People met once by joining, relevant or not."""
        return self.cases.added(self._joined)

    @measured("people")
    def members(self) -> Array:
        """M: relevant members met once, by joining."""
        share = {key: activity.relevant_share for key, activity in self.cases.activities.items()}
        return self.cases.added({key: tuple(share[key] * n for n in row) for key, row in self._joined.items()})

    @cached_property
    def _joined(self) -> dict[str, tuple[Number, ...]]:
        """By activity and strategy; token attendance does not introduce you to all of the members."""
        activities, years = self.cases.activities.items(), self.cases.profile.years
        clubs = {key: a for key, a in activities if not never(a.contacts_on_joining)}
        return {
            key: tuple(minimum(a.contacts_on_joining, n * years * a.touchpoints) for n in self.cases.times[key])
            for key, a in clubs.items()
        }

    @measured("relationships/year")
    def deepened(self) -> Array:
        """D: relationships that could be deepened a year."""
        activities = self.cases.activities.items()
        spoken = {key: conversation_minutes(a) / 60 * a.relevant_share for key, a in activities}
        effective = {key: hours * self.cases.richness(key) for key, hours in spoken.items()}
        return self.cases.total(effective) / column(self.cases.pipeline.hours_to_trust)

    @measured("exchanges/year", "touchpoints a year")
    def touchpoints(self) -> Array:
        """P: people exchanged words with, a year."""
        return self.cases.total({key: activity.touchpoints for key, activity in self.cases.activities.items()})

    @measured("relationships")
    def kept(self) -> Array:
        """K: relationships that can be kept warm."""
        return self.touchpoints / column(self.cases.pipeline.touchpoints_per_relationship)

    @measured("years")
    def turn(self) -> Array:
        """t₁: years until the members there from the start have all been deepened; the horizon if never."""
        surplus, years = self.deepened - self.met, column(self.cases.profile.years)
        return where(surplus > 0, minimum(years, per(self.members, surplus)), years)

    @measured("per year")
    def decay(self) -> Array:
        """δ: the rate at which relationships are lost to churn at every moment."""
        churn = self.cases.pipeline.churn
        return -log1p(-where(churn > 1e-15, churn, 0.0))  # less leaves no trace in ten years

    @cached_property
    def warmth(self) -> Warmth:
        """Warm relationships over the horizon, in flat arrays; see `Cases.flat`."""
        flat = self.cases.flat
        start, years = flat(self.cases.pipeline.starting_relationships), flat(self.cases.profile.years)
        rates = flat(self.deepened), flat(minimum(self.deepened, self.met))
        return warmth(start, rates, flat(self.turn), flat(self.decay), flat(self.kept), years)

    @measured("relationships")
    def formed(self) -> Array:
        """S(T): relationships at the end, whether or not they can be kept warm."""
        return self.cases.unflat(self.warmth.end)

    @measured("")
    def bottleneck(self) -> NDArray[np.intp]:
        """What holds each strategy back: an index into BOTTLENECKS, −1 where no activity takes place."""
        lacking = (self.turn < column(self.cases.profile.years)) | ((self.deepened > self.met) & same(self.members, 0))
        active = self.cases.added(self.cases.times) > 0
        index: Any = where(active, where(self.formed > self.kept, 0, where(lacking, 1, 2)), -1)
        return cast("NDArray[np.intp]", index)
