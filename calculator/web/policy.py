"""Who may frame what we send, and what a browser may make of it: headers on every answer, by surface.

| surface | who may frame it |
|---|---|
| widget and pictures | any page, or the origins in `CALCULATOR_EMBED_ORIGINS` |
| the app's own pages | the app itself, and the origins in `CALCULATOR_FRAME_ORIGINS` |
| rooms, administration, API | nobody |

Origins are such as `https://coach.example`, with spaces or commas between. One that is none is said at the start and
not taken; where all are such, it is as if the list were empty, which lets nobody in and not everybody.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings
from calculator.web.peers import asked_path

Surface = Literal["widget", "page", "closed"]

CLOSED, WIDGET, PAGE = "'none'", "*", "'self'"
SURFACES: tuple[tuple[re.Pattern[str], Surface], ...] = (
    (re.compile(r"/(rooms|(r|present)/.*)", re.DOTALL), "closed"),
    (re.compile(r"/admin([/.].*)?"), "closed"),
    (re.compile(r"/api(/.*)?"), "closed"),
    (re.compile(r"/widget([/.].*)?"), "widget"),
    (re.compile(r"/card\.(png|svg)"), "widget"),
)
"""Which paths are which surface, the first that fits; all others are pages."""
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?/?", re.IGNORECASE)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
REFERRER: Mapping[Surface, str] = {
    "widget": "no-referrer",
    "page": "strict-origin-when-cross-origin",
    "closed": "no-referrer",
}
"""A link holds what somebody earns: no other site is told more of it than where it was."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Framing:
    """The sources of `frame-ancestors` by surface."""

    widget: str = WIDGET
    page: str = PAGE
    closed: str = CLOSED

    @classmethod
    def read(cls) -> Framing:
        """As the environment sets it."""
        embed, frame = "CALCULATOR_EMBED_ORIGINS", "CALCULATOR_FRAME_ORIGINS"
        anyone = settings.text(embed) in ("", "*")
        widget = WIDGET if anyone else " ".join(origins(embed)) or CLOSED
        return cls(widget, " ".join([PAGE, *origins(frame)]))


def origins(name: str) -> list[str]:
    """The origins in a variable; what is none is said in the log."""
    given = settings.listed(name)
    for part in given:
        if not ORIGIN.fullmatch(part):
            log.warning(
                "%s names '%s', which is no origin such as https://coach.example, so it is left out.", name, part
            )
    return list(dict.fromkeys(part.rstrip("/") for part in given if ORIGIN.fullmatch(part)))


class Policy:
    """Pure ASGI: adds the headers to what goes out."""

    def __init__(self, app: ASGIApp, framing: Framing | None = None) -> None:
        self.app, self.framing = app, framing or Framing.read()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = asked_path(scope)
        kind: Surface = next((kind for pattern, kind in SURFACES if pattern.fullmatch(path)), "page")

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": list(message.get("headers", ()))}
                headers = MutableHeaders(raw=message["headers"])
                ancestors: str = getattr(self.framing, kind)
                policy = merged(headers.getlist("Content-Security-Policy"), ancestors)
                del headers["Content-Security-Policy"]
                if policy:
                    headers["Content-Security-Policy"] = policy
                old = {PAGE: "SAMEORIGIN", CLOSED: "DENY"}.get(ancestors)  # it knows no list of origins
                if old:
                    headers["X-Frame-Options"] = old
                elif "X-Frame-Options" in headers:
                    del headers["X-Frame-Options"]
                for name, value in COMMON.items():
                    headers[name] = value
                headers.setdefault("Referrer-Policy", REFERRER[kind])
            await send(message)

        await self.app(scope, receive, stamped)


def merged(given: list[str], ancestors: str) -> str:
    """The policies that an answer has already, with ours for who may frame it in each.

    That anybody may is said by no directive: a star leaves out pages without an address, such as a lesson in a sandbox.
    """
    ours, policies = [] if ancestors == WIDGET else [f"frame-ancestors {ancestors}"], []
    for policy in [part for line in given for part in line.split(",")] or [""]:
        kept = [part.strip() for part in policy.split(";")]
        kept = [part for part in kept if part and part.split()[0].lower() != "frame-ancestors"]
        policies.append("; ".join([*kept, *ours]))
    return ", ".join(filter(None, policies))
