"""Adding, copying and deleting activities and strategies; which are done at all; and what mornings collide with.

Each gives a new scenario; the old one stays as it was.

>>> from calculator import assumptions
>>> wider, key = add_activity(assumptions.scenario("uk-owner"), "Padel night", like="event")
>>> key, wider.activities[key].entry_fee == wider.activities["event"].entry_fee
('padel_night', True)
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain, count
from typing import Any

from calculator.documents import validated
from calculator.model import Scenario

FIXED = {"face_to_face": 1, "online": 2, "blended": 3}
"""The colours of the presets' own strategies; `mix_4` has the fourth, and so on."""


def add_activity(scenario: Scenario, name: str, like: str = "") -> tuple[Scenario, str]:
    """A new activity, with the numbers of another or with none, used by no strategy; and its key."""
    tree, key = scenario.model_dump(), _key(name, scenario.activities)
    tree["activities"][key] = (
        {**tree["activities"][like], "name": name} if like else {"name": name, "medium": "in_person"}
    )
    _copy_ranges(tree, f"activities.{like}.", f"activities.{key}.")
    return validated(tree), key


def add_strategy(scenario: Scenario, name: str, like: str = "") -> tuple[Scenario, str]:
    """A new strategy, with the mix of another or with none; and its key, which says its colour."""
    tree, key = scenario.model_dump(), f"mix_{free_slot(scenario.strategies)}"
    mix = tree["strategies"][like]["times_per_year"] if like else {}
    tree["strategies"][key] = {"name": name, "times_per_year": dict(mix)}
    _copy_ranges(tree, f"strategies.{like}.", f"strategies.{key}.")
    return validated(tree), key


def without(scenario: Scenario, strategy: str, activity: str, name: str) -> tuple[Scenario, str]:
    """A copy of a strategy that does everything but one activity, beside the others; and its key."""
    copied, key = add_strategy(scenario, name, like=strategy)
    tree = copied.model_dump()
    tree["strategies"][key]["times_per_year"].pop(activity, None)
    tree["ranges"].pop(f"strategies.{key}.times_per_year.{activity}", None)
    return validated(tree), key


def delete(scenario: Scenario, path: str) -> Scenario:
    """The scenario without `activities.<id>` or `strategies.<id>`; mixes and ranges forget an activity too."""
    branch, key = path.split(".")
    tree = scenario.model_dump()
    del tree[branch][key]
    forget(tree, path)
    return validated(tree)


def forget(tree: dict[str, Any], path: str) -> None:
    """Take out of a plain tree what speaks of something that is gone: the place of an activity in mixes, and ranges."""
    branch, key = path.split(".")[:2]
    if branch == "activities":
        for strategy in tree["strategies"].values():
            strategy["times_per_year"].pop(key, None)
    kept = {name: own for name, own in tree["ranges"].items() if name != path and not speaks_of(name, path)}
    tree["ranges"] = kept


MONTHLY = 12.0
"""How often a year an activity is taken up where nothing says how often."""


def drop(scenario: Scenario, activity: str) -> Scenario:
    """The scenario in which no strategy does an activity; its numbers stay."""
    tree = scenario.model_dump()
    for strategy in tree["strategies"].values():
        strategy["times_per_year"].pop(activity, None)
    tree["ranges"] = {
        name: own for name, own in tree["ranges"].items() if not name.endswith(f".times_per_year.{activity}")
    }
    return validated(tree)


def take_up(scenario: Scenario, activity: str, like: Scenario) -> Scenario:
    """The scenario in which strategies do an activity as often as in another scenario.

    Where that one has none, it is once a month, in each strategy that does something else of its medium.
    """
    tree = scenario.model_dump()
    mixes = {key: mix["times_per_year"] for key, mix in tree["strategies"].items()}
    times = {key: mix.times_per_year.get(activity, 0.0) for key, mix in like.strategies.items() if key in mixes}
    if not any(times.values()):
        medium = scenario.activities[activity].medium
        alike = [
            key
            for key, mix in mixes.items()
            if any(often and scenario.activities[other].medium == medium for other, often in mix.items())
        ]
        times = dict.fromkeys(alike or mixes, MONTHLY)
    for key, often in times.items():
        if often:
            mixes[key][activity] = often
    return validated(tree)


def free_mornings(scenario: Scenario) -> Scenario:
    """The scenario in which no time is taken by a school run or the like."""
    tree = scenario.model_dump()
    tree["protected"] = {}
    tree["ranges"] = {name: own for name, own in tree["ranges"].items() if not name.startswith("protected.")}
    return validated(tree)


def taken_mornings(scenario: Scenario, like: Scenario) -> Scenario:
    """The scenario with the school run of another."""
    tree, other = scenario.model_dump(), like.model_dump()
    tree["protected"] = other["protected"]
    tree["ranges"] |= {name: own for name, own in other["ranges"].items() if name.startswith("protected.")}
    return validated(tree)


def speaks_of(name: str, path: str) -> bool:
    """Whether a number belongs to an activity or a strategy, or says how often a strategy does that activity."""
    branch, _, key = path.partition(".")
    return name.startswith(f"{path}.") or (branch == "activities" and name.endswith(f".times_per_year.{key}"))


def free_slot(strategies: Collection[str]) -> int:
    """The lowest number of a colour that no strategy has, counting from 1."""
    said = {FIXED.get(key) or _said(key) for key in strategies} - {None}
    free = (number for number in count(1) if number not in said)
    for key in strategies:
        if key not in FIXED and _said(key) is None:
            next(free)  # a strategy that says none has the lowest that is left
    return next(free)


def _said(key: str) -> int | None:
    match = re.fullmatch(r"mix_([1-9]\d?)", key)
    return int(match[1]) if match else None


def _key(name: str, taken: Collection[str]) -> str:
    """A key from a name, unlike those taken, with room for the number that tells sixty of a name apart."""
    word = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    word = word if word[:1].isalpha() else f"activity_{word}"
    word = word[:30].rstrip("_")
    return next(key for key in chain([word], (f"{word}_{number}" for number in count(2))) if key not in taken)


def _copy_ranges(tree: dict[str, Any], old: str, new: str) -> None:
    copied = {new + path.removeprefix(old): spread for path, spread in tree["ranges"].items() if path.startswith(old)}
    tree["ranges"] |= copied
