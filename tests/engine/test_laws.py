"""Laws that hold for every scenario: one by one, monotone, adding up, and to scale."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.cases import Cases, cross
from calculator.changes import replace
from calculator.engine import MEASURES, evaluate
from calculator.errors import BadInput
from calculator.model import Scenario
from calculator.parameters import get, parameters
from calculator.parts import ITEMS, PARTS
from tests.strategies import ACTIVITIES, lively, scenarios

ALL_KINDS = st.one_of(lively(), scenarios())
PRICES = (
    "meal_fee",
    "entry_fee",
    "fares_and_parking",
    "annual_dues",
    "joining_fee",
    "monthly_subscription",
)
RATES_OF_TIME = ("hourly_value", "mileage_rate", "dead_time_value", "protected_time_value")
MINUTES = ("session", "travel", "preparation", "follow_up", "settling")
CASH_AND_TIME = ("hours", "cash", "time_value", "cost", "contacts", "touchpoints", "wasted_hours", "protected_hours")


def changed(scenario, **sections):
    """The scenario with fields set, by section; an activity's fields are set on every activity by a function."""
    tree = scenario.model_dump()
    tree["profile"].update(sections.get("profile", {}))
    for activity in tree["activities"].values():
        activity.update(sections["activity"](activity) if "activity" in sections else {})
    tree["pipelines"][scenario.goal].update(sections.get("pipeline", {}))
    return Scenario.model_validate(tree)


def one(scenario):
    """The results of a scenario as it stands."""
    return evaluate(Cases(scenario))


def never_less(after, before):
    """Whether no figure fell, but for the last digits."""
    return bool(np.all(after >= before - 1e-9 * np.abs(before) - 1e-12))


def equal(found, expected, rel=1e-9):
    """Whether two arrays agree, none only with none."""
    np.testing.assert_allclose(found, expected, rtol=rel, atol=1e-9)


@st.composite
def varied(draw):
    """A scenario and a table of columns, each path's values anywhere within its bounds."""
    scenario = draw(ALL_KINDS)
    known = parameters(scenario)
    paths = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=6, unique=True))
    rows = draw(st.integers(1, 5))
    columns = {}
    for path in paths:
        low, high = known[path].low, min(known[path].high, known[path].low + 40 * known[path].step)
        columns[path] = [low + (high - low) * draw(st.integers(0, 40)) / 40 for _ in range(rows)]
    return scenario, columns, rows


# -- many at once ---------------------------------------------------------------------------------------------


@given(varied())
def test_many_cases_at_once_are_the_cases_one_by_one(table):
    """A table of cases gives, row by row, what each row gives alone."""
    scenario, columns, rows = table
    together = evaluate(Cases(scenario, columns))
    for row in range(rows):
        alone = evaluate(Cases(scenario, {path: column[row : row + 1] for path, column in columns.items()}))
        for measure in MEASURES:
            np.testing.assert_allclose(
                together[measure][row], alone[measure][0], rtol=1e-11, atol=1e-9, err_msg=measure
            )
        for part in PARTS:
            equal(together.time_value_by_part[part][row], alone.time_value_by_part[part][0])


@given(varied())
def test_a_case_is_the_scenario_with_these_numbers(table):
    """A row of a table gives what the scenario gives once its numbers are replaced, where that scenario is valid."""
    scenario, columns, _ = table
    found = evaluate(Cases(scenario, columns))
    try:
        alone = one(replace(scenario, {path: column[0] for path, column in columns.items()}))
    except BadInput:
        assume(False)  # a case may hold what a scenario may not, such as a round that outlasts its session
    for measure in MEASURES:
        np.testing.assert_allclose(found[measure][0], alone[measure][0], rtol=1e-11, atol=1e-9, err_msg=measure)
    assert list(found.bottleneck[0]) == list(alone.bottleneck[0])


@given(varied(), st.lists(st.integers(0, 1000), min_size=1, max_size=4))
def test_cross_is_every_case_with_every_other(table, hourly):
    """Two tables crossed give the results of each pair, the first table's cases outermost."""
    scenario, columns, rows = table
    columns.pop("profile.hourly_value", None)
    assume(columns)
    hourly = [float(value) for value in hourly]
    both = evaluate(cross(Cases(scenario, columns), Cases(scenario, {"profile.hourly_value": hourly})))
    grid = both.cost.reshape(rows, len(hourly), -1)
    for i, value in enumerate(hourly):
        single = evaluate(Cases(scenario, {**columns, "profile.hourly_value": [value] * rows}))
        equal(grid[:, i], single.cost)


@given(ALL_KINDS)
def test_crossing_with_nothing_changes_nothing(scenario):
    """A scenario without columns is one case, so crossing with it leaves a table as it was."""
    table = Cases(scenario, {"profile.years": [1.0, 2.0]})
    for crossed in (cross(table, Cases(scenario)), cross(Cases(scenario), table)):
        assert crossed.size == 2
        equal(evaluate(crossed).cost, evaluate(table).cost)


# -- adding up ------------------------------------------------------------------------------------------------


@given(varied())
def test_breakdowns_add_up(table):
    """Hours, their value and cash are the sums of their parts, items and activities, and cost is both together."""
    results = evaluate(Cases(table[0], table[1]))
    equal(sum(results.hours_by_part[part] for part in PARTS), results.hours)
    equal(sum(results.hours_by_activity.values()), results.hours)
    equal(sum(results.time_value_by_part[part] for part in PARTS), results.time_value)
    equal(sum(results.cash_by_item[item] for item in ITEMS), results.cash)
    equal(results.cash + results.time_value, results.cost)
    equal(results.value - results.cost, results.net_value)


@given(ALL_KINDS)
def test_of_which_lines_are_never_more_than_what_they_are_part_of(scenario):
    """Hours wasted are session hours, and protected ones no more than travel in full and session together."""
    results, tree = one(scenario), scenario.model_dump()
    for i, strategy in enumerate(scenario.strategies.values()):
        mix = [(tree["activities"][key], n * scenario.profile.years) for key, n in strategy.times_per_year.items()]
        session = sum(n * activity["session_minutes"] for activity, n in mix) / 60
        travel = sum(n * activity["travel_minutes"] for activity, n in mix) / 60
        assert -1e-9 <= results.wasted_hours[0, i] <= session * (1 + 1e-9) + 1e-9
        assert -1e-9 <= results.protected_hours[0, i] <= (session + travel) * (1 + 1e-9) + 1e-9


@given(ALL_KINDS)
def test_a_strategy_of_nothing_costs_and_yields_nothing_of_its_own(scenario):
    """Who goes nowhere spends no hour and no money, meets nobody, and lets everybody fall silent."""
    tree = scenario.model_dump()
    tree["strategies"]["online"]["times_per_year"] = dict.fromkeys(tree["activities"], 0.0)
    results = one(Scenario.model_validate(tree))
    for measure in MEASURES:
        found = results[measure][0, 1]
        assert math.isnan(found) if measure.startswith(("cost_per", "months")) else found == 0, measure
    assert results.bottleneck[0][1] is None


@given(ALL_KINDS)
def test_ratios_are_cost_over_their_measure(scenario):
    """A cost per something times that something is the cost; there is none where there is nothing."""
    results = one(scenario)
    won = results.win_probability if scenario.goal == "role" else results.wins
    pairs = (
        (results.cost_per_contact, results.contacts),
        (results.cost_per_relationship, results.relationships),
        (results.cost_per_referral, results.referrals),
        (results.cost_per_win, won),
    )
    for ratio, amount in pairs:
        assert np.array_equal(np.isnan(ratio), amount <= 0)
        equal(np.where(amount > 0, ratio * amount, 0), np.where(amount > 0, results.cost, 0))


@given(ALL_KINDS)
def test_hours_per_week_are_hours_over_the_weeks_networked(scenario):
    """Hours a week times the weeks of the horizon are the hours."""
    results = one(scenario)
    equal(results.hours_per_week * scenario.profile.weeks_per_year * scenario.profile.years, results.hours)


# -- prices ---------------------------------------------------------------------------------------------------


@given(varied(), st.sampled_from(PRICES), st.integers(1, 3))
def test_no_fee_up_makes_cost_go_down(table, price, factor):
    """A dearer meal, ticket, due or subscription never makes any strategy cheaper."""
    scenario = table[0]
    path = f"activities.{ACTIVITIES[0]}.{price}"
    prices = [0.0, get(scenario, path), get(scenario, path) + 10.0 * factor]
    costs = evaluate(Cases(scenario, {path: sorted(prices)})).cost
    assert never_less(costs[1:], costs[:-1])


@given(ALL_KINDS, st.sampled_from(RATES_OF_TIME), st.integers(0, 100))
def test_no_rate_up_makes_cost_go_down(scenario, rate, share):
    """A dearer hour, mile, odd moment or protected hour never makes any strategy cheaper."""
    known = parameters(scenario)[f"profile.{rate}"]
    column = [known.low, known.low + (known.high - known.low) * share / 100, known.high]
    results = evaluate(Cases(scenario, {known.path: column}))
    assert never_less(results.cost[1:], results.cost[:-1])
    moved = "cash" if rate == "mileage_rate" else "time_value"
    still = "time_value" if rate == "mileage_rate" else "cash"
    assert never_less(results[moved][1:], results[moved][:-1])
    equal(results[still], np.broadcast_to(results[still][0], results[still].shape))


@given(ALL_KINDS)
def test_an_hour_worth_nothing_makes_all_time_free(scenario):
    """With an hourly value of 0, protected time is free too, and cost is cash."""
    results = evaluate(Cases(scenario, {"profile.hourly_value": [0.0]}))
    assert np.all(results.time_value == 0)
    equal(results.cost, results.cash)


@given(ALL_KINDS)
def test_protected_time_at_its_ordinary_price_costs_nothing_more(scenario):
    """At a multiple of 1 the windows make no difference to cost."""
    plain = changed(scenario, profile={"protected_time_value": 1.0})
    without = Scenario.model_validate({**plain.model_dump(), "protected": {}})
    equal(one(plain).cost, one(without).cost)


@given(ALL_KINDS, st.sampled_from(PRICES))
def test_dues_are_a_step_and_fees_a_slope(scenario, price):
    """What falls due once or by the year is the same for one visit as for fifty; what is paid at the door is not."""
    tree = scenario.model_dump()
    tree["activities"][ACTIVITIES[0]][price] = 10.0
    tree["strategies"]["online"]["times_per_year"] = {ACTIVITIES[0]: 1.0}
    tree = Scenario.model_validate(tree)
    path = f"strategies.online.times_per_year.{ACTIVITIES[0]}"
    cash = evaluate(Cases(tree, {path: [0.0, 0.001, 1.0, 50.0]})).cash_by_item
    item = {"meal_fee": "meals", "entry_fee": "entry", "fares_and_parking": "travel", "annual_dues": "dues"}
    item |= {"joining_fee": "joining", "monthly_subscription": "subscriptions"}
    paid = cash[item[price]][:, 1]
    assert paid[0] == 0
    if item[price] in ("dues", "joining", "subscriptions"):
        assert paid[1] == paid[2] == paid[3] > 0
    else:
        equal(paid[3], 50 * paid[2])


# -- to scale -------------------------------------------------------------------------------------------------


@given(ALL_KINDS)
def test_twice_the_prices_are_twice_the_cost(scenario):
    """Every price, the mileage and the hourly value doubled double cash, the value of time and cost, and no hour."""
    halved = changed(
        scenario,
        profile={key: getattr(scenario.profile, key) / 2 for key in ("hourly_value", "mileage_rate")},
        activity=lambda a: {price: a[price] / 2 for price in PRICES},
    )
    half, full = one(halved), one(scenario)
    for measure in ("cash", "time_value", "cost", "cost_per_contact", "cost_per_win"):
        equal(2 * half[measure], full[measure])
    for measure in ("hours", "wins", "protected_hours"):
        assert np.array_equal(half[measure], full[measure])


@given(ALL_KINDS)
def test_half_the_minutes_are_half_the_hours(scenario):
    """All minutes halved halve the hours and every part of them."""
    none = changed(scenario, activity=lambda _: {"start_hour": None})
    halves = {f"{name}_minutes" for name in MINUTES} | {"pitch_seconds"}
    halved = changed(none, activity=lambda a: {name: a[name] / 2 for name in halves})
    half, full = one(halved), one(none)
    for measure in ("hours", "time_value", "hours_per_week", "wasted_hours"):
        equal(2 * half[measure], full[measure])
    for part in PARTS:
        equal(2 * half.hours_by_part[part], full.hours_by_part[part])
    assert np.array_equal(half.cash, full.cash)


@given(ALL_KINDS)
def test_twice_the_years_are_twice_the_bill(scenario):
    """Over twice the years all that is paid and spent doubles, but for what is paid or met once, on joining."""
    single = changed(
        scenario,
        profile={"years": min(scenario.profile.years, 5.0)},
        activity=lambda _: {"joining_fee": 0.0, "contacts_on_joining": 0.0},
    )
    double = changed(single, profile={"years": 2 * single.profile.years})
    for measure in CASH_AND_TIME:
        equal(one(double)[measure], 2 * one(single)[measure])
    equal(one(double).hours_per_week, one(single).hours_per_week)


@given(ALL_KINDS)
def test_twice_as_often_is_twice_the_hours(scenario):
    """Twice the times a year double hours, meals and miles and leave the dues as they are."""
    tree = scenario.model_dump()
    for strategy in tree["strategies"].values():
        strategy["times_per_year"] = {key: n / 2 for key, n in strategy["times_per_year"].items()}
    half, full = one(Scenario.model_validate(tree)), one(scenario)
    for measure in ("hours", "time_value", "touchpoints", "wasted_hours", "protected_hours"):
        equal(2 * half[measure], full[measure])
    for item in ("meals", "travel", "entry"):
        equal(2 * half.cash_by_item[item], full.cash_by_item[item])
    for item in ("dues", "joining", "subscriptions"):
        assert np.array_equal(half.cash_by_item[item], full.cash_by_item[item])


@given(ALL_KINDS)
def test_horizon_in_one_piece_or_two(scenario):
    """Halfway and all the way: what has accrued by the horizon is the total, and by 0 years only joining fees."""
    results, years = one(scenario), scenario.profile.years
    equal(results.referrals_by(years), results.referrals)
    equal(results.cost_by(years), results.cost)
    equal(results.referrals_by(0.0), np.zeros_like(results.referrals))
    equal(results.cost_by(0.0), results.cash_by_item["joining"])
    assert never_less(results.referrals, results.referrals_by(years / 2))


# -- outcomes -------------------------------------------------------------------------------------------------


@given(ALL_KINDS, st.sampled_from(["close_rate", "referrals_per_relationship", "starting_relationships"]))
def test_more_never_wins_less(scenario, field):
    """A better close rate, more referrals or more relationships at the start never win less, nor later."""
    known = parameters(scenario)[f"pipelines.{scenario.goal}.{field}"]
    top = min(known.high, 50.0)
    results = evaluate(Cases(scenario, {known.path: np.linspace(known.low, top, 6)}))
    for measure in ("wins", "win_probability", "referrals", "value"):
        assert never_less(results[measure][1:], results[measure][:-1])
    months = np.where(np.isnan(results.months_to_first_win), np.inf, results.months_to_first_win)
    assert np.all(months[1:] <= months[:-1] + 1e-6)


@given(ALL_KINDS)
def test_churn_never_wins_more(scenario):
    """Losing more of the relationships that are kept in touch never wins more."""
    column = np.linspace(0, 0.95, 6)
    wins = evaluate(Cases(scenario, {f"pipelines.{scenario.goal}.churn": column})).wins
    assert never_less(wins[:-1], wins[1:])


@given(ALL_KINDS)
def test_more_people_met_have_no_effect_where_deepening_binds(scenario):
    """Where there are more people than can be deepened, meeting three times as many changes nothing at all."""
    before = one(scenario)
    tripled = one(changed(scenario, activity=lambda a: {"new_contacts": min(500.0, 3 * a["new_contacts"])}))
    for i in range(len(scenario.strategies)):
        if before.bottleneck[0][i] == "deepening":
            for measure in ("relationships", "referrals", "wins", "win_probability", "value"):
                assert tripled[measure][0, i] == before[measure][0, i]
            assert tripled.bottleneck[0][i] == "deepening"


@given(ALL_KINDS)
def test_lifting_what_does_not_bind_has_no_effect(scenario):
    """Where meeting people binds from the first day to the last, an hour more of conversation wins nothing."""
    members = changed(scenario, activity=lambda _: {"contacts_on_joining": 0.0})
    before = one(members)
    trust = members.pipelines[members.goal].hours_to_trust
    after = one(changed(members, pipeline={"hours_to_trust": max(0.1, trust / 2)}))
    for i in range(len(scenario.strategies)):
        if before.bottleneck[0][i] == "meeting_people":
            assert after.referrals[0, i] == pytest.approx(before.referrals[0, i], rel=1e-12)


@given(ALL_KINDS)
def test_relationships_are_never_more_than_can_be_kept_warm(scenario):
    """Nobody keeps more relationships warm than the year's exchanges suffice for."""
    results = one(scenario)
    years = scenario.profile.years
    needed = scenario.pipelines[scenario.goal].touchpoints_per_relationship
    kept = results.touchpoints / years / needed
    assert never_less(kept, results.relationships)
    most = kept * years * scenario.pipelines[scenario.goal].referrals_per_relationship
    assert never_less(most, results.referrals)


@given(ALL_KINDS)
def test_people_are_never_more_than_there_are(scenario):
    """Relationships formed from nothing are never more than the relevant people met."""
    fresh = changed(scenario, pipeline={"starting_relationships": 0.0})
    results, tree = one(fresh), fresh.model_dump()
    for i, strategy in enumerate(fresh.strategies.values()):
        relevant = 0.0
        for key, n in strategy.times_per_year.items():
            a, times = tree["activities"][key], n * fresh.profile.years
            joined = min(a["contacts_on_joining"], times * a["touchpoints"])
            relevant += a["relevant_share"] * (times * a["new_contacts"] + joined)
        assert results.relationships[0, i] <= relevant * (1 + 1e-9) + 1e-9


@given(ALL_KINDS)
def test_contacts_are_met_at_a_rate_and_once_by_joining(scenario):
    """People met grow evenly with the years, plus the members, whom token attendance does not bring."""
    results, years = one(scenario), scenario.profile.years
    for i, strategy in enumerate(scenario.strategies.values()):
        expected = 0.0
        for key, n in strategy.times_per_year.items():
            activity = scenario.activities[key]
            expected += n * years * activity.new_contacts
            expected += min(activity.contacts_on_joining, n * years * activity.touchpoints)
        assert results.contacts[0, i] == pytest.approx(expected, rel=1e-12)


@given(lively())
def test_first_year_does_not_depend_on_the_horizon(scenario):
    """Once a year's meetings suffice to meet all members, the first year's referrals are the same on any horizon."""

    def met_within_a_year(activity):
        return {"contacts_on_joining": min(activity["contacts_on_joining"], activity["touchpoints"])}

    tree = changed(scenario, activity=met_within_a_year).model_dump()
    for strategy in tree["strategies"].values():
        strategy["times_per_year"] = {key: max(1.0, n) for key, n in strategy["times_per_year"].items()}
    results = evaluate(Cases(Scenario.model_validate(tree), {"profile.years": [1.0, 2.0, 5.0, 10.0]}))
    first = results.referrals_by(1.0)
    equal(first, np.broadcast_to(first[0], first.shape))
    equal(first[0], results.referrals[0])


@given(ALL_KINDS)
def test_months_to_first_win_are_none_exactly_below_even_odds(scenario):
    """A month is given where the chance of a win reaches one half, and by then ln 2 wins are expected."""
    results, years = one(scenario), scenario.profile.years
    months = results.months_to_first_win
    assert np.array_equal(np.isnan(months), results.win_probability < 0.5)
    close = scenario.pipelines[scenario.goal].close_rate
    for i in np.flatnonzero(~np.isnan(months[0])):
        assert 0 <= months[0, i] <= 12 * years * (1 + 1e-12)
        expected = results.referrals_by(months[0, i] / 12)[0, i] * close
        assert expected == pytest.approx(math.log(2), rel=1e-9)


@given(ALL_KINDS)
def test_chance_and_value_follow_from_wins(scenario):
    """The chance of a win is 1 − e^−wins; every client counts, but one takes only one role."""
    results = one(scenario)
    equal(results.win_probability, 1 - np.exp(-results.wins))
    worth = scenario.pipelines[scenario.goal].value_per_win
    won = results.win_probability if scenario.goal == "role" else results.wins
    equal(results.value, won * worth)


# -- blends ---------------------------------------------------------------------------------------------------


@given(ALL_KINDS)
def test_blend_at_either_end_is_the_pure_strategy(scenario):
    """Times a year mixed at share 0 and 1 give the results of the strategies that are mixed."""
    columns = {}
    for key in scenario.activities:
        ends = [get(scenario, f"strategies.{s}.times_per_year.{key}") for s in ("face_to_face", "online")]
        columns[f"strategies.blended.times_per_year.{key}"] = ends
    mixed, pure = evaluate(Cases(scenario, columns)), one(scenario)
    for measure in MEASURES:
        for row in (0, 1):
            np.testing.assert_allclose(mixed[measure][row, 2], pure[measure][0, row], rtol=1e-11, err_msg=measure)


@given(ALL_KINDS, st.integers(1, 19))
def test_a_blend_pays_no_less_than_its_share_of_each(scenario, twentieths):
    """Half of each costs at least half of both, since dues do not shrink; the hours are exactly the share."""
    share, columns = twentieths / 20, {}
    for key in scenario.activities:
        ends = [get(scenario, f"strategies.{s}.times_per_year.{key}") for s in ("face_to_face", "online")]
        columns[f"strategies.blended.times_per_year.{key}"] = [(1 - share) * ends[0] + share * ends[1]]
    results = evaluate(Cases(scenario, columns))

    def mean(measure):
        return (1 - share) * results[measure][0, 0] + share * results[measure][0, 1]

    assert never_less(results.cash[0, 2], mean("cash"))
    assert results.hours[0, 2] == pytest.approx(mean("hours"), rel=1e-9, abs=1e-9)
    assert results.time_value[0, 2] == pytest.approx(mean("time_value"), rel=1e-9, abs=1e-9)
