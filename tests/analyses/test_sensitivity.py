"""Sensitivity: one number at a time, from low to high, and what that does to the difference."""

import numpy as np
import pytest
from hypothesis import given

from calculator.analyses.sensitivity import swings
from calculator.cases import Cases
from calculator.changes import replace
from calculator.edits import add_strategy
from calculator.engine import MEASURES, evaluate
from calculator.parameters import get, spread_of
from tests.strategies import FEW, ranged

MEAL, CALLS = "activities.breakfast.meal_fee", "strategies.online.times_per_year.video"
FACE, ONLINE, BLENDED = range(3)


@FEW
@given(ranged())
def test_case_0_is_the_scenario(scenario):
    """The first case of all is the scenario as it stands."""
    found, alone = swings(scenario).results, evaluate(Cases(scenario))
    for measure in MEASURES:
        np.testing.assert_allclose(found[measure][0], alone[measure][0], rtol=1e-9, atol=1e-9, err_msg=measure)


@FEW
@given(ranged())
def test_one_number_differs_in_each_case(scenario):
    """After the first, each case has one number at its low or at its high, and all others as they are."""
    found = swings(scenario)
    assert found.results.cases.size == 1 + 2 * len(found.paths)
    for path, column in found.results.cases.columns.items():
        low, likely, high = spread_of(scenario, path)
        here = 1 + 2 * found.paths.index(path)
        assert (likely, column[here], column[here + 1]) == (get(scenario, path), low, high)
        assert set(np.delete(column, [here, here + 1])) == {likely}


@FEW
@given(ranged())
def test_each_case_is_the_scenario_with_that_number(scenario):
    """A swing gives what the scenario gives when its one number is replaced."""
    found = swings(scenario)
    for index, path in enumerate(found.paths):
        for end in (0, 1):
            value = found.results.cases.columns[path][1 + 2 * index + end]
            alone = evaluate(Cases(scenario, {path: [value]}))
            case = found.results["cost"][1 + 2 * index + end]
            np.testing.assert_allclose(case, alone.cost[0], rtol=1e-9, atol=1e-6)


@FEW
@given(ranged())
def test_what_decides_moves_the_difference_most(scenario):
    """No swing moves the difference of two costs more than the one that is said to decide, which does move it."""
    found = swings(scenario)
    deciding = found.deciding("cost", FACE, ONLINE)
    widths = [abs(float(np.ptp(row))) for row in found.differences("cost", FACE, ONLINE)]
    if deciding is None:
        assert all(width <= 1e-9 * found.results["cost"].max() for width in widths)
    else:
        assert widths[found.paths.index(deciding)] == max(widths) > 0


def test_a_number_that_moves_both_alike_never_decides(scenario):
    """A price that two strategies pay equally often moves both costs and not their difference."""
    same = {f"strategies.{key}.times_per_year.breakfast": 37 for key in ("face_to_face", "online")}
    changes = {**same, MEAL: "0.1..14.3..199.7", "activities.breakfast.entry_fee": "0.7..33.3..9999.1"}
    found = swings(replace(scenario, changes))
    assert np.ptp(found.results["cost"][:, FACE]) > 1000
    assert found.deciding("cost", FACE, ONLINE) is None


def test_a_number_of_the_outcome_never_decides_the_cost(scenario):
    """How many referrals close moves what is won and no cost."""
    found = swings(replace(scenario, {"pipelines.clients.close_rate": "0.1..0.2..0.9"}))
    assert found.deciding("cost", FACE, ONLINE) is None
    assert found.deciding("wins", FACE, ONLINE) == "pipelines.clients.close_rate"


def test_without_ranges_nothing_decides(scenario):
    """Where no number has a range there is nothing to swing."""
    found = swings(scenario)
    assert (found.paths, found.deciding("cost", FACE, ONLINE), found.flipping("cost")) == ((), None, frozenset())


def test_a_range_that_does_not_hold_its_number_is_not_swung(scenario):
    """A range left behind by its number is left aside."""
    stale = scenario.model_copy(update={"ranges": replace(scenario, {MEAL: "10..14..20"}).ranges})
    assert swings(stale).paths == (MEAL,)
    moved = stale.model_copy(update={"activities": replace(scenario, {MEAL: 30}).activities})
    assert swings(moved).paths == ()


def test_flips_are_those_that_change_the_leader(scenario):
    """Fifty breakfasts cost £7,050 and a call £18, so 400 calls take the lead and 380 do not."""
    ranges = {CALLS: "50..100..400", MEAL: "10..14..20"}
    found = swings(replace(scenario, ranges))
    assert found.flipping("cost") == {CALLS}
    assert CALLS not in swings(replace(scenario, {**ranges, CALLS: "50..100..380"})).flipping("cost")


def test_flipping_the_least_is_another_question(scenario):
    """The cheapest changes where calls outnumber what the blended mix costs, long before the dearest does."""
    found = swings(replace(scenario, {CALLS: "50..100..300"}))
    assert found.flipping("cost", most=False) == {CALLS}
    assert found.flipping("cost") == frozenset()


def test_two_of_the_same_do_not_flip(scenario):
    """Strategies that always have the same cost do not take the lead from each other."""
    twin, _ = add_strategy(scenario, "Twin", like="face_to_face")
    found = swings(replace(twin, {MEAL: "0.1..14.3..199.7", "profile.mileage_rate": "0.13..0.5..0.77"}))
    assert found.flipping("cost") == frozenset()


def test_one_strategy_has_no_leader_to_lose(scenario):
    """Where there is one strategy nothing flips."""
    one = replace(scenario, {MEAL: "10..14..20"})
    one = one.model_copy(update={"strategies": {"online": one.strategies["online"]}})
    assert swings(one).flipping("cost") == frozenset()


@pytest.mark.parametrize("most", [True, False])
@FEW
@given(scenario=ranged())
def test_a_flip_is_seen_in_the_leaders(scenario, most):
    """A number flips exactly where, at one of its ends, another than the leader has clearly more."""
    found = swings(scenario)
    values = found.results["cost"] if most else -found.results["cost"]
    leader = values[0].argmax()
    clear = 1e-8 * np.abs(values).max()
    flipping = found.flipping("cost", most)
    for index, path in enumerate(found.paths):
        ahead = max(float((values[1 + 2 * index + end] - values[1 + 2 * index + end, leader]).max()) for end in (0, 1))
        assert ahead <= clear or path in flipping
        assert ahead > 0 or path not in flipping
