"""The fixed times of a strategy as a calendar file, for a year from the first Monday on or after a day.

Times have no zone: 06:45 stays 06:45 wherever the calendar is. What a mix takes less than weekly is an ordinary weekly
rule with the weeks off left out by date, since many calendars pass over lists of single dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calculator import formats
from calculator.analyses.week import Slot, week
from calculator.model import DAYS, Scenario

if TYPE_CHECKING:
    from icalendar import Event

YEAR = 52
"""Weeks that the file covers."""
REGULAR = 0.15
"""How far the weeks between two times may be from a whole number and still be taken as that."""


class Rhythm(NamedTuple):
    """Every how many weeks, how many steps, and the steps that are left out, counted from 0."""

    interval: int
    steps: int
    off: tuple[int, ...]


class Part(NamedTuple):
    """One event of a slot: its name for machines and people, and when it is, in hours after midnight."""

    id: str
    title: str
    begin: float
    end: float


def calendar(scenario: Scenario, strategy: str, start: date) -> bytes:
    """The file: three events a slot, the way there, the session and the way back, each busy time."""
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//Networking cost calculator//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", scenario.strategies[strategy].name)
    for slot in week(scenario, strategy).slots:
        if rhythm := weeks(slot.times, scenario.profile.weeks_per_year):
            for part in _parts(scenario, slot):
                found.add_component(_event(scenario, strategy, slot, part, rhythm, monday(start)))
    return bytes(found.to_ical())


def monday(start: date) -> date:
    """The first Monday on or after a day."""
    return start + timedelta(days=-start.weekday() % 7)


def weeks(times: float, per_year: float) -> Rhythm | None:
    """How so many times a year lie in its weeks, spread evenly; None where they round to nothing.

    >>> weeks(47, 47), weeks(23, 47)
    (Rhythm(interval=1, steps=47, off=()), Rhythm(interval=2, steps=23, off=()))
    >>> weeks(4, 6)
    Rhythm(interval=1, steps=5, off=(2,))
    """
    count = min(int(times + 0.5), YEAR)
    if count < 1:
        return None
    gap = max(per_year, count) / count
    whole = max(1, round(gap))
    if abs(gap - whole) <= REGULAR and whole * (count - 1) < YEAR:
        return Rhythm(whole, count, ())
    taken = {int(index * gap) for index in range(count)}
    last = max(taken) + 1
    return Rhythm(1, last, tuple(sorted(set(range(last)) - taken)))


def _parts(scenario: Scenario, slot: Slot) -> Iterator[Part]:
    name = scenario.activities[slot.activity].name
    parts = (
        Part("out", f"Travel to {name}", slot.leave, slot.start),
        Part("session", name, slot.start, slot.end),
        Part("back", f"Travel back from {name}", slot.end, slot.back),
    )
    return (part for part in parts if _minutes(part.end) > _minutes(part.begin))


def _event(scenario: Scenario, strategy: str, slot: Slot, part: Part, rhythm: Rhythm, first: date) -> Event:
    from icalendar import Event

    day = first + timedelta(days=DAYS.index(slot.day))
    found = Event()
    found.add("uid", f"{first:%Y%m%d}-{strategy}-{slot.activity}-{slot.day}-{part.id}@networking-cost-calculator")
    found.add("dtstamp", datetime.combine(first, time(), UTC))
    found.add("dtstart", _at(day, part.begin))
    found.add("dtend", _at(day, part.end))
    found.add("summary", part.title)
    found.add("description", _described(scenario, slot))
    found.add("transp", "OPAQUE")
    found.add("rrule", _rule(slot, rhythm))
    for step in rhythm.off:
        found.add("exdate", _at(day + timedelta(weeks=step), part.begin))
    return found


def _rule(slot: Slot, rhythm: Rhythm) -> dict[str, object]:
    every = {"interval": rhythm.interval} if rhythm.interval > 1 else {}
    return {"freq": "weekly", **every, "byday": slot.day[:2].upper(), "count": rhythm.steps}


def _described(scenario: Scenario, slot: Slot) -> str:
    lines = [f"Away from {formats.clock(slot.leave)} to {formats.clock(slot.back)}, travel included."]
    if slot.clash:
        lines.append(f"{formats.hours(slot.clash)} hours of it fall in your protected time.")
    if slot.times > scenario.profile.weeks_per_year:
        lines.append("The comparison has it more often than once a week on this day.")
    return "\n".join(lines)


def _minutes(hour: float) -> int:
    return round(hour * 60)


def _at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=_minutes(hour))
