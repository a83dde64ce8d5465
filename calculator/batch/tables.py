"""A file of people, read in pieces: CSV with any of the usual separators, a workbook's first sheet, or Parquet.

A piece is as many rows whatever the file is, and no more than a few are in memory at once.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count, islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from calculator.errors import CalculatorError, shortened

SEPARATORS = ",;\t|"
CHUNK = 1 << 20
SAMPLE = 40
"""Records by which the separator is found."""
INFLATED = 1 << 30
"""Bytes of a workbook's parts once unpacked: a sheet of a million rows has a third of it."""
UPLOADED = 1 << 27
"""The same of a file that somebody uploaded, whatever it says of itself."""
WIDEST = 2_000
"""Columns of a file: some six times as many as a scenario has numbers."""
Cells = list[Any]
Known = Callable[[Sequence[str]], int]
"""How many names of a header are known, by which the separator is told."""


@dataclass(frozen=True)
class Piece:
    """Some rows of the file: each column's cells by its name, and the number that each row has in the file."""

    index: int
    rows: list[int]
    columns: dict[str, Cells]
    overlong: dict[int, int]
    """Rows that have more cells than the header, and how many."""


@dataclass(frozen=True)
class People:
    """An open file: its header, how far it has been read, and its pieces."""

    header: tuple[str, ...]
    records: Iterator[tuple[int, Sequence[Any]]]
    read: Callable[[], float]

    def pieces(self, size: int) -> Iterator[Piece]:
        """The rows in pieces of so many; rows without a single cell are passed over."""
        # nought is a cell too, though not true
        filled = ((at, row) for at, row in self.records if any(row) or any(cell not in ("", None) for cell in row))
        width = len(self.header)
        for index in count():
            some = list(islice(filled, size))
            if not some:
                return
            overlong = {at: len(row) for at, row in some if len(row) > width and any(row[width:])}
            full = (row if len(row) >= width else [*row, *[None] * (width - len(row))] for _, row in some)
            by_column = zip(self.header, zip(*full, strict=False), strict=False)
            columns = {name: list(cells) for name, cells in by_column if name}
            yield Piece(index, [at for at, _ in some], columns, overlong)


def print_of(path: Path) -> str:
    """What tells one content of a file from another."""
    taken = hashlib.sha256()
    with _opened(path) as file:
        while chunk := file.read(CHUNK):
            taken.update(chunk)
    return taken.hexdigest()


@contextmanager
def people(path: Path, known: Known = lambda _: 0, content: bytes | None = None) -> Iterator[People]:
    """The file, open, or its content where it is given. Raises CalculatorError where it is no table."""
    kinds = {".xlsx": _workbook, ".xlsm": _workbook, ".parquet": _parquet}
    with _opened(path) if content is None else io.BytesIO(content) as file:
        try:
            yield kinds.get(path.suffix.lower(), _text)(path, file, known)
        except UnicodeDecodeError:
            raise CalculatorError(f"{path} is not text in one encoding. Save it as 'CSV UTF-8'.") from None
        except csv.Error as error:
            raise CalculatorError(f"{path} is no CSV: {error}. Save it as 'CSV UTF-8'.") from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise CalculatorError(f"{path} cannot be read: {error.strerror or error}.") from None
    with file:
        yield file


def _header(path: Path, row: Sequence[Any]) -> tuple[str, ...]:
    names = [str(cell).strip() if cell is not None else "" for cell in row]
    while names and not names[-1]:
        names.pop()
    if len(names) > WIDEST:
        raise CalculatorError(f"{path} has {len(names):,} columns. Leave out what nobody needs; {WIDEST:,} are read.")
    if not any(names):
        raise CalculatorError(f"{path} has no header. Its first row names the columns; batch --template writes one.")
    return tuple(names)


# -- text ----------------------------------------------------------------------------------------------


def _text(path: Path, file: IO[bytes], known: Known) -> People:
    encoding = _encoding(file)
    words = io.TextIOWrapper(file, encoding=encoding, newline="")
    first = words.readline(CHUNK)
    said = first.strip().lower()
    stated = said[4:] if said.startswith("sep=") and len(said) == 5 else ""  # as Excel writes it
    if not stated:
        words.seek(0)
    separator = stated or _separator("".join(islice(words, SAMPLE)), known)
    length = file.seek(0, io.SEEK_END) or 1
    words.seek(0)
    if stated:
        words.readline()
    reader = csv.reader(words, delimiter=separator)
    header = _header(path, next(reader, []))
    records = ((number, row) for number, row in enumerate(reader, 3 if stated else 2))

    def read() -> float:
        return 1.0 if words.closed else min(1.0, file.tell() / length)

    return People(header, records, read)


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 or UTF-16, by the mark at the start or by the bytes; else the letters of Western Windows."""
    start = file.read(4)
    file.seek(0)
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    for mark, name in marks.items():
        if start.startswith(mark):
            return name
    if len(start) == 4 and 0 in start:
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def _separator(sample: str, known: Known) -> str:
    """The separator that makes most known names of the header; then that which gives all records as many cells."""

    def worth(separator: str) -> tuple[int, int, int]:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows)
        return known(rows[0]) if rows else 0, alike if width > 1 else 0, width

    return max(SEPARATORS, key=worth)


# -- workbooks and Parquet -------------------------------------------------------------------------------


def _workbook(path: Path, file: IO[bytes], known: Known) -> People:  # noqa: ARG001
    from openpyxl import load_workbook  # an extra, and large

    try:
        with ZipFile(file) as parts:
            _bounded(path, file, sum(part.file_size for part in parts.infolist()))
        file.seek(0)
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        total = sheet.max_row or 0
        sheet.reset_dimensions()  # some programs write them wrong
        rows = sheet.iter_rows(values_only=True)
        first = next(rows, ())
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise CalculatorError(f"{path} is no workbook: {shortened(error)}. Save it as .xlsx, or as CSV.") from None
    header, done = _header(path, first), [0]

    def records() -> Iterator[tuple[int, Sequence[Any]]]:
        for number, row in enumerate(rows, 2):
            done[0] = number
            yield number, [_plain(cell) for cell in row]

    return People(header, records(), lambda: min(1.0, done[0] / total) if total else 0.0)


def _bounded(path: Path, file: IO[bytes], size: int) -> None:
    """Raise CalculatorError for a file that is small only as long as it is packed."""
    if size > (UPLOADED if isinstance(file, io.BytesIO) else INFLATED):
        raise CalculatorError(f"{path} is too large once unpacked. Save it as CSV.")


def _plain(cell: Any) -> Any:
    """A cell as a person would write it: a time of day as 7:30, a date as 2026-11-27."""
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02d}"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell) if isinstance(cell, bool) else cell


def _parquet(path: Path, file: IO[bytes], known: Known) -> People:  # noqa: ARG001
    from pyarrow import ArrowInvalid, parquet

    try:
        table = parquet.ParquetFile(file)
    except ArrowInvalid as error:
        raise CalculatorError(f"{path} is no Parquet: {shortened(error)}.") from None
    if isinstance(file, io.BytesIO):  # one from a folder of one's own may be as large as it likes
        groups = range(table.metadata.num_row_groups)
        _bounded(path, file, sum(table.metadata.row_group(at).total_byte_size for at in groups))
    header, total, done = _header(path, table.schema_arrow.names), max(table.metadata.num_rows, 1), [0]

    def records() -> Iterator[tuple[int, Sequence[Any]]]:
        for batch in table.iter_batches(batch_size=10_000):
            cells = [column.to_pylist() for column in batch.columns]
            for row in zip(*cells, strict=True):
                done[0] += 1
                yield done[0] + 1, [_plain(cell) for cell in row]

    return People(header, records(), lambda: done[0] / total)
