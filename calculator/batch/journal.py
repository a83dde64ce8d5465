"""The pieces of a run that are done, in a folder beside the output, until they are joined into it.

A run that was stopped, however hard, goes on from there: a piece is there whole or not at all, and the output takes its
place only once it is whole.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from calculator import safety
from calculator.batch.figures import Done, done, words
from calculator.batch.people import RowFault
from calculator.errors import CalculatorError

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "run.json"


@dataclass(frozen=True)
class Journal:
    """The folder of a run; `asked` is all that its pieces depend on."""

    output: Path
    asked: dict[str, Any]

    @property
    def folder(self) -> Path:
        """Where the pieces are."""
        return self.output.with_name(f".{self.output.name}.pieces")

    def open(self) -> bool:
        """Make the folder ready; whether it has pieces of this very run. Those of any other are thrown away."""
        manifest = self.folder / MANIFEST
        try:
            same = json.loads(manifest.read_text(encoding="utf-8")) == self.asked
        except (OSError, ValueError):
            same = False
        if not same:
            with self.writing():
                self.close()
                self.folder.mkdir(parents=True)
                self._whole(manifest, json.dumps(self.asked).encode())
        self._lock()
        return same and any(self.folder.glob("*.parquet"))

    def _lock(self) -> None:
        """Keep others from the same output, for as long as this process lives."""
        try:
            import fcntl
        except ImportError:  # the system has none
            return
        lock = (self.folder / MANIFEST).open("rb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise CalculatorError(
                f"Another run is writing {self.output}. Wait for it, or choose another file."
            ) from None
        _LOCKS.append(lock)

    def close(self) -> None:
        """Leave nothing of the run but its output."""
        while _LOCKS:
            _LOCKS.pop().close()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def place(self, index: int) -> Path:
        """Where a piece is kept."""
        return self.folder / f"{index:08d}.parquet"

    def kept(self, index: int) -> Done | None:
        """A piece that is there already."""
        with suppress(OSError):
            return done(index, self.place(index))
        return None

    def keep(self, piece: Done) -> None:
        """Keep a piece, whole or not at all."""
        with self.writing():
            self._whole(self.place(piece.index), piece.content)

    def pieces(self) -> list[Path]:
        """All pieces in their order."""
        return sorted(self.folder.glob("*.parquet"))

    def join(self, schema: pa.Schema) -> Joined:
        """A file to which finished pieces are added in order, and which then becomes the output."""
        with self.writing():
            return Joined(self, (self.folder / "joined").open("wb"), schema)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Raise CalculatorError where something cannot be written, and say why."""
        try:
            yield
        except OSError as error:
            raise CalculatorError(f"{self.output} cannot be written: {error.strerror or error}.") from None

    @staticmethod
    def _whole(path: Path, content: bytes) -> None:
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)


_LOCKS: list[IO[bytes]] = []


def as_csv(faults: Sequence[RowFault]) -> str:
    """Faults, one a row: the row and column of the file, what stands there, and what would do."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(RowFault)])
    for fault in faults:
        writer.writerow([safety.cell(value) if isinstance(value, str) else value for value in asdict(fault).values()])
    return text.getvalue()


class Writer:
    """A table that is written a part at a time: as Parquet with a group of rows for each, or as CSV.

    CSV is as spreadsheets open it: with the mark of UTF-8, and nothing in a cell that would be computed.
    """

    def __init__(self, file: IO[bytes], schema: pa.Schema, form: str) -> None:
        import pyarrow as pa
        from pyarrow import csv as arrow
        from pyarrow import parquet

        self.schema, self.told = schema, words(schema) if form == "csv" else None
        if form == "csv":
            heads = [safety.cell(name) for name in schema.names]
            self.plain = pa.schema([pa.field(head, kind) for head, kind in zip(heads, schema.types, strict=True)])
            file.write(b"\xef\xbb\xbf")
            how = arrow.WriteOptions(quoting_style="needed")
            self.writer = arrow.CSVWriter(file, self.plain, write_options=how)
        else:
            self.writer = parquet.ParquetWriter(file, schema, compression="snappy", use_dictionary=words(schema))

    def add(self, table: pa.Table) -> None:
        """Write a part."""
        import pyarrow as pa

        if self.told is None:
            self.writer.write_table(table.replace_schema_metadata(self.schema.metadata).cast(self.schema))
            return
        frame = table.to_pandas()
        for name in self.told:
            frame[name] = [safety.cell(cell) if isinstance(cell, str) else None for cell in frame[name]]
        frame.columns = self.plain.names
        self.writer.write_table(pa.Table.from_pandas(frame, schema=self.plain, preserve_index=False))

    def close(self) -> None:
        """Write what belongs at the end."""
        self.writer.close()


@dataclass
class Joined:
    """The output as it grows: each piece is added once all before it are there."""

    journal: Journal
    file: IO[bytes]
    schema: pa.Schema
    index: int = 0

    def __post_init__(self) -> None:
        form = self.journal.output.suffix.lower().removeprefix(".")
        self.writer = Writer(self.file, self.schema, form)

    def grow(self) -> None:
        """Add the pieces that are there by now and follow on."""
        from pyarrow import parquet

        with self.journal.writing():
            while (place := self.journal.place(self.index)).exists():
                self.writer.add(parquet.read_table(place))
                self.index += 1

    def finish(self, faults: Sequence[RowFault], beside: Path | None) -> None:
        """Give the output its place, and the faults theirs beside it; each whole or not at all."""
        with self.journal.writing():
            self.grow()
            self.writer.close()
            self.file.close()
            if beside is not None:
                told = self.journal.folder / "faults"
                told.write_text(as_csv(faults), encoding="utf-8-sig", newline="")
                told.replace(beside)
            Path(self.file.name).replace(self.journal.output)

    def drop(self) -> None:
        """Let go of what was written."""
        self.writer.close()
        self.file.close()
