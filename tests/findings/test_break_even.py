"""Break-even and goal-seek in words: what is said is so, on every preset and where there is little to say."""

import csv
import io
import json
import re

import pytest
from typer.testing import CliRunner

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.changes import replace
from calculator.charts import palette
from calculator.cli import app
from calculator.edits import add_strategy, delete
from calculator.engine import evaluate
from calculator.errors import CalculatorError
from calculator.findings import break_even, reach
from calculator.findings.numbers import MEASURES
from calculator.parameters import parameters
from tests.charts.conftest import EDGES, MARKUP, edited

PRESETS = ("uk-owner", "uk-job-seeker", "us-owner", "ca-owner")
FACE, ONLINE = "face_to_face", "online"
OWNER = assumptions.scenario("uk-owner-2026-11")
STRANGE = re.compile(r"\bnan\b|\binf\b|None|!|\bshould\b|£-|  |\.\.|\{|\}")


def found(scenario=OWNER, measure="cost", one=FACE, other=ONLINE, paths=None, beyond=False):
    """The finding of two strategies."""
    return break_even.finding(Study(scenario), one, other, measure, paths, beyond)


def words(finding):
    """Everything that a finding says."""
    cells = [cell for row in finding.table.rows for cell in row]
    return " ".join([finding.sentence, *finding.notes, *finding.working, *cells])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("preset", PRESETS[:2])
def test_every_measure_of_either_goal_has_its_sentences(preset, measure):
    """Sentences are short and whole, tables rectangular, every path has a row, and the chart is in the palette."""
    scenario = assumptions.scenario(preset)
    it = found(scenario, measure)
    for sentence in (it.sentence, *it.notes, *it.working):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert all(len(part.split()) < 28 for part in re.split(r"(?<=[.])\s+", sentence)), sentence
    assert not STRANGE.search(words(it))
    assert {row.path for row in it.rows} == set(parameters(scenario))
    assert {len(row) for row in it.table.rows} == {len(it.table.header)}
    assert all(isinstance(row, it.row) for row in it.rows)
    text = json.dumps(it.chart.figure)
    assert set(re.findall(r"#[0-9a-fA-F]{6}\b", text)) <= {tone.light for tone in palette.TONES}
    assert len(it.chart.alt) <= 250
    assert it.chart.table == it.table


@pytest.mark.parametrize("edge", EDGES)
def test_every_edge_is_said(edge):
    """However empty or strange the scenario, it says something whole, of any two strategies and of a target."""
    scenario = edited(*EDGES[edge])
    names = list(scenario.strategies)
    pairs = [(names[0], other) for other in names] if names else [("", "")]
    for one, other in pairs:
        for measure in ("cost", "cost_per_win"):
            it = found(scenario, measure, one, other)
            assert it.sentence.endswith(".")
            assert not STRANGE.search(words(it).replace(MARKUP, "X"))
    if names:
        it = reach.finding(Study(scenario), "profile.years", names[0], "cost_per_win", 100.0)
        assert it.sentence.endswith(".")
        assert not STRANGE.search(it.sentence)


def test_the_hour_in_the_sentence_turns_it():
    """At the value of an hour that is named the two cost the same, and beyond it the other is cheaper."""
    seeker = assumptions.scenario("uk-job-seeker-2026-11")
    it = found(seeker, paths=["profile.hourly_value"])
    worth = float(
        re.fullmatch(r"Face to face becomes cheaper than online if your hour is worth more than £(\d+)\.", it.sentence)[
            1
        ]
    )
    cost = evaluate(Cases(seeker, {"profile.hourly_value": [worth - 1, worth + 1]})).cost
    assert cost[0, 0] > cost[0, 1]
    assert cost[1, 0] < cost[1, 1]


@pytest.mark.parametrize("measure", ["cost", "wins", "net_value", "cost_per_win"])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_sentence_is_so(preset, measure):
    """A thousandth beyond the nearest tie that turns it, the one that is named first is the better one."""
    scenario = assumptions.scenario(preset)
    it = found(scenario, measure)
    ahead = 0 if it.sentence.startswith("Face to face") else 1
    row = next(row for row in it.rows if row.nearest_tie is not None and row.now is not None)
    beyond = 1e-3 * (row.nearest_tie - row.now)
    value = min(max(row.nearest_tie + beyond, row.lowest), row.highest)
    now, then = (evaluate(Cases(scenario, {row.path: [at]}))[measure][0] for at in (row.now, value))
    better = -1 if MEASURES[measure].less else 1
    assert better * (now[ahead] - now[1 - ahead]) < 0 < better * (then[ahead] - then[1 - ahead])


def test_never_says_not_even_what():
    """A share that cannot go past one reads 'not even if every referral closed', and no number beyond it is named."""
    poor = replace(OWNER, {"pipelines.clients.value_per_win": 100})
    it = found(poor, "net_value", paths=["pipelines.clients.close_rate", "profile.mileage_rate"])
    at = {row[0]: row[2] for row in it.table.rows}
    assert at["Clients: referrals that are won"] == "never, not even if every referral closed"
    assert at["Cost of driving"] == "never, not even for nothing"
    assert all(row.ties == [] for row in it.rows)


def test_several_are_all_named():
    """Two ties of one number stand in one cell, and with all digits in the rows."""
    it = found(OWNER, "net_value", paths=["pipelines.clients.hours_to_trust"])
    assert it.table.rows[0][2] == "at 2 values: 2.5 hours and 4.1 hours"
    assert len(it.rows[0].ties) == 2


def test_ties_within_their_range_are_listed_first_and_others_on_request():
    """At first the list has what ties within its range, or the nearest where nothing does; programs have every row."""
    for measure in ("net_value", "cost"):
        first, all_of_it = found(OWNER, measure), found(OWNER, measure, beyond=True)
        within = [row for row in all_of_it.table.rows if row[3] == "yes"]
        assert first.table.rows == tuple(within or all_of_it.table.rows[: break_even.FEW])
        assert first.table.rows == all_of_it.table.rows[: len(first.table.rows)]
        assert f"{len(all_of_it.table.rows) - len(first.table.rows)} others can be listed" in first.notes[-1]
        assert first.rows == all_of_it.rows
    assert found(OWNER, "net_value").table.rows[0][3] == "yes"
    assert "yardstick" in assumptions.assumptions("uk-owner")["media.in_person.richness"].note
    assert "In person: richness" not in found(assumptions.scenario("uk-owner"), "wins").sentence


def test_prices_of_what_has_none_are_kept_from_people():
    """An entry fee to a video call is a row for machines and no line for people, unless it is asked for."""
    path = "activities.video.entry_fee"
    it = found()
    assert next(row for row in it.rows if row.path == path).ties
    assert not any(row[0] == "Video call: entry fee" for row in it.table.rows)
    assert found(paths=[path]).table.rows


def test_one_strategy_none_and_the_same():
    """Without two strategies the sentence says what to do; copies of one mix tie whatever the numbers are."""
    one = delete(delete(OWNER, "strategies.online"), "strategies.blended")
    assert found(one, other=FACE).sentence == "Add a second way to compare: a break-even is between two."
    none = delete(one, f"strategies.{FACE}")
    assert found(none).sentence == "No strategies yet. Start from a preset or add a way to network."
    twins, key = add_strategy(OWNER, "my way", like=FACE)
    same = found(twins, other=key)
    assert same.sentence == "Face to face and my way are the same mix, so they tie whatever the numbers are."
    empty, key = add_strategy(OWNER, "my way")
    assert found(empty, other=key).sentence == "My way has no activities yet. Say how often you go."


def test_zero_wins_and_an_hour_worth_nothing():
    """Nothing won is a tie as things stand, its cost is none; an hour worth nothing is pointed out."""
    none = replace(OWNER, {"pipelines.clients.close_rate": 0})
    assert found(none, "wins").sentence == "Face to face and online tie on clients won as things stand."
    assert "win no client on these numbers" in found(none, "cost_per_win").sentence
    assert "Price your hour to see the full cost." in found(replace(OWNER, {"profile.hourly_value": 0})).notes


def test_reach_says_what_it_must_be_and_what_it_cannot():
    """The answer names the value, or the nearest with the measure there, or what holds back where nothing moves."""
    it = reach.finding(Study(OWNER), "pipelines.clients.close_rate", FACE, "wins", 1000, "all")
    most = evaluate(Cases(OWNER)).referrals[0, 0]
    assert it.sentence == (
        f"1,000 clients won in 2 years cannot be reached; the nearest is {most:.1f} in 2 years, with "
        "Clients: referrals that are won at 100%, if every referral closed."
    )
    it = reach.finding(Study(OWNER), "activities.breakfast.new_contacts", FACE, "wins", 6)
    assert "it changes nothing there" in it.sentence
    assert it.notes[-1] == "Time to deepen relationships is what holds face to face back."
    assert it.rows[0].answer == "no effect"


# -- the command line -------------------------------------------------------------------------------------------


def ran(*words):
    """A command, as a terminal of 200 characters has it."""
    return CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(app, list(words))


def test_the_command_has_the_same_figures_in_every_form():
    """JSON, CSV and the table of one number agree, and JSON has every digit."""
    asked = (
        "break-even",
        "--preset",
        "uk-owner-2026-11",
        "--on",
        "net_value",
        "--by",
        "pipelines.clients.value_per_win",
    )
    rows = json.loads(ran(*asked, "--format", "json").stdout)["rows"]
    table = list(csv.DictReader(io.StringIO(ran(*asked, "--format", "csv").stdout)))
    assert float(table[0]["ties"]) == rows[0]["ties"][0]
    net = evaluate(Cases(OWNER, {"pipelines.clients.value_per_win": rows[0]["ties"]})).net_value[0]
    assert net[0] == pytest.approx(net[1])
    assert f"£{rows[0]['ties'][0]:,.0f}" in ran(*asked).stdout


def test_reach_on_the_command_line():
    """The goal-seek's value, set, gives the target."""
    asked = (
        "reach",
        "--preset",
        "uk-owner-2026-11",
        "--by",
        "pipelines.clients.close_rate",
        "--on",
        "wins",
        "--target",
        "3",
        "--strategy",
        FACE,
    )
    row = json.loads(ran(*asked, "--format", "json").stdout)["rows"][0]
    set_to = replace(OWNER, {"pipelines.clients.close_rate": row["values"][0]})
    assert evaluate(Cases(set_to)).wins[0, 0] / OWNER.profile.years == pytest.approx(3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("break-even", "--on", "luck"), "no measure 'luck'"),
        (("break-even", "--against", "onlin"), "Did you mean online?"),
        (("break-even", "--by", "profile.hour"), "no parameter 'profile.hour'"),
        (("reach", "--by", "currency", "--target", "3"), "is a word"),
    ],
)
def test_what_there_is_not_ends_in_a_message(words, said):
    """A measure, strategy or number that there is not ends the command with code 2 and says what there is."""
    result = ran(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_measure_that_has_no_words_is_refused():
    """A measure that only machines read is not asked about."""
    with pytest.raises(CalculatorError, match="to ask about"):
        found(measure="touchpoints")
