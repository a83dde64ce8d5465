"""Time that is protected, such as the school run, and what in a calendar ran into it: counted event by event.

>>> from calculator import assumptions
>>> from datetime import datetime
>>> from calculator.diary.reading import Event
>>> late = Event("Club", datetime(2026, 3, 5, 7, 15), datetime(2026, 3, 5, 8, 45), 90.0, 12, "", False, 0.0)
>>> clash = met(assumptions.scenario("uk-owner"), [late], 50.0)
>>> clash.meetings, clash.windows
(1, ('school_run',))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from calculator.diary.groups import hour
from calculator.diary.reading import Event
from calculator.engine.time import overlap
from calculator.model import DAYS, Scenario, Window


@dataclass(frozen=True)
class Clash:
    """How many events there were with a time of day, and of how many the meeting itself, or the way too, was in it.

    `hours` is how long that was in all, with the way.
    """

    events: int
    meetings: int
    with_way: int
    hours: float
    windows: tuple[str, ...]


def met(scenario: Scenario, events: Iterable[Event], way: float) -> Clash:
    """What of these events ran into protected time, with so many minutes on the road, both ways."""
    timed = [event for event in events if event.minutes is not None]
    half = timedelta(minutes=way / 2)
    windows = scenario.protected
    own = [_hours(event.start, event.end, windows) for event in timed]
    whole = [_hours(event.start - half, event.end + half, windows) for event in timed]
    names = [key for key in windows if any(key in each for each in whole)]
    total = sum(sum(each.values()) for each in whole)
    return Clash(len(timed), sum(map(bool, own)), sum(map(bool, whole)), total, tuple(names))


def _hours(begin: datetime, end: datetime, windows: Mapping[str, Window]) -> dict[str, float]:
    """Hours between two times that fall into each window, those that any does."""
    inside: dict[str, float] = {}
    day = begin.date()
    while day <= end.date():
        midnight = datetime.combine(day, time())
        first = hour(begin) if begin > midnight else 0.0
        last = hour(end) if end.date() == day else 24.0
        for key, window in windows.items():
            if DAYS[day.weekday()] in window.days and (shared := float(overlap(first, last, window))) > 1e-9:
                inside[key] = inside.get(key, 0.0) + shared
        day += timedelta(days=1)
    return inside
