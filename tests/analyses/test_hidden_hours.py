"""Forgotten hours: what each kind adds, that it can be taken out again, and what its figures rest on."""

import csv
import re

import numpy as np
import pytest
from hypothesis import given, settings

from calculator import assumptions, permalink
from calculator.analyses import hidden_hours as hidden
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.errors import CalculatorError
from calculator.parameters import get, text
from calculator.registry import entry
from tests.conftest import NEWEST
from tests.strategies import ranged

OWNER = assumptions.scenario("uk-owner-2026-11")
KINDS = list(hidden.kinds())


def hours(scenario):
    """Hours a year of each strategy."""
    return evaluate(Cases(scenario)).hours[0] / scenario.profile.years


@pytest.mark.parametrize("preset", NEWEST)
def test_out_again_is_as_it_was(preset):
    """Each kind, and all of them together, can be added and taken out, and the scenario is the one before."""
    mine = assumptions.scenario(preset)
    every, was = mine, {}
    for kind in KINDS:
        was[kind] = hidden.before(mine, kind)
        assert hidden.removed(hidden.added(mine, kind), kind, was[kind]) == mine
        every = hidden.added(every, kind)
    for kind in KINDS:
        every = hidden.removed(every, kind, was[kind])
    assert every == mine


@settings(max_examples=20)
@given(scenario=ranged())
def test_out_again_gives_every_number_back(scenario):
    """Whatever the numbers and their ranges, taking a kind out gives them back to the digit."""
    for kind in KINDS:
        was = hidden.before(scenario, kind)
        try:
            longer = hidden.added(scenario, kind)
        except CalculatorError:
            continue  # no room for it within a day, which the page says
        assert hidden.removed(longer, kind, was) == scenario
        assert hidden.on(longer, kind, was) == (longer != scenario)
        assert (hours(longer) >= hours(scenario) - 1e-9).all()


def test_arriving_early_takes_its_minutes():
    """A gathering takes the minutes longer each time, whatever share of the road is put to work."""
    minutes = hidden.kinds()["early"].figures["travel_minutes"].value
    times = [
        sum(mix.times_per_year.get(key, 0) for key in ("event", "conference")) for mix in OWNER.strategies.values()
    ]
    more = hours(hidden.added(OWNER, "early")) - hours(OWNER)
    assert more == pytest.approx(minutes / 60 * np.array(times))


def test_what_is_counted_is_not_added_twice():
    """A club whose session holds the early minutes gets none, until its session is the user's own."""
    assert hidden.counted(OWNER, "early") == ("activities.breakfast.session_minutes",)
    assert text(hidden.added(OWNER, "early"), "activities.breakfast.travel_minutes") == text(
        OWNER, "activities.breakfast.travel_minutes"
    )
    own = replace(OWNER, {"activities.breakfast.session_minutes": 90})
    assert get(hidden.added(own, "early"), "activities.breakfast.travel_minutes") == 47 + 25


def test_follow_up_is_added_where_there_is_none():
    """Only the activities that count no follow-up get it."""
    without = replace(OWNER, {"activities.lunch.follow_up_minutes": 0, "activities.phone.follow_up_minutes": 0})
    changed = hidden.added(without, "follow_up")
    fresh = {key for key, one in changed.activities.items() if one != without.activities[key]}
    assert fresh == {"lunch", "phone"}
    assert hidden.added(OWNER, "follow_up") == OWNER


def test_a_number_changed_since_stays():
    """Taking a kind out leaves a number that the user has changed meanwhile, and gives the others back."""
    was = hidden.before(OWNER, "early")
    changed = replace(hidden.added(OWNER, "early"), {"activities.event.travel_minutes": 90})
    back = hidden.removed(changed, "early", was)
    assert back.activities["event"].travel_minutes == 90
    assert back.activities["conference"] == OWNER.activities["conference"]


def test_a_link_knows_what_was_added():
    """A scenario opened from a link has its kinds on, and they can be taken out, with nothing known of before."""
    shared = OWNER
    for kind in KINDS:
        shared = hidden.added(shared, kind)
    opened, faults = permalink.decode(permalink.encode(shared))
    assert faults == []
    found = hidden.effects(opened, {})
    assert {one.kind for one in found.each if one.on} == {"early", "committee", "substitute"}
    assert found.without.cost == pytest.approx(evaluate(Cases(OWNER)).cost)


def test_committee_work_comes_with_a_club():
    """Only mixes that have a club get its committee, an hour at a time."""
    found = hidden.effects(OWNER, {})
    committee = next(one for one in found.each if one.kind == "committee")
    ten = hidden.kinds()["committee"].figures["times_per_year"].value
    weeks = OWNER.profile.weeks_per_year
    assert committee.hours * weeks == pytest.approx([ten, 0, ten])
    assert found.every.wins == pytest.approx(found.without.wins)


def test_effects_do_not_depend_on_what_is_on():
    """What a kind adds is the same whether or not it has been added."""
    bare = hidden.effects(OWNER, {})
    full = hidden.effects(hidden.added(OWNER, "early"), {"early": hidden.before(OWNER, "early")})
    for one, other in zip(bare.each, full.each, strict=True):
        assert other.cost == pytest.approx(one.cost)
        assert other.hours == pytest.approx(one.hours)
    assert full.now.cost[0, 0] > full.without.cost[0, 0]


def test_what_does_not_fit_a_day_is_said():
    """A gathering so early that its absence would begin the day before cannot be added to, and says why."""
    early = {"activities.event.days": "mon", "activities.event.start_hour": 0.5, "activities.event.travel_minutes": 50}
    found = hidden.effects(replace(OWNER, early), {})
    assert "within one day" in next(one for one in found.each if one.kind == "early").fault


def test_figures_are_sourced():
    """Every figure has its range in order, a known source and a note, and cites only what can be looked up."""
    with (assumptions.DATA / "hidden_hours.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["id"], row["number"]) for row in rows}) == len(rows)
    for row in rows:
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
        assert {row["source"], *re.findall(r"\bE\d{3}\b", row["note"])} <= set(assumptions.sources())
        assert row["note"].endswith(".")
        assert row["applies"] in ("gatherings", "conversations", "clubs")
        assert not row["within"] or get(OWNER, row["within"])


def test_the_kinds_that_may_be_added_are_told():
    """The registry, which reads no data, names every kind of hours where it says what may be added."""
    (add,) = (option for option in entry("hidden_hours").options if option.name == "add")
    assert set(re.findall(r"\w+", add.help)) >= set(KINDS)
