"""Which ties lie nearest to how things are: first those within a number's plausible range, then those beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.analyses.break_even import Ties
from calculator.model import Scenario
from calculator.parameters import parameters, spread_of

WITHIN, BEYOND, NOTHING_NOW, NONE = range(4)
"""A tie within the plausible range; one beyond it; one of a number that is nothing now and has no range; no tie."""


@dataclass(frozen=True)
class Near:
    """Where two strategies tie over one number, how far that is from now, and how far the number may plausibly go.

    `place` is the tie nearest to now, a stretch from its low to its high; None where there is none, or any value ties.
    `rank` is one of WITHIN, BEYOND, NOTHING_NOW, NONE. `low` and `high` are the plausible range, None without one.
    """

    ties: Ties
    place: tuple[float, float] | None
    rank: int
    distance: float
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The value of the nearest tie that is nearest to now."""
        if self.place is None:
            return None
        start = self.ties.low if self.ties.now is None else self.ties.now
        return min(max(start, self.place[0]), self.place[1])

    @property
    def ahead_beyond(self) -> int:
        """Which sign the difference has on the far side of the nearest tie; 0 where it has none there.

        What is passed at the lowest value itself is beyond it there and nowhere else.
        """
        if self.place is None:
            return 0
        at = self.ties.places.index(self.place)
        before, after = self.ties.leads[at], self.ties.leads[at + 1]
        if self.place[0] in self.ties.steps and not before:
            return -after
        return before if self.below else after

    @property
    def below(self) -> bool:
        """Whether the nearest tie lies below now."""
        return self.place is not None and self.place[1] < (self.ties.low if self.ties.now is None else self.ties.now)


def nearest_first(scenario: Scenario, found: Mapping[str, Ties]) -> list[Near]:
    """Every number with its ties, the nearest first; those that never tie, and those that change nothing, last."""
    return sorted((_near(scenario, ties) for ties in found.values()), key=lambda near: (near.rank, near.distance))


def _near(scenario: Scenario, ties: Ties) -> Near:
    spread, known = spread_of(scenario, ties.path), parameters(scenario)[ties.path]
    low, high = (spread.low, spread.high) if spread.low != spread.high else (None, None)
    if not ties.places:
        return Near(ties, None, NONE, float(not ties.always) + float(not ties.moves), low, high)
    start = ties.low if ties.now is None else ties.now
    gap, place = min((max(a - start, start - b, 0.0), (a, b)) for a, b in ties.places)
    wide = (high - low if low is not None and high is not None else abs(start)) or known.high - known.low
    if low is not None and high is not None and place[0] <= high and place[1] >= low:
        return Near(ties, place, WITHIN, gap / wide, low, high)
    nothing = not ties.now and low is None
    return Near(ties, place, NOTHING_NOW if nothing else BEYOND, gap / wide, low, high)
