"""The native charts on the Results sheet, in the colours of the page."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook

from calculator.cases import Cases
from calculator.charts.bars import Bars, Paint
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.hours import hours_by_part
from calculator.charts.palette import INK, MUTED, PAPER, RULE
from calculator.engine import evaluate
from calculator.exports.workbook import styles
from calculator.exports.workbook.results import SHEET, ResultsSheet
from calculator.exports.workbook.sheet import FIRST, address
from calculator.period import Period

WIDTH, BAR, AROUND = 560, 34, 116
"""Pixels: of a chart, of a strategy's bar with its gap, and of title, axis and key."""
BESIDE = 4
"""With more strategies than this the charts stand under the ledger instead of beside it."""


def place(book: Workbook, ledger: ResultsSheet) -> None:
    """The three charts, beside the ledger or under it."""
    if not ledger.keys:
        return
    scenario = ledger.inputs.scenario
    results, period = evaluate(Cases(scenario)), Period.of("all", scenario.profile)
    titles = (
        ("Hours, by what you do in them", hours_by_part),
        ("Cash, by what you pay for", cash_by_item),
        ("Full cost: cash (solid) and the value of your time (pale)", full_cost),
    )
    charts = [_chart(book, ledger, title, described(results, period).bars) for title, described in titles]
    height = max(AROUND + BAR * len(ledger.keys), 220)
    beside = len(ledger.keys) <= BESIDE
    row, column = (3, FIRST + max(len(ledger.keys), 3)) if beside else (ledger.grid.row + 2, 0)
    for index, chart in enumerate(charts):
        chart.set_size({"width": WIDTH, "height": height})
        ledger.grid.sheet.insert_chart(row, column, chart, {"x_offset": 18, "y_offset": index * (height + 14)})


def _chart(book: Workbook, ledger: ResultsSheet, title: str, bars: Bars | None) -> Any:
    """A series for each segment, those too that nobody has yet: the sheet computes, and may bring some."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    segments, looks = (bars.segments, bars.looks) if bars else ([], [])
    for segment in segments:
        series = {
            "name": f"={SHEET}!{address(ledger.places[segment.measure], 0)}",
            "categories": f"={SHEET}!{ledger.names.block.text}",
            "values": f"={SHEET}!{ledger.lines[segment.measure].block.text}",
            "gap": 55,
        }
        if segment.tone:
            series |= {**_fill(segment.paint(looks[0])), "border": {"color": PAPER.light, "width": 1}}
        else:
            edges = [{"border": {"color": look.fill, "width": 1}} for look in looks]
            points = [_fill(segment.paint(look)) | edge for look, edge in zip(looks, edges, strict=True)]
            series |= {"points": points, "fill": {"color": MUTED.light}}
        chart.add_series(series)
    money = styles.money(ledger.inputs.scenario.currency)
    _dressed(chart, title, money if bars and bars.unit.name == "money" else "#,##0")
    if not any(segment.tone for segment in segments):
        chart.set_legend({"none": True})  # a key can show one colour a series, and here each strategy has its own
    return chart


def _fill(paint: Paint) -> dict[str, Any]:
    ground, lines = paint
    if lines is None:
        return {"fill": {"color": ground}}
    return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": lines, "bg_color": ground}}


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
