"""A widget as a still picture of a few kB: the sentence, and each way's hours and full cost, in the system's fonts.

It asks for nothing, so a page can hold it as data and shows it when our server is away.
"""

from __future__ import annotations

from calculator import lettering
from calculator.charts.palette import Look, colour
from calculator.embed import colours
from calculator.embed.settings import Settings
from calculator.exports import svg
from calculator.exports.card import Printed, ways
from calculator.exports.content import Content
from calculator.lettering import BOLD, PLAIN, SERIF
from calculator.safety import safe

NARROWEST, WIDE, WIDEST = 320, 640, 1200
"""Pixels across: at least, by default and at most."""
EDGE, PITCH, TALL, BAR = 16, 56, 76, 16
"""Blank at the sides, a row on one line and on two, and its bar."""
ROOMY, SANS = 1.14, 1.28
"""How much wider than ours the letters of another system may be, in its serif and its sans."""
MOST = 6
"""Ways that are drawn; of more it says how many."""
TYPE = {"serif": "Georgia,serif", "sans": "system-ui,sans-serif"}


def picture(content: Content, settings: Settings, width: int = WIDE) -> str:
    """The picture as SVG, as wide as asked for within its limits, and as high as that takes."""
    return Drawing(content, settings, max(NARROWEST, min(width, WIDEST))).svg()


class Drawing:
    """A picture of one width, drawn from the top down."""

    def __init__(self, content: Content, settings: Settings, wide: int) -> None:
        self.wide, self.room = wide, wide - 2 * EDGE
        self.tone, self.slots = colours.fixed(settings.colours), content.slots
        self.sentence, self.horizon = content.headline.sentence, content.period.label
        every = ways(content.outcomes, content.period) if content.called else []
        self.rows, self.more = every[:MOST], len(every) - MOST
        self.size = 22.0 if wide < 480 else 26.0
        self.lines = lettering.wrapped(self.sentence, SERIF, self.size * ROOMY, self.room)
        self.top = EDGE + self.size * 1.2 * len(self.lines) + 8
        heights = [TALL if self._wraps(row) else PITCH for row in self.rows]
        self.starts = [self.top + sum(heights[:at]) for at in range(len(heights))]
        self.high = self.top + sum(heights) + (40 if self.rows else 12)

    def svg(self) -> str:
        """The whole of it."""
        paper, ink, high = self.tone["paper"], self.tone["ink"], round(self.high)
        said = [_text(EDGE, EDGE + self.size * 1.2 * (at + 0.8), line) for at, line in enumerate(self.lines)]
        body = [self._row(at, row) for at, row in enumerate(self.rows)]
        if self.rows:
            more = f"And {self.more} more. " if self.more > 0 else ""
            words = f"{more}Amounts {self.horizon}: solid is cash, pale the value of your time."
            body.append(_text(EDGE, self.high - 14, words, f"font-size='13' fill='{self.tone['muted']}'"))
        size = f"width='{self.wide}' height='{high}' viewBox='0 0 {self.wide} {high}'"
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' role='img' {size}><title>{safe(self.sentence)}</title>"
            f"<path fill='{paper}' d='M0 0h{self.wide}v{high}H0z'/>"
            f"<g font-family='{TYPE['serif']}' font-weight='600' font-size='{self.size:g}' fill='{ink}'>"
            f"{''.join(said)}</g>"
            f"<g font-family='{TYPE['sans']}' font-size='15' fill='{ink}'>{''.join(body)}</g></svg>"
        )

    def _wraps(self, row: Printed) -> bool:
        """Whether name and figures need a line each."""
        name, figures = lettering.width(row.name, BOLD, 15), lettering.width(_figures(row), PLAIN, 15)
        return (name + figures) * SANS + 12 > self.room

    def _row(self, at: int, row: Printed) -> str:
        """Name and figures, and under them solid for cash and pale for the value of time."""
        top, tall = self.starts[at], self._wraps(row)
        own = colour(self.slots[at])
        strong, fill = self.tone[f"strong-{own}"], self.tone[f"fill-{own}"]
        name = lettering.cut(row.name, BOLD, 15 * SANS, self.room if tall else self.room / 2)
        words = _text(EDGE, top + 18, name, f"font-weight='700' fill='{strong}'")
        end = f"text-anchor='{'start' if tall else 'end'}'"
        words += _text(EDGE if tall else self.wide - EDGE, top + (38 if tall else 18), _figures(row), end)
        look, box = Look(fill, strong, row.look.again), (EDGE, top + (46 if tall else 26), self.room, BAR)
        return words + svg.row(row.bars, row.at, look, box, self.tone["paper"]).replace('"', "'")


def _figures(row: Printed) -> str:
    return f"{row.cost} · {row.left}"


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f"<text x='{x:g}' y='{y:.0f}' {more}>{safe(words)}</text>".replace(" >", ">")
