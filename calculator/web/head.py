"""Adds the tags of a link to the head of the app's own pages as they are sent, since Streamlit sends all pages alike.

A page is never lost for its tags, and hardly held up. Where they take longer, as just after the start, its first part
goes out, so that a browser fetches what the page needs meanwhile. Where they cannot be made, it goes out as it is.
"""

from __future__ import annotations

import asyncio
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from anyio import move_on_after, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator.web import tags
from calculator.web.links import link
from calculator.web.peers import asked_path, origin
from calculator.web.work import pages

PAGES = (
    "/",
    "/compare",
    "/details",
    "/answers",
    "/your-year",
    "/many-people",
    "/share",
    "/embed-builder",
    "/workshop",
    "/sources",
)
"""The pages of the app that have an answer at their top."""
SOON, PATIENCE = 0.25, 5.0
"""Seconds that a page waits for its tags before its first part is sent, and seconds after which it goes without."""
UNUSED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range")
"""What a reader may say that would make the page come packed, in part, or not at all."""
LARGE = ("PlotlyChart.*.js",)
"""Parts of Streamlit's page that every first paint of ours needs, and would ask for last, by their names less their
version."""
BASE = b"<script>window.__streamlit={...window.__streamlit,BACKEND_BASE_URL:new URL('.',location.href).href}</script>"
"""Where the server is. A browser that is not told asks under the page's own address first, and notes a 404."""
TITLE, OURS = b"<title>Streamlit</title>", f"<title>{tags.NAME}</title>".encode()
log = logging.getLogger(__name__)


class Head:
    """Pure ASGI: looks at the pages alone, holds back their HTML, and sends it with the tags in it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or asked_path(scope) not in PAGES:
            await self.app(scope, receive, send)
            return
        page = Page(scope, send)
        kept = [pair for pair in scope["headers"] if pair[0].lower() not in UNUSED]
        await self.app({**scope, "headers": kept}, receive, page.send)


class Page:
    """One page on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self._send = scope, send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Hold back HTML until all of it is there; let anything else pass."""
        kind = message["type"]
        if kind == "http.response.start" and _is_page(message):
            self._start = {**message, "headers": list(message["headers"])}
        elif self._start is None:
            await self._send(message)
        elif kind == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish()
        elif kind == "http.response.pathsend":
            self._body = await to_thread.run_sync(Path(message["path"]).read_bytes)
            await self._finish()
        else:
            await self._send(message)

    async def _finish(self) -> None:
        start, self._start = self._start, None
        if start is None:
            return
        headers = MutableHeaders(raw=start["headers"])
        for name in ("etag", "last-modified", "accept-ranges", "content-length"):
            del headers[name]
        head, end, rest = self._body.partition(b"</head>")
        if self.scope["method"] == "HEAD":  # how long the page would be nobody knows, since nobody has made its tags
            await self._out(b"", start)
            return
        if not end:
            await self._out(head, start, len(head))
            return
        head, rest = head.replace(TITLE, OURS, 1) + BASE + preloads(), end + rest  # the tags come between them
        words = asyncio.ensure_future(_words(self.scope))
        await asyncio.wait({words}, timeout=SOON)
        if words.done():
            whole = head + words.result() + rest
            await self._out(whole, start, len(whole))
        else:
            await self._out(head, start, more=True)
            await self._out(await words + rest)

    async def _out(
        self, body: bytes, start: Message | None = None, length: int | None = None, more: bool = False
    ) -> None:
        if start is not None:
            known = [] if length is None else [(b"content-length", str(length).encode())]
            await self._send({**start, "headers": [*start["headers"], *known]})
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


@cache
def preloads() -> bytes:
    """Tags that ask for the large parts at once; none where Streamlit names its parts otherwise."""
    streamlit = find_spec("streamlit")  # where it lies, without importing it
    roots = streamlit.submodule_search_locations if streamlit is not None else None
    scripts = Path(next(iter(roots or ["."]))) / "static" / "static" / "js"
    names = [path.name for pattern in LARGE for path in sorted(scripts.glob(pattern))]
    return "".join(f'<link rel="modulepreload" href="./static/js/{name}">' for name in names).encode()


async def _words(scope: Scope) -> bytes:
    """The tags; nothing where they cannot be made."""
    try:
        with move_on_after(PATIENCE):
            query, path, host = scope["query_string"].decode("latin-1"), asked_path(scope), origin(scope)
            return (await pages.do(lambda: tags.tags(link(query), path, host))).encode("utf-8", "replace")
    except Exception as error:  # noqa: BLE001  # whatever it is, the page matters more than its tags
        log.warning("A page went out without its tags: %s.", type(error).__name__)  # its words may hold the link
    return b""


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    whole = message["status"] == 200 and "content-encoding" not in headers
    return whole and headers.get("content-type", "").startswith("text/html")
