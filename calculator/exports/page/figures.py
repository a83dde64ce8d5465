"""Charts of bars as HTML and SVG, for pages and widgets, and what their code needs to draw them anew.

Names and figures are words of the page, so that they wrap and run as their language does; lengths are in per cent and
type in pixels, so that one drawing fits a phone and A4. Colours are classes (`s1` to `s6` for strategies, `p0` and on
for parts and items), so that a sheet says them for light, dark and print. `figures.js` draws the same in a browser.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, NamedTuple

from calculator import lettering
from calculator.charts import bars as rules
from calculator.charts import palette
from calculator.charts.bars import Bars, Scale
from calculator.charts.chart import Chart
from calculator.charts.palette import FILLS
from calculator.lettering import PLAIN
from calculator.safety import safe

NARROW, WIDE = 284, 480
"""Pixels that a drawing has on a phone, and in a column on a desk."""
HEAD = 20
"""Pixels above the rows for the words of a line."""
HIGH = {"band": 14, "half": 60}
"""How high these marks are, in per cent of their row; other bars fill it."""
LETTERS = "".join(map(chr, range(32, 127))) + "\u00a0\u202f−£€¥"
"""What figures are written with."""
STRIPES = (
    '<svg class="stripes" aria-hidden="true"><mask id="stripes"><rect width="100%" height="100%" fill="url(#lines)"/>'
    f"</mask>{rules.hatch('lines', '#fff', '#000')}</svg>"
)
"""The hatch by which the second use of a strategy's colour is told from the first; it stands once in a page."""


class Mark(NamedTuple):
    """A bar from one value to another; `kind` is its class, and `text` the figure that may stand in it."""

    kind: str
    start: float
    end: float
    text: str = ""


def colour(slot: int) -> str:
    """The class of a strategy's colour; `again` is a colour's second use."""
    return f"s{palette.colour(slot)}{' again' if slot > len(FILLS) else ''}"


def plot(bars: Bars, alt: str = "") -> str:
    """A row for each strategy. With words that stand for it, it is a whole chart, with an axis and figures in bars."""
    marks = [_marks(bars, row) for row in range(len(bars.names))]
    scale = bars.scale if alt else Scale(max((mark.end for row in marks for mark in row), default=0.0), {})
    rows = "".join(_row(bars, row, marks[row], scale, bool(alt)) for row in range(len(marks)))
    if not alt:
        return f'<div class="plot">{rows}</div>'
    lined = " lined" if scale.line else ""
    return f'<div class="plot full{lined}" role="img" aria-label="{safe(alt)}">{_axis(scale)}{rows}</div>'


def key(bars: Bars) -> str:
    """The squares that say what the colours are; those that nobody has are there for the code, and hidden."""
    square = '<svg aria-hidden="true"><rect class="{}" width="11" height="11"/></svg>'
    items = "".join(
        f"<li{'' if segment in bars.shown else ' hidden'}>{square.format(segment.kind)}{safe(segment.name)}</li>"
        for segment in bars.segments
        if segment.tone
    )
    return f'<ul class="key">{items}</ul>' if items else ""


def described(chart: Chart, factor: float) -> dict[str, Any]:
    """A chart for the code of a page, which finds the amounts by their measures; `factor` is that of the period."""
    bars = chart.bars
    if bars is None:
        return {}
    share = bars.unit.name == "share"
    return {
        "unit": bars.unit.name,
        "factor": 1.0 if share else factor,
        "whole": bars.whole,
        "parts": [(segment.measure, segment.name, segment.kind) for segment in bars.segments],
        "mark": bars.mark,
        "fixed": (bars.scale.upper, list(bars.scale.ticks)) if share else None,
    }


def measured() -> dict[str, Any]:
    """What the code needs to tell whether a figure fits into its bar, as it is told here."""
    widths = lettering.widths(PLAIN)
    return {
        "letters": {letter: widths.get(letter, lettering.WIDE) for letter in LETTERS},
        "size": rules.TEXT * lettering.LOOSE / 1000,
        "around": rules.AROUND,
        "narrow": NARROW,
        "wide": WIDE,
    }


def _marks(bars: Bars, row: int) -> list[Mark]:
    """A row's bars, end to end; or the two bands of a spread."""
    look = colour(bars.slots[row])
    if bars.spreads:
        spread = bars.spreads[row]
        return [Mark(f"band {look}", *spread.most), Mark(f"half {look}", *spread.half)] if spread.some else []
    values = [segment.values[row] for segment in bars.segments]
    kinds = [segment.kind if segment.tone else f"{segment.kind} {look}" for segment in bars.segments]
    return [
        Mark(kind, end - value, end, bars.unit.say(value))
        for kind, value, end in zip(kinds, values, accumulate(values), strict=True)
        if value > 0
    ]


def _row(bars: Bars, row: int, marks: list[Mark], scale: Scale, full: bool) -> str:
    look, figure = colour(bars.slots[row]), (bars.labels if full else bars.figures)[row]
    drawn = "".join(_mark(mark, scale, full) for mark in marks)
    if bars.spreads and marks:
        drawn += f'<circle class="dot {look}" cx="{_percent(bars.spreads[row].likely, scale)}" cy="50%" r="6.5"/>'
    name = f'<b class="t {look}"><bdi>{safe(bars.names[row])}</bdi></b>'
    label = f'<p class="over">{name} <span data-bar="{row}">{safe(figure)}</span></p>'
    return f'{label}<svg class="bar" aria-hidden="true">{drawn}</svg>'


def _mark(mark: Mark, scale: Scale, full: bool) -> str:
    """A bar; in the middle of one of a full chart stands its figure: always, in a wide drawing only, or never."""
    high = HIGH.get(mark.kind.split()[0], 100)
    place = f'x="{_percent(mark.start, scale)}" width="{_percent(mark.end - mark.start, scale)}"'
    hatch = ' mask="url(#stripes)"' if mark.kind.startswith("solid") and mark.kind.endswith("again") else ""
    drawn = f'<rect class="{mark.kind}" {place} y="{(100 - high) / 2:g}%" height="{high}%"{hatch}/>'
    share = scale.share(mark.end - mark.start)
    if not full or not mark.text or not rules.fits(mark.text, share * WIDE):
        return drawn
    wide = "" if rules.fits(mark.text, share * NARROW) else " wide"
    middle = _percent((mark.start + mark.end) / 2, scale)
    return f'{drawn}<text class="in on-{mark.kind.split()[0]}{wide}" x="{middle}" y="50%">{safe(mark.text)}</text>'


def _axis(scale: Scale) -> str:
    """The lines behind the rows, their words below them, and the dotted one with its words above."""
    top = HEAD if scale.line else 0
    drawn = "".join(
        f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="100%"/>'
        f'<text class="tick" x="{x}" y="100%" dy="16">{safe(text)}</text>'
        for value, text in scale.ticks.items()
        for x in [_percent(value, scale)]
    )
    if scale.line:
        value, words = scale.line
        x, end = _percent(value, scale), " end" if value > scale.upper / 2 else ""
        drawn += f'<line class="budget" x1="{x}" x2="{x}" y1="{HEAD - 4}" y2="100%"/>'
        drawn += f'<text class="said{end}" x="{x}" y="12">{safe(words)}</text>'
    return f'<svg class="axis" aria-hidden="true">{drawn}</svg>'


def _percent(length: float, scale: Scale) -> str:
    return f"{100 * scale.share(length):.3f}%"
