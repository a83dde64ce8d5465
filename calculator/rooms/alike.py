"""A room's people as rows of a file: each has the mean of several people who are alike, so that no row is one person's.

People are put in order along the line on which their numbers differ most, and cut into groups of at least k. Each
stands in the file with the means of their group: as many rows as people, and the room's means stay as they are. This is
known as microaggregation.

>>> rows = alike([{"profile.hourly_value": value} for value in (20.0, 60.0, 22.0, 64.0, 24.0, 62.0)], at_least=3)
>>> sorted(row["profile.hourly_value"] for row in rows)
[22.0, 22.0, 22.0, 62.0, 62.0, 62.0]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from calculator import assumptions, currencies, printed
from calculator.exports.data import MARK
from calculator.model import Scenario
from calculator.parameters import differing, get, parameters, text, words
from calculator.rooms.room import Answer

PEOPLE = "people.csv"
"""The end of the file's name, where a room's files are asked for."""
PRESET = "preset"
"""The column that names the preset, as a file of many people has it."""
DIGITS = 6
"""Digits of a mean that are written: more would say nothing."""


def told(scenario: Scenario, answers: Sequence[Answer]) -> list[dict[str, float]]:
    """The numbers that any of these people changed, as each has them; what one left is the room's."""
    known = parameters(scenario)
    paths = [path for path in known if any(path in answer.changes for answer in answers)]
    return [{path: float(answer.changes.get(path, get(scenario, path) or 0.0)) for path in paths} for answer in answers]


def alike(people: Sequence[Mapping[str, float]], at_least: int) -> list[dict[str, float]]:
    """A row a person, with the means of the group; nobody's where there are fewer than `at_least`."""
    if len(people) < at_least or not people[0]:
        return [{} for _ in people] if len(people) >= at_least else []
    paths = list(people[0])
    numbers = np.array([[one[path] for path in paths] for one in people])
    apart = numbers.std(axis=0)
    scaled = (numbers - numbers.mean(axis=0)) / np.where(apart > 0, apart, 1.0)
    along = scaled @ np.linalg.svd(scaled, full_matrices=False)[2][0]
    groups = np.array_split(np.argsort(along, kind="stable"), len(people) // at_least)
    means = [numbers[group].mean(axis=0) for group in groups for _ in group]
    return [{path: float(f"{value:.{DIGITS}g}") for path, value in zip(paths, row, strict=True)} for row in means]


def as_csv(scenario: Scenario, rows: Sequence[Mapping[str, float]]) -> bytes:
    """The rows as a file that `batch` reads, with the preset, and with all that the room itself has set otherwise."""
    base = assumptions.scenario(scenario.preset)
    known = {*parameters(scenario), *words(scenario)} - {"name"}
    set_here = {path: text(scenario, path) for path in differing(scenario, base) if path in known}
    own = {path: None for row in rows for path in row}
    header = [PRESET, *(path for path in set_here if path not in own), *own]
    constant = {PRESET: scenario.preset, **set_here}
    import pandas as pd  # imported when first used: it is large

    table = pd.DataFrame([[row.get(path, constant.get(path)) for path in header] for row in rows], columns=header)
    return (MARK + printed.as_csv(table, currencies.comma(scenario.currency))).encode()
