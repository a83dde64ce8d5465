"""The three beliefs in words, as charts and as rows."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import plotly.graph_objects as go
import pytest
from typer.testing import CliRunner

from calculator import assumptions
from calculator.analyses import beliefs as tests
from calculator.analyses.study import Study
from calculator.charts import palette
from calculator.cli import app
from calculator.findings import beliefs
from tests.charts.conftest import EDGES, edited, no_activities, nothing_won, one

ADVICE = re.compile(r"\b(should|must|ought|invest\w*)\b|!", re.IGNORECASE)


@pytest.fixture(scope="module", params=[*EDGES, "us-owner", "ca-owner"])
def tested(request):
    """A scenario at an edge, or a preset, with its three beliefs."""
    name = request.param
    scenario = edited(*EDGES[name]) if name in EDGES else assumptions.scenario(name)
    return scenario, beliefs.beliefs(scenario)


def test_each_belief_is_answered_in_plain_words(tested):
    """Every belief has a verdict and a reason, without advice and without a broken number; no sentence is long."""
    scenario, found = tested
    assert [it.claim for it in found] == list(beliefs.CLAIMS.values())
    names = {strategy.name for strategy in scenario.strategies.values()}
    for it in found:
        words = " ".join((f"{it.headline}.", it.reason, *it.more, *it.turns))
        assert it.reason.endswith(".")
        assert not ADVICE.search(words)
        assert not re.search(r"\b(nan|inf|None)\b", words)
        for sentence in re.split(r"(?<=\.) ", words):
            if not any(len(name) > 30 and name in sentence for name in names):
                assert len(sentence.split()) <= 28, sentence


def test_charts_are_whole(tested):
    """Plotly takes each chart; its colours are known, its words short, and its table rectangular."""
    lights = {tone.light for tone in palette.TONES}
    for it in tested[1]:
        if it.chart is not None:
            go.Figure(**it.chart.figure)
            text = json.dumps([it.chart.figure, it.chart.key], allow_nan=False)
            assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= lights
            assert it.chart.alt.startswith(it.chart.title)
            assert len(it.chart.alt) <= 250
            assert {len(row) for row in it.chart.table.rows} <= {len(it.chart.table.header)}


def test_the_figures_of_words_chart_and_analysis_are_one():
    """What the chart draws is what the analysis found, and the words say it rounded."""
    scenario = assumptions.scenario("uk-owner")
    found, said = tests.face_to_face(scenario), beliefs.beliefs(scenario)[0]
    assert [trace["x"][0] for trace in said.chart.figure["data"]] == list(found.wins)
    assert f"alone wins {found.wins[0]:.1f}" in said.reason


@pytest.mark.parametrize("change", [one, no_activities, nothing_won], ids=lambda change: change.__name__)
def test_what_cannot_be_tested_is_said(change):
    """Where there is nothing to compare, the page says that it cannot be tested, and why."""
    found = beliefs.beliefs(edited("uk-owner", change))
    assert found[0].verdict == found[2].verdict == beliefs.UNTESTED
    assert found[0].chart is None


def test_the_command_line_says_the_same():
    """As a table it begins with the answer; as JSON each row has its belief, its odds and what turns it."""
    said = beliefs.finding(Study(assumptions.scenario("uk-owner")))
    table = CliRunner().invoke(app, ["beliefs"])
    assert " ".join(table.stdout.split()).startswith(said.sentence)
    made = json.loads(CliRunner().invoke(app, ["beliefs", "--format", "json"]).stdout)
    assert made["answer"] == said.sentence
    assert {row["belief"] for row in made["rows"]} == set(beliefs.CLAIMS)
    for row in made["rows"]:
        assert set(row) == {field.name for field in fields(beliefs.BeliefRow)}
        assert row["turns_at"] is None or row["low"] <= row["turns_at"] <= row["high"]
