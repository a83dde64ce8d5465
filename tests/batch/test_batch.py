"""Many people from a file: each row is what `compare` says of it, whatever the file is and however the run went."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from calculator import assumptions, printed
from calculator.analyses.study import Study
from calculator.batch import group, template
from calculator.batch.columns import Layout, Start
from calculator.batch.figures import ODDS, Wanted
from calculator.batch.people import _quickly
from calculator.batch.running import RunAsked, run
from calculator.batch.tables import People
from calculator.cases import Cases
from calculator.changes import replace
from calculator.cli import app
from calculator.engine import evaluate
from calculator.engine.results import MEASURES
from calculator.findings import odds
from calculator.notation import SECONDS, Reading, parse

ROOT = Path(__file__).parents[2]
OWNERS = ("uk-owner", "de-owner", "uk-job-seeker")
PATHS = ("profile.hourly_value", "activities.lunch.meal_fee", "activities.one_to_one.travel_minutes", "profile.years")


def invoked(*arguments):
    """The command line, with what it printed."""
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def results(source, output, **asked):
    """The results of a run, as a table."""
    run(RunAsked(source, output, **asked)).finish()
    return pd.read_parquet(output) if output.suffix == ".parquet" else pd.read_csv(output)


def written(path, rows):
    """Rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def of_compare(preset, changes):
    """What `compare` prints for a person."""
    return printed.comparison(evaluate(Cases(replace(assumptions.scenario(preset), changes))))["strategies"]


person = st.fixed_dictionaries(
    {
        "preset": st.sampled_from(OWNERS),
        **{
            path: st.one_of(st.just(""), st.floats(low, high).map(lambda x: f"{x:.2f}"), st.just(f"about {low + 1}"))
            for path, (low, high) in zip(PATHS, ((0, 1000), (0, 200), (0, 200), (0.25, 10)), strict=True)
        },
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(person, min_size=1, max_size=6))
def test_every_row_is_what_compare_says(tmp_path, people):
    """Presets, blanks, ranges and figures mixed as may be: row by row the measures are those of `compare`."""
    source = written(
        tmp_path / "people.csv", [["preset", *PATHS], *([it[name] for name in ("preset", *PATHS)] for it in people)]
    )
    table = results(source, tmp_path / "out.parquet")
    assert len(table) == len(people)
    for row, asked in zip(table.to_dict("records"), people, strict=True):
        changes = {path: asked[path] for path in PATHS if asked[path]}
        for key, measures in of_compare(asked["preset"], changes).items():
            for measure in MEASURES:
                expected = np.nan if measures[measure] is None else measures[measure]
                assert row[f"{key}.{measure}"] == pytest.approx(expected, rel=1e-11, abs=1e-11, nan_ok=True)
            assert row[f"{key}.bottleneck"] == measures["bottleneck"]


@given(st.lists(st.from_regex(r"[0-9]{0,5}[.,]?[0-9]{0,6}(k| min|%)?", fullmatch=True), min_size=1, max_size=30))
def test_what_is_read_quickly_is_what_the_one_reader_reads(texts):
    """A text that is taken for a number at once is the same number in every currency and of every kind."""
    likely, unread = _quickly(texts)
    for at, text in enumerate(texts):
        if at not in unread and text:
            for kind in ("number", "money", "share", "clock", *SECONDS):
                for currency in ("GBP", "EUR", "CHF"):
                    assert parse(text, reading=Reading(kind, currency)).likely == likely[at]


# -- files -----------------------------------------------------------------------------------------------

ROWS = [
    ["Your hour, £", "member", "activities.breakfast.meal_fee"],
    ["42,5", "Zoë; née Ø", "about 18"],
    ["20", "Ann", ""],
]


def text(separator, encoding):
    """The rows as CSV."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows(ROWS)
    return made.getvalue().encode(encoding)


def workbook():
    """The rows as a workbook, with numbers where they are numbers."""
    book, made = Workbook(), io.BytesIO()
    for row in (ROWS[0], [42.5, *ROWS[1][1:]], [20, "Ann", None]):
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def parquet():
    """The rows as Parquet."""
    made = io.BytesIO()
    pd.DataFrame(
        {"Your hour, £": [42.5, 20.0], "member": ["Zoë; née Ø", "Ann"], ROWS[0][2]: ["about 18", None]}
    ).to_parquet(made)
    return made.getvalue()


FILES = {
    "comma.csv": lambda: text(",", "utf-8"),
    "semicolon.csv": lambda: text(";", "utf-8-sig"),
    "tab.tsv": lambda: text("\t", "utf-16"),
    "bar.txt": lambda: text("|", "utf-16-le"),
    "windows.csv": lambda: text(";", "cp1252"),
    "stated.csv": lambda: b"sep=;\r\n" + text(";", "utf-8"),
    "book.xlsx": workbook,
    "table.parquet": parquet,
}


@pytest.mark.parametrize("name", FILES)
def test_any_usual_file_is_read(tmp_path, name):
    """Separators, decimal commas, marks, UTF-16, Windows, workbooks and Parquet come to the same table."""
    source = tmp_path / name
    source.write_bytes(FILES[name]())
    table = results(source, tmp_path / "out.csv")
    assert table["member"].tolist() == ["Zoë; née Ø", "Ann"]
    first = of_compare("uk-owner", {"profile.hourly_value": 42.5, "activities.breakfast.meal_fee": "about 18"})
    assert table["online.cost"][0] == pytest.approx(first["online"]["cost"], rel=1e-12)
    assert table["face_to_face.cost"][0] == pytest.approx(first["face_to_face"]["cost"], rel=1e-12)


def test_a_filled_in_template_is_the_preset(tmp_path):
    """What the template asks is understood, and its example is a person who changes nothing."""
    for name in OWNERS:
        invoked("--template", tmp_path / "people.csv", "--preset", name)
        table = results(tmp_path / "people.csv", tmp_path / "out.parquet")
        assert table["face_to_face.cost"][0] == pytest.approx(of_compare(name, {})["face_to_face"]["cost"], rel=1e-9)
        layout = Layout(tuple(template.rows(assumptions.scenario(name))[0]), Start(assumptions.preset(name).id))
        assert layout.carried == ("name",)


def test_a_piece_is_all_that_is_read_ahead():
    """Rows are taken from the file as pieces are asked for, and no more of them."""
    taken = []

    def records():
        for number in range(2, 10_000):
            taken.append(number)
            yield number, ["1"]

    pieces = People(("x",), records(), lambda: 0).pieces(100)
    next(pieces)
    next(pieces)
    assert len(taken) == 200


def test_what_is_carried_through_is_never_computed_and_may_be_missing(tmp_path):
    """In CSV a name that is a formula is text, a missing one stays missing; other money is counted apart."""
    source = written(tmp_path / "people.csv", [["who", "currency"], ["=1+1", "EUR"], ["", "GBP"], ["Ann", ""]])
    ran = invoked(source, "--output", tmp_path / "out.csv", "--summary")
    assert pd.read_csv(tmp_path / "out.csv")["who"].tolist() == ["'=1+1", pytest.approx(np.nan, nan_ok=True), "Ann"]
    assert "In EUR, for clients: Online costs least for the one person" in " ".join(ran.stdout.split())


# -- faults ----------------------------------------------------------------------------------------------

BAD = [
    ["preset", "Your hour, £", "Drive each way, minutes", "activities.breakfast.people_in_round"],
    ["", "20", "10", "20"],
    ["uk-ownr", "20", "", ""],
    ["", "forty", "99999", ""],
    ["uk-owner", "", "", "500"],
    ["uk-owner", "$30", "", ""],
]


def test_every_fault_is_said_with_its_row_and_remedy_and_nothing_is_written(tmp_path):
    """Unknown presets, unread figures, figures out of bounds and numbers that do not hold together, all at once."""
    source = written(tmp_path / "people.csv", BAD)
    ran = invoked(source, "--output", tmp_path / "out.csv")
    assert ran.exit_code == 2
    for said in (
        "people.csv has 5 faults, so nothing was written.",
        "Row 3, column 'preset': There is no preset 'uk-ownr'. Did you mean uk-owner?",
        "Row 4, column 'Your hour, £': Value of an hour is forty; it takes a number from 0 to 1000",
        "Row 4, column 'Drive each way, minutes': Drive each way, minutes is 99999; it takes a number from 0 to 720.",
        "Row 5, column 'activities.breakfast.people_in_round': Breakfast club: 500 people at",
        "Row 6, column 'Your hour, £':",
        "'$' is US Dollar (USD), and amounts here are in British Pound (GBP).",
    ):
        assert said in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv"]


def test_faults_can_be_passed_over(tmp_path):
    """With `--faults skip` the others are worked out, and the faults stand in a second file with their rows."""
    source = written(tmp_path / "people.csv", BAD)
    ran = invoked(source, "--output", tmp_path / "out.csv", "--faults", "skip", "--summary")
    assert ran.exit_code == 0, ran.output
    assert len(pd.read_csv(tmp_path / "out.csv")) == 1
    faults = pd.read_csv(tmp_path / "out.faults.csv")
    assert faults["row"].tolist() == [3, 4, 4, 5, 6]
    assert "4 rows have faults" in ran.stderr


def test_a_misspelt_column_is_said_at_once(tmp_path):
    """A path that there is not stops before anything is read, with the closest; two columns for one number too."""
    header = ["activities.brekfast.meal_fee", "Your hour, £", "profile.hourly_value"]
    ran = invoked(written(tmp_path / "people.csv", [header, ["1", "2", "3"]]), "--output", tmp_path / "out.csv")
    assert "Did you mean activities.breakfast.meal_fee?" in ran.stderr
    assert "both set profile.hourly_value" in ran.stderr
    assert ran.exit_code == 2


# -- a run that ends early ------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="There is no SIGKILL.")
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path):
    """Killed as it works, and started again: what was done stays done, and the bytes are those of a run in one go."""
    rows = [["member", "Your hour, £"], *([f"m{at}", f"{at % 900 / 10}"] for at in range(60_000))]
    source, output = written(tmp_path / "people.csv", rows), tmp_path / "out.parquet"
    command = [sys.executable, "-m", "calculator", "batch", source, "--output", output]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    folder = tmp_path / ".out.parquet.pieces"
    while not list(folder.glob("*.parquet")) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(list(folder.glob("*.parquet")))
    assert 0 < done < 6
    assert not output.exists()
    again = run(RunAsked(source, output))
    assert again.told.before == 10_000 * done
    again.finish()
    run(RunAsked(source, tmp_path / "whole.parquet")).finish()
    assert output.read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "out.parquet", "whole.parquet"}


# -- odds and the group -----------------------------------------------------------------------------------


def test_odds_are_those_of_the_page(tmp_path):
    """The shares and bands of a person are those that `odds` gives for the same numbers and ranges."""
    source = written(
        tmp_path / "people.csv", [["profile.hourly_value", "activities.breakfast.meal_fee"], ["35", "12..18..30"]]
    )
    row = results(source, tmp_path / "out.parquet", wanted=Wanted(odds=True)).iloc[0]
    changes = {"profile.hourly_value": 35.0, "activities.breakfast.meal_fee": "12..18..30"}
    told = odds.finding(Study(replace(assumptions.scenario("uk-owner"), changes)))
    for it in told.rows:
        root = f"{it.strategy}.{it.measure}"
        given_ends = [row[f"{root}.{what}"] for what in ("likely", "low_80", "low_50", "high_50", "high_80", "first")]
        assert given_ends == [it.middle, it.low_80, it.low_50, it.high_50, it.high_80, it.first]
    assert {it.measure for it in told.rows} < set(ODDS)


def test_the_group_is_counted_as_by_hand(tmp_path):
    """For how many each costs least, the median, and what decides, against a count of the results themselves."""
    rng = np.random.default_rng(1)
    rows = [
        [f"{hour:.2f}", f"{fee:.2f}"] for hour, fee in zip(rng.uniform(0, 3, 40), rng.uniform(0, 2, 40), strict=True)
    ]
    source = written(tmp_path / "people.csv", [["Your hour, £", "activities.one_to_one.meal_fee"], *rows])
    made = run(RunAsked(source, tmp_path / "out.parquet"))
    found = group.finding(made.layout, made.read)
    made.finish()
    costs = pd.read_parquet(tmp_path / "out.parquet")[[f"{key}.cost" for key in ("face_to_face", "online", "blended")]]
    counts = costs.idxmin(axis=1).value_counts()
    for row in (row for row in found.rows if row.measure == "cost"):
        assert row.first == counts.get(f"{row.strategy}.cost", 0)
        assert row.median == pytest.approx(costs[f"{row.strategy}.cost"].median())
    assert "of 40 people" in found.sentence
    assert "What decides" in " ".join(found.notes)
    assert found.chart is not None
    assert json.dumps(found.as_tree(1))
