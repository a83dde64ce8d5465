"""A view from its entry in the registry: the answer, what may be asked about, the chart, and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from calculator import registry
from calculator.analyses.study import Study
from calculator.findings.finding import Finding
from calculator.registry import Entry, Option
from calculator.ui import asked, placing


def show(
    answer: Study, name: str, say: Callable[[str], None] = placing.answered
) -> tuple[Finding[Any], dict[str, Any]]:
    """Ask the analysis of that id, and place what it found; what it was asked about comes with it."""
    entry = registry.entry(name)
    top = st.container(key="headline" if say is placing.answered else f"{entry.id}-answer")
    given = controls(answer, entry)
    found = entry.ask(answer, given)
    placing.place(found, top, say)
    return found, given


def controls(answer: Study, entry: Entry) -> dict[str, Any]:
    """The options of an analysis that have a label, in a row; none where there are too few strategies to ask about."""
    options = [option for option in entry.options if option.label and not (option.drawn and answer.outcomes.certain)]
    needed = 1 + any(option.kind == "other" for option in options)
    if not options or len(answer.names) < needed:
        return {}
    given: dict[str, Any] = {}
    with asked.row(entry.id.replace("_", "-")):
        for option in options:
            given[option.name] = _control(answer, entry, option)
    return given


def _control(answer: Study, entry: Entry, option: Option) -> Any:
    key, names = f"{entry.id.replace('_', '-')}-{option.name}", list(answer.names)
    if option.kind == "measure":
        offered = getattr(entry.module, "offered", lambda _: asked.MEASURES)
        return asked.measure(key, answer.scenario, offered(answer.scenario), option.label)
    if option.kind == "flag":
        return st.toggle(option.label, key=key, persist_state="session")
    return asked.chosen(option.label, answer.names, names[option.kind == "other"], key)
