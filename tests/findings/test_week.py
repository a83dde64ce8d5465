"""The week in words, as a grid and on the command line."""

import json
from dataclasses import asdict

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.analyses.week import week
from calculator.cases import Cases
from calculator.changes import replace
from calculator.cli import app
from calculator.engine import evaluate
from calculator.findings.week import finding
from tests.charts.conftest import EDGES, edited
from tests.findings.test_right_tool import run, sound

OWNER = assumptions.scenario("uk-owner-2026-11")
SCATTERED = {
    "activities.event.days": "mon thu",
    "activities.event.start_hour": 18.5,
    "activities.lunch.days": "fri",
    "activities.lunch.start_hour": 12.5,
}


@pytest.mark.parametrize("edge", EDGES)
def test_every_scenario_has_a_week(edge):
    """However empty or extreme, each strategy's week is in whole words and drawable."""
    scenario = edited(*EDGES[edge])
    for mix in scenario.strategies:
        sound(finding(Study(scenario), mix))
        sound(finding(Study(replace(scenario, {k: v for k, v in SCATTERED.items() if scenario.activities})), mix))


def test_a_weekly_time_is_every_week():
    """What takes place in each week of the year is said to; what does not has its weeks."""
    weekly = replace(OWNER, {"strategies.face_to_face.times_per_year.breakfast": 47})
    said = "every Thursday from 06:22 in the 47 weeks a year that you network"
    assert said in finding(Study(weekly), "face_to_face").sentence
    assert "Thursdays from 06:22, 22 weeks a year" in finding(Study(OWNER), "blended").sentence


def test_several_days_are_spread_in_words():
    """Twelve evenings on two days are six weeks a year of each."""
    table = finding(Study(replace(OWNER, SCATTERED)), "face_to_face").table
    assert [row[1:3] for row in table.rows if row[0] == "Mix-and-mingle"] == [
        ("Mondays 18:06 to 20:54", "6"),
        ("Thursdays 18:06 to 20:54", "6"),
    ]


def test_the_protected_hours_are_the_comparison_s():
    """The hours in protected time are those that the comparison shows, a year; where there are none it says so."""
    hours = evaluate(Cases(OWNER)).protected_hours[0, 0] / OWNER.profile.years
    assert (
        f"{formats.hours(hours)} hours a year fall in your protected time: school run."
        in finding(Study(OWNER), "face_to_face").notes
    )
    late = finding(Study(replace(OWNER, {"activities.breakfast.start_hour": 10})), "face_to_face")
    assert late.notes[0] == "Nothing falls in your protected time."


def test_the_grid_draws_every_piece():
    """Sessions are solid, travel pale, clashes hatched, each as wide as it lasts; protected days have their ground."""
    figure = finding(Study(OWNER), "face_to_face").chart.figure
    slot = week(OWNER, "face_to_face").slots[0]
    assert sum(trace["x"][0] for trace in figure["data"]) == pytest.approx(slot.back - slot.leave)
    clashes = [trace for trace in figure["data"] if "pattern" in trace["marker"]]
    assert sum(trace["x"][0] for trace in clashes) == pytest.approx(slot.clash)
    pale = [trace["name"] for trace in figure["data"] if trace["marker"].get("opacity", 1) < 1]
    assert pale == ["Travel"]
    assert sum(shape["type"] == "rect" for shape in figure["layout"]["shapes"]) == 5


def test_nothing_fixed_is_words():
    """A strategy without fixed times has no grid, and its hours in words and as a table."""
    found = finding(Study(OWNER), "online")
    assert found.chart is None
    assert found.sentence == "Online has no fixed times: 5.3 hours a week at times of your choosing."
    assert len(found.table.rows) == 7


def test_the_command_writes_a_calendar(tmp_path):
    """The calendar file is read again, beside the same answer in JSON."""
    file = tmp_path / "week.ics"
    out = run(
        "week",
        "--preset",
        "uk-owner-2026-11",
        "--strategy",
        "blended",
        "--ics",
        str(file),
        "--from",
        "2027-01-04",
        "--format",
        "json",
    )
    assert json.loads(out)["rows"] == [asdict(row) for row in finding(Study(OWNER), "blended").rows]
    starts = [event["dtstart"].dt for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]
    assert [f"{start:%Y-%m-%d %H:%M}" for start in starts] == [
        "2027-01-07 06:22",
        "2027-01-07 06:45",
        "2027-01-07 08:30",
    ]


def test_a_day_that_is_none_is_refused(tmp_path):
    """A date that cannot be read ends in a message, and nothing is written."""
    file = tmp_path / "week.ics"
    ran = CliRunner().invoke(app, ["week", "--ics", str(file), "--from", "tomorrow"])
    assert ran.exit_code == 2
    assert not file.exists()
