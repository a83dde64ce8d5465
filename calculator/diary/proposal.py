"""What groups of events come to in a scenario: changes by path, with ranges, and the scenario with all of them.

>>> from calculator import assumptions
>>> from datetime import datetime
>>> from calculator.diary.groups import Group
>>> from calculator.diary.reading import Event
>>> days = [datetime(2026, 1, day, 6, 45) for day in (1, 8, 15, 22)]
>>> events = [Event("Club", day, day, 90.0, 12, "", False, 0.0) for day in days]
>>> club = Group("Club", "breakfast", True, "bni", ("Club",), tuple(events), ())
>>> mine = proposed(assumptions.scenario("uk-owner"), [Pick(club, "breakfast")], 1.0, "face_to_face")
>>> mine.changes["strategies.face_to_face.times_per_year.breakfast"], mine.changes["activities.breakfast.days"]
('1.1..4..10.2', 'thu')
"""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from calculator import edits
from calculator.changes import Value, replace
from calculator.diary import rates
from calculator.diary.groups import Group, together
from calculator.errors import BadInput, CalculatorError
from calculator.model import Scenario
from calculator.notation import Spread, written
from calculator.parameters import parameters, text
from calculator.safety import LETTERS, fit, visible

NEW = ""
"""In place of the key of an activity or a strategy: one that is made."""
LIKE = ("event", "breakfast", "one_to_one")
"""What a new activity is like where nothing else says, the first that there is."""
YOURS = "Your year"
"""What a strategy is called that is made of a calendar."""
SOME = 4
"""Meetings from which a usual start and day are taken."""
NAMELESS = "From your calendar"
"""What an activity is called whose title has no letter."""
LONGEST = 80
"""Letters of a name in a scenario."""
SEEN = ("in_person", "video")
"""Media whose meetings people keep in a calendar; what is written and most calls are not in it."""


@dataclass(frozen=True)
class Pick:
    """A group that is networking: which activity it is, or NEW for one of its own, and what is known of its way.

    `way` is minutes on the road, both ways, where the user said so.
    """

    group: Group
    activity: str
    name: str = ""
    way: float | None = None


@dataclass(frozen=True)
class Proposal:
    """What picks come to. `base` is the scenario with what had to be made; `changes` are put into that one."""

    base: Scenario
    changes: Mapping[str, Value]
    scenario: Scenario
    strategy: str
    picked: Mapping[str, Group]
    """The events of each activity by its key."""
    refused: tuple[str, ...]
    """What does not go with other numbers and stays as it is, in words."""


def suggested(scenario: Scenario, group: Group) -> str:
    """The activity that a group most likely is; NEW where the scenario has none of its kind."""
    if group.kind in scenario.activities:
        return group.kind
    alike = {"video": "phone", "phone": "video", "lunch": "one_to_one"}.get(group.kind, "")
    return alike if alike in scenario.activities else NEW


def likeliest(scenario: Scenario, groups: Sequence[Group]) -> str:
    """The strategy that does most of what was found, which is the one that people go by; NEW where none does any."""
    counts = {suggested(scenario, group): group.times for group in groups}
    scores = {
        key: sum(times for activity, times in counts.items() if mix.times_per_year.get(activity))
        for key, mix in scenario.strategies.items()
    }
    best = max(scores.values(), default=0)
    if not best:
        return NEW
    # of those that do as much, the one that does little else
    fitting = [key for key, score in scores.items() if score == best]
    return min(fitting, key=lambda key: sum(n > 0 for n in scenario.strategies[key].times_per_year.values()))


def proposed(
    scenario: Scenario, picks: Sequence[Pick], years: float, strategy: str, nothing_else: bool = False
) -> Proposal:
    """The scenario with what these groups say of so many years put into a strategy.

    With `nothing_else`, meetings that were not found were not: their times a year are 0. Raises BadInput.
    """
    base, its = _made(scenario, picks)
    if strategy == NEW:
        taken = {mix.name for mix in base.strategies.values()}
        names = (YOURS if number == 1 else f"{YOURS} {number}" for number in count(1))
        base, strategy = edits.add_strategy(base, next(name for name in names if name not in taken))
    changes: dict[str, Value] = {}
    times = f"strategies.{strategy}.times_per_year"
    if nothing_else:
        done = base.strategies[strategy].times_per_year
        unseen = [key for key, often in done.items() if often and base.activities[key].medium in SEEN]
        changes |= {f"{times}.{key}": 0.0 for key in unseen if key not in its}
    picked = {}
    for key, chosen in its.items():
        group = picked[key] = together([pick.group for pick in chosen])
        changes[f"{times}.{key}"] = _written(base, f"{times}.{key}", rates.rate(group.times, years))
        for name in (safe_name(pick.name) for pick in chosen if pick.name):
            if name != base.activities[key].name:
                changes[f"activities.{key}.name"] = name
        changes |= _of_activity(base, key, group, [pick.way for pick in chosen if pick.way is not None])
    changed, refused = _taken(base, changes)
    changes = {path: value for path, value in changes.items() if path not in refused}
    return Proposal(base, changes, changed, strategy, picked, tuple(refused.values()))


def also(proposal: Proposal, changes: Mapping[str, Value]) -> Proposal:
    """The proposal with more changes, which no event says but something else of the user's."""
    taken = {**proposal.changes, **changes}
    changed, refused = _taken(proposal.base, taken)
    left = {path: value for path, value in taken.items() if path not in refused}
    return dataclasses.replace(proposal, changes=left, scenario=changed, refused=(*proposal.refused, *refused.values()))


def differing(proposal: Proposal) -> list[str]:
    """The paths that become another number, range or word."""
    return [path for path in proposal.changes if text(proposal.base, path) != text(proposal.scenario, path)]


def safe_name(name: str) -> str:
    """A title of somebody's calendar as the name of an activity: what cannot stand in one is left out."""
    clean = visible("".join(letter if re.fullmatch(LETTERS, letter) else " " for letter in name))[:LONGEST].rstrip()
    try:
        return fit(clean) or NAMELESS
    except ValueError:  # nothing of it can be seen
        return NAMELESS


def _made(scenario: Scenario, picks: Sequence[Pick]) -> tuple[Scenario, dict[str, list[Pick]]]:
    """The scenario with every activity that is new, and the picks of each activity."""
    its: dict[str, list[Pick]] = {}
    new: dict[str, str] = {}
    for pick in picks:
        key = pick.activity
        if key == NEW:
            name = safe_name(pick.name or pick.group.name)
            if name not in new:
                like = suggested(scenario, pick.group) or next((one for one in LIKE if one in scenario.activities), "")
                scenario, new[name] = edits.add_activity(scenario, name, like=like)
                path = f"activities.{new[name]}.medium"
                scenario = replace(scenario, {path: "video" if pick.group.online else "in_person"})
            key = new[name]
        elif key not in scenario.activities:
            raise CalculatorError(f"There is no activity '{key}'. There are: {', '.join(scenario.activities)}.")
        its.setdefault(key, []).append(pick)
    return scenario, its


def _of_activity(scenario: Scenario, key: str, group: Group, ways: Sequence[float]) -> dict[str, Value]:
    """What one occurrence of an activity is by the calendar: how long, when, and how far away."""
    changes: dict[str, Value] = {}
    root = f"activities.{key}"
    if group.minutes:
        changes[f"{root}.session_minutes"] = _written(scenario, f"{root}.session_minutes", rates.middle(group.minutes))
    start = group.start
    if start is not None and group.days and group.times >= SOME:
        changes[f"{root}.start_hour"] = round(start, 4)
        changes[f"{root}.days"] = " ".join(group.days)
    elif len(group.timed) >= SOME and scenario.activities[key].start_hour is not None:  # at another time each time
        changes[f"{root}.start_hour"] = "none"
    if scenario.activities[key].medium == "in_person":
        path = f"{root}.travel_minutes"
        if group.ways:
            changes[path] = _written(scenario, path, rates.middle(sorted(group.ways)))
        elif ways:
            changes[path] = round(statistics.median(ways), 1)
    return changes


def _written(scenario: Scenario, path: str, spread: Spread) -> str:
    """A range as links and files write it, within what its number may be."""
    known = parameters(scenario)[path]
    ends = [min(max(each or 0.0, known.low), known.high) for each in spread]
    return written(ends[1]) if ends[0] == ends[2] else "..".join(map(written, ends))


def _taken(base: Scenario, changes: Mapping[str, Value]) -> tuple[Scenario, dict[str, str]]:
    """The scenario with these changes but those that do not go with its other numbers, and why they do not."""
    refused: dict[str, str] = {}
    while True:
        left = {path: value for path, value in changes.items() if path not in refused}
        try:
            return replace(base, left), refused
        except BadInput as error:
            why = {_meant(fault.path, left): str(fault) for fault in error.faults}
            new = {path: said for path, said in why.items() if path in left}
            if not new:
                raise
            refused |= new


def _meant(path: str, changes: Mapping[str, Value]) -> str:
    """The change that a fault is about: its own, or one of the same activity."""
    root = ".".join(path.removeprefix("ranges.").split(".")[:2])
    return next(
        (own for own in changes if own == path), next((own for own in changes if own.startswith(f"{root}.")), path)
    )
