"""What is found in a diary: by words of many languages, by shape, with its travel, in order and in words."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from calculator import assumptions
from calculator.changes import replace
from calculator.cli import app
from calculator.diary import groups, proposal, words
from calculator.diary.proposal import NEW, Pick
from calculator.diary.reading import Diary, Event
from calculator.documents import load
from calculator.findings import year
from calculator.model import HOLDS
from tests.test_right_to_left import mixed_up, told

OWNER = assumptions.scenario("uk-owner")
BEGIN, END = date(2025, 11, 1), date(2026, 10, 31)
THURSDAY = datetime(2025, 11, 6, 6, 45)
ROOT = Path(__file__).parents[2]
GOOGLE = ROOT / "tests" / "data" / "calendars" / "google.ics"


def event(title: str, start: datetime, minutes: float = 90, people: int = 0, series: str = "") -> Event:
    """One event."""
    return Event(title, start, start + timedelta(minutes=minutes), minutes, people, series, False, 0.0)


def weekly(title: str, start: datetime = THURSDAY, times: int = 12, people: int = 0) -> list[Event]:
    """A series of every week."""
    return [event(title, start + timedelta(weeks=week), people=people, series=title) for week in range(times)]


def diary(*events: Event) -> Diary:
    """A diary with these."""
    return Diary(BEGIN, END, "Europe/London", tuple(sorted(events, key=lambda one: one.start)), ())


def test_every_word_is_found_in_a_title_and_speaks_of_an_activity() -> None:
    """Each row of the list is known by itself in a title, in capitals too, and its kind is one that there is."""
    kinds = {*OWNER.activities, words.WAY, words.OFF, words.NOT}
    rows = words.listed()
    assert {row.kind for row in rows} <= kinds
    assert len({row.language for row in rows}) >= 12
    for row in rows:
        title = f"{row.word.strip('*').upper()} 12"
        if row.kind == words.WAY:
            assert words.travelling(title), row
        elif row.kind == words.OFF:
            assert words.called_off(title), row
        elif row.kind == words.NOT:
            assert words.known(title) is None, row
        else:
            assert (found := words.known(title)) is not None, row
            assert found.kind == row.kind or found.word != row.word, row


@pytest.mark.parametrize(
    "title", ["Breakfasting", "Zahnarzt", "Mixeriana", "כנסת", "Conference call", "Team lunch break"]
)
def test_what_only_sounds_like_it_is_left(title: str) -> None:
    """A word inside another, and what the list says is none, is not networking."""
    assert words.known(title) is None


def test_a_club_is_known_by_its_shape() -> None:
    """Every Thursday at 06:45 with eight people is a club whatever it is called; with seven, or by noon, it is not."""
    likely, others = groups.found(diary(*weekly("Zebra", people=8), *weekly("Lynx", people=7)))
    assert [(group.name, group.kind, group.sure) for group in likely] == [("Zebra", "breakfast", False)]
    assert [group.name for group in others] == ["Lynx"]
    noon = THURSDAY.replace(hour=12)
    assert groups.found(diary(*weekly("Zebra", noon, people=20)))[0] == []


def test_meetings_with_one_person_each_are_one_group_and_a_renamed_instance_stays() -> None:
    """Coffees with many names are one group; an instance with another title belongs to its series."""
    coffees = [event(f"Coffee with {name}", THURSDAY + timedelta(days=9 * at)) for at, name in enumerate("ABCDE")]
    club = weekly("BNI")
    club[3] = club[3]._replace(title="Special guest!")
    likely, others = groups.found(diary(*coffees, *club))
    assert [(group.kind, group.times) for group in likely] == [("breakfast", 12), ("one_to_one", 5)]
    assert others == []


def test_travel_that_stands_beside_a_meeting_is_its_travel() -> None:
    """A drive there and a train back are added; one way alone counts twice; one that is hours away is none."""
    start = datetime(2026, 3, 5, 10)
    near = [
        event("Drive to the mixer", start - timedelta(minutes=35), 30),
        event("Train", start + timedelta(minutes=95), 50),
    ]
    one = [event("Fahrt", start + timedelta(days=7, minutes=-20), 20)]
    far = [event("Drive to mum", start + timedelta(days=14, hours=-5), 30)]
    meetings = [event("Chamber mixer", start + timedelta(days=7 * at)) for at in range(3)]
    [group], _ = groups.found(diary(*meetings, *near, *one, *far))
    assert group.ways == (80, 40)


def test_overlapping_meetings_are_both_counted_and_said() -> None:
    """Two meetings at once are two, and the answer says that they overlap."""
    its = [event("BNI", THURSDAY, 90), event("Chamber mixer", THURSDAY + timedelta(minutes=30), 90)]
    likely, _ = groups.found(diary(*its))
    picks = [Pick(group, group.kind) for group in likely]
    made = proposal.proposed(OWNER, picks, 1.0, "face_to_face")
    assert sum(group.times for group in made.picked.values()) == 2
    assert "Once one of them began while another still went on" in " ".join(
        year.finding(diary(*its), likely, picks, made).notes
    )


def test_what_does_not_go_with_other_numbers_is_said_and_the_rest_is_taken() -> None:
    """Sessions shorter than the round of pitches are refused in a sentence; times a year are set all the same."""
    short = [one._replace(minutes=5.0) for one in weekly("BNI")]
    [group], _ = groups.found(diary(*short))
    made = proposal.proposed(OWNER, [Pick(group, "breakfast")], 1.0, "face_to_face")
    assert made.scenario.activities["breakfast"].session_minutes == OWNER.activities["breakfast"].session_minutes
    assert made.scenario.strategies["face_to_face"].times_per_year["breakfast"] == 12
    assert len(made.refused) == 1


def test_what_was_not_found_was_not_held_where_somebody_says_so() -> None:
    """Other meetings of the way become 0 times a year, and what no calendar has, such as e-mail, stays."""
    [group], _ = groups.found(diary(*weekly("BNI")))
    mix = proposal.proposed(OWNER, [Pick(group, "breakfast")], 1.0, "blended", nothing_else=True).scenario
    times = mix.strategies["blended"].times_per_year
    assert (times["breakfast"], times["one_to_one"], times["video"]) == (12, 0, 0)
    assert times["email"] == OWNER.strategies["blended"].times_per_year["email"]


def test_names_that_run_from_right_to_left_are_kept_apart() -> None:
    """No line of what is found has such a name among its figures."""
    name = "נטוורקינג 7"
    its = diary(*weekly(name))
    [group], _ = groups.found(its)
    picks = [Pick(group, NEW)]
    made = proposal.proposed(replace(OWNER, {"strategies.online.name": "מקוון 5"}), picks, 1.0, "online")
    found = year.finding(its, [group], picks, made)
    table = year.before_after(made)
    lines = [*told(found), *(cell for row in table.rows for cell in row), year.about(group, its)]
    assert any(name in line for line in lines)
    assert mixed_up(lines, [name, "מקוון 5"]) == []


def test_a_full_scenario_says_that_there_is_no_room() -> None:
    """A twenty-fifth activity is refused in words and not by a crash."""
    full = OWNER
    from calculator.edits import add_activity
    from calculator.errors import BadInput

    for number in range(HOLDS["activities"] - len(OWNER.activities)):
        full, _ = add_activity(full, f"Other {number}")
    [group], _ = groups.found(diary(*weekly("BNI")))
    with pytest.raises(BadInput, match="24"):
        proposal.proposed(full, [Pick(group, NEW)], 1.0, "face_to_face")


def asked(*words: str) -> Result:
    """The command, as typed."""
    return CliRunner().invoke(app, ["calendar", *words])


def test_the_command_prints_changes_that_other_commands_take(tmp_path: Path) -> None:
    """Its JSON has each change by path, which `--set` takes and `--save` has written; a row of CSV is a group."""
    saved, table = tmp_path / "mine.json", tmp_path / "clients.csv"
    table.write_text("date won,worth,activity\n2026-03-09,4000,Breakfast club\n", encoding="utf-8")
    dates = ("--from", "2026-03", "--to", "2026-04")
    old = tmp_path / "old.ics"
    old.write_bytes(GOOGLE.read_bytes().replace(b"2026", b"2025"))
    more = ("--clients", str(table), "--referrals", "3", "--before", str(old), "--save", str(saved))
    ran = asked(str(GOOGLE), *dates, "--format", "json", *more)
    assert ran.stderr == ""
    assert "than the year before, and won 1 client more" in ran.stdout
    tree = json.loads(ran.stdout)
    assert (tree["finding"], tree["zone"], tree["strategy"]) == (
        "calendar",
        "Europe/London",
        "blended",
    )  # the one that has video calls too
    assert {"pipelines.clients.close_rate", "activities.breakfast.session_minutes"} <= tree["changes"].keys()
    assert replace(OWNER, tree["changes"]) == load(saved)
    rows = asked(str(GOOGLE), *dates, "--format", "csv", "--without", "BNI breakfast").stdout.splitlines()
    assert len(rows) == 1 + len(tree["rows"])


def test_the_command_says_what_is_wrong_with_what_was_typed() -> None:
    """Everything at once, with exit code 2: names that were not found, activities that there are not, months."""
    ran = asked(
        str(GOOGLE), "--from", "2026-03", "--as", "Tennis=breakfast", "--as", "BNI breakfast=brunch", "--without", "x"
    )
    assert ran.exit_code == 2
    assert "'Tennis'" in ran.stderr
    assert "no activity 'brunch'" in ran.stderr
    assert asked(str(GOOGLE), "--from", "March").stderr.startswith("'March' is no month.")
    assert asked("nowhere.ics").exit_code == 2
