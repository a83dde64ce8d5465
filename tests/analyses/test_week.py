"""The week of a strategy against the engine: the same hours, the same clashes, nothing lost between the pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import assumptions
from calculator.analyses.week import spans, week
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from tests.conftest import NEWEST
from tests.strategies import lively

OWNER = assumptions.scenario("uk-owner")


@settings(max_examples=30)
@given(scenario=lively(), pick=st.integers(0, 10))
def test_clashes_are_the_engine_s_protected_hours(scenario, pick):
    """What the slots of a year take from protected time is what the comparison counts."""
    results = evaluate(Cases(scenario))
    index = pick % len(scenario.strategies)
    found = week(scenario, results.strategies[index])
    yearly = results.protected_hours[0, index] / scenario.profile.years
    assert sum(slot.clash * slot.times for slot in found.slots) == pytest.approx(yearly, abs=1e-6)
    assert found.protected * scenario.profile.weeks_per_year == pytest.approx(yearly)


@pytest.mark.parametrize("preset", NEWEST)
def test_a_quarter_of_an_hour_is_a_clash(preset):
    """The breakfasts of the presets, which meet the school run for minutes, take what the comparison counts."""
    scenario = assumptions.scenario(preset)
    results = evaluate(Cases(scenario))
    for mix, hours in zip(results.strategies, results.protected_hours[0], strict=True):
        slots = week(scenario, mix).slots
        assert sum(slot.clash * slot.times for slot in slots) == pytest.approx(hours / scenario.profile.years)


@settings(max_examples=15)
@given(scenario=lively())
def test_pieces_lie_end_to_end(scenario):
    """From leaving home to being back no minute is missing or twice, and the travel in it is the activity's."""
    for mix in scenario.strategies:
        for slot in week(scenario, mix).slots:
            pieces, activity = spans(scenario, slot), scenario.activities[slot.activity]
            assert [piece.begin for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
            assert (pieces[0].begin, pieces[-1].end) == (slot.leave, slot.back)
            travel = sum(piece.end - piece.begin for piece in pieces if piece.travel)
            assert travel == pytest.approx(activity.travel_minutes / 60)
            assert slot.end - slot.start == pytest.approx(activity.session_minutes / 60)


@settings(max_examples=15)
@given(scenario=lively())
def test_hours_add_up_to_the_comparison_s(scenario):
    """Fixed times, without travel put to work, and the hours to choose make the hours a week of the comparison."""
    results = evaluate(Cases(scenario))
    for mix, hours in zip(results.strategies, results.hours_per_week[0], strict=True):
        found = week(scenario, mix)
        fixed = 0.0
        for slot in found.slots:
            road = scenario.activities[slot.activity].travel_minutes / 60
            worked = road * scenario.activities[slot.activity].travel_working_share
            fixed += (slot.back - slot.leave - worked) * slot.times / scenario.profile.weeks_per_year
        assert fixed + found.chosen == pytest.approx(hours, abs=1e-9)


def test_several_days_share_the_times():
    """Twelve evenings on Mondays and Thursdays are six of each."""
    evenings = replace(OWNER, {"activities.event.days": "thu mon", "activities.event.start_hour": 18})
    slots = [slot for slot in week(evenings, "face_to_face").slots if slot.activity == "event"]
    assert [(slot.day, slot.times) for slot in slots] == [("mon", 6.0), ("thu", 6.0)]


@pytest.mark.parametrize("change", [{"activities.breakfast.start_hour": None}, {"activities.breakfast.days": ""}])
def test_no_hour_or_no_day_is_no_fixed_time(change):
    """What lacks its hour or its day is not drawn, and its hours are to choose."""
    found = week(replace(OWNER, change), "face_to_face")
    assert found.slots == ()
    assert found.chosen == pytest.approx(found.hours)
    assert "breakfast" in found.untimed
