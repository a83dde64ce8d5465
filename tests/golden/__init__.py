"""The figures of the presets as files, so that a change of a number or a formula shows as a diff to be reviewed.

`<preset>.json` is the scenario, `<preset>.csv` each measure of each strategy in full precision.
`python -m tests.golden` writes them anew.
"""

import csv
import io
import math
from pathlib import Path

from calculator import assumptions
from calculator.cases import Cases
from calculator.documents import write
from calculator.engine import MEASURES, evaluate

FOLDER = Path(__file__).parent


def presets():
    """The newest edition's presets, without their dates."""
    return [found.short for found in assumptions.presets().values() if found.edition == assumptions.editions()[0]]


def figures(scenario):
    """The table that the CSV holds: a header, and a row a measure; none is an empty cell."""
    results = evaluate(Cases(scenario))
    yield ["measure", *results.strategies]
    for measure in MEASURES:
        column = [float(value) for value in results[measure][0]]
        yield [measure, *("" if math.isnan(value) else repr(value) for value in column)]
    yield ["bottleneck", *("" if name is None else name for name in results.bottleneck[0])]


def files(preset):
    """The names and contents of a preset's two files."""
    scenario, table = assumptions.scenario(preset), io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(figures(scenario))
    return {f"{preset}.json": write(scenario), f"{preset}.csv": table.getvalue()}


def rewrite():
    """Write all files anew."""
    for preset in presets():
        for name, content in files(preset).items():
            (FOLDER / name).write_text(content, encoding="utf-8", newline="\n")
