"""What an answer is asked about: a row of controls, and a whole view that is made from its entry in the registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from calculator import lettering, registry
from calculator.analyses.study import Study
from calculator.findings.finding import Finding
from calculator.findings.numbers import measured
from calculator.lettering import PLAIN
from calculator.model import Scenario
from calculator.named import opening
from calculator.registry import Entry, Option
from calculator.ui import placing, state

MEASURES = ("cost", "hours", "cash", "wins", "value", "net_value", "cost_per_win")
"""What a view may be asked about."""


NARROW, WIDE = 230, 640
"""Pixels of a list of choices: at least, and at most."""


def row(key: str) -> Any:
    """A row of controls, under the answer."""
    return st.container(horizontal=True, key=f"asked-{key}", vertical_alignment="bottom")


def chosen(label: str, names: dict[str, str], first: str, key: str) -> str:
    """What the user picks of these names, by its id; it is kept while the session lasts."""
    if st.session_state.get(key) not in names:  # one that was deleted since
        st.session_state[key] = first
    # it has room; a phone makes the list as wide as it is itself
    longest = max((lettering.width(name, PLAIN, 16) for name in names.values()), default=0.0)
    width = min(max(NARROW, 60 + round(longest)), WIDE)
    picked: str = st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, persist_state="session", width=width
    )
    return picked


def measure(key: str, scenario: Scenario, offered: tuple[str, ...] = MEASURES, label: str = "On") -> str:
    """A measure that the user picks."""
    names = {name: opening(measured(scenario, name).name) for name in offered}
    return chosen(label, names, offered[0], key)


def show(
    answer: Study, name: str, say: Callable[[str], None] = placing.answered
) -> tuple[Finding[Any], dict[str, Any]]:
    """Ask the analysis of that id, and place what it found; what it was asked about comes with it."""
    entry = registry.entry(name)
    top = st.container(key="headline" if say is placing.answered else f"{entry.id}-answer")
    given = controls(answer, entry)
    if registry.PERIOD in entry.options:
        given[registry.PERIOD.name] = state.span()
    told = entry.ask(answer, given)
    placing.place(told, top, say)
    return told, given


def controls(answer: Study, entry: Entry) -> dict[str, Any]:
    """The options of an analysis that have a label, in a row; none where there are too few strategies to ask about."""
    options = [option for option in entry.options if option.label and not (option.drawn and answer.outcomes.certain)]
    needed = 1 + any(option.kind == "other" for option in options)
    if not options or len(answer.names) < needed:
        return {}
    with row(entry.id.replace("_", "-")):
        return {option.name: _control(answer, entry, option) for option in options}


def _control(answer: Study, entry: Entry, option: Option) -> Any:
    key, names = f"{entry.id.replace('_', '-')}-{option.name}", list(answer.names)
    if option.kind == "measure":
        offered = getattr(entry.module, "offered", lambda _: MEASURES)
        return measure(key, answer.scenario, offered(answer.scenario), option.label)
    if option.kind == "flag":
        return st.toggle(option.label, key=key, persist_state="session")
    return chosen(option.label, answer.names, names[option.kind == "other"], key)
