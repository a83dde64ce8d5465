"""Shares of the variance: of sums they are known, together they are no less than alone, and they add up."""

import numpy as np
import pytest

from calculator import assumptions
from calculator.analyses.monte_carlo import drawn
from calculator.analyses.sensitivity import shares
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from tests.conftest import NEWEST

MEAL, CALLS, ENTRY = (
    "activities.breakfast.meal_fee",
    "strategies.online.times_per_year.video",
    "activities.breakfast.entry_fee",
)
FACE, ONLINE = 0, 1


def test_shares_of_a_sum_are_those_of_its_parts(scenario):
    """Where two prices add up, each share is its own variance over both, alone as together."""
    wide = replace(scenario, {MEAL: "10..14..20", ENTRY: "0..8..16"})
    found = shares(wide, "cash", FACE, ONLINE, [MEAL, ENTRY])
    spread = {path: float(column.std()) for path, column in drawn(wide).columns.items()}
    whole = sum(one**2 for one in spread.values())
    for index, path in enumerate(found.paths):
        assert found.alone[index] == pytest.approx(spread[path] ** 2 / whole, abs=0.02)
        assert found.together[index] == pytest.approx(found.alone[index], abs=0.02)
    assert found.alone[-1] == found.together[-1] == 0


def test_what_is_not_named_is_one_group(scenario):
    """A number left out has its share in that of all others."""
    wide = replace(scenario, {MEAL: "10..14..20", ENTRY: "0..8..16"})
    both, one = (shares(wide, "cash", FACE, ONLINE, paths) for paths in ([MEAL, ENTRY], [MEAL]))
    assert one.paths == (MEAL,)
    assert one.alone[0] == pytest.approx(both.alone[0], abs=0.02)
    assert one.alone[-1] == pytest.approx(both.alone[1], abs=0.02)


def test_numbers_that_act_together_have_more_together(scenario):
    """A product of two numbers hangs on each by more than each decides alone."""
    wide = replace(scenario, {MEAL: "0..5..60", CALLS: "10..50..400", "profile.hourly_value": "1..10..150"})
    found = shares(wide, "cost", FACE, ONLINE, [CALLS, "profile.hourly_value"])
    assert np.all(found.together[:2] > found.alone[:2] + 0.02)
    assert found.alone.sum() < 1


@pytest.mark.parametrize("preset", NEWEST)
def test_shares_of_a_preset_hold_together(preset):
    """Of every preset: shares lie between 0 and 1, alone they add up to at most 1, together to at least 1."""
    scenario = assumptions.scenario(preset)
    paths = list(drawn(scenario, 2).columns)[:8]
    for measure in ("cost", "net_value"):
        found = shares(scenario, measure, FACE, ONLINE, paths)
        assert np.all((found.alone >= 0) & (found.together <= 1))
        assert found.alone.sum() <= 1.1
        assert found.together.sum() >= 0.9
        assert np.all(found.together >= found.alone - 0.05)


def test_nothing_varies_without_ranges(scenario):
    """Without a range, or where a number moves both alike, there are no shares."""
    assert shares(scenario, "cost", FACE, ONLINE, []) is None
    assert (
        shares(replace(scenario, {"pipelines.clients.close_rate": "0.1..0.2..0.9"}), "cost", FACE, ONLINE, []) is None
    )


def test_a_number_that_explains_all_has_it_all(scenario):
    """Where one number alone has a range, its share is the whole."""
    wide = replace(scenario, {MEAL: "10..14..20"})
    found = shares(wide, "cost", FACE, ONLINE, [MEAL])
    np.testing.assert_allclose([found.alone[0], found.together[0]], 1, atol=0.02)
    values = evaluate(Cases(wide, drawn(wide).columns)).cost
    assert found.spread == pytest.approx(float((values[:, FACE] - values[:, ONLINE]).std()), rel=0.02)
