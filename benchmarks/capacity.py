"""How many one server serves, and how many two behind nginx: sessions that think, and readers of the widget.

A session changes a number, waits for the page, and thinks for some three seconds. The capacity is the largest number
of sessions of which nineteen in twenty waits are under 0.3 s. It is found by growing until that fails, and halving the
gap. All is on this machine: what nginx and the load itself take of its cores is told beside, since two servers lack it.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from benchmarks import visits
from benchmarks.behind import Site, program, site
from benchmarks.client import Session, session
from benchmarks.load import Load, Visit, closed, processor
from benchmarks.visitors import NO_LIMIT, serving

THINK, MOST = 3.0, 0.3
"""Seconds between a page and the next change, on average; seconds that nineteen in twenty may wait."""
SECONDS, WITHIN, FIRST = 15.0, 4, 24
"""Seconds of each measurement, sessions within which the capacity is found, and with how many it begins."""
SHORT_SECONDS, SHORT_WITHIN = 5.0, 16
TOO_MANY = 400
CLIENTS, READING = 16, 6.0
"""Readers of the widget at a time, and seconds for which they come."""


@dataclass(frozen=True)
class Step:
    """What so many sessions waited, and the cores that servers, nginx and the load took meanwhile."""

    sessions: int
    waits: list[float]
    seconds: float
    servers: float
    nginx: float
    client: float

    @property
    def late(self) -> float:
        """What one wait in twenty is longer than."""
        return quantiles(self.waits, n=20)[-1]

    @property
    def words(self) -> str:
        """The figures in a line."""
        cores = [f"{spent / self.seconds:.2f}" for spent in (self.servers, self.nginx, self.client)]
        return (
            f"{self.sessions:3} sessions: median {1000 * median(self.waits):4.0f} ms, "
            f"slowest twentieth {1000 * self.late:5.0f} ms; {len(self.waits) / self.seconds:.1f} changes a second, "
            f"{1000 * self.servers / len(self.waits):.1f} ms of a server each; "
            f"cores: servers {cores[0]}, nginx {cores[1]}, load {cores[2]}"
        )


def run() -> list[str]:
    """Lines for one process, for two behind nginx, and for readers of the widget with nginx's cache and without."""
    return _lines(SECONDS, WITHIN, READING)


def short() -> list[str]:
    """The same in about three minutes, with a coarser answer."""
    return _lines(SHORT_SECONDS, SHORT_WITHIN, READING / 3)


def _lines(seconds: float, within: int, reading: float) -> list[str]:
    if not Path("/proc/self/stat").exists():
        return ["serving: this machine has no /proc, so it was not measured"]
    if program() is None:
        return ["serving: there is no nginx here, so it was not measured"]
    lines, found = [], {}
    with serving() as (port, pid):
        found["one process"] = asyncio.run(_capacity(port, [pid], [], seconds, within))
    with site(NO_LIMIT) as two:
        pids, nginx = [one.pid for one in two.replicas], processes(two)
        found["two behind nginx"] = asyncio.run(_capacity(two.port, pids, nginx, seconds, within))
    for name, steps in found.items():
        lines += [f"serving, {name:16} {step.words}" for step in steps]
    one, both = (max((step.sessions for step in steps if step.late <= MOST), default=0) for steps in found.values())
    times = f"{both / one:.2f} times" if one else "no ratio, as one was not quick enough with the fewest"
    lines.append(f"serving: {one} sessions on one process, {both} on two: {times} (aim 1.8)")
    work = [min(step.servers / len(step.waits) for step in steps) for steps in found.values()]
    lines.append(
        f"serving: {1000 * work[0]:.1f} ms of the processor for a change on one process, {1000 * work[1]:.1f} on two"
    )
    return [*lines, *_readers(reading)]


# -- sessions -----------------------------------------------------------------------------------------------------


async def _capacity(port: int, pids: list[int], nginx: list[int], seconds: float, within: int) -> list[Step]:
    """Every step that was tried: growing by half until one fails, then halving what lies between."""
    visitors: list[Session] = []
    steps: list[Step] = []
    good, bad, count = 0, 0, FIRST
    while count <= TOO_MANY:
        await _gathered(visitors, count, port)
        step = await _measured(visitors, pids, nginx, seconds)
        if step.late > MOST:  # a hiccup of the machine is no limit: it has to happen twice
            step = min(step, await _measured(visitors, pids, nginx, seconds), key=lambda each: each.late)
        steps.append(step)
        good, bad = (count, bad) if steps[-1].late <= MOST else (good, count)
        if bad and bad - good <= within:
            break
        count = (good + bad) // 2 if bad else good + good // 2
    await _gathered(visitors, 0, port)
    return sorted(steps, key=lambda step: step.sessions)


async def _gathered(visitors: list[Session], count: int, port: int) -> None:
    """So many visitors, whose pages are drawn."""
    while len(visitors) > count:
        await visitors.pop().socket.close()
    while len(visitors) < count:
        more = min(4, count - len(visitors))
        visitors += await asyncio.gather(*(_opened(port) for _ in range(more)))


async def _opened(port: int) -> Session:
    """A visitor who has changed a number once: what the first change imports or works out is done."""
    visitor = await session(port)
    await _changed(visitor)
    return visitor


async def _changed(visitor: Session) -> float:
    """Seconds that a number of one's own takes."""
    return await visitor.rerun({visits.HOUR: 20 + next(visits.NEW) / 100})


async def _measured(visitors: list[Session], pids: list[int], nginx: list[int], seconds: float) -> Step:
    waits: list[float] = []
    draw = random.Random(len(visitors))  # noqa: S311  # when somebody has thought is no secret

    async def sits(visitor: Session) -> None:
        await asyncio.sleep(draw.uniform(0, THINK))
        while time.perf_counter() - began < seconds:
            waits.append(await _changed(visitor))
            await asyncio.sleep(draw.uniform(0.5 * THINK, 1.5 * THINK))

    began, client = time.perf_counter(), time.process_time()
    before = [sum(map(processor, each)) for each in (pids, nginx)]
    await asyncio.gather(*map(sits, visitors))
    if any(visitor.failed for visitor in visitors):
        raise RuntimeError("A page failed, so its time says nothing.")
    after = [sum(map(processor, each)) for each in (pids, nginx)]
    spent = [late - early for early, late in zip(before, after, strict=True)]
    taken = time.perf_counter() - began
    return Step(len(visitors), waits, taken, spent[0], spent[1], time.process_time() - client)


# -- readers of the widget ----------------------------------------------------------------------------------------


def _readers(seconds: float) -> Iterator[str]:
    """Lines for readers, and for visitors who try three numbers, with nginx's cache and without."""
    ways: dict[str, visits.Visit] = {"readers": visits.read, "visitors": visits.widget}
    rates: dict[tuple[str, bool], Load] = {}
    for cached in (False, True):
        with _two(cached) as two:
            pids = [one.pid for one in two.replicas]
            for name, visit in ways.items():
                rates[name, cached] = load = asyncio.run(_loaded(partial(visit, two.port), seconds, pids))
                yield f"serving, widget, {name:8} {'with' if cached else 'without'} nginx's cache: {load.words}"
    for name in ways:
        without, kept = rates[name, False], rates[name, True]
        yield (
            f"serving, widget, {name}: {without.rate:.0f} a second without the cache, {kept.rate:.0f} with it, "
            f"{kept.rate / without.rate:.1f} times; "
            f"{1000 * without.each:.1f} and {1000 * kept.each:.2f} ms of a server each"
        )


async def _loaded(visit: Visit, seconds: float, pids: list[int]) -> Load:
    for _ in range(4):
        await visit()
    return await closed(visit, CLIENTS, seconds, *pids)


@contextmanager
def _two(cached: bool) -> Iterator[Site]:
    with site(NO_LIMIT, cached=cached) as found:
        yield found


def processes(found: Site) -> list[int]:
    """The processes of nginx: the one that was started, and those that do the work."""
    master = found.nginx.pid
    return [master, *map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())]
