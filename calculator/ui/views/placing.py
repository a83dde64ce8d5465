"""How a finding stands on the page: the answer, its controls, the chart with its table, and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from calculator import formats
from calculator.findings.finding import Finding
from calculator.ui.compare import markdown_table
from calculator.ui.compare import place as chart

MEASURES = {
    "cost": "Full cost",
    "hours": "Hours",
    "cash": "Cash",
    "wins": "Clients won",
    "value": "Worth of what is won",
    "net_value": "Worth less full cost",
    "cost_per_win": "Full cost of one client",
}
"""What a view may be asked about."""


def row(key: str) -> Any:
    """A row of controls, under the answer."""
    return st.container(horizontal=True, key=f"asked-{key}", vertical_alignment="bottom")


def strategy(label: str, names: dict[str, str], first: str, key: str) -> str:
    """A strategy that the user picks, by its id; it is kept while the session lasts."""
    if st.session_state.get(key) not in names:  # one that was deleted since
        st.session_state[key] = first
    found: str = st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, persist_state="session", width=230
    )
    return found


def measure(key: str, goal: str, offered: tuple[str, ...] = tuple(MEASURES), label: str = "On") -> str:
    """A measure that the user picks."""
    names = {name: _named(name, goal) for name in offered}
    if st.session_state.get(key) not in names:
        st.session_state[key] = offered[0]
    found: str = st.selectbox(
        label, offered, format_func=names.__getitem__, key=key, persist_state="session", width=230
    )
    return found


def answered(sentence: str) -> None:
    """The answer of the page."""
    st.title(sentence, anchor=False)


def said(sentence: str) -> None:
    """A second answer, under a heading of its own."""
    st.markdown(f"**{sentence}**")


def place(finding: Finding, top: Any, say: Callable[[str], None] = answered) -> None:
    """The answer into `top`, which stands above the controls, and all else here; a second answer is `said`."""
    with top:
        say(formats.markdown(finding.sentence))
        st.markdown("  \n".join(map(formats.markdown, finding.notes)))
    if finding.chart is not None:
        with st.container(key=f"chart-{finding.chart.id}", gap=None):
            chart(finding.chart)
    elif finding.table.rows:
        with st.container(key=f"table-{finding.id}"):
            st.markdown(markdown_table(finding.table))
    if finding.working:
        with st.expander("How this is worked out", type="compact", key=f"working-{finding.id}"):
            st.markdown("\n\n".join(map(formats.markdown, finding.working)))


def _named(measure: str, goal: str) -> str:
    name = {**MEASURES, "win_probability": "Chance of an offer"}[measure]
    return name.replace("Clients won", "Offers expected").replace("client", "offer") if goal == "role" else name
