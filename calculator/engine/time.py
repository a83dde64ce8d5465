"""What one occurrence takes: minutes by part, and what they are worth.

Formulas are written for one activity; given columns they run on all cases. Minutes are per occurrence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from calculator.cases import Number
from calculator.engine.arithmetic import given, maximum, minimum, never, same, shared, where
from calculator.engine.term import quantity
from calculator.model import Activity, Profile, Window


class Inside(NamedTuple):
    """Minutes of an occurrence that fall into protected time, averaged over the days of the activity."""

    travel: Number
    session: Number


@quantity("minutes")
def travel_minutes(activity: Activity) -> Number:
    """Minutes on the road, both ways, less what is put to work there."""
    return activity.travel_minutes * (1 - activity.travel_working_share)


@quantity("minutes")
def pitch_minutes(activity: Activity) -> Number:
    """Minutes spent listening to the others' pitches; never longer than the session.

    >>> club = Activity(name="Club", medium="in_person", session_minutes=90, people_in_round=25, pitch_seconds=60)
    >>> pitch_minutes(club)
    24.0
    """
    others = maximum(activity.people_in_round - 1, 0)
    return minimum(others * activity.pitch_seconds / 60, activity.session_minutes)


@quantity("minutes")
def conversation_minutes(activity: Activity) -> Number:
    """Minutes of the session that are not others' pitches; your own pitch is in them."""
    return activity.session_minutes - pitch_minutes(activity)


@quantity("minutes")
def minutes_by_part(activity: Activity) -> dict[str, Number]:
    """Minutes of one occurrence by part. Their order is that of `parts.PARTS`."""
    pitches = pitch_minutes(activity)
    return {
        "conversation": activity.session_minutes - pitches,
        "pitches": pitches,
        "travel": travel_minutes(activity),
        "preparation": activity.preparation_minutes,
        "follow_up": activity.follow_up_minutes,
        "settling": activity.settling_minutes,
    }


def wasted_hours(activity: Activity) -> Number:
    """Hours of the session with people who cannot help; none where nobody speaks."""
    written = same(activity.medium, "written")
    if written is True:
        return 0.0
    return where(written, 0.0, activity.session_minutes / 60 * (1 - activity.relevant_share))


@quantity("minutes")
def protected_minutes(activity: Activity, windows: Iterable[Window]) -> Inside:
    """Minutes of travel (in full) and of session inside protected time; 0 with no start or no days."""
    travel = 0.0
    session = 0.0
    if activity.start_hour is None:
        return Inside(travel, session)
    for window in windows:
        share = shared_days(activity, window)
        if not never(share):
            travel += 60 * share * travel_inside(activity, window)
            session += 60 * share * session_inside(activity, window)
    if never(travel) and never(session):
        return Inside(travel, session)
    # drawn windows may overlap where the scenario's do not, and a minute is taken only once
    return Inside(minimum(travel, activity.travel_minutes), minimum(session, activity.session_minutes))


@quantity("share")
def shared_days(activity: Activity, window: Window) -> Number:
    """Share of an activity's days on which the window falls; 0 with no start or no days."""
    days = shared(activity.days)
    falls = given(activity.start_hour) & (days > 0)
    return where(falls, shared(activity.days, window.days) / maximum(days, 1), 0.0)


@quantity("hours")
def travel_inside(activity: Activity, window: Window) -> Number:
    """Hours of the way out and the way home inside the window, on a day that it falls on."""
    start: Number = activity.start_hour
    end = start + activity.session_minutes / 60
    half = activity.travel_minutes / 120
    return overlap(start - half, start, window) + overlap(end, end + half, window)


@quantity("hours")
def session_inside(activity: Activity, window: Window) -> Number:
    """Hours of the session inside the window, on a day that it falls on."""
    start: Number = activity.start_hour
    return overlap(start, start + activity.session_minutes / 60, window)


def overlap(begin: Number, end: Number, window: Window) -> Number:
    """Hours of [begin, end] inside the window, on a day that it falls on."""
    return maximum(minimum(end, window.end_hour) - maximum(begin, window.start_hour), 0.0)


@quantity("minutes")
def weighted_minutes(activity: Activity, profile: Profile, inside: Inside) -> dict[str, Number]:
    """Minutes of conversation, pitches and travel at what they are worth against minutes of working time.

    A part that is left out counts as working time. Work done in the car does not give the school run back, and an idle
    moment is not taken from the family.
    """
    minutes = minutes_by_part(activity)
    extra = profile.protected_time_value - 1
    share = inside.session / maximum(activity.session_minutes, 1e-300)
    idle = activity.dead_time_share
    weight = (1 - idle) * (1 + extra * share) + idle * profile.dead_time_value
    return {
        "conversation": minutes["conversation"] * weight,
        "pitches": minutes["pitches"] * weight,
        "travel": minutes["travel"] + inside.travel * extra,
    }
