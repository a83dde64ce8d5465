"""A soak: very many links, sessions and exports in a few minutes, and what they leave behind.

Three things are asked. Does the memory come back? Does any request but an export wait for long? And what do other
visitors notice of it? The load comes from one address and the other visitors from another, with no allowance, so that
nothing but taking turns stands between them. All traffic is to this machine.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from benchmarks.asking import Line
from benchmarks.behind import program, site
from benchmarks.client import connected
from benchmarks.load import memory
from benchmarks.visitors import NO_LIMIT, serving
from calculator import assumptions, permalink
from calculator.changes import replace
from calculator.errors import BadInput
from calculator.model import Scenario
from calculator.parameters import get, parameters

LINKS, SESSIONS, LARGEST, EXPORTS = 3000, 200, 50, 60
SHORT = 10
"""The short form has so many times fewer of each."""
WARM = 200
"""The server is warmed by so small a part of everything, twice."""
CLIENTS = 4
LOUD, OTHER = "203.0.113.1", "203.0.113.2"
"""Whence the load comes, and whence other visitors."""
QUIET = 10.0
"""Seconds in which other visitors are alone; half of them in the short form."""
SETTLING = 90.0
"""Seconds, at most, that the server is given to let go of the last sessions."""
Pids = tuple[int, ...]
QUERY = 8000
"""Characters that the query of a page may have."""
PATHS = (
    "/?{}",
    "/widget?{}",
    "/card.png?{}",
    "/api/v1/compare?{}",
    "/widget.svg?{}",
    "/oembed?url=http://localhost/?{}",
)
CHARTS = ("/api/v1/charts/full_cost.svg?{}", "/api/v1/charts/hours_by_part.png?{}")
PAGES = ("compare", "details", "answers", "share", "sources")


@dataclass
class Waits:
    """Seconds that requests waited, by kind, and how many were refused."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0

    async def timed(self, kind: str, work: Awaitable[object]) -> None:
        """Wait for a request, and note for how long."""
        began = time.perf_counter()
        try:
            await work
        except (RuntimeError, OSError, asyncio.IncompleteReadError):
            self.refused += 1
        self.seconds.setdefault(kind, []).append(time.perf_counter() - began)

    @property
    def slowest(self) -> tuple[float, str]:
        """The longest wait of any request but an export, and of which kind it was."""
        return max((max(waits), kind) for kind, waits in self.seconds.items() if kind != "export")

    @property
    def table(self) -> list[str]:
        """A line for each kind of request: how many there were, and how long they waited."""
        return [
            f"soak, {kind:22} {len(waits):5} requests: median {1000 * median(waits):5.0f} ms, "
            f"slowest twentieth {1000 * self.late(kind):5.0f} ms, slowest {1000 * max(waits):5.0f} ms"
            for kind, waits in sorted(self.seconds.items())
            if len(waits) > 1
        ]

    def late(self, kind: str) -> float:
        """What one in twenty of a kind waits longer than."""
        return quantiles(self.seconds[kind], n=20)[-1]


def run(share: int = 1) -> list[str]:
    """Lines on memory, waits, and other visitors; with a share of 10, a tenth of everything."""
    if not Path("/proc/self/stat").exists():
        return ["soak: this machine has no /proc, so it was not measured"]
    with serving(CALCULATOR_TRUSTED_PROXIES="127.0.0.1, ::1") as (port, pid):
        return asyncio.run(_soaked(port, (pid,), share))


def two(share: int = 1) -> list[str]:
    """The same with two processes behind nginx, as it is hosted: memory is that of both."""
    if program() is None:
        return ["soak: there is no nginx here, so two processes were not measured"]
    with site(NO_LIMIT) as found:
        lines = asyncio.run(_soaked(found.port, tuple(one.pid for one in found.replicas), share))
    return [line.replace("soak, ", "soak, two processes, ", 1) for line in lines]


def two_short() -> list[str]:
    """The same in about a minute."""
    return two(SHORT)


def short() -> list[str]:
    """The same in about a minute."""
    return run(SHORT)


async def _soaked(port: int, pids: Pids, share: int) -> list[str]:
    warm, quiet, loud = Waits(), Waits(), Waits()
    large = urlencode(permalink.encode(largest()))
    for seed in (60, 61):
        await _load(port, warm, seed, WARM, large)
    await _others(port, quiet, asyncio.create_task(asyncio.sleep(QUIET / min(share, 2))))
    start, began = held(pids), time.perf_counter()
    hostile = asyncio.create_task(_load(port, loud, 0, share, large))
    watch = asyncio.create_task(_highest(pids, hostile))
    await _others(port, loud, hostile)
    taken, most = time.perf_counter() - began, await watch
    end = await _settled(port, pids, start)
    slowest, which = loud.slowest
    before, after = quiet.late("other visitor"), loud.late("other visitor")
    counts = f"{LINKS // share} links, {SESSIONS // share} sessions, {EXPORTS // share} exports in {taken:.0f} s"
    exports = max(loud.seconds["export"])
    apart = f"{1000 * before:.0f} ms alone, {1000 * after:.0f} ms beside it"
    return [
        *loud.table,
        f"soak, {counts}; the largest link has {len(large)} characters; {loud.refused} requests were refused",
        f"soak, memory: {start:.0f} MB before, {most:.0f} at most, {end:.0f} after: {end / start:.2f} times (aim 1.3)",
        f"soak, slowest beside the exports: {slowest:.2f} s, {which} (aim 2 s); the slowest export {exports:.1f} s",
        f"soak, other visitors' slowest twentieth: {apart}: {after / before:.1f} times (aim 2)",
    ]


async def _load(port: int, waits: Waits, seed: int, share: int, large: str) -> None:
    """Distinct links, sessions that come and go, and exports, some at a time."""
    work: list[Callable[[], Awaitable[None]]] = []
    for number in range(max(len(PATHS), LINKS // share)):
        query = f"preset=uk-owner&profile.hourly_value={20 + seed + number / 1000:.3f}"
        path = PATHS[number % len(PATHS)].format(query)
        work.append(partial(_link, waits, port, path))
    sessions = []
    for number in range(max(2, SESSIONS // share)):
        own = f"profile.hourly_value={30 + seed + number / 1000:.3f}"
        query = f"{large}&{own}" if number % (SESSIONS // LARGEST) == 0 else own
        page = PAGES[number // 4 % len(PAGES)]
        sessions.append(partial(_session, waits, port, query, page))
    exports = []
    for number in range(max(2, EXPORTS // share)):
        path = CHARTS[number % len(CHARTS)].format(
            f"preset=uk-owner&profile.hourly_value={40 + seed + number / 1000:.3f}"
        )
        exports.append(partial(_export, waits, port, path))
    await asyncio.gather(_each(work, CLIENTS), _each(sessions, CLIENTS), _each(exports, 1))


async def _link(waits: Waits, port: int, path: str) -> None:
    await waits.timed(path.partition("?")[0], _asked(port, path))


async def _session(waits: Waits, port: int, query: str, page: str) -> None:
    """A session that opens a link, looks at another page, and goes; each of the two is a request."""
    visitor = await connected(port, LOUD)
    try:
        await waits.timed("session, opened", visitor.rerun(query=query))
        await waits.timed(f"session, {page}", visitor.rerun(query=query, page=page))
    finally:
        await visitor.socket.close()


async def _export(waits: Waits, port: int, path: str) -> None:
    await waits.timed("export", _asked(port, path))


async def _each(work: Iterable[Callable[[], Awaitable[None]]], clients: int) -> None:
    """All of it, by so many at a time."""
    queue = iter(work)

    async def one() -> None:
        for make in queue:
            await make()

    await asyncio.gather(*(one() for _ in range(clients)))


async def _asked(port: int, path: str, address: str = LOUD) -> None:
    line = await Line.open(port)
    try:
        await line.get(path, address=address)
    finally:
        line.close()


async def _others(port: int, waits: Waits, until: asyncio.Task[None]) -> None:
    """Somebody who changes a number now and then, until the rest is done."""
    for number in itertools.count():
        if until.done():
            break
        query = f"/api/v1/compare?preset=us-owner&profile.hourly_value={20 + number / 1000:.3f}"
        await waits.timed("other visitor", _asked(port, query, OTHER))
        await asyncio.sleep(0.05)
    await until


def held(pids: Pids) -> float:
    """Megabytes that all of the processes hold."""
    return sum(map(memory, pids))


async def _highest(pids: Pids, until: asyncio.Task[None]) -> float:
    most = held(pids)
    while not until.done():
        most = max(most, held(pids))
        await asyncio.sleep(0.2)
    return most


async def _settled(port: int, pids: Pids, start: float) -> float:
    """What is held once the last sessions are let go: a visitor now and then, as there always is."""
    began, least = time.perf_counter(), held(pids)
    while time.perf_counter() - began < SETTLING and least > 1.15 * start:
        await asyncio.sleep(5)
        await _session(Waits(), port, "", "compare")
        least = min(least, held(pids))
    return least


def largest() -> Scenario:
    """The largest scenario that a link may carry: activities, strategies and ranges, doubled while they are allowed."""
    found = assumptions.scenario("uk-owner")
    for bigger in (_activities, _strategies, _ranges):
        for size in (60, 48, 40, 32, 24, 20, 16, 12, 8):
            try:
                made = bigger(found, size)
            except BadInput:
                continue
            if len(urlencode(permalink.encode(made))) <= QUERY:
                found = made
                break
    return found


def _activities(scenario: Scenario, size: int) -> Scenario:
    tree = scenario.model_dump()
    known = list(tree["activities"].values())
    more = {f"a{n}": {**known[n % len(known)], "name": f"A{n}"} for n in range(size - len(known))}
    return _valid({**tree, "activities": {**tree["activities"], **more}})


def _strategies(scenario: Scenario, size: int) -> Scenario:
    tree = scenario.model_dump()
    times = {key: 1.0 + n for n, key in enumerate(scenario.activities)}
    more = {f"s{n}": {"name": f"S{n}", "times_per_year": times} for n in range(size - len(scenario.strategies))}
    return _valid({**tree, "strategies": {**tree["strategies"], **more}})


def _ranges(scenario: Scenario, size: int) -> Scenario:
    """A range on every number that has room for one."""
    known = {path: (get(scenario, path), number) for path, number in parameters(scenario).items()}
    wide = {
        p: f"{0.8 * v:.3g}..{v:.6g}..{1.2 * v:.3g}"
        for p, (v, n) in known.items()
        if v and n.takes(0.7 * v) and n.takes(1.3 * v)
    }
    return replace(scenario, dict(itertools.islice(wide.items(), 40 * size)))


def _valid(tree: dict[str, object]) -> Scenario:
    from calculator.documents import validated

    return validated(tree)
