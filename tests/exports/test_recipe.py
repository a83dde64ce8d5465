"""Recipes, run as a person would: the same figures come of them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from calculator import assumptions
from calculator.cases import Cases
from calculator.changes import replace
from calculator.edits import add_activity
from calculator.engine import evaluate
from calculator.exports.recipe import FILE, recipe
from tests.exports.cases import CASES

ROOT = Path(__file__).parents[2]
CHANGED = replace(
    assumptions.scenario("uk-owner"),
    {
        "profile.hourly_value": "20..40..55",
        "activities.breakfast.meal_fee": 15,
        "activities.breakfast.name": 'Ada\'s "club" $(x) `y`',
        "strategies.blended.times_per_year.breakfast": 12,
        "goal": "role",
    },
)
OWN = add_activity(CHANGED, "Padel night", like="event")[0]


def printed_by(command, folder):
    """What a command prints in a folder."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("scenario", "filed"),
    [(CASES["CAD"], False), (CHANGED, False), (OWN, True), (CASES["hostile"], False)],
    ids=["preset", "changed", "own", "hostile"],
)
def test_recipes_give_the_same_figures(scenario, filed, tmp_path):
    """Python code and the command give the figures of the scenario, own activities through a file."""
    found, results = recipe(scenario), evaluate(Cases(scenario))
    assert (found.file is not None) == filed
    if found.file:
        (tmp_path / FILE).write_text(found.file, encoding="utf-8")
    lines = printed_by([sys.executable, "-c", found.python], tmp_path)
    assert re.findall(r"([\d.]+) hours and ([\d.]+) in", lines) == [
        (f"{hours:.1f}", f"{cost:.2f}") for hours, cost in zip(results.hours[0], results.cost[0], strict=True)
    ]
    table = printed_by(["bash", "-c", f"{found.command_line} --format csv"], tmp_path)
    costs = [float(row["value"]) for row in csv.DictReader(io.StringIO(table)) if row["measure"] == "cost"]
    assert costs == results.cost[0].tolist()


def test_a_word_cannot_become_code():
    """Names are quoted for the shell and for Python."""
    found = recipe(CHANGED)
    assert "'activities.breakfast.name=Ada'\"'\"'s" in found.command_line
    compile(found.python, "recipe", "exec")


@pytest.mark.parametrize("name", CASES)
def test_every_scenario_has_a_recipe(name):
    """Any scenario can be made again."""
    found = recipe(CASES[name])
    compile(found.python, name, "exec")
    assert found.command_line.startswith("python -m calculator compare ")
