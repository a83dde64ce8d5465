"""Slides, opened again by python-pptx and LibreOffice: one message each, editable figures, notes, no overflow."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from calculator.exports.content import Content
from calculator.exports.slides import slides
from calculator.parts import ITEMS
from tests.exports.cases import CASES, LINK, LONG

OFFICE = ("soffice", "libreoffice")


def office() -> str:
    """Where LibreOffice is. A user's machine without it skips and says so; where it is required, tests fail."""
    found = next(filter(None, map(shutil.which, OFFICE)), None)
    if found is None:
        message = "No LibreOffice was found. Install libreoffice-impress to open the slides with it."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(message)
    return found


def read(name):
    """The slides of a case, as python-pptx reads them."""
    return list(Presentation(io.BytesIO(slides(CASES[name], LINK))).slides)


def charts(shown):
    """The charts of slides."""
    return [shape.chart for slide in shown for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("name", CASES)
def test_every_scenario_makes_slides(name):
    """Eight slides, fewer where there is nothing to draw, each with a title and notes that say how it was made."""
    shown = read(name)
    assert len(shown) == (8 if CASES[name].strategies else 3)
    for slide in shown:
        assert slide.shapes.title.text_frame.text
        assert "are our assumptions" in slide.notes_slide.notes_text_frame.text
    assert len({slide.shapes.title.text_frame.text for slide in shown}) == len(shown)


def test_figures_are_the_engines():
    """The charts hold the engine's own figures, with all their digits."""
    content = Content(CASES["GBP"])
    cash = charts(read("GBP"))[1]
    assert [series.name for series in cash.plots[0].series] == [item.title for item in ITEMS.values()]
    for series, item in zip(cash.plots[0].series, ITEMS, strict=True):
        expected = content.results.cash_by_item[item][0] * content.period.factor
        assert list(series.values) == pytest.approx(expected.tolist(), rel=1e-12)
    assert titles(slides(CASES["GBP"], LINK))[0] == content.headline.sentence


def titles(data):
    """What the slides say."""
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(data)).slides]


def test_the_answer_has_its_ledger():
    """The first slide leads with what each costs and leaves over the horizon, ranges beside their figures."""
    content = Content(CASES["USD"])
    table = next(shape.table for shape in read("USD")[0].shapes if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in cells[:3]] == ["In 2 years", "Full cost", "Left after costs"]
    assert tuple(cells[1][1:]) == content.line("cost").figures
    assert cells[-1] == [
        "Clients won",
        *(f"{won} ({ends})" for won, ends in zip(content.won.figures, content.won.ranges, strict=True)),
    ]


def test_charts_say_what_they_show():
    """Every chart has words for those who do not see it."""
    frames = [shape for slide in read("six") for shape in slide.shapes if shape.has_chart]
    assert len(frames) == 5
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)


def test_no_name_is_a_formula():
    """The sheets behind the charts hold a name that begins with = as text."""
    file = zipfile.ZipFile(io.BytesIO(slides(CASES["hostile"])))
    sheets = [name for name in file.namelist() if name.endswith(".xlsx")]
    assert len(sheets) == 5
    for sheet in sheets:
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(file.read(sheet))).active for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        assert any("HYPERLINK" in str(cell.value) for cell in cells)
        assert all(cell.hyperlink is None for cell in cells)


def test_office_opens_them(tmp_path: Path):
    """LibreOffice makes a sheet of each slide, with all of its words on it, long names and hostile ones among them."""
    made = {name: slides(CASES[name], LINK) for name in ("six", "hostile", "role")}
    for name, data in made.items():
        (tmp_path / f"{name}.pptx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.pptx") for name in made]
    command = [office(), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name, data in made.items():
        sheets = PdfReader(tmp_path / f"{name}.pdf").pages
        assert len(sheets) == 8
        for sheet, title in zip(sheets, titles(data), strict=True):
            words = "".join(sheet.extract_text().split())
            assert "".join(title.split())[:20] in words
            assert float(sheet.mediabox.width) / float(sheet.mediabox.height) == pytest.approx(16 / 9, rel=0.01)
    assert LONG[:30].replace(" ", "") in "".join(PdfReader(tmp_path / "six.pdf").pages[1].extract_text().split())
