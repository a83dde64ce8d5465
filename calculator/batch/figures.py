"""What each person's numbers come to, as a table: every measure of every strategy, and how they may turn out.

A column is `online.cost`; with odds there are `online.cost.likely`, the ends of 8 in 10 and of half of the ways it
might go, and the share of them in which the strategy is first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator import __version__
from calculator.batch.columns import PRESET, Layout
from calculator.batch.people import Checked, PieceReading, RowFault, Together
from calculator.batch.tables import Piece
from calculator.cases import Array
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.engine.results import BREAKDOWNS, MEASURES, UNITS
from calculator.errors import CalculatorError
from calculator.parts import ITEMS, PARTS

if TYPE_CHECKING:
    import pyarrow as pa

ODDS = ("cost", "hours", "wins", "win_probability", "value", "net_value")
"""Measures of which odds are given; of the chance and the number of wins, that which the goal asks for."""
SHOWN = ("likely", "low_80", "low_50", "high_50", "high_80", "first")
"""What is given of each."""
SAID = (PRESET, "currency", "goal", "years")
"""What stands before the measures, so that each row can be read by itself."""
WORDS = "bottleneck"


@dataclass(frozen=True)
class Wanted:
    """What is worked out of each person."""

    odds: bool = False
    parts: bool = False

    @property
    def rows(self) -> int:
        """People of a piece: with odds each of them takes as long as some thousand do without."""
        return 256 if self.odds else 10_000


@dataclass(frozen=True)
class Done:
    """A piece that was worked out: its table as the bytes of a Parquet file, and the faults of its rows."""

    index: int
    people: int
    skipped: int
    content: bytes
    faults: tuple[RowFault, ...]


def work_out(layout: Layout, wanted: Wanted, job: tuple[Piece, bool]) -> Done:
    """Read the people of a piece and work them out, or only check them; rows with a fault are left out."""
    piece, only_check = job
    read = PieceReading(layout, piece).checked()
    faults = tuple(read.faults)
    if only_check:
        return Done(piece.index, len(piece.rows), int(read.wrong.sum()), b"", faults)
    from pyarrow import BufferOutputStream, parquet

    made = table(layout, wanted, piece, read)
    counts = {"people": str(len(piece.rows)), "skipped": str(int(read.wrong.sum()))}
    kept = {"faults": json.dumps([asdict(fault) for fault in faults]), **counts}
    made = made.replace_schema_metadata({**made.schema.metadata, **kept})
    sink = BufferOutputStream()
    parquet.write_table(made, sink, compression="lz4", use_dictionary=words(made.schema), write_statistics=False)
    return Done(piece.index, len(piece.rows), int(read.wrong.sum()), sink.getvalue().to_pybytes(), faults)


def done(index: int, path: Path) -> Done:
    """A piece that was worked out before, from its file; its table stays there."""
    from pyarrow import parquet

    kept = parquet.read_schema(path).metadata
    faults = tuple(RowFault(**fault) for fault in json.loads(kept[b"faults"]))
    return Done(index, int(kept[b"people"]), int(kept[b"skipped"]), b"", faults)


def words(schema: pa.Schema) -> list[str]:
    """The columns of words, which alone repeat themselves: numbers are written faster without a dictionary."""
    import pyarrow as pa

    return [name for name, kind in zip(schema.names, schema.types, strict=True) if pa.types.is_string(kind)]


def strategies(layout: Layout) -> list[str]:
    """The strategies that anybody may have, in their order."""
    return list(dict.fromkeys(key for preset in layout.presets for key in layout.base(preset).strategies))


def results(wanted: Wanted) -> list[str]:
    """What is given of each strategy, in its order."""
    names = [*MEASURES, WORDS]
    if wanted.parts:
        names += [f"{name}.{part}" for name in BREAKDOWNS for part in (ITEMS if name == "cash_by_item" else PARTS)]
    if wanted.odds:
        names += [f"{measure}.{what}" for measure in ODDS for what in SHOWN]
    return names


def schema(layout: Layout, wanted: Wanted) -> pa.Schema:
    """The columns of the output with their units. Raises CalculatorError where the file has one of them too."""
    import pyarrow as pa

    numbers = {name for preset in layout.presets for name in layout.numbers(preset)}
    fields = [
        pa.field(name, pa.float64() if name in numbers else pa.string())
        for name in layout.header
        if name and name != PRESET
    ]
    fields += [pa.field(name, pa.float64() if name == "years" else pa.string()) for name in SAID if name not in numbers]
    for key in strategies(layout):
        for name in results(wanted):
            kind = pa.string() if name == WORDS else pa.float64()
            unit = "share" if name.endswith(".first") else UNITS.get(name.partition(".")[0], "")
            fields.append(pa.field(f"{key}.{name}", kind, metadata={"unit": unit}))
    names = [field.name for field in fields]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1 and name not in SAID]:
        raise CalculatorError(
            f"The results have columns of their own named {', '.join(twice)}. Rename them in the file."
        )
    last = {field.name: field for field in fields}
    return pa.schema(list(last.values()), metadata={"calculator": __version__})


def table(layout: Layout, wanted: Wanted, piece: Piece, read: Checked) -> pa.Table:
    """The people of a piece without those that have a fault, as the columns of the output."""
    import pandas as pd
    import pyarrow as pa

    good = ~read.wrong
    columns: dict[str, Any] = {}
    for name in layout.header:
        if name in read.numbers:
            columns[name] = read.numbers[name]
        elif name and name != PRESET:
            columns[name] = np.array(
                [None if cell in ("", None) else str(cell) for cell in piece.columns[name]], object
            )
    frame = pd.DataFrame(columns | _figures(layout, wanted, len(piece.rows), read))
    wide = schema(layout, wanted)
    return pa.Table.from_pandas(frame[wide.names][good], schema=wide, preserve_index=False).replace_schema_metadata(
        wide.metadata
    )


def _figures(layout: Layout, wanted: Wanted, size: int, read: Checked) -> dict[str, Any]:
    """Every column of the results for each row of the piece; none where there is none."""
    names = [f"{key}.{name}" for key in strategies(layout) for name in results(wanted)]
    columns: dict[str, Any] = {name: np.full(size, None, object) for name in SAID if name != "years"}
    columns["years"] = np.full(size, np.nan)
    columns |= {name: np.full(size, None, object) if name.endswith(WORDS) else np.full(size, np.nan) for name in names}
    for group in read.groups:
        scenario, places = group.scenario, group.places
        if not len(places):
            continue
        columns[PRESET][places] = scenario.preset or None
        columns["currency"][places], columns["goal"][places] = scenario.currency, scenario.goal
        columns["years"][places] = group.columns.get("profile.years", scenario.profile.years)
        for name, values in _measured(group, wanted).items():
            columns[name][places] = values
        if wanted.odds:
            for at, place in enumerate(places):
                for name, value in _odds(group, at).items():
                    columns[name][place] = value
    return columns


def _measured(group: Together, wanted: Wanted) -> dict[str, Array]:
    """The measures of people of one scenario, a column for each strategy."""
    outcome = evaluate(group.cases)
    shape = (len(group.places), len(group.scenario.strategies))
    by_name: dict[str, Any] = {name: outcome[name] + 0.0 for name in MEASURES}  # no minus before a nought
    by_name[WORDS] = outcome.bottleneck
    if wanted.parts:
        parts: dict[str, Mapping[str, Any]] = {name: getattr(outcome, name) for name in BREAKDOWNS}
        by_name |= {f"{name}.{part}": amounts + 0.0 for name, by in parts.items() for part, amounts in by.items()}
    spread = {name: np.broadcast_to(values, shape) for name, values in by_name.items()}
    return {
        f"{key}.{name}": values[:, at]
        for at, key in enumerate(group.scenario.strategies)
        for name, values in spread.items()
    }


def _odds(group: Together, at: int) -> dict[str, float]:
    """The odds and bands of one person, from the same draws as the page."""
    from calculator.analyses.study import Study
    from calculator.findings.odds import OddsWords, offered

    odds = OddsWords(Study(replace(group.scenario, group.changes(at))))
    if not odds.keys:
        return {}
    odds.study.outcomes.draws.take(*offered(odds.scenario))
    given: dict[str, float] = {}
    for row in odds.rows():
        root = f"{row.strategy}.{row.measure}"
        ends = (row.middle, row.low_80, row.low_50, row.high_50, row.high_80, row.first)
        given |= {f"{root}.{what}": np.nan if end is None else end for what, end in zip(SHOWN, ends, strict=True)}
    return given
