"""What mixing does, in words, as a chart and as rows: nothing is said that the figures do not hold."""

import json
import re

import plotly.graph_objects as go
import pytest
from typer.testing import CliRunner

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.charts import palette
from calculator.cli import app
from calculator.errors import CalculatorError
from calculator.findings import blend
from tests.charts.conftest import EDGES, MARKUP, edited

PAIR = ("face_to_face", "online")
OWNER = assumptions.scenario("uk-owner")


@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge != "one"])
def test_every_edge_has_an_answer(edge):
    """At every edge there is a sentence; a chart is valid, in the palette, and has words of at most 250 characters."""
    scenario = edited(*EDGES[edge])
    one, other, *_ = (*scenario.strategies, *scenario.strategies)
    for measure in ("wins", "cost", "cost_per_win"):
        found = blend.finding(Study(scenario), one, other, measure)
        assert found.sentence.endswith(".")
        assert not re.search(r"\b(nan|inf|None)\b", json.dumps([found.sentence, found.notes, found.table.rows]))
        if found.chart:
            go.Figure(**found.chart.figure)
            text = json.dumps(found.chart.figure, allow_nan=False)
            assert set(re.findall(r"#[0-9a-fA-F]{6}\b", text)) <= {tone.light for tone in palette.TONES}
            assert len(found.chart.alt) <= 250
            assert found.chart.table is found.table


@pytest.mark.parametrize("measure", blend.BEST)
@pytest.mark.parametrize("equal", [False, True])
def test_what_is_called_best_is(measure, equal):
    """No row of the table is better than the mix that the sentence names."""
    found = blend.finding(Study(OWNER), *PAIR, measure, equal)
    values = {row.share_of_other: getattr(row, measure, None) for row in found.rows}
    if None in values.values():
        return  # a measure that has no column of its own
    best = (min if measure in ("cost", "cash", "hours", "cost_per_win", "hours_per_week") else max)(values.values())
    alone = re.match(r"(Face to face|Online) alone", found.sentence)
    if alone:
        share = 0.0 if alone[1] == "Face to face" else 1.0
        assert values[share] == pytest.approx(best, rel=1e-3)


def test_a_mix_that_is_best_is_named_by_its_parts():
    """Where one strategy only meets people and the other only deepens, a mix of the two wins most."""
    event, talk = OWNER.activities["event"], OWNER.activities["one_to_one"]
    activities = {
        "event": event.model_copy(update={"session_minutes": 1.0, "new_contacts": 3.0}),
        "one_to_one": talk.model_copy(update={"new_contacts": 0.0}),
    }
    mixes = {"face_to_face": {"event": 40.0}, "online": {"one_to_one": 80.0}}
    strategies = {key: OWNER.strategies[key].model_copy(update={"times_per_year": mixes[key]}) for key in PAIR}
    scenario = OWNER.model_copy(update={"activities": activities, "strategies": strategies, "ranges": {}})
    found = blend.finding(Study(scenario), *PAIR, "wins")
    assert re.match(r"(Half face to face, half online|\d+% face to face with \d+% online) wins most", found.sentence)
    assert any(0 < trace["x"][0] < 1 for trace in found.chart.figure["data"] if trace["mode"] == "markers")


def test_the_step_is_drawn_as_a_jump():
    """At each end the dotted line goes from the strategy alone to the curve beside it, straight up."""
    found = blend.finding(Study(OWNER), *PAIR, "cash")
    steps = [trace for trace in found.chart.figure["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert [trace["x"] for trace in steps] == [[0, 0], [1, 1]]
    assert all(trace["y"][1] > trace["y"][0] for trace in steps)
    assert sum("dues and fees" in note for note in found.notes) == 2


def test_markup_stays_text():
    """A name that looks like markup is drawn letter by letter."""
    scenario = edited(change=lambda tree: tree["strategies"]["online"].update(name=MARKUP))
    text = json.dumps(blend.finding(Study(scenario), *PAIR).chart.figure)
    assert "<a " not in text
    assert "<b>R &" not in text


def test_the_command_prints_the_same():
    """The rows of the command line are the finding's, and what cannot be asked is refused in words."""
    done = CliRunner().invoke(app, ["blend", "--from", "online", "--to", "blended", "--on", "cost", "--format", "json"])
    found = json.loads(done.stdout)
    assert found["answer"] == blend.finding(Study(OWNER), "online", "blended", "cost").sentence
    assert [row["share_of_other"] for row in found["rows"]][::100] == [0, 1]
    assert CliRunner().invoke(app, ["blend", "--to", "nowhere"]).exit_code == 2
    with pytest.raises(CalculatorError, match="no measure"):
        blend.finding(Study(OWNER), *PAIR, "joy")
