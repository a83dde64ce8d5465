"""The right tool: what each activity costs for each job, and what would lift what holds a strategy back."""

from __future__ import annotations

import streamlit as st

from calculator.findings import right_tool
from calculator.ui import asked, placing
from calculator.ui.answers import Answer


def show(answer: Answer) -> None:
    """The answer, the strategy it is about, and the three lists."""
    top = st.container(key="headline")
    names = answer.names
    strategy = ""
    if names:
        with asked.row("right-tool"):
            strategy = asked.chosen("What holds back", names, next(iter(names)), "right-tool-strategy")
    placing.place(right_tool.finding(answer.scenario, strategy), top)
