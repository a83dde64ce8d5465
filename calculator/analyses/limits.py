"""How far one number may go while all others stay as they are: its field's bounds, or what the others leave of them.

>>> from calculator import assumptions
>>> limits(assumptions.scenario("uk-owner"), "pipelines.clients.close_rate")
(0.0, 1.0)

A session is no shorter than its round of pitches, and leaving home and coming back lie within one day.
"""

from __future__ import annotations

from collections.abc import Callable

from calculator.model import Activity, Scenario, Window
from calculator.parameters import parameters

Span = tuple[float, float]
ROUNDING = 1e-12
"""What is kept clear of a limit that the other numbers set, so that no rounding puts a value beyond it."""


def limits(scenario: Scenario, path: str) -> Span:
    """The lowest and the highest value that will do at a path; the lowest is the higher one where none will."""
    known = parameters(scenario)[path]
    branch, _, rest = path.partition(".")
    key, _, field = rest.partition(".")
    low, high = known.low, known.high
    if branch == "activities" and field in _ACTIVITY:
        low, high = _ACTIVITY[field](scenario.activities[key])
    elif branch == "protected":
        low, high = _window(scenario, key, field)
    return max(known.low, low), max(known.low, min(known.high, high))


def _session(activity: Activity) -> Span:
    pitches = max(activity.people_in_round - 1, 0) * activity.pitch_seconds / 60
    if activity.start_hour is None:
        return _above(pitches), 1440
    return _above(pitches), _below(60 * (24 - activity.start_hour) - activity.travel_minutes / 2)


def _travel(activity: Activity) -> Span:
    if activity.start_hour is None:
        return 0, 1440
    return 0, _below(120 * min(activity.start_hour, 24 - activity.start_hour - activity.session_minutes / 60))


def _start(activity: Activity) -> Span:
    half = activity.travel_minutes / 120
    return _above(half), _below(24 - activity.session_minutes / 60 - half)


def _people(activity: Activity) -> Span:
    seconds = activity.pitch_seconds
    return 0, _below(1 + 60 * activity.session_minutes / seconds) if seconds else 500


def _pitch(activity: Activity) -> Span:
    others = activity.people_in_round - 1
    return 0, _below(60 * activity.session_minutes / others) if others > 0 else 3600


_ACTIVITY: dict[str, Callable[[Activity], Span]] = {
    "session_minutes": _session,
    "travel_minutes": _travel,
    "start_hour": _start,
    "people_in_round": _people,
    "pitch_seconds": _pitch,
}
"""Numbers of an activity that others hold within bounds."""


def _window(scenario: Scenario, key: str, field: str) -> Span:
    """Between the neighbours on its own days, and never turned round."""
    own = scenario.protected[key]
    others = [other for name, other in scenario.protected.items() if name != key and _share_a_day(own, other)]
    if field == "start_hour":
        before = [other.end_hour for other in others if other.end_hour <= own.start_hour]
        return max(before, default=0), own.end_hour - 1e-9
    after = [other.start_hour for other in others if other.start_hour >= own.end_hour]
    return own.start_hour + 1e-9, min(after, default=24)


def _share_a_day(one: Window, other: Window) -> bool:
    return not set(one.days).isdisjoint(other.days)


def _above(value: float) -> float:
    return value + ROUNDING * max(value, 1.0) if value > 0 else value


def _below(value: float) -> float:
    return value - ROUNDING * max(value, 1.0)
