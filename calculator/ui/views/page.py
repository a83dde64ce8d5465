"""The Answers page: a tab a question, of which only the open one is worked out."""

from __future__ import annotations

from importlib import import_module

import streamlit as st

from calculator.ui import answers, pages, state, trace

VIEWS = {
    "odds": "Odds",
    "decides": "What decides",
    "break_even": "Break-even",
    "best_mix": "Best mix",
    "right_tool": "Right tool",
    "week": "Your week",
    "beliefs": "Three beliefs",
    "hidden_hours": "Hidden hours",
}
"""Each tab by its id, which is also its module's name and the link's `view`."""


def show() -> None:
    """The tabs, and the view that is open."""
    answer = answers.answer(state.scenario())
    pages.back()
    state.say()
    state.look(state.view() if state.view() in VIEWS else next(iter(VIEWS)))
    state.shown("view", VIEWS[state.view()])
    tabs = st.tabs(list(VIEWS.values()), key="view", on_change=_open)
    for key, tab in zip(VIEWS, tabs, strict=True):
        if tab.open:
            with tab:
                import_module(f"calculator.ui.views.{key}").show(answer)
    trace.show(answer)


def _open() -> None:
    label = st.session_state["view"]
    state.look(next(key for key, name in VIEWS.items() if name == label))
