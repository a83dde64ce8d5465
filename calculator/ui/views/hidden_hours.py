"""Hidden hours: five kinds that people forget, each added or taken out with one tap."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from calculator import formats, registry
from calculator.analyses import hidden_hours as analysis
from calculator.analyses.study import Study
from calculator.findings import hidden_hours
from calculator.findings.hidden_hours import offers
from calculator.ui import answers, asked, placing, rows, state


def show(answer: Study) -> None:
    """The sum, the strategy it is about, the five kinds, and all of them as a table."""
    top, span = st.container(key="headline"), answers.period(state.span(), answer.scenario)
    effects = analysis.effects(answer.scenario, _was())
    strategy = asked.controls(answer, registry.entry("hidden_hours")).get("strategy", "")
    if strategy:
        with st.container(key="hidden-sum"):
            st.markdown(formats.markdown(hidden_hours.total(answer.scenario, strategy, effects, span)))
        for offer in offers(answer.scenario, strategy, effects, span):
            key = f"hidden-{offer.kind}"
            state.shown(key, offer.on)
            with st.container(key=f"asked-{key}", gap=None):
                st.toggle(
                    formats.label(offer.name), key=key, on_change=_turn, args=(offer.kind,), disabled=not offer.offered
                )
                st.markdown(formats.markdown(offer.said))
                st.caption(rows.noted(offer.basis))
    placing.place(hidden_hours.told(answer.scenario, strategy, effects, span), top)


def _was() -> Mapping[str, analysis.Texts]:
    """The numbers of before, by kind, for those that were added in this session."""
    before: Mapping[str, analysis.Texts] = st.session_state.get("hidden_hours", {})
    return before


def _turn(kind: str) -> None:
    """Add a kind, or take it out again."""
    scenario = state.scenario()
    was = analysis.known(scenario, kind, _was())
    if analysis.on(scenario, kind, was):
        state.attempt(lambda: analysis.removed(scenario, kind, was))
        return
    st.session_state["hidden_hours"] = {**_was(), kind: analysis.before(scenario, kind)}
    state.attempt(lambda: analysis.added(scenario, kind))
