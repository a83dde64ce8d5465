"""The first questions: what most people want to change, on the page of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

import streamlit as st
from babel.numbers import get_currency_name

from calculator import assumptions, edits, formats
from calculator.analyses.study import Study
from calculator.model import Scenario
from calculator.questions import PERIODS, asked, main_activity, most_often, nearest, simply
from calculator.ui import answers, asking, catalogue, entry, pages, state

WIDTHS = {"worth": 172, "hour": 124, "travel": 196, "fee": 142, "dues": 142, "times": 190}
"""How wide each question is."""
DISTANCES = {"mile": "Miles", "km": "Kilometres"}
RELABELLED = "Amounts and distances get another label and keep their number: £15 becomes €15. Nothing is converted."
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
            _mornings(answer.scenario)
        with st.container(horizontal=True, key="qs-more"):
            catalogue.show(answer.scenario)
            catalogue.names(answer.scenario)
            _units(answer.scenario)
        asking.show(answer)
        in_sight(answer)  # below the fields, which it would push out of a first view above them


def in_sight(answer: Study) -> None:
    """The answer in a line that stays in sight while the numbers under it are changed."""
    words = answer.answer(answers.period(state.span(), answer.scenario).name)
    with st.container(key="in-sight"):
        st.markdown(formats.markdown(words.sentence))


def buttons() -> None:
    """Undo and reset."""
    st.button("Undo", type="tertiary", on_click=state.undo, disabled=not st.session_state["undo"], key="undo-button")
    changed = state.scenario() != assumptions.origin(state.scenario())
    st.button("Reset all", type="tertiary", on_click=state.reset_all, disabled=not changed, key="reset-all")


def _meter(answer: Study) -> None:
    st.caption(meter(answer), width="content")


def meter(answer: Study) -> str:
    """How many of the numbers are the user's own, and how many of ours decide the answer."""
    total, own, deciding = len(answer.marks), len(answer.own), len(answer.turning)
    said = f"{own} of {total} numbers {'is' if own == 1 else 'are'} yours"
    if not deciding:
        return said
    return f"{said}; {deciding} of ours {'decides' if deciding == 1 else 'decide'} the answer"


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
    per = _counted_by(scenario)
    for question in asked(scenario, per):
        if question.of and not scenario.strategies:
            continue
        _number(question.short, question.scales, WIDTHS[question.word])
        if question.word == "times":
            st.selectbox("Counted by", PERIODS, key="per", on_change=_recounted, width=122)


def _counted_by(scenario: Scenario) -> str:
    """What the main meeting is counted by: what the user chose, as long as that makes a whole or a simple number."""
    times = most_often(scenario, main_activity(scenario)) if scenario.activities else 0.0
    per = simply(scenario, times, st.session_state.get("per", ""))
    state.shown("per", per)
    return per


def _recounted() -> None:
    """Count by another period; where that makes no simple number, by the nearest whole one of it."""
    scenario, per = state.scenario(), st.session_state["per"]
    times = most_often(scenario, main_activity(scenario))
    if simply(scenario, times, per) != per:
        scales = next(it.scales for it in asked(scenario, per) if it.word == "times")
        count = nearest(scenario, times, per)
        state.change({path: round(count * scale, 6) for path, scale in scales.items()})


def _mornings(scenario: Scenario) -> None:
    """Whether mornings are taken, and from when to when."""
    taken = bool(scenario.protected)
    state.shown("mornings", taken)
    st.checkbox("School run or the like in the morning", key="mornings", on_change=_free_or_taken)
    for window in list(scenario.protected)[:1]:
        for leaf, label in (("start_hour", "It starts"), ("end_hour", "Back by")):
            path = f"protected.{window}.{leaf}"
            minutes = round(60 * (state.number(path) or 0.0))
            key = f"clock {path}"
            state.shown(key, time(min(minutes // 60, 23), minutes % 60 if minutes < 1440 else 59))
            st.time_input(label, key=key, on_change=_at, args=(path, key), width=122)


def _free_or_taken() -> None:
    scenario, origin = state.scenario(), assumptions.origin(state.scenario())
    if st.session_state["mornings"]:
        like = origin if origin.protected else assumptions.scenario(assumptions.default().id)
        state.attempt(lambda: edits.taken_mornings(scenario, like))
    else:
        state.attempt(lambda: edits.free_mornings(scenario))


def _at(path: str, key: str) -> None:
    given = st.session_state[key]
    if given is None or not state.change({path: given.hour + given.minute / 60}):
        del st.session_state[key]


def _units(scenario: Scenario) -> None:
    """Currency and distance; drawn when it is opened."""
    popover = st.popover("Currency and distance", key="units", on_change="rerun", width="content")
    if not popover.open:
        return
    codes = sorted({*formats.LOCALES, scenario.currency})
    with popover:
        state.shown("currency", scenario.currency)
        st.selectbox("Currency", codes, format_func=_money_name, key="currency", on_change=_unit, args=("currency",))
        state.shown("distance_unit", scenario.distance_unit)
        st.segmented_control(
            "Distance",
            list(DISTANCES),
            format_func=DISTANCES.__getitem__,
            key="distance_unit",
            required=True,
            on_change=_unit,
            args=("distance_unit",),
        )
        st.caption(f"{RELABELLED} To start from the numbers of another country, choose it at “You are”.")


def _money_name(code: str) -> str:
    return f"{get_currency_name(code, locale='en')} ({code})"


def _unit(word: str) -> None:
    state.change({word: st.session_state[word]})


def _number(label: str, scales: Mapping[str, float], width: int) -> None:
    """A question about the first path; the others follow, each at its own scale."""
    first = next(iter(scales))
    now = round((state.number(first) or 0.0) / scales[first], 2)
    entry.number(formats.label(label), f"ask {first}", scales, now, width=width)
