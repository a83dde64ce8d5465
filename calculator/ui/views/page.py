"""The Answers page: a tab a question, of which only the open one is worked out."""

from __future__ import annotations

from importlib import import_module

import streamlit as st

from calculator.analyses.study import Study
from calculator.registry import ENTRIES
from calculator.ui import answers, asked, pages, state, trace

VIEWS = {entry.id: entry.title for entry in ENTRIES if entry.title}
"""Each tab by the id of its analysis, which is also the link's `view`."""
OWN = ("decides", "break_even", "best_mix", "week", "beliefs", "hidden_hours")
"""Those that have more to show than their entry says, in a module of that name."""


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
                view(answer, key)
    trace.show(answer)


def view(answer: Study, key: str) -> None:
    """One view."""
    if key in OWN:
        import_module(f"calculator.ui.views.{key}").show(answer)
    else:
        asked.show(answer, key)


def _open() -> None:
    label = st.session_state["view"]
    state.look(next(key for key, name in VIEWS.items() if name == label))
