"""The engine against a second, plain implementation of the contract, over scenarios of every kind."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate
from calculator.parts import ITEMS, PARTS
from tests.engine.independent import figures
from tests.strategies import lively, scenarios

EXACT = ("hours", "cash", "time_value", "cost", "hours_per_week", "contacts", "touchpoints", "cost_per_contact")
OF_WHICH = ("wasted_hours", "protected_hours")
INTEGRALS = (
    "relationships",
    "referrals",
    "wins",
    "win_probability",
    "value",
    "cost_per_relationship",
    "cost_per_referral",
    "cost_per_win",
)
SMALL = 1e-100
ALL_KINDS = st.one_of(lively(), scenarios())


def same(one, other, rel):
    """Whether two figures agree; none only with none."""
    if other is None or math.isnan(one):
        return other is None and math.isnan(one)
    return math.isclose(one, other, rel_tol=rel, abs_tol=SMALL)


def both(scenario):
    """The engine's results and the oracle's figures for each strategy, by its position."""
    results, tree = evaluate(Cases(scenario)), scenario.model_dump()
    return results, {i: figures(tree, key) for i, key in enumerate(results.strategies)}


@given(scenarios())
def test_hours_and_money_are_those_of_the_contract(scenario):
    """Hours, cash, the value of time and what is divided by contacts agree with the plain reading to 1e-12."""
    results, oracle = both(scenario)
    for i, expected in oracle.items():
        for measure in EXACT:
            assert same(results[measure][0, i], expected[measure], 1e-12), measure
        for measure in OF_WHICH:
            assert results[measure][0, i] == pytest.approx(expected[measure], rel=1e-9, abs=1e-9), measure


@given(scenarios())
def test_breakdowns_are_those_of_the_contract(scenario):
    """Every part of the time, its value, and every item of cash agree with the plain reading."""
    results, oracle = both(scenario)
    for i, expected in oracle.items():
        for part in PARTS:
            assert same(results.hours_by_part[part][0, i], expected["hours_by_part"][part], 1e-12), part
            worth = expected["time_value_by_part"][part]
            assert results.time_value_by_part[part][0, i] == pytest.approx(worth, rel=1e-12, abs=1e-9), part
        for item in ITEMS:
            assert same(results.cash_by_item[item][0, i], expected["cash_by_item"][item], 1e-12), item
        for key, amount in expected["hours_by_activity"].items():
            assert same(results.hours_by_activity[key][0, i], amount, 1e-12), key


@given(ALL_KINDS)
def test_closed_form_is_the_solved_equation(scenario):
    """Relationships, referrals, wins and what they cost agree with a differential equation solved in small steps."""
    results, oracle = both(scenario)
    for i, expected in oracle.items():
        for measure in INTEGRALS:
            assert same(results[measure][0, i], expected[measure], 1e-6), measure
        scale = max(expected["value"], expected["cost"])
        assert results.net_value[0, i] == pytest.approx(expected["net_value"], rel=1e-6, abs=1e-6 * scale)


@given(ALL_KINDS)
def test_month_of_the_first_win(scenario):
    """By the month of the first win the solved equation expects ln 2 wins; there is none where it ends below that."""
    results, oracle = both(scenario)
    pipeline = scenario.pipelines[scenario.goal]
    for i, expected in oracle.items():
        month = results.months_to_first_win[0, i]
        if math.isclose(expected["wins"], math.log(2), rel_tol=1e-6):
            continue  # on the edge either answer is right
        assert math.isnan(month) == (expected["months_to_first_win"] is None)
        if not math.isnan(month):
            yielding = pipeline.referrals_per_relationship * pipeline.close_rate
            assert yielding * expected["course"].warm_years(month / 12) == pytest.approx(math.log(2), rel=1e-6)
            assert month <= expected["months_to_first_win"] * (1 + 1e-4) + 1e-9


@given(ALL_KINDS)
def test_bottleneck_is_that_of_the_contract(scenario):
    """What holds a strategy back is tested in the contract's order: keeping in touch, meeting people, deepening."""
    results, oracle = both(scenario)
    for i, expected in oracle.items():
        course = expected["course"]
        tie = math.isclose(course.end, course.cap, rel_tol=1e-9, abs_tol=1e-12)
        tie |= math.isclose(course.turn, course.years, rel_tol=1e-12) and course.turn < course.years
        if not tie:
            assert results.bottleneck[0][i] == expected["bottleneck"]


@given(scenarios())
def test_every_measure_is_there_and_finite_or_none(scenario):
    """A valid scenario gives every measure for every strategy, and none is infinite."""
    results = evaluate(Cases(scenario))
    for measure in MEASURES:
        column = results[measure]
        assert column.shape == (1, len(scenario.strategies)), measure
        assert not any(map(math.isinf, column.ravel())), measure
        if not measure.startswith(("cost_per", "months")):
            assert not any(map(math.isnan, column.ravel())), measure
