"""What machines read: the figures are the engine's, none is never NaN, and every row has the same columns."""

import csv
import io
import json
import math
from typing import get_args, get_type_hints

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from calculator import SCHEMA, assumptions, printed
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import MEASURES, evaluate
from calculator.engine.results import UNITS
from calculator.findings.finding import Finding
from calculator.model import Scenario
from calculator.parameters import parameters, spread_of
from calculator.parts import ITEMS, PARTS
from calculator.registry import ENTRIES, entry
from calculator.web.api import asking
from tests.strategies import trees

BREAKDOWNS = {"hours_by_part": PARTS, "time_value_by_part": PARTS, "cash_by_item": ITEMS}


def results_of(scenario):
    """The engine's results for a scenario."""
    return evaluate(Cases(scenario))


def parsed(text):
    """JSON read as a strict reader would: NaN and Infinity are refused."""

    def refuse(word):
        raise AssertionError(f"{word} in JSON")

    return json.loads(text, parse_constant=refuse)


def read(text):
    """CSV as dictionaries."""
    return list(csv.DictReader(io.StringIO(text)))


@given(trees().map(Scenario.model_validate))
def test_figures_are_the_engines(scenario):
    """JSON, read back, has every measure of every strategy with all its digits, null for none, and nothing else."""
    results = results_of(scenario)
    tree = parsed(printed.as_json(printed.comparison(results)))
    assert (tree["schema"], tree["scenario"], list(tree)) == (
        SCHEMA,
        scenario.name,
        ["schema", "scenario", "strategies"],
    )
    assert list(tree["strategies"]) == list(scenario.strategies)
    for i, found in enumerate(tree["strategies"].values()):
        assert list(found) == [*MEASURES, "bottleneck", *BREAKDOWNS]
        for measure in MEASURES:
            value = results[measure][0, i]
            assert found[measure] == (float(value) if math.isfinite(value) else None)
        assert found["bottleneck"] == results.bottleneck[0, i]


def test_breakdowns_add_up(scenario):
    """Hours, their value and cash are given by part or item, in the engine's order, and add up to their totals."""
    totals = {"hours_by_part": "hours", "time_value_by_part": "time_value", "cash_by_item": "cash"}
    for found in printed.comparison(results_of(scenario))["strategies"].values():
        for name, parts in BREAKDOWNS.items():
            assert set(found[name]) == set(parts)
            assert sum(found[name].values()) == pytest.approx(found[totals[name]])


def test_every_figure_has_a_unit():
    """The table of units has each measure, the bottleneck and the breakdowns, and nothing else."""
    assert set(UNITS) == {*MEASURES, "bottleneck", *BREAKDOWNS}


def test_a_frame_has_every_case(scenario):
    """Results as a table have a row a case and strategy, each measure and part in a column, and its unit beside it."""
    results = evaluate(Cases(scenario, {"profile.hourly_value": [0.0, 20.0, 40.0]}))
    frame = results.frame()
    assert list(frame["case"]) == sorted([0, 1, 2] * len(results.strategies))
    assert list(frame["strategy"]) == [*results.strategies] * 3
    for measure in MEASURES:
        table = frame.pivot(index="case", columns="strategy", values=measure)[list(results.strategies)]
        np.testing.assert_array_equal(table, results[measure])
    parts = frame[[f"cash_by_item.{item}" for item in ITEMS]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(frame["cash"].to_numpy())
    assert list(frame.attrs["units"]) == list(frame.columns[2:])
    assert (frame.attrs["units"]["cost"], frame.attrs["units"]["hours"]) == (scenario.currency, "hours")


@pytest.mark.parametrize("row", [row for entry in ENTRIES for row in asking.rows(entry)], ids=lambda row: row.__name__)
def test_every_number_of_a_finding_says_what_it_counts(row):
    """Each column of numbers has its unit, unless a column beside it says each row's; none of them is called money."""
    frame = Finding("any", "", row, currency="USD").frame()
    units, hints = frame.attrs["units"], get_type_hints(row)
    numbers = {name for name, hint in hints.items() if float in (hint, *get_args(hint))}
    assert "unit" in hints or numbers <= set(units)
    assert set(units) <= set(frame.columns)
    assert "money" not in " ".join(units.values())


def test_an_answer_has_the_currency_of_its_scenario():
    """Money in the columns of an answer is the code of the scenario's currency; a row's own unit is left to the row."""
    study = Study(assumptions.scenario("us-owner"))
    assert entry("hidden_hours").ask(study).frame().attrs["units"]["cost_per_year"] == f"{study.scenario.currency}/year"
    assert "value" not in entry("trace").ask(study, {"measure": "cost"}).frame().attrs["units"]


def test_rows_are_the_tree(scenario):
    """CSV has each figure of the JSON once, in a row of its own, with its unit in the scenario's currency."""
    results = results_of(scenario)
    rows = read(printed.as_csv(printed.figures(results)))
    found = {(row["strategy"], row["measure"]): row["value"] for row in rows}
    expected = {}
    for key, measures in printed.comparison(results)["strategies"].items():
        for name, value in measures.items():
            parts = {f"{name}.{part}": v for part, v in value.items()} if isinstance(value, dict) else {name: value}
            expected |= {(key, part): v for part, v in parts.items()}
    assert len(rows) == len(expected)
    assert {key: number(text) for key, text in found.items()} == expected
    units = {row["measure"]: row["unit"] for row in rows}
    assert (units["cash"], units["cost_per_win"], units["cash_by_item.dues"]) == ("GBP", "GBP/win", "GBP")


def number(text):
    """A cell of CSV as JSON has it."""
    try:
        return float(text) if text else None
    except ValueError:
        return text


def test_none_is_empty_in_csv(scenario):
    """Where no win comes within the horizon, the months are null in JSON and empty in CSV."""
    results = results_of(scenario)
    figures = printed.figures(results).set_index(["strategy", "measure"])
    assert pd.isna(figures.loc[("online", "months_to_first_win"), "value"])
    assert '\n"online","months_to_first_win",,"months"\n' in printed.as_csv(printed.figures(results))


def test_presets_are_those_that_there_are():
    """Each preset is listed with its currency, goal, edition and strategies, the default first."""
    rows = printed.presets()
    assert [row["id"] for row in rows] == list(assumptions.presets())
    assert rows[0]["id"] == assumptions.default().id
    for row in rows:
        found = assumptions.scenario(row["id"])
        assert list(row) == printed.columns(printed.PresetRow)
        assert (row["currency"], row["goal"], row["strategies"]) == (found.currency, found.goal, list(found.strategies))


@pytest.mark.parametrize("preset", assumptions.presets())
def test_every_number_is_listed_with_its_source(preset):
    """Each path stands there once with value, range, bounds and mark; what is in the data keeps its source."""
    scenario = assumptions.scenario(preset)
    rows = {row["path"]: row for row in printed.parameters(scenario)}
    assert list(rows) == list(parameters(scenario))
    for path, known in parameters(scenario).items():
        row = rows[path]
        assert (row["low"], row["value"], row["high"]) == spread_of(scenario, path)
        assert (row["label"], row["min"], row["max"]) == (known.label, known.low, known.high)
        assert row["mark"] == assumptions.mark(scenario, path)
        assert "money" not in row["unit"]
    for path, row in assumptions.assumptions(preset).items():
        assert (rows[path]["source"], rows[path]["note"]) == (row.source.id, row.note or None)


def test_a_number_of_ones_own_has_no_source():
    """A changed number is yours, and no longer rests on the preset's source."""
    scenario = replace(assumptions.scenario("uk-owner"), {"profile.hourly_value": 77})
    row = next(row for row in printed.parameters(scenario) if row["path"] == "profile.hourly_value")
    assert (row["mark"], row["source"], row["url"], row["value"]) == ("yours", None, None, 77)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_no_name_is_a_formula(name):
    """A name from somebody's file is plain text to a spreadsheet."""
    scenario = replace(assumptions.scenario("uk-owner"), {"activities.breakfast.name": name})
    rows = read(printed.as_csv(pd.DataFrame(printed.parameters(scenario))))
    labels = [row["label"] for row in rows if row["path"].startswith("activities.breakfast.")]
    assert labels
    assert all(label.startswith(f"'{name}") for label in labels)
