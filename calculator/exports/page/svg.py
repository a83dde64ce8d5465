"""Bars and ranges as inline SVG: lengths in per cent and type in pixels, so that one drawing fits a phone and A4.

Colours are classes (`s1` to `s6` for strategies, `p0` to `p5` for parts and items), so that the page's sheet says
them for light, dark and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from calculator.charts.words import fit, width

ROW, TALL, BAR, FOOT, HEAD = 56, 74, 24, 24, 20
"""Pixels of a row, of one with a label on two lines, of its bar, of the axis, and of a reference line's words."""
NARROW, WIDE = 284, 480
"""Pixels that a drawing has on a phone, and in a column on a desk."""


@dataclass(frozen=True)
class Mark:
    """A bar from `start` to `end` in the axis's unit, with words inside; `kind` is its class."""

    kind: str
    start: float
    end: float
    text: str = ""
    height: int = BAR


@dataclass(frozen=True)
class Row:
    """A strategy: its name, colour, figure and marks, and a dot where the likely value is."""

    name: str
    colour: str
    figure: str
    marks: Sequence[Mark]
    dot: float | None = None


@dataclass(frozen=True)
class Axis:
    """Where the axis ends, its ticks in words, and a reference line with its words, if any."""

    upper: float
    ticks: dict[float, str]
    line: tuple[float, str] | None = None


def drawing(rows: Sequence[Row], axis: Axis, alt: str) -> str:
    """The SVG of the rows; `alt` is what it says to those who do not see it."""
    top = HEAD if axis.line else 4
    parts, down = [], top
    for row in rows:
        tall = width(row.name, 14) + width(f"  {row.figure}", 13) > NARROW
        parts.append(_row(row, axis.upper, down, tall))
        down += TALL if tall else ROW
    frame = _grid(axis, top, down) + _reference(axis, down)
    # `alt` is in an attribute: a <title> inside would be shown as a tip over every mark
    size = f'width="100%" height="{down + FOOT}"'
    return f'<svg role="img" aria-label="{escape(alt)}" {size}>{frame}{"".join(parts)}</svg>'


def share(value: float, upper: float) -> str:
    """A length on the axis, in per cent."""
    return f"{100 * value / upper if upper > 0 else 0:.3f}%"


def _row(row: Row, upper: float, top: int, tall: bool) -> str:
    name = f'<tspan class="name t-{row.colour}">{escape(fit(row.name, NARROW, 14))}</tspan>'
    figure = escape(row.figure)
    second = f'</text><text x="0" y="{top + 32}">{figure}' if tall else f'<tspan dx="8">{figure}</tspan>'
    middle = top + (TALL if tall else ROW) - BAR / 2 - 8
    drawn = "".join(_mark(mark, upper, middle) for mark in row.marks)
    dot = (
        f'<circle class="{row.colour} dot" cx="{share(row.dot, upper)}" cy="{middle}" r="6.5"/>'
        if row.dot is not None
        else ""
    )
    return f'<text x="0" y="{top + 14}">{name}{second}</text>{drawn}{dot}'


def _mark(mark: Mark, upper: float, middle: float) -> str:
    begin, length = share(mark.start, upper), share(mark.end - mark.start, upper)
    place = f'x="{begin}" y="{middle - mark.height / 2}" width="{length}" height="{mark.height}"'
    return f'<rect class="{mark.kind}" {place}/>{_inside(mark, upper, middle)}'


def _inside(mark: Mark, upper: float, middle: float) -> str:
    """The words of a bar in its middle: everywhere, in a wide drawing only, or nowhere, as there is room."""
    part = (mark.end - mark.start) / upper if upper > 0 else 0.0
    room = width(mark.text, 12) + 6
    if not mark.text or part * WIDE < room:
        return ""
    wide = "" if part * NARROW >= room else " wide"
    x = share((mark.start + mark.end) / 2, upper)
    return f'<text class="in on-{mark.kind.split()[0]}{wide}" x="{x}" y="{middle + 4}">{escape(mark.text)}</text>'


def _grid(axis: Axis, top: int, bottom: int) -> str:
    lines = [
        f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'
        f'<text class="tick" x="{x}" y="{bottom + 16}">{escape(text)}</text>'
        for value, text in axis.ticks.items()
        for x in [share(value, axis.upper)]
    ]
    return "".join(lines)


def _reference(axis: Axis, bottom: int) -> str:
    if axis.line is None:
        return ""
    value, text = axis.line
    x, end = share(value, axis.upper), " end" if value > axis.upper / 2 else ""
    line = f'<line class="budget" x1="{x}" x2="{x}" y1="{HEAD - 4}" y2="{bottom}"/>'
    return f'{line}<text class="said{end}" x="{x}" y="12">{escape(text)}</text>'
