"""What a chart of bars says, whoever draws it: rows and segments, their tones and figures, the scale and its line.

Plotly draws it here and in `drawn`, SVG in pages and widgets, and PowerPoint and spreadsheets as charts of their own.
What a bar is called, how its figures are spelled and which segments there are is decided here, once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from calculator import formats, lettering
from calculator.cases import Array
from calculator.charts import axes
from calculator.charts.palette import CLASSES, HATCH, INK, PAPER, TEXT_ON, Look, look
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.lettering import PLAIN
from calculator.parts import Declared, Tone

TICKS = 4
"""Ticks of a scale, at most: on a phone there is no room for more."""
TEXT, AROUND = 12, 6
"""Pixels of the type of a figure inside its bar, and of the blank that it needs beside it."""


PALE = 0.22
"""How much of a strategy's colour is in what is pale."""

Paint = tuple[str, str | None]
"""A light colour, and that of the lines of a hatch over it, if any."""


@dataclass(frozen=True)
class Unit:
    """What bars are measured in: how a figure in a bar is spelled, what a total has after it, and the ticks."""

    name: str
    say: Callable[[float], str]
    ticks: Callable[[Sequence[float]], dict[float, str]]
    tail: str = ""

    def total(self, amount: float) -> str:
        """An amount that stands by itself, with its unit."""
        return f"{self.say(amount)}{self.tail}"


HOURS = Unit("hours", formats.hours, axes.hour_ticks, " h")
SHARE = Unit("share", formats.share, axes.share_ticks)


def money(currency: str) -> Unit:
    """The unit of amounts of money."""
    return Unit("money", partial(formats.money, currency=currency), partial(axes.money_ticks, currency=currency))


@dataclass(frozen=True)
class Segment:
    """One part of every bar: its measure, and its values by strategy.

    One without a tone is in each strategy's own colour, solid or pale.
    """

    measure: str
    name: str
    values: list[float]
    tone: Tone | None = None
    pale: bool = False
    hatched: bool = False

    @property
    def kind(self) -> str:
        """The class of its bars in a style sheet."""
        return CLASSES[self.tone.light] if self.tone else "pale" if self.pale else "solid"

    def paint(self, look: Look) -> Paint:
        """Its fill for a strategy in opaque colours, for charts that draw no translucent ones."""
        if self.tone:
            return self.tone.light, HATCH.light if self.hatched else None
        ground, lines = (tint(look.fill), look.fill) if self.pale else (look.strong, PAPER.light)
        return ground, lines if look.again else None

    @property
    def ink(self) -> str:
        """The light colour of the figures on it."""
        return TEXT_ON[self.tone.light] if self.tone else INK.light if self.pale else PAPER.light


@dataclass(frozen=True)
class DrawnSpread:
    """How far a strategy's figure may be off: the middle of the draws, and the ends of half of them and of 8 in 10.

    `exact` is the figure at exactly the scenario's numbers, which need not lie in the middle.
    """

    likely: float
    half: tuple[float, float]
    most: tuple[float, float]
    exact: float

    @property
    def some(self) -> bool:
        """Whether anything comes of it in any case."""
        return bool(self.likely or any(self.most))


@dataclass(frozen=True)
class Scale:
    """From where to where a chart goes, its ticks in words, and a line at a value with its words, if any."""

    upper: float
    ticks: dict[float, str]
    line: tuple[float, str] | None = None
    lower: float = 0.0

    def share(self, length: float) -> float:
        """A length as a share of the whole."""
        return length / self.upper if self.upper > 0 else 0.0


@dataclass(frozen=True)
class Bars:
    """A row for each strategy, with its name and figure over it: segments end to end, or a spread."""

    names: list[str]
    slots: list[int]
    figures: list[str]
    unit: Unit
    scale: Scale
    segments: list[Segment] = field(default_factory=list)
    spreads: list[DrawnSpread] = field(default_factory=list)
    whole: tuple[str, str] = ("", "All")
    """The measure that is drawn, of all segments together, and its name in a table."""
    over: list[str] = field(default_factory=list)
    """How far each goes over what there is to spend, after its figure; empty where none is asked."""
    mark: tuple[float, str] | None = None
    """A value worth knowing, such as what there is to spend, and its words. It is a line where it lies on the scale."""

    @property
    def looks(self) -> list[Look]:
        """How the strategies are drawn."""
        return [look(slot) for slot in self.slots]

    @property
    def labels(self) -> list[str]:
        """What stands after each name: the figure, and how far it is over."""
        return [
            f"{figure}{more}" for figure, more in zip(self.figures, self.over or [""] * len(self.figures), strict=True)
        ]

    @property
    def shown(self) -> list[Segment]:
        """The segments that anybody has any of."""
        return [segment for segment in self.segments if any(value > 0 for value in segment.values)]

    @property
    def totals(self) -> list[float]:
        """The bars' lengths."""
        return [sum(segment.values[row] for segment in self.segments) for row in range(len(self.names))]

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What the colours stand for; nothing where each strategy has its own."""
        return tuple((segment.name, segment.tone.light) for segment in self.shown if segment.tone)

    @property
    def table(self) -> Table:
        """A row a segment, a column a strategy, and the totals last."""
        kept = [segment for segment in self.segments if segment in self.shown or not segment.tone]
        body = [(segment.name, *map(self.unit.say, segment.values)) for segment in kept]
        return Table(("", *self.names), (*body, (self.whole[1], *map(self.unit.say, self.totals))))


def tint(colour: str) -> str:
    """The opaque colour that a pale one looks like on paper."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(PAPER.light[1:]), strict=True)
    return "#" + "".join(f"{round(PALE * one + (1 - PALE) * other):02x}" for one, other in pairs)


def declared(view: View, field: str, kinds: Mapping[str, Declared], amounts: Mapping[str, Array]) -> list[Segment]:
    """A segment for each part or item as it is declared, of a field of the results that holds an amount of each."""
    return [
        Segment(f"{field}.{key}", kind.title, view.amounts(amounts[key]), kind.fill.tone) for key, kind in kinds.items()
    ]


def hatch(name: str, ground: str, lines: str) -> str:
    """The hatch of a colour's second use as a pattern of SVG, to be used by its name."""
    size = 'width="8" height="8"'
    stripes = f'<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="{lines}" stroke-width="1.6"/>'
    return (
        f'<pattern id="{name}" {size} patternUnits="userSpaceOnUse"><rect {size} fill="{ground}"/>{stripes}</pattern>'
    )


def fits(text: str, length: float) -> bool:
    """Whether a figure has room inside a bar of so many pixels."""
    return lettering.width(text, PLAIN, TEXT) + AROUND <= length


def nothing(values: Sequence[float], figures: Sequence[str]) -> list[str]:
    """The figures, with 'nothing' in the place of 0."""
    return [figure if value > 0 else "nothing" for value, figure in zip(values, figures, strict=True)]


def stacked(
    view: View,
    unit: Unit,
    segments: list[Segment],
    whole: tuple[str, str],
    budget: float | None = None,
    words: str = "",
) -> Bars:
    """Bars of amounts; with a budget each says how far it goes over it, and a line says where it ends."""
    totals = [sum(values) for values in zip(*(segment.values for segment in segments), strict=True)]
    figures = nothing(totals, list(map(unit.total, totals)))
    limit = math.inf if budget is None else budget
    more = [unit.total(max(total - limit, 0.0)) for total in totals]
    over = ["" if words_over == unit.total(0.0) else f", {words_over} over" for words_over in more]
    upper = end(totals, budget or 0.0)
    mark = None if budget is None else (budget, words)
    scale = Scale(upper, unit.ticks(axes.ticks(upper, TICKS)), line(mark, upper))
    return Bars(view.names, view.slots, figures, unit, scale, segments, whole=whole, over=over, mark=mark)


def line(mark: tuple[float, str] | None, upper: float) -> tuple[float, str] | None:
    """The mark, if a line there can be seen on the scale; else none."""
    return mark if mark and 0.02 * upper < mark[0] <= upper else None


def span(spreads: Sequence[DrawnSpread]) -> tuple[float, float]:
    """From 0, or from the lowest below it, to the highest, with a little room for the dots."""
    low = min(0.0, *(spread.most[0] for spread in spreads))
    high = max(0.0, *(spread.most[1] for spread in spreads))
    room = 0.04 * (high - low) or 1.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 or low == 0 else 0.0)


def end(values: Sequence[float], budget: float) -> float:
    """The end of the axis: the longest bar, or the budget where that is within twice its length."""
    longest = max(values, default=0.0)
    return 1.02 * (max(longest, budget) if budget <= 2 * longest else longest)
