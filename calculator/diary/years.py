"""One year beside the one before: how often one went to what, and how many clients came of it.

>>> from datetime import datetime
>>> from calculator.diary.reading import Event
>>> club = lambda days: Group("Club", "breakfast", True, "", ("Club",), tuple(
...     Event("Club", datetime(2026, 1, day), datetime(2026, 1, day), 90.0, 0, "", False, 0.0) for day in days), ())
>>> [row] = beside({"breakfast": club(range(1, 13))}, {"breakfast": club(range(1, 25))}, 1.0, 1.0)
>>> row.now, row.before, round(row.chance, 2)
(12, 24, 0.07)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.diary import rates
from calculator.diary.groups import Group, bare, together
from calculator.diary.proposal import suggested
from calculator.model import Scenario


@dataclass(frozen=True)
class TwoYears:
    """How often an activity was in both years. `chance` is how likely counts so far apart come of nothing."""

    activity: str
    now: int
    before: int
    now_per_year: float
    before_per_year: float
    chance: float


def matched(scenario: Scenario, picked: Mapping[str, Group], groups: Sequence[Group]) -> dict[str, Group]:
    """The groups of another year by activity: those with a title of this year's, and what is surely of its kind."""
    titles = {bare(title): key for key, group in picked.items() for title in group.titles}
    its: dict[str, list[Group]] = {}
    for group in groups:
        key = next((titles[name] for title in group.titles if (name := bare(title)) in titles), "")
        if not key and group.sure and suggested(scenario, group) in picked:
            key = suggested(scenario, group)
        if key:
            its.setdefault(key, []).append(group)
    return {key: together(chosen) for key, chosen in its.items()}


def beside(now: Mapping[str, Group], before: Mapping[str, Group], years: float, years_before: float) -> list[TwoYears]:
    """A row for each activity of either year, the greatest difference first."""
    rows = []
    for key in dict.fromkeys([*now, *before]):
        one, other = (its[key].times if key in its else 0 for its in (now, before))
        chance = rates.chance(one, other, years, years_before)
        rows.append(TwoYears(key, one, other, one / years, other / years_before, chance))
    return sorted(rows, key=lambda row: -abs(row.now_per_year - row.before_per_year))
