"""Where a number comes from, on request: one strategy, one measure, its steps and everything that went in."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.analyses.study import Study
from calculator.engine import MEASURES
from calculator.facts import Fact
from calculator.findings import trace as findings
from calculator.model import Scenario
from calculator.named import opening
from calculator.trace import Trace, trace
from calculator.ui import answers, asked, details, pages, state

TITLES = {"cost": "Full cost", "time_value": "Value of your time"}
"""What the ledgers call measures whose own names are others."""
PARTS = ("Steps", "What went in", "What each step is")
LEDGER = ("cost", "hours_per_week", "hours", "cash", "time_value", "wins", "win_probability")
"""What the ledgers show, offered first."""


def show(answer: Study) -> None:
    """One line that opens to a number's working; nothing is worked out while it is closed."""
    if not answer.scenario.strategies:
        return
    box = st.expander("Open a number: where does it come from?", type="compact", key="open-number", on_change="rerun")
    if not box.open:
        return
    with box:
        names = answer.names
        with st.container(horizontal=True, key="asked-number", vertical_alignment="bottom"):
            strategy = asked.chosen("Strategy", names, next(iter(names)), "number-strategy")
            measures = dict.fromkeys((*LEDGER, *MEASURES))
            titles = {name: TITLES.get(name, opening(name.replace("_", " "))) for name in measures}
            measure = asked.chosen("Number", titles, LEDGER[0], "number-measure")
        traced = trace(answer.scenario, strategy, measure)
        told = findings.told(traced, answers.period(state.span(), answer.scenario))
        st.markdown(f"**{formats.markdown(told.sentence)}** {formats.markdown(' '.join(told.notes))}")
        part = st.segmented_control(
            "Show",
            PARTS,
            key="number-part",
            default=PARTS[0],
            required=True,
            wrap=True,
            label_visibility="collapsed",
        )
        if part == PARTS[0]:
            steps = findings.steps(traced)
            st.markdown(_table(steps.header, [[*map(formats.markdown, row)] for row in steps.rows]))
        elif part == PARTS[1]:
            st.markdown(_table(findings.INPUTS, [_input(fact) for fact in findings.facts(traced)]))
            _links(answer.scenario, traced)
        else:
            st.markdown("\n".join(f"- {formats.markdown(line)}" for line in told.working))


def _table(header: tuple[str, ...], rows: list[list[str]]) -> str:
    align = [":--", "--:", ":--"][: len(header)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, align, *rows))


def _input(fact: Fact) -> list[str]:
    """A number with its unit, its value, and whose it is, with the place where it was published."""
    mark = "**yours**" if fact.mark == "yours" else fact.mark
    source = fact.row.source if fact.row and fact.mark != "yours" else None
    link = f", [{formats.markdown(source.publisher)}]({source.url})" if source and source.url else ""
    return [formats.markdown(fact.full), formats.markdown(fact.value), f"{mark}{link}"]


def _links(scenario: Scenario, traced: Trace) -> None:
    """The way to change what went in, activity by activity, and to what it rests on."""
    used = dict.fromkeys(path.split(".")[1] for path in traced.inputs if path.startswith("activities."))
    st.markdown("**Change a number of**")
    with st.container(horizontal=True, key="number-links"):
        for key in used:
            name = formats.label(scenario.activities[key].name)
            if st.button(name, key=f"open {key}", type="tertiary", on_click=_activity, args=(key,)):
                pages.go("details")
        pages.link("details", "Anything else")
        pages.link("sources", "Every number and its source")


def _activity(key: str) -> None:
    """Let the page with all numbers open at an activity."""
    st.session_state["next-activity"] = key
    st.session_state["only-mine"] = False
    st.session_state["view"] = details.VIEWS[0]
