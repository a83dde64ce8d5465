"""Three beliefs about networking, each with what becomes of it on one's own numbers."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.analyses.study import Study
from calculator.findings import beliefs
from calculator.ui import pages, placing


def show(answer: Study) -> None:
    """The view."""
    three = beliefs.beliefs(answer.scenario)
    with st.container(key="headline"):
        st.title(formats.markdown(beliefs.sentence(three)), anchor=False)
        st.markdown("People say all three. Each is tested the same way, for and against, and your numbers decide.")
    for belief in three:
        words, drawn = st.columns(2, gap="large")
        with words, st.container(key=f"belief-{belief.id}"):
            st.header(formats.markdown(f"“{belief.claim}”"), anchor=False)
            st.markdown(f"**{formats.markdown(belief.headline)}.** {formats.markdown(belief.reason)}")
            for said in (belief.more, belief.turns):
                if said:
                    st.markdown(formats.markdown(" ".join(said)))
        if belief.chart is not None:
            with drawn:
                placing.chart(belief.chart)
    with st.container(horizontal=True, key="beliefs-links"):
        pages.link("compare", "The figures behind them")
        pages.link("details", "Change a number")
        pages.link("sources", "Every number and its source")
    placing.working("beliefs", beliefs.WORKING)
