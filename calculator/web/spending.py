"""The allowance of each address at every route: who has used it up is told how long to wait, and a page just waits.

| what | where nothing is left |
|---|---|
| pictures, widget, oEmbed, API, pages | 429 with `Retry-After`; a page comes again by itself |
| what happens on an open page | is held back until there is some left, and never lost |
| Streamlit's files, health | are sent: a page that is half there is no use to anybody |
| rooms of workshops | are answered: each phone is counted by itself, and only what is wrong by its address |
"""

from __future__ import annotations

import asyncio
import re
from math import ceil, floor

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator.allowance import MINUTE, Allowance, asking, bucket, shared
from calculator.web.peers import asked_path
from calculator.web.work import SPENT, Refused

FEE, STEP = 0.002, 0.01
"""Processor seconds of a request besides its work, and of a message of an open page before its run is measured."""
LIGHT = 0.0002
"""Processor seconds of a request of a room: five hundred phones that ask every three seconds use two a minute."""
FREE = re.compile(r"/(_stcore|static|media|component|app/static)/.*|/widget/[^/]*\.(js|css|woff2)|/healthz|/readyz")
"""Files that never change, and what Streamlit asks of itself."""
OWN = re.compile(r"/api(/.*)?")
"""The API, which says in a form of its own that nothing is left."""
ROOMS = re.compile(r"/(rooms|(r|present)/.*)", re.DOTALL)
"""Where a hall full of phones asks from one address: each is counted by its token, and what is refused by address."""
LONGEST = 5.0
"""Seconds after which a page that is held back looks again."""


class Spending:
    """Pure ASGI: counts who asks, and adds to each answer what is left."""

    def __init__(self, app: ASGIApp, allowance: Allowance | None = None) -> None:
        self.app, self.allowance = app, allowance or shared()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        who = asked_by(scope)
        token = asking.set(who)
        try:
            if scope["type"] == "websocket":
                await self.app(scope, self._held(who, receive), send)
            else:
                await self._answered(who, scope, receive, send)
        finally:
            asking.reset(token)

    async def _answered(self, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        path, began = asked_path(scope), False

        async def told(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                message = {**message, "headers": list(message.get("headers", ()))}
                MutableHeaders(raw=message["headers"]).update(said(self.allowance, who))
            await send(message)

        if ROOMS.fullmatch(path) or FREE.fullmatch(path):
            self.allowance.charge(who, LIGHT if ROOMS.fullmatch(path) else FEE)
            await self.app(scope, receive, send)
            return
        wait = 0.0 if OWN.fullmatch(path) else self.allowance.wait(who)
        try:
            if wait:
                raise Refused(429, SPENT, wait)
            self.allowance.charge(who, FEE)
            await self.app(scope, receive, told)
        except Refused as refused:
            if began:
                raise
            await _response(refused, scope)(scope, receive, told)

    def _held(self, who: str, receive: Receive) -> Receive:
        """What a page sends, when its address has something left."""

        async def received() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and (wait := self.allowance.wait(who)):
                await asyncio.sleep(min(wait, LONGEST))
            self.allowance.charge(who, STEP)
            return message

        return received


def asked_by(scope: Scope) -> str:
    """The bucket of whoever asks."""
    return bucket((scope.get("client") or ("", 0))[0])


def said(allowance: Allowance, who: str) -> dict[str, str]:
    """What is left to an address, in thousandths of a processor second, as the RateLimit fields have it."""
    if not allowance.rate:
        return {}
    left = max(0, floor(1000 * allowance.left(who)))
    quota = floor(1000 * allowance.rate)
    again = ceil((quota - left) / quota * MINUTE)
    return {
        "RateLimit-Policy": f'"processor";q={quota};w={MINUTE:.0f};qu="milliseconds"',
        "RateLimit": f'"processor";r={left};t={again}',
    }


def _response(refused: Refused, scope: Scope) -> Response:
    """A refusal in words, and as a page that comes again by itself where somebody looks at it."""
    seconds = refused.seconds
    accepts = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    if b"text/html" not in accepts:
        return PlainTextResponse(f"{refused} Ask again in {seconds} s.", refused.status, headers)
    from calculator.exports.templates import html

    words, title = f"{refused} This page opens again by itself in {seconds} s.", "One moment"
    page = html("web/refusal.html", title=title, heading=title, words=words)
    return HTMLResponse(page, refused.status, {**headers, "Refresh": str(seconds)})
