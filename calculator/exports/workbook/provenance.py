"""The Sources sheet: each number of the preset with its range and note, and the sources that they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from calculator import assumptions
from calculator.exports.workbook.inputs import OPEN
from calculator.exports.workbook.sheet import words
from calculator.exports.workbook.styles import Styles
from calculator.model import Scenario
from calculator.parameters import parameters

HEADS = ("Path", "Preset", "Low", "High", "Whose now", "Source", "Note")
WIDTHS = (52, 10, 10, 10, 15, 10, 88)
BOOKS = ("Source", "Year", "", "", "Kind", "", "Title, publisher and address")


def write(sheet: Worksheet, styles: Styles, scenario: Scenario) -> None:
    """The whole sheet."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, styles("text"))
    words(sheet, 0, 0, "Sources", styles("title"))
    preset = assumptions.presets().get(scenario.preset)
    about = "This scenario started from no preset: every number is yours."
    if preset:
        about = f"What the preset {preset.name} ({preset.id}) says of each number."
        about += " A number marked yours has been changed since."
    words(sheet, 1, 0, about, styles("muted"))
    known = parameters(scenario)
    rows = [row for path, row in assumptions.rows(scenario).items() if path in known]
    if rows:
        _heads(sheet, styles, 3, HEADS)
        marks = assumptions.marks(scenario)
        for index, row in enumerate(rows, 4):
            for column, number in enumerate((row.value, row.low, row.high), 1):
                sheet.write_number(index, column, number, styles("figure"))
            for column, text in ((0, row.path), (4, marks[row.path]), (5, row.source.id), (6, row.note)):
                words(sheet, index, column, text, styles("wrap" if column == 6 else "text", indent=int(column > 0)))
        _heads(sheet, styles, 5 + len(rows), BOOKS)
        sources = {row.source.id: row.source for row in rows}
        for index, (key, source) in enumerate(sorted(sources.items()), 6 + len(rows)):
            title = ", ".join(filter(None, (source.title, source.publisher, source.url)))
            for column, text in ((0, key), (1, source.year), (4, source.kind.replace("_", " ")), (6, title)):
                words(sheet, index, column, text, styles("wrap" if column == 6 else "text"))
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.protect("", OPEN)


def _heads(sheet: Worksheet, styles: Styles, row: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads):
        words(sheet, row, column, head, styles("column" if column in (1, 2, 3) and head != "Year" else "left"))
