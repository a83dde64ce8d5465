"""The pages, run without a browser: every kind of scenario is shown, and nothing is worked out twice."""

from __future__ import annotations

import re
from datetime import time
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions, permalink
from calculator.charts import CHARTS, LEADING, Table
from calculator.parameters import get, spread_of
from calculator.ui import answers, placing
from tests.conftest import NEWEST

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
    "as it is": {},
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


@pytest.mark.parametrize(
    ("preset", "name"), [*product(("uk-owner", "uk-job-seeker"), EDGES), *((preset, "as it is") for preset in NEWEST)]
)
def test_every_page_shows_every_kind_of_scenario(name: str, preset: str) -> None:
    """No scenario that a link can make, however empty or extreme, breaks the page; it says something in words."""
    app = opened(**{"preset": preset, "more": ",".join(CHARTS), **EDGES[name]})
    assert not app.exception
    assert app.title[0].value


def test_other_charts_are_drawn_when_they_are_asked_for() -> None:
    """Three charts lead; the others come by a press, stay in the link, and one that there is not is said."""
    app = opened(more="payback,nonsense")
    assert "There is no chart 'nonsense'" in app.error[0].value
    assert len(app.get("plotly_chart")) == len(LEADING) + 1
    app.button_group(key="more").set_value(["payback", "cost_per"]).run()
    assert len(app.get("plotly_chart")) == len(LEADING) + 2
    assert app.session_state["opened"] == ["payback", "cost_per"]
    app.button_group(key="more").set_value([]).run()
    assert len(app.get("plotly_chart")) == len(LEADING)
    assert app.session_state["opened"] == []


def test_a_field_replaces_one_number_of_the_scenario() -> None:
    """A new value of an hour is the only difference from the preset."""
    app = opened()
    app.text_input(key="ask profile.hourly_value").set_value("31").run()
    found = app.session_state["scenario"]
    assert permalink.encode(found)[1:] == [("profile.hourly_value", "31")]


def test_how_often_keeps_the_shape_of_the_mixes() -> None:
    """Half as many breakfasts a year halve the breakfasts of each strategy that has any."""
    app = opened()
    before = {key: mix.times_per_year.get("breakfast", 0) for key, mix in OWNER.strategies.items()}
    field = app.text_input(key="ask strategies.face_to_face.times_per_year.breakfast")
    assert (field.label, field.value) == ("Breakfasts a year", "44")
    field.set_value("22").run()
    after = {
        key: mix.times_per_year.get("breakfast", 0) for key, mix in app.session_state["scenario"].strategies.items()
    }
    assert after == pytest.approx({key: times / 2 for key, times in before.items()})


def test_the_questions_ask_about_what_the_mix_has() -> None:
    """A job seeker whose mixes have no breakfast is asked about what they do in person instead."""
    labels = [field.label for field in opened(preset="uk-job-seeker").text_input]
    assert not any("reakfast" in label for label in labels)
    assert len(labels) == len(opened().text_input)


def test_undo_takes_back_one_change_at_a_time() -> None:
    """Two changes need two presses, and then there is nothing left to take back."""
    app = opened()
    for value in (31.0, 32.0):
        app.text_input(key="ask profile.hourly_value").set_value(str(value)).run()
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
    """Nothing to compare has neither a heading nor a period, and the questions are there, with where to begin."""
    app = opened(without=NO_STRATEGY)
    assert [head.value for head in app.header] == ["Make it yours"]
    assert "Start from a preset" in app.title[0].value


def test_one_strategy_and_six_are_shown_without_comparison_that_is_not_there() -> None:
    """A link may leave one strategy, or add more than there are columns; each has its ledger."""
    one = opened(without="strategies.face_to_face,strategies.blended")
    assert ledgers(one) == ["Online"]
    assert any("Add a second way" in text.value for text in one.markdown)
    more = {f"strategies__mix_{n}__name": f"Mix {n}" for n in (4, 5, 6)}
    more |= {f"strategies__mix_{n}__times_per_year__phone": str(9 * n) for n in (4, 5, 6)}
    assert ledgers(opened(**more)) == ["Face to face", "Online", "Blended", "Mix 4", "Mix 5", "Mix 6"]


def ledgers(app: AppTest) -> list[str]:
    """The names above the ledgers."""
    cards = (text.value for text in app.markdown if text.value.startswith("### ") and "| What |" in text.value)
    return [re.search(r"\| What \| (.*) \|", card)[1] for card in cards]  # type: ignore[index]  # each has one


def test_a_table_never_parts_a_minus_from_its_amount() -> None:
    """A line of a narrow cell does not end after the minus."""
    table = Table(("", "A"), (("Month 6", "\u2212£3,585"),))
    assert "\u2212\u2060£3,585" in placing.table(table)


def test_a_question_answered_with_nothing_stays_the_same_question() -> None:
    """No breakfasts a month is an answer about breakfasts, and the field stays to take it back."""
    app = opened()
    key = "ask strategies.face_to_face.times_per_year.breakfast"
    app.text_input(key=key).set_value("0").run()
    assert app.text_input(key=key).value == "0"
    app.selectbox(key="per").set_value("a month").run()
    app.text_input(key=key).set_value("2").run()
    assert app.session_state["scenario"].strategies["face_to_face"].times_per_year["breakfast"] == 24


def test_one_answer_that_will_not_do_is_refused_once() -> None:
    """A journey that several meetings share is refused with one sentence, not one a meeting."""
    app = opened()
    app.text_input(key="ask activities.breakfast.travel_minutes").set_value("-10").run()
    assert len(app.error) == 1
    assert app.error[0].value.count("it takes") == 1
    assert app.text_input(key="ask activities.breakfast.travel_minutes").value != "-10"


@pytest.mark.parametrize(
    ("link", "key", "text", "value", "beside"),
    [
        ({}, "ask profile.hourly_value", "19,5", 19.5, "Read as £19.50"),
        ({}, "ask profile.hourly_value", "£19.50", 19.5, ""),
        ({"currency": "EUR"}, "ask pipelines.clients.value_per_win", "1.250", 1250, "Read as €1,250"),
        ({"currency": "eur"}, "ask pipelines.clients.value_per_win", "1.250,50", 1250.5, "Read as €1,250.50"),
        ({"currency": "INR"}, "ask pipelines.clients.value_per_win", "₹15,00,000", 1500000, ""),
        ({}, "ask activities.breakfast.travel_minutes", "1h30", 180, "Read as 90 minutes"),
        ({}, "ask activities.breakfast.annual_dues", "0.5k", 500, "Read as £500"),
        ({}, "ask profile.hourly_value", "25%", None, "A per cent sign belongs to a share."),
        (
            {},
            "ask profile.hourly_value",
            "€30",
            None,
            "'€' is Euro (EUR), and amounts here are in British Pound (GBP).",
        ),
        ({}, "ask profile.hourly_value", "forty", None, "Value of an hour is forty; it takes a number from 0 to 1000"),
    ],
)
def test_a_field_says_beside_it_how_it_was_read_or_why_it_was_not(
    link: dict[str, str], key: str, text: str, value: float | None, beside: str
) -> None:
    """A field reads as all doors do; what will not do is said there and nowhere else, and the number stays."""
    app = opened(**link)
    path = key.partition(" ")[2]
    before = get(app.session_state["scenario"], path)
    app.text_input(key=key).set_value(text).run()
    assert get(app.session_state["scenario"], path) == (before if value is None else value)
    said = [element.value.replace("\\", "") for element in (app.error if value is None else app.caption)]
    assert any(beside in it for it in said) if beside else not any("Read as" in it for it in said)
    assert len(app.error) == (value is None)
    if value is None:
        assert "It stays at £" in app.error[0].value


def test_one_tick_takes_an_activity_out_of_every_way_and_one_undo_brings_it_back() -> None:
    """LinkedIn unticked is in no mix; ticked again it is as often as in the preset; each is one change to take back."""
    app = opened()
    app.session_state["catalogue"] = True
    app.run()
    app.checkbox(key="tick linkedin").uncheck().run()
    assert not any("linkedin" in mix.times_per_year for mix in app.session_state["scenario"].strategies.values())
    assert (
        "strategies.online.times_per_year.linkedin" in dict(permalink.encode(app.session_state["scenario"]))["without"]
    )
    app.button(key="undo-button").click().run()
    assert app.session_state["scenario"] == OWNER
    app.checkbox(key="tick linkedin").uncheck().run()
    app.checkbox(key="tick linkedin").check().run()
    assert {key: dict(mix.times_per_year) for key, mix in app.session_state["scenario"].strategies.items()} == {
        key: dict(mix.times_per_year) for key, mix in OWNER.strategies.items()
    }


def test_money_and_miles_get_another_label_and_keep_their_numbers() -> None:
    """Euros and kilometres are two words of the scenario, and not one number moves."""
    app = opened()
    app.session_state["units"] = True
    app.run()
    app.selectbox(key="currency").set_value("EUR").run()
    app.button_group(key="distance_unit").set_value("km").run()
    assert dict(permalink.encode(app.session_state["scenario"])[1:]) == {"currency": "EUR", "distance_unit": "km"}
    assert any(field.label == "Your hour, €" for field in app.text_input)
    assert any("Nothing is converted" in said.value for said in app.caption)


def test_ways_are_called_what_one_calls_them() -> None:
    """A new name is on the card and in the link; an empty one is refused with a sentence, and the old one stays."""
    app = opened()
    app.session_state["names"] = True
    app.run()
    key = "call strategies.online.name"
    app.text_input(key=key).set_value("From the sofa").run()
    assert dict(permalink.encode(app.session_state["scenario"])[1:]) == {"strategies.online.name": "From the sofa"}
    assert any("From the sofa" in text.value for text in app.markdown if "full cost" in text.value)
    app.text_input(key=key).set_value("").run()
    assert app.session_state["scenario"].strategies["online"].name == "From the sofa"
    assert len(app.error) == 1
    assert app.text_input(key=key).value == "From the sofa"


def test_a_morning_without_a_school_run_is_one_tick() -> None:
    """No school run leaves nothing protected, a tick brings the preset's back, and its times can be told."""
    app = opened()
    app.checkbox(key="mornings").uncheck().run()
    assert not app.session_state["scenario"].protected
    app.checkbox(key="mornings").check().run()
    assert app.session_state["scenario"] == OWNER
    app.time_input(key="clock protected.school_run.start_hour").set_value(time(8, 30)).run()
    assert app.session_state["scenario"].protected["school_run"].start_hour == 8.5


def test_the_drive_is_one_way_and_moves_no_other_meeting() -> None:
    """Half an hour each way to the club is an hour in all, and the way to no other meeting changes."""
    app = opened()
    app.text_input(key="ask activities.breakfast.travel_minutes").set_value("30").run()
    assert permalink.encode(app.session_state["scenario"])[1:] == [("activities.breakfast.travel_minutes", "60")]


@pytest.mark.parametrize("per", ["a week", "a month", "a year"])
def test_a_count_is_never_an_odd_fraction(per: str) -> None:
    """Whatever period is chosen, the count shown is the nearest whole one, and is what the scenario then has."""
    app = opened()
    app.selectbox(key="per").set_value(per).run()
    field = app.text_input(key="ask strategies.face_to_face.times_per_year.breakfast")
    count = float(field.value)
    assert count == round(count) > 0
    weeks = OWNER.profile.weeks_per_year
    a_year = {"a week": weeks, "a month": 12, "a year": 1}[per]
    times = app.session_state["scenario"].strategies["face_to_face"].times_per_year["breakfast"]
    assert times == pytest.approx(count * a_year)


def test_what_decides_is_asked_next_and_not_sure_is_an_answer() -> None:
    """An answer makes the number one's own, 'not sure' leaves it and asks for the next, and both are in the link."""
    app = opened()
    first, *others = [path for path, mark in _ours(app).items() if mark]
    app.button(key=f"skip {first}").click().run()
    assert app.session_state["skipped"] == [first]
    assert f"next {first}" not in {field.key for field in app.text_input}
    second = others[0]
    value = float(app.text_input(key=f"next {second}").value)
    app.text_input(key=f"next {second}").set_value(str(value * 1.5)).run()
    assert answers.answer(app.session_state["scenario"]).marks[second] == "yours"
    again = opened(**dict(permalink.encode(app.session_state["scenario"])), skipped=first)
    assert again.session_state["skipped"] == [first]
    asked = {field.key for field in again.text_input}
    assert not {f"next {first}", f"next {second}"} & asked
    assert f"next {others[1]}" in asked


def test_our_number_can_be_taken_as_ones_own() -> None:
    """'Yes, about that' makes ours a number of the user's, a tenth either way, and asks for another."""
    app = opened()
    first = next(iter(_ours(app)))
    app.button(key=f"agree {first}").click().run()
    spread = spread_of(app.session_state["scenario"], first)
    assert (spread.low, spread.high) == pytest.approx((0.9 * spread.likely, 1.1 * spread.likely))
    assert answers.answer(app.session_state["scenario"]).marks[first] == "yours"


def test_a_link_that_skips_what_is_not_there_says_so() -> None:
    """An unknown name among the skipped is said and left out; the others count."""
    app = opened(skipped="profile.luck,profile.hourly_value")
    assert app.session_state["skipped"] == ["profile.hourly_value"]
    assert "profile.luck" in app.error[0].value


def row() -> None:
    """The row of a share on the Details page."""
    from calculator.ui import rows, state

    state.start()
    state.say()
    rows.row("pipelines.clients.close_rate")


def test_a_share_is_shown_and_typed_in_per_cent() -> None:
    """15 in a hundred is 15 in the field, in the range and in what is said; the scenario and its link have 0.15."""
    path = "pipelines.clients.close_rate"
    app = AppTest.from_function(row, default_timeout=60)
    app.session_state[f"more {path}"] = True
    app.run()
    field = app.text_input(key=f"field {path}")
    assert float(field.value) == pytest.approx(100 * OWNER.pipelines["clients"].close_rate)
    assert field.label.endswith("%")
    field.set_value("15").run()
    assert dict(permalink.encode(app.session_state["scenario"]))[path] == "0.15"
    for typed, spread in (("10%..20%..30 %", (0.1, 0.2, 0.3)), ("12,5..20", (0.125, 0.1625, 0.2)), ("40", (0.4,) * 3)):
        app.text_input(key=f"range {path}").set_value(typed).run()
        assert tuple(spread_of(app.session_state["scenario"], path)) == pytest.approx(spread)
    assert app.text_input(key=f"range {path}").value == "40%"
    field.set_value("140").run()
    assert "is 140%; it takes 0% to 100%. It stays at 40%." in app.error[0].value.replace("\\", "")


def mixes() -> None:
    """How often a strategy does what, on the Details page."""
    from calculator.ui import answers, details, state

    state.start()
    details.strategy(answers.answer(state.scenario()))


def test_how_often_is_never_an_odd_fraction_on_the_page_of_details() -> None:
    """Whatever a count is counted by there, it is the nearest whole one, and is what the scenario then has."""
    app = AppTest.from_function(mixes, default_timeout=60).run()
    path = "strategies.face_to_face.times_per_year.breakfast"
    app.button_group(key=f"per {path}").set_value("a month").run()
    count = float(app.text_input(key=f"times {path} a month").value)
    assert count == round(count) > 0
    assert app.session_state["scenario"].strategies["face_to_face"].times_per_year["breakfast"] == 12 * count


def activity_of_details(activity: str = "linkedin") -> None:
    """One activity, on the Details page."""
    import streamlit as st

    from calculator.ui import answers, details, state

    state.start()
    st.session_state["next-activity"] = activity
    details._activity(answers.answer(state.scenario()))


def test_details_leave_out_what_cannot_apply() -> None:
    """LinkedIn has no pitches and no meal; what it takes is there."""
    app = AppTest.from_function(activity_of_details, default_timeout=60).run()
    fields = {it.key for it in app.text_input}
    assert "field activities.linkedin.session_minutes" in fields
    assert not fields & {
        f"field activities.linkedin.{name}" for name in ("meal_fee", "pitch_seconds", "travel_minutes")
    }


def test_details_begin_with_what_moves_the_answer_most() -> None:
    """Rows stand by their effect, and stay in place while numbers are changed; a changed one can be reset beside it."""
    app = AppTest.from_function(activity_of_details, kwargs={"activity": "breakfast"}, default_timeout=60).run()
    hangs = answers.answer(app.session_state["scenario"]).hangs
    first = [f"field {path}" for path in hangs if path.startswith("activities.breakfast.")]
    order = [it.key for it in app.text_input]
    assert len(first) > 3
    assert order[: len(first)] == first
    path = "activities.breakfast.annual_dues"
    app.text_input(key=f"field {path}").set_value("1").run()
    assert [it.key for it in app.text_input] == order
    app.button(key=f"reset {path}").click().run()
    assert app.session_state["scenario"] == assumptions.scenario("uk-owner")


def _ours(app: AppTest) -> dict[str, str]:
    """The numbers that move the verdict and are not the user's, in the order in which they are asked for."""
    answer = answers.answer(app.session_state["scenario"])
    return {path: answer.marks[path] for path in answer.hangs if answer.marks[path] != "yours"}
