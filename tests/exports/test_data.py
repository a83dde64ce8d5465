"""Data, opened again by pandas and pyarrow: the engine's figures, units, a dictionary, and no formula."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from calculator import assumptions
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.exports import data
from calculator.exports.schema import as_text, schema
from calculator.parameters import parameters
from tests.exports.cases import CASES
from tests.strategies import scenarios

ROOT = Path(__file__).parents[2]
TABLES = list(data.COLUMNS)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("table", TABLES)
def test_three_forms_hold_the_same(table, name):
    """CSV, JSON and Parquet of any scenario have the same rows, and the columns of the dictionary in its order."""
    rows, columns = data.rows(table, CASES[name]), data.COLUMNS[table]
    text = data.as_csv(table, CASES[name])
    parquet = pq.read_table(io.BytesIO(data.as_parquet(table, CASES[name])))
    tree = json.loads(data.as_json(table, CASES[name]))
    assert next(csv.reader(io.StringIO(text))) == parquet.column_names == list(tree["columns"]) == list(columns)
    assert parquet.to_pylist() == tree["rows"] == rows
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)


def test_results_are_the_engines():
    """A measure is found by strategy and name, with all its digits and the band that the app shows."""
    frame = pd.read_parquet(io.BytesIO(data.as_parquet("results", CASES["GBP"]))).set_index(["strategy", "measure"])
    results = evaluate(Cases(CASES["GBP"]))
    assert frame.loc[("online", "cost"), "value"] == results.cost[0, 1]
    assert frame.loc[("online", "cost"), "unit"] == "GBP"
    assert frame.loc[("online", "bottleneck"), "word"] == results.bottleneck[0, 1]
    wins = frame.xs("wins", level="measure")
    assert (wins["low"] < wins["value"]).all()
    assert (wins["value"] < wins["high"]).all()
    parts = frame[frame.index.get_level_values("measure").str.startswith("hours_by_part.")]
    assert parts["value"].groupby("strategy").sum().to_dict() == pytest.approx(
        dict(zip(results.strategies, results.hours[0], strict=True))
    )


def test_assumptions_are_all_there():
    """Every number of the scenario has a row, with its unit and whose it is."""
    rows = data.rows("assumptions", CASES["CAD"])
    assert [row["path"] for row in rows] == list(parameters(CASES["CAD"]))
    assert {row["mark"] for row in rows} <= {"yours", "typical", "our assumption", "by definition"}
    assert any("CAD" in row["unit"] for row in rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table):
    """The dictionary has each column; Parquet carries the same words and units."""
    known = {row["column"]: row for row in data.dictionary() if row["table"] == table}
    for field in pq.read_schema(io.BytesIO(data.as_parquet(table, CASES["GBP"]))):
        assert field.metadata[b"meaning"].decode() == known[field.name]["meaning"] != ""
        assert field.metadata[b"unit"].decode() == known[field.name]["unit"]


def test_no_cell_is_a_formula():
    """A name that a spreadsheet would run stands in CSV as text."""
    for table in TABLES:
        cells = [cell for row in csv.reader(io.StringIO(data.as_csv(table, CASES["hostile"]))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
        assert not [cell for cell in cells if cell.startswith("-") and not _number(cell)]


def _number(cell):
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def test_the_schema_is_kept():
    """docs/scenario.schema.json is the model's; `make golden` writes it."""
    assert (ROOT / "docs" / "scenario.schema.json").read_text(encoding="utf-8") == as_text()
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", [*assumptions.presets()])
def test_presets_fit_the_schema(name):
    """Every preset is valid, and not valid once a number is out of bounds or a key is misspelt."""
    validator = jsonschema.Draft202012Validator(schema())
    tree = assumptions.scenario(name).model_dump(mode="json")
    validator.validate(tree)
    for path, value in (("profile.years", 11), ("profile.yers", 1), ("goal", "fame"), ("activities.Bad key", {})):
        *branches, leaf = path.split(".")
        wrong = json.loads(json.dumps(tree))
        (wrong[branches[0]] if branches else wrong)[leaf] = value
        assert not validator.is_valid(wrong), path


@given(scenarios())
@settings(max_examples=20)
def test_scenarios_fit_the_schema(scenario):
    """Whatever the model takes, the schema takes."""
    jsonschema.Draft202012Validator(schema()).validate(scenario.model_dump(mode="json"))


def test_every_number_has_title_unit_and_bounds():
    """What a program needs to draw a form."""
    for kind in ("Profile", "Window", "Channel", "Activity", "Pipeline"):
        for name, field in schema()["$defs"][kind]["properties"].items():
            bounded = field.get("anyOf", [field])[0]
            if bounded.get("type") == "number":
                assert field["title"], name
                assert field["unit"], name
                assert bounded["minimum"] < bounded["maximum"]
