"""Odds and What decides on the page: they answer, follow their controls, and one tap makes a range."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.findings import decides, odds
from calculator.parameters import spread_of
from tests.conftest import NEWEST

MEAL = "activities.breakfast.meal_fee"


def page() -> None:
    """A view alone, as the Answers page opens it; or the doubt about one number, as the Details page has it."""
    import streamlit as st

    from calculator.parameters import parameters
    from calculator.ui import answers, rows, state
    from calculator.ui.views import page

    state.start()
    view = st.session_state["asked"]
    if view == "sure":
        rows.doubt(state.scenario(), parameters(state.scenario())["activities.breakfast.meal_fee"])
    else:
        page.view(answers.answer(state.scenario()), view)


def opened(view: str, **query: str) -> AppTest:
    """The view of a scenario that a link names."""
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["asked"] = view
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    found = app.run()
    assert not found.exception
    return found


@pytest.mark.parametrize("preset", NEWEST)
def test_odds_answer_and_follow_the_measure(preset: str) -> None:
    """The title is the finding's; the measure picked has its own chart under the same title."""
    study = Study(assumptions.scenario(preset))
    app = opened("odds", preset=preset)
    assert app.title[0].value.replace("\\", "") == odds.finding(study).sentence
    app.selectbox(key="odds-measure").set_value("net_value").run()
    assert not app.exception
    assert any(odds.TITLES["net_value"] in block.proto.body for block in app.get("html"))


@pytest.mark.parametrize("preset", NEWEST)
def test_what_decides_follows_its_controls(preset: str) -> None:
    """Two strategies and a measure give their own answer; shares of the variance come when they are asked for."""
    study = Study(assumptions.scenario(preset))
    app = opened("decides", preset=preset)
    assert decides.EXPLAINED not in [text.value for text in app.markdown]
    app.selectbox(key="decides-one").set_value("blended")
    app.selectbox(key="decides-measure").set_value("net_value")
    app.toggle(key="decides-shares").set_value(True).run()
    assert not app.exception
    found = decides.finding(study, "blended", "online", "net_value")
    assert app.title[0].value.replace("\\", "") == found.sentence
    assert decides.EXPLAINED in [text.value for text in app.markdown]


@pytest.mark.parametrize("without", ["strategies.online,strategies.blended", "strategies.online", "none"])
def test_views_say_what_they_cannot_tell(without: str) -> None:
    """With one strategy, two, or numbers without a range, each view says something and asks for nothing it lacks."""
    for view in ("odds", "decides"):
        app = opened(view, without=without) if without != "none" else opened(view, pipelines__clients__close_rate="0")
        assert app.title[0].value
        assert len(app.selectbox) in (0, 1, 3)


def test_a_tap_makes_a_range() -> None:
    """Roughly is 30% either way of the number, exactly ends the range, and the control shows which it is."""
    app = opened("sure")
    control = app.segmented_control(key=f"sure {MEAL}")
    assert not control.value
    control.set_value("roughly").run()
    scenario = app.session_state["scenario"]
    low, likely, high = spread_of(scenario, MEAL)
    assert (low, high) == pytest.approx((0.7 * likely, 1.3 * likely))
    app.segmented_control(key=f"sure {MEAL}").set_value("exactly").run()
    assert MEAL not in app.session_state["scenario"].ranges
