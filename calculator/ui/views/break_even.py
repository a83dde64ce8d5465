"""Break-even: at what value of each number two strategies tie, and what a number must be to reach a target."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.analyses.goal_seek import movers
from calculator.analyses.study import Study
from calculator.findings import reach
from calculator.findings.numbers import measured
from calculator.model import Scenario
from calculator.notation import Reading
from calculator.parameters import parameters
from calculator.safety import isolated
from calculator.ui import asked, entry

REACHED = tuple(dict.fromkeys(("wins", *asked.MEASURES)))
"""What a target may be set for: what is won first, as most people ask for it."""


def show(answer: Study) -> None:
    """The tab."""
    asked.show(answer, "break_even")
    if answer.names:
        _reach(answer)


def _reach(answer: Study) -> None:
    """What would it take?"""
    scenario, names = answer.scenario, answer.names
    st.header("What would it take?", anchor=False)
    st.caption("A target is for a year, so that it stays the same however far you look ahead.")
    with asked.row("reach"):
        strategy = asked.chosen("For", names, next(iter(names)), "reach-strategy")
        measure = asked.measure("reach-measure", scenario, REACHED)
        label = f"Target, {reach.unit(scenario, measure)}"
        start = reach.target(scenario, strategy, measure)
        key = f"reach-target-{strategy}-{measure}"
        kind = measured(scenario, measure).kind
        reading = Reading(kind if kind in ("money", "hours") else "number", scenario.currency)
        given = entry.figure(label, key, start, reading, width=240)
        target = start if given is None else given
        paths = movers(scenario, strategy, measure)
        path = _number(scenario, paths)
    if path is None:
        what = f"{measured(scenario, measure).name} of {isolated(names[strategy])}"
        st.markdown(formats.markdown(f"No number changes {what}."))
        return
    told = reach.finding(answer, path, strategy, measure, target)
    with st.container(key="reach-answer"):
        st.markdown(f"**{formats.markdown(told.sentence)}**")
        for note in told.notes:
            st.markdown(formats.markdown(note))


def _number(scenario: Scenario, paths: list[str]) -> str | None:
    """The number that may change, by its path; None where none has a say."""
    known = parameters(scenario)
    if not paths:
        return None
    if st.session_state.get("reach-path") not in paths:
        often = f"pipelines.{scenario.goal}.close_rate"
        st.session_state["reach-path"] = often if often in paths else paths[0]
    picked: str = st.selectbox(
        "By changing", paths, format_func=lambda path: known[path].label, key="reach-path", width=360
    )
    return picked
