"""Helpers of the workbook's tests: read measures by name, poison what is stored, recalculate in LibreOffice."""

import io
import math
import os
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from calculator import printed
from calculator.analyses.headline import BOTTLENECK
from calculator.cases import Cases
from calculator.engine import evaluate

OFFICES = ("soffice", "libreoffice")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice believes the values stored in a workbook unless it is told to work out every formula on loading."""
WORDS = {word: name for name, word in BOTTLENECK.items()}
POISON = 424242


def office():
    """Where LibreOffice is. A user's machine without it skips and says so; where it is required, tests fail."""
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    if found is None:
        message = "No LibreOffice was found. Install libreoffice-calc to have the workbook recalculated."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(message)
    return found


def opened(data, values=True):
    """The workbook as openpyxl reads it: with the values stored, or with the formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def cell(book, name):
    """The cell that bears a name."""
    sheet, place = next(iter(book.defined_names[name].destinations))
    return book[sheet][place.replace("$", "")]


def shown(book):
    """Every measure of every strategy as the Results sheet has it, by (strategy, measure); None for none."""
    names = [name.split(".", 2) for name in book.defined_names if name.startswith("results.")]
    return {(key, measure): _value(cell(book, f"results.{key}.{measure}").value) for _, key, measure in names}


def _value(value):
    return None if value == "none" else WORDS.get(value, value)


def expected(scenario):
    """Every measure of every strategy as the engine has it."""
    found = {}
    figures = printed.figures(evaluate(Cases(scenario)))
    for strategy, measure, value, _ in figures.astype(object).where(figures.notna(), None).to_numpy():
        found[strategy, measure] = value
    return found


def differences(shown, expected):
    """Where the two are not the same to 1e-9, relative, and near zero absolute."""
    assert shown.keys() == expected.keys()
    return {key: (shown[key], value) for key, value in expected.items() if not agree(shown[key], value)}


def agree(one, other):
    """Whether two figures or words are the same."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def poisoned(data):
    """The workbook with a wrong value stored beside every formula, so that nothing but a recalculation is right."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                plain = re.sub(r' t="(?:str|b)"><f>', "><f>", content.decode())
                content = re.sub(r"(</f><v>)[^<]*", rf"\g<1>{POISON}", plain).encode()
            file.writestr(name, content)
    return target.getvalue()


def recalculated(books, folder):
    """Workbooks by name, as LibreOffice leaves them after working out every formula: one run for all."""
    program, profile, out = office(), folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    files = [str(folder / f"{name}.xlsx") for name in books]
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *files]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: (out / f"{name}.xlsx").read_bytes() for name in books}
