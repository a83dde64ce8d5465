"""The fixed times of a strategy as a calendar file, for a year from the first Monday on or after a day.

Times have no zone: 06:45 stays 06:45 wherever the calendar is. What a mix takes less than weekly is an ordinary weekly
rule with the weeks off left out by date, since many calendars pass over lists of single dates.
"""

from __future__ import annotations

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
    """How an event repeats: every how many weeks, how many times, and which times are left out, counted from 0."""

    interval: int
    steps: int
    off: tuple[int, ...]


class Leg(NamedTuple):
    """One event of a slot: its name for machines and people, and when it is, in hours after midnight."""

    id: str
    title: str
    begin: float
    end: float


def calendar(scenario: Scenario, strategy: str, start: date) -> bytes:
    """The file: three events a slot, the way there, the session and the way back, each busy time."""
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", "-//Networking cost calculator//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", scenario.strategies[strategy].name)
    monday = start + timedelta(days=-start.weekday() % 7)
    for slot in week(scenario, strategy).slots:
        name = scenario.activities[slot.activity].name
        parts = (
            Leg("out", f"Travel to {name}", slot.leave, slot.start),
            Leg("session", name, slot.start, slot.end),
            Leg("back", f"Travel back from {name}", slot.end, slot.back),
        )
        if rhythm := weeks(slot.times, scenario.profile.weeks_per_year):
            for part in parts:
                if _minutes(part.end) > _minutes(part.begin):
                    file.add_component(_event(scenario, strategy, slot, part, rhythm, monday))
    return bytes(file.to_ical())


def weeks(times: float, per_year: float) -> Rhythm | None:
    """How so many times a year are spread evenly over its weeks; None where they round to nothing.

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


def _event(scenario: Scenario, strategy: str, slot: Slot, part: Leg, rhythm: Rhythm, first: date) -> Event:
    from icalendar import Event

    day = first + timedelta(days=DAYS.index(slot.day))
    about = [f"Away from {formats.clock(slot.leave)} to {formats.clock(slot.back)}, travel included."]
    if slot.clash:
        about.append(f"{formats.hours(slot.clash)} hours of it fall in your protected time.")
    if slot.times > scenario.profile.weeks_per_year:
        about.append("The comparison has it more often than once a week on this day.")
    every = {"interval": rhythm.interval} if rhythm.interval > 1 else {}
    event = Event()
    event.add("uid", f"{first:%Y%m%d}-{strategy}-{slot.activity}-{slot.day}-{part.id}@networking-cost-calculator")
    event.add("dtstamp", datetime.combine(first, time(), UTC))
    event.add("dtstart", _at(day, part.begin))
    event.add("dtend", _at(day, part.end))
    event.add("summary", part.title)
    event.add("description", "\n".join(about))
    event.add("transp", "OPAQUE")
    event.add("rrule", {"freq": "weekly", **every, "byday": slot.day[:2].upper(), "count": rhythm.steps})
    for step in rhythm.off:
        event.add("exdate", _at(day + timedelta(weeks=step), part.begin))
    return event


def _minutes(hour: float) -> int:
    return round(hour * 60)


def _at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=_minutes(hour))
