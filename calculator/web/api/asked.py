"""Answers by the very link that asked for them: one who asks again waits for nothing to be read or worked out.

Another link to the same scenario misses here, and is answered from what `answers` keeps by scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response

from calculator.web import cards
from calculator.web.api.refusals import JSON
from calculator.web.api.work import JsonDesk
from calculator.web.sent import Sent

FRESH = {"Cache-Control": cards.HEADERS["Cache-Control"]}
ROOM = 8_000_000
"""Bytes of links and answers that are kept, some twelve hundred comparisons."""
Link = tuple[str, bytes]
"""Which answer is asked for, and the query as it came."""


class KeptAnswers:
    """Answers that were given; those asked for least recently go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._kept: LRUCache[Link, tuple[Link, Sent]] = LRUCache(room, getsizeof=_weight)
        self._lock = Lock()

    def get(self, link: Link) -> Sent | None:
        """The answer to a link, if it is kept."""
        with self._lock:
            kept = self._kept.get(link)
        return kept[1] if kept else None

    def keep(self, link: Link, answer: Sent) -> None:
        """Keep an answer, and as few of the others as have to go for it; none that is larger than the room."""
        with self._lock, suppress(ValueError):
            self._kept[link] = link, answer

    async def answer(self, request: Request, name: str, desk: JsonDesk, make: Callable[[], bytes]) -> Response:
        """The answer to the link of a request: the one that is kept, or one that is made at a desk and kept."""
        link = name, request.scope["query_string"]
        sent = self.get(link)
        if sent is None:
            sent = await desk.do(lambda: Sent.of(make()))
            self.keep(link, sent)
        return sent.response(request, JSON, FRESH)

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return int(self._kept.currsize)


def _weight(kept: tuple[Link, Sent]) -> int:
    (_, query), answer = kept
    return len(query) + len(answer.content)
