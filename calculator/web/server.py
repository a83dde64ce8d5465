"""The server's own limits, which `streamlit run` gives no way to set.

Uvicorn takes headers of any size, waits for them for ever, believes X-Forwarded-For from its own machine, and waits at
its end for as long as anybody is connected. But it starts the app by a message, and there its configuration can be
reached before the first connection.
"""

from __future__ import annotations

import logging
from typing import Any

from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Receive, Scope, Send

from calculator import settings

MESSAGE = 1_000_000
"""Bytes of what a page of the app sends at once over its connection."""
FAREWELL = 3
"""Seconds that the server waits at its end for those still connected."""
log = logging.getLogger(__name__)


class Server:
    """Pure ASGI, the outermost: sets the limits as the server starts, and passes all else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a message on."""
        if scope["type"] == "lifespan":
            # files that are sent stay in memory: past a megabyte Starlette writes them to a disk while they come
            most = settings.whole("CALCULATOR_UPLOAD_BYTES")
            MultiPartParser.spool_max_size = max(MultiPartParser.spool_max_size, most)
            if not bound(getattr(getattr(receive, "__self__", None), "config", None)):
                log.info("The server's own limits cannot be set, so limit headers and slow requests in front of it.")
        await self.app(scope, receive, send)


def bound(config: Any) -> bool:
    """Set the limits in uvicorn's configuration; false where it is another server's, or has no quick reader."""
    try:
        from uvicorn.config import Config
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        from calculator.web.bounded import Bounded
    except ImportError:
        return False
    if not isinstance(config, Config):
        return False
    config.http_protocol_class = Bounded
    while isinstance(config.loaded_app, ProxyHeadersMiddleware):  # whom to believe is said in one place: `peers`
        config.loaded_app = config.loaded_app.app
    config.ws_max_size = min(config.ws_max_size, MESSAGE)
    config.timeout_graceful_shutdown = min(config.timeout_graceful_shutdown or FAREWELL, FAREWELL)
    return True
