"""A file to fill in: the first questions of a preset as columns, with what we take till then in the first row.

>>> from calculator import assumptions
>>> rows(assumptions.scenario("uk-owner"))[0][:4]
['name', 'preset', 'A client is worth, £', 'Your hour, £']
"""

from __future__ import annotations

import csv
import io
from typing import Any

from calculator import currencies
from calculator.batch.columns import PRESET, WEEKS, Target, in_a_year, meanings
from calculator.model import Scenario
from calculator.notation import written
from calculator.parameters import get
from calculator.questions import asked


def rows(scenario: Scenario) -> list[list[Any]]:
    """The header, and the row of a person who changes nothing."""
    titles = [question.short for question in asked(scenario)]
    meant = meanings(titles, scenario)
    weeks, values = get(scenario, WEEKS), []
    for target in (meant[title] for title in titles):
        if isinstance(target, Target):
            factor: Any = in_a_year(target.per, weeks)
            values.append(float(f"{get(scenario, target.path) / target.scale / factor:.12g}"))
    return [["name", PRESET, *titles], ["Example", scenario.preset, *values]]


def as_csv(scenario: Scenario) -> bytes:
    """As CSV that a spreadsheet of the currency's country opens by a double click."""
    comma = currencies.comma(scenario.currency)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if comma else ",", lineterminator="\r\n")
    for row in rows(scenario):
        cells = [written(cell).replace(".", "," if comma else ".") if isinstance(cell, float) else cell for cell in row]
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(scenario: Scenario) -> bytes:
    """As a workbook whose columns are wide enough to be read."""
    from openpyxl import Workbook  # an extra, and large

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has one
    sheet.title = "People"
    for row in rows(scenario):
        sheet.append(row)
    for column in sheet.columns:
        letter = column[0].column_letter  # type: ignore[union-attr]  # the first row has no merged cells
        sheet.column_dimensions[letter].width = max(len(str(cell.value)) for cell in column) + 2
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
