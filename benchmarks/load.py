"""A closed loop: so many clients at a time, each beginning again as soon as it is done, for so many seconds."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

Visit = Callable[[], Awaitable[list[float]]]
"""One visit: the seconds that each of its changes (or its one request) waited for an answer."""


@dataclass(frozen=True)
class Load:
    """What was served in how many seconds; the processor time of both sides, and the server's memory."""

    visits: int
    waits: list[float]
    seconds: float
    server: float
    client: float
    memory: float

    @property
    def rate(self) -> float:
        """Visits a second."""
        return self.visits / self.seconds

    @property
    def each(self) -> float:
        """Seconds of the server's processor time that a visit takes: what a busy machine changes least."""
        return self.server / self.visits

    @property
    def words(self) -> str:
        """The figures in a line."""
        middle, slow = median(self.waits), quantiles(self.waits, n=20)[-1]
        share = 100 * self.server / self.seconds
        busy = f"server {1000 * self.each:.1f} ms each, {share:.0f} % of a core, {self.memory:.0f} MB"
        waits = f"waits median {1000 * middle:.1f} ms, slowest twentieth {1000 * slow:.1f} ms"
        return f"{self.rate:7.1f} a second; {waits}; {busy}; client {100 * self.client / self.seconds:.0f} %"


async def closed(visit: Visit, clients: int, seconds: float, *pids: int) -> Load:
    """The load of so many clients on the server with these process ids. Visits under way at the end are finished."""
    began, server, client = time.perf_counter(), sum(map(processor, pids)), time.process_time()
    waits: list[float] = []
    visits = 0

    async def one() -> None:
        nonlocal visits
        while time.perf_counter() - began < seconds:
            waits.extend(await visit())
            visits += 1

    await asyncio.gather(*(one() for _ in range(clients)))
    taken = time.perf_counter() - began
    spent, held = sum(map(processor, pids)) - server, sum(map(memory, pids))
    return Load(visits, waits, taken, spent, time.process_time() - client, held)


def processor(pid: int) -> float:
    """Seconds of processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
