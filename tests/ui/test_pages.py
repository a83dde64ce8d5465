"""The pages, run without a browser: every kind of scenario is shown, and nothing is worked out twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions, permalink
from calculator.charts import Table
from calculator.ui import answers, placing

PAGE = str(Path(__file__).parents[2] / "calculator" / "ui" / "page.py")
OWNER = assumptions.scenario("uk-owner")
NO_ACTIVITY = ",".join(f"activities.{key}" for key in OWNER.activities)
NO_STRATEGY = ",".join(f"strategies.{key}" for key in OWNER.strategies)


def opened(**query: str) -> AppTest:
    """The app as opened with a link."""
    app = AppTest.from_file(PAGE, default_timeout=60)
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    return app.run()


EDGES = {
    "no strategies": {"without": NO_STRATEGY},
    "no activities": {"without": NO_ACTIVITY},
    "nothing at all": {"without": f"{NO_ACTIVITY},{NO_STRATEGY}"},
    "one strategy": {"without": "strategies.online,strategies.blended"},
    "an hour worth nothing": {"profile__hourly_value": "0"},
    "nothing won": {"pipelines__clients__close_rate": "0"},
    "a role": {"goal": "role"},
    "the longest horizon": {"profile__years": "10", "period": "all"},
    "the shortest": {"profile__years": "0.25", "period": "week"},
    "long words": {"strategies__online__name": "M" * 80, "activities__event__name": "W" * 80},
    "figures without ranges": {"pipelines__clients__close_rate": "1", "pipelines__clients__churn": "0"},
    "no preset": {"without": "preset"},
    "a preset of nobody's": {"origin": "x"},
    "rubbish": {"profile__years": "forty", "x": "y", "preset": "none"},
}


@pytest.mark.parametrize("name", EDGES)
@pytest.mark.parametrize("preset", assumptions.presets())
def test_every_page_shows_every_kind_of_scenario(name: str, preset: str) -> None:
    """No scenario that a link can make, however empty or extreme, breaks the page; it says something in words."""
    app = opened(**{"preset": preset, **EDGES[name]})
    assert not app.exception
    assert app.title[0].value


def test_a_number_input_replaces_one_number_of_the_scenario() -> None:
    """A new value of an hour is the only difference from the preset."""
    app = opened()
    app.number_input(key="ask profile.hourly_value").set_value(31.0).run()
    found = app.session_state["scenario"]
    assert permalink.encode(found)[1:] == [("profile.hourly_value", "31")]


def test_how_often_keeps_the_shape_of_the_mixes() -> None:
    """Half as many breakfasts a month halve the breakfasts of each strategy that has any."""
    app = opened()
    before = {key: mix.times_per_year.get("breakfast", 0) for key, mix in OWNER.strategies.items()}
    field = app.number_input(key="ask strategies.face_to_face.times_per_year.breakfast")
    field.set_value(before["face_to_face"] / 12 / 2).run()
    after = {
        key: mix.times_per_year.get("breakfast", 0) for key, mix in app.session_state["scenario"].strategies.items()
    }
    assert after == pytest.approx({key: times / 2 for key, times in before.items()})


def test_the_questions_ask_about_what_the_mix_has() -> None:
    """A job seeker whose mixes have no breakfast is asked about what they do in person instead."""
    labels = [field.label for field in opened(preset="uk-job-seeker").number_input]
    assert not any("reakfast" in label for label in labels)
    assert len(labels) == len(opened().number_input)


def test_undo_takes_back_one_change_at_a_time() -> None:
    """Two changes need two presses, and then there is nothing left to take back."""
    app = opened()
    for value in (31.0, 32.0):
        app.number_input(key="ask profile.hourly_value").set_value(value).run()
    app.button(key="undo-button").click().run()
    assert app.session_state["scenario"].profile.hourly_value == 31
    app.button(key="undo-button").click().run()
    assert app.session_state["scenario"] == OWNER
    assert app.button(key="undo-button").disabled


def test_reset_all_goes_back_to_the_preset() -> None:
    """After Reset all, no number is yours."""
    app = opened(profile__hourly_value="99", goal="role")
    app.button(key="reset-all").click().run()
    assert app.session_state["scenario"] == OWNER


def test_the_answer_is_worked_out_once_a_scenario() -> None:
    """A rerun that changes no number, and another visitor with the same ones, are given the same results."""
    first = answers.answer(opened().session_state["scenario"])
    assert answers.answer(opened(period="week").session_state["scenario"]) is first


def test_a_strategy_that_wins_nothing_says_none() -> None:
    """A range from nothing to nothing is no range."""
    cards = [text.value for text in opened(pipelines__clients__close_rate="0").markdown if "Clients won" in text.value]
    assert len(cards) == 3
    assert all("| Clients won | **none** |" in card for card in cards)


def test_one_number_of_ones_own_is_said_as_one() -> None:
    """One number 'is' yours."""
    assert any("1 number is yours" in text.value for text in opened(profile__hourly_value="31").markdown)


def test_without_strategies_there_is_no_ledger_to_switch() -> None:
    """Nothing to compare has neither a heading nor a period, and the questions are there."""
    app = opened(without=NO_STRATEGY)
    assert [head.value for head in app.header] == ["Make it yours"]


def test_a_table_never_parts_a_minus_from_its_amount() -> None:
    """A line of a narrow cell does not end after the minus."""
    table = Table(("", "A"), (("Month 6", "\u2212£3,585"),))
    assert "\u2212\u2060£3,585" in placing.table(table)


def test_a_question_answered_with_nothing_stays_the_same_question() -> None:
    """No breakfasts a month is an answer about breakfasts, and the field stays to take it back."""
    app = opened()
    key = "ask strategies.face_to_face.times_per_year.breakfast"
    app.number_input(key=key).set_value(0.0).run()
    assert app.number_input(key=key).value == 0
    app.number_input(key=key).set_value(2.0).run()
    assert app.session_state["scenario"].strategies["face_to_face"].times_per_year["breakfast"] == 24


def test_one_answer_that_will_not_do_is_refused_once() -> None:
    """A journey that several meetings share is refused with one sentence, not one a meeting."""
    app = opened()
    app.number_input(key="ask activities.breakfast.travel_minutes").set_value(-10.0).run()
    assert len(app.error) == 1
    assert app.error[0].value.count("it takes") == 1
