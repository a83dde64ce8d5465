"""One tap that puts a strategy without its main meeting beside the others: what it would be to quit the club."""

from __future__ import annotations

import streamlit as st

from calculator import edits, formats, questions
from calculator.model import HOLDS, Scenario
from calculator.named import activity_name
from calculator.ui import state
from calculator.ui.manage import MOST_LETTERS


def offer(scenario: Scenario, strategy: str) -> None:
    """The button of a strategy, where it has a main meeting and something else besides."""
    main = questions.main_activity(scenario)
    if main and _offered(scenario, strategy, main):
        name = activity_name(scenario, main)
        st.button(formats.label(f"Without {name}"), key=f"without-{strategy}", on_click=_add, args=(strategy, main))


def _offered(scenario: Scenario, strategy: str, activity: str) -> bool:
    """Whether there is something to leave out, something left, room, and no such strategy yet."""
    mixes = [{key: n for key, n in mix.times_per_year.items() if n} for mix in scenario.strategies.values()]
    own = {key: n for key, n in scenario.strategies[strategy].times_per_year.items() if n}
    rest = {key: n for key, n in own.items() if key != activity}
    return bool(rest) and rest != own and rest not in mixes and len(scenario.strategies) < HOLDS["strategies"]


def _add(strategy: str, activity: str) -> None:
    scenario = state.scenario()
    name = f"{scenario.strategies[strategy].name} without {scenario.activities[activity].name}"
    state.attempt(lambda: edits.without(scenario, strategy, activity, name[:MOST_LETTERS].rstrip())[0])
