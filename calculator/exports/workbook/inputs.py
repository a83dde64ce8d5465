"""The Inputs sheet: every number and word that the model reads, each in a cell that bears its path as a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from calculator import assumptions, formats
from calculator.engine.term import Term, Value
from calculator.exports.workbook.formula import cell, formula
from calculator.exports.workbook.sheet import line, words
from calculator.exports.workbook.styles import Styles
from calculator.model import Scenario
from calculator.parameters import Parameter, parameters, spread_of, titled
from calculator.parts import GROUPS

HEADS = ("", "Value", "Unit", "Low", "High", "As exported", "Whose", "Path: the name of the cell", "Rests on")
WIDTHS = (32, 16, 21, 8, 8, 14, 16, 46, 58)
VALUE, EXPORTED, TOP = 1, 5, 4
SHEET = "Inputs"
OPEN = {"format_columns": True, "format_rows": True, "autofilter": True}
"""What may be done to a protected sheet; it has no password."""
ABOUT = (
    "Change a coloured cell and every sheet follows. An empty start means no fixed hour. Low and high say how far a "
    "number may plausibly be off; the figures here rest on the value alone."
)


@dataclass
class Inputs:
    """The sheet as it is being written; afterwards, where every number and word of the scenario stands."""

    book: Workbook
    styles: Styles
    scenario: Scenario
    sheet: Worksheet
    row: int = TOP
    cells: dict[str, Term] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Term:
        return self.cells[path]

    @property
    def changed(self) -> Term:
        """How many cells are not as they were exported."""
        ends = ((xl_rowcol_to_cell(row, c, True, True) for row in (TOP, self.row)) for c in (VALUE, EXPORTED))
        now, then = (f"{SHEET}!{':'.join(pair)}" for pair in ends)
        return formula(f"SUMPRODUCT(--({now}<>{then}))", 0.0)

    def write(self) -> None:
        """The whole sheet."""
        self._head()
        self._group("This comparison")
        self._word("name", "Name", self.scenario.name)
        self._word("goal", "Goal", self.scenario.goal, list(self.scenario.pipelines))
        whose, rows = assumptions.marks(self.scenario), assumptions.rows(self.scenario)
        known = list(parameters(self.scenario).values())
        for root, group in groupby(known, key=lambda each: each.path.split(".")[:-1][:2]):
            members, title = getattr(self.scenario, root[0]), GROUPS["profile"].title
            self._group(title if root[0] == "profile" else getattr(members[root[1]], "name", titled(root[1])))
            for each in group:
                self._number(each, whose[each.path], rows.get(each.path))
        self._group("Names, media and days")
        for key, window in self.scenario.protected.items():
            self._word(f"protected.{key}.days", f"{titled(key)}: days", " ".join(window.days))
        media = list(self.scenario.media)
        for key, activity in self.scenario.activities.items():
            self._word(f"activities.{key}.name", f"{titled(key)}: name", activity.name)
            self._word(f"activities.{key}.medium", f"{titled(key)}: medium", activity.medium, media)
            self._word(f"activities.{key}.days", f"{titled(key)}: days", " ".join(activity.days))
        for key, strategy in self.scenario.strategies.items():
            self._word(f"strategies.{key}.name", f"{titled(key)}: name", strategy.name)
        rule = {"type": "formula", "criteria": f"=$B{TOP + 1}<>$F{TOP + 1}", "format": self.styles("changed")}
        self.sheet.conditional_format(TOP, VALUE, self.row, VALUE, rule)
        self.sheet.protect("", OPEN)

    def _head(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width, self.styles("text"))
        words(self.sheet, 0, 0, "Inputs", self.styles("title"))
        self.sheet.merge_range(1, 0, 1, len(HEADS) - 1, ABOUT, self.styles("note"))
        self.sheet.set_row(1, 28)
        for column, head in enumerate(HEADS):
            figures = column in (VALUE, 3, 4, EXPORTED)
            style = self.styles("column") if figures else self.styles("left", indent=int(column > 0))
            words(self.sheet, TOP - 1, column, head, style)
        self.sheet.freeze_panes(TOP, 2)
        self.sheet.repeat_rows(TOP - 1)

    def _group(self, title: str) -> None:
        for column in range(len(HEADS)):
            words(self.sheet, self.row, column, "" if column else title, self.styles("group"))
        self.row += 1

    def _word(self, path: str, title: str, value: str, options: Sequence[str] = ()) -> None:
        self._described(path, title, "", "")
        style = self.styles("input", align="left", quote_prefix=True, text_wrap=False)
        words(self.sheet, self.row, VALUE, value, style)
        words(self.sheet, self.row, EXPORTED, value, self.styles("muted"))
        if options:
            self.sheet.data_validation(self.row, VALUE, self.row, VALUE, {"validate": "list", "source": list(options)})
        self._named(path, line(value), title)

    def _number(self, known: Parameter, whose: str, row: assumptions.Assumption | None) -> None:
        scenario, path = self.scenario, known.path
        self._described(path, known.title, formats.unit(known.unit, scenario.currency, scenario.distance_unit), whose)
        low, value, high = spread_of(scenario, path)
        for column, number in ((VALUE, value), (3, low), (4, high), (EXPORTED, value)):
            style = self.styles("input" if column == VALUE else "muted", align="right")
            if number is None:
                self.sheet.write_blank(self.row, column, None, style)
            else:
                self.sheet.write_number(self.row, column, number, style)
        source = row.source if row and whose == "typical" else None
        facts = (source.title, source.publisher, source.year) if source else ()
        words(self.sheet, self.row, 8, ", ".join(filter(None, facts)), self.styles("muted"))
        bounds = {"validate": "decimal", "criteria": "between", "minimum": known.low, "maximum": known.high}
        said = {"error_title": "Not within bounds", "error_message": f"It takes {known.allowed}."[:255]}
        self.sheet.data_validation(self.row, VALUE, self.row, VALUE, {**bounds, "ignore_blank": known.optional, **said})
        self._named(path, value, known.title)

    def _described(self, path: str, title: str, unit: str, whose: str) -> None:
        for column, text in ((0, title), (2, unit), (6, whose), (7, path)):
            style = self.styles("muted", indent=1) if column else self.styles("text")
            words(self.sheet, self.row, column, text, style)

    def _named(self, path: str, value: Value, title: str) -> None:
        self.book.define_name(path, f"={SHEET}!{xl_rowcol_to_cell(self.row, VALUE, True, True)}")
        self.cells[path] = cell(path, value, title)
        self.row += 1
