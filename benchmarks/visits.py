"""Visits: what a visitor of the widget, of a session, or of a single address asks of the server at a port.

A visit gives the seconds that each change, or its one request, waited for its answer. Numbers are another each time.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from time import perf_counter

from benchmarks.asking import Line
from benchmarks.client import session

Visit = Callable[[int], Awaitable[list[float]]]
CHANGES = 3
PRESET = "preset=uk-owner"
HOUR = "Your hour, £"
FILES = re.compile(r'(?:src|href)="\.?/?((?:widget|static|_static)/[^"]+\.(?:js|css|woff2)[^"]*)"')
"""The files that a page names. What scripts fetch later is not among them: in a session, the charts' code."""
ASKED_FIRST = ("/_stcore/health", "/_stcore/host-config")
"""What a page of Streamlit asks before it opens its session."""
NEW = count(1)
TAGS: dict[tuple[int, str], str] = {}


# -- in the widget ------------------------------------------------------------------------------------------------


async def widget(port: int) -> list[float]:
    """A first visit to a page with the widget in it."""
    line = await Line.open(port)
    await _read(line)
    waits = [await _asked(line) for _ in range(CHANGES)]
    line.close()
    return waits


async def read(port: int) -> list[float]:
    """The same of somebody who changes nothing; the seconds until all of it was there."""
    line, began = await Line.open(port), perf_counter()
    await _read(line)
    line.close()
    return [perf_counter() - began]


async def _read(line: Line) -> None:
    await line.get("/embed.js")
    await line.get(f"/widget.svg?{PRESET}&width=640")
    page = await line.get(f"/widget?{PRESET}", packed=False)
    for file in dict.fromkeys(FILES.findall(page.body.decode())):
        await line.get(f"/{file}")


async def changes(port: int) -> list[float]:
    """A visit whose page and files are kept."""
    line = await Line.open(port)
    waits = [await _asked(line) for _ in range(CHANGES)]
    line.close()
    return waits


async def _asked(line: Line) -> float:
    """Seconds that the API takes for a number of one's own."""
    return await _timed(line, f"/api/v1/compare?{PRESET}&profile.hourly_value={_hour()}")


# -- in a session -------------------------------------------------------------------------------------------------


async def page(port: int) -> list[float]:
    """A first visit to the app: its page, the files that the page names, and a session."""
    line = await Line.open(port)
    page = await line.get("/", packed=False)
    for path in ASKED_FIRST:
        await line.get(path)
    for file in dict.fromkeys(FILES.findall(page.body.decode())):
        await line.get(f"/{file}")
    line.close()
    return await sitting(port)


async def sitting(port: int) -> list[float]:
    """A session: the page is run once, and again for each change."""
    visitor = await session(port)
    waits = [await visitor.rerun({HOUR: _hour()}) for _ in range(CHANGES)]
    await visitor.socket.close()
    return waits


# -- one request ------------------------------------------------------------------------------------------------


def requests() -> dict[str, Visit]:
    """Single requests, by what they are."""
    own = f"{PRESET}&profile.hourly_value="
    return {
        "API, one's own numbers": partial(_request, lambda: f"/api/v1/compare?{own}{_hour()}"),
        "API, asked before": partial(_request, lambda: f"/api/v1/compare?{PRESET}"),
        "API, known to the reader (304)": partial(_again, f"/api/v1/compare?{PRESET}"),
        "widget, one's own numbers": partial(_request, lambda: f"/widget?{own}{_hour()}"),
        "widget, asked before": partial(_request, lambda: f"/widget?{PRESET}"),
        "picture /widget.svg, own numbers": partial(_request, lambda: f"/widget.svg?{own}{_hour()}"),
        "picture /widget.svg, asked before": partial(_request, lambda: f"/widget.svg?{PRESET}"),
        "picture /card.png, own numbers": partial(_request, lambda: f"/card.png?{own}{_hour()}"),
        "picture /card.png, asked before": partial(_request, lambda: f"/card.png?{PRESET}"),
        "picture /card.png, known (304)": partial(_again, f"/card.png?{PRESET}"),
    }


async def _request(path: Callable[[], str], port: int) -> list[float]:
    line = await Line.open(port)
    wait = await _timed(line, path())
    line.close()
    return [wait]


async def _again(path: str, port: int) -> list[float]:
    """Ask for what one has, as a browser does whose copy is too old."""
    line = await Line.open(port)
    tag = TAGS.get((port, path)) or TAGS.setdefault((port, path), (await line.get(path)).tag)
    wait = await _timed(line, path, tag)
    line.close()
    return [wait]


async def _timed(line: Line, path: str, tag: str = "") -> float:
    began = perf_counter()
    await line.get(path, tag)
    return perf_counter() - began


def _hour() -> float:
    """The worth of an hour, another each time."""
    return 20 + next(NEW) / 100
