"""Links: a preset and what differs from it, as query parameters that a person can read.

>>> from calculator import assumptions
>>> from calculator.parameters import replace
>>> mine = replace(assumptions.scenario("uk-owner"), {"activities.breakfast.meal_fee": 15})
>>> encode(mine)
[('preset', 'uk-owner-2026-11'), ('activities.breakfast.meal_fee', '15')]

Activities, strategies and windows of one's own are spelled out in full; `without` names the preset's that are gone.
What in a link does not fit is said and left out; everything else is kept.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from calculator import assumptions
from calculator.documents import validated
from calculator.edits import speaks_of
from calculator.errors import BadInput, Fault, UnknownPreset, shortened
from calculator.model import Activity, Scenario
from calculator.parameters import check, current, differing, replace, text

Pairs = list[tuple[str, str]]

OWN: Mapping[str, dict[str, Any]] = {
    "activities": {"name": "", "medium": "in_person"},
    "strategies": {"name": "", "times_per_year": {}},
    "protected": {"days": [], "start_hour": 0.0, "end_hour": 24.0},
}
"""The branches to which a person may add, and what a new member starts from."""
SIGN = {"activities": "name", "strategies": "name", "protected": "days"}
"""The word by which a link says that it adds a member, and has not misspelt one."""
FOREIGN = ("embed", "embed_options", "fbclid", "gclid", "ref", "utm_")
"""Keys that others hang on links, or a prefix of them; they are none of ours and not worth a word."""
LIMIT = 1000
"""Settings that a link may have."""


def encode(scenario: Scenario) -> Pairs:
    """The query parameters of a scenario: its preset, what is gone, and each path that differs."""
    preset = scenario.preset if scenario.preset in assumptions.presets() else assumptions.default().id
    base = assumptions.scenario(preset)
    gone = _gone(scenario, base)
    pairs = [("preset", base.preset), *([("without", ",".join(gone))] if gone else [])]
    settings = [(path, text(scenario, path)) for path in differing(scenario, base)]
    return pairs + [(path, value) for path, value in settings if _start(path, base) != value]


def decode(pairs: Iterable[tuple[str, str]]) -> tuple[Scenario, list[Fault]]:
    """The scenario of a link, and a fault for each setting that could not be used."""
    given = dict(pair for pair in pairs if not pair[0].startswith(FOREIGN))
    faults: list[Fault] = []
    base = _base(given.pop("preset", ""), faults)
    tree = _without(base, given.pop("without", ""), faults)
    changes = {current(path): value for path, value in list(given.items())[:LIMIT]}
    if len(given) > LIMIT:
        faults.append(Fault("", f"Only the first {LIMIT} settings were read; there are {len(given)}."))
    return _applied(_grown(tree, changes), changes, faults), faults


def _start(path: str, base: Scenario) -> str | None:
    """What a path of a new activity holds before anything is said of it; None for all other paths."""
    branch, key, name = [*path.split("."), "", ""][:3]
    field = Activity.model_fields.get(name) if branch == "activities" and key not in base.activities else None
    if field is None or field.is_required():
        return None
    return {None: "none", (): "", 0.0: "0"}[field.default]


def _gone(scenario: Scenario, base: Scenario) -> list[str]:
    branches = [
        f"{branch}.{key}" for branch in OWN for key in getattr(base, branch) if key not in getattr(scenario, branch)
    ]
    kept = [key for key in base.strategies if key in scenario.strategies]
    mixes = [(key, base.strategies[key].times_per_year, scenario.strategies[key].times_per_year) for key in kept]
    return branches + [
        f"strategies.{key}.times_per_year.{a}"
        for key, before, after in mixes
        for a in before
        if a not in after and a in scenario.activities
    ]


def _base(name: str, faults: list[Fault]) -> Scenario:
    try:
        return assumptions.scenario(name or assumptions.default().id)
    except UnknownPreset as error:
        faults.append(Fault("preset", f"{error} The link opens on {assumptions.default().name} instead."))
        return assumptions.scenario(assumptions.default().id)


def _without(base: Scenario, gone: str, faults: list[Fault]) -> dict[str, Any]:
    """The base as a plain tree, less the branches that a link says are gone."""
    tree = base.model_dump()
    for path in filter(None, gone.split(",")):
        *branches, leaf = path.split(".")
        found: Any = tree
        for part in branches:
            found = found.get(part, {}) if isinstance(found, dict) else {}
        allowed = branches and branches[0] in OWN and (len(branches) == 1 or branches[2:] == ["times_per_year"])
        if not allowed or not isinstance(found, dict) or leaf not in found:
            faults.append(Fault("without", f"There is no '{shortened(path)}' to leave out."))
            continue
        del found[leaf]
        _forget(tree, path)
    return tree


def _forget(tree: dict[str, Any], path: str) -> None:
    """Drop what else speaks of a branch that is gone: its place in mixes, and ranges."""
    branch, key = path.split(".")[:2]
    for strategy in tree["strategies"].values():
        if branch == "activities":
            strategy["times_per_year"].pop(key, None)
    tree["ranges"] = {n: spread for n, spread in tree["ranges"].items() if n != path and not speaks_of(n, path)}


def _grown(tree: dict[str, Any], changes: Mapping[str, str]) -> Scenario:
    """The tree with the branches that a link adds, empty but for their names."""
    for path in changes:
        branch, key, leaf = [*path.split("."), "", ""][:3]
        if branch in OWN and leaf == SIGN[branch] and key not in tree[branch]:
            grown = copy.deepcopy(tree)
            name = shortened(changes.get(f"{branch}.{key}.name", "")) or key.replace("_", " ").capitalize()
            start = {**OWN[branch], **({"name": name} if "name" in OWN[branch] else {})}
            grown[branch][key] = start
            if _holds(grown):
                tree = grown
    return validated(tree)


def _holds(tree: Mapping[str, Any]) -> bool:
    try:
        validated(tree)
    except BadInput:
        return False
    return True


def _applied(scenario: Scenario, changes: Mapping[str, str], faults: list[Fault]) -> Scenario:
    """The scenario with every change that fits, together if they fit together, else one after the other."""
    wrong = {re.sub(r"\.\d+$", "", fault.path): fault for fault in check(scenario, changes)}
    faults.extend(wrong[shortened(path)] for path in changes if shortened(path) in wrong)
    usable = {path: value for path, value in changes.items() if shortened(path) not in wrong}
    if not check(scenario, usable):
        return replace(scenario, usable)
    for path, value in usable.items():
        found = check(scenario, {path: value})
        faults.extend(found)
        scenario = scenario if found else replace(scenario, {path: value})
    return scenario
