"""The three beliefs: fair to both sides, right where the answer is plain, and silent where nothing can be said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from calculator import assumptions
from calculator.analyses import beliefs
from calculator.analyses.verdict import DEPENDS, FAILS, HOLDS, verdict
from calculator.cases import Cases
from calculator.changes import replace
from calculator.documents import validated
from calculator.engine import evaluate
from tests.strategies import FEW, ranged

OWNER = assumptions.scenario("uk-owner")
WHAT = {"session_minutes": 60, "relevant_share": 0.5, "new_contacts": 1, "touchpoints": 20}


def simple(meet=1.0, call=1.0, ranges=None, **changes):
    """Two strategies of one activity each, alike but for the medium; `meet` and `call` say how rich each is."""
    tree = OWNER.model_dump(mode="json")
    tree["activities"] = {
        "meet": {"name": "Meet", "medium": "in_person", **WHAT},
        "call": {"name": "Call", "medium": "video", **WHAT},
    }
    tree["strategies"] = {
        "one": {"name": "In person", "times_per_year": {"meet": 50}},
        "other": {"name": "On screen", "times_per_year": {"call": 50}},
    }
    tree["media"]["in_person"]["richness"], tree["media"]["video"]["richness"] = meet, call
    tree["ranges"] = {path: {"low": low, "high": high} for path, (low, high) in (ranges or {}).items()}
    return replace(validated(tree), changes)


@FEW
@given(ranged())
def test_the_rule_is_the_same_for_and_against(scenario):
    """Turn a claim round, and holding becomes not holding, with the odds turned round and the same flips."""
    strategy = next(iter(scenario.strategies))
    claim = beliefs.over_budget(strategy)
    found, mirrored = verdict(scenario, claim), verdict(scenario, lambda cases: -claim(cases))
    assert mirrored.word == {HOLDS: FAILS, FAILS: HOLDS, DEPENDS: DEPENDS}[found.word]
    assert mirrored.odds == pytest.approx(1 - found.odds)
    assert mirrored.flips == found.flips


def test_swapping_the_two_media_swaps_the_verdict():
    """What is said of meeting where meeting deepens more is said of calling where calling does."""
    meeting, calling = simple(meet=1, call=0.4), simple(meet=0.4, call=1)
    assert verdict(meeting, beliefs.purest("one", "other")).word == HOLDS
    assert verdict(meeting, beliefs.purest("other", "one")).word == FAILS
    assert verdict(calling, beliefs.purest("one", "other")).word == FAILS
    assert verdict(calling, beliefs.purest("other", "one")).word == HOLDS


def test_face_to_face_wins_where_it_deepens_more():
    """With a richer hour in person, equal hours in person win most, and the best mix is all of it."""
    found = beliefs.face_to_face(simple(meet=1, call=0.4))
    assert (found.one, found.other, found.best, found.verdict.word) == ("one", "other", 0.0, HOLDS)
    assert found.wins[0] == max(found.wins)


def test_face_to_face_loses_where_a_call_deepens_more():
    """With a richer hour on screen the belief does not hold, and the best mix is all on screen."""
    found = beliefs.face_to_face(simple(meet=0.4, call=1))
    assert (found.best, found.verdict.word) == (1.0, FAILS)


def test_alike_media_are_neither_for_nor_against():
    """Where nothing tells the two apart, the odds are even and the verdict depends."""
    found = beliefs.face_to_face(simple())
    assert (found.verdict.now, found.verdict.odds, found.verdict.word) == (0, 0.5, DEPENDS)


def test_it_is_equal_hours_that_are_compared():
    """Twice as many calls a year change nothing, since all mixes take the hours of the first."""
    path = "strategies.other.times_per_year.call"
    one, other = (beliefs.face_to_face(simple(meet=1, call=0.4, **{path: times})) for times in (50, 100))
    assert one.wins == pytest.approx(other.wins)


def test_a_number_that_turns_it_is_named_with_its_value():
    """Where a call deepens as much as a meeting, the belief turns: at that value of the range, and nowhere before."""
    path = "media.video.richness"
    found = beliefs.face_to_face(simple(meet=0.7, call=0.4, ranges={path: (0.2, 0.9)})).verdict
    assert found.word == DEPENDS
    assert [flip.path for flip in found.flips] == [path]
    assert found.flips[0].value == pytest.approx(0.7, abs=1e-3)


def test_what_lies_beyond_the_range_does_not_turn_it():
    """With a range that ends before, the belief holds, and where it would turn is said apart."""
    path = "media.video.richness"
    found = beliefs.face_to_face(simple(meet=0.7, call=0.4, ranges={path: (0.2, 0.6)})).verdict
    assert (found.word, found.flips) == (HOLDS, ())
    assert [flip.path for flip in found.beyond] == [path]
    assert found.beyond[0].value == pytest.approx(0.7, abs=1e-3)


@pytest.mark.parametrize(("budget", "word"), [(0.5, HOLDS), (3, FAILS)])
def test_there_is_time_where_the_hours_fit(budget, word):
    """One hour a week of calls is too much for half an hour to spare, and not for three hours."""
    found = beliefs.no_time(simple(**{"profile.hours_per_week": budget, "profile.weeks_per_year": 50}))
    assert (found.online, found.hours, found.verdict.word) == ("other", 1.0, word)


def test_odd_moments_decide_where_only_they_make_it_too_much():
    """An hour of calls, half of it in odd moments, neither fits into three quarters of an hour nor does not."""
    changes = {"profile.hours_per_week": 0.75, "profile.weeks_per_year": 50, "activities.call.dead_time_share": 0.5}
    found = beliefs.no_time(simple(**changes))
    assert (found.hours, found.working, found.verdict.now, found.verdict.word) == (1.0, 0.5, 0, DEPENDS)


def test_odd_moments_left_out_are_the_share_of_the_sessions():
    """Hours without odd moments are all hours less each session's share in them, by hand."""
    found, results = beliefs.no_time(OWNER), evaluate(Cases(OWNER))
    mix, years = OWNER.strategies["online"].times_per_year, OWNER.profile.years
    idle = sum(
        n * years * (a := OWNER.activities[key]).session_minutes / 60 * a.dead_time_share for key, n in mix.items()
    )
    weeks = years * OWNER.profile.weeks_per_year
    assert found.working == pytest.approx((results.hours[0, 1] - idle) / weeks)
    assert found.per_win["online"][0] == pytest.approx(results.hours[0, 1] / results.wins[0, 1])


def test_the_same_pipeline_gives_the_same_first():
    """Where a role is found as a client is won, no other strategy comes first for it."""
    tree = simple(meet=1, call=0.4).model_dump(mode="json")
    tree["pipelines"]["role"] = tree["pipelines"]["clients"]
    assert beliefs.role_differs(validated(tree)).verdict.word == FAILS


def test_another_pipeline_gives_another_first():
    """Where clients come of few deep relationships and a role of many that are kept warm, the first changes."""
    scenario = simple(
        meet=1,
        call=0.4,
        **{
            "activities.meet.touchpoints": 1,
            "activities.call.touchpoints": 40,
            "pipelines.clients.touchpoints_per_relationship": 0.1,
            "pipelines.clients.starting_relationships": 0,
            "pipelines.role.starting_relationships": 200,
            "pipelines.role.touchpoints_per_relationship": 12,
        },
    )
    found = beliefs.role_differs(scenario)
    assert np.argmax(found.wins["clients"]) != np.argmax(found.wins["role"])
    assert found.verdict.word == HOLDS


def test_the_goal_of_the_scenario_does_not_matter_to_the_third():
    """Whoever asks, a job seeker or an owner, the two goals are compared the same way."""
    role = OWNER.model_copy(update={"goal": "role"})
    assert beliefs.role_differs(OWNER) == beliefs.role_differs(role)


def test_what_cannot_be_tested_is_not():
    """Without a strategy of each kind, without hours or without wins there is no verdict."""
    none = OWNER.model_copy(update={"strategies": {}})
    blended = OWNER.model_copy(update={"strategies": {"blended": OWNER.strategies["blended"]}})
    never = replace(OWNER, {f"pipelines.{goal}.close_rate": 0 for goal in ("clients", "role")})
    idle = simple(**{"strategies.one.times_per_year.meet": 0, "strategies.other.times_per_year.call": 0})
    for scenario in (none, blended, idle, never):
        assert beliefs.face_to_face(scenario) is None
        assert beliefs.role_differs(scenario) is None
    assert beliefs.no_time(none) is None
    assert beliefs.no_time(idle) is None
    assert beliefs.no_time(never) is not None
