"""A rerun of the Compare page against bare pages with as many widgets and the same charts, at 1, 10 and 50 sessions.

Each session changes a number, waits for the page, and goes on at once; all servers have the app's settings. They take
turns, so that what else the machine does befalls all alike, and the processor time of each is told beside the wait.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.client import Session, session
from benchmarks.load import processor
from benchmarks.servers import BARE, served
from benchmarks.visitors import NO_LIMIT

BARE_PAGES = {"a bare page": "plain", "with the charts shown": "plotly", "the leanest page": "raw"}
"""Bare pages by name, and how each is given its charts: simple ones, the Compare page's own, and these unchecked."""
SESSIONS = (1, 10, 50)
RERUNS, ROUNDS = 300, 5
"""Reruns measured at each number of sessions, over all of them, and how many turns the servers take at it."""
VALUES = count(1)


@dataclass
class Served:
    """What a page's server has taken: seconds of wait, and seconds of its processor for so many reruns."""

    name: str
    port: int
    pid: int
    waits: list[float] = field(default_factory=list)
    spent: float = 0.0

    def words(self, bare: Served) -> str:
        """The figures in a line, with the share of a bare page's wait and processor time."""
        middle, slow, each = self.middle, quantiles(self.waits, n=20)[-1], self.each
        return (
            f"{self.name:21} median {1000 * middle:6.1f} ms, slowest twentieth {1000 * slow:6.1f} ms, "
            f"processor {1000 * each:5.1f} ms; {middle / bare.middle:.2f} of a bare page's wait, "
            f"{each / bare.each:.2f} of its processor time"
        )

    @property
    def middle(self) -> float:
        """The median wait."""
        return median(self.waits)

    @property
    def each(self) -> float:
        """Processor time of a rerun."""
        return self.spent / len(self.waits)


def run() -> list[str]:
    """A line for each number of sessions and page."""
    return _lines(SESSIONS)


def short() -> list[str]:
    """The same with one session."""
    return _lines(SESSIONS[:1])


def _lines(numbers: tuple[int, ...]) -> list[str]:
    lines = []
    with ExitStack() as servers, TemporaryDirectory() as folder:
        port, pid = servers.enter_context(served("run", "app.py", environment=NO_LIMIT))
        like, drawn = asyncio.run(_copied(port, Path(folder)))
        pages = {"the Compare page": (port, pid)}
        for name, figures in BARE_PAGES.items():
            pages[name] = servers.enter_context(
                served("run", BARE, environment={"FIGURES": figures, "LIKE": str(like)})
            )
        lines.append(f"rerun: a bare page draws what the Compare page does: {drawn}")
        for sessions in numbers:
            taken = [Served(name, *where) for name, where in pages.items()]
            asyncio.run(_load(taken, sessions))
            lines += [f"rerun, {sessions:2} sessions: {each.words(taken[1])}" for each in taken]
    return lines


async def _copied(port: int, folder: Path) -> tuple[Path, str]:
    """What the Compare page draws when a number was changed, as a file for the bare page, and in words."""
    visitor = await session(port)
    await _visit(visitor, 1)
    await visitor.socket.close()
    path = folder / "like.json"
    path.write_text(json.dumps({"drawn": visitor.drawn, "figures": list(map(json.loads, visitor.figures))}))
    return path, ", ".join(f"{number} {kind}" for kind, number in sorted(visitor.drawn.items()))


async def _load(pages: list[Served], sessions: int) -> None:
    """Let the pages take turns with so many sessions each."""
    each = max(RERUNS // sessions // ROUNDS, 2)
    visitors = [[await session(page.port) for _ in range(sessions)] for page in pages]
    for there in visitors:
        await asyncio.gather(*(_visit(visitor, 3) for visitor in there))  # first reruns warm caches
    for _ in range(ROUNDS):
        for page, there in zip(pages, visitors, strict=True):
            before = processor(page.pid)
            times = await asyncio.gather(*(_visit(visitor, each) for visitor in there))
            page.spent += processor(page.pid) - before
            page.waits += [time for one in times for time in one]
    for visitor in (visitor for there in visitors for visitor in there):
        if visitor.failed:
            raise RuntimeError("A page failed, so its time says nothing.")
        await visitor.socket.close()


async def _visit(visitor: Session, reruns: int) -> list[float]:
    """Change the value of an hour again and again, never to one that anybody had before."""
    return [await visitor.rerun({"Your hour, £": 20 + next(VALUES) % 900 + 0.25}) for _ in range(reruns)]
