"""Whether this process lives, and whether it should be asked: for whoever runs it, and for what stands before it.

- `/healthz`: 200 as long as it answers at all; one that does not should be started anew
- `/readyz`: 200 where it should be asked; 503 with the reasons while it starts, while it ends, and where the store that
  `DATABASE_URL` names cannot be reached
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from functools import cache
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from calculator import settings
from calculator.web import draining

if TYPE_CHECKING:
    from sqlalchemy import Engine

PATIENCE, KEPT = 3.0, 2.0
"""Seconds in which the store has to answer, and seconds for which its answer holds, however often somebody asks."""
FRESH = {"Cache-Control": "no-store"}
STARTING, ENDING, STORE = "it is still starting", "it is ending", "the store cannot be reached"
warmed = threading.Event()
"""Set once everything is there that the first who asks would wait for."""
log = logging.getLogger(__name__)


def routes() -> list[Route]:
    """The routes; each answers GET and HEAD."""
    return [Route("/healthz", lives), Route("/readyz", ready)]


async def lives(_: Request) -> Response:
    """It answers, so it lives."""
    return PlainTextResponse("It lives.\n", headers=FRESH)


async def ready(_: Request) -> Response:
    """Whether it should be asked, and if not, why."""
    reasons = [reason for reason, there in ((STARTING, not warmed.is_set()), (ENDING, draining.begun())) if there]
    url = settings.text("DATABASE_URL")
    if url and not await stores.answers(url):
        reasons.append(STORE)
    return JSONResponse({"ready": not reasons, "reasons": reasons}, 503 if reasons else 200, FRESH)


class Stores:
    """Whether the store answers, asked at most once in a while and by one who asks at a time."""

    def __init__(self) -> None:
        self._said: tuple[float, bool] | None = None
        self._asking: asyncio.Task[bool] | None = None

    async def answers(self, url: str) -> bool:
        """Whether it does, or did a moment ago."""
        if self._said is not None and time.monotonic() - self._said[0] < KEPT:
            return self._said[1]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(self._ask(url))
        return await asyncio.shield(self._asking)

    async def _ask(self, url: str) -> bool:
        try:
            await asyncio.wait_for(to_thread.run_sync(_selected, url, abandon_on_cancel=True), PATIENCE)
            there = True
        except Exception as error:  # noqa: BLE001  # whatever it is, the store cannot be used
            if self._said is None or self._said[1]:
                log.warning("The store cannot be reached: %s.", type(error).__name__)  # its words may hold the address
            there = False
        self._said = time.monotonic(), there
        return there


stores = Stores()


def _selected(url: str) -> None:
    from sqlalchemy import text

    with _engine(url).connect() as connection:
        connection.execute(text("SELECT 1"))


@cache
def _engine(url: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from calculator.rooms.store import address

    named = address(url)
    wait = {"connect_timeout": 2} if named.get_backend_name() == "postgresql" else {}
    return create_engine(named, poolclass=NullPool, connect_args=wait)
