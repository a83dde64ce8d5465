"""The kinds of hours that people forget, and how many each is, as `data/hidden_hours.csv` has them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from calculator import assumptions
from calculator.notation import Spread

TIMES = "times_per_year"


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
    figures: Mapping[str, Figure]

    @property
    def apart(self) -> bool:
        """Whether it is an activity of its own."""
        return TIMES in self.figures

    @property
    def field(self) -> str:
        """The number of an activity that it raises, or is made of."""
        return next(name for name in self.figures if name != TIMES)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its id, as `data/hidden_hours.csv` has them."""
    with (assumptions.DATA / "hidden_hours.csv").open(encoding="utf-8", newline="") as file:
        groups = [list(group) for _, group in groupby(csv.DictReader(file), key=lambda row: row["id"])]
    return {rows[0]["id"]: _kind(rows) for rows in groups}


def _kind(rows: list[dict[str, str]]) -> Kind:
    first = rows[0]
    figures = {row["number"]: _figure(row) for row in rows}
    return Kind(first["id"], first["name"], first["applies"], first["within"], figures)


def _figure(row: Mapping[str, str]) -> Figure:
    value, low, high = (float(row[column]) for column in ("value", "low", "high"))
    return Figure(value, low, high, assumptions.sources()[row["source"]], row["note"])
