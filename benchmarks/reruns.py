"""A rerun of the Compare page against bare pages with as many widgets and charts, at 1, 10 and 50 sessions.

Each session changes a number, waits for the page, and goes on at once; all servers have the app's settings.
"""

from __future__ import annotations

import asyncio
from itertools import count
from statistics import median, quantiles

from benchmarks.client import Session, session
from benchmarks.servers import BARE, serving

PAGES = {
    "the Compare page": ("app.py", {}),
    "a bare page": (BARE, {"FIGURES": "plotly"}),
    "the leanest page": (BARE, {"FIGURES": "raw"}),
}
SESSIONS = (1, 10, 50)
RERUNS = 300
"""Reruns measured at each number of sessions, over all of them."""


def run() -> list[str]:
    """A line for each number of sessions and page."""
    lines = []
    taken = {name: _taken(script, environment) for name, (script, environment) in PAGES.items()}
    for sessions in SESSIONS:
        base = median(taken["a bare page"][sessions])
        for name, times in taken.items():
            middle, slow = median(times[sessions]), quantiles(times[sessions], n=20)[-1]
            figures = f"median {1000 * middle:6.1f} ms, slowest twentieth {1000 * slow:6.1f} ms"
            lines.append(f"rerun, {sessions:2} sessions: {name:17} {figures}; {middle / base:.2f} of a bare page")
    return lines


def _taken(script: str, environment: dict[str, str]) -> dict[int, list[float]]:
    with serving("run", script, **environment) as port:
        return {sessions: asyncio.run(_load(port, sessions)) for sessions in SESSIONS}


async def _load(port: int, sessions: int) -> list[float]:
    visitors = [await session(port) for _ in range(sessions)]
    each = max(RERUNS // sessions, 6)
    await asyncio.gather(*(_visit(visitor, 2) for visitor in visitors))  # first reruns warm caches
    times = await asyncio.gather(*(_visit(visitor, each) for visitor in visitors))
    for visitor in visitors:
        await visitor.socket.close()
    return [time for one in times for time in one]


VALUES = count(1)


async def _visit(visitor: Session, reruns: int) -> list[float]:
    """Change the value of an hour again and again, never to one that anybody had before."""
    return [await visitor.rerun({"Your hour, £": 20 + next(VALUES) % 900 + 0.25}) for _ in range(reruns)]
