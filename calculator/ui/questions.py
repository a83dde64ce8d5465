"""The six questions: what most people want to change, on the page of the answer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.model import Scenario
from calculator.questions import asked
from calculator.ui import pages, state

WIDTHS = {"hour": 112, "travel": 122, "fee": 122, "dues": 122, "times": 150}
"""The questions that the page has room for, and how wide each is."""
GOALS = {"clients": "Clients", "role": "A role"}


def band(answer: Study) -> None:
    """The band with the questions, the meter, and undo."""
    with st.container(key="questions", gap="small"):
        with st.container(horizontal=True, key="questions-head", vertical_alignment="center"):
            st.header("Make it yours", anchor="make-it-yours", width="content")
            st.space("stretch")
            _meter(answer)
            buttons()
            pages.link("details", "Adjust details", ":material/tune:")
        with st.container(horizontal=True, key="qs", vertical_alignment="top"):
            _who(answer.scenario)
            _numbers(answer.scenario)


def buttons() -> None:
    """Undo and reset."""
    st.button("Undo", type="tertiary", on_click=state.undo, disabled=not st.session_state["undo"], key="undo-button")
    changed = state.scenario() != assumptions.origin(state.scenario())
    st.button("Reset all", type="tertiary", on_click=state.reset_all, disabled=not changed, key="reset-all")


def _meter(answer: Study) -> None:
    st.caption(meter(answer), width="content")


def meter(answer: Study) -> str:
    """How many of the numbers are the user's own, and how many of our assumptions decide the answer."""
    total, own, deciding = len(answer.marks), len(answer.own), len(answer.turning)
    said = f"{own} of {total} numbers {'is' if own == 1 else 'are'} yours"
    if not deciding:
        return said
    return f"{said}; {deciding} of our assumptions {'decides' if deciding == 1 else 'decide'} the answer"


def _who(scenario: Scenario) -> None:
    names = assumptions.offered(scenario.preset)
    if scenario.preset not in names:  # from a file or a link that started from none of ours
        names[scenario.preset] = scenario.name
    state.shown("preset", scenario.preset)
    st.selectbox("You are", list(names), format_func=names.__getitem__, key="preset", on_change=_start_from, width=226)
    state.shown("goal", scenario.goal)
    st.segmented_control(
        "You want",
        list(GOALS),
        format_func=GOALS.__getitem__,
        key="goal",
        required=True,
        on_change=_aim,
    )


def _aim() -> None:
    state.change({"goal": st.session_state["goal"]})


def _start_from() -> None:
    if st.session_state["preset"] in assumptions.presets():
        state.put(assumptions.scenario(st.session_state["preset"]))


def _numbers(scenario: Scenario) -> None:
    for question in asked(scenario):
        if question.word == "hour" or (question.word in WIDTHS and scenario.strategies):
            _number(question.short, question.scales, WIDTHS[question.word], question.step)


def _number(label: str, scales: Mapping[str, float], width: int, step: float) -> None:
    """A question about the first path; the others follow, each at its own scale."""
    first = next(iter(scales))
    key = f"ask {first}"
    now = round((state.number(first) or 0.0) / scales[first], 2)
    state.shown(key, now)
    st.number_input(
        formats.label(label),
        value=now,
        key=key,
        step=step,
        format="%.10g",
        width=width,
        on_change=_answered,
        args=(key, scales),
    )


def _answered(key: str, scales: Mapping[str, float]) -> None:
    given = st.session_state[key]
    if given is None or not state.change({path: round(given * scale, 6) for path, scale in scales.items()}):
        del st.session_state[key]
        st.session_state["faults"] = st.session_state.get("faults", [])[:1]  # the others say the same of what follows
