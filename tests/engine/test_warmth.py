"""How many relationships stay warm: by hand, at the limits of the formulas, and against the solved equation."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.model import Scenario
from tests.engine import independent

CHURNS = (0.0, 5e-324, 1e-300, 1e-16, 1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.1, 0.5, 0.95)


def course(start=0.0, deepened=0.0, met=0.0, members=0.0, kept=1000.0, churn=0.0, years=1.0, **pipeline):
    """A scenario of one monthly meeting with these rates; a referral a relationship and year, each one won."""
    meeting = {"name": "Meeting", "medium": "in_person", "session_minutes": deepened / 2, "relevant_share": 1.0}
    meeting |= {"new_contacts": met / 12, "touchpoints": kept / 12, "contacts_on_joining": members}
    flow = {"starting_relationships": start, "churn": churn, "hours_to_trust": 0.1, "touchpoints_per_relationship": 1.0}
    flow |= {"referrals_per_relationship": 1.0, "close_rate": 1.0, "value_per_win": 1.0, **pipeline}
    profile = {"hourly_value": 10, "mileage_rate": 0, "weeks_per_year": 50, "years": years, "hours_per_week": 1}
    profile |= {"cash_per_year": 1, "dead_time_value": 1, "protected_time_value": 1}
    return Scenario.model_validate(
        {
            "name": "Course",
            "currency": "GBP",
            "distance_unit": "mile",
            "goal": "clients",
            "profile": profile,
            "media": {"in_person": {"richness": 1}},
            "activities": {"meeting": meeting},
            "strategies": {"only": {"name": "Only", "times_per_year": {"meeting": 12}}},
            "pipelines": {"clients": flow},
        }
    )


def figures(**given):
    """Relationships at the end, relationship-years and bottleneck of a course."""
    results = evaluate(Cases(course(**given)))
    return results.relationships[0, 0], results.referrals[0, 0], results.bottleneck[0][0]


# -- by hand --------------------------------------------------------------------------------------------------


def test_growth_up_to_what_can_be_kept():
    """Ten a year up to 4: a triangle of 0.4 years and then 1.6 years at 4, in all 0.8 + 6.4 relationship-years."""
    found = figures(deepened=10.0, met=20.0, kept=4.0, years=2.0)
    assert found == (4.0, pytest.approx(7.2, rel=1e-12), "keeping_in_touch")


def test_members_first_then_new_people():
    """Six a year while there are members, then the two a year whom one meets: 6 after the first year, 8 after two."""
    end, area, bottleneck = figures(deepened=6.0, met=2.0, members=4.0, kept=100.0, years=2.0)
    assert (end, bottleneck) == (pytest.approx(8.0, rel=1e-12), "meeting_people")
    assert area == pytest.approx(3.0 + 7.0, rel=1e-12)


def test_members_who_last_until_the_end():
    """As long as the members last over the horizon, meeting people has held nobody back; a little less, and it has."""
    enough = figures(deepened=6.0, met=2.0, members=4.001, kept=100.0, years=1.0)
    assert enough == (pytest.approx(6.0), pytest.approx(3.0), "deepening")
    assert figures(deepened=6.0, met=2.0, members=3.999, kept=100.0, years=1.0)[2] == "meeting_people"


def test_without_members_what_is_met_is_deepened():
    """Without members a surplus of conversation waits for people from the first day."""
    end, area, bottleneck = figures(deepened=6.0, met=2.0, kept=100.0, years=2.0)
    assert (end, area, bottleneck) == (pytest.approx(4.0), pytest.approx(4.0), "meeting_people")


def test_as_many_met_as_can_be_deepened():
    """Where people met and people deepened are just as many, deepening is named."""
    end, _, bottleneck = figures(deepened=12.0, met=12.0, members=5.0, kept=1000.0)
    assert (end, bottleneck) == (pytest.approx(12.0), "deepening")


def test_more_at_the_start_than_can_be_kept():
    """Ten at the start of whom half are lost a year, room for five: five for a year, then 2.5 and 1.25."""
    end, area, bottleneck = figures(start=10.0, kept=5.0, churn=0.5, years=3.0)
    assert (end, bottleneck) == (pytest.approx(1.25, rel=1e-12), "deepening")
    assert area == pytest.approx(5 + (5 - 1.25) / math.log(2), rel=1e-12)


def test_room_is_reached_on_the_last_day():
    """Ten at the start, half lost in the one year: the room for five is full all year, and just enough at its end."""
    end, area, _ = figures(start=10.0, kept=5.0, churn=0.5, years=1.0)
    assert (end, area) == (pytest.approx(5.0, rel=1e-12), pytest.approx(5.0, rel=1e-12))


def test_standing_still_on_the_cap():
    """As many formed as are lost, and room for just these: nothing changes, and nothing is undefined."""
    still = 10 / math.log(2)
    for kept in (still, np.nextafter(still, 0), np.nextafter(still, 100)):
        end, area, _ = figures(start=still, deepened=10.0, met=20.0, kept=kept, churn=0.5, years=10.0)
        assert (end, area) == (pytest.approx(still, rel=1e-9), pytest.approx(10 * still, rel=1e-9))


def test_no_room_at_all():
    """Where nobody is exchanged words with, nobody stays warm, however many there were."""
    assert figures(start=5000.0, deepened=5.0, met=5.0, kept=0.0) == (0.0, 0.0, "keeping_in_touch")


def test_nobody_at_the_start_nobody_met():
    """No relationship and none formed is no bottleneck of keeping in touch."""
    assert figures() == (0.0, 0.0, "deepening")


def test_first_win_while_the_room_is_full():
    """Two relationships kept warm and one win a relationship and year: even odds after ln 2 / 2 years."""
    results = evaluate(Cases(course(start=100.0, kept=2.0)))
    assert results.months_to_first_win[0, 0] == pytest.approx(12 * math.log(2) / 2, rel=1e-12)


def test_first_win_on_the_last_day():
    """Where ln 2 wins are expected at the very end, the month is the last one if the chance is given as one half."""
    for kept in (math.log(2), np.nextafter(math.log(2), 1), np.nextafter(math.log(2), 0)):
        results = evaluate(Cases(course(start=100.0, kept=kept)))
        month, chance = results.months_to_first_win[0, 0], results.win_probability[0, 0]
        assert math.isnan(month) == (chance < 0.5)
        assert math.isnan(month) or month == pytest.approx(12.0)


def test_first_win_where_relationships_die_away():
    """Eight at the start of whom 95 % are lost a year, hardly any formed: the first win is found on the long tail."""
    flow = {"start": 8.0, "deepened": 1.3, "met": 5.0, "churn": 0.95, "years": 10.0}
    results = evaluate(Cases(course(**flow), {"pipelines.clients.close_rate": np.linspace(0.1, 0.2, 50)}))
    months = results.months_to_first_win[:, 0]
    late = ~np.isnan(months)
    assert late.any()
    wins = evaluate(Cases(course(**flow))).referrals_by  # every referral is won, so the shares scale it
    for share, month in zip(np.linspace(0.1, 0.2, 50)[late], months[late], strict=True):
        assert share * wins(month / 12)[0, 0] == pytest.approx(math.log(2), rel=1e-9)


# -- limits ---------------------------------------------------------------------------------------------------


def exact(start, rate, churn, years):
    """S(T) and ∫S without a cap, in sixty digits."""
    with localcontext() as context:
        context.prec = 400 if 0 < churn < 1e-30 else 80
        s, r, t = Decimal(start), Decimal(rate), Decimal(years)
        if churn == 0:
            return float(s + r * t), float(s * t + r * t * t / 2)
        delta = -(1 - Decimal(churn)).ln()
        a = (1 - (-delta * t).exp()) / delta
        return float(s * (-delta * t).exp() + r * a), float(s * a + r * (t - a) / delta)


@pytest.mark.parametrize("churn", [c for c in CHURNS if c == 0 or c > 1e-20])
@pytest.mark.parametrize("years", [0.25, 1.0, 10.0])
@pytest.mark.parametrize(("start", "rate"), [(0.0, 12.0), (30.0, 6.0), (0.0, 0.0), (5000.0, 0.0), (1.0, 1e-6)])
def test_growth_to_the_last_digits(churn, years, start, rate):
    """From no churn to almost total, relationships and their years are those of an exact calculation to 1e-11."""
    end, area, _ = figures(start=start, deepened=rate, met=rate + 1, kept=12000.0, churn=churn, years=years)
    assert (end, area) == pytest.approx(exact(start, rate, churn, years), rel=1e-11)


@pytest.mark.parametrize("years", [0.25, 1.0, 10.0])
def test_vanishing_churn_is_no_churn(years):
    """The smallest churns that a file can hold give what no churn gives, without a jump where the formula changes."""
    flow = {"start": 3.0, "deepened": 6.0, "met": 7.0, "kept": 12.0, "years": years}
    for churn in (5e-324, 1e-310, 1e-300, 1e-100, 1e-17, 1e-15, 1.1e-15, 1e-14):
        found, plain = figures(**flow, churn=churn), figures(**flow)
        assert found[:2] == pytest.approx(plain[:2], rel=1e-12)
        assert found[2] == plain[2]


def test_no_jump_where_the_series_ends():
    """Around δt = 0.001, where a series gives way to the closed form, relationship-years fall smoothly."""
    churns = 1 - np.exp(-np.linspace(0.99e-3, 1.01e-3, 201))
    column = {"pipelines.clients.churn": churns}
    area = evaluate(Cases(course(start=5.0, deepened=12.0, met=13.0, kept=500.0), column)).referrals[:, 0]
    steps = np.diff(area)
    assert np.all(steps < 0)
    assert steps.max() - steps.min() < 1e-3 * abs(steps.mean())


@pytest.mark.parametrize("factor", [1e-12, 1e-6, 1e-3, 1.0, 150.0])
def test_rates_tiny_and_huge(factor):
    """All rates and relationships scaled together scale what follows, over fourteen orders of magnitude."""
    rates = {"start": 2.0, "deepened": 12.0, "met": 5.0, "members": 6.0, "kept": 11.0}
    plain = figures(**rates, churn=0.3, years=3.0)
    scaled = figures(**{key: value * factor for key, value in rates.items()}, churn=0.3, years=3.0)
    assert scaled[:2] == pytest.approx(tuple(factor * value for value in plain[:2]), rel=1e-12)
    assert scaled[2] == plain[2]


# -- against the solved equation ------------------------------------------------------------------------------

FLOWS = st.fixed_dictionaries(
    {
        "start": st.integers(0, 40).map(float),
        "deepened": st.integers(0, 60).map(float),
        "met": st.integers(0, 30).map(float),
        "members": st.integers(0, 40).map(float),
        "kept": st.integers(0, 60).map(float),
        "churn": st.sampled_from([c for c in CHURNS if c == 0 or c > 1e-20]),
        "years": st.sampled_from([0.25, 1.0, 3.0, 10.0]),
    }
)


@given(FLOWS)
def test_closed_form_is_the_equation_solved_finely(flow):
    """Relationships and their years agree to 1e-9 with a fine solution, wherever they cross what can be kept."""
    scenario = course(**flow)
    expected = independent.figures(scenario.model_dump(), "only", steps=2000, fine=3000)
    results = evaluate(Cases(scenario))
    assert results.relationships[0, 0] == pytest.approx(expected["relationships"], rel=1e-9, abs=1e-12)
    assert results.referrals[0, 0] == pytest.approx(expected["referrals"], rel=1e-9, abs=1e-12)


@given(FLOWS)
def test_warm_years_grow_at_the_rate_of_those_warm(flow):
    """The relationship-years gained in the last ten-thousandth of the horizon are what is warm then."""
    results, years = evaluate(Cases(course(**flow))), flow["years"]
    gained = (results.referrals_by(years) - results.referrals_by(years * 0.9999))[0, 0] / (years * 1e-4)
    assert gained == pytest.approx(results.relationships[0, 0], rel=2e-2, abs=2e-2)
