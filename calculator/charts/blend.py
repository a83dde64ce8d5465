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
from calculator.named import inline, isolated

TITLE = "What does mixing do?"
HEIGHT, TOP, NAME, LEFT = 260, 44, 122, 56
"""Pixels of the drawing, of what stands above it, of each name there, and of the figures at the left."""


@dataclass(frozen=True)
class Ends:
    """The ends of a range."""

    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """What is drawn: shares and values of the curve, which are marked, and how a value is spelled.

    `marked` holds positions of the two ends and of the best; `bands` the range of each, or nothing. `what` says what is
    drawn, `kind` whether it is money or a share. A value is NaN where there is none.
    """

    one: str
    other: str
    shares: Sequence[float]
    values: Sequence[float]
    marked: Sequence[int]
    bands: dict[int, Ends]
    what: str
    kind: str
    say: Callable[[float], str]


def blend(scenario: Scenario, curve: Curve, table: Table) -> Chart:
    """The curve, with a dot at each end and at the best, and its range where it has one."""
    names = [scenario.strategies[key].name for key in (curve.one, curve.other)]
    looks = [look(slot(scenario)[key]) for key in (curve.one, curve.other)]
    ranges = " Lines at the dots are 8 in 10 plausible cases." if curve.bands else ""
    return Chart(
        "blend",
        TITLE,
        f"{curve.what}, by the share of {inline(scenario, curve.other)} in the mix.{ranges}",
        (),
        _figure(scenario, curve, names, looks),
        _alt(curve, names),
        table,
    )


def mixture(share: float, names: Sequence[str]) -> str:
    """A mix as a label: 'Face to face alone', '30% Online'."""
    if share in (0, 1):
        return f"{isolated(names[int(share)])} alone"
    return f"{round(100 * share)}% {isolated(names[1])}"


def _alt(curve: Curve, names: Sequence[str]) -> str:
    shown = [short(name) for name in names]
    clauses = [f"{mixture(curve.shares[at], shown)} {curve.say(curve.values[at])}" for at in curve.marked]
    return cut(f"{TITLE} {curve.what}: {'; '.join(clauses)}.", LONGEST_ALT)


def _figure(scenario: Scenario, curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> dict[str, Any]:
    low, high = _span(curve)
    data = [_line(curve, names), *_steps(curve), *_bands(curve, looks), *_dots(curve, names, looks)]
    spelled = {share: f"{100 * share:.0f}%" for share in (0.0, 0.25, 0.5, 0.75, 1.0)}
    across = axes.axis(1, spelled) | {"range": [-0.02, 1.02]}
    return frame.figure(
        data,
        HEIGHT,
        across,
        yaxis=_upright(scenario, curve, low, high),
        annotations=_names(curve, names, looks),
        margin={"t": TOP, "l": LEFT, "r": 14},
    )


def _span(curve: Curve) -> tuple[float, float]:
    """From the least to the most that is drawn, with some room."""
    known = [value for value in curve.values if not math.isnan(value)]
    known += [end for band in curve.bands.values() for end in (band.low, band.high) if not math.isnan(end)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    room = 0.12 * (high - low) or 0.1 * abs(high) or 1.0
    return low - room, high + room


def _upright(scenario: Scenario, curve: Curve, low: float, high: float) -> dict[str, Any]:
    step = (axes.ticks(high - low, 4) or [1])[0]
    values = [step * index for index in range(math.ceil(low / step), math.floor(high / step) + 1)][:5]
    ticks = axes.share_ticks if curve.kind == "share" else axes.count_ticks
    spelled = axes.money_ticks(values, scenario.currency) if curve.kind == "money" else ticks(values)
    return axes.axis(1, spelled) | {"range": [low, high], "ticklabelposition": "outside", "side": "left"}


def _line(curve: Curve, names: Sequence[str]) -> frame.Trace:
    """The curve between the two ends; where dues are a step, the ends stand apart from it."""
    inside = range(1, len(curve.shares) - 1)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "",
        "x": [curve.shares[at] for at in inside],
        "y": [_drawn(curve.values[at]) for at in inside],
        "line": {"color": INK.light, "width": 2.5},
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": [hover(mixture(curve.shares[at], names), curve.say(curve.values[at])) for at in inside],
    }


def _steps(curve: Curve) -> list[frame.Trace]:
    """From each end to the curve beside it: what taking part at all costs."""
    last = len(curve.shares) - 1
    pairs = [(curve.values[end], curve.values[beside], curve.shares[end]) for end, beside in ((0, 1), (last, last - 1))]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [share, share],
            "y": [end, beside],
            "line": {"color": INK.light, "width": 2, "dash": "dot"},
            "hoverinfo": "skip",
        }
        for end, beside, share in pairs
        if not math.isnan(end + beside)
    ]


def _bands(curve: Curve, looks: Sequence[Look]) -> list[frame.Trace]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [curve.shares[at]] * 2,
            "y": [band.low, band.high],
            "line": {"color": _colour(curve, at, looks), "width": marks.THIN},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for at, band in curve.bands.items()
        if not math.isnan(band.low + band.high)
    ]


def _dots(curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> list[frame.Trace]:
    known = [at for at in curve.marked if not math.isnan(curve.values[at])]
    return [
        marks.dot(
            curve.shares[at],
            curve.values[at],
            _colour(curve, at, looks),
            _again(curve, at, looks),
            hover(mixture(curve.shares[at], names), curve.say(curve.values[at])),
        )
        for at in known
    ]


def _colour(curve: Curve, at: int, looks: Sequence[Look]) -> str:
    share = curve.shares[at]
    return looks[int(share)].fill if share in (0, 1) else INK.light


def _again(curve: Curve, at: int, looks: Sequence[Look]) -> bool:
    share = curve.shares[at]
    return share in (0, 1) and looks[int(share)].again


def _names(curve: Curve, names: Sequence[str], looks: Sequence[Look]) -> list[dict[str, Any]]:
    """Each strategy's name and figure above its end, and the best mix at its dot."""
    ends = ((0, "left", 0), (len(curve.shares) - 1, "right", 1))
    found = [
        frame.note(
            f"{named(fit(names[side], NAME, 13), looks[side].strong)}<br>{plain(curve.say(curve.values[at]))}",
            1,
            x=side,
            xanchor=anchor,
            yref="paper",
            yanchor="bottom",
            align=anchor,
            font={"size": 13, "color": INK.light},
        )
        for at, anchor, side in ends
    ]
    return found + [_best(curve, at) for at in curve.marked if curve.shares[at] not in (0, 1)]


def _best(curve: Curve, at: int) -> dict[str, Any]:
    share = curve.shares[at]
    side = "left" if share < 0.5 else "right"
    words = f"<b>{100 * share:.0f}%</b>: {plain(curve.say(curve.values[at]))}"
    shift = {"xshift": 10 if side == "left" else -10, "yshift": 14}
    where = {"x": share, "xref": "x", "xanchor": side, "yref": "y", **shift}
    return frame.note(words, curve.values[at], **where, font={"size": 12, "color": INK.light})


def _drawn(value: float) -> float | None:
    return None if math.isnan(value) else value
