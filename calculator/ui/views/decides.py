"""What decides: the numbers that move the difference between two strategies, and those that change the winner."""

from __future__ import annotations

import streamlit as st

from calculator import formats, registry
from calculator.analyses.study import Study
from calculator.ui import asked, placing


def show(answer: Study) -> None:
    """The answer and its chart, and the shares of the variance if asked for."""
    told, given = asked.show(answer, "decides")
    if told.chart is None or not st.toggle("Shares of the variance", key="decides-shares", persist_state="session"):
        return
    shares = registry.entry("decides").ask(answer, {**given, "variance": True})
    with st.container(key="table-variance"):
        st.markdown(formats.markdown(shares.sentence))
        if shares.table.rows:
            st.markdown(placing.table(shares.table))
