"""Break-even: at the value named there is a tie, and where none is named there is none."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.analyses.break_even import hourly_tie, worth_the_difference
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.parameters import replace
from tests.strategies import FEW, lively, scenarios

PATH = "profile.hourly_value"
ALL_KINDS = st.one_of(lively(), scenarios())
FACE, ONLINE = 0, 1


def at(scenario, **values):
    """Results with these numbers of the person or the goal's pipeline."""
    names = {"hour": PATH, "win": f"pipelines.{scenario.goal}.value_per_win"}
    return evaluate(Cases(scenario, {names[name]: value for name, value in values.items()}))


def gap(results, measure, one, other):
    """What one strategy has more of than another in each case."""
    return results[measure][:, one] - results[measure][:, other]


@FEW
@given(ALL_KINDS, st.permutations(range(3)))
def test_at_the_tie_both_cost_the_same(scenario, order):
    """At the value named two strategies cost the same; below it one is cheaper, above it the other."""
    assume(scenario.profile.hourly_value > 0)
    one, other, _ = order
    found = hourly_tie(evaluate(Cases(scenario)), one, other)
    if found.value is None:
        return
    assert 0 < found.value < 1000
    results = at(scenario, hour=[0, found.value, 1000])
    low, tie, high = gap(results, "cost", one, other)
    assert abs(tie) <= 1e-9 * results.cost.max() + 1e-6
    assert (low < 0 < high) if found.below else (high < 0 < low)


@FEW
@given(ALL_KINDS, st.permutations(range(3)))
def test_where_no_tie_is_named_the_order_holds_all_the_way(scenario, order):
    """Without a tie the same strategy costs more at every value of an hour, but for cost that is the same at an end."""
    assume(scenario.profile.hourly_value > 0)
    one, other, _ = order
    found = hourly_tie(evaluate(Cases(scenario)), one, other)
    if found.value is not None:
        return
    gaps = gap(at(scenario, hour=np.linspace(0, 1000, 21)), "cost", one, other)
    signs = set(np.sign(gaps[np.abs(gaps) > 1e-6]))
    assert len(signs) <= 1
    assert bool(signs) or found.always


def test_same_cash_is_a_tie_at_nothing_alone(scenario):
    """Two ways without cash cost the same only where an hour is worth nothing: that is no value to wait for."""
    free = {"activities.video.monthly_subscription": 0, "strategies.blended.times_per_year.breakfast": 0}
    found = hourly_tie(evaluate(Cases(replace(scenario, free))), 1, 2)
    assert (found.value, found.at_nothing, found.always) == (None, True, False)


def test_the_same_mix_ties_everywhere(scenario):
    """A strategy against itself costs the same at every value."""
    assert hourly_tie(evaluate(Cases(scenario)), ONLINE, ONLINE).always


def test_a_tie_is_the_same_seen_from_both_sides(scenario):
    """Which of the two is asked about first does not move the tie, and turns round who is cheaper below it."""
    dear = replace(scenario, {"strategies.online.times_per_year.video": 400})
    results = evaluate(Cases(dear))
    one, other = hourly_tie(results, FACE, ONLINE), hourly_tie(results, ONLINE, FACE)
    assert one.value == pytest.approx(other.value)
    assert one.below is not other.below


@FEW
@given(lively())
def test_at_that_worth_the_extra_cost_is_repaid(scenario):
    """Where a win is worth what is named, the dearer strategy's net value is that of the cheaper."""
    results = evaluate(Cases(scenario))
    dear, cheap = int(results.cost[0].argmax()), int(results.cost[0].argmin())
    needed = worth_the_difference(results, dear, cheap)
    won = results.win_probability if scenario.goal == "role" else results.wins
    more = float(won[0, dear] - won[0, cheap])
    if needed is None:
        assert more <= 0
        return
    assume(more > 1e-6)
    results = at(scenario, win=[needed])
    scale = results.cost.max() + np.abs(results.value).max()
    assert float(gap(results, "net_value", dear, cheap)[0]) == pytest.approx(0, abs=1e-9 * scale)


def test_who_wins_no_more_repays_nothing(scenario):
    """A strategy that costs more and wins less is worth its difference at no worth of a client."""
    assert worth_the_difference(evaluate(Cases(scenario)), ONLINE, FACE) is None
