"""What lies between two strategies: a share of the times a year of each, never of two results.

>>> from calculator import assumptions
>>> found = blend(assumptions.scenario("uk-owner"), "face_to_face", "online", [0, 0.5, 1])
>>> found.values("cost").shape
(3,)

Dues do not shrink with the times, so a mix of two clubs pays both. At equal hours the mix is made as much longer or
shorter, all of its times by one factor, as makes it take the hours of the first strategy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculator.cases import Array, Cases, cross
from calculator.engine import Results, evaluate
from calculator.errors import BadInput, Fault, UnknownPath
from calculator.model import Scenario
from calculator.named import opening_name

SHARES = tuple(percent / 100 for percent in range(101))
"""The shares of the other strategy that are looked at."""
EDGE = 1e-9
"""A share so small that it buys nothing but membership: where the step of the dues stands."""
CURVE = (0.0, EDGE, *SHARES[1:-1], 1 - EDGE, 1.0)
"""The shares with both steps among them."""
ROUNDING = 1e-9
"""Two figures closer than this share of them count as equal: adding in another order can move them apart."""


@dataclass(frozen=True)
class Blend:
    """A mix of two strategies at each of some shares of the other; share 0 is `one`, share 1 is `other`.

    `results` has a case for each share; `strategy` is where the mix stands on its strategy axis.
    """

    shares: Array
    results: Results
    strategy: int

    def values(self, measure: str) -> Array:
        """A measure of the mix, over the horizon, shape (share,)."""
        return np.asarray(self.results[measure][:, self.strategy])

    def best(self, measure: str, less: bool) -> int | None:
        """Where the mix has the most of a measure, or the least; None where it has none at any share.

        Where a mix beats one strategy alone by rounding only, that strategy is taken. The points just beside the ends,
        where dues begin, are never the best.
        """
        values = self.values(measure) * (-1 if less else 1)
        inside = (self.shares == 0) | (self.shares == 1) | ((self.shares > EDGE) & (self.shares < 1 - EDGE))
        known = np.flatnonzero(inside & ~np.isnan(values))
        if not known.size:
            return None
        top = values[known].max()
        near = known[values[known] >= top - ROUNDING * abs(top)]
        alone = [at for at in near if self.shares[at] in (0, 1)]
        return int(alone[0] if alone else near[0])


def blend(scenario: Scenario, one: str, other: str, shares: Sequence[float], equal_hours: bool = False) -> Blend:
    """The mixes of two strategies, by share of the other.

    Raises UnknownPath for a strategy that is not there, and BadInput for equal hours where one of them takes none.
    """
    cases = blended(Cases(scenario), one, other, shares, equal_hours)
    return Blend(np.asarray(shares, dtype=float), evaluate(cases), list(scenario.strategies).index(one))


def blended(cases: Cases, one: str, other: str, shares: Sequence[float], equal_hours: bool = False) -> Cases:
    """Every case at every share, in that order: the times a year of `one` become those of the mix."""
    for mix in (one, other):
        if mix not in cases.scenario.strategies:
            raise UnknownPath(f"strategies.{mix}", [f"strategies.{key}" for key in cases.scenario.strategies])
    # a number that stays as it is carries the shares along the case axis until the times take its place
    carrier = {"profile.hourly_value": np.full(len(shares), cases.scenario.profile.hourly_value)}
    wide = cross(Cases(cases.scenario, carrier), cases)
    share = np.repeat(np.asarray(shares, dtype=float), cases.size)
    places = [list(cases.scenario.strategies).index(mix) for mix in (one, other)]
    factor = _equalising(wide, places, share) if equal_hours else 1.0
    mixes = {key: [times[place] for place in places] for key, times in wide.times.items()}
    columns = {
        f"strategies.{one}.times_per_year.{key}": factor * (first * (1 - share) + second * share)
        for key, (first, second) in mixes.items()
    }
    return Cases(cases.scenario, {**wide.columns, **columns})


def _equalising(cases: Cases, places: Sequence[int], share: Array) -> Array:
    """What the times of the mix are multiplied by to take the hours of the first strategy, shape (case,)."""
    hours = evaluate(cases).hours
    first, second = (hours[:, place] for place in places)
    idle = [place for place in places if not hours[:, place].min(initial=np.inf) > 0]
    if idle:
        name = opening_name(cases.scenario, list(cases.scenario.strategies)[idle[0]])
        message = f"{name} takes no hours, so no mix with it can take equal hours. Compare at the mix's own hours."
        raise BadInput([Fault("", message)])
    return np.asarray(first / (first * (1 - share) + second * share))
