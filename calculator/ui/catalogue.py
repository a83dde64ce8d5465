"""Which of these do you do? Ticks for the catalogue, which set up all strategies at once, and the strategies' names."""

from __future__ import annotations

import streamlit as st

from calculator import assumptions, edits, formats
from calculator.model import Scenario
from calculator.ui import state

LESSON = "What you untick leaves every way to network. What you tick comes back as often as our example has it."


def show(scenario: Scenario) -> None:
    """A tick an activity; drawn when it is opened."""
    if not scenario.activities or not scenario.strategies:
        return
    popover = st.popover("Which of these do you do?", key="catalogue", on_change="rerun", width="content")
    if not popover.open:
        return
    with popover, st.container(key="ticks", gap=None):
        st.caption(LESSON)
        for activity, known in scenario.activities.items():
            key = f"tick {activity}"
            state.shown(key, done(scenario, activity))
            st.checkbox(formats.label(known.name), key=key, on_change=_ticked, args=(activity, key))


def done(scenario: Scenario, activity: str) -> bool:
    """Whether any strategy does it."""
    return any(mix.times_per_year.get(activity) for mix in scenario.strategies.values())


def _ticked(activity: str, key: str) -> None:
    scenario = state.scenario()
    if st.session_state[key]:
        state.attempt(lambda: edits.take_up(scenario, activity, assumptions.origin(scenario)))
    else:
        state.attempt(lambda: edits.drop(scenario, activity))


def names(scenario: Scenario) -> None:
    """A field a strategy for what the user calls it; drawn when it is opened."""
    if not scenario.strategies:
        return
    popover = st.popover("What do you call them?", key="names", on_change="rerun", width="content")
    if not popover.open:
        return
    with popover:
        for number, (strategy, mix) in enumerate(scenario.strategies.items(), 1):
            path = f"strategies.{strategy}.name"
            key = f"call {path}"
            state.shown(key, mix.name)
            st.text_input(f"Way {number}", key=key, max_chars=80, on_change=_named, args=(path, key))


def _named(path: str, key: str) -> None:
    if not state.change({path: st.session_state[key]}):
        del st.session_state[key]
