"""The presets' figures against the files in this folder."""

import csv

import pytest

from calculator import assumptions
from calculator.documents import load
from tests.golden import figures, presets, same, stem

REVIEW = "If the change is meant, run `make golden`, review the diff and name the results that moved in CHANGELOG.md."


def table(preset):
    """The rows of a golden CSV."""
    with stem(preset).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("preset", presets())
def test_scenario_is_the_one_on_file(preset):
    """The preset is, number by number and range by range, the scenario that was reviewed."""
    golden, now = load(stem(preset).with_suffix(".json")).model_dump(), assumptions.scenario(preset).model_dump()
    moved = [key for key in now if now[key] != golden[key]]
    assert golden == now, f"{preset}: {', '.join(moved)} differ from the file. {REVIEW}"


@pytest.mark.parametrize("preset", presets())
def test_figures_of_the_scenario_on_file(preset):
    """The scenario on file gives the figures on file, to twelve digits."""
    found = list(figures(load(stem(preset).with_suffix(".json"))))
    moved = [
        f"{row[0]}: {' '.join(row[1:])} is now {' '.join(new[1:])}"
        for row, new in zip(table(preset), found, strict=True)
        if not all(map(same, row, new))
    ]
    assert not moved, f"{preset}: {'; '.join(moved)}. {REVIEW}"
