"""What the presets rest on: the tables in `data/`, read into scenarios, ranges and sources.

>>> row = assumptions("uk-owner")["profile.mileage_rate"]
>>> row.value, row.source.kind
(0.55, 'official_rate')

An edition is a dated folder that never changes once released, so that what was shared stays what it was. The
id of a preset carries its edition, `uk-owner-2026-11`; without one it is the newest.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from calculator.documents import validated
from calculator.errors import UnknownPreset
from calculator.installed import beside
from calculator.model import Scenario
from calculator.notation import Spread
from calculator.parameters import get, leaves, parameters, spread_of

DATA = beside("data")
OURS = "ours"
"""The source of what is our own assumption."""
NATURE = "nature"
"""The source of what does not apply: a phone call has no travel."""


@dataclass(frozen=True)
class Source:
    """Where a figure was published; `ours` and `nature` stand for figures that were not."""

    id: str
    title: str
    publisher: str
    year: str
    url: str
    kind: str


@dataclass(frozen=True)
class Assumption:
    """One number of a preset: its value, how low and high it may be, and what it rests on."""

    path: str
    value: float
    low: float
    high: float
    source: Source
    note: str

    @property
    def mark(self) -> str:
        """What it is, in the words of the app: typical, our assumption, or does not apply."""
        return {OURS: "our assumption", NATURE: "does not apply"}.get(self.source.id, "typical")


@dataclass(frozen=True)
class Preset:
    """A finished scenario to start from."""

    id: str
    name: str
    edition: str

    @property
    def short(self) -> str:
        """The id without its edition, which always means the newest."""
        return self.id.removesuffix(f"-{self.edition}")


@cache
def editions() -> tuple[str, ...]:
    """The editions there are, newest first."""
    names = [path.name for path in DATA.iterdir() if re.fullmatch(r"\d{4}-\d{2}", path.name)]
    return tuple(sorted(names, reverse=True))


@cache
def presets() -> dict[str, Preset]:
    """Every preset by its full id, newest edition first; the first is the default."""
    listed = [(row, edition) for edition in editions() for row in _table(edition, "presets.csv")]
    made = [Preset(f"{row['id']}-{edition}", row["name"], edition) for row, edition in listed]
    return {preset.id: preset for preset in made}


def preset(name: str) -> Preset:
    """A preset by its id, with or without the edition. Raises UnknownPreset."""
    shorts = {each.short: each for each in reversed(presets().values())}
    named = presets().get(name) or shorts.get(name)
    if named is None:
        raise UnknownPreset(name, reversed(shorts))
    return named


def offered(current: str = "") -> dict[str, str]:
    """What people can choose to start from, by full id: the newest presets, and the one in use if it is older.

    No two have the same label, since a list on a page tells its options apart by their labels.
    """
    newest = {preset(each.short).id: each.name for each in presets().values()}
    used = presets().get(current)
    older = {used.id: f"{used.name} ({used.edition})"} if used and used.id not in newest else {}
    return newest | older


def default() -> Preset:
    """The preset that opens where none is named."""
    return next(iter(presets().values()))


def scenario(name: str) -> Scenario:
    """The finished scenario of a preset. Raises UnknownPreset."""
    return _scenario(preset(name).id)


def assumptions(name: str) -> Mapping[str, Assumption]:
    """Every number of a preset with its range and source, by path. Raises UnknownPreset."""
    return _assumptions(preset(name).id)


def origin(current: Scenario) -> Scenario:
    """The preset that a scenario started from; the default where it names none that there is."""
    return _scenario(current.preset if current.preset in presets() else default().id)


def rows(current: Scenario) -> Mapping[str, Assumption]:
    """The rows of the preset that a scenario started from; none where it names no preset that there is.

    A copy of an activity or a strategy has the rows of its original, since its numbers rest on the same.
    """
    if current.preset not in presets():
        return {}
    known, base = _assumptions(current.preset), _scenario(current.preset)
    for branch in ("activities", "strategies"):
        preset_has = getattr(base, branch)
        for key in [key for key in getattr(current, branch) if key not in preset_has]:
            member, root = getattr(current, branch)[key], f"{branch}.{key}."
            values = member.__dict__
            if branch == "strategies":
                values, root = member.times_per_year, f"{root}times_per_year."
            names = (name for name, value in values.items() if isinstance(value, float))
            numbers = tuple((name, spread_of(current, f"{root}{name}")) for name in names)
            known = {**known, **_of_original(current.preset, branch, root, numbers)}
    return known


@lru_cache(maxsize=256)
def _of_original(
    preset: str, branch: str, root: str, numbers: tuple[tuple[str, Spread], ...]
) -> Mapping[str, Assumption]:
    """The rows of what something was copied from: of the preset's own, the one with most of these numbers.

    Nothing that has less than half of another's numbers is a copy of it; zeros, which all have, do not count.
    """
    mine: dict[str, Spread] = dict(numbers)
    originals: dict[str, dict[str, Assumption]] = {}
    for path, row in _assumptions(preset).items():
        parts = path.split(".")
        if parts[0] == branch:
            originals.setdefault(parts[1], {})[parts[-1]] = row
    alike = {
        key: sum(bool(row.value) and mine.get(name) == (row.low, row.value, row.high) for name, row in its.items())
        for key, its in originals.items()
    }
    best = max(alike, key=alike.__getitem__, default="")
    its = originals.get(best, {})
    if not its or 2 * alike[best] < sum(bool(row.value) for row in its.values()):
        return {}
    return {f"{root}{name}": replace(row, path=f"{root}{name}") for name, row in its.items() if name in mine}


@cache
def sources() -> dict[str, Source]:
    """Every source by its id."""
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: Source(**row) for row in csv.DictReader(file)}


def mark(current: Scenario, path: str, known: Mapping[str, Assumption] | None = None) -> str:
    """Whether a number is yours, typical, our assumption or does not apply.

    A number is yours where it, or its range, is not what the preset has. Who asks for many gives the scenario's `rows`.
    """
    row = (rows(current) if known is None else known).get(path)
    spread = spread_of(current, path)
    if row is not None:
        return row.mark if spread == (row.low, row.value, row.high) else "yours"
    same = False
    if current.preset in presets() and path in parameters(theirs := _scenario(current.preset)):
        same = get(current, path) == get(theirs, path) and current.ranges.get(path) == theirs.ranges.get(path)
    # where nothing was set, or the edition is older than the number, nothing needs a source
    return "yours" if spread.likely and not same else "does not apply"


def marks(current: Scenario) -> dict[str, str]:
    """Whose each number is, by path."""
    if current.preset not in presets():
        return {path: mark(current, path, {}) for path in parameters(current)}
    known, mine = _marks(current.preset), rows(current)
    ours, theirs = leaves(current), leaves(scenario(current.preset))
    fresh = {path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)}
    return {
        path: mark(current, path, mine) if path in fresh or path not in known else known[path]
        for path in parameters(current)
    }


@cache
def _marks(name: str) -> dict[str, str]:
    base = _scenario(name)
    known = rows(base)
    return {path: mark(base, path, known) for path in parameters(base)}


@cache
def _assumptions(name: str) -> dict[str, Assumption]:
    preset, known = presets()[name], sources()
    rows = [*_table(preset.edition, "assumptions.csv"), *_table(preset.edition, f"presets/{preset.short}.csv")]
    by_path = {}
    for row in rows:
        value, low, high = (float(row[column]) for column in ("value", "low", "high"))
        by_path[row["path"]] = Assumption(row["path"], value, low, high, known[row["source"]], row["note"])
    return by_path


@cache
def _scenario(name: str) -> Scenario:
    start = presets()[name]
    words = next(row for row in _table(start.edition, "presets.csv") if row["id"] == start.short)
    tree: dict[str, Any] = {**words, "preset": start.id, "ranges": {}, "activities": {}, "protected": {}}
    del tree["id"]
    for branch in ("activities", "strategies"):
        tree[branch] = {row.pop("id"): row for row in _table(start.edition, f"{branch}.csv")}
    tree["protected"] = {row.pop("id"): row for row in _table(start.edition, "windows.csv")}
    for row in _assumptions(start.id).values():
        *parts, leaf = row.path.split(".")
        home = tree
        for part in parts:
            home = home.setdefault(part, {})
        home[leaf] = row.value
        if row.low < row.high:
            tree["ranges"][row.path] = {"low": row.low, "high": row.high}
    return validated(tree)


def _table(edition: str, name: str) -> Iterator[dict[str, Any]]:
    with (DATA / edition / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
