"""The break-even tab, run without a browser: it answers, follows its controls, and says when it cannot."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.edits import delete
from calculator.findings import break_even, reach
from calculator.model import Scenario

OWNER = assumptions.scenario("uk-owner")


def tab(scenario: Scenario) -> AppTest:
    """The tab alone, of a scenario."""

    def script() -> None:
        import streamlit as st

        from calculator.analyses.study import Study
        from calculator.ui.views import break_even as view

        view.show(Study(st.session_state["given"]))

    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["given"] = scenario
    return app.run()


def said(app: AppTest) -> str:
    """Everything that the tab says in text."""
    assert not app.exception
    return "\n".join(text.value for text in app.markdown)


def test_the_tab_answers_and_follows_its_controls() -> None:
    """The title is the finding's sentence, for the measure and the strategies that are picked."""
    app = tab(OWNER)
    first = break_even.finding(Study(OWNER), "face_to_face", "online")
    assert app.title[0].value == formats.markdown(first.sentence)
    app.selectbox(key="break-even-measure").set_value("net_value")
    app.selectbox(key="break-even-other").set_value("blended").run()
    second = break_even.finding(Study(OWNER), "face_to_face", "blended", "net_value")
    assert app.title[0].value == formats.markdown(second.sentence)
    assert second.sentence != first.sentence


def test_a_target_is_reached_or_said_to_be_out_of_reach() -> None:
    """The answer under the target is the goal-seek's, for a target within reach and for one beyond it."""
    app = tab(OWNER)
    path = "pipelines.clients.close_rate"
    for target in (3.0, 5000.0):
        app.text_input(key="reach-target-face_to_face-wins").set_value(str(target)).run()
        found = reach.finding(Study(OWNER), path, "face_to_face", "wins", target)
        assert f"**{formats.markdown(found.sentence)}**" in said(app)
    assert "cannot be reached" in said(app)


def test_little_to_compare_is_said() -> None:
    """One strategy, none, and one that nothing can change each have a sentence and no fault."""
    one = delete(delete(OWNER, "strategies.online"), "strategies.blended")
    assert tab(one).title[0].value.startswith("Add a second way to compare")
    none = tab(delete(one, "strategies.face_to_face"))
    assert none.title[0].value.startswith("No strategies yet")
    assert not none.selectbox
    idle = replace(one, {f"strategies.face_to_face.times_per_year.{key}": 0 for key in OWNER.activities})
    assert not tab(idle).exception
