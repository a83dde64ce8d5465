"""What decides: the numbers that move the difference between two strategies, and those that change the winner."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.findings import decides, odds, variance
from calculator.ui import asked, placing
from calculator.ui.answers import Answer


def show(answer: Answer) -> None:
    """The answer, the two strategies and the measure, the chart, and the shares of the variance if asked for."""
    top = st.container(key="headline")
    names = answer.names
    if len(names) < 2:
        only = next(iter(names), "")
        placing.place(decides.finding(answer, only, only), top)
        return
    first, second, *_ = names
    with asked.row("decides"):
        one = asked.chosen("Between", names, first, "decides-one")
        other = asked.chosen("And", names, second, "decides-other")
        measure = asked.measure("decides-measure", answer.scenario, (*odds.measures(answer.scenario), "cash"))
    found = decides.finding(answer, one, other, measure)
    placing.place(found, top)
    if found.chart is not None:
        _shares(answer, one, other, measure)


def _shares(answer: Answer, one: str, other: str, measure: str) -> None:
    if not st.toggle("Shares of the variance", key="decides-shares", persist_state="session"):
        return
    found = variance.finding(answer, one, other, measure)
    with st.container(key="table-variance"):
        st.markdown(formats.markdown(found.sentence))
        if found.table.rows:
            st.markdown(placing.table(found.table))
