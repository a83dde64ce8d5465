"""A bare Streamlit page with as many widgets and charts as the Compare page, and nothing worked out.

`FIGURES` says how charts are given: `plotly`, as most pages do, or `raw`, the leanest way that there is.
"""

import os
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

st.set_page_config(layout="wide")


class Raw(BaseFigure):  # type: ignore[misc]  # plotly is untyped
    """Plain data that plotly does not look at."""

    def __init__(self, data: dict[str, Any]) -> None:
        object.__setattr__(self, "_raw", data)

    def to_dict(self) -> dict[str, Any]:
        """The data as given."""
        data: dict[str, Any] = object.__getattribute__(self, "_raw")
        return data


def bars(number: float) -> dict[str, Any]:
    """Six traces of three bars, as a chart of hours has."""
    traces = [{"type": "bar", "orientation": "h", "x": [1, 2, part + number], "y": [0, 62, 124]} for part in range(6)]
    return {"data": traces, "layout": {"barmode": "stack", "height": 220, "showlegend": False}}


st.title("A bare page")
st.markdown("With as many widgets and charts.")
st.segmented_control("Amounts for", ["Week", "Month", "Year", "All"], default="Year")
for column in st.columns(3):
    with column:
        st.markdown("### A card\n\n| What | Card |\n|:--|--:|\n| Hours | 1 |\n| Cash | 2 |\n| Value | 3 |")
st.selectbox("You are", ["one", "two"])
st.segmented_control("You want", ["Clients", "A role"], default="Clients")
numbers = [st.number_input(label, value=1.0) for label in ("Your hour, £", "two", "three", "four", "five")]
st.button("Undo")
st.button("Reset all")
for start in range(0, 9, 2):
    for column, index in zip(st.columns(2), range(start, min(start + 2, 9)), strict=False):
        with column:
            st.header("How many?")
            st.caption("A caption")
            data = bars(index + numbers[0])
            figure = Raw(data) if os.environ.get("FIGURES") == "raw" else go.Figure(data)
            st.plotly_chart(figure, key=f"chart {index}", theme=None, config={"displayModeBar": False})
            with st.expander("The numbers as a table"):
                st.markdown("| What | Card |\n|:--|--:|\n| Hours | 1 |\n| Cash | 2 |\n| Value | 3 |")
