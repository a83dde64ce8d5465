"""A kind of forgotten hours put into a scenario, and taken out again to the digit.

A kind either raises a number of the activities that it belongs to, or is an activity of its own in the mixes with a
club. What the numbers were is handed in, so that taking a kind out again gives them back.
"""

from __future__ import annotations

from collections.abc import Mapping

from calculator import assumptions, edits
from calculator.analyses.hidden_hours.kind import TIMES, Kind, kinds
from calculator.changes import replace
from calculator.model import Activity, Scenario
from calculator.notation import Spread, parse, plain
from calculator.parameters import get, text

Texts = Mapping[str, str]
"""Numbers by path, as links and files write them, ranges and all."""
WORKED = "travel_working_share"
"""Time spent waiting about is not put to work, so this share of the longer absence falls."""


def known(scenario: Scenario, name: str, was: Mapping[str, Texts]) -> Texts:
    """What the numbers of a kind were: as handed in, or as the preset has them."""
    return was.get(name) or before(assumptions.origin(scenario), name)


def counted(scenario: Scenario, name: str) -> tuple[str, ...]:
    """The paths of numbers that hold a kind already, and so are left as they are."""
    kind = kinds()[name]
    return (
        () if kind.apart else tuple(filter(None, (_holds(scenario, kind, key) for key in _belonging(scenario, kind))))
    )


def before(scenario: Scenario, name: str) -> dict[str, str]:
    """The numbers that adding a kind would change, as they are now; none where there are none, or it stands apart."""
    kind = kinds()[name]
    if kind.apart:
        return {}
    paths = [f"activities.{key}.{kind.field}" for key in _belonging(scenario, kind) if not _holds(scenario, kind, key)]
    shares = [path.replace(kind.field, WORKED) for path in paths if kind.field == "travel_minutes"]
    return {path: text(scenario, path) for path in (*paths, *(p for p in shares if get(scenario, p)))}


def on(scenario: Scenario, name: str, was: Texts) -> bool:
    """Whether a kind is in the scenario: its own activity, or a number that is still what adding it made of it."""
    kind = kinds()[name]
    return _key(kind) in scenario.activities if kind.apart else bool(_carried(scenario, name, was))


def added(scenario: Scenario, name: str) -> Scenario:
    """The scenario with a kind in it; as it is where there is nothing to add. Raises BadInput where it does not fit."""
    kind = kinds()[name]
    if kind.apart:
        return _with_activity(scenario, kind)
    was = before(scenario, name)
    return replace(scenario, _raised(kind, {path: parse(old) for path, old in was.items()})) if was else scenario


def removed(scenario: Scenario, name: str, was: Texts) -> Scenario:
    """The scenario without a kind. A number that was changed since is the person's own, and stays."""
    kind = kinds()[name]
    if kind.apart:
        there = _key(kind) in scenario.activities
        return edits.delete(scenario, f"activities.{_key(kind)}") if there else scenario
    back = _carried(scenario, name, was)
    return replace(scenario, back) if back else scenario


def _carried(scenario: Scenario, name: str, was: Texts) -> dict[str, str]:
    """The numbers of before, where the scenario has what adding the kind made of them."""
    there = {path: old for path, old in was.items() if path.split(".")[1] in scenario.activities}
    later = _raised(kinds()[name], {path: parse(old) for path, old in there.items()})
    return {path: old for path, old in there.items() if later[path] == text(scenario, path) != old}


def _raised(kind: Kind, was: Mapping[str, Spread]) -> dict[str, str]:
    """What the numbers become: the kind's own range is added to theirs."""
    more = kind.figures[kind.field].spread
    found = {path: _written(_sum(spread, more)) for path, spread in was.items() if not path.endswith(WORKED)}
    for path in was.keys() - found.keys():
        minutes = was[path.replace(WORKED, kind.field)].likely or 0.0
        part = minutes / (minutes + (more.likely or 0.0))
        found[path] = _written(Spread(*((number or 0.0) * part for number in was[path])))
    return found


def _sum(one: Spread, other: Spread) -> Spread:
    return Spread(*((a or 0.0) + (b or 0.0) for a, b in zip(one, other, strict=True)))


def _written(spread: Spread) -> str:
    return plain(spread.likely or 0.0) if spread.low == spread.high else "..".join(plain(x or 0.0) for x in spread)


def _with_activity(scenario: Scenario, kind: Kind) -> Scenario:
    """The scenario with the kind as an activity: so often a year for each club that a mix has."""
    clubs = _belonging(scenario, kind)
    mixes = {mix: sum(one.times_per_year.get(key, 0) > 0 for key in clubs) for mix, one in scenario.strategies.items()}
    if _key(kind) in scenario.activities or not any(mixes.values()):
        return scenario
    wider, key = edits.add_activity(scenario, kind.name)
    minutes, times = kind.figures[kind.field].spread, kind.figures[TIMES].spread
    changes = {f"activities.{key}.{kind.field}": _written(minutes)}
    for mix, number in mixes.items():
        if number:
            changes[f"strategies.{mix}.{TIMES}.{key}"] = _written(Spread(*((x or 0.0) * number for x in times)))
    return replace(wider, changes)


def _key(kind: Kind) -> str:
    """The key that an activity of the kind's name has."""
    return kind.name.lower().replace(" ", "_")


def _belonging(scenario: Scenario, kind: Kind) -> list[str]:
    found = scenario.activities.items()
    return [key for key, activity in found if _belongs(activity, kind.applies) and key not in _own()]


def _own() -> set[str]:
    return {_key(kind) for kind in kinds().values() if kind.apart}


def _belongs(activity: Activity, applies: str) -> bool:
    """Whether an activity is a conversation, a gathering of more than two in one place, or a club that one joins."""
    if applies == "conversations":
        return activity.medium != "written"
    gathering = activity.medium == "in_person" and activity.touchpoints > 1
    return gathering and (applies == "gatherings" or activity.annual_dues + activity.contacts_on_joining > 0)


def _holds(scenario: Scenario, kind: Kind, key: str) -> str:
    """The path of the number in which an activity holds a kind already; '' where there is none."""
    if kind.within.startswith(f"activities.{key}."):
        origin = assumptions.origin(scenario)
        known = key in origin.activities and get(origin, kind.within) == get(scenario, kind.within)
        return kind.within if known else ""
    path = f"activities.{key}.{kind.field}"
    return path if kind.field != "travel_minutes" and get(scenario, path) else ""
