"""The people of a piece as `Cases`: their cells read, and what is wrong with them, by row and column.

People of the same preset whose words are the same are one table of cases; whose numbers stand in no column, or whose
cells are empty, have those of their preset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.assumptions import preset as preset_named
from calculator.batch.columns import PRESET, WEEKS, Layout, Target, in_a_year
from calculator.batch.tables import Piece
from calculator.cases import Array, Cases
from calculator.changes import Value, replace
from calculator.errors import BadInput, CalculatorError, Fault, hinting, shortened
from calculator.model import Scenario
from calculator.notation import Spread, written
from calculator.parameters import get

PLAIN = r"^[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?$"
"""Texts that are the same number to everybody: three decimals may be thousands, and go to the one reader."""
MOST = 200
"""Faults of one piece that are put into words."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a cell, and what would do."""

    row: int
    column: str
    value: str
    remedy: str

    def __str__(self) -> str:
        where = f"column '{shortened(self.column)}': " if self.column else ""
        return f"Row {self.row}, {where}{self.remedy}"


@dataclass(frozen=True)
class Column:
    """A column of numbers as read, at the scale of its cells: where it is given, and its range."""

    low: Array
    likely: Array
    high: Array
    given: Flags

    def some(self, members: NDArray[np.intp]) -> Column:
        """The column for these people only."""
        return Column(self.low[members], self.likely[members], self.high[members], self.given[members])


@dataclass(frozen=True)
class Together:
    """People of one scenario: their places in the piece, their columns, and what each of them said."""

    scenario: Scenario
    places: NDArray[np.intp]
    columns: dict[str, Array]
    """Each number that any of them sets, by path."""
    ends: dict[str, tuple[Array, Array, Flags]]
    """How low and how high each may be, and for whom it is given."""

    @property
    def cases(self) -> Cases:
        """One case a person."""
        paths = self.columns or {WEEKS: np.full(len(self.places), self.scenario.profile.weeks_per_year)}
        return Cases(self.scenario, paths)

    def changes(self, at: int) -> dict[str, Value]:
        """What one of them changes of the scenario, as a command would be told it."""
        changes: dict[str, Value] = {}
        for path, (low, high, given) in self.ends.items():
            if given[at]:
                ends = float(low[at]), float(self.columns[path][at]), float(high[at])
                changes[path] = ends[1] if ends[0] == ends[2] else "..".join(map(written, ends))
        return changes


@dataclass(frozen=True)
class Checked:
    """A piece that was read: people by scenario, their numbers by column, and the faults of the others."""

    groups: list[Together]
    numbers: dict[str, Array]
    """What was read of each column of numbers; NaN where nothing stands."""
    faults: list[RowFault] = field(default_factory=list)
    wrong: Flags = field(default_factory=lambda: np.zeros(0, bool))
    """The rows with a fault."""


class PieceReading:
    """The reading of one piece."""

    def __init__(self, layout: Layout, piece: Piece) -> None:
        self.layout, self.piece = layout, piece
        self.size = len(piece.rows)
        self.wrong: Flags = np.zeros(self.size, bool)
        self.faults: list[RowFault] = []
        self.numbers = {name: np.full(self.size, np.nan) for name in layout.taken}

    def checked(self) -> Checked:
        """Everybody, by preset and words."""
        at_row = {row: place for place, row in enumerate(self.piece.rows)}
        width = len(self.layout.header)
        for row, cells in self.piece.overlong.items():
            remedy = f"it has {cells} cells, and the header {width}. Put quotes around a cell that holds the separator."
            self._say(at_row[row], "", "", remedy)
        presets = self._presets()
        groups: list[Together] = []
        with hinting():
            for preset in dict.fromkeys(presets):
                if preset is not None:
                    places = np.array([at for at, name in enumerate(presets) if name == preset], np.intp)
                    groups += self._of_preset(preset, places)
        known = {name for preset in self.layout.bases for name in self.layout.numbers(preset)}
        used = {name: values for name, values in self.numbers.items() if name in known}
        return Checked(groups, used, sorted(self.faults, key=lambda it: it.row), self.wrong)

    def _say(self, place: int, column: str, value: object, remedy: str) -> None:
        self.wrong[place] = True
        if len(self.faults) < MOST:
            self.faults.append(
                RowFault(self.piece.rows[place], column, shortened("" if value is None else value), remedy)
            )

    def _presets(self) -> list[str | None]:
        """The full id of everybody's preset; None where there is none of that name."""
        own = self.layout.start.preset
        if not self.layout.with_presets:
            return [own] * self.size
        ids: dict[Any, str] = {"": own, None: own, own: own}
        presets: list[str | None] = []
        for place, cell in enumerate(self.piece.columns[PRESET]):
            name = cell.strip() if isinstance(cell, str) else cell
            if name not in ids:
                try:
                    ids[name] = preset_named(str(name)).id
                    self.layout.base(ids[name])
                except CalculatorError as error:
                    ids[name] = f"!{error}"
            if ids[name].startswith("!"):
                self._say(place, PRESET, cell, ids[name][1:])
            presets.append(None if ids[name].startswith("!") else ids[name])
        return presets

    def _of_preset(self, preset: str, places: NDArray[np.intp]) -> Iterator[Together]:
        """People of a preset: those whose words are the same are worked out together."""
        targets = self.layout.numbers(preset)
        columns = {name: self._column(name, target, places) for name, target in targets.items()}
        asked = {*targets, *self.layout.words(preset)}
        strange = f"{preset} has no such question. Leave the cell empty, or name the number by its path."
        for name in (name for name in self.layout.taken if name not in asked):
            cells = self.piece.columns[name]
            for place in (int(place) for place in places if not _blank(cells[place])):
                self._say(place, name, cells[place], strange)
        base = self.layout.base(preset)
        for changes, members in self._by_words(preset, places).items():
            try:
                scenario = replace(base, dict(changes)) if changes else base
            except BadInput as error:
                for place, fault in product(places[members], error.faults):
                    self._at_fault(int(place), preset, fault)
                continue
            some = {name: it.some(members) for name, it in columns.items()}
            yield self._together(scenario, places[members], targets, some)

    def _by_words(self, preset: str, places: NDArray[np.intp]) -> dict[tuple[tuple[str, str], ...], NDArray[np.intp]]:
        """Which people have which words."""
        words = self.layout.words(preset)
        if not words:
            return {(): np.arange(len(places))}
        members: dict[tuple[tuple[str, str], ...], list[int]] = {}
        for at, place in enumerate(places):
            cells = ((path, self.piece.columns[name][place]) for name, path in words.items())
            members.setdefault(tuple((path, str(cell)) for path, cell in cells if not _blank(cell)), []).append(at)
        return {said: np.array(some, np.intp) for said, some in members.items()}

    def _column(self, name: str, target: Target, places: NDArray[np.intp]) -> Column:
        """A column as numbers. What cannot be read is said, and counts as not given."""
        cells = self.piece.columns[name]
        some = cells if len(places) == len(cells) else [cells[place] for place in places]
        likely, unread = _quickly(some)
        low, high = likely.copy(), likely.copy()
        known: dict[Any, Spread | str] = {}
        for at in unread:
            cell = some[at]
            key = (type(cell), cell)
            if key not in known:
                try:
                    known[key] = target.read(cell)
                except BadInput as error:
                    known[key] = error.faults[0].message
            spread = known[key]
            if isinstance(spread, str):
                self._say(int(places[at]), name, cell, spread)
            elif spread.likely is None:
                self._say(int(places[at]), name, cell, target.fault(cell).message)
            else:
                low[at], likely[at], high[at] = spread.low, spread.likely, spread.high
        self.numbers[name][places] = likely
        return Column(low, likely, high, ~np.isnan(likely))

    def _together(
        self, scenario: Scenario, places: NDArray[np.intp], targets: Mapping[str, Target], columns: Mapping[str, Column]
    ) -> Together:
        filled: dict[str, Array] = {}
        ends: dict[str, tuple[Array, Array, Flags]] = {}
        weeks: Any = scenario.profile.weeks_per_year
        ordered = sorted(targets, key=lambda name: targets[name].path != WEEKS)  # others are counted by these weeks
        for name in ordered:
            target, column = targets[name], columns[name]
            for path, scale in target.scales.items():
                base = get(scenario, path)
                factor: Any = scale if target.per == "a year" else scale * np.asarray(in_a_year(target.per, weeks))
                low, likely, high = (part * factor for part in (column.low, column.likely, column.high))
                if path == target.path:
                    self._bounds(name, target, likely, column, places, factor)
                filled[path] = np.where(column.given, likely, np.nan if base is None else base)
                ends[path] = (low, high, column.given)
            if target.path == WEEKS:
                weeks = filled[WEEKS]
        whole = {path: values for path, values in filled.items() if not np.isnan(values).all()}
        together = Together(scenario, places, whole, ends)
        self._held(together)
        good = ~self.wrong[places]
        if good.all():
            return together
        kept = {path: values[good] for path, values in whole.items()}
        ends = {path: (low[good], high[good], given[good]) for path, (low, high, given) in ends.items()}
        return Together(scenario, places[good], kept, ends)

    def _bounds(
        self, name: str, target: Target, likely: Array, column: Column, places: NDArray[np.intp], factor: Any
    ) -> None:
        """Say what lies outside of what a number may be."""
        least, most = target.known.low, target.known.high
        lowest, highest = column.low * factor, column.high * factor
        within = (lowest >= least) & (highest <= most) & (lowest <= likely) & (likely <= highest)
        for at in np.flatnonzero(column.given & ~within):
            cell = self.piece.columns[name][places[at]]
            self._say(int(places[at]), name, cell, target.fault(cell).message)

    def _held(self, together: Together) -> None:
        """Say where numbers of a person do not hold together, as `checks` has it."""
        if not together.columns or not len(together.places):
            return
        for at in np.flatnonzero(_suspicious(together)):
            place = int(together.places[at])
            if self.wrong[place]:
                continue
            try:
                replace(together.scenario, together.changes(int(at)))
            except BadInput as error:
                for fault in error.faults:
                    self._at_fault(place, "", fault)

    def _at_fault(self, place: int, preset: str, fault: Fault) -> None:
        """A fault of a path, in the column that sets it, or in one that sets something beside it."""
        preset = preset or self.layout.start.preset
        own, words = self.layout.numbers(preset), self.layout.words(preset)
        root = fault.path.rpartition(".")[0]
        names = [name for name, target in own.items() if fault.path in target.scales]
        names += [name for name, path in words.items() if path == fault.path]
        names += [name for name, target in own.items() if root and target.path.startswith(f"{root}.")]
        given = (name for name in names if not _blank(self.piece.columns[name][place]))
        name = next(given, "")
        self._say(place, name, self.piece.columns[name][place] if name else "", fault.message)


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip()) or (isinstance(cell, float) and np.isnan(cell))


def _quickly(cells: list[Any]) -> tuple[Array, list[int]]:
    """The cells that are plain numbers in every country, NaN elsewhere; and which others have to be read with care."""
    import pyarrow as pa
    import pyarrow.compute as pc

    likely = np.full(len(cells), np.nan)
    try:
        texts = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
    except (pa.ArrowTypeError, pa.ArrowInvalid):  # some are numbers
        texts = pa.array([cell.strip() if isinstance(cell, str) else None for cell in cells], pa.string())
    plain = pc.fill_null(pc.match_substring_regex(texts, PLAIN), False)
    read = pc.cast(pc.if_else(plain, texts, None), pa.float64()).to_numpy(zero_copy_only=False)
    likely = np.where(np.isnan(read), likely, read)
    others = np.flatnonzero(~np.asarray(plain.to_numpy(zero_copy_only=False), bool))
    for at in others:
        cell = cells[at]
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 1e300:
            likely[at] = cell
    return likely, [int(at) for at in others if np.isnan(likely[at]) and not _blank(cells[at])]


def _suspicious(together: Together) -> Flags:
    """For whom something that several numbers are part of may not hold: round of pitches, the day, protected time."""
    scenario, columns = together.scenario, together.columns
    doubted = np.zeros(len(together.places), bool)

    def number(path: str) -> Any:
        return columns[path] if path in columns else get(scenario, path)

    for key in scenario.activities:
        root = f"activities.{key}"
        if any(path.startswith(f"{root}.") for path in columns):
            people, seconds = number(f"{root}.people_in_round"), number(f"{root}.pitch_seconds")
            session, travel = number(f"{root}.session_minutes") / 60, number(f"{root}.travel_minutes") / 120
            doubted |= np.maximum(people - 1, 0) * seconds / 3600 > session - 1e-9
            start = number(f"{root}.start_hour")
            if start is not None:
                doubted |= (start - travel < 1e-9) | (start + session + travel > 24 - 1e-9)
    if any(path.startswith("protected.") for path in columns):
        doubted |= True
    return doubted
