"""The figures behind the pictures: results and assumptions as CSV, JSON and Parquet, one fact a row, with a dictionary.

>>> from calculator import assumptions
>>> row = rows("results", assumptions.scenario("uk-owner"))[1]
>>> row["strategy"], row["measure"], row["value"], row["unit"]
('face_to_face', 'cash', 5763.92, 'GBP')

Figures have all their digits and are over the horizon, in the column `years`. What does not exist is empty, `null`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from typing import Any, Literal

from calculator import SCHEMA, __version__, assumptions, printed
from calculator.analyses.monte_carlo import outcomes
from calculator.engine import MEASURES
from calculator.model import Scenario
from calculator.printed import Row

Table = Literal["results", "assumptions", "dictionary"]
Kind = Literal["text", "number"]

COLUMNS: dict[str, dict[str, tuple[Kind, str, str]]] = {
    "results": {
        "strategy": ("text", "id of the strategy", ""),
        "strategy_name": ("text", "what the strategy is called", ""),
        "measure": ("text", "what is counted; the part or item after a dot, as in hours_by_part.travel", ""),
        "value": ("number", "the figure of the scenario, over the horizon; empty where there is none", "as in unit"),
        "low": ("number", "a tenth of the plausible cases lie below; empty where none is drawn", "as in unit"),
        "high": ("number", "a tenth of the plausible cases lie above; empty where none is drawn", "as in unit"),
        "word": ("text", "the figure of a measure that is a word, such as the bottleneck", ""),
        "unit": ("text", "what value, low and high count; money by its ISO 4217 code", ""),
        "years": ("number", "the horizon", "years"),
        "scenario": ("text", "name of the scenario", ""),
    },
    "assumptions": {
        "path": ("text", "name of the number in links, files and on the command line", ""),
        "label": ("text", "the same in words", ""),
        "value": ("number", "what it is; empty where it is none", "as in unit"),
        "low": ("number", "how low it may plausibly be", "as in unit"),
        "high": ("number", "how high it may plausibly be", "as in unit"),
        "min": ("number", "the least that the calculator takes", "as in unit"),
        "max": ("number", "the most that the calculator takes", "as in unit"),
        "unit": ("text", "what value, low, high, min and max count; money by its ISO 4217 code", ""),
        "mark": ("text", "yours, typical (published), our assumption, or by definition", ""),
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


def rows(table: Table, scenario: Scenario) -> list[Row]:
    """One of the tables, a fact a row."""
    made: dict[Table, Callable[[Scenario], list[Row]]] = {
        "results": _results,
        "assumptions": _assumptions,
        "dictionary": lambda _: dictionary(),
    }
    return made[table](scenario)


def dictionary() -> list[Row]:
    """What every column of every table means, and what it counts."""
    return [
        {"table": table, "column": column, "meaning": meaning, "unit": unit, "type": kind}
        for table, columns in COLUMNS.items()
        for column, (kind, meaning, unit) in columns.items()
    ]


def as_csv(table: Table, scenario: Scenario) -> str:
    """The table as CSV; no name in it is run as a formula by a spreadsheet."""
    return printed.as_csv(rows(table, scenario), list(COLUMNS[table]))


def as_json(table: Table, scenario: Scenario) -> str:
    """The table as JSON, with the columns' meaning beside the rows."""
    columns = {
        name: {"type": kind, "meaning": words, "unit": unit} for name, (kind, words, unit) in COLUMNS[table].items()
    }
    about = {"schema": SCHEMA, "version": __version__, "scenario": scenario.name, "currency": scenario.currency}
    return printed.as_json({**about, "columns": columns, "rows": rows(table, scenario)})


def as_parquet(table: Table, scenario: Scenario) -> bytes:
    """The table as Parquet; each column carries its meaning and unit."""
    import pyarrow as pa  # imported when first used: it is large
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "number": pa.float64()}
    fields = [
        pa.field(name, types[kind], metadata={"meaning": meaning, "unit": unit})
        for name, (kind, meaning, unit) in COLUMNS[table].items()
    ]
    about = {"scenario": scenario.name, "currency": scenario.currency, "version": __version__}
    made = pa.Table.from_pylist(rows(table, scenario), schema=pa.schema(fields, metadata=about))
    file = io.BytesIO()
    pq.write_table(made, file, compression="zstd")
    return file.getvalue()


def _results(scenario: Scenario) -> list[Row]:
    """Every figure of the comparison with the middle 8 in 10 of its plausible cases."""
    found = outcomes(scenario)
    found.draws.take(*MEASURES)
    bands = {} if found.certain else {measure: found.band(measure) for measure in MEASURES}
    place = {key: index for index, key in enumerate(scenario.strategies)}

    def ends(figure: Row) -> Iterator[float | None]:
        band = bands.get(figure["measure"])
        for edge in band or ():
            yield _finite(edge[place[figure["strategy"]]])

    return [_result(scenario, figure, [*ends(figure)] or [None, None]) for figure in printed.figures(found.point)]


def _result(scenario: Scenario, figure: Row, ends: list[float | None]) -> Row:
    value = figure["value"]
    word, number = (value, None) if isinstance(value, str) else (None, value)
    return {
        "strategy": figure["strategy"],
        "strategy_name": scenario.strategies[figure["strategy"]].name,
        "measure": figure["measure"],
        "value": number,
        "low": ends[0],
        "high": ends[1],
        "word": word,
        "unit": figure["unit"],
        "years": scenario.profile.years,
        "scenario": scenario.name,
    }


def _finite(number: Any) -> float | None:
    return float(number) if math.isfinite(number) else None


def _assumptions(scenario: Scenario) -> list[Row]:
    known = scenario if scenario.preset in assumptions.presets() else scenario.model_copy(update={"preset": ""})
    return printed.parameters(known)
