"""The Model sheet: the engine run on cells, a strategy at a time, and each of its quantities in a row.

What is reckoned for each activity has a column an activity and a name, such as `each.travel_minutes`; all else has a
column a strategy. Quantities with the same formulas share a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from calculator.analyses.headline import BOTTLENECK
from calculator.cases import Cases
from calculator.engine import MEASURES, Results
from calculator.engine.arithmetic import same
from calculator.engine.term import Term, term
from calculator.exports.workbook.cells import Celled
from calculator.exports.workbook.formula import WORD, Given, cell, either, formula, written
from calculator.exports.workbook.inputs import Inputs
from calculator.exports.workbook.sheet import Grid, Row
from calculator.exports.workbook.warmth import First, Phases, PieceCells, chance, log_per
from calculator.model import Pipeline, is_number
from calculator.parts import GROUPS, ITEMS, PARTS
from calculator.trace import read

Measures = dict[str, Row]
"""A row a measure, by the name it has everywhere: `cost`, `hours_by_part.travel`."""
Columns = tuple[Term, ...]
"""A term for each activity or for each strategy, all made in the same way."""
SUMS = ("total", "once", "added")
NAMES = (
    *(f"{name}.{part}" for name in ("hours_by_part", "time_value_by_part") for part in PARTS),
    "protected_hours",
    *(f"cash_by_item.{item}" for item in ITEMS),
    *(measure for measure in MEASURES if measure != "protected_hours"),
    "bottleneck",
)
EACH = "One occurrence: what is summed"
STRATEGIES = "What each strategy takes and yields, a year or over the horizon"
HEADINGS = {"time": "One occurrence: minutes", "cash": "One occurrence: money"}
"""What stands over the quantities of each module of the engine; over all others STRATEGIES."""


class ModelSheet:
    """The rows as they are written."""

    def __init__(self, grid: Grid, inputs: Inputs) -> None:
        self.grid, self.inputs = grid, inputs
        self.keys, self.activities = list(inputs.scenario.strategies), list(inputs.scenario.activities)
        self.rows: dict[tuple[str, ...], Row] = {}
        self.names: set[str] = set()
        self.steps: dict[int, Row] = {}
        self.heading = ""
        self.warm: tuple[Phases, tuple[PieceCells, ...], Row] | None = None

    def write(self) -> Measures:
        """Every measure by name: first what is reckoned for each activity, then what is for each strategy."""
        cases = Celled(scenario=self.inputs.scenario, strategy="", inputs=self.inputs, goals=self._goals())
        engines = [Results(cast(Cases, cases.of(key))) for key in self.keys]
        for key in self.keys:  # how often a year: a row a strategy and a column an activity
            often = tuple(self.inputs[f"strategies.{key}.times_per_year.{name}"] for name in self.activities)
            self._line(often, self.inputs[f"strategies.{key}.name"], "times/year", "Times a year", f"mix.{key}")
        measures: dict[str, Columns] = {}
        for name in NAMES:
            whole, _, part = name.partition(".")
            of_each = [getattr(engine, whole) for engine in engines]
            measures[name] = tuple(each[part] if part else each for each in of_each)
        seen: set[int] = set()
        sums = [each for columns in measures.values() for each in _sums(columns, "", seen)]
        for name, columns in sorted(sums, key=lambda each: each[1][0].kind == "added"):
            self._summed(columns, name)
        return {
            name: self._step(columns) if columns else self.grid.line(name, "", ()) for name, columns in measures.items()
        }

    def _goals(self) -> Mapping[str, Term]:
        """The numbers of the goal in force, each by a name of its own: `pipeline.close_rate`."""
        self.grid.heading(f"{GROUPS['pipelines'].title}, for the goal")
        cells, goals = {}, list(self.inputs.scenario.pipelines)
        for name, field in Pipeline.model_fields.items():
            if is_number(field):
                now = self.inputs[f"pipelines.{goals[0]}.{name}"]
                for goal in goals[1:]:
                    other = self.inputs[f"pipelines.{goal}.{name}"]
                    now = either(same(self.inputs["goal"], goal), other, now)
                row = self.grid.line(str(field.title), "", [now], f"pipeline.{name}")
                cells[name] = cell(f"pipeline.{name}", row.cells[0].value, str(field.title))
        return cells

    # -- rows ------------------------------------------------------------------------------------------

    def _line(self, terms: Columns, label: Given, unit: str, heading: str, name: str = "") -> Row:
        """A row of formulas; one with the same formulas that is there already."""
        formulas = tuple(map(written, terms))
        if formulas not in self.rows:
            if heading != self.heading:
                self.heading, by_activity = heading, heading.startswith(("One", "Times", "By"))
                heads = [f"activities.{key}.name" for key in self.activities] if by_activity else []
                self.grid.heading(heading, [self.inputs[path] for path in heads or self._strategies()])
            cells = [formula(what, each.value) for what, each in zip(formulas, terms, strict=True)]
            line = self.grid.line(label, unit, cells, name if name not in self.names else "")
            self.names.add(name)
            self.rows[formulas] = self.rows[tuple(map(written, line.cells))] = line
        return self.rows[formulas]

    def _strategies(self) -> list[str]:
        return [f"strategies.{key}.name" for key in self.keys]

    def _step(self, columns: Columns) -> Row:
        """The row of a quantity that the engine names, written the first time it is needed."""
        first = columns[0]
        if id(first) not in self.steps:
            inner = tuple(column.parts[0] for column in columns)
            if inner[0].kind == "picked":
                inner = tuple(_in_words(each) for each in inner)
            own = ".".join(re.findall(r"\w+", first.name.replace(" (", ".").replace(" ", "_")))
            name = f"each.{own}" if first.owner and own else ""
            heading = HEADINGS.get(first.section, STRATEGIES)
            self.steps[id(first)] = self._line(self._placed(inner), _capital(first.name), first.unit, heading, name)
        return self.steps[id(first)]

    def _placed(self, columns: Columns) -> Columns:  # noqa: PLR0911  # one for each kind
        """The terms, with a reference to its row in place of everything that has a row."""
        if not columns or columns[0].kind in ("cell", "constant", "text"):
            return columns
        kind = columns[0].kind
        if kind == "step":
            return self._step(columns).cells
        if kind in SUMS:
            return self._summed(columns, "")
        if kind == "closed":
            return self._closed(columns)
        if kind in ("expm1", "log1p"):
            return self._series(columns)
        parts = zip(*(self._placed(part) for part in _parts(columns)), strict=True)
        if kind == "negative":
            return tuple(part.parts[0] if part.kind == "negative" else -part for (part,) in parts)
        made = zip(columns, parts, strict=True)
        return tuple(Term(column.value, kind, part, path=column.path) for column, part in made)

    def _row(self, columns: Columns) -> Row:
        """A row of a quantity that has no name, said by how it is reckoned."""
        return self._line(self._placed(columns), _capital(read(columns[0])), "", STRATEGIES)

    def _summed(self, columns: Columns, name: str) -> Columns:
        """Sums over the activities, one a strategy, of which the rows are written before."""
        kind, parts = columns[0].kind, columns[0].parts
        if not parts:
            return tuple(term(0.0) for _ in columns)
        if kind == "added":
            labels = (self.inputs[path] for path in self._strategies())
            heading = f"By activity: {name}"
            lines = [
                self._line(self._placed(column.parts), label, "", heading)
                for column, label in zip(columns, labels, strict=True)
            ]
            return tuple(formula(f"SUM({line.block.text})", c.value) for line, c in zip(lines, columns, strict=True))
        counted = tuple(part.parts[1] for part in parts) if kind == "total" else parts
        first = counted[0]  # what is summed is a number of each activity, or is reckoned for each
        label = first.name if first.kind == "cell" else f"{_capital(name)}, at each"
        own = first.path.rpartition(".")[2] if first.kind == "cell" else name.replace(" ", "_")
        amounts = self._line(self._placed(counted), label, "", EACH, f"each.{own}").block.text
        mixes = [f"(mix.{key}>0)*{amounts}" if kind == "once" else f"mix.{key},{amounts}" for key in self.keys]
        return tuple(formula(f"SUMPRODUCT({mix})", c.value) for mix, c in zip(mixes, columns, strict=True))

    # -- what no sheet has -----------------------------------------------------------------------------

    def _series(self, columns: Columns) -> Columns:
        """e^(−x) − 1 and ln(1 − x), by the series that keep their digits where x is small."""
        inner = tuple(column.parts[0].parts[0] for column in columns)  # what stands there is −x
        cells = self._placed(inner)
        cells = cells if cells[0].kind == "cell" else self._row(inner).cells
        work = chance if columns[0].kind == "expm1" else lambda x: log_per(x, x, 1)
        return tuple(-result for result in self._line(tuple(map(work, cells)), read(-columns[0]), "", STRATEGIES).cells)

    def _closed(self, columns: Columns) -> Columns:
        """Warm relationships, from the closed form as it is written again for cells, in `warmth`."""
        given = [self._row(part) for part in _parts(columns)]
        if self.warm is None:
            start, early, late, turn, decay, cap, years = given[:7]
            phases = Phases(self.grid, decay, cap)
            rest = self.grid.each("Years after t₁", "years", lambda whole, t: whole - t, years, turn)
            one, two, middle = phases.phase("Phase one: members are deepened", start, early, turn)
            three, four, end = phases.phase("Phase two: those newly met", middle, late, rest)
            self.warm, self.heading = (phases, (one, two, three, four), end), ""
        phases, pieces, end = self.warm
        name = columns[0].name
        if name == "relationships at the end":
            return end.cells
        if name == "relationship-years":
            sums = tuple(sum(wholes[1:], wholes[0]) for wholes in zip(*(p.whole.cells for p in pieces), strict=True))
            return self._line(sums, "Relationship-years", "years", STRATEGIES).cells
        self.heading = ""
        return First(phases, pieces).years(given[-1]).cells


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _parts(columns: Columns) -> list[Columns]:
    """What the terms were made from: the first part of each, the second of each, and so on."""
    return list(zip(*(column.parts for column in columns), strict=True))


def _sums(columns: Columns, name: str, seen: set[int]) -> Iterator[tuple[str, Columns]]:
    """Every sum over activities that was not seen before, with the name of the quantity that it is for."""
    if columns and id(columns[0]) not in seen:
        seen.add(id(columns[0]))
        name = columns[0].name if columns[0].kind == "step" else name
        if columns[0].kind in SUMS:
            yield name, columns
        else:
            for part in _parts(columns):
                yield from _sums(part, name, seen)


def _in_words(picked: Term) -> Term:
    """What is picked, in the words of the page."""
    known = {**BOTTLENECK, WORD: WORD}
    index, *options = picked.parts
    said = (term(known[str(option.value)]) for option in options)
    return Term(known[str(picked.value or WORD)], "picked", (index, *said))
