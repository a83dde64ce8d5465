"""The charts of a widget: bars as inline SVG, lengths in per cent and colours as classes.

>>> from calculator import assumptions
>>> chart(Content(assumptions.scenario("uk-owner")), "cost").startswith('<figure class="chart" id="chart-cost">')
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from calculator import formats
from calculator.charts import palette
from calculator.exports.content import Content
from calculator.parts import ITEMS, PARTS, Declared
from calculator.safety import safe

THIN = "What networking yields rests on thin evidence."


@dataclass(frozen=True)
class Mark:
    """A part of a bar, from one length to another; `kind` is its class."""

    kind: str
    start: float
    end: float
    high: int = 18


@dataclass(frozen=True)
class Bar:
    """A strategy's bar and the figure over it; a dot where the likely value is."""

    figure: str
    marks: Sequence[Mark]
    dot: float | None = None


def chart(content: Content, name: str) -> str:
    """A chart by its name, with a bar for each strategy, its name and total over it."""
    title, caption, bars = DRAWN[name](content)
    upper = max([0.0, *(mark.end for bar in bars for mark in bar.marks), *(bar.dot or 0.0 for bar in bars)])
    rows = "".join(_row(content, at, bar, upper) for at, bar in enumerate(bars))
    return (
        f'<figure class="chart" id="chart-{name}"><figcaption><h2>{safe(title)}</h2>'
        f"<p>{safe(caption)}</p></figcaption>{_key(name, content)}{rows}</figure>"
    )


def _row(content: Content, at: int, bar: Bar, upper: float) -> str:
    look = colour(content.slots[at])
    name = safe(content.names[at])
    drawn = "".join(_mark(mark, upper) for mark in bar.marks)
    if bar.dot is not None:
        drawn += f'<circle class="dot {look}" cx="{_share(bar.dot, upper)}" cy="10" r="6"/>'
    label = f'<p class="over"><b class="t {look}">{name}</b> <span data-bar="{at}">{safe(bar.figure)}</span></p>'
    return f'{label}<svg class="bar" aria-hidden="true">{drawn}</svg>'


def _mark(mark: Mark, upper: float) -> str:
    x, wide, y = _share(mark.start, upper), _share(mark.end - mark.start, upper), 10 - mark.high / 2
    return f'<rect class="{mark.kind}" x="{x}" y="{y:g}" width="{wide}" height="{mark.high}"/>'


def _share(value: float, upper: float) -> str:
    return f"{100 * value / upper if upper > 0 else 0:.3f}%"


def _cost(content: Content) -> tuple[str, str, list[Bar]]:
    """Solid is cash, pale the value of the hours."""
    bars = []
    for at, (cash, cost) in enumerate(zip(content.yearly("cash"), content.yearly("cost"), strict=True)):
        look = colour(content.slots[at])
        marks = [Mark(f"solid {look}", 0, cash), Mark(f"pale {look}", cash, cost)]
        bars.append(Bar(content.money(cost) if cost > 0 else "nothing", [m for m in marks if m.end > m.start]))
    return "Full cost a year", "Solid is cash, pale the value of your time.", bars


def _hours(content: Content) -> tuple[str, str, list[Bar]]:
    parts = [content.results.hours_by_part[part][0] for part in PARTS]
    bars = _stacked(content, PARTS, parts, "hours", lambda total: f"{formats.hours(total)} h")
    return "Hours a year", "By what you do in them.", bars


def _cash(content: Content) -> tuple[str, str, list[Bar]]:
    items = [content.results.cash_by_item[item][0] for item in ITEMS]
    return "Cash a year", "By what it pays for.", _stacked(content, ITEMS, items, "cash", content.money)


def _stacked(
    content: Content,
    kinds: Mapping[str, Declared],
    amounts: Sequence[Sequence[float]],
    total: str,
    say: Callable[[float], str],
) -> list[Bar]:
    bars, classes = [], palette.classes(kinds)
    for at, whole in enumerate(content.yearly(total)):
        values = [float(amount[at]) * content.period.factor for amount in amounts]
        ends = list(accumulate(values))
        found = zip(classes, values, ends, strict=True)
        marks = [Mark(kind, end - value, end) for kind, value, end in found if value > 0]
        bars.append(Bar(say(whole) if whole > 0 else "nothing", marks))
    return bars


def _wins(content: Content) -> tuple[str, str, list[Bar]]:
    """What it may win, never without its range."""
    measure, factor = ("win_probability", 1.0) if content.role else ("wins", content.period.factor)
    say = formats.share if content.role else formats.count
    wide, half = ([edge * factor for edge in content.outcomes.band(measure, share)] for share in (0.8, 0.5))
    bars = []
    for at, value in enumerate(content.outcomes.likely(measure)):
        (low, high), (near, far) = ([float(edge[at]) for edge in band] for band in (wide, half))
        look, likely = colour(content.slots[at]), float(value) * factor
        marks = [Mark(f"band {look}", low, high, 3), Mark(f"half {look}", near, far, 14)]
        spread = f", {formats.between(low, high, say)}" if low < high else ""
        some = high > 0
        bars.append(
            Bar(f"{say(likely)} likely{spread}" if some else "nothing", marks if some else (), likely if some else None)
        )
    title = f"Chance of an offer in {content.period.horizon}" if content.role else "Clients a year"
    return title, f"Thick is half of plausible cases, thin 8 in 10, the dot the likely one. {THIN}", bars


DRAWN = {"cost": _cost, "hours": _hours, "cash": _cash, "wins": _wins}
KEYS: Mapping[str, Mapping[str, Declared]] = {"hours": PARTS, "cash": ITEMS}


def _key(name: str, content: Content) -> str:
    """The squares that say what the colours of parts and items are; those that are not there are hidden."""
    if name not in KEYS:
        return ""
    found = content.results.hours_by_part if name == "hours" else content.results.cash_by_item
    used = [bool((amounts[0] > 0).any()) for amounts in found.values()]
    square = '<svg aria-hidden="true"><rect class="{}" width="11" height="11"/></svg>'
    items = "".join(
        f"<li{'' if some else ' hidden'}>{square.format(palette.CLASSES[kind.fill.tone.light])}{safe(kind.title)}</li>"
        for kind, some in zip(KEYS[name].values(), used, strict=True)
    )
    return f'<ul class="key">{items}</ul>'


def colour(slot: int) -> str:
    """The class of a strategy's colour."""
    return f"s{(slot - 1) % len(palette.FILLS) + 1}"
