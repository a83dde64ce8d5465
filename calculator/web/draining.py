"""The time between being told to end and ending: who asks goes on being answered, and new pages go elsewhere.

With `CALCULATOR_DRAIN_SECONDS` a server that gets SIGTERM first says at `/readyz` that it is ending, lets in no new
page of the app, and closes each connection after its answer. So what stands before it turns to others before it is
gone, and no request is lost. A second signal, or Ctrl+C, ends it at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings

_begun = threading.Event()


def begun() -> bool:
    """Whether this process was told to end."""
    return _begun.is_set()


def told() -> contextlib.ExitStack:
    """Wait between the signal and the end; the handler that the server has set is asked after that time."""
    stack = contextlib.ExitStack()
    _begun.clear()
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        return stack
    before, loop = signal.getsignal(signal.SIGTERM), asyncio.get_running_loop()
    if not callable(before):
        return stack
    end = before

    def end_soon(number: int, frame: Any) -> None:
        if _begun.is_set():
            end(number, frame)
            return
        _begun.set()
        seconds = settings.whole("CALCULATOR_DRAIN_SECONDS")
        if seconds:
            loop.call_soon_threadsafe(loop.call_later, seconds, end, number, None)
        else:
            end(number, frame)

    signal.signal(signal.SIGTERM, end_soon)
    stack.callback(signal.signal, signal.SIGTERM, before)
    return stack


class Draining:
    """Pure ASGI: while the server ends, a new page's connection is refused with 503, and others close when answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one connection."""
        if not begun() or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()  # that it wants to connect
            if "websocket.http.response" in scope.get("extensions", {}):
                headers = [(b"retry-after", b"1"), (b"content-length", b"0")]
                await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
                await send({"type": "websocket.http.response.body", "body": b""})
            else:
                await send({"type": "websocket.close", "code": 1012})
        else:

            async def last(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": list(message.get("headers", ()))}
                    MutableHeaders(raw=message["headers"])["Connection"] = "close"
                await send(message)

            await self.app(scope, receive, last)
