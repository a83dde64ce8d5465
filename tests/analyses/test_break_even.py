"""Break-even: at every value named there is a tie, and where none is named there is none."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator import assumptions
from calculator.analyses.break_even import BEYOND, NONE, NOTHING_NOW, WITHIN, nearest_first, ties
from calculator.analyses.sweep import limits
from calculator.cases import Cases
from calculator.changes import check, replace
from calculator.edits import add_strategy
from calculator.engine import evaluate
from calculator.errors import BadInput, UnknownPath
from calculator.parameters import get, parameters
from tests.strategies import FEW, lively, scenarios

PATH = "profile.hourly_value"
FACE, ONLINE = "face_to_face", "online"
ALL_KINDS = st.one_of(lively(), scenarios())
MEASURES = ("cost", "wins", "net_value", "cost_per_win", "hours", "relationships", "months_to_first_win")
LINEAR = ("profile.mileage_rate", PATH, "pipelines.clients.value_per_win", "pipelines.clients.close_rate")
BUSY = assumptions.scenario("uk-owner")


def gap(scenario, path, values, measure, one=FACE, other=ONLINE):
    """What one strategy has more of than another, straight from the engine, and what of it may be rounding."""
    names = list(scenario.strategies)
    results = evaluate(Cases(scenario, {path: values}))
    pair = [names.index(one), names.index(other)]
    figures = results[measure][:, pair]
    parts = ("cost", "value") if measure == "net_value" else (measure,)
    size = sum(np.abs(results[part][:, pair]).max(axis=1) for part in parts)
    return figures[:, 0] - figures[:, 1], 1e-11 * size


def signs(scenario, path, values, measure):
    """The sign of the difference at each value; 0 for rounding and for none."""
    difference, slack = gap(scenario, path, values, measure)
    return np.where(np.isnan(difference) | (np.abs(difference) <= slack), 0, np.sign(difference))


def some(scenario, data, count=8):
    """A few numbers of a scenario that are set."""
    known = [path for path in parameters(scenario) if get(scenario, path) is not None]
    return data.draw(st.lists(st.sampled_from(known), min_size=count, max_size=count, unique=True))


@FEW
@given(ALL_KINDS, st.sampled_from(MEASURES), st.data())
def test_a_fine_grid_finds_no_tie_that_is_not_named(scenario, measure, data):
    """On 2,000 points from end to end, the difference changes sign only where a tie is named, and is 0 nowhere else."""
    for path, found in ties(scenario, FACE, ONLINE, measure, some(scenario, data)).items():
        if found.low >= found.high:
            continue
        values = np.linspace(found.low, found.high, 2000)
        sign = signs(scenario, path, values, measure)
        for at in np.flatnonzero(sign[:-1] * sign[1:] < 0):
            low, high = values[at] - 1e-9 * abs(values[at]), values[at + 1] + 1e-9 * abs(values[at + 1])
            assert any(a <= high and b >= low for a, b in found.places), (path, found)
        if found.never:
            difference, slack = gap(scenario, path, values, measure)
            assert not (np.abs(difference) < slack / 100).any(), (path, found)


@FEW
@given(ALL_KINDS, st.sampled_from(MEASURES), st.data())
def test_at_each_value_named_they_tie_or_pass_each_other(scenario, measure, data):
    """The difference is 0 there but for rounding, or has opposite signs on both sides, and then it is a step."""
    for path, found in ties(scenario, FACE, ONLINE, measure, some(scenario, data)).items():
        for value in found.values:
            nudge = 1e-12 * max(abs(value), 1e-5 * (found.high - found.low))
            around = np.clip([value - nudge, value, value + nudge], found.low, found.high)
            (low, here, high), slack = gap(scenario, path, around, measure)
            assert abs(here) <= slack[1] or low * high <= 0, (path, found)
            assert value in found.steps or abs(here) <= 1e-6 * max(abs(low), abs(high), slack[1] * 1e11), (path, found)


@FEW
@given(ALL_KINDS, st.sampled_from(MEASURES), st.data())
def test_who_leads_between_the_ties_is_said(scenario, measure, data):
    """Halfway between two neighbouring ties the difference has the sign that is named for that stretch."""
    for path, found in ties(scenario, FACE, ONLINE, measure, some(scenario, data)).items():
        ends = [(found.low, found.low), *found.places, (found.high, found.high)]
        for lead, ((_, low), (high, _)) in zip(found.leads, pairwise(ends), strict=True):
            if lead and high - low > 1e-3 * (found.high - found.low):
                sign = signs(scenario, path, [low + (high - low) * share for share in (0.3, 0.5, 0.7)], measure)
                assert set(sign) <= {lead, 0}, (path, found)


@FEW
@given(lively(goal="clients"), st.sampled_from(LINEAR))
def test_where_the_measure_is_a_straight_line_the_tie_is_exact(scenario, path):
    """The tie is where the line between two far ends is zero, to nine digits."""
    low, high = 0.0, limits(scenario, path)[1]
    (at_low, at_high), slack = gap(scenario, path, [low, high], "net_value")
    found = ties(scenario, FACE, ONLINE, "net_value", [path])[path]
    if at_low * at_high >= 0:
        return
    exact = high * at_low / (at_low - at_high)
    assume(slack.max() * high < 1e-3 * exact * abs(at_high - at_low))  # the line is not lost in rounding
    assert found.values == pytest.approx((exact,), rel=1e-9)


def test_by_hand(scenario):
    """The worked example's meal: at the fee at which the breakfasts cost what the calls do, they tie."""
    dear = replace(scenario, {"strategies.online.times_per_year.video": 400})
    path = "activities.breakfast.meal_fee"
    cost = evaluate(Cases(dear)).cost[0]
    breakfasts = dear.strategies[FACE].times_per_year["breakfast"] * dear.profile.years
    fee = dear.activities["breakfast"].meal_fee + (cost[1] - cost[0]) / breakfasts
    assert ties(dear, FACE, ONLINE, "cost", [path])[path].values == pytest.approx((fee,), rel=1e-12)


def test_dues_are_a_step(scenario):
    """Where one visit alone brings dues that turn the comparison, the tie is at no visits, and is called a step."""
    dear = replace(scenario, {"activities.breakfast.annual_dues": 40_000})
    path = f"strategies.{FACE}.times_per_year.breakfast"
    found = ties(dear, FACE, ONLINE, "cost", [path])[path]
    assert (found.values, found.steps) == ((0.0,), (0.0,))
    nearest = nearest_first(dear, {path: found})[0]
    assert (found.lead, nearest.ahead_beyond) == (1, -1)


def test_two_crossings_are_two(scenario):
    """A trust that takes longer first takes referrals from one strategy, then from the other: both ties are named."""
    path = "pipelines.clients.hours_to_trust"
    found = ties(BUSY, FACE, ONLINE, "net_value", [path])[path]
    values = np.linspace(found.low, 40, 20_000)
    sign = signs(BUSY, path, values, "net_value")
    turns = values[:-1][sign[:-1] * sign[1:] < 0]
    assert len(turns) == 2
    assert found.values == pytest.approx(turns, abs=0.01)


def test_a_stretch_is_an_interval():
    """Breakfasts that begin late enough take no protected time, as calls do: a tie from then to the day's end."""
    alone = replace(
        BUSY, {f"strategies.{FACE}.times_per_year.{key}": 0 for key in BUSY.activities if key != "breakfast"}
    )
    path = "activities.breakfast.start_hour"
    found = ties(alone, FACE, ONLINE, "protected_hours", [path])[path]
    inside = [evaluate(Cases(alone, {path: [end]})).protected_hours[0, 0] for _, end in found.intervals]
    assert len(found.intervals) >= 1
    assert inside == pytest.approx([0] * len(inside))
    low, high = found.intervals[-1]
    assert high == found.high
    before, at = evaluate(Cases(alone, {path: [low - 1e-6, low]})).protected_hours[:, 0]
    assert before > 0 == pytest.approx(at)


def test_the_same_mix_ties_always(scenario):
    """A strategy and its copy tie at every value of every number that they share."""
    twins, key = add_strategy(scenario, "my way", like=FACE)
    found = ties(twins, FACE, key)
    assert all(tie.always for path, tie in found.items() if not path.startswith("strategies."))
    assert ties(scenario, ONLINE, ONLINE, "cost", [PATH])[PATH].always


def test_where_a_side_has_no_such_measure_there_is_no_tie(scenario):
    """With no client won, a client has no cost, and no value of anything that leaves it so makes a tie."""
    none = replace(scenario, {"pipelines.clients.close_rate": 0})
    found = ties(none, FACE, ONLINE, "cost_per_win", [PATH])[PATH]
    assert found.never
    assert (found.nearest, found.lead) == (None, 0)


def test_what_has_nothing_to_do_with_the_two_changes_nothing():
    """The other goal's numbers, another strategy's mix and money to spare move no difference."""
    paths = ("pipelines.role.close_rate", "strategies.blended.times_per_year.lunch", "profile.cash_per_year")
    for path, found in ties(BUSY, FACE, ONLINE, "net_value", paths).items():
        assert not found.moves, path
        assert found.never, path


def test_a_tie_is_the_same_seen_from_both_sides():
    """Which of the two is asked about first moves no tie, and turns round who leads."""
    one, other = ties(BUSY, FACE, ONLINE, "net_value"), ties(BUSY, ONLINE, FACE, "net_value")
    for path, found in one.items():
        assert found.values == pytest.approx(other[path].values), path
        assert found.leads == tuple(-lead for lead in other[path].leads), path


def test_an_hour_that_is_not_set_may_be(scenario):
    """A start that is none has no value now, and is looked at over the whole day."""
    path = "activities.video.start_hour"
    found = ties(scenario, FACE, ONLINE, "cost", [path])[path]
    assert found.now is None
    assert 0 <= found.low < found.high <= 24


def test_unknown_numbers_are_refused(scenario):
    """A path that names nothing, or a word, is an error that says so."""
    with pytest.raises(UnknownPath, match="Did you mean"):
        ties(scenario, FACE, ONLINE, "cost", ["profile.hourly_valu"])
    with pytest.raises(BadInput, match="is a word"):
        ties(scenario, FACE, ONLINE, "cost", ["currency"])


def test_numbers_that_are_left_no_room_are_said_to_change_nothing(scenario):
    """Where none of the numbers asked for can move, or has to do with the two, there is an answer for each."""
    paths = [f"strategies.{FACE}.times_per_year.{next(iter(scenario.activities))}"]
    still = ties(scenario, ONLINE, ONLINE, "cost", paths)
    assert [found.moves for found in still.values()] == [False]


# -- how far a number may go ------------------------------------------------------------------------------------


@FEW
@given(ALL_KINDS, st.data())
def test_limits_are_what_the_scenario_takes(scenario, data):
    """A number at its lowest and at its highest makes a scenario; further than that none, or the field's own bound."""
    known = parameters(scenario)
    for path in some(scenario, data, 4):
        low, high = limits(scenario, path)
        assert (
            low <= get(scenario, path) <= high
            or low == pytest.approx(get(scenario, path), rel=1e-9)
            or high == (pytest.approx(get(scenario, path), rel=1e-9))
        )
        assert not check(scenario, {path: low}), path
        assert not check(scenario, {path: high}), path
        spare = 1e-6 * (known[path].high - known[path].low)
        if high + spare <= known[path].high:
            assert check(scenario, {path: high + spare}), path
        if low - spare >= known[path].low:
            assert check(scenario, {path: low - spare}), path


# -- which is nearest -------------------------------------------------------------------------------------------


def test_the_plausible_comes_first():
    """Ties within a plausible range come first, then those beyond, what is nothing now, and last what never ties."""
    found = nearest_first(BUSY, ties(BUSY, FACE, ONLINE, "cost_per_win"))
    ranks = [near.rank for near in found]
    assert ranks == sorted(ranks)
    assert set(ranks) == {WITHIN, BEYOND, NOTHING_NOW, NONE}
    for near in found:
        if near.rank == WITHIN:
            assert any(a <= near.high and b >= near.low for a, b in near.ties.places)
        assert (near.place is None) == (near.rank == NONE)
