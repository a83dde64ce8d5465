"""Uvicorn's reader of requests, with limits on how large they may be and how long they may take.

It counts what has come of a request, piece by piece, and ends what is too much or too late: with a sentence where none
is being said, and then the connection. Headers are refused before the app is asked for anything.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from calculator import settings
from calculator.tally import counted

FIRST_LINE = 65_536
"""Bytes of a request's first line; what a link may hold is less, and said by who reads it."""
LINE, LINES = 8_000, 120
"""Bytes and number of header lines with which a page's connection may begin: its reader takes hardly more."""
UPLOADS = b"/_stcore/upload_file/"
"""Where the app's pages send files to."""
LINGER = 1.0
"""Seconds that a refused sender may still send, so that it gets to read the refusal; nothing of it is kept."""
TOO_LARGE, TOO_LATE = "413 Content Too Large", "408 Request Timeout"
TOO_LONG, TOO_MANY = "414 URI Too Long", "431 Request Header Fields Too Large"
REASONS = {TOO_LARGE: "too large", TOO_LATE: "too late", TOO_LONG: "too large", TOO_MANY: "too large"}
"""What the counters call each refusal."""


@dataclass(frozen=True)
class Sizes:
    """Bytes of headers, of a whole request and of one with a file, and seconds in which they have to be here."""

    headers: int
    request: int
    soon: int
    later: int
    upload: int

    def most(self, url: bytes) -> int:
        """Bytes that a request to an address may have."""
        return self.upload if UPLOADS in url.partition(b"?")[0] else self.request

    def words(self, status: str, most: int) -> str:
        """What is said to whoever goes beyond."""
        return {
            TOO_LARGE: f"A request has at most {most:,} bytes.",
            TOO_LATE: "The request took too long to come.",
            TOO_LONG: f"The first line of a request has at most {FIRST_LINE:,} bytes.",
            TOO_MANY: f"The headers of a request have at most {self.headers:,} bytes.",
        }[status]


@cache
def sizes() -> Sizes:
    """As the environment sets them."""
    names = ("HEADER_BYTES", "REQUEST_BYTES", "HEADER_SECONDS", "REQUEST_SECONDS", "UPLOAD_BYTES")
    return Sizes(*(settings.whole(f"CALCULATOR_{name}") for name in names))


class Bounded(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._sizes = sizes()
        self.url = b""  # until a request begins
        self._clock: asyncio.TimerHandle | None = None
        self._within = False
        """Whether the headers are here, and what comes belongs to the body."""
        self._deaf = False
        self._pieces = self._first = self._lines = 0
        self._refusal = TOO_MANY

    # -- what comes ------------------------------------------------------------------------------------------------

    def connection_made(self, transport: Any) -> None:
        """Give a new connection its time."""
        super().connection_made(transport)
        self._wait(self._sizes.soon)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the time."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count a piece, read it, and look whether that was enough."""
        if self._deaf:
            return
        if self._clock is None:
            self._wait(self._sizes.soon)
        self._pieces += len(data)
        super().data_received(data)
        if self._within and self._pieces > self._sizes.most(self.url):
            self._refuse(TOO_LARGE)
        elif not self._within and self._pieces > FIRST_LINE + self._sizes.headers:
            self._refuse(TOO_MANY)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._first = self._lines = 0

    def on_url(self, url: bytes) -> None:
        """Its first line, or a part of that."""
        self._first += len(url)
        if self._first > FIRST_LINE:
            self._give_up(TOO_LONG)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A whole header; also of those that may come after a body."""
        self._lines += len(name) + len(value) + len(b": \r\n")
        if self._lines > self._sizes.headers:
            self._give_up(TOO_MANY)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The body begins, and the app is asked."""
        self._within, self._pieces = True, 0
        self._wait(self._sizes.later)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The whole request is here."""
        self._within, self._pieces = False, 0
        self._stop()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Hand a page's connection on, unless its reader would take offence at the headers, and say nothing."""
        self._stop()
        if len(self.headers) > LINES or any(len(name) + len(value) > LINE for name, value in self.headers):
            self._refuse(TOO_MANY)
        else:
            super().handle_websocket_upgrade()

    # -- what is refused -------------------------------------------------------------------------------------------

    def _give_up(self, status: str) -> None:
        """End the reading: whatever is raised here, the parser stops, and `send_400_response` is asked."""
        self._refusal = status
        raise OverflowError(status)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request that cannot be read."""
        if self._first > FIRST_LINE or self._lines > self._sizes.headers:
            self._refuse(self._refusal)
        else:
            super().send_400_response(msg)

    def _refuse(self, status: str) -> None:
        """Say it where nothing else is being said, hear no more, and close."""
        self._stop()
        self._deaf = True
        counted.add("refused", REASONS[status])
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            words = self._sizes.words(status, self._sizes.most(self.url))
            head = f"HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncache-control: no-store\r\n"
            self.transport.write(
                f"{head}content-length: {len(words)}\r\nconnection: close\r\n\r\n{words}".encode("ascii")
            )
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.loop.call_later(LINGER, self.transport.close)

    # -- what is late ----------------------------------------------------------------------------------------------

    def _wait(self, seconds: float) -> None:
        self._stop()
        self._clock = self.loop.call_later(seconds, self._late)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _late(self) -> None:
        self._clock = None
        if self._within or self._pieces:
            self._refuse(TOO_LATE)
        else:  # a browser opens some that it never needs, and takes no answer on them
            self.transport.close()
