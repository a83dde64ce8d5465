"""Forgotten hours in words and on the command line."""

import json

import pytest
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.analyses import hidden_hours as analysis
from calculator.cases import Cases
from calculator.changes import replace
from calculator.cli import app
from calculator.engine import evaluate
from calculator.findings.hidden_hours import offers, told, total
from calculator.period import Period
from tests.charts.conftest import EDGES, edited
from tests.findings.test_right_tool import run, sound

OWNER = assumptions.scenario("uk-owner")
WHOLE = Period.of("all", OWNER.profile)


@pytest.mark.parametrize("edge", EDGES)
def test_every_scenario_has_an_answer(edge):
    """However empty or extreme, the answer is in whole words, and there are five offers."""
    scenario = edited(*EDGES[edge])
    effects = analysis.effects(scenario, {})
    for mix in scenario.strategies:
        sound(told(scenario, mix, effects, WHOLE))
        assert len(offers(scenario, mix, effects, WHOLE)) == 5


def test_what_is_counted_is_said():
    """What the numbers hold already is not offered, with the minutes that they hold."""
    said = {offer.kind: offer for offer in offers(OWNER, "face_to_face", analysis.effects(OWNER, {}), WHOLE)}
    assert said["follow_up"].said == "Already counted with 5 to 50 minutes."
    assert not said["follow_up"].offered
    assert "where it is not counted yet. It is in the 105 minutes of Breakfast club." in said["early"].said
    assert said["early"].basis.startswith("Our assumption: 25 (10 to 45) minutes each time.")


def test_the_sum_moves_with_what_is_added():
    """The sentence and the sum say what is in the numbers now, and what the rest would add."""
    longer, was = analysis.added(OWNER, "early"), {"early": analysis.before(OWNER, "early")}
    effects = analysis.effects(longer, was)
    more = evaluate(Cases(longer)).cost[0, 0] - evaluate(Cases(OWNER)).cost[0, 0]
    money = f"{formats.money(more, 'GBP')} in two years"
    assert told(longer, "face_to_face", effects, WHOLE).sentence.startswith(
        "Forgotten hours add 0.1 hours a week and " + money
    )
    assert f"now: 0.1 hours a week and {money}, of " in total(longer, "face_to_face", effects, WHOLE)
    assert "now: none" in total(OWNER, "face_to_face", analysis.effects(OWNER, {}), WHOLE)


def test_another_answer_is_said():
    """Where the forgotten hours make another strategy the cheapest, both are named."""
    close = replace(OWNER, {f"strategies.{mix}.times_per_year.{key}": 0.0 for mix in OWNER.strategies for key in ALL})
    close = replace(
        close,
        {
            "strategies.face_to_face.times_per_year.breakfast": 10,
            "strategies.online.times_per_year.phone": 205,
            "strategies.blended.times_per_year.phone": 5000,
            "activities.breakfast.annual_dues": 1000,
        },
    )
    results = evaluate(Cases(close))
    assert 0 < results.cost[0, 1] - results.cost[0, 0] < 400
    notes = told(close, "face_to_face", analysis.effects(close, {}), WHOLE).notes
    assert any("With all of them online costs least; without, face to face." in note for note in notes)


ALL = tuple(OWNER.activities)


def test_the_command_adds_what_it_is_told():
    """With kinds added, the JSON has each alone, what was added and all together, for every strategy."""
    tree = json.loads(run("hidden-hours", "--add", "early", "--add", "committee", "--format", "json"))
    rows = {(row["kind"], row["strategy"]): row for row in tree["rows"]}
    assert {kind for kind, _ in rows} == {*analysis.kinds(), "added", "all"}
    assert rows["early", "online"]["added"] is True
    assert rows["substitute", "online"]["added"] is False
    both = sum(rows[kind, "face_to_face"]["cost_per_year"] for kind in ("early", "committee"))
    assert rows["added", "face_to_face"]["cost_per_year"] == pytest.approx(both)
    assert [row["strategy"] for row in tree["rows"] if row["kind"] == "all" and row["costs_least"]] == ["online"]


def test_an_unknown_kind_is_named():
    """A kind that is not there ends in a message with the closest one."""
    ran = CliRunner().invoke(app, ["hidden-hours", "--add", "comittee"])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "There is no kind of hours 'comittee'. Did you mean committee?" in ran.stderr
