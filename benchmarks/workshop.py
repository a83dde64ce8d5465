"""A workshop: a hall full of phones that join, answer and follow, and presenters who look, all from one address.

Phones come evenly over a minute. Each opens the page, joins, sends an answer after some seconds and another one later,
and asks for the room's state as the page does. The picture is shown from the first answer on, which is the most work:
the board is worked out anew whenever five more may be shown. All traffic is to this machine, with the allowance that
everybody gets; only the limit of a room's phones a minute from one address is that of a hall.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.asking import LENGTH, Line
from benchmarks.behind import program, site
from benchmarks.load import memory, processor
from benchmarks.servers import served
from tests.postgres import cluster, database

PHONES, SECONDS, PRESENTERS = 500, 60.0, 3
SHORT = 5
"""The short form has so many times fewer phones, in so many times less time."""
FIRST, SECOND = (3.0, 10.0), (4.0, 12.0)
"""Seconds after which a phone sends its first answer, and the second after that, in the full form."""
LOOKS, WALL = (2.2, 3.2), 1.0
"""Seconds between two looks of a phone, and of a presenter's page."""
AIM = "aim: submit under 300 ms in 19 of 20, board fresh within 2 s, nothing lost"


@dataclass
class Seen:
    """What phones and presenters noticed."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    acknowledged: list[tuple[float, int]] = field(default_factory=list)
    """When an answer was acknowledged, and the version of the room with it."""
    shown: list[tuple[float, int]] = field(default_factory=list)
    """When a presenter had which version of the room."""
    refused: dict[int, int] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    """By phone, the last number that was acknowledged."""

    def freshness(self) -> list[float]:
        """Seconds from each acknowledgement until a presenter had a board of that version or a later one."""
        seen, highest = [], 0
        for at, version in sorted(self.shown):
            highest = max(highest, version)
            seen.append((at, highest))
        firsts = (next((at for at, known in seen if known >= version), None) for _, version in self.acknowledged)
        return [at - when for (when, _), at in zip(self.acknowledged, firsts, strict=True) if at is not None]


class Caller:
    """A connection that is opened again where the server closed it."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen = port, seen
        self._line: Line | None = None

    async def ask(self, kind: str, method: str, path: str, body: Any = None, secret: str = "", tag: str = "") -> Any:
        """The status, the tag and the body of an answer; what it took is noted under its kind."""
        began = time.perf_counter()
        try:
            status, found, content = await self._once(method, path, body, secret, tag)
        except (OSError, asyncio.IncompleteReadError):  # closed while it was idle
            self.close()
            status, found, content = await self._once(method, path, body, secret, tag)
        self.seen.waits.setdefault(kind, []).append(time.perf_counter() - began)
        if status >= 400:
            self.seen.refused[status] = self.seen.refused.get(status, 0) + 1
        return status, found, content

    async def _once(self, method: str, path: str, body: Any, secret: str, tag: str) -> tuple[int, str, bytes]:
        if self._line is None:
            self._line = await Line.open(self.port)
        sent = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip"]
        lines += [f"Authorization: Bearer {secret}"] if secret else []
        lines += [f"If-None-Match: {tag}"] if tag else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(sent)}"] if sent else []
        self._line.writer.write("\r\n".join([*lines, "", ""]).encode() + sent)
        head = await self._line.reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        found = next((line[6:].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag: ")), "")
        content = b""
        if status not in (204, 304):
            length = LENGTH.search(head)
            content = await self._line.reader.readexactly(int(length[1])) if length else await self._line._body(head)
        return status, found, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None


async def phone(port: int, code: str, number: int, start: float, end: float, seen: Seen, shrink: float) -> str:
    """One phone from the door to the end; its token."""
    draw = random.Random(number)  # noqa: S311
    await asyncio.sleep(max(0.0, start - time.perf_counter()))
    caller = Caller(port, seen)
    await caller.ask("page", "GET", f"/r/{code}")
    _, _, joined = await caller.ask("join", "POST", f"/r/{code}/join", {})
    token: str = json.loads(joined)["token"]
    now = time.perf_counter()
    first = now + draw.uniform(*FIRST) / shrink
    due = [first, first + draw.uniform(*SECOND) / shrink]
    tag, look = "", now
    while time.perf_counter() < end:
        now = time.perf_counter()
        if due and now >= due[0]:
            due.pop(0)
            value = round(draw.uniform(10, 90), 2)
            body = {"changes": {"profile.hourly_value": value, "activities.breakfast.travel_minutes": number % 60}}
            body["before" if due else "after"] = {"no_time": draw.choice((-1, 0, 1))}
            status, _, content = await caller.ask("submit", "PUT", f"/r/{code}/answer", body, token)
            if status == 200:
                seen.acknowledged.append((time.perf_counter(), json.loads(content)["version"]))
                seen.last[token] = value
        if now >= look:
            _, found, _ = await caller.ask("state", "GET", f"/r/{code}/state", tag=tag)
            tag, look = found or tag, now + draw.uniform(*LOOKS)
        await asyncio.sleep(max(0.0, min([look, *due[:1]]) - time.perf_counter()))
    caller.close()
    return token


async def presenter(port: int, code: str, secret: str, end: float, seen: Seen) -> None:
    """One page on a wall until the end."""
    caller, tag = Caller(port, seen), ""
    while time.perf_counter() < end:
        status, found, _ = await caller.ask("board", "GET", f"/present/{code}/board", secret=secret, tag=tag)
        if status in (200, 304) and found:
            tag = found
            seen.shown.append((time.perf_counter(), int(found.strip('W/"'))))
        await asyncio.sleep(WALL)
    caller.close()


async def played(port: int, phones: int, seconds: float) -> tuple[Seen, list[float], int, int]:
    """A room from its opening to its end: what was noticed, how old boards were, answers lost, and people counted."""
    seen, shrink = Seen(), SECONDS / seconds
    caller = Caller(port, Seen())
    _, _, made = await caller.ask("", "POST", "/rooms", {"link": "preset=uk-owner", "title": "Five hundred"})
    code, secret = json.loads(made)["code"], json.loads(made)["secret"]
    await caller.ask("", "PUT", f"/present/{code}/state", {"state": "revealed"}, secret)
    await caller.ask("", "GET", f"/present/{code}/board", secret=secret)  # what is imported for the first is no load
    began = time.perf_counter()
    end = began + seconds + (FIRST[1] + SECOND[1]) / shrink + 4
    walls = [asyncio.ensure_future(presenter(port, code, secret, end, seen)) for _ in range(PRESENTERS)]
    joining = (began + seconds * number / phones for number in range(phones))
    hall = [phone(port, code, number, start, end, seen, shrink) for number, start in enumerate(joining)]
    await asyncio.gather(*hall, *walls)
    lost = 0
    for token, value in seen.last.items():
        _, _, held = await caller.ask("", "GET", f"/r/{code}/answer", secret=token)
        lost += json.loads(held)["changes"]["profile.hourly_value"] != value
    _, _, state = await caller.ask("", "GET", f"/present/{code}/board", secret=secret)
    exported, _, _ = await caller.ask("", "GET", f"/present/{code}/export.csv", secret=secret)
    deleted, _, _ = await caller.ask("", "DELETE", f"/present/{code}", secret=secret)
    gone, _, _ = await caller.ask("", "GET", f"/r/{code}/state")
    assert (exported, deleted) == (200, 200), (exported, deleted)  # noqa: S101
    assert gone in (200, 404)  # noqa: S101
    caller.close()
    return seen, seen.freshness(), lost, json.loads(state)["people"]


def described(name: str, port: int, pids: list[int], phones: int, seconds: float) -> Iterator[str]:
    """The lines about one store."""
    before, began = sum(map(processor, pids)), time.perf_counter()
    client = time.process_time()
    seen, fresh, lost, people = asyncio.run(played(port, phones, seconds))
    took = time.perf_counter() - began
    used = (sum(map(processor, pids)) - before) / took
    yield f"{name}: {phones} phones joined within {seconds:.0f} s, and {people} of them are counted"
    for kind, waits in seen.waits.items():
        slow = quantiles(waits, n=20)[-1]
        words = f"median {1000 * median(waits):.0f} ms, slowest twentieth {1000 * slow:.0f} ms"
        yield f"  {kind:7} {len(waits):6} times, {words}, slowest {1000 * max(waits):.0f} ms"
    yield f"  the board had an answer after {median(fresh):.2f} s, at most {max(fresh):.2f} s; {AIM}"
    refused = ", ".join(f"{count} of {status}" for status, count in sorted(seen.refused.items())) or "none"
    held = sum(map(memory, pids))
    yield f"  acknowledged {len(seen.acknowledged)}, lost {lost}; refused: {refused}"
    share = 100 * (time.process_time() - client) / took
    yield f"  server {100 * used:.0f} % of a core, {held:.0f} MB; the load itself {share:.0f} % of a core"


@contextmanager
def on_sqlite() -> Iterator[tuple[int, list[int]]]:
    """One process, as `make run` starts it, with a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"CALCULATOR_ROOMS_FILE": str(Path(folder) / "rooms.sqlite")}
        with served("run", "app.py", environment=environment) as (port, pid):
            yield port, [pid]


@contextmanager
def on_postgresql() -> Iterator[tuple[int, list[int]]]:
    """Two replicas behind nginx on one PostgreSQL that waits for its disk."""
    with cluster("fsync=on") as server, site({"DATABASE_URL": database(server)}, 2) as found:
        yield found.port, [each.pid for each in found.replicas]


def run() -> Iterable[str]:
    """Both stores in turn."""
    return _both(PHONES, SECONDS)


def short() -> Iterable[str]:
    """A fifth of the phones in a fifth of the time."""
    return _both(PHONES // SHORT, SECONDS / SHORT)


def _both(phones: int, seconds: float) -> Iterator[str]:
    with on_sqlite() as (port, pids):
        yield from described("SQLite, one process", port, pids, phones, seconds)
    if program() is None:
        yield "PostgreSQL: left out, as there is no nginx here"
        return
    with on_postgresql() as (port, pids):
        yield from described("PostgreSQL, two replicas behind nginx", port, pids, phones, seconds)
