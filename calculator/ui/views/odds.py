"""Odds: how often each strategy costs least, wins most and is worth most, and how far its figures may be off."""

from __future__ import annotations

import streamlit as st

from calculator.findings import odds
from calculator.ui import asked, placing
from calculator.ui.answers import Answer


def show(answer: Answer) -> None:
    """The answer, the measure whose ranges are drawn, and the chart."""
    top = st.container(key="headline")
    measure = "cost"
    if answer.scenario.strategies and not answer.outcomes.certain:
        with asked.row("odds"):
            measure = asked.measure("odds-measure", answer.scenario, odds.measures(answer.scenario), "Ranges of")
    placing.place(odds.finding(answer, measure), top)
