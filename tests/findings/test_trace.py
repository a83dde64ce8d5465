"""Where a number comes from, as every door shows it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.changes import replace
from calculator.cli import app
from calculator.engine import MEASURES, evaluate
from calculator.findings import trace as findings
from calculator.period import Period
from tests.charts.conftest import edited, eight

OWNER = assumptions.scenario("uk-owner")


def explained(*arguments):
    """What `explain` prints as JSON."""
    done = CliRunner().invoke(app, ["explain", *arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_first_step_is_the_figure_that_compare_gives():
    """`explain` begins with the figure of `compare`, with every digit."""
    made = json.loads(CliRunner().invoke(app, ["compare", "--format", "json"]).stdout)
    for strategy, measures in made["strategies"].items():
        for measure in ("cost", "wins", "months_to_first_win"):
            first = explained(measure, "--strategy", strategy)["rows"][0]
            assert first["value"] == pytest.approx(measures[measure], rel=1e-12)


def test_every_input_has_its_value_unit_mark_and_source():
    """Each number that went in says what it is and what it rests on; one of your own rests on you."""
    rows = explained("cost", "--strategy", "face_to_face", "--set", "activities.breakfast.meal_fee=18")["rows"]
    inputs = {row["path"]: row for row in rows if row["kind"] == "input"}
    assert inputs["activities.breakfast.meal_fee"]["value"] == 18
    assert inputs["activities.breakfast.meal_fee"]["mark"] == "yours"
    assert inputs["activities.breakfast.meal_fee"]["source"] is None
    assert inputs["profile.mileage_rate"]["unit"] == "£/mile"
    known = assumptions.sources()
    assert all(row["source"] in known for row in inputs.values() if row["value"] is not None and row["mark"] != "yours")


def test_nothing_that_counts_is_left_out_of_the_tables():
    """Numbers that are not 0 and steps that come to something all stand in the tables; the rest is counted."""
    found = findings.trace(OWNER, "online", "cost")
    listed = {fact.path for fact in findings.facts(found)}
    assert listed == {path for path in found.inputs if findings.get(OWNER, path)}
    shown = " ".join(row[0] for row in findings.steps(found).rows)
    assert all(step.name in shown for step in found.steps if any(way.value for way in step.ways))


@pytest.mark.parametrize("measure", MEASURES)
def test_every_step_has_a_unit(measure):
    """No figure stands without what it counts, for any goal."""
    for name in ("uk-owner", "uk-job-seeker"):
        scenario = assumptions.scenario(name)
        for step in findings.trace(scenario, "face_to_face", measure).steps:
            assert step.unit


def test_the_ledgers_figure_is_named():
    """A trace says its figure over the horizon, and the amount of the period that the page shows."""
    cost = float(evaluate(Cases(OWNER)).cost[0, 0])
    found = findings.finding(Study(OWNER), "face_to_face", "cost", Period.of("year", OWNER.profile))
    assert formats.money_exact(round(cost, 2), "GBP") in found.sentence
    assert any(formats.money_exact(round(cost / OWNER.profile.years, 2), "GBP") in note for note in found.notes)


def test_a_persons_own_words_are_left_as_they_are():
    """Long and hostile names go through as text, and what is not there is none."""
    scenario = edited("uk-owner", eight)
    for strategy in scenario.strategies:
        found = findings.finding(Study(scenario), strategy, "cost_per_win")
        assert scenario.strategies[strategy].name in found.sentence
        assert "nan" not in found.sentence
    assert "none" in findings.finding(Study(scenario), "mix_6", "cost_per_win").sentence


def test_the_method_names_every_measure_once():
    """The page of formulas begins with the measures in their order, and repeats nothing."""
    names = [step.name for step in findings.method("uk-owner", "clients")]
    assert names[: len(MEASURES)] == [measure.replace("_", " ") for measure in MEASURES]
    assert len(names) == len(set(names))


def test_what_is_misspelt_is_said_on_the_command_line():
    """A measure that there is not ends in a message and exit code 2."""
    done = CliRunner().invoke(app, ["explain", "costs"])
    assert done.exit_code == 2
    assert "Did you mean cost?" in done.output


def test_a_strategy_that_does_nothing_is_explained_too():
    """Without activities the cost is nothing, and no table has a broken number."""
    idle = replace(OWNER, {f"strategies.online.times_per_year.{key}": 0 for key in OWNER.activities})
    found = findings.finding(Study(idle), "online", "cost")
    assert "£0" in found.sentence
    assert found.table.rows[0] == ("cost = cash + time value", "£0", "")
