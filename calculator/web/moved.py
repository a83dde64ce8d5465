"""Addresses at which people look for a page that stands elsewhere: each leads there, with all that the link says."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from calculator.web.peers import asked_path

MOVED = {
    "/compare": "./",
    "/comparison": "./",
    "/home": "./",
    "/index.html": "./",
    "/detail": "details",
    "/answer": "answers",
    "/embed": "embed-builder",
    "/source": "sources",
}
"""Where each leads, seen from itself, so that it is right behind a proxy too that keeps the app under a path."""


def routes() -> list[Route]:
    """A route for each."""
    return [Route(path, _elsewhere) for path in MOVED]


async def _elsewhere(request: Request) -> RedirectResponse:
    query = request.scope["query_string"].decode("latin-1")
    return RedirectResponse(MOVED[asked_path(request.scope)] + (f"?{query}" if query else ""))
