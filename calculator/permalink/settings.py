"""What a link has to say of a scenario: its preset, and each path at which it differs, spelled as people write it.

>>> from calculator import assumptions, edits
>>> settings(edits.delete(assumptions.scenario("uk-owner-2026-11"), "strategies.blended"))
[('preset', 'uk-owner-2026-11'), ('without', 'strategies.blended')]

Besides the paths there are four words. `without` names what the preset has and the scenario has not, `order` what
comes first in its branch, and `origin` the preset that a scenario says it comes from where we know none of that id.
`ranges.<path>` gives a range that cannot be written with its number, since it does not hold it or has no width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculator import assumptions
from calculator.model import BRANCHES, Activity, Scenario
from calculator.notation import written
from calculator.parameters import differing, get, spread_of, text

Pairs = list[tuple[str, str]]

OWN: Mapping[str, dict[str, Any]] = {
    "activities": {"name": "", "medium": "in_person"},
    "strategies": {"name": "", "times_per_year": {}},
    "protected": {"days": [], "start_hour": 0.0, "end_hour": 24.0},
}
"""The branches to which a person may add, and what a new member starts from."""
SIGN = {"activities": "name", "strategies": "name", "protected": "days"}
"""The word by which a link says that it adds a member, and has not misspelt one."""


def settings(scenario: Scenario) -> Pairs:
    """Everything by which the scenario differs from its preset, the preset first, in the model's order."""
    known = scenario.preset in assumptions.presets()
    base = assumptions.scenario(scenario.preset if known else assumptions.default().id)
    pairs = [("preset", base.preset), ("origin", "" if known else scenario.preset)]
    pairs += [("without", ",".join(_gone(scenario, base))), ("order", ",".join(_order(scenario, base)))]
    pairs = [(key, value) for key, value in pairs if value]
    for path in differing(scenario, base):
        value, ends = spelled(scenario, path), scenario.ranges.get(path)
        if value != _start(path, base):
            pairs.append((path, value))
        if ends is None:
            continue
        spread = spread_of(scenario, path)
        if not spread.low == ends.low < ends.high == spread.high:  # it cannot be written with its number
            pairs.append((f"ranges.{path}", f"{written(ends.low)}..{written(ends.high)}"))
    return pairs


def spelled(scenario: Scenario, path: str) -> str:
    """The value as a link writes it: never blank, since some programs drop parameters that are."""
    return "none" if get(scenario, path) == () else text(scenario, path)


def _start(path: str, base: Scenario) -> str | None:
    """What a path of a new activity holds before anything is said of it; None for all other paths."""
    branch, key, name = [*path.split("."), "", ""][:3]
    field = Activity.model_fields.get(name) if branch == "activities" and key not in base.activities else None
    if field is None or field.is_required():
        return None
    return {None: "none", (): "none", 0.0: "0"}[field.default]


def _gone(scenario: Scenario, base: Scenario) -> Iterator[str]:
    """What the preset has and the scenario has not: its id, members of branches, and places in mixes."""
    if not scenario.preset:
        yield "preset"
    for branch in BRANCHES:
        here = getattr(scenario, branch)
        yield from (f"{branch}.{key}" for key in getattr(base, branch) if key not in here)
    for key, strategy in base.strategies.items():
        if key in scenario.strategies:
            left = scenario.activities.keys() - scenario.strategies[key].times_per_year.keys()
            yield from (f"strategies.{key}.times_per_year.{a}" for a in strategy.times_per_year if a in left)


def _order(scenario: Scenario, base: Scenario) -> Iterator[str]:
    """The fewest members that have to be named first to give each branch its order."""
    for branch in OWN:
        wanted, before = list(getattr(scenario, branch)), getattr(base, branch)
        natural = [key for key in before if key in wanted] + [key for key in wanted if key not in before]
        count = next(n for n in range(len(wanted) + 1) if ordered(natural, wanted[:n]) == wanted)
        yield from (f"{branch}.{key}" for key in wanted[:count])


def ordered(keys: list[str], first: list[str]) -> list[str]:
    """The keys with some of them moved to the front."""
    return [*first, *(key for key in keys if key not in first)]
