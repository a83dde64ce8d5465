"""Goal-seek: what is named gives the target, and where it cannot be reached nothing comes nearer."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator import assumptions
from calculator.analyses.goal_seek import TOTALS, Reached, Unreachable, movers, reach
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.errors import CalculatorError, UnknownPath
from calculator.parameters import get, parameters
from tests.strategies import FEW, lively

FACE = "face_to_face"
OWNER = assumptions.scenario("uk-owner")
CLOSE = "pipelines.clients.close_rate"
MEASURES = ("wins", "cost", "hours", "net_value", "cost_per_win", "relationships")


def figures(scenario, path, values, measure, per="all"):
    """The first strategy's measure straight from the engine, a year's where that is asked."""
    years = np.asarray(values) if path == "profile.years" else scenario.profile.years
    found = evaluate(Cases(scenario, {path: values}))[measure][:, 0]
    return found / years if per == "year" and measure in TOTALS else found


@FEW
@given(lively(), st.sampled_from(MEASURES), st.floats(0.01, 3), st.sampled_from(["year", "all"]), st.data())
def test_the_target_is_reached_or_nothing_is_nearer(scenario, measure, share, per, data):
    """At every value named the measure is the target; where there is none, no value of a fine grid comes nearer."""
    known = [path for path in parameters(scenario) if get(scenario, path) is not None]
    now = float(evaluate(Cases(scenario))[measure][0, 0])
    assume(np.isfinite(now))
    target = now * share
    for path in data.draw(st.lists(st.sampled_from(known), min_size=6, max_size=6, unique=True)):
        found = reach(scenario, path, FACE, measure, target, per)
        if isinstance(found, Reached):
            values = [*found.values, *(sum(stretch) / 2 for stretch in found.intervals)]
            size = abs(target) + float(evaluate(Cases(scenario)).cost.max())
            assert figures(scenario, path, values, measure, per) == pytest.approx(target, rel=1e-7, abs=1e-10 * size)
        elif found.nearest is not None:
            off = np.abs(figures(scenario, path, np.linspace(found.low, found.high, 2000), measure, per) - target)
            assert abs(found.measure - target) <= np.nanmin(off) * (1 + 1e-6) + 1e-9 * abs(target)
            assert figures(scenario, path, [found.nearest], measure, per)[0] == pytest.approx(found.measure)


def test_a_years_target_is_a_years(scenario):
    """Six a year over two years are twelve: the number must be what it must be for twelve in all."""
    two = replace(scenario, {"profile.years": 2})
    assert reach(two, CLOSE, FACE, "wins", 1, "year").values == reach(two, CLOSE, FACE, "wins", 2, "all").values


def test_out_of_reach_is_said_and_not_clamped():
    """More clients than referrals cannot be won; the nearest is every referral closing, with what that gives."""
    found = reach(OWNER, CLOSE, FACE, "wins", 1000, "all")
    assert isinstance(found, Unreachable)
    assert found.nearest == 1
    assert found.measure == pytest.approx(float(evaluate(Cases(OWNER)).referrals[0, 0]))


def test_what_changes_nothing_is_said_to():
    """Where time to deepen is what holds back, more people met win no client more, and that is the answer."""
    found = reach(OWNER, "activities.breakfast.new_contacts", FACE, "wins", 6, "year")
    assert isinstance(found, Unreachable)
    assert not found.moves
    assert found.nearest == OWNER.activities["breakfast"].new_contacts


def test_a_target_inside_a_jump_is_not_reached(scenario):
    """One visit brings the dues: a cost between none and dues is passed in a step, and the nearer side is named."""
    only = replace(scenario, {"activities.breakfast.annual_dues": 10_000})
    path = f"strategies.{FACE}.times_per_year.breakfast"
    found = reach(only, path, FACE, "cost", 100, "all")
    assert isinstance(found, Unreachable)
    assert (found.nearest, found.measure, found.steps) == (0, 0, (0,))


def test_no_measure_at_any_value():
    """A client that is never won has no cost, whatever an hour is worth."""
    none = replace(OWNER, {CLOSE: 0})
    found = reach(none, "profile.hourly_value", FACE, "cost_per_win", 100)
    assert (found.nearest, found.measure, found.measure_now) == (None, None, None)


def test_movers_are_those_that_move():
    """The numbers offered are those that change the measure at some value, seen one by one."""
    for measure in ("wins", "cash"):
        offered = set(movers(OWNER, FACE, measure))
        for path, known in parameters(OWNER).items():
            if get(OWNER, path) is not None and not path.startswith("protected.") and "minutes" not in path:
                values = figures(OWNER, path, np.linspace(known.low, known.high, 40), measure)
                assert (np.ptp(np.nan_to_num(values)) > 1e-9) == (path in offered), path


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (("profile.x", FACE, "wins", 1.0), "no parameter"),
        ((CLOSE, "nobody", "wins", 1.0), "no strategy 'nobody'"),
        ((CLOSE, FACE, "luck", 1.0), "no measure 'luck'"),
        ((CLOSE, FACE, "wins", float("nan")), "must be a number"),
    ],
)
def test_what_there_is_not_is_refused(question, words):
    """A number, strategy, measure or target that there is not is an error that says so."""
    with pytest.raises((UnknownPath, CalculatorError), match=words):
        reach(OWNER, *question)
