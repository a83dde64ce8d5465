"""Choosing an activity or a strategy, and adding, copying, renaming and deleting them; and a strategy less its club."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, count

import streamlit as st

from calculator import edits, formats, questions
from calculator.model import HOLDS, Scenario
from calculator.named import activity_name
from calculator.ui import state


@dataclass(frozen=True)
class Managed:
    """Activities or strategies: what one is called, and how another is made."""

    branch: str
    one: str
    make: Callable[[Scenario, str, str], tuple[Scenario, str]]


ACTIVITY = Managed("activities", "activity", edits.add_activity)
STRATEGY = Managed("strategies", "strategy", edits.add_strategy)
MOST_LETTERS = 80
"""How long a name may be."""


def choose(kind: Managed, scenario: Scenario) -> str:
    """The row that chooses an activity or a strategy; the key of the chosen one, or nothing where there is none."""
    key, members = f"chosen-{kind.one}", getattr(scenario, kind.branch)
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
def _name_it(kind: Managed, like: str, suggested: str) -> None:
    """Ask for the name of a new one, made like another or from nothing."""
    name = st.text_input("Name", value=suggested, max_chars=MOST_LETTERS, key=f"new-name-{kind.one}-{like}")
    if not like:
        st.caption(f"It starts with nothing in it; every number of the new {kind.one} is yours to set.")

    def made() -> Scenario:
        changed, st.session_state[f"next-{kind.one}"] = kind.make(state.scenario(), _line(name), like)
        return changed

    if st.button("Add", type="primary", disabled=_not_free(kind, name)):
        state.attempt(made)
        st.rerun()


def _not_free(kind: Managed, name: str, own: str = "") -> bool:
    """Whether a name is empty, or another's: two of one name could not be told apart. It says so."""
    others = {key: other.name for key, other in getattr(state.scenario(), kind.branch).items() if key != own}
    taken = _line(name) in others.values()
    if taken:
        st.caption(f"Another {kind.one} has this name. With a name of its own it can be told apart.")
    return taken or not _line(name)


def _line(name: str) -> str:
    """A name as it was typed or pasted, with a space wherever there was a tab, the end of a line or several spaces."""
    return " ".join(name.split())


@st.dialog("Rename it")
def _rename(kind: Managed, chosen: str, before: str) -> None:
    """Ask for another name."""
    name = st.text_input("Name", value=before, max_chars=MOST_LETTERS, key=f"name-{kind.one}-{chosen}")
    if st.button("Rename", type="primary", disabled=_not_free(kind, name, chosen)):
        state.change({f"{kind.branch}.{chosen}.name": _line(name)})
        st.rerun()


@st.dialog("Delete it?")
def _delete(kind: Managed, chosen: str, name: str) -> None:
    """Ask once; Undo brings it back."""
    st.markdown(f"**{formats.markdown(name)}** and its numbers go. Undo brings them back.")
    if st.button("Delete", type="primary", key=f"really-{kind.one}"):
        state.delete(f"{kind.branch}.{chosen}")
        st.rerun()


def offer_without(scenario: Scenario, strategy: str) -> None:
    """One tap that puts a strategy without its main meeting beside the others: what it would be to quit the club.

    It needs something to leave out, something left, room for one more, and no such strategy yet.
    """
    main = questions.main_activity(scenario)
    mixes = [{key: n for key, n in mix.times_per_year.items() if n} for mix in scenario.strategies.values()]
    own = {key: n for key, n in scenario.strategies[strategy].times_per_year.items() if n}
    rest = {key: n for key, n in own.items() if key != main}
    if main and rest and rest != own and rest not in mixes and len(mixes) < HOLDS["strategies"]:
        name = formats.label(f"Without {activity_name(scenario, main)}")
        st.button(name, key=f"without-{strategy}", on_click=_add_without, args=(strategy, main))


def _add_without(strategy: str, activity: str) -> None:
    scenario = state.scenario()
    name = f"{scenario.strategies[strategy].name} without {scenario.activities[activity].name}"
    state.attempt(lambda: edits.without(scenario, strategy, activity, name[:MOST_LETTERS].rstrip())[0])
