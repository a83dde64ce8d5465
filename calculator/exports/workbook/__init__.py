"""The workbook: a comparison as an `.xlsx` whose formulas are the model, so that a changed cell changes the answer.

>>> from calculator import assumptions
>>> workbook(assumptions.scenario("uk-owner"))[:2]
b'PK'

The formulas are the engine's own, run on cells; only the closed form of warm relationships is written a second time, in
`warmth`, since no sheet has what the engine uses for it. Reads top down: `formula` and `sheet` say how a formula is
written, `inputs`, `cells` and `layout` what is computed, `results` and `graphs` what is shown.
"""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from calculator.analyses.study import Study
from calculator.exports.whole import whole
from calculator.exports.workbook import graphs, provenance
from calculator.exports.workbook.formula import cell
from calculator.exports.workbook.inputs import OPEN, Inputs
from calculator.exports.workbook.layout import Measures, ModelSheet
from calculator.exports.workbook.results import ResultsSheet
from calculator.exports.workbook.sheet import FIRST, WIDTH, Grid, PlainSheet, line, words
from calculator.exports.workbook.styles import Styles
from calculator.model import Scenario

NAMES = ("Results", "Inputs", "Model", "Sources")
A4 = 9


def workbook(scenario: Scenario) -> bytes:
    """The comparison as a workbook with live formulas."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        styles = Styles(book)
        results, inputs, model, sources = (_sheet(book, name) for name in NAMES)
        given = Inputs(book, styles, scenario, inputs)
        given.write()
        measures = _model(Grid(book, model, styles), given)
        said = Study(scenario).headline
        answer = line(" ".join(filter(None, (said.sentence, said.lead))))
        words(model, 2, 0, "Headline as exported", styles("text"))
        words(model, 2, FIRST, answer, styles("muted"))
        book.define_name("headline", "=Model!$C$3")
        ledger = ResultsSheet(Grid(book, results, styles), given, measures, cell("headline", answer))
        ledger.write()
        graphs.place(book, ledger)
        provenance.write(sources, styles, scenario)
        book.set_properties({"title": line(scenario.name), "subject": "What networking costs and yields"})
        results.fit_to_pages(1, int(len(scenario.strategies) <= graphs.BESIDE))
        results.activate()
    return whole(file.getvalue())


def _sheet(book: Workbook, name: str) -> Worksheet:
    """An empty sheet that prints on A4, across."""
    sheet = book.add_worksheet(name, PlainSheet)
    sheet.hide_gridlines(2)
    sheet.set_default_row(15)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&9&A&R&9&P of &N")
    return sheet


def _model(grid: Grid, inputs: Inputs) -> Measures:
    """The Model sheet, and where each measure stands in it."""
    style, most = grid.styles, max(len(inputs.scenario.activities), len(inputs.scenario.strategies), 1)
    grid.sheet.set_column(0, 0, 42, style("text"))
    grid.sheet.set_column(1, 1, 20, style("text"))
    grid.sheet.set_column(FIRST, FIRST + most - 1, WIDTH, style("text"))
    grid.sheet.freeze_panes(1, FIRST)
    words(grid.sheet, 0, 0, "Model", style("title"))
    grid.row = 1
    grid.note(
        "Every figure is a formula of the Inputs; each.travel_minutes and mix.online are names of rows of this sheet."
    )
    grid.row = 3
    measures = ModelSheet(grid, inputs).write()
    grid.sheet.protect("", OPEN)
    return measures
