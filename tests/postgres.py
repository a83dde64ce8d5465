"""A private PostgreSQL for tests: a cluster of its own in a temporary folder, and a fresh database for each who asks.

It runs as `postgres` where the tests run as root, since PostgreSQL never does. It is not asked to wait for the disk,
which no test switches off.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
_numbers = count(1)


def programs() -> Path:
    """Where PostgreSQL's programs are, the newest. A machine without them skips, and fails where all is required."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted((path for place in PLACES for path in Path("/").glob(place[1:])), key=_newest)
    found = [path for path in found if (path / "initdb").exists() and (path / "postgres").exists()]
    if not found:
        message = "No PostgreSQL was found. Install it to run the tests of a server's database."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(message)
    return found[-1]


def _newest(path: Path) -> int:
    digits = "".join(letter for letter in str(path) if letter.isdigit())
    return int(digits or 0)


def as_nobody_special(*command: str | Path) -> list[str]:
    """A command as it has to be begun, so that it does not run as root."""
    plain = [str(part) for part in command]
    return ["runuser", "-u", "postgres", "--", *plain] if os.geteuid() == 0 else plain


@contextmanager
def cluster(*settings: str) -> Iterator[str]:
    """A running cluster, to be ended at the end; the address of its server, to which a database's name is added.

    `settings` are such as `fsync=on`, which go before those of the tests.
    """
    from benchmarks.servers import free_port  # not in the copies of the project that some tests make

    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path has a longest length
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        made = as_nobody_special(bin_ / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        subprocess.run([*made, "--locale=C"], check=True, capture_output=True, cwd="/")
        port = free_port()
        quick = ("fsync=off", f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
        given = [part for one in (*quick, "max_connections=60", *settings) for part in ("-c", one)]
        options = " ".join(given)
        start = (bin_ / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t", "60", "-o", options, "start")
        subprocess.run(as_nobody_special(*start), check=True, stdout=subprocess.DEVNULL, cwd="/")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}"
        finally:
            stop = as_nobody_special(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
            subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, cwd="/")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database(server: str) -> str:
    """The address of a new database in a cluster."""
    import psycopg

    name = f"test{next(_numbers)}_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a private cluster, one for all tests of a process."""
    with cluster() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of a new, empty database, for `DATABASE_URL`."""
    return database(postgres_server)
