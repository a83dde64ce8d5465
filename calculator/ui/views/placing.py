"""How a finding stands on the page: the answer, the chart with its table, and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from calculator import formats
from calculator.findings.finding import Finding
from calculator.ui.compare import markdown_table
from calculator.ui.compare import place as chart


def answered(sentence: str) -> None:
    """The answer of the page."""
    st.title(sentence, anchor=False)


def said(sentence: str) -> None:
    """A second answer, under a heading of its own."""
    st.markdown(f"**{sentence}**")


def place(finding: Finding, top: Any, say: Callable[[str], None] = answered) -> None:
    """The answer into `top`, which stands above the controls, and all else here; a second answer is `said`."""
    with top:
        say(formats.markdown(finding.sentence))
        st.markdown("  \n".join(map(formats.markdown, finding.notes)))
    if finding.chart is not None:
        with st.container(key=f"chart-{finding.chart.id}", gap=None):
            chart(finding.chart)
    elif finding.table.rows:
        with st.container(key=f"table-{finding.id}"):
            st.markdown(markdown_table(finding.table))
    if finding.working:
        with st.expander("How this is worked out", type="compact", key=f"working-{finding.id}"):
            st.markdown("\n\n".join(map(formats.markdown, finding.working)))
