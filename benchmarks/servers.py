"""Streamlit servers for a measurement: all with the settings that the app ships."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
BARE = "benchmarks/pages/bare.py"


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[int]:
    """`streamlit` with these arguments on a free port, answering; the port."""
    with served(*arguments, environment=environment) as (port, _):
        yield port


_ports = cycle(range(10_000 + os.getpid() % 220 * 100, 10_100 + os.getpid() % 220 * 100))


def free_port() -> int:
    """A port that nobody listens on.

    It lies below those that the system gives to whoever asks for any, in a hundred that other processes hardly share: a
    port of the system's could be given away again before a server that starts has taken it.
    """
    for port in islice(_ports, 100):
        with socket.socket() as one, suppress(OSError):
            one.bind(("localhost", port))
            return port
    raise OSError("All hundred ports are taken.")


@contextmanager
def served(
    *arguments: str, environment: Mapping[str, str] | None = None, root: Path = ROOT
) -> Iterator[tuple[int, int]]:
    """The same from any working copy; the port and the process id."""
    port = free_port()
    process = started(port, *arguments, environment=environment, root=root)
    try:
        answering(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def started(
    port: int, *arguments: str, environment: Mapping[str, str] | None = None, root: Path = ROOT
) -> subprocess.Popen[bytes]:
    """The process, without waiting for it."""
    command = [sys.executable, "-m", "streamlit", *arguments, "--server.port", str(port), "--server.headless", "true"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=root, env={**os.environ, **(environment or {})}, stdout=quiet, stderr=quiet)


def answering(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"No server answers on port {port}.")
