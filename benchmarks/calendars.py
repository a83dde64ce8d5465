"""A calendar of 50,000 events, read: ten years of somebody's, and as many in a single year; and icalendar's own reader.

What is aimed at is five seconds of one processor. Words of how far it is come some hundred times on the way.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from calculator.diary import groups, reading

EVENTS, AIM = 50_000, 5.0
BEGIN, END = date(2025, 11, 1), date(2026, 10, 31)
SHARE = 10
"""icalendar's reader is given a tenth of the file, and its time is taken as often."""


def made(days: int, repeats: int) -> bytes:
    """A calendar whose events are spread over the days before the end of the year; one in so many repeats."""
    dice = random.Random(1)  # noqa: S311 -- the same calendar each time
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-TIMEZONE:Europe/London"]
    for number in range(EVENTS):
        minutes = 15 * dice.randrange(96)
        start = datetime.combine(END, datetime.min.time()) - timedelta(days=dice.randrange(days), minutes=minutes)
        end = start + timedelta(hours=1)
        lines += ["BEGIN:VEVENT", f"UID:{number}@made.up", "DTSTAMP:20261101T000000Z", "CREATED:20200101T000000Z"]
        lines += [f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/London:{end:%Y%m%dT%H%M%S}"]
        lines += [f"SUMMARY:Meeting {dice.randrange(500)}", "STATUS:CONFIRMED", "SEQUENCE:0", "TRANSP:OPAQUE"]
        lines += ["RRULE:FREQ=WEEKLY;COUNT=20"] if number % repeats == 0 else []
        lines += ["ATTENDEE;CN=Ann:mailto:ann@example.org"] * (3 if number % 3 == 0 else 0) + ["END:VEVENT"]
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def run() -> Iterator[str]:
    """A line for each calendar."""
    from icalendar import Calendar

    told: list[str] = []
    content = b""
    for name, content in (("ten years", made(3650, 10)), ("one year", made(360, 100))):
        diary, wall, spent = _timed(partial(_read, content, told))
        megabytes = len(content) / 1e6
        yield (
            f"calendar, {EVENTS:,} events of {name}, {megabytes:.0f} MB: {spent:.2f} s of the processor, "
            f"{wall:.2f} s in all, {len(diary.events):,} events in the year, {len(told)} words of how far; "
            f"aimed at {AIM:.0f} s"
        )
        told.clear()
    piece = _part(content)
    _, _, spent = _timed(partial(Calendar.from_ical, piece))
    yield f"icalendar's own reader, of the same file without repeating anything: about {SHARE * spent:.0f} s"


def _read(content: bytes, told: list[str]) -> reading.Diary:
    """What the page does with a file that is dropped."""
    diary = reading.read([("a.ics", content)], BEGIN, END, told=lambda _, words: told.append(words))
    groups.found(diary)
    return diary


def _part(content: bytes) -> bytes:
    """The first tenth of the events."""
    events = content.split(b"END:VEVENT\r\n")[: EVENTS // SHARE]
    return b"END:VEVENT\r\n".join([*events, b"END:VCALENDAR\r\n"])


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What some work gives, and its seconds, of the clock and of the processor."""
    wall, spent = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - spent
