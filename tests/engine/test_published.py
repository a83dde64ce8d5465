"""Cases that others have published: with their numbers the engine gives their figures."""

import pytest

from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.model import Activity, Scenario, Strategy


def results(scenario, hourly_value, activities, mixes):
    """Results of these activities and mixes for somebody whose hour is worth this, over one year."""
    tree = scenario.model_dump()
    tree["profile"].update(hourly_value=hourly_value, years=1.0)
    tree["activities"] = {key: activity.model_dump() for key, activity in activities.items()}
    tree["strategies"] = {key: Strategy(name=key, times_per_year=mix).model_dump() for key, mix in mixes.items()}
    return evaluate(Cases(Scenario.model_validate(tree)))


def test_a_chamber_and_a_club(scenario):
    """Twenty-four chamber meetings of 1 h take 36 h a year, fifty club meetings of 1.5 h take 100 h: 1,800 and 5,000.

    Both with 15 minutes on the road each way, for a real-estate agent who earns 100,000 in 2,000 hours, 50 an hour.
    Source: R. Schuster, "The Mathematics Behind BNI", 2010.
    """
    chamber = Activity(name="Chamber", medium="in_person", session_minutes=60, travel_minutes=30)
    club = Activity(name="Club", medium="in_person", session_minutes=90, travel_minutes=30)
    mixes = {"chamber": {"chamber": 24.0}, "club": {"club": 50.0}}
    found = results(scenario, 100_000 / 2_000, {"chamber": chamber, "club": club}, mixes)
    assert found.hours[0].tolist() == pytest.approx([36, 100])
    assert found.time_value[0].tolist() == pytest.approx([1_800, 5_000])


def test_a_blended_club(scenario):
    """A blended club costs 670 a year and takes 69 hours: 400 of dues, 22.50 a month, and four meetings a month.

    One meeting of 135 minutes in person, two of 75 by video, one evening of 60.
    Source: Riverport Business Club, St Ives, "Join: rules and expectations", 2024 (E182 to E186).
    """
    meeting = Activity(
        name="Breakfast", medium="in_person", session_minutes=135, annual_dues=400, monthly_subscription=22.5
    )
    activities = {
        "meeting": meeting,
        "video": Activity(name="Video", medium="video", session_minutes=75),
        "evening": Activity(name="Evening", medium="in_person", session_minutes=60),
    }
    found = results(scenario, 20, activities, {"all": {"meeting": 12.0, "video": 24.0, "evening": 12.0}})
    assert found.cash[0, 0] == pytest.approx(670)
    assert found.cash_by_item["dues"][0, 0] == pytest.approx(400)
    assert found.cash_by_item["subscriptions"][0, 0] == pytest.approx(270)
    assert found.hours[0, 0] == pytest.approx(69)


def test_a_round_of_one_minute_pitches(scenario):
    """Thirty-two minutes of a ninety-minute breakfast are the others' one-minute pitches; 58 are left to talk.

    Source: Network Bucks, "Meeting Format", 2020 (E024): introductions from 07:18 to 07:50.
    """
    breakfast = Activity(name="Breakfast", medium="in_person", session_minutes=90, people_in_round=33, pitch_seconds=60)
    found = results(scenario, 20, {"breakfast": breakfast}, {"once": {"breakfast": 1.0}})
    assert found.hours_by_part["pitches"][0, 0] * 60 == pytest.approx(32)
    assert found.hours_by_part["conversation"][0, 0] * 60 == pytest.approx(58)
