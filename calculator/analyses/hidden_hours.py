"""Hours that people forget: what each kind would add to a scenario, and the scenario with it and without.

>>> from calculator import assumptions
>>> mine = assumptions.scenario("uk-owner")
>>> longer = added(mine, "early")
>>> longer.activities["event"].travel_minutes - mine.activities["event"].travel_minutes
25.0
>>> removed(longer, "early", before(mine, "early")) == mine
True

A kind either raises a number of the activities that it belongs to, or is an activity of its own in the mixes with a
club. What the numbers were is handed in, so that taking a kind out again gives them back to the digit.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from calculator import assumptions, edits
from calculator.cases import Array, Cases
from calculator.changes import replace
from calculator.engine import Results, evaluate
from calculator.errors import CalculatorError
from calculator.model import Activity, Scenario
from calculator.notation import Spread, parse, written
from calculator.parameters import get, text

TIMES = "times_per_year"
WORKED = "travel_working_share"
"""Time spent waiting about is not put to work, so this share of the longer absence falls."""
Texts = Mapping[str, str]
"""Numbers by path, as links and files write them, ranges and all."""


@dataclass(frozen=True)
class Figure:
    """One number of a kind: how much is added, how little and how much it may be, and what that rests on."""

    value: float
    low: float
    high: float
    source: assumptions.Source
    note: str

    @property
    def spread(self) -> Spread:
        """Low, likely and high."""
        return Spread(self.low, self.value, self.high)


@dataclass(frozen=True)
class Kind:
    """Something that takes hours and is forgotten.

    `within` is a number that holds it already, for as long as it is the preset's.
    """

    id: str
    name: str
    applies: str
    within: str
    figures: dict[str, Figure]

    @property
    def apart(self) -> bool:
        """Whether it is an activity of its own."""
        return TIMES in self.figures

    @property
    def field(self) -> str:
        """The number of an activity that it raises, or is made of."""
        return next(name for name in self.figures if name != TIMES)

    @property
    def key(self) -> str:
        """The key that an activity of the kind's name has."""
        return self.name.lower().replace(" ", "_")


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its id, as `data/hidden_hours.csv` has them."""
    known: dict[str, Kind] = {}
    with (assumptions.DATA / "hidden_hours.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = known.setdefault(row["id"], Kind(row["id"], row["name"], row["applies"], row["within"], {}))
            value, low, high = (float(row[column]) for column in ("value", "low", "high"))
            kind.figures[row["number"]] = Figure(value, low, high, assumptions.sources()[row["source"]], row["note"])
    return known


def known(scenario: Scenario, name: str, was: Mapping[str, Texts]) -> Texts:
    """What the numbers of a kind were: as handed in, or as the preset has them."""
    return was.get(name) or before(assumptions.origin(scenario), name)


def counted(scenario: Scenario, name: str) -> tuple[str, ...]:
    """The paths of numbers that hold a kind already, and so are left as they are."""
    kind = kinds()[name]
    paths = (_holds(scenario, kind, key) for key in _belonging(scenario, kind) if not kind.apart)
    return tuple(filter(None, paths))


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
    return kind.key in scenario.activities if kind.apart else bool(_carried(scenario, name, was))


def added(scenario: Scenario, name: str) -> Scenario:
    """The scenario with a kind in it; as it is where there is nothing to add. Raises BadInput where it does not fit."""
    kind = kinds()[name]
    if not kind.apart:
        was = before(scenario, name)
        return replace(scenario, _raised(kind, {path: parse(old) for path, old in was.items()})) if was else scenario
    # an activity of its own, so often a year for each club that a mix has
    clubs = _belonging(scenario, kind)
    mixes = {mix: sum(one.times_per_year.get(key, 0) > 0 for key in clubs) for mix, one in scenario.strategies.items()}
    if kind.key in scenario.activities or not any(mixes.values()):
        return scenario
    wider, key = edits.add_activity(scenario, kind.name)
    minutes, times = kind.figures[kind.field].spread, kind.figures[TIMES].spread
    changes = {f"activities.{key}.{kind.field}": _written(minutes)}
    for mix, number in mixes.items():
        if number:
            changes[f"strategies.{mix}.{TIMES}.{key}"] = _written(Spread(*((x or 0.0) * number for x in times)))
    return replace(wider, changes)


def removed(scenario: Scenario, name: str, was: Texts) -> Scenario:
    """The scenario without a kind. A number that was changed since is the person's own, and stays."""
    kind = kinds()[name]
    if kind.apart:
        return edits.delete(scenario, f"activities.{kind.key}") if kind.key in scenario.activities else scenario
    back = _carried(scenario, name, was)
    return replace(scenario, back) if back else scenario


def _carried(scenario: Scenario, name: str, was: Texts) -> dict[str, str]:
    """The numbers from before a kind was added, where the scenario has still what adding it made of them."""
    there = {path: old for path, old in was.items() if path.split(".")[1] in scenario.activities}
    later = _raised(kinds()[name], {path: parse(old) for path, old in there.items()})
    return {path: old for path, old in there.items() if later[path] == text(scenario, path) != old}


def _raised(kind: Kind, was: Mapping[str, Spread]) -> dict[str, str]:
    """What the numbers become: the kind's own range is added to theirs."""
    more = kind.figures[kind.field].spread
    raised = {}
    for path, spread in was.items():
        if path.endswith(WORKED):
            minutes = was[path.replace(WORKED, kind.field)].likely or 0.0
            part = minutes / (minutes + (more.likely or 0.0))
            raised[path] = _written(Spread(*((number or 0.0) * part for number in spread)))
        else:
            raised[path] = _written(Spread(*((a or 0.0) + (b or 0.0) for a, b in zip(spread, more, strict=True))))
    return raised


def _written(spread: Spread) -> str:
    return written(spread.likely or 0.0) if spread.low == spread.high else "..".join(written(x or 0.0) for x in spread)


def _belonging(scenario: Scenario, kind: Kind) -> list[str]:
    """The activities that a kind belongs to; never those that kinds are themselves."""
    own = {other.key for other in kinds().values() if other.apart}
    return [key for key, it in scenario.activities.items() if _belongs(it, kind.applies) and key not in own]


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


@dataclass(frozen=True)
class Effect:
    """What a kind adds to each strategy, in the order of the strategies: hours a week and full cost a year.

    `on` says whether the scenario has it already, `fault` why it cannot be added. `counted` are numbers that hold it.
    """

    kind: str
    on: bool
    counted: tuple[str, ...]
    hours: Array
    cost: Array
    fault: str = ""

    @property
    def offered(self) -> bool:
        """Whether there is anything to add or to take out."""
        return self.on or bool(np.any(self.hours))


@dataclass(frozen=True)
class Effects:
    """The comparison without any forgotten hours, as it stands, and with all of them; and what each kind adds."""

    without: Results
    now: Results
    every: Results
    each: tuple[Effect, ...]


def effects(scenario: Scenario, was: Mapping[str, Texts]) -> Effects:
    """What every kind adds; `was` has, by kind, the numbers of before where a kind was added."""
    present = {name: known(scenario, name, was) for name in kinds()}
    bare = scenario
    for name, texts in present.items():
        bare = removed(bare, name, texts)
    base, whole, each = evaluate(Cases(bare)), bare, []
    years = scenario.profile.years
    for name in kinds():
        held = counted(bare, name)
        try:
            alone, whole, fault = added(bare, name), added(whole, name), ""
        except CalculatorError as error:
            alone, fault = bare, str(error)
        results = evaluate(Cases(alone))
        hours = np.asarray(results.hours_per_week[0] - base.hours_per_week[0])
        cost = np.asarray((results.cost[0] - base.cost[0]) / years)
        each.append(Effect(name, on(scenario, name, present[name]), held, hours, cost, fault))
    return Effects(base, evaluate(Cases(scenario)), evaluate(Cases(whole)), tuple(each))
