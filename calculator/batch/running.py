"""A run from file to file: read in pieces, worked out here or on many processes, kept, and joined at the end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from calculator import __version__
from calculator.batch import tables
from calculator.batch.columns import Layout, Start, count_known
from calculator.batch.figures import Done, Wanted, schema, table, work_out
from calculator.batch.journal import Joined, Journal, Writer
from calculator.batch.people import PieceReading, RowFault, Together
from calculator.batch.tables import People, Piece
from calculator.changes import Value
from calculator.errors import CalculatorError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SHOWN = 100
"""Faults that are said at once."""
FORMS = (".csv", ".parquet")
Job = tuple[Piece, bool]
"""A piece, and whether it is only checked since there are faults already."""
Spread = Callable[[Callable[[Job], Done], Iterable[Job]], Iterator[Done]]
"""Runs the jobs and gives back their results in any order: `map` here, or a cluster's workers."""


@dataclass(frozen=True)
class RunAsked:
    """What a run is asked for: from where to where, what everybody starts from, and what becomes of faults."""

    source: Path
    output: Path
    start: Start = field(default_factory=Start)
    wanted: Wanted = field(default_factory=Wanted)
    faults: Literal["stop", "skip"] = "stop"

    @property
    def beside(self) -> Path:
        """The file of faults that are passed over."""
        return self.output.with_name(f"{self.output.stem}.faults.csv")

    def check(self) -> None:
        """Raise CalculatorError where the output is no file that can be written."""
        if self.output.suffix.lower() not in FORMS:
            raise CalculatorError(
                f"{self.output} ends in neither of {' and '.join(FORMS)}, which say what it is to be."
            )
        if self.output.resolve() == self.source.resolve():
            raise CalculatorError(f"{self.output} is the file that is read. Choose another for the results.")
        if not self.output.parent.is_dir():
            raise CalculatorError(f"There is no folder {self.output.parent}. Make it, or choose another.")

    def depends(self) -> dict[str, Any]:
        """All that the pieces of a run depend on: where it is the same, they are."""
        start = self.start
        scenario = start.scenario.model_dump_json() if start.scenario else ""
        begun = {"preset": start.preset, "scenario": scenario, "settings": dict(start.settings)}
        return {"calculator": __version__, "file": tables.print_of(self.source), **begun, **asdict(self.wanted)}


@dataclass
class RunProgress:
    """How far a run is: the people worked out, those of them by an earlier run, and the share of the file."""

    people: int = 0
    before: int = 0
    share: float = 0.0


@dataclass
class Run:
    """A run, and what came of it: its pieces are in the journal until they are joined."""

    asked: RunAsked
    layout: Layout
    journal: Journal
    joined: Joined
    told: RunProgress = field(default_factory=RunProgress)
    faults: list[RowFault] = field(default_factory=list)
    skipped: int = 0
    stopped: bool = False

    def read(self, columns: list[str]) -> pd.DataFrame:
        """Some columns of the results for everybody, before they are joined."""
        import pandas as pd
        from pyarrow import parquet

        parts = [parquet.read_table(piece, columns=columns).to_pandas() for piece in self.journal.pieces()]
        whole: pd.DataFrame = pd.concat(parts, ignore_index=True)
        return whole

    def finish(self) -> None:
        """Give the output its place, and leave nothing else behind."""
        self.joined.finish(self.faults, self.asked.beside if self.asked.faults == "skip" else None)
        self.journal.close()

    def _jobs(self, file: People) -> Iterator[Job]:
        """The pieces that are still to be done; after a fault that stops the run, they are only checked."""
        for piece in file.pieces(self.asked.wanted.rows):
            self.told.share = file.read()
            kept = self.journal.kept(piece.index)
            if kept is None:
                yield piece, self.stopped
            else:
                self.told.before += kept.people
                self._took(kept)
            if self.stopped and len(self.faults) >= SHOWN:
                return

    def _took(self, piece: Done) -> None:
        self.told.people += piece.people
        self.skipped += piece.skipped
        self.faults += piece.faults
        self.stopped = self.asked.faults == "stop" and bool(self.faults)
        if not self.stopped:
            self.joined.grow()

    def go(self, file: People, spread: Spread, tell: Callable[[RunProgress], None]) -> None:
        """Work out everybody. Raises CalculatorError with the faults that stop it."""
        try:
            for each in spread(partial(work_out, self.layout, self.asked.wanted), self._jobs(file)):
                if each.content:
                    self.journal.keep(each)
                self._took(each)
                tell(self.told)
        except BaseException:
            self.joined.drop()
            raise
        self.faults.sort(key=lambda fault: fault.row)
        why = said(self.asked.source.name, self.faults) if self.stopped else ""
        if why or not self.told.people:
            self.joined.drop()
            self.journal.close()
            raise CalculatorError(why or f"{self.asked.source} has a header and nobody under it.")


def run(asked: RunAsked, spread: Spread = map, tell: Callable[[RunProgress], None] = lambda _: None) -> Run:
    """Work out everybody of a file. Raises CalculatorError with its faults, and then leaves nothing behind.

    What is done when it is interrupted is kept for the next run.
    """
    asked.check()
    with tables.people(asked.source, partial(count_known, asked.start)) as file:
        layout = Layout(file.header, asked.start)
        wide = schema(layout, asked.wanted)
        journal = Journal(asked.output, asked.depends())
        journal.open()
        made = Run(asked, layout, journal, journal.join(wide))
        made.go(file, spread, tell)
    return made


@dataclass(frozen=True)
class WorkedOut:
    """People who were worked out in memory: the table of their results, and the faults of the others."""

    layout: Layout
    table: pa.Table
    faults: tuple[RowFault, ...]
    skipped: int
    groups: tuple[Together, ...]

    @property
    def changes(self) -> list[dict[str, Value]]:
        """What each person changes of what all start from. Raises CalculatorError where some start elsewhere."""
        base = self.layout.base(self.layout.start.preset)
        if any(together.scenario != base for together in self.groups):
            raise CalculatorError(
                "A room has one set of numbers to start from; people of other presets have a file each."
            )
        return [together.changes(at) for together in self.groups for at in range(len(together.places))]

    def read(self, columns: list[str]) -> pd.DataFrame:
        """Some columns of the results."""
        some: pd.DataFrame = self.table.select(columns).to_pandas()
        return some

    def written(self, form: Literal["csv", "parquet"]) -> bytes:
        """The results as a file."""
        file = io.BytesIO()
        writer = Writer(file, schema(self.layout, Wanted()), form)
        writer.add(self.table)
        writer.close()
        return file.getvalue()


def sheet(name: str, content: bytes, start: Start, most: int) -> WorkedOut:
    """The people of a file that was uploaded. Raises CalculatorError where it is no table, or has more than `most`."""
    with tables.people(Path(name), partial(count_known, start), content) as file:
        layout = Layout(file.header, start)
        pieces = list(islice(file.pieces(most), 2))
    if len(pieces) > 1:
        raise CalculatorError(f"{name} has more than {most:,} people. Split it, or use `networking-calculator batch`.")
    if not pieces:
        raise CalculatorError(f"{name} has a header and nobody under it.")
    read = PieceReading(layout, pieces[0]).checked()
    return WorkedOut(
        layout, table(layout, Wanted(), pieces[0], read), tuple(read.faults), int(read.wrong.sum()), tuple(read.groups)
    )


def said(name: str, faults: Sequence[RowFault]) -> str:
    """The faults of a file in words, up to a limit."""
    shown = [f"- {fault}" for fault in faults[:SHOWN]]
    count = (
        f"{len(shown)} faults or more"
        if len(faults) >= SHOWN
        else "1 fault"
        if len(faults) == 1
        else f"{len(faults)} faults"
    )
    remedy = "Mend them, or pass over their rows with --faults skip."
    return "\n".join([f"{name} has {count}, so nothing was written. {remedy}", *shown])
