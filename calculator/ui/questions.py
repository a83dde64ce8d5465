"""The six questions: what most people want to change, on the page of the answer."""

from __future__ import annotations

import streamlit as st

from calculator import assumptions, formats
from calculator.model import Scenario
from calculator.ui import pages, state
from calculator.ui.answers import Answer

GOALS = {"clients": "Clients", "role": "A role"}
MONTHS = 12


def band(answer: Answer) -> None:
    """The band with the questions, the meter, and undo."""
    with st.container(key="questions", gap="small"):
        with st.container(horizontal=True, key="questions-head", vertical_alignment="center"):
            st.header("Make it yours", anchor="make-it-yours", width="content")
            st.space("stretch")
            _meter(answer)
            buttons()
            st.page_link(pages.details(), label="Adjust details", icon=":material/tune:")
        with st.container(horizontal=True, key="qs", vertical_alignment="top"):
            _who(answer.scenario)
            _numbers(answer.scenario)


def buttons() -> None:
    """Undo and reset."""
    st.button("Undo", type="tertiary", on_click=state.undo, disabled=not st.session_state["undo"], key="undo-button")
    changed = state.scenario() != assumptions.scenario(state.scenario().preset)
    st.button("Reset all", type="tertiary", on_click=state.reset_all, disabled=not changed, key="reset-all")


def _meter(answer: Answer) -> None:
    st.caption(meter(answer), width="content")


def meter(answer: Answer) -> str:
    """How many of the numbers are the user's own, and how many of our assumptions decide the answer."""
    total, own, deciding = len(answer.marks), len(answer.yours), len(answer.deciding)
    said = f"{own} of {total} numbers {'is' if own == 1 else 'are'} yours"
    if not deciding:
        return said
    return f"{said}; {deciding} of our assumptions {'decides' if deciding == 1 else 'decide'} the answer"


def _who(scenario: Scenario) -> None:
    names = {key: preset.name for key, preset in assumptions.presets().items()}
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
    state.put(assumptions.scenario(st.session_state["preset"]))


def _numbers(scenario: Scenario) -> None:
    sign = formats.symbol(scenario.currency)
    main = main_activity(scenario)
    name = scenario.activities[main].name if main else ""
    _number(f"Your hour, {sign}", {"profile.hourly_value": 1.0}, 112)
    if not main or not scenario.strategies:
        return
    _number("Travel, minutes", dict.fromkeys(_same_journey(scenario, main), 1.0), 122, step=5.0)
    fee = "meal_fee" if scenario.activities[main].meal_fee or main == "breakfast" else "entry_fee"
    short = "breakfast" if main == "breakfast" else name.lower()
    _number(f"{_article(short)}, {sign}", {f"activities.{main}.{fee}": 1.0}, 122)
    _number(f"Dues a year, {sign}", {f"activities.{main}.annual_dues": 1.0}, 122, step=10.0)
    _number(f"{short.capitalize()}s a month", _often(scenario, main), 150)


def main_activity(scenario: Scenario) -> str:
    """The meeting that the questions are about: the breakfast club, or else the one met in person most often."""
    often = {
        key: max((mix.times_per_year.get(key, 0) for mix in scenario.strategies.values()), default=0)
        for key, activity in scenario.activities.items()
        if activity.medium == "in_person"
    }
    if often.get("breakfast"):
        return "breakfast"
    return max(often, key=lambda key: often[key], default="")


def _same_journey(scenario: Scenario, main: str) -> list[str]:
    """The meetings in person that take as long to get to as the main one, and are asked about together."""
    minutes = scenario.activities[main].travel_minutes
    same = [key for key, a in scenario.activities.items() if a.medium == "in_person" and a.travel_minutes == minutes]
    return [f"activities.{key}.travel_minutes" for key in [main, *(key for key in same if key != main)]]


def _often(scenario: Scenario, main: str) -> dict[str, float]:
    """How often a year each strategy goes, for one time a month of the most frequent; so the mixes keep their shape."""
    times = {key: mix.times_per_year.get(main, 0.0) for key, mix in scenario.strategies.items()}
    most = max(times.values(), default=0.0)
    if not most:
        times, most = dict.fromkeys(list(times)[:1], 1.0), 1.0
    used = sorted(times, key=lambda key: -times[key])
    return {f"strategies.{key}.times_per_year.{main}": MONTHS * times[key] / most for key in used if times[key]}


def _number(label: str, scales: dict[str, float], width: int, step: float = 1.0) -> None:
    """A question about the first path; the others follow, each at its own scale."""
    first = next(iter(scales))
    key = f"ask {first}"
    now = round((state.number(first) or 0.0) / scales[first], 2)
    state.shown(key, now)
    st.number_input(
        label, value=now, key=key, step=step, format="%.10g", width=width, on_change=_answered, args=(key, scales)
    )


def _answered(key: str, scales: dict[str, float]) -> None:
    given = st.session_state[key]
    if given is None or not state.change({path: round(given * scale, 6) for path, scale in scales.items()}):
        del st.session_state[key]


def _article(word: str) -> str:
    return f"{'An' if word[:1] in 'aeiou' else 'A'} {word}"
