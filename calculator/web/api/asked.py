"""Answers by the very link that asked for them: one who asks again waits for nothing to be read or worked out.

Another link to the same scenario misses here, and is answered from what `answers` keeps by scenario.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

ROOM = 8_000_000
"""Bytes of links and answers that are kept, some twelve hundred comparisons."""
Link = tuple[str, bytes]
"""Which answer is asked for, and the query as it came."""


class Answer(NamedTuple):
    """What is sent, and the tag by which a reader who has it knows it again."""

    content: bytes
    tag: str

    @classmethod
    def of(cls, content: bytes) -> Answer:
        """The answer with its tag."""
        return cls(content, f'"{sha256(content).hexdigest()[:32]}"')


class Asked:
    """Answers that were given; those asked for least recently go first."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.size = room, 0
        self._kept: OrderedDict[Link, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, link: Link) -> Answer | None:
        """The answer to a link, if it is kept."""
        with self._lock:
            if link in self._kept:
                self._kept.move_to_end(link)
            return self._kept.get(link)

    def keep(self, link: Link, answer: Answer) -> None:
        """Keep an answer, and as few of the others as have to go for it."""
        with self._lock:
            self._weigh(link, self._kept.pop(link, None), -1)
            self._kept[link] = answer
            self._weigh(link, answer, 1)
            while self.size > self.room:
                self._weigh(*self._kept.popitem(last=False), -1)

    def _weigh(self, link: Link, answer: Answer | None, sign: int) -> None:
        self.size += sign * (len(link[1]) + len(answer.content)) if answer is not None else 0
