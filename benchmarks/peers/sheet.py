"""The model as a spreadsheet: a row for each draw, a column for each number drawn and each line."""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from benchmarks.peers.costs import Model
from benchmarks.peers.lines import NAME
from benchmarks.peers.sources import betas
from benchmarks.peers.workers.answering import SHARES


def sheet(model: Model, rows: int) -> bytes:
    """An `.xlsx` with so many draws; its sheet Costs has a row for each strategy: the mean, then the percentiles."""
    columns = {name: xl_col_to_name(place) for place, name in enumerate([*model.draws, *model.lines])}
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        costs, draws = book.add_worksheet("Costs"), book.add_worksheet("Draws")
        draws.write_row(0, 0, columns)
        for name, formula in _formulas(model).items():
            for row in range(2, rows + 2):
                draws.write_formula(f"{columns[name]}{row}", _placed(formula, columns, row))
        for place, cost in enumerate(model.costs, start=1):
            cells = f"Draws!${columns[cost]}$2:${columns[cost]}${rows + 1}"
            costs.write_formula(f"A{place}", f"=AVERAGE({cells})")
            for column, share in enumerate(SHARES, start=1):
                costs.write_formula(place - 1, column, f"=PERCENTILE({cells},{share})")
    return file.getvalue()


def summary(model: Model) -> str:
    """The cells that hold what `sheet` makes of the draws."""
    return f"A1:{xl_col_to_name(len(SHARES))}{len(model.costs)}"


def _formulas(model: Model) -> dict[str, str]:
    """Each column's formula, with names for the other columns of the row."""
    drawn = {name: f"BETAINV(RAND(),{a},{b},{low},{low + width})" for name, (a, b, low, width) in betas(model).items()}
    return drawn | {name: line.replace("min(", "MIN(").replace("max(", "MAX(") for name, line in model.lines.items()}


def _placed(formula: str, columns: dict[str, str], row: int) -> str:
    return "=" + NAME.sub(lambda found: f"{columns[found.group()]}{row}", formula)
