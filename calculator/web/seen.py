"""What was asked, of which kind and with what end: for the counters of `metrics` and for the log as JSON.

A request is known by its kind alone. No address, no query, no name in a path and no body goes from here into a log.
"""

from __future__ import annotations

import logging
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings
from calculator.tally import counted
from calculator.web import metrics
from calculator.web.head import PAGES
from calculator.web.peers import asked_path

KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(healthz|readyz|_stcore/(script-health-check|health))"), "health"),
    (re.compile(r"/_stcore/stream"), "session"),
    (re.compile(r"/_stcore/upload_file/.*"), "upload"),
    (re.compile(r"/media/.*"), "download"),
    (re.compile(r"/(_stcore|static|component|app/static)/.*|/widget/.*|/embed\.js"), "file"),
    (re.compile(r"/widget"), "widget"),
    (re.compile(r"/widget\.svg|/card\.(png|svg)"), "picture"),
    (re.compile(r"/api/v1/charts/.*"), "chart"),
    (re.compile(r"/api(/.*)?"), "api"),
    (re.compile(r"/oembed"), "oembed"),
    (re.compile(r"/r/.*"), "phone"),
    (re.compile(r"/(present/.*|rooms|workshop-kit)"), "presenter"),
    (re.compile("|".join(map(re.escape, PAGES))), "page"),
)
"""Kinds of requests by their paths, the first that fits; all others are `other`."""
REFUSED = {403: "forbidden", 413: "too large", 429: "allowance", 503: "busy"}
"""Answers with which something is refused that would be given at another time, or to another."""
log = logging.getLogger("calculator.requests")


def kind(path: str) -> str:
    """The kind of a path.

    >>> kind("/card.png"), kind("/api/v1/compare"), kind("/wp-login.php")
    ('picture', 'api', 'other')
    """
    return next((name for pattern, name in KINDS if pattern.fullmatch(path)), "other")


class Seen:
    """Pure ASGI, around all else: notes each request when it is answered, and each open page while it is open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told = settings.text("CALCULATOR_LOGS") == "json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        name = kind(asked_path(scope))
        status, opened, began = 500, False, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status, opened
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
            elif message["type"] == "websocket.accept" and not opened:
                status, opened = 101, True
                counted.add("sessions")
            elif message["type"] == "websocket.close" and not opened:
                status = 403
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            if opened:
                counted.add("sessions", number=-1)
            self._note(name, str(scope.get("method", "GET")), status, time.perf_counter() - began)

    def _note(self, name: str, method: str, status: int, seconds: float) -> None:
        method = method if method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS") else "other"
        if status in REFUSED and name != "health":
            counted.add("refused", REFUSED[status])
        metrics.note(name, method, status, seconds)
        if self.told and name != "health":
            log.info("answered", extra={"kind": name, "method": method, "status": status, "seconds": round(seconds, 4)})
