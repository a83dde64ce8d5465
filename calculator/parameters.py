"""Paths: the name of a number, the same in links, on the command line, in files and in the app.

>>> from calculator import assumptions
>>> parameter = parameters(assumptions.scenario("uk-owner"))["activities.breakfast.meal_fee"]
>>> parameter.label, parameter.allowed
('Breakfast club: meal fee', 'a number from 0 to 200 (money)')

The registry is read from the fields of the model; a new field is a new path with nothing else to write.
A scenario is changed by `changes.replace`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from calculator.errors import BadInput, Fault, UnknownPath, shortened
from calculator.model import BRANCHES, TIMES, Activity, Pipeline, Profile, Scenario, is_number, most
from calculator.notation import SECONDS, Reading, Spread, Unread, parse, plain, written
from calculator.safety import isolated

RENAMED: dict[str, str] = {}
"""Old path → new path, so that old links and files keep working. `*` stands for any one part."""

CENT = 0.01
WORDS = ("name", "currency", "distance_unit", "goal")
"""The words at the top of a scenario."""


@dataclass(frozen=True)
class Parameter:
    """One number of a scenario: what it is called, what it counts and what it may be."""

    path: str
    group: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    optional: bool = False
    currency: str = ""

    @property
    def reading(self) -> Reading:
        """How a text is read as this number."""
        word = "clock" if self.unit == "hours after midnight" else re.split("[ ,/]", self.unit)[0]
        return Reading(word if word in (*SECONDS, "clock", "money", "share") else "number", self.currency)

    def reading_at(self, scale: float) -> Reading:
        """How a text is read in a field that counts in units of `scale`: of a share, in per cent."""
        return Reading("percent", self.currency) if self.scale == CENT == scale else self.reading

    def read(self, value: object) -> Spread:
        """What a person wrote for this number, or a program gave. Raises BadInput with what it takes."""
        try:
            spread = parse(value, self.optional, self.low, self.high, self.reading)
        except Unread as error:
            raise BadInput([self.fault(value, error.why)]) from None
        if not all(map(self.takes, spread)):
            raise BadInput([self.fault(value)])
        return spread

    @property
    def label(self) -> str:
        """The name with what it belongs to: 'Breakfast club: meal fee'."""
        named = ".times_per_year." in self.path  # then the title begins with an activity's own name
        title = self.title if named or not self.group else f"{self.title[0].lower()}{self.title[1:]}"
        return f"{isolated(self.group)}: {title}" if self.group else title

    @property
    def scale(self) -> float:
        """What 1 that a person reads or types is in the scenario: shares are spoken of in per cent."""
        return CENT if self.unit.startswith("share") else 1.0

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
        none = ", or none" if self.optional else ""
        return f"a number from {plain(self.low)} to {plain(self.high)} ({self.unit}){none}"

    def takes(self, number: float | None) -> bool:
        """Whether the number is within bounds, or none where none will do."""
        return self.optional if number is None else self.low <= number <= self.high

    def fault(self, given: object, why: str = "") -> Fault:
        """The sentence that says that `given` will not do, why if there is more to say, and what would."""
        shown = plain(given) if isinstance(given, float) else shortened(given)
        order = " A range goes low..likely..high." if ".." in shown else ""
        why = f" {why[0].upper()}{why[1:]}." if why else ""
        return Fault(self.path, f"{self.label} is {shown}; it takes {self.allowed}.{order}{why}")


def parameters(scenario: Scenario, currency: str = "") -> Mapping[str, Parameter]:
    """Every number of the scenario by its path, in the model's order; as in another currency, where one is given."""
    activities = tuple((key, activity.name) for key, activity in scenario.activities.items())
    strategies = tuple((key, strategy.name) for key, strategy in scenario.strategies.items())
    windows, media, goals = tuple(scenario.protected), tuple(scenario.media), tuple(scenario.pipelines)
    return _registry(activities, strategies, windows, media, goals, currency or scenario.currency)


def words(scenario: Scenario) -> dict[str, FieldInfo]:
    """Every word of the scenario by its path: names, media, days, goal and units."""
    by_path = {word: Scenario.model_fields[word] for word in WORDS}
    for branch, kind in BRANCHES.items():
        fields = {name: field for name, field in kind.model_fields.items() if not is_number(field)}
        fields.pop("times_per_year", None)
        by_path |= {f"{branch}.{key}.{name}": fields[name] for key in getattr(scenario, branch) for name in fields}
    return by_path


def get(scenario: Scenario, path: str) -> Any:
    """The number or word at a path; 0 for an activity that a strategy does not use.

    Raises UnknownPath, with the closest path that there is.
    """
    try:
        return _found(scenario, current(path).split("."))
    except KeyError:
        raise UnknownPath(path, [*parameters(scenario), *words(scenario)]) from None


def _found(scenario: Scenario, parts: list[str]) -> Any:
    """The leaf at these parts of a path, without asking the registry, which is slower. Raises KeyError."""
    branch: Any = scenario
    for part in parts:
        if isinstance(branch, dict):
            unused = part not in branch and parts[2:3] == ["times_per_year"] and part in scenario.activities
            branch = 0.0 if unused else branch[part]
        elif hasattr(branch, "__dict__"):  # a model; to ask pydantic whether it is one takes longer than all the rest
            branch = branch.__dict__[part]
        else:
            raise KeyError(part)
    if isinstance(branch, dict) or hasattr(branch, "__dict__") or parts[0] in ("preset", "ranges"):
        raise KeyError(parts[-1])
    return branch


def text(scenario: Scenario, path: str) -> str:
    """The number or word at a path as links and files write it: `15`, `12..18..30`, `mon thu`, `none`."""
    value = get(scenario, path)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str):
        return value
    spread = spread_of(scenario, path)
    if spread.low == spread.high:
        return written(value)
    return "..".join(map(written, spread))


def spread_of(scenario: Scenario, path: str) -> Spread:
    """The number at a path with its range; a range that does not hold the number is left aside."""
    value, known = get(scenario, path), scenario.ranges.get(path)
    if value is None or known is None or not known.low <= value <= known.high:
        return Spread(value, value, value)
    return Spread(known.low, value, known.high)


def leaves(scenario: Scenario) -> dict[str, Any]:
    """Every number and word that is set, by path, with its range: what two scenarios are compared by."""
    by_path = {word: (getattr(scenario, word), None) for word in WORDS}
    by_path |= _leaves("profile", scenario.profile, scenario.ranges)
    for branch in BRANCHES:
        for key, member in getattr(scenario, branch).items():
            by_path |= _leaves(f"{branch}.{key}", member, scenario.ranges)
    return by_path


def _leaves(root: str, branch: BaseModel, ranges: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    values = {f"{root}.{name}": value for name, value in branch.__dict__.items()}
    mixes = values.pop(f"{root}.times_per_year", {})
    values |= {f"{root}.times_per_year.{key}": value for key, value in mixes.items()}
    return {path: (value, ranges.get(path)) for path, value in values.items()}


def differing(scenario: Scenario, base: Scenario) -> list[str]:
    """The paths of what is set in the scenario and is not the same in another."""
    theirs = leaves(base)
    return [path for path, leaf in leaves(scenario).items() if theirs.get(path) != leaf]


def current(path: str) -> str:
    """The path that a renamed one has now; any other unchanged."""
    for old, new in RENAMED.items():
        parts = path.split(".")
        pairs = list(zip(old.split("."), parts, strict=False))
        if len(old.split(".")) == len(parts) and all(a in ("*", b) for a, b in pairs):
            kept = iter([b for a, b in pairs if a == "*"])
            return ".".join(next(kept) if part == "*" else part for part in new.split("."))
    return path


def parameter(path: str, group: str, field: FieldInfo, title: str = "", currency: str = "") -> Parameter:
    """The parameter that a field of the model is, at a path, with the bounds that it has in the currency."""
    extra: Any = field.json_schema_extra
    low = next(float(item.ge) for item in field.metadata if hasattr(item, "ge"))
    high = most(field, currency)
    title = title or field.title or path
    return Parameter(path, group, title, extra["unit"], low, high, extra["step"], field.default is None, currency)


def put(tree: dict[str, Any], path: str, value: object) -> None:
    """Write a value into a plain tree at a path whose branches are there."""
    *branches, leaf = path.split(".")
    for part in branches:
        tree = tree[part]
    tree[leaf] = value


WORTH = {"clients": "What a client is worth", "role": "What the role is worth"}
"""What is won, by the goal, in the title of what it is worth."""
Named = tuple[tuple[str, str], ...]
Keys = tuple[str, ...]


@lru_cache(maxsize=256)
def _registry(
    activities: Named, strategies: Named, windows: Keys, media: Keys, goals: Keys, currency: str
) -> dict[str, Parameter]:
    numbers = [*_numbers("profile", "", Profile, currency)]
    for branch, keys in (("protected", windows), ("media", media)):
        numbers += [p for key in keys for p in _numbers(f"{branch}.{key}", titled(key), BRANCHES[branch], currency)]
    for key, name in activities:
        numbers += _numbers(f"activities.{key}", name, Activity, currency)
    for mix, title in strategies:
        times = f"strategies.{mix}.times_per_year"
        numbers += [
            parameter(f"{times}.{key}", title, TIMES, f"{isolated(name)}, times a year", currency)
            for key, name in activities
        ]
    for goal in goals:
        for known in _numbers(f"pipelines.{goal}", titled(goal), Pipeline, currency):
            worth = known.path.endswith(".value_per_win")
            numbers.append(replace(known, title=WORTH[goal]) if worth and goal in WORTH else known)
    return {p.path: p for p in numbers}


def _numbers(root: str, group: str, kind: type[BaseModel], currency: str) -> Iterator[Parameter]:
    for name, field in kind.model_fields.items():
        if is_number(field):
            yield parameter(f"{root}.{name}", group, field, currency=currency)


def titled(key: str) -> str:
    """A key as a title: `school_run` is 'School run'."""
    return key.replace("_", " ").capitalize()
