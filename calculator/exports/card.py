"""The answer card: the sentence, and under it each strategy's full cost, what is left, its hours and its cash.

It is what a link shows where it is posted. Drawn from one layout at any size, always light and opaque, and without
a browser. Everything is measured before it is drawn, so no words run over an edge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from calculator import lettering
from calculator.analyses.headline import Headline
from calculator.analyses.ledger import ledger
from calculator.analyses.monte_carlo import Outcomes
from calculator.analyses.study import Study
from calculator.charts.bars import Bars
from calculator.charts.cash import full_cost
from calculator.charts.palette import INK, MUTED, RULE, Look
from calculator.exports import stamp, svg
from calculator.exports.sizes import Size, pixels
from calculator.lettering import BOLD, PLAIN, SERIF
from calculator.model import Scenario
from calculator.period import Name, Period

MOST = 6
"""Strategies on a card; of more it says how many."""
EDGE = 48
"""Blank at every side, in the layout's own pixels."""
GAP = 28


@dataclass(frozen=True)
class Printed:
    """One strategy as it is printed: the full cost, what is left after it or the chance, and what it is made of.

    Its bar is the one numbered `at` of the chart of full cost.
    """

    name: str
    cost: str
    left: str
    parts: str
    bars: Bars
    at: int

    @property
    def look(self) -> Look:
        """How it is drawn."""
        return self.bars.looks[self.at]


def card_svg(
    scenario: Scenario, size: Size = "preview", link: str = "", day: date | None = None, period: Name = "all"
) -> str:
    """The card as SVG. Its fonts are inside it only after `svg.with_fonts`."""
    return picture(Study(scenario), size, link, day, period)


def card_png(
    scenario: Scenario,
    size: Size = "preview",
    scale: float = 1,
    link: str = "",
    day: date | None = None,
    period: Name = "all",
) -> bytes:
    """The card as PNG, `scale` times as large."""
    return svg.png(card_svg(scenario, size, link, day, period), scale)


def picture(study: Study, size: Size = "preview", link: str = "", day: date | None = None, period: Name = "all") -> str:
    """The card of a study, with amounts for the period."""
    words, amounts = study.answer(period), Period.of(period, study.scenario.profile)
    wide, high = pixels(size)
    scale = min(wide / 640, high / 600, math.sqrt(wide * high) / 850)  # so that the words are never too small
    layout = CardLayout(wide / scale, high / scale)
    printed = ways(study.outcomes, amounts)
    key = [f"Amounts {amounts.label}: solid is cash, pale the value of time"] if printed else []
    footer, bottom = layout.footer([*key, *stamp.pieces(study.scenario, link, day)], link)
    heading, top = layout.heading(words, len(printed), bottom)
    body = layout.rows(printed, top, bottom) if printed else ""
    return svg.document((wide, high), (layout.wide, layout.high), words.sentence, heading + body + footer)


def ways(outcomes: Outcomes, period: Period) -> list[Printed]:
    """Every strategy as it is printed, in the scenario's order, with amounts for the period."""
    bars = full_cost(outcomes.point, period).bars
    if bars is None or not bars.names:
        return []
    lines = {line.id: line for line in ledger(outcomes, period)}
    prize = lines.get("net_value") or lines["win_probability"]
    noun = "left" if "net_value" in lines else "chance"
    printed = []
    for index, name in enumerate(bars.names):
        cost, week, spent, time = (
            lines[key].figures[index] for key in ("cost", "hours_per_week", "cash", "time_value")
        )
        spread = prize.ranges[index]
        parts = [
            f"{week} {'hour' if week == '1.0' else 'hours'} a week, worth {time}",
            f"cash {spent}",
            *([f"{spread} {noun}"] if spread else []),
        ]
        left = f"{prize.figures[index]} {noun}"
        said = stamp.DOT.join(parts)
        printed.append(Printed(name, f"costs {cost}", left, said, bars, index))
    return printed


@dataclass(frozen=True)
class CardLayout:
    """Places on a card of this width and height."""

    wide: float
    high: float

    @property
    def room(self) -> float:
        """The width between the edges."""
        return self.wide - 2 * EDGE

    @property
    def broad(self) -> bool:
        """Whether a strategy's words all stand on one line where there are many."""
        return self.wide >= 1000

    def heading(self, words: Headline, count: int, bottom: float) -> tuple[str, float]:
        """The sentence, as large as it can be, with what leads under it if there is room; and where they end."""
        sizes = (44.0 if self.high >= 700 or count <= 3 else 38.0, 22.0)
        size, lines = lettering.fitted(words.sentence, SERIF, sizes, self.room, 3 if self.broad else 4)
        y = EDGE + 0.74 * size
        drawn = svg.lines(EDGE, y, lines, SERIF, size, INK.light, 1.16)
        end = y + 1.16 * size * (len(lines) - 1) + 0.3 * size
        deck = lettering.wrapped(words.lead, PLAIN, 20, self.room) if words.lead else []
        if deck and len(deck) <= 2 and bottom - end - 30 * len(deck) > 96 * min(count, MOST) + GAP:
            drawn += svg.lines(EDGE, end + 30, deck, PLAIN, 20, MUTED.light, 1.3)
            end += 12 + 26 * len(deck)
        return drawn, end + GAP

    def footer(self, pieces: list[str], link: str) -> tuple[str, float]:
        """The stamp under a rule; and where it begins."""
        line = stamp.stamp(pieces, link, 15, self.room)
        size, said = lettering.fitted(line, PLAIN, (15, 12), self.room, 2)
        y = self.high - 34 - 1.3 * size * (len(said) - 1)
        rule = svg.bar(EDGE, y - 28, self.room, 1, RULE.light)
        return rule + svg.lines(EDGE, y, said, PLAIN, size, MUTED.light, 1.3), y - 28 - 12

    def rows(self, printed: list[Printed], top: float, bottom: float) -> str:
        """The strategies that there is room for, and how many more there are."""
        least = 46 if self.broad else 64
        shown = max(1, min(len(printed), MOST, int((bottom - top) / least)))
        if shown < len(printed):
            shown = max(1, min(shown, int((bottom - 26 - top) / least)))
            bottom -= 26
        pitch = min((bottom - top) / shown, 180)
        # the words of few strategies are larger, as far as the width goes
        grown = max(1.0, min(pitch / 112, 1.5, self.room / 560))
        columns = self._columns(printed[:shown], 17 if pitch < 80 and self.broad else 21 * grown)
        drawn = [self._row(way, top + index * pitch, pitch, columns) for index, way in enumerate(printed[:shown])]
        if shown < len(printed):
            more = f"and {len(printed) - shown} more"
            drawn.append(svg.text(EDGE, top + shown * pitch + 18, more, PLAIN, 15, MUTED.light))
        return "".join(drawn)

    def _columns(self, printed: list[Printed], size: float) -> tuple[float, float, float]:
        """The type size, and the columns of costs and of what is left; large type gives way to long names."""
        costs = max(lettering.width(row.cost, PLAIN, size) for row in printed)
        ends = max(lettering.width(row.left, BOLD, size) for row in printed)
        names = max(lettering.width(row.name, BOLD, size) for row in printed)
        if size > 21 and names + costs + ends + 2 * GAP > self.room:
            return self._columns(printed, max(21.0, size * 0.95))
        return size, costs, ends

    def _row(self, row: Printed, y: float, pitch: float, columns: tuple[float, float, float]) -> str:
        size, costs, ends = columns
        dense, small = size < 20, size * 15 / 21
        line, right = y + 0.8 * size, self.wide - EDGE
        left = right - ends - GAP - costs - GAP
        parts = min(lettering.width(row.parts, PLAIN, 13), left - EDGE - 200) if dense else 0.0
        name = lettering.cut(row.name, BOLD, size, left - EDGE - (parts + GAP if dense else 0))
        high = 12 if dense else max(14.0, min(30.0, pitch - 66 * size / 21))
        drawn = [
            svg.text(EDGE, line, name, BOLD, size, row.look.strong),
            svg.text(right - ends - GAP, line, row.cost, PLAIN, size, INK.light, "end"),
            svg.text(right, line, row.left, BOLD, size, INK.light, "end"),
            svg.row(row.bars, row.at, row.look, (EDGE, y + size + 5, self.room, high)),
        ]
        if dense:
            said = lettering.cut(row.parts, PLAIN, 13, parts)
            drawn.append(svg.text(left, line, said, PLAIN, 13, MUTED.light, "end"))
        else:
            said = lettering.cut(row.parts, PLAIN, small, self.room)
            drawn.append(svg.text(EDGE, y + size + 8 + high + small, said, PLAIN, small, MUTED.light))
        return "".join(drawn)
