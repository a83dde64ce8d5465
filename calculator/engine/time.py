"""What one occurrence takes: minutes by part, and what they are worth.

Formulas are written for one activity; given columns they run on all cases. Minutes are per occurrence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from calculator.cases import Number
from calculator.model import Activity, Profile, Window


class Inside(NamedTuple):
    """Minutes of an occurrence that fall into protected time, averaged over the days of the activity."""

    travel: Number
    session: Number


def travel_minutes(activity: Activity) -> Number:
    """Minutes on the road, both ways, less what is put to work there."""
    return activity.travel_minutes * (1 - activity.travel_working_share)


def pitch_minutes(activity: Activity) -> Number:
    """Minutes spent listening to the others' pitches; never longer than the session.

    >>> club = Activity(name="Club", medium="in_person", session_minutes=90, people_in_round=25, pitch_seconds=60)
    >>> pitch_minutes(club).item()
    24.0
    """
    others = np.maximum(activity.people_in_round - 1, 0)
    return np.minimum(others * activity.pitch_seconds / 60, activity.session_minutes)


def conversation_minutes(activity: Activity) -> Number:
    """Minutes of the session that are not others' pitches; your own pitch is in them."""
    return activity.session_minutes - pitch_minutes(activity)


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


def protected_minutes(activity: Activity, windows: Iterable[Window]) -> Inside:
    """Minutes of travel (in full) and of session inside protected time; 0 with no start or no days."""
    travel = session = 0.0
    if activity.start_hour is None or not activity.days:
        return Inside(travel, session)
    half, end = activity.travel_minutes / 120, activity.start_hour + activity.session_minutes / 60
    for window in windows:
        share = len(set(activity.days) & set(window.days)) / len(activity.days)
        if share:
            out = overlap(activity.start_hour - half, activity.start_hour, window)
            travel += 60 * share * (out + overlap(end, end + half, window))
            session += 60 * share * overlap(activity.start_hour, end, window)
    # drawn windows may overlap where the scenario's do not, and a minute is taken only once
    return Inside(np.minimum(travel, activity.travel_minutes), np.minimum(session, activity.session_minutes))


def overlap(begin: Number, end: Number, window: Window) -> Number:
    """Hours of [begin, end] inside the window, on a day that it falls on."""
    return np.maximum(np.minimum(end, window.end_hour) - np.maximum(begin, window.start_hour), 0.0)


def weighted_minutes(activity: Activity, profile: Profile, inside: Inside) -> dict[str, Number]:
    """Minutes of conversation, pitches and travel at what they are worth against minutes of working time.

    Work done in the car does not give the school run back, and an idle moment is not taken from the family.
    """
    minutes = minutes_by_part(activity)
    extra = profile.protected_time_value - 1
    share = inside.session / np.maximum(activity.session_minutes, 1e-300)
    idle = activity.dead_time_share
    weight = (1 - idle) * (1 + extra * share) + idle * profile.dead_time_value
    return {
        "conversation": minutes["conversation"] * weight,
        "pitches": minutes["pitches"] * weight,
        "travel": minutes["travel"] + inside.travel * extra,
    }
