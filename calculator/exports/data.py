"""The figures behind the pictures: results and assumptions as CSV, JSON and Parquet, one fact a row, with a dictionary.

>>> from calculator import assumptions
>>> frame("results", assumptions.scenario("uk-owner")).loc[1, ["strategy", "measure", "unit"]].to_list()
['face_to_face', 'cash', 'GBP']

Figures have all their digits and are over the horizon, in the column `years`. What does not exist is empty, `null`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from calculator import SCHEMA, __version__, assumptions, currencies, printed
from calculator.analyses.study import Study
from calculator.engine import MEASURES
from calculator.model import Scenario
from calculator.printed import Record

if TYPE_CHECKING:
    import pandas as pd

Table = Literal["results", "assumptions", "dictionary"]
ColumnKind = Literal["text", "number"]
MARK = "\ufeff"
"""By which a spreadsheet knows that a file is UTF-8."""
TYPES = {"text": "str", "number": "float64"}
"""The types of pandas."""

COLUMNS: dict[str, dict[str, tuple[ColumnKind, str, str]]] = {
    "results": {
        "strategy": ("text", "id of the strategy", ""),
        "strategy_name": ("text", "what the strategy is called", ""),
        "measure": ("text", "what is counted; the part or item after a dot, as in hours_by_part.travel", ""),
        "value": ("number", "the figure at exactly these numbers, over the horizon; empty for none", "as in unit"),
        "low": ("number", "in a tenth of the ways it might go it is less; empty where none is drawn", "as in unit"),
        "high": ("number", "in a tenth of the ways it might go it is more; empty where none is drawn", "as in unit"),
        "word": ("text", "the figure of a measure that is a word, such as the bottleneck", ""),
        "unit": ("text", "what value, low and high count; money by its ISO 4217 code", ""),
        "years": ("number", "the horizon", "years"),
        "scenario": ("text", "name of the scenario", ""),
    },
    "assumptions": {
        "path": ("text", "name of the number in links, files and on the command line", ""),
        "label": ("text", "the same in words", ""),
        "value": ("number", "what it is; empty where it is none", "as in unit"),
        "low": ("number", "how low it may be", "as in unit"),
        "high": ("number", "how high it may be", "as in unit"),
        "min": ("number", "the least that the calculator takes", "as in unit"),
        "max": ("number", "the most that the calculator takes", "as in unit"),
        "unit": ("text", "what value, low, high, min and max count; money by its ISO 4217 code", ""),
        "mark": ("text", "yours, typical (published), our assumption, or does not apply", ""),
        "source": ("text", "id of the source; empty where the number is yours", ""),
        "title": ("text", "title of the source", ""),
        "publisher": ("text", "who published it", ""),
        "year": ("text", "when", ""),
        "url": ("text", "where", ""),
        "note": ("text", "how the number follows from the source, or why it was assumed", ""),
    },
    "dictionary": {
        "table": ("text", "results, assumptions or dictionary", ""),
        "column": ("text", "name of the column", ""),
        "meaning": ("text", "what it holds", ""),
        "unit": ("text", "what its numbers count", ""),
        "type": ("text", "text or number", ""),
    },
}
"""Every column by table: its type, meaning and unit. What the tables have, and what the dictionary prints."""


def frame(table: Table, scenario: Scenario) -> pd.DataFrame:
    """One of the tables, a fact a row; `attrs` says of which scenario."""
    import pandas as pd  # imported when first used: it is large

    made: dict[Table, Callable[[Scenario], Any]] = {
        "results": _results,
        "assumptions": _assumptions,
        "dictionary": lambda _: dictionary(),
    }
    columns = COLUMNS[table]
    rows = pd.DataFrame(made[table](scenario), columns=list(columns))
    rows = rows.astype({name: TYPES[kind] for name, (kind, _, _) in columns.items()})
    rows.attrs.update(about(scenario))
    return rows


def about(scenario: Scenario) -> dict[str, str]:
    """Of which scenario a table is, in which currency, and by which version of the calculator."""
    return {"version": __version__, "scenario": scenario.name, "currency": scenario.currency}


def dictionary() -> list[Record]:
    """What every column of every table means, and what it counts."""
    return [
        {"table": table, "column": column, "meaning": meaning, "unit": unit, "type": kind}
        for table, columns in COLUMNS.items()
        for column, (kind, meaning, unit) in columns.items()
    ]


def as_csv(table: Table, scenario: Scenario) -> str:
    """The table as CSV that a spreadsheet opens by itself; no name in it is run as a formula.

    It begins with the mark of UTF-8. Columns and decimals are parted as the people whose money it is expect.
    """
    return MARK + printed.as_csv(frame(table, scenario), currencies.comma(scenario.currency))


def as_json(table: Table, scenario: Scenario) -> str:
    """The table as JSON, with the columns' meaning beside the rows."""
    columns = {
        name: {"type": kind, "meaning": words, "unit": unit} for name, (kind, words, unit) in COLUMNS[table].items()
    }
    told = frame(table, scenario)
    rows = told.astype(object).where(told.notna(), None).to_dict("records")
    return printed.as_json({"schema": SCHEMA, **about(scenario), "columns": columns, "rows": rows})


def as_parquet(table: Table, scenario: Scenario) -> bytes:
    """The table as Parquet; each column carries its meaning and unit."""
    import pyarrow as pa  # imported when first used: it is large
    import pyarrow.parquet as pq

    told, types = frame(table, scenario), {"text": pa.string(), "number": pa.float64()}
    fields = [
        pa.field(name, types[kind], metadata={"meaning": meaning, "unit": unit})
        for name, (kind, meaning, unit) in COLUMNS[table].items()
    ]
    made = pa.Table.from_pandas(told, pa.schema(fields), preserve_index=False).replace_schema_metadata(about(scenario))
    file = io.BytesIO()
    pq.write_table(made, file, compression="zstd")
    return file.getvalue()


def _results(scenario: Scenario) -> pd.DataFrame:
    """Every figure of the comparison with the middle 8 in 10 of its draws."""
    import pandas as pd

    study = Study(scenario)
    drawn = study.outcomes
    drawn.draws.take(*MEASURES)
    figures = printed.figures(drawn.point)
    words = figures["measure"] == "bottleneck"
    figures["word"], figures["value"] = figures["value"].where(words), figures["value"].mask(words)
    bands = {} if drawn.certain else {measure: drawn.band(measure) for measure in MEASURES}
    for at, end in enumerate(("low", "high")):
        known = pd.DataFrame({name: band[at] for name, band in bands.items()}, index=list(scenario.strategies))
        ends = known.where(np.isfinite(known)).stack(future_stack=True)
        figures[end] = pd.MultiIndex.from_frame(figures[["strategy", "measure"]]).map(ends.to_dict())
    named = figures["strategy"].map(study.names)
    return figures.assign(strategy_name=named, years=scenario.profile.years, scenario=scenario.name)


def _assumptions(scenario: Scenario) -> list[Record]:
    known = scenario if scenario.preset in assumptions.presets() else scenario.model_copy(update={"preset": ""})
    return printed.parameters(known)
