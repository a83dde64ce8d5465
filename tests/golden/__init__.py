"""The figures of the presets as files, so that a change of a number or a formula shows as a diff to be reviewed.

For each edition, `<preset>.json` is the scenario, `<preset>.csv` each measure of each strategy in full precision.
`python -m tests.golden` writes them anew.
"""

import csv
import io
import math
from pathlib import Path

from calculator import assumptions
from calculator.cases import Cases
from calculator.documents import load, write
from calculator.engine import MEASURES, evaluate

FOLDER = Path(__file__).parent


def presets():
    """The ids of the presets of all editions: what an older one gives, links still rest on."""
    return list(assumptions.presets())


def stem(preset):
    """Where the files of a preset lie, less their endings."""
    found = assumptions.preset(preset)
    return FOLDER / found.edition / found.short


def figures(scenario):
    """The table that the CSV holds: a header, and a row a measure; none is an empty cell."""
    results = evaluate(Cases(scenario))
    yield ["measure", *results.strategies]
    for measure in MEASURES:
        column = [float(value) for value in results[measure][0]]
        yield [measure, *("" if math.isnan(value) else repr(value) for value in column)]
    yield ["bottleneck", *("" if name is None else name for name in results.bottleneck[0])]


def files(preset):
    """The paths and contents of a preset's two files."""
    scenario, table = assumptions.scenario(preset), io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(figures(scenario))
    return {stem(preset).with_suffix(".json"): write(scenario), stem(preset).with_suffix(".csv"): table.getvalue()}


def rewrite():
    """Write all files anew."""
    for preset in presets():
        for path, content in files(preset).items():
            path.parent.mkdir(exist_ok=True)
            if not path.exists() or not (unmoved(preset, path) or agree(path.read_text(encoding="utf-8"), content)):
                path.write_text(content, encoding="utf-8", newline="\n")


def unmoved(preset, path):
    """Whether a file is the preset's scenario already: one of an older edition has no line for a later field."""
    return path.suffix == ".json" and load(path) == assumptions.scenario(preset)


def agree(one, other):
    """Whether two files say the same, numbers to twelve digits: the last ones differ between machines."""
    rows = [list(csv.reader(io.StringIO(text))) for text in (one, other)]
    return list(map(len, rows[0])) == list(map(len, rows[1])) and all(
        same(*pair) for old, new in zip(*rows, strict=True) for pair in zip(old, new, strict=True)
    )


def same(one, other):
    """Whether two cells agree, numbers to twelve digits."""
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return one == other
