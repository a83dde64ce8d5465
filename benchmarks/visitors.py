"""Visitors that one machine serves: in the widget and the API, in Streamlit sessions, and with a picture alone.

A visitor changes three numbers, to what nobody had before, and goes as soon as all is answered; the next one comes at
once. In the widget a change is worked out in the visitor's own browser, and the API is asked once; a session runs the
page anew. Each kind is measured with the files that a first visit fetches, packed, and without them, as when they are
kept by the browser or by a cache between. All traffic is to this machine, and stops after some seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import visits
from benchmarks.load import Load, closed
from benchmarks.servers import served

CLIENTS = (1, 8, 32)
SECONDS, SHORT = 4.0, 2.0
NO_LIMIT = {"CALCULATOR_ALLOWANCE": "0", "CALCULATOR_SOCKETS": "0"}
"""All visitors have one address here."""
FIRST: dict[str, visits.Visit] = {"widget": visits.widget, "session": visits.page}
KEPT: dict[str, visits.Visit] = {"widget": visits.changes, "session": visits.sitting}


def run() -> list[str]:
    """Lines for each kind of visitor and number of clients, and what one machine serves of each."""
    if not Path("/proc/self/stat").exists():
        return ["visitors: this machine has no /proc, so they were not measured"]
    lines = [*_visitors("first visit", FIRST)[0]]
    kept, sessions = _visitors("files kept", KEPT)
    return [*lines, *kept, *_requests(sessions)]


def _visitors(kind: str, ways: dict[str, visits.Visit]) -> tuple[list[str], Load]:
    """A line for each way and number of clients, each way on a server of its own; and the most that sessions served."""
    lines, best = [], {}
    for way, visit in ways.items():
        with serving() as (port, pid):
            loads = [asyncio.run(_loaded(visit, port, pid, clients, SECONDS)) for clients in CLIENTS]
        best[way] = max(loads, key=lambda load: load.rate)
        for clients, load in zip(CLIENTS, loads, strict=True):
            lines.append(f"visitors, {kind:11} {way:7} {clients:2} at a time: {load.words}")
    widget, sessions = best["widget"], best["session"]
    rates = f"{widget.rate:.1f} a second in the widget, {sessions.rate:.1f} in sessions"
    return [*lines, f"visitors, {kind:11} {rates}: {_times(widget, sessions)}"], sessions


def _requests(sessions: Load) -> Iterator[str]:
    """A line for each kind of single request, and how many readers of one are served for a visitor in a session."""
    with serving() as (port, pid):
        for name, visit in visits.requests().items():
            load = asyncio.run(_loaded(visit, port, pid, 8, SHORT))
            against = f"; against sessions {_times(load, sessions)}" if name.startswith("picture") else ""
            yield f"requests, {name:34} {load.words}{against}"


def _times(load: Load, sessions: Load) -> str:
    rate, work = load.rate / sessions.rate, sessions.each / load.each
    return f"{rate:.1f} times as many, {work:.1f} times for the same processor time"


async def _loaded(visit: visits.Visit, port: int, pid: int, clients: int, seconds: float) -> Load:
    for _ in range(2):  # what is imported or made once is made before
        await visit(port)
    return await closed(partial(visit, port), clients, seconds, pid)


@contextmanager
def serving(**environment: str) -> Iterator[tuple[int, int]]:
    """The app on a free port, as people start it, with no limit to one address; the port and the process id."""
    with served("run", "app.py", environment={**NO_LIMIT, **environment}) as found:
        yield found
