"""What each activity of a strategy is worth, and what the hours that it would free could bring."""

import numpy as np
import pytest
from hypothesis import given

from calculator import assumptions
from calculator.analyses import keep as analysis
from calculator.analyses.keep import MEASURES, keep
from calculator.analyses.monte_carlo import drawn
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from tests.strategies import FEW, lively, ranged

OWNER = assumptions.scenario("uk-owner-2026-11")


def parts(scenario, mix):
    """The activities of a strategy by their id."""
    return {part.activity: part for part in keep(scenario, mix).parts}


def often(scenario, mix, activity, times):
    """The scenario in which a strategy takes an activity so often."""
    return replace(scenario, {f"strategies.{mix}.times_per_year.{activity}": times})


def test_by_hand(scenario):
    """Blended without its 25 breakfasts is 50 calls, which cost 1,020 and bring 0.2 clients worth 1,200."""
    club = parts(scenario, "blended")["breakfast"]
    assert {
        name: club.without[name].middle for name in ("cost", "hours", "wins", "value", "net_value")
    } == pytest.approx({"cost": 900 + 120, "hours": 30, "wins": 0.2, "value": 1200, "net_value": 180})
    assert {name: club.more[name].middle for name in ("cost", "hours", "wins", "value", "net_value")} == pytest.approx(
        {"cost": 4945 - 1020, "hours": 75, "wins": 0.7, "value": 4200, "net_value": 275}
    )
    assert club.needed == pytest.approx(3925 / 0.7)
    assert club.pays


def test_freed_hours_by_hand(scenario):
    """The 75 hours of 25 breakfasts are 125 calls more: half a client for 2,250, since the subscription is paid."""
    spent = parts(scenario, "blended")["breakfast"].spent
    assert (spent.activity, spent.times, spent.hours) == ("video", 125, pytest.approx(75))
    assert spent.more["wins"].middle == pytest.approx(0.5)
    assert spent.more["cost"].middle == pytest.approx(2250)
    assert spent.more["net_value"].middle == pytest.approx(750)


@FEW
@given(scenario=lively())
def test_left_out_is_taken_no_times(scenario):
    """A strategy without an activity comes to what it comes to with 0 times a year of it."""
    mix = next(iter(scenario.strategies))
    whole = evaluate(Cases(scenario))
    for part in keep(scenario, mix).parts:
        without = evaluate(Cases(often(scenario, mix, part.activity, 0)))
        for measure in MEASURES:
            assert part.without[measure].exact == pytest.approx(without[measure][0, 0], rel=1e-9, abs=1e-9)
            more = whole[measure][0, 0] - without[measure][0, 0]
            assert part.more[measure].exact == pytest.approx(more, rel=1e-6, abs=1e-6)


@FEW
@given(scenario=ranged())
def test_the_draws_are_those_of_the_comparison(scenario):
    """With and without meet the draws that every other answer has, ranges of how often among them."""
    mix = next(iter(scenario.strategies))
    worth = f"pipelines.{scenario.goal}.value_per_win"
    columns = {path: column for path, column in drawn(scenario).columns.items() if path != worth}
    whole = evaluate(Cases(scenario, columns)).cost[:, 0]
    for part in keep(scenario, mix).parts:
        path = f"strategies.{mix}.times_per_year.{part.activity}"
        rest = {key: column for key, column in columns.items() if key != path}
        without = evaluate(Cases(often(scenario, mix, part.activity, 0), rest)).cost[:, 0]
        assert part.more["cost"].middle == pytest.approx(np.median(whole - without), rel=1e-6, abs=1e-6)


@FEW
@given(scenario=lively())
def test_freed_hours_are_spent_at_most_once(scenario):
    """What is named in place of an activity fits into its hours, and no other leaves more for each hour."""
    mix = next(iter(scenario.strategies))
    for part in keep(scenario, mix).parts:
        bare = often(scenario, mix, part.activity, 0)
        left = evaluate(Cases(bare))
        if part.spent is None:
            continue
        assert part.spent.activity != part.activity
        assert part.spent.hours <= part.more["hours"].exact + 1e-6
        now = scenario.strategies[mix].times_per_year.get(part.spent.activity, 0)
        then = evaluate(Cases(often(bare, mix, part.spent.activity, now + part.spent.times)))
        gain = then.net_value[0, 0] - left.net_value[0, 0]
        assert part.spent.more["net_value"].exact == pytest.approx(gain, rel=1e-6, abs=1e-6)
        best = gain / part.spent.hours
        for other in scenario.activities.keys() - {part.activity, part.spent.activity}:
            once = scenario.strategies[mix].times_per_year.get(other, 0)
            more = evaluate(Cases(often(bare, mix, other, once + 1)))
            each = more.hours[0, 0] - left.hours[0, 0]
            fits = int(part.more["hours"].exact / each + 1e-9) if each > 1e-9 else 0
            most = min(7 * scenario.profile.weeks_per_year, scenario.activities[other].most_per_year)
            room = int(most - once)
            if min(fits, room) > 0:
                full = evaluate(Cases(often(bare, mix, other, once + min(fits, room))))
                rival = (full.net_value - left.net_value)[0, 0] / (full.hours - left.hours)[0, 0]
                assert rival <= best + 1e-6 * abs(best) + 1e-6


def test_it_pays_above_the_worth_that_is_named():
    """In half of the draws an activity pays at the worth that is named, so just above it pays and just below not."""
    club = parts(OWNER, "face_to_face")["breakfast"]
    for factor, pays in ((0.99, False), (1.01, True)):
        at = replace(OWNER, {"pipelines.clients.value_per_win": factor * club.needed})
        assert parts(at, "face_to_face")["breakfast"].pays is pays


def test_the_worth_is_the_user_s():
    """A range around what a client is worth changes nothing here: the answer is for the worth that was said."""
    wide = replace(OWNER, {"pipelines.clients.value_per_win": "0..1500..90000"})
    one, other = (parts(found, "online")["phone"] for found in (OWNER, wide))
    assert one.more == other.more


def test_work_is_two_evaluations(monkeypatch):
    """However many activities there are, the exact figures are one evaluation and the draws another."""
    asked = []
    monkeypatch.setattr(analysis, "evaluate", lambda cases: asked.append(cases.size) or evaluate(cases))
    found = keep(OWNER, "blended")
    assert len(found.parts) == len(OWNER.activities)
    rows, draws = asked
    assert 1 + len(found.parts) < rows <= 1 + len(found.parts) ** 2
    assert draws == found.draws


def test_nothing_to_keep():
    """A strategy without activities has none to judge, and comes to nothing."""
    idle = replace(OWNER, {f"strategies.online.times_per_year.{key}": 0.0 for key in OWNER.activities})
    found = keep(idle, "online")
    assert found.parts == ()
    assert found.whole["cost"].middle == 0
