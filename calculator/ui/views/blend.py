"""The blend of two strategies, which stands under the best mix."""

from __future__ import annotations

import streamlit as st

from calculator.findings import blend
from calculator.ui import asked, placing
from calculator.ui.answers import Answer


def show(answer: Answer) -> None:
    """What mixing two strategies does: the answer, the two, the measure and whose hours, and the curve."""
    names = answer.names
    if len(names) < 2:
        return
    first, second, *_ = names
    st.space("large")
    with st.container(key="blend"):
        st.header("Mixing two of your strategies", anchor=False)
        top = st.container(key="blend-answer")
        with asked.row("blend"):
            one = asked.chosen("Mix", names, first, "blend-one")
            other = asked.chosen("With", names, second, "blend-other")
            measure = asked.measure("blend-measure", answer.scenario, blend.offered(answer.scenario))
            equal = st.toggle("At equal hours", key="blend-equal", persist_state="session")
        placing.place(blend.finding(answer.scenario, one, other, measure, equal), top, placing.said)
