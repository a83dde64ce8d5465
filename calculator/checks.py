"""What must hold between the numbers of a scenario, each with a remedy.

The checks read a plain tree and pass over what is missing or of the wrong type, so that a file with faults of
several kinds hears of all of them at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from typing import Any

from calculator.errors import Fault, shortened, suggestion
from calculator.safety import isolated

Branch = Mapping[str, Any]
MOST = 100
"""Faults that are worth naming at once; a file of nonsense has as many as one likes."""


def faults(tree: Branch) -> list[Fault]:
    """Everything that does not hold together in this tree."""
    rules = (_media, _goal, _mixes, _pitches, _days, _clock, _windows, _ranges)
    return list(islice((fault for rule in rules for fault in rule(tree)), MOST))


def warnings(tree: Branch) -> list[Fault]:
    """What is allowed but unlikely to be meant."""
    doubts = []
    weeks = _number(_branch(tree, "profile"), "weeks_per_year", 52)
    for key, strategy in _branches(tree, "strategies"):
        mix = _branch(strategy, "times_per_year")
        for activity in mix:
            times = _number(mix, activity)
            if times > 7 * weeks:
                name = _name(_branch(_branch(tree, "activities"), activity), activity)
                text = f"{times:g} times in {weeks:g} weeks is more than once a day. Is it meant so?"
                path = f"strategies.{key}.times_per_year.{activity}"
                doubts.append(Fault(path, f"{_name(strategy, key)}: {name}: {text}"))
    for path, spread in _branches(tree, "ranges"):
        if not _number(spread, "low") <= _value(tree, path) <= _number(spread, "high"):
            text = f"The range of {path} does not hold its value, so it is left aside. Widen it, or leave it out."
            doubts.append(Fault(f"ranges.{path}", text))
    return doubts


def _branch(tree: Branch, key: str) -> Branch:
    # asked of every number: a plain dict, which most are, is known at once, and a Mapping after a longer look
    branch = tree.get(key)
    return branch if type(branch) is dict or isinstance(branch, Mapping) else {}


def _branches(tree: Branch, key: str) -> Iterator[tuple[str, Branch]]:
    return (
        (name, branch)
        for name, branch in _branch(tree, key).items()
        if type(branch) is dict or isinstance(branch, Mapping)
    )


def _number(branch: Branch, key: str, default: float = math.nan) -> float:
    value = branch.get(key, default)
    if type(value) is not float and (isinstance(value, bool) or not isinstance(value, int | float)):
        return math.nan
    return float(value) if abs(value) < 1e300 else math.nan  # an int may be too large for a float


def _value(tree: Branch, path: str) -> float:
    *branches, leaf = path.split(".")
    for part in branches:
        tree = _branch(tree, part)
    return _number(tree, leaf)


def _name(branch: Branch, key: str) -> str:
    name = branch.get("name")
    return isolated(name) if isinstance(name, str) and name else key.replace("_", " ").capitalize()


def _media(tree: Branch) -> Iterator[Fault]:
    known = _branch(tree, "media")
    for key, activity in _branches(tree, "activities"):
        medium = activity.get("medium")
        if isinstance(medium, str) and medium not in known:
            path = f"activities.{key}.medium"
            remedy = f"Add media.{medium}.richness, or use one of: {', '.join(known) or 'none given'}."
            yield Fault(path, f"{_name(activity, key)}: medium {medium} has no richness. {remedy}")


def _goal(tree: Branch) -> Iterator[Fault]:
    goal, known = tree.get("goal"), _branch(tree, "pipelines")
    if isinstance(goal, str) and goal not in known:
        yield Fault("goal", f"The goal is {goal}, but pipelines.{goal} is missing. Add it, or change the goal.")


def _mixes(tree: Branch) -> Iterator[Fault]:
    known = tree.get("activities")
    if not isinstance(known, Mapping):
        return  # that is the fault, and not each mix
    for key, strategy in _branches(tree, "strategies"):
        for activity in _branch(strategy, "times_per_year"):
            if activity not in known:
                path = f"strategies.{key}.times_per_year.{activity}"
                hint = suggestion(str(activity), known) or f" Add activities.{activity}, or leave it out."
                yield Fault(path, f"{_name(strategy, key)}: there is no activity '{activity}'.{hint}")


def _pitches(tree: Branch) -> Iterator[Fault]:
    for key, activity in _branches(tree, "activities"):
        people, seconds = _number(activity, "people_in_round", 0), _number(activity, "pitch_seconds", 0)
        session = _number(activity, "session_minutes", 0)
        minutes = max(people - 1, 0) * seconds / 60  # your own pitch is conversation
        if minutes > session:
            text = f"{people:g} people at {seconds:g} seconds need {minutes:.4g} minutes; "
            text += f"the session has {session:g}. Lengthen one or shorten the other."
            yield Fault(f"activities.{key}.pitch_seconds", f"{_name(activity, key)}: {text}")


def _days(tree: Branch) -> Iterator[Fault]:
    for root in ("activities", "protected"):
        for key, branch in _branches(tree, root):
            days = _words(branch.get("days"))
            if len(set(days)) < len(days):
                yield Fault(f"{root}.{key}.days", f"{_name(branch, key)}: a day stands twice. Name each day once.")


def _clock(tree: Branch) -> Iterator[Fault]:
    for key, activity in _branches(tree, "activities"):
        start = _number(activity, "start_hour")
        session = _number(activity, "session_minutes", 0) / 60
        travel = _number(activity, "travel_minutes", 0) / 60
        if start - travel / 2 < 0 or start + session + travel / 2 > 24:
            text = "leaving home and coming back must lie within one day. Move the start, or shorten travel or session."
            yield Fault(f"activities.{key}.start_hour", f"{_name(activity, key)}: {text}")


def _windows(tree: Branch) -> Iterator[Fault]:
    windows = list(islice(_branches(tree, "protected"), MOST))
    for key, window in windows:
        if _number(window, "start_hour") >= _number(window, "end_hour"):
            text = "protected time ends before it starts. Put the end after the start."
            yield Fault(f"protected.{key}.end_hour", f"{_name(window, key)}: {text}")
    for (one, first), (other, second) in combinations(windows, 2):
        same_day = not set(_words(first.get("days"))).isdisjoint(_words(second.get("days")))
        starts = max(_number(first, "start_hour"), _number(second, "start_hour"))
        if same_day and starts < min(_number(first, "end_hour"), _number(second, "end_hour")):
            text = f"protected time overlaps with {_name(second, other)}. Let one end where the other starts."
            yield Fault(f"protected.{one}.end_hour", f"{_name(first, one)}: {text}")


def _words(days: object) -> list[str]:
    """Days by their first three letters, whether written in a row or as a list."""
    words = re.split(r"[\s,;]+", days.strip()) if isinstance(days, str) else days
    return [str(word).strip().lower()[:3] for word in words if word != ""] if isinstance(words, list | tuple) else []


def _ranges(tree: Branch) -> Iterator[Fault]:
    for path, spread in _branches(tree, "ranges"):
        low, high = _number(spread, "low"), _number(spread, "high")
        if math.isnan(_value(tree, path)):
            text = f"A range is given for {shortened(path)}, which names no number of this scenario. Leave it out."
            yield Fault(f"ranges.{shortened(path)}", text)
        if low > high:
            text = f"The range of {path} runs from {low:g} down to {high:g}. Write the lower number first."
            yield Fault(f"ranges.{path}", text)
