"""How findings, charts and tables stand on a page: in words, as a figure with its key, and as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from calculator import formats
from calculator.charts import Chart, Table
from calculator.findings.finding import Finding
from calculator.safety import safe

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


class RawFigure(BaseFigure):  # type: ignore[misc]  # plotly is untyped
    """A figure given as plain data, which plotly does not check again: the charts' tests did."""

    def __init__(self, data: dict[str, Any]) -> None:
        object.__setattr__(self, "_raw", data)

    def to_dict(self) -> dict[str, Any]:
        """The data as given, all that Streamlit reads."""
        raw: dict[str, Any] = object.__getattribute__(self, "_raw")
        return raw


def answered(sentence: str) -> None:
    """The answer of the page."""
    st.title(sentence, anchor=False)


def said(sentence: str) -> None:
    """A second answer, under a heading of its own."""
    st.markdown(f"**{sentence}**")


def place(finding: Finding[Any], top: Any, say: Callable[[str], None] = answered) -> None:
    """The answer into `top`, which stands above the controls, and all else here; a second answer is `said`."""
    with top:
        say(formats.markdown(finding.sentence))
        st.markdown("  \n".join(map(formats.markdown, finding.notes)))
    if finding.chart is not None:
        chart(finding.chart)
    elif finding.table.rows:
        with st.container(key=f"table-{finding.id}"):
            st.markdown(table(finding.table))
    if finding.working:
        working(finding.id, finding.working)


def working(name: str, paragraphs: Sequence[str]) -> None:
    """How an answer is worked out, for whoever opens it."""
    with st.expander("How this is worked out", type="compact", key=f"working-{name}"):
        st.markdown("\n\n".join(map(formats.markdown, paragraphs)))


def switch(label: str, names: Mapping[str, str], key: str, **more: Any) -> str:
    """The choice of one of a few things that stand side by side, by its id."""
    picked: str = st.segmented_control(
        label, list(names), format_func=names.__getitem__, key=key, required=True, **more
    )
    return picked


def chart(drawn: Chart) -> None:
    """A chart with its heading, key, figure and the same numbers as a table."""
    # one element, since a page has many charts; its squares take their dark colours from the sheet, as charts do
    items = ""
    for label, colour in drawn.key:
        hatched = ' class="hatched"' if label.endswith("(hatched)") else ""
        items += f'<li><i{hatched} style="background-color:{colour}"></i>{safe(label)}</li>'
    key = f'<ul class="chart-key">{items}</ul>' if items else ""
    with st.container(key=f"chart-{drawn.id}", gap=None):
        st.html(f'<h2>{safe(drawn.title)}</h2><p class="chart-caption">{safe(drawn.caption)}</p>{key}')
        st.plotly_chart(RawFigure(drawn.figure), key=f"figure-{drawn.id}", theme=None, config=CONFIG, alt=drawn.alt)
        with st.expander("The numbers as a table", type="compact", key=f"twin-{drawn.id}"):
            st.markdown(table(drawn.table))


def table(told: Table) -> str:
    """A table as Markdown, figures aligned right, every word of it made safe."""
    head, *body = (list(map(unparted, row)) for row in (told.header, *told.rows))
    align = [":--", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, align, *body))


def unparted(figure: str) -> str:
    """A figure as Markdown, in which a line never ends between a minus and the sign of a currency."""
    return formats.markdown(figure).replace("\u2212", "\u2212\u2060")
