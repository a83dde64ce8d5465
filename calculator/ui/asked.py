"""What an answer is asked about: a row of controls, in which a strategy, a measure or one of some names is picked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from calculator.findings.numbers import measured
from calculator.model import Scenario
from calculator.named import opening

MEASURES = ("cost", "hours", "cash", "wins", "value", "net_value", "cost_per_win")
"""What a view may be asked about."""


def row(key: str) -> Any:
    """A row of controls, under the answer."""
    return st.container(horizontal=True, key=f"asked-{key}", vertical_alignment="bottom")


def chosen(label: str, names: dict[str, str], first: str, key: str) -> str:
    """What the user picks of these names, by its id; it is kept while the session lasts."""
    if st.session_state.get(key) not in names:  # one that was deleted since
        st.session_state[key] = first
    found: str = st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, persist_state="session", width=230
    )
    return found


def measure(key: str, scenario: Scenario, offered: tuple[str, ...] = MEASURES, label: str = "On") -> str:
    """A measure that the user picks."""
    names = {name: opening(measured(scenario, name).name) for name in offered}
    return chosen(label, names, offered[0], key)
