"""A bare Streamlit page with as many widgets, words and charts as the Compare page drew, and nothing worked out.

`FIGURES` says which charts: `plain` ones of six traces, `plotly` those of the Compare page, both given as most pages
do, or `raw`, those of the Compare page in the leanest way that there is.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

if str(Path(__file__).parents[2]) not in sys.path:
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.pages import like

st.set_page_config(layout="wide")
TABLE = "### A card\n\n| What | Card |\n|:--|--:|\n| Hours | 1 |\n| Cash | 2 |\n| Value | 3 |"
CHARTS, FIGURES = len(like.FIGURES), os.environ["FIGURES"]


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


def changed(figure: dict[str, Any], number: float) -> dict[str, Any]:
    """A chart that is another than before, as all are when a number was changed."""
    first, *rest = figure["data"]
    return {"data": [{**first, "name": f"{number}"}, *rest], "layout": figure["layout"]}


def several(kind: str, draw: Callable[[str], object], but: int = 0) -> list[Any]:
    """As many of a kind of element as the page drew, but for some that are drawn elsewhere."""
    return [draw(f"{kind} {index}") for index in range(like.DRAWN.get(kind, 0) - but)]


several("heading", st.header)
several("markdown", lambda name: st.markdown(f"{TABLE}\n\n{name}"), but=CHARTS)
several("html", lambda name: st.html(f"<p>{name}</p>"), but=CHARTS)
hour = float(st.text_input("Your hour, £", value="1", key="hour"))
several("text_input", lambda name: st.text_input(name, value="1"), but=1)
several("selectbox", lambda name: st.selectbox(name, ["one", "two"]))
several("button_group", lambda name: st.segmented_control(name, ["one", "two"], default="one"))
several("checkbox", st.checkbox)
several("time_input", lambda name: st.time_input(name, value="12:00"))
several("button", st.button)
several("popover", lambda name: st.popover(name, key=name, on_change="rerun"))
several("expandable", lambda name: st.expander(name, key=name, on_change="rerun"), but=CHARTS)
for start in range(0, CHARTS, 2):
    for column, index in zip(st.columns(2), range(start, min(start + 2, CHARTS)), strict=False):
        with column:
            st.html("<h2>How many?</h2>")
            data = bars(index + hour) if FIGURES == "plain" else changed(like.FIGURES[index], hour)
            figure = Raw(data) if FIGURES == "raw" else go.Figure(data)
            st.plotly_chart(figure, key=f"chart {index}", theme=None, config={"displayModeBar": False})
            with st.expander("The numbers as a table", key=f"table {index}"):
                st.markdown(TABLE)
