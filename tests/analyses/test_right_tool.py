"""What a tool costs for each job, and the fewest more times that lift a bottleneck."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import assumptions
from calculator.analyses import right_tool
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.parameters import get
from tests.conftest import NEWEST
from tests.strategies import lively

OWNER = assumptions.scenario("uk-owner")


def yearly(scenario, mix, measure="cost"):
    """A strategy's measure a year."""
    results = evaluate(Cases(scenario))
    return results[measure][0, results.strategies.index(mix)] / scenario.profile.years


def often(scenario, mix, activity, times):
    """The scenario in which a strategy takes an activity so often."""
    return replace(scenario, {f"strategies.{mix}.times_per_year.{activity}": times})


def state_of(scenario, mix):
    """What holds a strategy back, and how many relationships it keeps warm."""
    results = evaluate(Cases(scenario))
    index = results.strategies.index(mix)
    return results.bottleneck[0, index], results.relationships[0, index]


@pytest.mark.parametrize("preset", NEWEST)
def test_one_more_costs_what_the_comparison_says(preset):
    """Dues paid, an occurrence costs as much as taking the activity once more a year adds to the strategy."""
    scenario = assumptions.scenario(preset)
    for mix, strategy in scenario.strategies.items():
        found = {tool.activity: tool for tool in right_tool.tools(scenario, mix)}
        for key, times in strategy.times_per_year.items():
            more = often(scenario, mix, key, times + 1)
            assert yearly(more, mix) - yearly(scenario, mix) == pytest.approx(found[key].once), key


def test_with_dues_it_is_the_average():
    """At the times that the strategy takes it, an activity's full price adds up to all that it costs."""
    for tool in right_tool.tools(OWNER, "face_to_face"):
        only = dict.fromkeys(OWNER.activities, 0.0) | {tool.activity: tool.spread}
        alone = replace(OWNER, {f"strategies.face_to_face.times_per_year.{k}": n for k, n in only.items()})
        assert yearly(alone, "face_to_face") == pytest.approx(tool.full * tool.spread), tool.activity


def test_what_nobody_takes_has_no_average():
    """Dues that no strategy pays cannot be spread, while what has none costs the same at any count."""
    tree = {f"strategies.{mix}.times_per_year.{key}": 0.0 for mix in OWNER.strategies for key in ("breakfast", "lunch")}
    found = {tool.activity: tool for tool in right_tool.tools(replace(OWNER, tree), "face_to_face")}
    assert found["breakfast"].full is None
    assert found["breakfast"].cost("meeting_people") is None
    assert found["breakfast"].cost_of_more("meeting_people") > 0
    assert found["lunch"].full == found["lunch"].once


def test_units_are_those_of_the_model():
    """An occurrence yields relevant people, effective hours and exchanges as the model counts them."""
    club = OWNER.activities["breakfast"]
    spoken = club.session_minutes - (club.people_in_round - 1) * club.pitch_seconds / 60
    expected = {
        "meeting_people": club.relevant_share * club.new_contacts,
        "deepening": spoken / 60 * club.relevant_share * OWNER.media["in_person"].richness,
        "keeping_in_touch": club.touchpoints,
    }
    tool = next(tool for tool in right_tool.tools(OWNER, "online") if tool.activity == "breakfast")
    assert tool.yields == pytest.approx(expected)


def lifted(scenario, mix, held, warm, slack=0.0):
    """Whether something else holds the strategy back now, or for deepening one relationship more is warm."""
    then, more = state_of(scenario, mix)
    return bool(more >= warm + 1 + slack) if held == "deepening" else then != held


@settings(max_examples=15)
@given(scenario=lively(), pick=st.integers(0, 10))
def test_a_remedy_is_the_fewest_times_that_lift(scenario, pick):
    """At the remedy the bottleneck is lifted, with one time less it is not, and it takes what the comparison says."""
    mix = list(scenario.strategies)[pick % len(scenario.strategies)]
    held, warm = state_of(scenario, mix)
    found = right_tool.remedies(scenario, mix)
    assert [remedy.cost for remedy in found] == sorted(remedy.cost for remedy in found)
    for remedy in found:
        now = get(scenario, f"strategies.{mix}.times_per_year.{remedy.activity}")
        at = often(scenario, mix, remedy.activity, now + remedy.times)
        assert lifted(at, mix, held, warm, -1e-9)
        assert not lifted(often(scenario, mix, remedy.activity, now + remedy.times - 1), mix, held, warm, 1e-9)
        assert remedy.then == state_of(at, mix)[0]
        for measure in ("hours", "cash", "cost"):
            added = yearly(at, mix, measure) - yearly(scenario, mix, measure)
            assert getattr(remedy, measure) == pytest.approx(added, rel=1e-6, abs=1e-6)


@settings(max_examples=15)
@given(scenario=lively())
def test_where_there_is_no_remedy_every_day_is_not_enough(scenario):
    """An activity that is no remedy lifts nothing, taken on every day."""
    mix = next(iter(scenario.strategies))
    held, warm = state_of(scenario, mix)
    able = {remedy.activity for remedy in right_tool.remedies(scenario, mix)}
    for key in scenario.activities.keys() - able if held else ():
        now = get(scenario, f"strategies.{mix}.times_per_year.{key}")
        room = int(right_tool.most(scenario, key) - now)
        if room >= 1:
            assert not lifted(often(scenario, mix, key, now + room), mix, held, warm, 1e-9)


def test_each_bottleneck_has_its_own_remedy():
    """Who meets nobody is sent to meet people, and who cannot keep up to what keeps in touch."""
    lonely = replace(OWNER, {f"activities.{key}.new_contacts": 0.0 for key in OWNER.activities if key != "event"})
    lonely = replace(lonely, {"activities.forum.contacts_on_joining": 0.0})
    assert right_tool.bottleneck(lonely, "online") == "meeting_people"
    assert {remedy.activity for remedy in right_tool.remedies(lonely, "online")} == {"event", "breakfast"}
    silent = replace(OWNER, {f"activities.{key}.touchpoints": 0.0 for key in OWNER.activities if key != "email"})
    silent = replace(silent, {"pipelines.clients.starting_relationships": 40})
    assert right_tool.bottleneck(silent, "face_to_face") == "keeping_in_touch"
    assert [remedy.activity for remedy in right_tool.remedies(silent, "face_to_face")] == ["email"]


def test_nothing_to_lift_where_nothing_takes_place():
    """A strategy without activities has no bottleneck and no remedy, but its tools have their price."""
    idle = replace(OWNER, {f"strategies.online.times_per_year.{key}": 0.0 for key in OWNER.activities})
    assert right_tool.bottleneck(idle, "online") is None
    assert right_tool.remedies(idle, "online") == ()
    assert len(right_tool.tools(idle, "online")) == len(OWNER.activities)


def test_the_gain_is_the_comparison_s():
    """What a remedy wins more is a range in which the difference of the comparison lies, and its middle."""
    ranged = replace(OWNER, {"strategies.blended.times_per_year.phone": "10..24..40"})
    remedy = next(one for one in right_tool.remedies(ranged, "blended") if one.activity == "phone")
    won = right_tool.gain(ranged, "blended", remedy, "wins")
    index = list(OWNER.strategies).index("blended")
    more = often(ranged, "blended", "phone", 24 + remedy.times)
    difference = evaluate(Cases(more)).wins[0, index] - evaluate(Cases(ranged)).wins[0, index]
    assert won.low < difference < won.high
    assert won.low < won.likely < won.high
