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
    head, foot = _head(chart), _foot(chart, scenario, link, swung or swings(scenario))
    layout = dict(chart.figure["layout"])
    margin = dict(layout["margin"])
    above, under = 46 + LINE * (len(head) - 1) + EDGE, LINE * len(foot) + EDGE
    bottom = margin.get("b", 0)
    sides = {"l": EDGE, "r": margin.get("r", 0) + EDGE}
    layout["margin"] = {**margin, **sides, "t": margin.get("t", 0) + above, "b": bottom + under}
    layout["height"] = layout["height"] + above + under
    layout["paper_bgcolor"] = PAPER.light
    layout["title"] = _title(head)
    layout["annotations"] = [*layout.get("annotations", ()), _under(foot, bottom)]
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


def _head(chart: Chart) -> list[str]:
    """The title, then the caption and the key in small words."""
    caption = [f'<span style="color:{MUTED.light}">{plain(line)}</span>' for line in _wrapped(chart.caption)]
    key = "   ".join(f'<span style="color:{colour}">■</span> {plain(label)}' for label, colour in chart.key)
    return [plain(chart.title), *caption, *([key] if key else [])]


def _foot(chart: Chart, scenario: Scenario, link: str, swung: Swings) -> list[str]:
    paths = deciding.deciding(swung, deciding.measure(chart.id, scenario))
    said = deciding.words(scenario, paths)
    hangs = _wrapped(f"Hangs most on: {'; '.join(said)}.") if said else []
    return [plain(line) for line in [*hangs, stamp.DOT.join(stamp.pieces(scenario, link))]]


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, LETTERS) or [""]


def _title(lines: list[str]) -> dict[str, Any]:
    small = "<br>".join(f'<span style="font-size:13px">{line}</span>' for line in lines[1:])
    return {
        "text": f"<b>{lines[0]}</b><br>{small}",
        "font": {"size": 20},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": EDGE, "t": EDGE + 12},
    }


def _under(lines: list[str], bottom: float) -> dict[str, Any]:
    return {
        "text": "<br>".join(lines),
        "font": {"size": 12, "color": MUTED.light},
        "align": "left",
        "showarrow": False,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -bottom,
    }
