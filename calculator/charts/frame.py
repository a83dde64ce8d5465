"""The frame that all figures share: fonts, hover, axes, and rows whose names stand above their marks.

Heights are in pixels: the vertical axis of a figure runs from 0 at its top to its height, so that a row keeps its
size whatever the others need, on a phone as on a desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts.palette import INK, PAPER, Look
from calculator.charts.words import apart, named
from calculator.lettering import BOLD, PLAIN, shortened, width, wrapped

FONT = "Public Sans, system-ui, sans-serif"
CLEAR = "rgba(0,0,0,0)"
ROW, MORE, BAR = 62, 18, 26
"""Pixels of a row, of each further line of its label, and of its bar (.42 of the row)."""
LINES = 3
"""Lines that a name may take; the longest that there may be takes three."""
MARGIN = {"l": 1, "r": 10, "t": 8, "b": 30, "pad": 0}
TOP_OF_REFERENCE = 24
NARROWEST = 284
"""Pixels that a label may take: what a phone of 320 px leaves."""
SPACE = "\u00a0 "
"""Between a name and its figures."""

Trace = dict[str, Any]


@dataclass(frozen=True)
class PlacedLabel:
    """A strategy's place in a figure: its label, and the height at which its marks are drawn, in pixels."""

    label: str
    label_at: float
    at: float


def rows(names: Sequence[str], looks: Sequence[Look], figures: Sequence[str]) -> tuple[list[PlacedLabel], float]:
    """The rows from the top down, and the height of all. A long label puts its figures on a line of their own."""
    placed, top = [], 0.0
    for name, look, figure in zip(names, looks, figures, strict=True):
        lines = shortened(wrapped(apart(name), BOLD, 14, NARROWEST), BOLD, 14, NARROWEST, LINES)
        tall = len(lines) > 1 or width(lines[0], BOLD, 14) + width(SPACE + figure, PLAIN, 13) > NARROWEST
        further = MORE * (len(lines) - 1 + tall)
        words = "<br>".join(named(line, look.strong) for line in lines)
        placed.append(
            PlacedLabel(f"{words}{'<br>' if tall else SPACE}{figure}", top + 12 + further / 2, top + ROW + further - 25)
        )
        top += ROW + further
    return placed, top


def figure(data: list[Trace], height: float, xaxis: dict[str, Any], **layout: Any) -> dict[str, Any]:
    """A figure of the common frame; `height` is that of its rows. More of the layout is taken as given."""
    margin = MARGIN | layout.pop("margin", {})
    common: dict[str, Any] = {
        "template": {},
        "height": height + margin["t"] + margin["b"],
        "margin": margin,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": 12, "color": INK.light},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": HOVER,
        "xaxis": xaxis,
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
    }
    return {"data": data, "layout": common | layout}


HOVER = {
    "bgcolor": INK.light,
    "bordercolor": INK.light,
    "align": "left",
    "font": {"family": FONT, "size": 13, "color": PAPER.light},
}


def note(text: str, at: float, **more: Any) -> dict[str, Any]:
    """Words at the left edge of a figure, `at` pixels from its top."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
        "borderpad": 0,
        "font": {"size": 14, "color": INK.light},
        **more,
    }


def labels(placed: Sequence[PlacedLabel], crossed: bool = False) -> list[dict[str, Any]]:
    """The rows' labels as annotations; on a ground of their own where a reference line may cross them."""
    ground = {"bgcolor": PAPER.light} if crossed else {}
    return [note(row.label, row.label_at, **ground) for row in placed]
