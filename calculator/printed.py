"""What machines read: results, presets and numbers as JSON, and as CSV with one fact a row.

>>> from calculator import assumptions
>>> from calculator.cases import Cases
>>> from calculator.engine import evaluate
>>> results = evaluate(Cases(assumptions.scenario("uk-owner-2026-11")))
>>> list(comparison(results))
['schema', 'scenario', 'strategies']
>>> figures(results).loc[1].to_dict()
{'strategy': 'face_to_face', 'measure': 'cash', 'value': 5763.92, 'unit': 'GBP'}

Figures have all their digits. What does not exist is `null` in JSON and empty in CSV, never NaN or infinity.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from calculator import SCHEMA, assumptions
from calculator.engine.results import BREAKDOWNS, MEASURES, Results, coded
from calculator.model import Scenario
from calculator.notation import plain
from calculator.parameters import parameters as registry
from calculator.parameters import spread_of
from calculator.safety import cell

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

Record = dict[str, Any]
QUOTE = '"'


@dataclass(frozen=True)
class PresetRow:
    """A scenario to start from, and the ids of its strategies."""

    id: str
    name: str
    currency: str
    goal: str
    edition: str
    strategies: list[str]


@dataclass(frozen=True)
class ParameterRow:
    """A number of a scenario, its range, what it may be, and the source that it rests on, if there is one."""

    path: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    min: float
    max: float
    unit: str
    mark: str
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    year: str | None = None
    url: str | None = None
    note: str | None = None


def columns(row: type[DataclassInstance]) -> list[str]:
    """The names of a row's columns."""
    return [field.name for field in fields(row)]


def comparison(results: Results) -> dict[str, Any]:
    """Every measure of every strategy by name, as docs/command-line.md describes it; of the first case."""
    scenario = results.cases.scenario
    strategies: dict[str, Any] = {}
    for index, key in enumerate(results.strategies):
        measured: dict[str, Any] = {measure: _figure(results[measure][0, index]) for measure in MEASURES}
        measured["bottleneck"] = results.bottleneck[0, index]
        for name in BREAKDOWNS:
            measured[name] = {part: _figure(amounts[0, index]) for part, amounts in getattr(results, name).items()}
        strategies[key] = measured
    return {"schema": SCHEMA, "scenario": scenario.name, "strategies": strategies}


def figures(results: Results) -> pd.DataFrame:
    """The first case, one figure a row: strategy, measure, value and unit; `hours_by_part.travel` for a part."""
    wide = results.frame()
    first = wide[wide["case"] == 0].drop(columns="case").set_index("strategy")
    rows = first.stack(future_stack=True).reset_index()
    rows.columns = ["strategy", "measure", "value"]
    return rows.assign(unit=rows["measure"].map(wide.attrs["units"]))


def presets() -> list[Record]:
    """Every preset: what it is called, its currency, goal and edition, and the ids of its strategies."""
    scenarios = [(preset, assumptions.scenario(preset.id)) for preset in assumptions.presets().values()]
    rows = (PresetRow(p.id, s.name, s.currency, s.goal, p.edition, list(s.strategies)) for p, s in scenarios)
    return [asdict(row) for row in rows]


def parameters(scenario: Scenario) -> list[Record]:
    """Every number of a scenario: its value, its range, what it may be, and the source that it rests on."""
    known, records = assumptions.rows(scenario), []
    for path, parameter in registry(scenario).items():
        low, value, high = spread_of(scenario, path)
        unit = coded(parameter.unit, scenario.currency).replace("distance unit", scenario.distance_unit)
        row, mark = known.get(path), assumptions.mark(scenario, path, known)
        facts = (path, parameter.label, value, low, high, parameter.low, parameter.high, unit, mark)
        rests: tuple[str, ...] = ()
        if row is not None and mark != "yours":  # a number of your own rests on you
            source = row.source
            rests = source.id, source.title, source.publisher, source.year, source.url, row.note
        records.append(asdict(ParameterRow(*facts, *(text or None for text in rests))))
    return records


def as_json(tree: Mapping[str, Any]) -> str:
    """JSON as people can read it too."""
    return json.dumps(tree, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(frame: pd.DataFrame, comma: bool = False) -> str:
    """CSV with a header, also where there are no rows; with semicolons between where decimals follow a comma."""
    lines: list[Any] = [frame.columns, *frame.astype(object).itertuples(index=False)]
    between = ";" if comma else ","
    return "".join(f"{between.join(_cell(value, comma) for value in line)}\n" for line in lines)


def _figure(value: float) -> float | None:
    return float(value) + 0.0 if math.isfinite(value) else None  # no sum has a minus before its nought


def _cell(value: Any, comma: bool) -> str:
    """A value as CSV has it: text in quotes and never a formula, a number bare, and nothing where there is none."""
    if isinstance(value, list):
        value = " ".join(item if isinstance(item, str) else plain(item) for item in value)
    if isinstance(value, str):
        return f'"{cell(value).replace(QUOTE, 2 * QUOTE)}"' if value else ""
    text = "" if value is None or math.isnan(value) else plain(value)
    return text.replace(".", ",") if comma else text
