"""Exports as Google, Outlook and Apple write them, made by hand from their documented habits, are read right."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from calculator.diary import groups
from calculator.diary.reading import Diary, read

FILES = Path(__file__).parents[1] / "data" / "calendars"
BEGIN, END = date(2026, 3, 1), date(2026, 4, 30)


def diary(name: str) -> Diary:
    """What a file has of two months."""
    return read([(name, (FILES / name).read_bytes())], BEGIN, END)


def times(found: Diary, word: str) -> list[datetime]:
    """When events with that word in their title began."""
    return [event.start for event in found.events if word in event.title]


def test_google() -> None:
    """Single events are in UTC and others in a zone; an instance is moved, one left out, one invitation declined."""
    found = diary("google.ics")
    assert found.zone == "Europe/London"
    days = [(5, 3, 6.75), (12, 3, 6.75), (27, 3, 7.5), (2, 4, 6.75), (9, 4, 6.75)]
    assert [(at.day, at.month, groups.hour(at)) for at in times(found, "BNI")] == days
    assert times(found, "1-2-1") == [datetime(2026, 4, 1, 15)]  # summer time
    assert times(found, "mixer") == []
    assert times(found, "Alarm") == []
    [conference] = [event for event in found.events if event.minutes is None]
    assert conference.title == "כנס יזמים ארצי עם שם ארוך מאוד מאוד כדי שהשורה תישבר באמצע אות"
    [coffee] = [event for event in found.events if event.online]
    assert coffee.minutes == 45
    assert {event.people for event in found.events if event.title == "BNI breakfast"} == {2}  # a room is nobody
    likely, _ = groups.found(found)
    assert {group.kind: group.times for group in likely} == {"breakfast": 5, "video": 1, "conference": 1}


def test_outlook() -> None:
    """Zones of Windows in quotes, a zone of its own, an end in UTC, colons in names, a title that says it is off."""
    found = diary("outlook.ics")
    assert found.zone == "Europe/Berlin"
    days = [(3, 3), (10, 3), (17, 3), (24, 3), (7, 4)]
    assert [(at.day, at.month) for at in times(found, "Unternehmerfrühstück")] == days
    assert {groups.hour(at) for at in times(found, "Unternehmerfrühstück")} == {7.0}
    assert {event.people for event in found.events if "frühstück" in event.title} == {3}
    assert times(found, "Boston") == [datetime(2026, 3, 20, 14)]  # New York has summer time, and Berlin not yet
    assert "called off" in " ".join(found.notes)


def test_apple() -> None:
    """Travel in the event itself, a birthday since 1604, a floating time with a duration, marks of its own."""
    found = diary("apple.ics")
    assert found.zone == "America/New_York"
    assert times(found, "Lunch") == [datetime(2026, 3, 4, 12), datetime(2026, 4, 4, 12)]
    assert times(found, "Birthday") == []
    assert [(event.start, event.minutes) for event in found.events if "Chamber" in event.title] == [
        (datetime(2026, 3, 11, 8, 30), 90)
    ]
    likely, _ = groups.found(found)
    [lunch] = [group for group in likely if group.kind == "lunch"]
    assert lunch.ways == (40, 40)


@pytest.mark.parametrize("name", ["google.ics", "outlook.ics", "apple.ics"])
def test_lines_are_broken_inside_letters(name: str) -> None:
    """The files are what they should be: lines end as the standard has it, and a fold parts a letter of two bytes."""
    content = (FILES / name).read_bytes()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_all_three_at_once_are_one_diary() -> None:
    """Files of several programs are read together; what stands in two of them stands there once."""
    given = [(name, (FILES / name).read_bytes()) for name in ("google.ics", "outlook.ics", "apple.ics", "google.ics")]
    together = read(given, BEGIN, END, zone="Europe/London")
    assert len(together.events) == sum(len(diary(name).events) for name in ("google.ics", "outlook.ics", "apple.ics"))
