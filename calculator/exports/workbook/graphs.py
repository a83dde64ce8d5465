"""The native charts on the Results sheet, in the colours of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from calculator.charts.palette import INK, ITEM_TONES, MUTED, PAPER, PART_TONES, RULE, Look, look, slot
from calculator.exports.workbook import styles
from calculator.exports.workbook.results import SHEET, Ledger
from calculator.exports.workbook.sheet import FIRST, address
from calculator.parts import Tone

WIDTH, BAR, AROUND = 560, 34, 116
"""Pixels: of a chart, of a strategy's bar with its gap, and of title, axis and key."""
BESIDE = 4
"""With more strategies than this the charts stand under the ledger instead of beside it."""
PALE = 0.22
"""How much of the strategy's colour is in the value of hours."""


def place(book: Workbook, ledger: Ledger) -> None:
    """The three charts, beside the ledger or under it."""
    if not ledger.keys:
        return
    money = styles.money(ledger.inputs.scenario.currency)
    charts = (
        _stacked(book, ledger, "Hours, by what you do in them", "hours_by_part", PART_TONES, "#,##0"),
        _stacked(book, ledger, "Cash, by what you pay for", "cash_by_item", ITEM_TONES, money),
        _full(book, ledger, money),
    )
    height = max(AROUND + BAR * len(ledger.keys), 220)
    beside = len(ledger.keys) <= BESIDE
    row, column = (3, FIRST + max(len(ledger.keys), 3)) if beside else (ledger.grid.row + 2, 0)
    for index, chart in enumerate(charts):
        chart.set_size({"width": WIDTH, "height": height})
        ledger.grid.sheet.insert_chart(row, column, chart, {"x_offset": 18, "y_offset": index * (height + 14)})


def _stacked(book: Workbook, ledger: Ledger, title: str, name: str, tones: Mapping[str, Tone], form: str) -> Any:
    """A series for each part or item, stacked in one bar a strategy."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for part, tone in tones.items():
        fill = {"color": tone.light}
        chart.add_series(_series(ledger, f"{name}.{part}") | {"fill": fill, "border": _edge(), "gap": 55})
    return _dressed(chart, title, form)


def _full(book: Workbook, ledger: Ledger, form: str) -> Any:
    """Cash solid and the value of time pale, each bar in its strategy's colour."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    own = [look(number) for number in slot(ledger.inputs.scenario).values()]
    for name, paint in (("cash", _solid), ("time_value", _pale)):
        points = [paint(each) | {"border": {"color": each.fill, "width": 1}} for each in own]
        chart.add_series(_series(ledger, name) | {"points": points, "gap": 55, "fill": {"color": MUTED.light}})
    _dressed(chart, "Full cost: cash (solid) and the value of your time (pale)", form)
    chart.set_legend({"none": True})  # a key can show one colour a series, and here each strategy has its own
    return chart


def _solid(own: Look) -> dict[str, Any]:
    return _hatched(own.strong, PAPER.light) if own.again else {"fill": {"color": own.strong}}


def _pale(own: Look) -> dict[str, Any]:
    colour = _tint(own.fill)
    return _hatched(own.fill, colour) if own.again else {"fill": {"color": colour}}


def _hatched(lines: str, ground: str) -> dict[str, Any]:
    return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": lines, "bg_color": ground}}


def _tint(colour: str) -> str:
    """The colour at 22 % on paper."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(PAPER.light[1:]), strict=True)
    return "#" + "".join(f"{round(PALE * one + (1 - PALE) * other):02x}" for one, other in pairs)


def _series(ledger: Ledger, name: str) -> dict[str, Any]:
    return {
        "name": f"={SHEET}!{address(ledger.places[name], 0)}",
        "categories": f"={SHEET}!{ledger.names.block.text}",
        "values": f"={SHEET}!{ledger.lines[name].block.text}",
    }


def _edge() -> dict[str, Any]:
    return {"color": PAPER.light, "width": 1}


def _dressed(chart: Any, title: str, form: str) -> Any:
    """Title, axes and key in the type and inks of the page; the first strategy on top."""
    font = {"name": styles.FONT, "size": 9, "color": INK.light}
    heading = {"name": styles.FONT, "size": 11, "bold": True, "color": INK.light}
    chart.set_title({"name": title, "name_font": heading, "overlay": False})
    chart.set_y_axis({  # of a bar chart the axis of names, which count from the bottom unless turned round
        "reverse": True, "num_font": font, "line": {"none": True}, "crossing": "max", "major_tick_mark": "none",
        "major_gridlines": {"visible": False},
    })  # fmt: skip
    chart.set_x_axis({
        "num_font": font, "num_format": form, "line": {"none": True}, "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": RULE.light, "width": 0.75}}, "major_tick_mark": "none",
    })  # fmt: skip
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER.light}})
    return chart
