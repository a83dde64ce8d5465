"""Choosing an activity or a strategy, and adding, copying, renaming and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import streamlit as st

from calculator import edits, formats
from calculator.model import HOLDS, Scenario
from calculator.ui import state

Make = Callable[[Scenario, str, str], tuple[Scenario, str]]


@dataclass(frozen=True)
class Kind:
    """Activities or strategies: what one is called, and how another is made."""

    branch: str
    one: str
    make: Make


ACTIVITY = Kind("activities", "activity", edits.add_activity)
STRATEGY = Kind("strategies", "strategy", edits.add_strategy)
MOST_LETTERS = 80
"""How long a name may be."""


def activity(scenario: Scenario) -> str:
    """The row that chooses an activity; the key of the chosen one, or nothing where there is none."""
    return _choose(ACTIVITY, scenario.activities)


def strategy(scenario: Scenario) -> str:
    """The row that chooses a strategy; the key of the chosen one, or nothing where there is none."""
    return _choose(STRATEGY, scenario.strategies)


def _choose(kind: Kind, members: Mapping[str, Any]) -> str:
    key = f"chosen-{kind.one}"
    added = st.session_state.pop(f"next-{kind.one}", None)
    if added in members:
        state.shown(key, added)
    elif st.session_state.get(key) not in members:
        state.shown(key, next(iter(members), None))
    else:  # set anew, or the browser would go on showing the name from before a renaming
        st.session_state[key] = st.session_state[key]
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"manage-{kind.one}"):
        if members:
            st.selectbox(
                kind.one.capitalize(),
                list(members),
                format_func=lambda name: members[name].name if name in members else "",
                key=key,
                width=280,
                persist_state="session",
            )
        chosen: str = st.session_state[key] or ""
        full = len(members) >= HOLDS[kind.branch]
        if st.button("Copy", key=f"copy-{kind.one}", disabled=not chosen or full):
            taken = {other.name for other in members.values()}
            endings = chain([" (copy)"], (f" (copy {number})" for number in count(2)))
            copies = (f"{members[chosen].name[: MOST_LETTERS - len(end)]}{end}" for end in endings)
            _name_it(kind, chosen, next(name for name in copies if name not in taken))
        if st.button("Rename", key=f"rename-{kind.one}", disabled=not chosen):
            _rename(kind, chosen, members[chosen].name)
        if st.button("Delete", key=f"delete-{kind.one}", disabled=not chosen):
            _delete(kind, chosen, members[chosen].name)
        if st.button(f"Add {'an' if kind.one[0] in 'aeiou' else 'a'} {kind.one}", key=f"add-{kind.one}", disabled=full):
            _name_it(kind, "", "")
    return chosen


@st.dialog("Name it")
def _name_it(kind: Kind, like: str, suggested: str) -> None:
    """Ask for the name of a new one, made like another or from nothing."""
    name = st.text_input("Name", value=suggested, max_chars=MOST_LETTERS, key=f"new-name-{kind.one}-{like}")
    if not like:
        st.caption(f"It starts with nothing in it; every number of the new {kind.one} is yours to set.")
    if st.button("Add", type="primary", disabled=_not_free(kind, name)):
        _made(kind, _line(name), like)


def _not_free(kind: Kind, name: str, own: str = "") -> bool:
    """Whether a name is empty, or another's: two of one name could not be told apart. It says so."""
    others = {key: other.name for key, other in getattr(state.scenario(), kind.branch).items() if key != own}
    taken = _line(name) in others.values()
    if taken:
        st.caption(f"Another {kind.one} has this name. With a name of its own it can be told apart.")
    return taken or not _line(name)


def _line(name: str) -> str:
    """A name as it was typed or pasted, with a space wherever there was a tab, the end of a line or several spaces."""
    return " ".join(name.split())


def _made(kind: Kind, name: str, like: str) -> None:
    made: dict[str, str] = {}

    def make() -> Scenario:
        changed, made["key"] = kind.make(state.scenario(), name, like)
        return changed

    if state.attempt(make):
        st.session_state[f"next-{kind.one}"] = made["key"]
    st.rerun()


@st.dialog("Rename it")
def _rename(kind: Kind, chosen: str, before: str) -> None:
    """Ask for another name."""
    name = st.text_input("Name", value=before, max_chars=MOST_LETTERS, key=f"name-{kind.one}-{chosen}")
    if st.button("Rename", type="primary", disabled=_not_free(kind, name, chosen)):
        state.change({f"{kind.branch}.{chosen}.name": _line(name)})
        st.rerun()


@st.dialog("Delete it?")
def _delete(kind: Kind, chosen: str, name: str) -> None:
    """Ask once; Undo brings it back."""
    st.markdown(f"**{formats.markdown(name)}** and its numbers go. Undo brings them back.")
    if st.button("Delete", type="primary", key=f"really-{kind.one}"):
        state.delete(f"{kind.branch}.{chosen}")
        st.rerun()
