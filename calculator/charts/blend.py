"""What mixing does: a curve from one strategy to another, with the dues as the step that they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import INK, Look, look, slot
from calculator.charts.tables import Table
from calculator.charts.words import LONGEST_ALT, cut, fit, hover, named, plain, short
from calculator.model import Scenario
from calculator.named import inline
from calculator.safety import isolated

TITLE = "What does mixing do?"
HEIGHT, TOP, NAME, LEFT = 260, 44, 122, 56
"""Pixels of the drawing, of what stands above it, of each name there, and of the figures at the left."""


@dataclass(frozen=True)
class Curve:
    """What is drawn: shares and values of the curve, which are marked, and how a value is spelled.

    `marked` holds positions of the two ends and of the best; `bands` the ends of the range of each that has one.
    `what` says what is drawn, `kind` whether it is money or a share. A value is NaN where there is none.
    """

    one: str
    other: str
    shares: Sequence[float]
    values: Sequence[float]
    marked: Sequence[int]
    bands: dict[int, tuple[float, float]]
    what: str
    kind: str
    say: Callable[[float], str]


def blend(scenario: Scenario, curve: Curve, table: Table) -> Chart:
    """The curve, with a dot at each end and at the best, and its range where it has one."""
    names = [scenario.strategies[key].name for key in (curve.one, curve.other)]
    looks = [look(slot(scenario)[key]) for key in (curve.one, curve.other)]
    ranges = " Lines at the dots hold 8 in 10 of the ways it might go." if curve.bands else ""
    shown = [short(name) for name in names]
    clauses = (f"{mixture(curve.shares[at], shown)} {curve.say(curve.values[at])}" for at in curve.marked)
    return Chart(
        "blend",
        TITLE,
        f"{curve.what}, by the share of {inline(scenario, curve.other)} in the mix.{ranges}",
        (),
        _figure(scenario, curve, names, looks),
        cut(f"{TITLE} {curve.what}: {'; '.join(clauses)}.", LONGEST_ALT),
        table,
    )


def mixture(share: float, names: Sequence[str]) -> str:
    """A mix as a label: 'Face to face alone', '30% Online'."""
    if share in (0, 1):
        return f"{isolated(names[int(share)])} alone"
    return f"{round(100 * share)}% {isolated(names[1])}"


def _figure(scenario: Scenario, curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> dict[str, Any]:
    known = [value for value in curve.values if not math.isnan(value)]
    known += [end for band in curve.bands.values() for end in band if not math.isnan(end)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    room = 0.12 * (high - low) or 0.1 * abs(high) or 1.0
    low, high = low - room, high + room
    values = axes.across(low, high)
    ticks = axes.share_ticks if curve.kind == "share" else axes.count_ticks
    spelled = axes.money_ticks(values, scenario.currency) if curve.kind == "money" else ticks(values)
    upright = {"range": [low, high], "ticklabelposition": "outside", "side": "left"}
    across = {share: f"{100 * share:.0f}%" for share in (0.0, 0.25, 0.5, 0.75, 1.0)}
    return frame.figure(
        [*_lines(curve, names), *_marks(curve, names, looks)],
        HEIGHT,
        axes.axis(1, across) | {"range": [-0.02, 1.02]},
        yaxis=axes.axis(1, spelled) | upright,
        annotations=_names(curve, names, looks),
        margin={"t": TOP, "l": LEFT, "r": 14},
    )


def _lines(curve: Curve, names: Sequence[str]) -> list[frame.Trace]:
    """The curve between the two ends, and from each end to it the step of the dues that taking part at all costs."""
    shares, values, last = curve.shares, curve.values, len(curve.shares) - 1
    inside = range(1, last)
    drawn = [None if math.isnan(values[at]) else values[at] for at in inside]
    said = [hover(mixture(shares[at], names), curve.say(values[at])) for at in inside]
    ink = {"color": INK.light, "width": 2.5}
    whole = marks.line([shares[at] for at in inside], drawn, ink, said, name="", connectgaps=False)
    dotted = {"color": INK.light, "width": 2, "dash": "dot"}
    steps = [
        marks.line([shares[end]] * 2, [values[end], values[beside]], dotted, "")
        for end, beside in ((0, 1), (last, last - 1))
        if not math.isnan(values[end] + values[beside])
    ]
    return [whole, *steps]


def _marks(curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> list[frame.Trace]:
    """The ranges and the dots; what is no strategy's own end is drawn in ink."""

    def looked(at: int) -> tuple[str, bool]:
        own = looks[int(curve.shares[at])] if curve.shares[at] in (0, 1) else None
        return (own.fill, own.again) if own else (INK.light, False)

    bands = [
        marks.line([curve.shares[at]] * 2, band, {"color": looked(at)[0], "width": marks.THIN}, "", cliponaxis=False)
        for at, band in curve.bands.items()
        if not math.isnan(sum(band))
    ]
    dots = [
        marks.dot(share, value, *looked(at), hover(mixture(share, names), curve.say(value)))
        for at, share, value in ((at, curve.shares[at], curve.values[at]) for at in curve.marked)
        if not math.isnan(value)
    ]
    return [*bands, *dots]


def _names(curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> list[dict[str, Any]]:
    """Each strategy's name and figure above its end, and the best mix at its dot."""
    notes = []
    for at, anchor, side in ((0, "left", 0), (len(curve.shares) - 1, "right", 1)):
        words = f"{named(fit(names[side], NAME, 13), looks[side].strong)}<br>{plain(curve.say(curve.values[at]))}"
        where = {"x": side, "xanchor": anchor, "yref": "paper", "yanchor": "bottom", "align": anchor}
        notes.append(frame.note(words, 1, **where, font={"size": 13, "color": INK.light}))
    for at in curve.marked:
        share, value = curve.shares[at], curve.values[at]
        if share not in (0, 1):
            anchor, shift = ("left", 10) if share < 0.5 else ("right", -10)
            where = {"x": share, "xref": "x", "xanchor": anchor, "yref": "y", "xshift": shift, "yshift": 14}
            words = f"<b>{100 * share:.0f}%</b>: {plain(curve.say(value))}"
            notes.append(frame.note(words, value, **where, font={"size": 12, "color": INK.light}))
    return notes
