"""What holds for every request to the API, before it is read and as it is answered.

Any page may ask, with no credentials: widgets stand in frames without an origin. So every answer says so, whoever
asks, since a cache between gives one reader's answer to another.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings
from calculator.allowance import asking, shared
from calculator.web.api.refusals import refused
from calculator.web.api.work import later
from calculator.web.spending import asked_by
from calculator.web.work import SPENT, Refused

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class RequestLimits:
    """Bytes of a body and characters of a query that are read of one request."""

    body: int = 256_000
    query: int = 8_000

    @classmethod
    def read(cls) -> RequestLimits:
        """As CALCULATOR_API_BODY and CALCULATOR_API_QUERY set them."""
        return cls(settings.whole("CALCULATOR_API_BODY"), settings.whole("CALCULATOR_API_QUERY"))


class Guard:
    """Pure ASGI around the API: who asks too much is told so, every page may read it, HEAD is GET with no body."""

    def __init__(self, app: ASGIApp, limits: RequestLimits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": list(message["headers"])}
                MutableHeaders(raw=message["headers"]).update(OPEN)
            elif message["type"] == "http.response.body" and scope["method"] == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        early = self._early(scope)
        if early is not None:
            await early(scope, receive, opened)
        else:
            method, token = "GET" if scope["method"] == "HEAD" else scope["method"], asking.set(asked_by(scope))
            try:
                await self.app({**scope, "method": method}, receive, opened)
            finally:
                asking.reset(token)

    def _early(self, scope: Scope) -> Response | None:
        """The answer to what need not be read; none for all else."""
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        wait = shared().wait(asked_by(scope))
        if wait:
            return later(Refused(429, SPENT, wait)).response
        if len(scope["query_string"]) > self.limits.query:
            return refused(414, f"The query has over {self.limits.query:,} characters, the most that is read here.")
        return None
