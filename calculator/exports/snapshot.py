"""A chart that a visitor's own browser can keep as a picture: with its words around it, and no Chrome on the server.

>>> from calculator import assumptions
>>> from calculator.exports.images import charts
>>> scenario = assumptions.scenario("uk-owner")
>>> snapshot(charts(scenario)[0], scenario)["layout"]["paper_bgcolor"]
'#fdfcfa'
"""

from __future__ import annotations

import textwrap
from typing import Any

from calculator.analyses.sensitivity import Swings, swings
from calculator.charts import Chart
from calculator.charts.palette import MUTED, PAPER
from calculator.charts.words import plain
from calculator.exports import deciding, stamp
from calculator.model import Scenario

LINE, EDGE = 19, 18
"""Pixels of a line of small words, and around the whole."""
LETTERS = 105
"""Letters that a line of small words has room for at 1000 pixels."""
WIDE = 1000


def snapshot(chart: Chart, scenario: Scenario, link: str = "", swung: Swings | None = None) -> dict[str, Any]:
    """The figure with title, caption, key, what it hangs on most, and the stamp; light and opaque."""
    caption = [f'<span style="color:{MUTED.light}">{plain(line)}</span>' for line in _wrapped(chart.caption)]
    key = "   ".join(f'<span style="color:{colour}">■</span> {plain(label)}' for label, colour in chart.key)
    small = [*caption, *([key] if key else [])]
    paths = deciding.deciding(swung or swings(scenario), deciding.measure(chart.id, scenario))
    facts = deciding.words(scenario, paths)
    hangs = _wrapped(f"Hangs most on: {'; '.join(facts)}.") if facts else []
    foot = [plain(line) for line in [*hangs, stamp.DOT.join(stamp.pieces(scenario, link))]]
    layout = dict(chart.figure["layout"])
    margin = {"t": 0, "r": 0, "b": 0, **layout["margin"]}
    above, under = 46 + LINE * len(small) + EDGE, LINE * len(foot) + EDGE
    wider = {"l": EDGE, "r": margin["r"] + EDGE, "t": margin["t"] + above, "b": margin["b"] + under}
    layout["margin"] = {**margin, **wider}
    layout["height"] = layout["height"] + above + under
    layout["paper_bgcolor"] = PAPER.light
    smaller = "<br>".join(f'<span style="font-size:13px">{line}</span>' for line in small)
    left = {"x": 0, "xanchor": "left", "yanchor": "top"}
    layout["title"] = {
        "text": f"<b>{plain(chart.title)}</b><br>{smaller}",
        "font": {"size": 20},
        "y": 1,
        "xref": "container",
        "yref": "container",
        "pad": {"l": EDGE, "t": EDGE + 12},
        **left,
    }
    words = {"text": "<br>".join(foot), "font": {"size": 12, "color": MUTED.light}, "align": "left", "showarrow": False}
    place = {"xref": "paper", "y": 0, "yref": "paper", "yshift": -margin["b"], **left}
    layout["annotations"] = [*layout.get("annotations", ()), {**words, **place}]
    return {**chart.figure, "layout": layout}


def options(chart: Chart, figure: dict[str, Any], kind: str) -> dict[str, Any]:
    """What Plotly is told of the one button that keeps the picture; `kind` is png or svg."""
    size = {"width": WIDE, "height": round(figure["layout"]["height"]), "scale": 2 if kind == "png" else 1}
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": kind, "filename": chart.id, **size},
    }


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, LETTERS) or [""]
