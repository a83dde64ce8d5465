"""The Sources sheet: each number of the preset with its range and note, and the sources that they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from calculator import assumptions
from calculator.assumptions import Assumption
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
    rows = [row for path, row in assumptions.rows(scenario).items() if path in parameters(scenario)]
    words(sheet, 1, 0, _about(scenario), styles("muted"))
    row = _assumptions(sheet, styles, scenario, rows) if rows else 3
    _published(sheet, styles, rows, row + 1)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.protect("", OPEN)


def _about(scenario: Scenario) -> str:
    found = assumptions.presets().get(scenario.preset)
    if found is None:
        return "This scenario started from no preset: every number is yours."
    return (
        f"What the preset {found.name} ({found.id}) says of each number. A number marked yours has been changed since."
    )


def _assumptions(sheet: Worksheet, styles: Styles, scenario: Scenario, rows: Sequence[Assumption]) -> int:
    _heads(sheet, styles, 3, HEADS)
    marks = assumptions.marks(scenario)
    for index, row in enumerate(rows, 4):
        for column, number in enumerate((row.value, row.low, row.high), 1):
            sheet.write_number(index, column, number, styles("figure"))
        cells = ((0, row.path), (4, marks[row.path]), (5, row.source.id), (6, row.note))
        for column, text in cells:
            words(sheet, index, column, text, styles("wrap" if column == 6 else "text", indent=int(column > 0)))
    return 4 + len(rows)


def _published(sheet: Worksheet, styles: Styles, rows: Sequence[Assumption], top: int) -> None:
    sources = {row.source.id: row.source for row in rows}
    if not sources:
        return
    _heads(sheet, styles, top, BOOKS)
    for index, source in enumerate(sorted(sources.values(), key=lambda each: each.id), top + 1):
        title = ", ".join(filter(None, (source.title, source.publisher, source.url)))
        for column, text in ((0, source.id), (1, source.year), (4, source.kind.replace("_", " ")), (6, title)):
            words(sheet, index, column, text, styles("wrap" if column == 6 else "text"))


def _heads(sheet: Worksheet, styles: Styles, row: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads):
        words(sheet, row, column, head, styles("column" if column in (1, 2, 3) and head != "Year" else "left"))
