"""The calendar file, opened again with the library that calendars are read with."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calculator import assumptions, formats
from calculator.analyses.week import week
from calculator.changes import replace
from calculator.exports import ics

OWNER = assumptions.scenario("uk-owner")
START = date(2027, 1, 4)
"""A Monday."""


def events(scenario, mix="face_to_face", start=START):
    """The events of the file."""
    return Calendar.from_ical(ics.calendar(scenario, mix, start)).walk("VEVENT")


def times(event):
    """When an event takes place, as a calendar works it out."""
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=event["dtstart"].dt)
    found = event.get("exdate", [])
    off = {item.dt for dates in (found if isinstance(found, list) else [found]) for item in dates.dts}
    return [when for when in rule if when not in off]


def test_a_time_is_three_busy_events():
    """The way there, the session and the way back touch, at the hours that the page says, with no zone."""
    out, session, back = events(OWNER)
    slot = week(OWNER, "face_to_face").slots[0]
    assert [str(event["summary"]) for event in (out, session, back)] == [
        "Travel to Breakfast club",
        "Breakfast club",
        "Travel back from Breakfast club",
    ]
    clocks = [f"{event['dtstart'].dt:%H:%M}" for event in (out, session, back)] + [f"{back['dtend'].dt:%H:%M}"]
    assert clocks == [formats.clock(hour) for hour in (slot.leave, slot.start, slot.end, slot.back)]
    assert (out["dtend"].dt, session["dtend"].dt) == (session["dtstart"].dt, back["dtstart"].dt)
    assert {event["dtstart"].dt.tzinfo for event in (out, session, back)} == {None}
    assert {event["transp"] for event in (out, session, back)} == {"OPAQUE"}
    assert "protected time" in session["description"]


@pytest.mark.parametrize("preset", assumptions.presets())
def test_a_year_has_the_times_of_the_mix(preset):
    """Each fixed time takes place as often as the mix says, on its day, within a year of the first Monday."""
    scenario = assumptions.scenario(preset)
    for mix in scenario.strategies:
        slots = week(scenario, mix).slots
        sessions = [event for event in events(scenario, mix) if "-session@" in event["uid"]]
        assert len(sessions) == len(slots)
        for event, slot in zip(sessions, slots, strict=True):
            found = times(event)
            assert len(found) == slot.times
            assert {f"{when:%a}".lower() for when in found} == {slot.day}
            assert all(START <= when.date() < START + timedelta(weeks=52) for when in found)


@given(count=st.floats(0, 400), per_year=st.floats(1, 52))
def test_times_are_spread_evenly(count, per_year):
    """Whole times, no more than a week has room for, a year has them all, and no two gaps differ by over a week."""
    rhythm = ics.weeks(count, per_year)
    if rhythm is None:
        assert count < 0.5
        return
    taken = [step * rhythm.interval for step in range(rhythm.steps) if step not in rhythm.off]
    assert len(taken) == min(int(count + 0.5), 52)
    assert taken[0] == 0
    assert taken[-1] < 52
    gaps = {after - before for before, after in pairwise(taken)}
    assert max(gaps, default=0) - min(gaps, default=0) <= 1


def test_irregular_weeks_leave_dates_out():
    """Thirty-three of 47 weeks are a weekly rule with weeks off, in each of the three events alike."""
    uneven = replace(OWNER, {"strategies.face_to_face.times_per_year.breakfast": 33})
    days = [[when.date() for when in times(event)] for event in events(uneven)]
    assert [len(found) for found in days] == [33, 33, 33]
    assert days[0] == days[1] == days[2]


@pytest.mark.parametrize(("start", "first"), [(date(2027, 1, 4), 7), (date(2027, 1, 2), 7), (date(2027, 1, 5), 14)])
def test_it_starts_on_the_first_monday(start, first):
    """The first Thursday is that of the first whole week from the day given."""
    assert events(OWNER, start=start)[1]["dtstart"].dt.isoformat() == f"2027-01-{first:02d}T06:45:00"


def test_the_same_file_twice():
    """The same scenario and day give the same bytes, and each event keeps a name of its own."""
    assert ics.calendar(OWNER, "blended", START) == ics.calendar(OWNER, "blended", START)
    assert {event["dtstamp"].dt.date() for event in events(OWNER)} == {START}
    every = [event["uid"] for mix in OWNER.strategies for event in events(OWNER, mix)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("name", ["A; b, c\\n", "BEGIN:VEVENT", "<b>Ü 比較</b> ☕", "x" * 80, "مرحبا, $"])
def test_names_stay_as_they_are(name):
    """A name that looks like the format is read back as it was, and adds no event."""
    changed = replace(OWNER, {"activities.breakfast.name": name, "strategies.face_to_face.name": name})
    found = events(changed)
    assert len(found) == 3
    assert str(found[1]["summary"]) == name
    read = Calendar.from_ical(ics.calendar(changed, "face_to_face", START))
    assert str(read["x-wr-calname"]) == name


def test_nothing_fixed_is_an_empty_calendar():
    """A strategy without fixed times has a calendar with nothing in it."""
    assert events(OWNER, "online") == []
