"""Charts as images: each with its title, caption, key, the numbers it hangs on most, and a stamp.

Plotly draws the chart in a browser; all around it is drawn here, in our own fonts, and so is the PNG. Always light
and opaque, whatever the reader's theme.

    >>> from calculator import assumptions
    >>> charts(assumptions.scenario("uk-owner"))[0].id
    'full_cost'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from calculator import formats, lettering
from calculator.analyses.monte_carlo import outcomes
from calculator.analyses.sensitivity import swings
from calculator.charts import CHARTS, Chart, Period, compare_charts
from calculator.charts.palette import INK, MUTED, RULE
from calculator.errors import CalculatorError, shortened, suggestion
from calculator.exports import browser, deciding, stamp, svg
from calculator.exports.sizes import Size, pixels
from calculator.lettering import BOLD, PLAIN, SERIF
from calculator.model import Scenario
from calculator.period import Name

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
EDGE = 28
NARROWEST, WIDEST = 560, 6000
"""The layout's own pixels: at the narrowest its words are largest."""
NATURAL = 760
"""The layout's width where the image is as high as it needs."""
TALLER = 1.7
"""How much higher a chart may be drawn to fill an image."""


def charts(scenario: Scenario, period: Name = "all", only: Iterable[str] = CHARTS) -> tuple[Chart, ...]:
    """Every chart of the Compare page, or those with these ids."""
    drawn = outcomes(scenario)
    return compare_charts(drawn.point, drawn, Period.of(period, scenario.profile), only)


def image(
    scenario: Scenario,
    chart: str,
    kind: Format = "png",
    size: Size = "page",
    scale: float = 1,
    link: str = "",
    period: Name = "all",
    day: date | None = None,
) -> bytes:
    """One chart as a file's bytes. Size "page" is 1000 pixels wide and as high as it needs."""
    (file,) = images(scenario, chart, kind, size, scale, link, period, day).values()
    return file


def images(
    scenario: Scenario,
    chart: str = "all",
    kind: Format = "png",
    size: Size = "page",
    scale: float = 1,
    link: str = "",
    period: Name = "all",
    day: date | None = None,
    told: Callable[[int, int, str], None] = lambda *_: None,
) -> dict[str, bytes]:
    """The chart of that id, or all of them, by id; `told` hears which of how many is drawn next, and its title."""
    if not scenario.strategies:
        raise CalculatorError("There is no chart of a scenario without strategies. Add a way to network.")
    if chart not in ("all", *CHARTS):
        hint = suggestion(chart, CHARTS) or f" There are: {', '.join(CHARTS)}, and all."
        raise CalculatorError(f"There is no chart '{shortened(chart)}'.{hint}")
    shown = {each.id: each for each in charts(scenario, period, CHARTS if chart == "all" else [chart])}
    swung = swings(scenario)
    facts = {name: deciding.deciding(swung, deciding.measure(name, scenario)) for name in shown}
    said = stamp.pieces(scenario, link, day)
    drawn = {}
    for index, (name, drawing) in enumerate(shown.items(), 1):
        told(index, len(shown), drawing.title)
        drawn[name] = Sheet(drawing, deciding.words(scenario, facts[name]), said, link, size).file(kind, scale)
    return drawn


@dataclass(frozen=True)
class Sheet:
    """One chart with all that is printed around it."""

    chart: Chart
    deciding: list[str]
    stamp: list[str]
    link: str
    size: Size

    def file(self, kind: Format, scale: float = 1) -> bytes:
        """The image's bytes."""
        if kind not in FORMATS:
            raise CalculatorError(f"The format is '{shortened(kind)}'; it takes {formats.joined(list(FORMATS), 'or')}.")
        if kind == "png":
            return svg.png(self.picture, scale)
        whole = svg.with_fonts(self.picture)
        return whole.encode() if kind == "svg" else browser.pdf(whole, *self.sides)

    @cached_property
    def natural(self) -> float:
        """The height that the chart was made for."""
        return float(self.chart.figure["layout"]["height"])

    @cached_property
    def across(self) -> float:
        """The layout's width: the narrowest at which all of it fits, so that its words are as large as can be."""
        if self.size == "page":
            return NATURAL
        wide, high = pixels(self.size)
        across: float = NARROWEST
        while across < WIDEST and self.needed(across) > across * high / wide:
            across *= 1.03
        return across

    @cached_property
    def sides(self) -> tuple[int, int]:
        """Width and height of the image in pixels."""
        return (1000, round(1000 * self.needed(NATURAL) / NATURAL)) if self.size == "page" else pixels(self.size)

    def needed(self, across: float) -> float:
        """The height of everything at a width of the layout."""
        return self.head(across)[1] + self.natural + self.foot(across)[1]

    @cached_property
    def picture(self) -> str:
        """The whole image as SVG, without its fonts."""
        wide, high = self.sides
        across, down = self.across, self.across * high / wide
        (head, top), (foot, under) = self.head(across), self.foot(across)
        tall = max(self.natural, min(down - top - under, TALLER * self.natural))
        drawn = browser.svg(self.chart.figure, across - 2 * EDGE, tall)
        start = drawn.index("<svg")
        end = drawn.index(">", start)
        opened = re.sub(r'\s(?:x|y)="[^"]*"', "", drawn[start:end])
        placed = f'{opened} x="{EDGE}" y="{top:.1f}" overflow="visible"{drawn[end:]}'  # plotly's SVG as a part of ours
        foot = f'<g transform="translate(0,{down - under:.1f})">{foot}</g>'
        return svg.document((wide, high), (across, down), self.chart.alt, head + placed + foot)

    def head(self, across: float) -> tuple[str, float]:
        """Title, caption and key; and where they end."""
        room = across - 2 * EDGE
        size, title = lettering.fitted(self.chart.title, SERIF, (26, 18), room, 2)
        y = EDGE + 0.74 * size
        drawn = svg.lines(EDGE, y, title, SERIF, size, INK.light, 1.16)
        y += 1.16 * size * (len(title) - 1) + 24
        caption = lettering.shortened(lettering.wrapped(self.chart.caption, PLAIN, 14, room), PLAIN, 14, room, 4)
        drawn += svg.lines(EDGE, y, caption, PLAIN, 14, MUTED.light, 1.35)
        y += 14 * 1.35 * (len(caption) - 1) + 12
        if not self.chart.key:
            return drawn, y + 4
        x, y = float(EDGE), y + 14
        for label, colour in self.chart.key:  # squares and what they stand for, on as many lines as they take
            wide = 18 + lettering.width(label, PLAIN, 13) + 18
            if x > EDGE and x + wide - 18 > EDGE + room:
                x, y = float(EDGE), y + 20
            drawn += svg.bar(x, y - 10.5, 12, 12, colour) + svg.text(x + 18, y, label, PLAIN, 13, INK.light)
            x += wide
        return drawn, y + 12

    def foot(self, across: float) -> tuple[str, float]:
        """What it hangs on most and the stamp, from 0 down; and their height."""
        room = across - 2 * EDGE
        drawn, y = svg.bar(EDGE, 10, room, 1, RULE.light), 32.0
        if self.deciding:
            head = "Hangs most on"
            drawn += svg.text(EDGE, y, head, BOLD, 12, INK.light)
            said = [f"{piece};" for piece in self.deciding[:-1]] + [self.deciding[-1]]
            indent = lettering.width(head, BOLD, 12) + 8
            for line in _rows(said, room - indent):
                drawn += svg.text(EDGE + indent, y, line, PLAIN, 12, INK.light)
                y += 17
            y += 3
        line = stamp.stamp(self.stamp, self.link, 12, room)
        lines = lettering.shortened(lettering.wrapped(line, PLAIN, 12, room), PLAIN, 12, room, 3)
        drawn += svg.lines(EDGE, y, lines, PLAIN, 12, MUTED.light, 1.4)
        return drawn, y + 12 * 1.4 * (len(lines) - 1) + 20


def _rows(pieces: list[str], room: float) -> list[str]:
    """Pieces in lines; one that is wider than a line is cut."""
    rows: list[str] = []
    for piece in pieces:
        fit = lettering.cut(piece, PLAIN, 12, room)
        longer = f"{rows[-1]} {fit}" if rows else fit
        if rows and lettering.width(longer, PLAIN, 12) <= room:
            rows[-1] = longer
        else:
            rows.append(fit)
    return rows
