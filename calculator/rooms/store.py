"""Where rooms are kept: the only SQL of the project, the same for SQLite and PostgreSQL.

Reads are done by whoever asks. Writes are done by one thread, as many as wait in one transaction, so that a room that
answers all at once waits for the disk once and not once a phone. A write that has returned is on the disk: it is there
after the process, or the machine, was stopped at any moment.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from calculator import settings
from calculator.errors import CalculatorError
from calculator.rooms.room import NotKept

MIGRATIONS = Path(__file__).parent / "migrations"
TOGETHER = 200
"""Writes of one transaction at most."""
PATIENCE = 15
"""Seconds that a statement waits for others who write, and a connection for a place."""
OLDER = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND xact_start < :began"
)
"""How many transactions of others go on that began before a time."""
MIGRATING = 0x726F6F6D
"""The number by which processes that start at once wait for each other, while one of them lays out the tables."""
Given = TypeVar("Given")
log = logging.getLogger(__name__)


class _Write(NamedTuple):
    """A piece of work that waits for its transaction. Works of one transaction are done in the order of `key`."""

    key: str
    work: Callable[[Connection], Any]
    done: Future[Any]


class Store:
    """One database. Raises NotKept where it cannot be opened."""

    def __init__(self, url: str = "") -> None:
        self.url = address(url)
        self.lite = self.url.get_backend_name() == "sqlite"
        try:
            if self.lite:
                path = Path(str(self.url.database))
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                # only its owner may read the file; SQLite gives its journal the same
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self.engine = _engine(self.url, self.lite)
            self._lay_out()
        except (SQLAlchemyError, OSError) as error:
            raise NotKept(f"Rooms cannot be kept in {self.place}: {_reason(error)}") from error
        self._queue: SimpleQueue[_Write | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write_all, name="rooms", daemon=True)
        self._writer.start()

    @property
    def place(self) -> str:
        """Where it is, as an operator is told: a file, or a server and database without the password."""
        return str(self.url.database) if self.lite else self.url.render_as_string(hide_password=True)

    def read(self, work: Callable[[Connection], Given]) -> Given:
        """What `work` reads. Raises NotKept, and what it raises itself."""
        try:
            with self.engine.connect() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise _lost(error) from error

    def write(self, work: Callable[[Connection], Given], key: str = "") -> Given:
        """What `work` gives, once all that it wrote is on the disk. Raises NotKept, and what it raises itself.

        `work` looks before it writes, so that it has written nothing where it raises an error of ours. It may be run
        twice, of which one is undone.
        """
        done: Future[Given] = Future()
        self._queue.put(_Write(key, work, done))
        return done.result()

    def shred(self) -> None:
        """See to it that what was deleted is in no file of the database any more.

        SQLite overwrites what it deletes, and its journal is emptied here. PostgreSQL keeps deleted rows until a table
        is written anew, which is done here as well; what is in its own log goes when the server recycles that.
        """
        try:
            if self.lite:
                self._empty_journal()
                return
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                # PostgreSQL keeps deleted rows as long as a transaction from before might still read them
                began = connection.scalar(text("SELECT clock_timestamp()"))
                _outlast(
                    lambda: connection.scalar(OLDER, {"began": began}),
                    "What was deleted may stay in the database's files until more is deleted.",
                )
                for table in ("answers", "rooms"):
                    connection.execute(text(f"VACUUM (FULL) {table}"))
        except SQLAlchemyError as error:
            log.warning("What was deleted is not yet out of the database's files: %s", _reason(error))

    def _empty_journal(self) -> None:
        """Bring SQLite's journal home and cut it to nothing, as soon as nobody reads in it."""
        with self.engine.connect() as connection:
            raw = connection.connection.cursor()  # outside of any transaction
            _outlast(
                lambda: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0],
                "What was deleted stays in the journal of the rooms' file until more is written.",
            )

    def close(self) -> None:
        """Finish what was asked, and let go."""
        self._queue.put(None)
        self._writer.join(PATIENCE)
        self.engine.dispose()

    # -- the thread that writes --------------------------------------------------------------------------------------

    def _write_all(self) -> None:
        going = True
        while going:
            waiting = [self._queue.get()]
            while len(waiting) < TOGETHER and not self._queue.empty():
                waiting.append(self._queue.get())
            going = None not in waiting
            # two processes that write to several rooms do so in one order, and never wait for each other in a ring
            works = sorted((one for one in waiting if one is not None), key=lambda one: one.key)
            if works and not self._written(works):
                for one in works:
                    self._written([one])

    def _written(self, works: list[_Write]) -> bool:
        """Do works in one transaction and tell who waits; false where they failed together and nobody was told."""
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                told = [_outcome(one, connection) for one in works]
        except Exception as error:  # noqa: BLE001 -- whoever waits has to be told, whatever it is
            if len(works) > 1:
                return False
            lost = _lost(error) if isinstance(error, SQLAlchemyError) else error
            works[0].done.set_exception(lost)
            return True
        for tell in told:
            tell()
        return True

    # -- the layout of the tables ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Take the steps that are missing; of processes that start at once one does, and the others wait."""
        config = Config(attributes={})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not self.lite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def address(url: str = "") -> URL:
    """The address of the database: that which is given, `DATABASE_URL`, or a file. Raises NotKept where it is none."""
    given = url or settings.text("DATABASE_URL")
    if not given:
        return URL.create("sqlite", database=str(Path(settings.text("CALCULATOR_ROOMS_FILE")).expanduser().absolute()))
    try:
        read = make_url(given)
    except ArgumentError:
        raise NotKept("DATABASE_URL is no address of a database, such as postgresql://user:secret@host/name.") from None
    kind = {"postgres": "postgresql", "postgresql": "postgresql", "sqlite": "sqlite"}.get(read.drivername.split("+")[0])
    if kind is None:
        raise NotKept(f"DATABASE_URL begins with '{read.drivername}'. Rooms are kept in postgresql or sqlite.")
    return read.set(drivername="sqlite" if kind == "sqlite" else "postgresql+psycopg")


def _engine(url: URL, lite: bool) -> Engine:
    if not lite:
        more = {"connect_timeout": 5, "application_name": "networking calculator"}
        # who has made a transaction and is gone holds up nobody for long
        more["options"] = f"-c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=60s"
        return create_engine(
            url, pool_pre_ping=True, pool_size=4, max_overflow=8, pool_timeout=PATIENCE, connect_args=more
        )
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def _prepared(connection: Any, _: Any) -> None:
    """Set up a connection to SQLite: transactions are begun by us, and an answered write is on the disk."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _outlast(readers: Callable[[], Any], otherwise: str) -> None:
    """Wait for those who read, as long as there are some; where it takes too long, the log has what comes of it."""
    end = time.monotonic() + PATIENCE
    while readers():
        if time.monotonic() > end:
            log.warning(otherwise)
            return
        time.sleep(0.05)


def _outcome(one: _Write, connection: Connection) -> Callable[[], None]:
    """Do a work; how to tell who waits for it, once it is certain."""
    try:
        return partial(one.done.set_result, one.work(connection))
    except CalculatorError as error:
        return partial(one.done.set_exception, error)


def _lost(error: SQLAlchemyError) -> NotKept:
    log.warning("The store of rooms failed: %s", _reason(error))
    return NotKept("Rooms cannot be reached at the moment. Nothing was changed; try again in a few seconds.")


def _reason(error: Exception) -> str:
    """What the database said, on one line and without the statement and its values."""
    return " ".join(str(getattr(error, "orig", None) or error).split())[:200]
