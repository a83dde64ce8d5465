"""The blend of two strategies: its ends, its dues, its hours."""

import numpy as np
import pytest
from hypothesis import given

from calculator import assumptions
from calculator.analyses.blend import CURVE, EDGE, blend, blended
from calculator.analyses.monte_carlo import drawn
from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate
from calculator.errors import BadInput, UnknownPath
from tests.strategies import FEW, scenarios

OWNER = assumptions.scenario("uk-owner")
PAIR = ("face_to_face", "online")


@FEW
@given(scenarios())
def test_the_ends_are_the_pure_strategies(scenario):
    """At share 0 and at share 1 every measure is that of the one and of the other."""
    found = blend(scenario, *PAIR, [0, 1])
    pure = evaluate(Cases(scenario))
    for measure in MEASURES:
        ends = [pure[measure][0, list(scenario.strategies).index(key)] for key in PAIR]
        assert found.values(measure) == pytest.approx(ends, rel=1e-12, abs=1e-12, nan_ok=True), measure


def test_hours_lie_on_a_straight_line():
    """Without dues in them, hours at a share are the shares of both."""
    hours = blend(OWNER, *PAIR, [0, 0.25, 1]).values("hours")
    assert hours[1] == pytest.approx(0.75 * hours[0] + 0.25 * hours[2])


def test_dues_are_a_step():
    """However small the part, its dues, subscription and joining are paid in full; what is paid a time is not."""
    found = blend(OWNER, *PAIR, [0, EDGE, 1 - EDGE, 1]).results
    cash, at = found.cash_by_item, list(OWNER.strategies).index(PAIR[0])
    once = sum(cash[item][:, at] for item in ("dues", "joining", "subscriptions"))
    alone = evaluate(Cases(OWNER)).cash_by_item
    ends = [
        sum(alone[item][0, list(OWNER.strategies).index(key)] for item in ("dues", "joining", "subscriptions"))
        for key in PAIR
    ]
    assert once[[0, 3]] == pytest.approx(ends)
    assert once[[1, 2]] == pytest.approx([sum(ends)] * 2)


def test_a_mix_of_two_clubs_costs_more_than_the_average():
    """Half of each pays both dues, so it costs more than halfway between the two."""
    cost = blend(OWNER, *PAIR, [0, 0.5, 1]).values("cost")
    assert cost[1] > (cost[0] + cost[2]) / 2


def test_equal_hours_are_equal():
    """At equal hours every mix takes the hours of the first, and the first is as it was."""
    found = blend(OWNER, *PAIR, CURVE, equal_hours=True)
    hours = found.values("hours")
    assert hours == pytest.approx(np.full(len(CURVE), hours[0]))
    assert found.values("cost")[0] == pytest.approx(float(evaluate(Cases(OWNER)).cost[0, 0]))


def test_no_hours_cannot_be_equal():
    """Where one of the two takes no hours, equal hours are refused with its name."""
    idle = OWNER.strategies["online"].model_copy(update={"times_per_year": {}, "name": "Idle"})
    scenario = OWNER.model_copy(update={"strategies": {**OWNER.strategies, "online": idle}})
    with pytest.raises(BadInput, match="Idle takes no hours"):
        blend(scenario, *PAIR, [0, 1], equal_hours=True)


def test_an_unknown_strategy_is_named():
    """A strategy that is not there is an error with the closest one."""
    with pytest.raises(UnknownPath, match=r"Did you mean strategies\.online"):
        blend(OWNER, "onlin", "online", [0])


def test_every_draw_is_mixed_by_itself():
    """Mixing many draws at once is mixing each of them."""
    draws = drawn(OWNER, draws=8)
    together = evaluate(blended(draws, *PAIR, [0.3, 0.8])).wins[:, 0].reshape(2, -1)
    third = Cases(OWNER, {path: np.asarray(column)[3:4] for path, column in draws.columns.items()})
    alone = evaluate(blended(third, *PAIR, [0.3, 0.8])).wins[:, 0]
    assert together[:, 3] == pytest.approx(alone)


def test_the_best_is_an_end_where_a_mix_is_no_better():
    """Of two equal strategies the first alone is best, and of nothing won there is no cost of one."""
    same = OWNER.model_copy(update={"strategies": dict.fromkeys(PAIR, OWNER.strategies["online"])})
    assert blend(same, *PAIR, CURVE).best("wins", less=False) == 0
    pipeline = OWNER.pipelines["clients"].model_copy(update={"close_rate": 0.0})
    lost = OWNER.model_copy(update={"pipelines": {**OWNER.pipelines, "clients": pipeline}})
    assert blend(lost, *PAIR, CURVE).best("cost_per_win", less=True) is None
