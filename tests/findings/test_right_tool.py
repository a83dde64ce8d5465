"""The right tool in words, as a chart and on the command line."""

import csv
import io
import json
import re
from dataclasses import asdict

import plotly.graph_objects as go
import pytest
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.analyses import right_tool as analysis
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import palette
from calculator.charts.right_tool import SHAPES
from calculator.cli import app
from calculator.findings.right_tool import finding
from tests.charts.conftest import EDGES, MARKUP, edited
from tests.conftest import NEWEST

OWNER = assumptions.scenario("uk-owner")


def sound(found):
    """A finding without a broken number, with a chart that the page can draw and recolour."""
    words = " ".join((found.sentence, *found.notes, *found.working))
    assert not re.search(r"\b(nan|inf|None|NaN)\b|!", words + str(found.table))
    assert {len(row) for row in found.table.rows} <= {len(found.table.header)}
    assert all(isinstance(row, found.row) for row in found.rows)
    if found.chart:
        figure = json.dumps([found.chart.figure, found.chart.key], allow_nan=False)
        go.Figure(**found.chart.figure)
        assert set(re.findall(r"#[0-9a-fA-F]{6}\b", figure)) <= {tone.light for tone in palette.TONES}
        assert len(found.chart.figure["layout"]["xaxis"]["tickvals"]) <= 5
        assert found.chart.alt.startswith(found.chart.title)
        assert len(found.chart.alt) <= 250
        assert found.chart.table == found.table
        assert MARKUP not in figure


@pytest.mark.parametrize("edge", EDGES)
def test_every_scenario_has_an_answer(edge):
    """However empty or extreme, each strategy has its answer, in whole words and drawable."""
    scenario = edited(*EDGES[edge])
    for mix in scenario.strategies:
        sound(finding(Study(scenario), mix))


def test_without_a_strategy_it_says_what_to_do():
    """Nothing to hold back is no error."""
    none = edited(change=lambda tree: tree.update(strategies={}, ranges={}))
    assert "Start from a preset" in finding(Study(none), "").sentence
    assert finding(Study(none), "").chart is None


@pytest.mark.parametrize("preset", NEWEST)
def test_each_list_is_cheapest_first_and_the_bottleneck_s_on_top(preset):
    """The first list is that of what holds back, and in every list costs only rise."""
    scenario = assumptions.scenario(preset)
    for mix in scenario.strategies:
        found = finding(Study(scenario), mix)
        assert found.rows[0].job == found.rows[0].bottleneck == analysis.bottleneck(scenario, mix)
        for job in analysis.JOBS:
            costs = [row.cost_per_unit for row in found.rows if row.job == job]
            known = [cost for cost in costs if cost is not None]
            assert known == sorted(known)
            assert costs[len(known) :] == [None] * (len(costs) - len(known))


def test_a_mark_s_shape_is_its_medium():
    """Each medium has a shape, and everything is ink."""
    data = finding(Study(OWNER), "blended").chart.figure["data"]
    assert {trace["marker"]["symbol"] for trace in data} == set(SHAPES.values())
    assert {trace["marker"]["color"] for trace in data} == {palette.INK.light, palette.PAPER.light}


def test_the_sentence_is_the_cheapest_remedy():
    """The answer names the remedy and its cost, and the notes its hours, its gain with a range, and what then holds."""
    found, remedy = finding(Study(OWNER), "online"), analysis.remedies(OWNER, "online")[0]
    assert OWNER.activities[remedy.activity].name in found.sentence
    money = formats.money(remedy.cost * OWNER.profile.years, "GBP")
    assert f"{remedy.times} times more a year, for {money} in two years" in found.sentence
    notes = " ".join(found.notes)
    assert re.search(r"wins [\d.]+ more clients in 2 years \([\d.]+ to [\d.]+ in 8 of 10 ways it might go\)", notes)
    assert f"{formats.hours(2 * remedy.hours)} hours" in notes
    row = next(row for row in found.rows if row.activity == remedy.activity)
    assert row.extra_times_per_year == remedy.times


def test_nothing_that_lifts_is_an_answer():
    """Where no activity brings anybody new, the answer says that nothing lifts it."""
    changes = {f"activities.{key}.{field}": 0.0 for key in OWNER.activities for field in CONTACTS}
    found = finding(Study(replace(OWNER, changes)), "online")
    assert found.sentence == "Meeting people is what holds online back, and nothing in your list lifts it."
    assert "329 times a year" in " ".join(found.notes)


CONTACTS = ("new_contacts", "contacts_on_joining")


def test_an_hour_worth_nothing_is_said():
    """A remedy that costs only time says so where time counts for nothing."""
    found = finding(Study(replace(OWNER, {"profile.hourly_value": 0})), "online")
    assert "your hour is worth nothing" in " ".join(found.notes)


def run(*words):
    """What a command prints, where it has no complaint."""
    ran = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
    assert (ran.exit_code, ran.stderr) == (0, ""), ran.output
    return ran.stdout


def test_the_command_prints_the_finding():
    """Table, JSON and CSV hold the answer and the rows of the strategy named."""
    found = finding(Study(OWNER), "blended")
    assert found.sentence in run("tools", "--strategy", "blended")
    tree = json.loads(run("tools", "--strategy", "blended", "--format", "json"))
    assert (tree["finding"], tree["answer"]) == ("right_tool", found.sentence)
    assert tree["rows"] == [asdict(row) for row in found.rows]
    rows = list(csv.DictReader(io.StringIO(run("tools", "--strategy", "blended", "--format", "csv"))))
    assert list(rows[0]) == found.columns
    assert float(rows[0]["cost_per_unit"]) == found.rows[0].cost_per_unit


def test_an_unknown_strategy_is_named():
    """A strategy that is not there ends in a message with the closest one."""
    ran = CliRunner().invoke(app, ["tools", "--strategy", "onlin"])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "There is no strategy 'onlin'. Did you mean online?" in ran.stderr
