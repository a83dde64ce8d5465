"""How often each strategy does what, counted by the week, the month or the year."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.model import Scenario
from calculator.questions import PERIODS, in_a_year, nearest, simply
from calculator.safety import isolated
from calculator.ui import entry, manage, state


def show(scenario: Scenario) -> None:
    """One strategy: a row an activity, with a count and what it is counted by."""
    key = manage.strategy(scenario)
    if not key:
        st.markdown("No strategies. Start from a preset or add a way to network.")
        return
    st.caption(f"A week is one of your {formats.whole(scenario.profile.weeks_per_year)} networking weeks.")
    for activity, member in scenario.activities.items():
        _row(scenario, key, activity, member.name)


def _row(scenario: Scenario, strategy: str, activity: str, name: str) -> None:
    path = f"strategies.{strategy}.times_per_year.{activity}"
    times = scenario.strategies[strategy].times_per_year.get(activity, 0.0)
    with st.container(key=f"mix-{activity}"):
        label, field, unit, total = st.columns([3, 2, 3, 1.5], vertical_alignment="center")
        with label:
            st.markdown(formats.markdown(name))
        with unit:
            key = f"per {path}"
            per = simply(scenario, times, st.session_state.get(key, ""))
            state.shown(key, per)
            st.segmented_control(
                formats.label(f"{isolated(name)}: counted by"),
                PERIODS,
                key=key,
                required=True,
                wrap=True,
                label_visibility="collapsed",
                persist_state="session",
                on_change=_recounted,
                args=(path, key),
            )
        with field:
            _count(scenario, path, name, times, per)
        with total:
            st.markdown(f":gray[{formats.count(times) if times % 1 else formats.whole(times)} a year]")


def _recounted(path: str, key: str) -> None:
    """Count by another period; where that makes no simple number, by the nearest whole one of it."""
    scenario, times, per = state.scenario(), state.number(path) or 0.0, st.session_state[key]
    if simply(scenario, times, per) != per:
        state.change({path: round(nearest(scenario, times, per) * in_a_year(scenario, per), 6)})


def _count(scenario: Scenario, path: str, name: str, times: float, per: str) -> None:
    key, scale = f"times {path} {per}", in_a_year(scenario, per)
    label = formats.label(f"{isolated(name)}, times {per}")
    entry.number(label, key, {path: scale}, round(times / scale, 2), label_visibility="collapsed")
