"""The JSON API under `/api/v1`: what the command line prints, for any program that asks. `docs/api.md` describes it.

FastAPI takes half a second to import, so the application is made when it is first asked, or by `warm`.
"""

from __future__ import annotations

import re
from threading import Lock

from anyio import to_thread
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from calculator.web.peers import API


class Api:
    """The API as an ASGI application that is made when it is first needed."""

    def __init__(self) -> None:
        self._made: ASGIApp | None = None
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        made = self._made if self._made is not None else await to_thread.run_sync(self.made)
        await made(scope, receive, send)

    def made(self) -> ASGIApp:
        """The application itself."""
        with self._lock:
            if self._made is None:
                from calculator.web.api.application import application

                self._made = application()
            return self._made


api = Api()


def routes() -> list[BaseRoute]:
    """The API's own corner of the app: whatever stands under its path is answered as JSON, line breaks and all."""
    under = Mount(API, api)
    under.path_regex = re.compile(under.path_regex.pattern, re.DOTALL)
    return [Route(API, api), under]


def warm() -> None:
    """Make the application now, so that the first who asks does not wait for it."""
    api.made()
