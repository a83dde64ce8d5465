"""What is not let in to the app's own pages, before Streamlit sees it.

Streamlit answers anybody with its counters, raises on a path that no file can have and on a message that is text, and
looks up this machine's outside address, at somebody else's server, when a page of another site opens a connection.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings
from calculator.tally import counted
from calculator.web.spending import asked_by

CLOSED = ("/_stcore/metrics",)
"""Ends of paths that are for nobody outside."""
PATH, PART = 2_000, 200
"""Bytes of a path, and of what stands between two slashes: a file's name has 255 at most."""
NOT_ALLOWED, NOT_TAKEN, BUSY = 1008, 1003, 1013
"""What a connection is closed with: a stranger's, one that sends text, one too many."""


class Doors:
    """Pure ASGI: closes what nobody needs, and lets in only connections of the app's own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.most = settings.whole("CALCULATOR_SOCKETS")
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one connection."""
        if scope["type"] == "websocket":
            own, who = ours(scope), asked_by(scope)
            if own is None or not _possible(scope["path"]):
                await _closed(receive, send, NOT_ALLOWED)
            elif self.most and self._open[who] >= self.most:
                counted.add("refused", "too many pages")
                await _closed(receive, send, BUSY)
            else:
                self._open[who] += 1
                try:
                    await self.app(own, _binary(receive, send), send)
                finally:
                    self._open[who] -= 1
                    self._open += Counter()  # those at nothing go
        elif scope["type"] == "http" and not _possible(scope["path"]):
            await PlainTextResponse("There is nothing at this address.", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def ours(scope: Scope) -> Scope | None:
    """The scope of a connection that a page of ours opens, or a program; none of another site's.

    Streamlit compares a page's address with the host that was asked for. Behind a proxy that keeps its readers' host to
    itself these differ, so under `CALCULATOR_URL` it is given the host that the page has.
    """
    headers = Headers(scope=scope)
    page = headers.get("origin")
    if page is None:
        return scope
    try:
        netloc = urlsplit(page).netloc.lower()
    except ValueError:
        return None
    if not netloc or len(headers.getlist("origin")) > 1:
        return None
    if netloc == headers.get("host", "").lower():
        return scope
    if netloc != urlsplit(settings.public()).netloc.lower():
        return None
    others = [pair for pair in scope["headers"] if pair[0].lower() not in (b"host", b"origin")]
    return {**scope, "headers": [*others, (b"host", netloc.encode("latin-1")), (b"origin", page.encode("latin-1"))]}


def _possible(path: str) -> bool:
    if path.startswith("/api/"):  # which says it in its own form
        return True
    parts = path.encode("utf-8", "replace")
    fits = len(parts) <= PATH and all(len(part) <= PART for part in parts.split(b"/"))
    return fits and not path.rstrip("/").endswith(CLOSED)


async def _closed(receive: Receive, send: Send, code: int) -> None:
    await receive()  # that it wants to connect
    await send({"type": "websocket.close", "code": code})


def _binary(receive: Receive, send: Send) -> Receive:
    """What comes over a connection; one that sends text is closed, and for the app it is gone."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            await send({"type": "websocket.close", "code": NOT_TAKEN})
            return {"type": "websocket.disconnect", "code": NOT_TAKEN}
        return message

    return received
