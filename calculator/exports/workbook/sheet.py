"""A sheet that is written from the top down, a row at a time, and gives each cell back as a term."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from calculator.engine.term import Term, term
from calculator.exports.workbook.formula import WORD, Cells, Given, cell, written
from calculator.exports.workbook.styles import PLAIN, Styles

FIRST, WIDTH = 2, 15
"""The column of the first figure, after labels and units, and characters in it."""
UNHELD = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""What no sheet can hold."""


class Row(NamedTuple):
    """A row of figures: its cells, and all of them as one block."""

    cells: tuple[Term, ...]
    block: Cells


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet whose formulas are written as they are.

    The library looks in each for 29 functions of today's Excel, of which none is used here; that took a quarter of the
    time. Should it do so under another name one day, the workbook is the same, and slower.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def line(text: str) -> str:
    """A person's words on one line, without what no sheet can hold."""
    return " ".join((text if text.isascii() else UNHELD.sub("\ufffd", text)).split())


def address(row: int, column: int) -> str:
    """A cell as names and charts know it: $C$4."""
    return str(xl_rowcol_to_cell(row, column, True, True))


def words(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Words as words, whatever they begin with."""
    sheet.write_string(row, column, line(text), style)


def formula(sheet: Worksheet, row: int, column: int, what: Term, style: Format) -> None:
    """A formula with the value that it has now; what does not exist is a word."""
    value: float | str | bool = "" if what.value is None else what.value
    stored = WORD if isinstance(value, float) and math.isnan(value) else value
    sheet.write_formula(row, column, f"={written(what)}", style, stored)


def text(sheet: Worksheet, row: int, column: int, what: Given, style: Format) -> None:
    """A formula, or words as words."""
    if isinstance(what, Term):
        formula(sheet, row, column, what, style)
    else:
        words(sheet, row, column, str(what), style)


@dataclass
class Grid:
    """A sheet with a label, a unit and a figure for each of several columns in every row."""

    book: Workbook
    sheet: Worksheet
    styles: Styles
    row: int = 0

    def heading(self, text: str, columns: Sequence[Term] = (), note: str = "") -> None:
        """What the next rows are about, and what their columns are."""
        self.row += 1
        words(self.sheet, self.row, 0, text, self.styles("left", font_size=12))
        words(self.sheet, self.row, 1, note, self.styles("left", bold=False))
        for index, name in enumerate(columns):
            formula(self.sheet, self.row, FIRST + index, name, self.styles("column"))
        self.fit(self.row, columns, WIDTH)
        self.row += 1

    def fit(self, row: int, names: Sequence[Term], width: int) -> None:
        """Make the row as high as the longest of the names takes in bold."""
        lines = max((1 + int(1.25 * len(str(name.value))) // width for name in names), default=1)
        self.sheet.set_row(row, 14 * lines + 2)

    def note(self, text: str) -> None:
        """A line of explanation."""
        words(self.sheet, self.row, 0, text, self.styles("muted"))
        self.row += 1

    def line(
        self, label: Given, unit: str, terms: Sequence[Given], name: str = "", form: str = PLAIN, style: str = "figure"
    ) -> Row:
        """A row of formulas, one a column; `name` is defined for all of them together."""
        head = "strong" if style == "strong" else "label"
        text(self.sheet, self.row, 0, label, self.styles(head))
        words(self.sheet, self.row, 1, unit, self.styles("strong" if style == "strong" else "muted", bold=False))
        figures, cells = [term(each) for each in terms], []
        look = self.styles(style, form, align="right")
        for column, each in enumerate(figures, FIRST):
            formula(self.sheet, self.row, column, each, look)
            cells.append(cell(xl_rowcol_to_cell(self.row, column), each.value))
        ends = [address(self.row, column) for column in (FIRST, FIRST + max(len(figures), 1) - 1)]
        area = ":".join(dict.fromkeys(ends))
        if name:
            self.book.define_name(name, f"={self.sheet.name}!{area}")
        self.row += 1
        return Row(tuple(cells), Cells(name or area, tuple(each.value for each in figures)))

    def each(self, label: Given, unit: str, work: Callable[..., Given], *lines: Row) -> Row:
        """A row that is worked out column by column from other rows."""
        return self.line(label, unit, [work(*cells) for cells in zip(*(some.cells for some in lines), strict=True)])
