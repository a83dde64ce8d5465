"""The optimiser against every mix there is, on scenarios small enough to look at all of them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import assumptions
from calculator.analyses.optimise import Limits, best_mix
from calculator.analyses.optimise.units import BOUNDS, mixed, units, wins
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.errors import BadInput
from calculator.registry import entry
from tests.conftest import NEWEST
from tests.strategies import lively

OWNER = assumptions.scenario("uk-owner")
TOLERANCE = 0.005
"""Share of the best by which the mix that is shown may fall short: what is hardly missed is left out."""


def small(scenario):
    """A scenario of so few weeks that all of its mixes can be looked at."""
    free = {key: activity.model_copy(update={"days": ()}) for key, activity in scenario.activities.items()}
    profile = scenario.profile.model_copy(update={"weeks_per_year": 1.0})
    return scenario.model_copy(update={"profile": profile, "activities": free})


def every_mix(known):
    """All whole times a year, shape (mix, activity)."""
    most = known.most(Limits()).astype(int)
    return np.array(list(itertools.product(*(range(n + 1) for n in most))), dtype=float)


@settings(max_examples=15)
@given(lively(), st.sampled_from([0.2, 0.5, 0.9]), st.booleans())
def test_no_mix_within_the_limits_is_better(scenario, tight, hoarding):
    """No whole mix wins more within the limits, none that wins as much costs less, and none is beyond the bound."""
    if hoarding:  # members run out early and fade fast: where the programme by itself promises too much
        pipeline = scenario.pipelines[scenario.goal]
        fading = pipeline.model_copy(update={"churn": 0.8, "hours_to_trust": 0.1})
        scenario = scenario.model_copy(update={"pipelines": {scenario.goal: fading}})
    scenario = small(scenario)
    known = units(scenario)
    mixes = every_mix(known)
    hours, cash, cost = (known.taken(name, mixes, Limits()) for name in ("hours", "cash", "cost"))
    limits = Limits(min(tight * float(hours.max()), 100.0), min(tight * float(cash.max()), 1e6))
    inside = (hours <= limits.hours_per_week) & (cash <= limits.cash_per_year)
    won = wins(scenario, mixes)
    most = float(won[inside].max())

    best = best_mix(scenario, limits)
    assert best.mix.won >= most * (1 - 1e-6)
    assert best.results.wins[0, 0] >= most * (1 - TOLERANCE)
    assert best.mix.bound >= most * (1 - 1e-3)
    if most < 1e-6:
        return
    target = 0.6 * most
    cheapest = best_mix(scenario, limits, target)
    least = float(cost[inside & (won >= target)].min())
    assert cheapest.results.wins[0, 0] >= target * (1 - 1e-8)
    assert cheapest.results.cost[0, 0] / scenario.profile.years <= least * (1 + TOLERANCE) + 1e-9
    assert best_mix(scenario, limits, 1.05 * most).mix is None


def test_units_add_up_to_the_engine_s_own():
    """Hours, cash and cost of a mix by its units are those of the engine."""
    known = units(OWNER)
    mix = np.array([[3, 0, 7, 1, 0, 20, 5, 0, 9, 0, 2, 0]], dtype=float)
    results = evaluate(mixed(OWNER, mix))
    years = OWNER.profile.years
    assert known.taken("hours", mix, Limits()) == pytest.approx(results.hours_per_week[:, 0])
    assert known.taken("cash", mix, Limits()) == pytest.approx(results.cash[:, 0] / years)
    assert known.taken("cost", mix, Limits()) == pytest.approx(results.cost[:, 0] / years)


@pytest.mark.parametrize("preset", NEWEST)
def test_it_beats_the_strategies_that_keep_to_the_limits(preset):
    """The mix keeps to the scenario's limits, and wins at least as much as any strategy of whole times that does."""
    scenario = assumptions.scenario(preset)
    best = best_mix(scenario, Limits.of(scenario))
    found, mine = evaluate(Cases(scenario)), best.results
    years, profile = scenario.profile.years, scenario.profile
    assert mine.hours_per_week[0, 0] <= profile.hours_per_week
    assert mine.cash[0, 0] / years <= profile.cash_per_year
    keeping = (found.hours_per_week[0] <= profile.hours_per_week) & (found.cash[0] / years <= profile.cash_per_year)
    assert mine.wins[0, 0] >= max(found.wins[0][keeping])
    assert best.gap < 2 * TOLERANCE


def test_each_limit_rules_out_what_it_says():
    """Early activities, cars and protected time are out where they are not wanted, and what has no start is not."""
    breakfast, event = (OWNER.activities[key] for key in ("breakfast", "event"))
    assert Limits(not_before=9).excluding(breakfast, OWNER) == "not_before"
    assert Limits(not_before=6).excluding(breakfast, OWNER) is None
    assert Limits(not_before=9).excluding(event, OWNER) is None
    assert Limits(driving=False).excluding(event, OWNER) == "driving"
    assert Limits(protected_time=False).excluding(breakfast, OWNER) == "protected_time"
    assert Limits(driving=False, protected_time=False).excluding(OWNER.activities["phone"], OWNER) is None
    free = best_mix(OWNER, Limits(3, 600, driving=False))
    assert all(OWNER.activities[key].travel_distance == 0 for key in free.times)


def test_no_activity_is_done_more_often_than_its_ceiling():
    """Whatever is looked for no activity goes beyond its own most times a year, and without one it would."""
    room, most = Limits(6, 3000), {"lunch": 12.0, "one_to_one": 0.0, "video": 7.5}
    free = replace(OWNER, {f"activities.{key}.most_per_year": None for key in OWNER.activities})
    held = replace(free, {f"activities.{key}.most_per_year": n for key, n in most.items()})
    assert best_mix(free, room).times["lunch"] > most["lunch"]
    for target in (None, 2.0):
        times = best_mix(held, room, target).times
        assert all(times.get(key, 0) <= n for key, n in most.items())
        assert times


def test_evenings_are_counted():
    """Where all of it is in the evening, no more evenings are taken than there are."""
    late = {key: a.model_copy(update={"start_hour": 18.5}) for key, a in OWNER.activities.items()}
    scenario = OWNER.model_copy(update={"activities": late})
    limits = Limits(20, 5000, evenings_per_week=1)
    assert 0 < sum(best_mix(scenario, limits).times.values()) <= scenario.profile.weeks_per_year
    assert sum(best_mix(scenario, Limits(20, 5000)).times.values()) > scenario.profile.weeks_per_year


def test_easing_a_limit_is_worth_what_it_brings():
    """One more hour a week is worth what the best mix with that hour wins more; what does not bind is worth nothing."""
    best = best_mix(OWNER, Limits(3, 3000, not_before=9))
    eased = {found.limit: found for found in best.eased}
    more = best_mix(OWNER, Limits(4, 3000, not_before=9)).mix.won - best.mix.won
    assert eased["hours_per_week"].wins == pytest.approx(more, rel=0.01)
    worth = more * OWNER.pipelines["clients"].value_per_win / OWNER.profile.years
    assert eased["hours_per_week"].worth == pytest.approx(worth, rel=0.01)
    assert eased["not_before"].wins == pytest.approx(0, abs=0.01)


def test_the_limit_to_blame_is_named():
    """Out of reach for want of hours alone: with the hours that it names it is within reach, with fewer it is not."""
    best = best_mix(OWNER, Limits(2, 600), 4)
    assert best.mix is None
    assert best.richest.won < 4
    needed = {blame.limit: blame.needed for blame in best.blame}
    assert best_mix(OWNER, Limits(needed["hours_per_week"] + 1e-6, 600), 4).mix is not None
    assert best_mix(OWNER, Limits(needed["hours_per_week"] - 0.1, 600), 4).mix is None


@pytest.mark.parametrize("limits", [Limits(0, 0), Limits(0, None), Limits(5, 5000, not_before=24, driving=False)])
def test_little_room_is_no_error(limits):
    """No hours or no cash leave what needs none, and nothing breaks."""
    best = best_mix(OWNER, limits)
    assert best.gap >= 0
    assert best.results.hours_per_week[0, 0] <= (limits.hours_per_week or 0)


def test_without_activities_there_is_no_mix():
    """A scenario with nothing to do has an empty mix, and no wins to ask for."""
    bare = OWNER.model_copy(update={"activities": {}, "strategies": {}, "ranges": {}})
    assert best_mix(bare, Limits.of(bare)).times == {}
    assert best_mix(bare, Limits.of(bare), 1).mix is None


def test_all_that_is_wrong_with_the_limits_is_said_at_once():
    """Limits out of their bounds are refused together, each with what it takes."""
    with pytest.raises(BadInput) as error:
        best_mix(OWNER, Limits(-1, float("nan"), 25, evenings_per_week=8), -2)
    assert len(error.value.faults) == 5


def test_limits_are_the_same_at_every_door():
    """The registry bounds what is no field of the model as the optimiser does, which refuses what lies beyond."""
    options = {option.name: option for option in entry("best_mix").options}
    assert {name: (options[name].low, options[name].high) for name in BOUNDS} == {
        name: (0, most) for name, (_, most, _) in BOUNDS.items()
    }
