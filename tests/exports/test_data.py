"""Data, opened again by pandas and pyarrow: the engine's figures, units, a dictionary, and no formula."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from itertools import cycle
from pathlib import Path

import jsonschema
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from calculator import assumptions, currencies, printed
from calculator.cases import Cases
from calculator.documents import validated
from calculator.engine import evaluate
from calculator.exports import data
from calculator.exports.schema import as_text, schema
from calculator.parameters import parameters
from tests.exports.cases import CASES
from tests.exports.workbooks import office
from tests.strategies import scenarios

ROOT = Path(__file__).parents[2]
TABLES = list(data.COLUMNS)


def _between(scenario):
    """What parts the columns of a scenario's CSV."""
    return ";" if currencies.comma(scenario.currency) else ","


@pytest.mark.parametrize(("currency", "between", "point"), [("GBP", ",", "."), ("EUR", ";", ","), ("DKK", ";", ",")])
def test_a_spreadsheet_opens_csv_by_itself(currency, between, point):
    """It begins with the mark of UTF-8, and parts columns and decimals as that country's spreadsheets do."""
    scenario = CASES["GBP"].model_copy(update={"currency": currency})
    content = data.as_csv("results", scenario).encode()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=between))
    figures = data.frame("results", scenario)["value"].dropna().tolist()
    assert [float(row["value"].replace(point, ".")) for row in rows if row["value"]] == figures
    assert any(point in row["value"] for row in rows)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("table", TABLES)
def test_three_forms_hold_the_same(table, name):
    """CSV, JSON and Parquet of any scenario have the same rows, and the columns of the dictionary in its order."""
    frame, columns = data.frame(table, CASES[name]), data.COLUMNS[table]
    text, between = data.as_csv(table, CASES[name]).removeprefix(data.MARK), _between(CASES[name])
    parquet = pq.read_table(io.BytesIO(data.as_parquet(table, CASES[name])))
    tree = json.loads(data.as_json(table, CASES[name]))
    rows = list(csv.reader(io.StringIO(text), delimiter=between))
    assert rows[0] == parquet.column_names == list(tree["columns"]) == list(columns)
    pd.testing.assert_frame_equal(parquet.to_pandas(), frame)
    assert parquet.to_pylist() == tree["rows"]
    assert len(rows) == len(frame) + 1


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
    rows = data.frame("assumptions", CASES["CAD"]).to_dict("records")
    assert [row["path"] for row in rows] == list(parameters(CASES["CAD"]))
    assert {row["mark"] for row in rows} <= {"yours", "typical", "our assumption", "does not apply"}
    assert any("CAD" in row["unit"] for row in rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table):
    """The dictionary has each column; Parquet carries the same words and units."""
    known = {row["column"]: row for row in data.dictionary() if row["table"] == table}
    for field in pq.read_schema(io.BytesIO(data.as_parquet(table, CASES["GBP"]))):
        assert field.metadata[b"meaning"].decode() == known[field.name]["meaning"] != ""
        assert field.metadata[b"unit"].decode() == known[field.name]["unit"]


COMPUTED = [
    "=1+41",
    "+1+41",
    "-1+41",
    "@SUM(1;41)",
    "\uff1d1+41",
    " =1+41",
    'x";=1+41;"',
    "a;=1+41",
    "a; +1+41;b",
    '"=1+41"',
]
"""Names that a spreadsheet would work out."""


def computing():
    """A scenario in which everything bears one of these names, and each name stands somewhere."""
    tree = CASES["GBP"].model_dump(mode="json")
    places = [*tree["activities"].values(), *tree["strategies"].values()]
    assert len(places) >= len(COMPUTED)
    for place, name in zip(places, cycle(COMPUTED), strict=False):
        place["name"] = name
    return validated(tree)


def computed(files, separator, folder):
    """What LibreOffice works out in these files of text, by name, with a sign of its own between the columns."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    command = [office(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter=CSV:{ord(separator)},34,76,1", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", str(folder), *(str(folder / f"{name}.csv") for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    sheets = {name: openpyxl.load_workbook(folder / f"{name}.xlsx").active for name in files}
    return {
        name: [cell.value for row in sheet for cell in row if cell.data_type == "f"] for name, sheet in sheets.items()
    }


@pytest.mark.parametrize("separator", [",", ";"])
def test_nothing_computes_in_a_spreadsheet(separator, tmp_path):
    """No name is worked out by LibreOffice, whatever parts its columns; one that is not made safe is."""
    files = {table: data.as_csv(table, computing()) for table in TABLES}
    unsafe = f'1{separator}"{COMPUTED[0]}"\n'
    found = computed({**files, "unsafe": unsafe}, separator, tmp_path)
    assert found.pop("unsafe") == [COMPUTED[0]]
    assert found == {table: [] for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_text_is_quoted_and_on_one_line(table):
    """Every text stands in quotes and no number does, and no row takes more than a line, whatever is in a name."""
    scenario = computing()
    head, *lines = data.as_csv(table, scenario).removeprefix(data.MARK).splitlines()
    kinds = [kind for kind, _, _ in data.COLUMNS[table].values()]
    assert len(lines) == len(data.frame(table, scenario))
    for line in (head, *lines):
        cells = re.findall(r'(?:^|,)("(?:[^"]|"")*"|[^",]*)', line)
        quoted = ["text" if cell.startswith('"') else "number" for cell in cells]
        assert [a for a, cell in zip(quoted, cells, strict=True) if cell] == [
            "text" if line == head else kind for kind, cell in zip(kinds, cells, strict=True) if cell
        ]


@pytest.mark.parametrize("sign", ["\r", "\n", "\x85", "\u2028"])
def test_no_sign_ends_a_row(sign):
    """A writer that meets the end of a line in a text, of whatever kind, writes a space."""
    assert printed.as_csv(pd.DataFrame([{"a": f"x{sign}=1+41", "b": 2.0}])) == '"a","b"\n"x =1+41",2\n'


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
