"""What each activity is worth in words, as a chart, and the same at every door."""

import csv
import io
import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from textstat import textstat

from calculator import assumptions, web
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.findings.keep import finding
from tests.analyses.test_headline import GRADE
from tests.charts.conftest import EDGES, edited
from tests.findings.test_right_tool import run, sound
from tests.strategies import FEW, lively, ranged

OWNER = assumptions.scenario("uk-owner-2026-11")
SEEKER = assumptions.scenario("uk-job-seeker-2026-11")
WORTH = "pipelines.clients.value_per_win"


def said(scenario, mix="face_to_face"):
    """The answer and what follows it."""
    found = finding(Study(scenario), mix)
    return found.sentence, " ".join(found.notes)


@pytest.mark.parametrize("edge", EDGES)
def test_every_scenario_has_an_answer(edge):
    """However empty or extreme, each strategy has its answer, in whole words and drawable."""
    scenario = edited(*EDGES[edge])
    for mix in scenario.strategies:
        found = finding(Study(scenario), mix)
        sound(found)
        for sentence in (found.sentence, *found.notes):
            plain = sentence
            for activity in scenario.activities.values():
                plain = plain.replace(activity.name, "X")
            for part in re.split(r"[.?] ", plain):
                assert len(re.findall(r"\d[\d,.]*", part)) <= 2, part
            assert "profit" not in sentence


def test_it_pays(scenario):
    """The worked example's blended club: 0.7 clients for 3,925, worth 4,200."""
    sentence, notes = said(scenario, "blended")
    assert sentence == "Breakfast club pays at £6,000 a client. Without it you are £275 worse off in a year."
    assert "It costs £3,925, your time included, and takes 1.5 hours a week." in notes
    assert "It brings 0.7 more clients, worth £4,200." in notes
    assert "It pays as long as a client is worth more than £5,607." in notes
    assert "Without it 75 hours are free in a year. The best use of them is Video call, 125 times more a year." in notes
    assert "That would bring 0.5 more clients. It would leave £750 after its cost." in notes
    assert notes.endswith("The other, Video call, pays.")


def test_it_does_not_pay(scenario):
    """The worked example's breakfasts alone cost 7,050 and bring one client worth 6,000."""
    sentence, notes = said(scenario)
    assert sentence == "Breakfast club does not pay at £6,000 a client. Without it you are £1,050 better off in a year."
    assert "It brings 1 more client, worth £6,000." in notes
    assert "It would pay once a client is worth more than £7,050." in notes
    assert "other" not in notes


def test_nothing_else_pays(scenario):
    """Where all that the freed hours could do costs more than it brings, the nearest is named with its cost."""
    sentence, notes = said(scenario, "online")
    assert sentence == "Video call pays at £6,000 a client. Without it you are £480 worse off in a year."
    assert "Nothing else in your list would pay for them; Breakfast club, 20 times more a year, comes closest." in notes
    assert "That would bring 0.4 more clients. It would cost £900 more than that is worth." in notes


def test_ranges_are_said():
    """With ranges every amount is about, and the odds say how sure it is."""
    sentence, notes = said(OWNER)
    assert re.fullmatch(
        r"Breakfast club does not pay at £1,500 a client. Without it you are about £[\d,]+ better off in two years\.",
        sentence,
    )
    assert re.search(r"It does not pay in \d+ of 100? ways it might go, with our ranges\.", notes)
    assert "The other four do not pay." in notes


def test_a_close_call_is_said():
    """At the worth where it turns it breaks even, and near it the answer is not sure."""
    turn = next(row for row in finding(Study(OWNER), "face_to_face").rows if row.activity == "breakfast").pays_above
    assert "just about breaks even" in said(replace(OWNER, {WORTH: turn}))[0]
    assert "Breakfast club probably pays" in said(replace(OWNER, {WORTH: 1.25 * turn}))[0]
    assert "Breakfast club pays" in said(replace(OWNER, {WORTH: 4 * turn}))[0]


def test_nothing_is_won():
    """An activity that brings nobody is said to bring no clients, and no worth of one is asked for."""
    sentence, notes = said(replace(OWNER, {"pipelines.clients.close_rate": 0}))
    assert re.fullmatch(r"Breakfast club costs about £[\d,]+ in two years\. It brings no more clients\.", sentence)
    assert "is worth more than" not in notes
    assert "hours a week, which is in that cost" in notes


def test_a_client_worth_nothing():
    """Where a client is worth nothing only the cost counts, but what it would have to be worth is said."""
    sentence, notes = said(replace(OWNER, {WORTH: 0}))
    assert sentence.endswith("in two years, and a client is worth nothing to you.")
    assert "It would pay once a client is worth more than" in notes


def test_an_hour_worth_nothing():
    """Where the hour has no worth the answer is about cash, and says so."""
    sentence, notes = said(replace(OWNER, {"profile.hourly_value": 0}))
    assert sentence.startswith("Leaving out your time, Breakfast club ")
    assert "your time included" not in notes


def test_a_role():
    """For a role it is about the chance of an offer, with the activity and without it."""
    sentence, notes = said(SEEKER)
    assert re.fullmatch(
        r"1:2:1 does not pay at £6,500 for the new role. Without it you are about £[\d,]+ better off in a year\.",
        sentence,
    )
    assert re.search(r"Your chance of an offer is about \d+% with it, and \d+% without it\.", notes)
    assert re.search(r"It would pay once the new role is worth more than £[\d,]+\.", notes)
    assert "client" not in notes


def test_what_is_asked_about_comes_first():
    """The club leads in words, rows, table and chart, and the others follow from the dearest."""
    cheap = replace(OWNER, {"strategies.face_to_face.times_per_year.one_to_one": 300})
    found = finding(Study(cheap), "face_to_face")
    assert found.sentence.startswith("Breakfast club ")
    assert [row.activity for row in found.rows][:2] == ["breakfast", "one_to_one"]
    costs = [row.cost for row in found.rows[1:]]
    assert costs == sorted(costs, reverse=True)
    assert found.chart.bars.names == [OWNER.activities[row.activity].name for row in found.rows]
    assert [cells[0] for cells in found.table.rows] == ["All of them", *found.chart.bars.names]


def test_with_less_without_is_what_it_is_worth():
    """With exact inputs an activity is the difference between the strategy with it and without it."""
    for row in finding(Study(edited(change=no_ranges)), "blended").rows:
        for name in ("cost", "hours", "wins", "net_value"):
            more = getattr(row, f"{name}_with") - getattr(row, f"{name}_without")
            assert getattr(row, name) == pytest.approx(more)
        assert row.net_value == pytest.approx(row.value - row.cost)


def no_ranges(tree):
    """Every number is what it is."""
    tree["ranges"] = {}


def test_without_a_strategy_or_an_activity_it_says_what_to_do():
    """Nothing to keep is no error."""
    none = edited(change=lambda tree: tree.update(strategies={}, ranges={}))
    assert "Start from a preset" in finding(Study(none), "").sentence
    idle = replace(OWNER, {f"strategies.online.times_per_year.{key}": 0.0 for key in OWNER.activities})
    assert said(idle, "online")[0] == "Online has no activities yet, so there is nothing to keep or quit."


def test_names_are_kept_apart():
    """A name that runs from right to left stands between marks of its own."""
    hebrew = "\u05de\u05d5\u05e2\u05d3\u05d5\u05df"
    sentence, _ = said(replace(OWNER, {"activities.breakfast.name": hebrew}))
    assert f"\u2068{hebrew}\u2069 does not pay" in sentence


def test_doors_agree():
    """The command and the API give the answer, the notes and the rows of the finding."""
    found = finding(Study(OWNER), "blended")
    rows = json.loads(json.dumps([asdict(row) for row in found.rows]))
    printed = json.loads(run("keep", "--preset", "uk-owner-2026-11", "--strategy", "blended", "--format", "json"))
    with TestClient(Starlette(routes=web.routes(), middleware=web.middleware())) as asked:
        sent = asked.get("/api/v1/keep?preset=uk-owner-2026-11&strategy=blended").json()
    for tree in (printed, sent):
        assert (tree["finding"], tree["answer"], tree["notes"]) == ("keep", found.sentence, list(found.notes))
        assert tree["rows"] == rows
    text = run("keep", "--preset", "uk-owner-2026-11", "--strategy", "blended", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert list(lines[0]) == found.columns
    assert [line["activity"] for line in lines] == [row["activity"] for row in rows]


@FEW
@given(scenario=st.one_of(ranged(), lively()))
def test_every_sentence_is_plain(scenario):
    """Over generated scenarios the answer is read once by a child of twelve, and no sentence has three figures."""
    named = {activity.name: "Coffee" for activity in scenario.activities.values()}
    for mix in scenario.strategies:
        found = finding(Study(scenario), mix)
        words = " ".join((found.sentence, *found.notes))
        assert not re.search(r"\b(nan|inf|None)\b", words)
        for name, plain in named.items():
            words = words.replace(name, plain)
        for sentence in re.split(r"(?<=[.]) ", words):
            assert len(re.findall(r"\d[\d,.]*", sentence)) <= 2, sentence
        assert textstat.flesch_kincaid_grade(words[: len(found.sentence)]) <= GRADE, found.sentence
