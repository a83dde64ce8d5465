"""What is sent of a room: its state to phones, its board to the wall, its files to the coach.

A state is read from the store twice a second at most, however many phones ask. A board is worked out once for each set
of answers that may be shown, for all who look and whatever they look with; its files are made of the same.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from cachetools import Cache, LRUCache, TTLCache
from starlette.responses import Response

from calculator import turns
from calculator.rooms.room import Room, Shown, Withheld, read_code, starting
from calculator.web.api.refusals import JSON
from calculator.web.sent import Sent

if TYPE_CHECKING:
    from calculator.rooms.board import Board
    from calculator.rooms.pages import SealedPage
    from calculator.rooms.service import Rooms

Made = TypeVar("Made")
FRESH = 0.5
"""Seconds for which a state that was read is sent to whoever asks."""
STATES = 2_000
BOARDS, PAPERS = 24, 60


class Shelf(Generic[Made]):
    """What was made of rooms, under keys that begin with the code of a room. Any thread may ask."""

    def __init__(self, kept: Cache[tuple[Any, ...], Made]) -> None:
        self._kept = kept
        self._lock, self._making = threading.Lock(), threading.Lock()
        self.made = 0

    def get(self, key: tuple[Any, ...]) -> Made | None:
        """What is kept under a key, if anything is."""
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: tuple[Any, ...], made: Made) -> Made:
        """Keep something under a key, and give it."""
        with self._lock:
            self._kept[key] = made
        return made

    def of(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What is kept under a key, or else what one of all who wait for it makes, in turn with all other work."""
        made = self.get(key)
        if made is None:
            with self._making:
                made = self.get(key)
                if made is None:
                    with turns.shared().taken(key[0]):  # as one who asks
                        made = make()
                    self.made += 1
                    self.keep(key, made)
        return made

    def forget(self, code: str) -> None:
        """Keep nothing of a room, whatever way its code is written."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == read_code(code)]:
                del self._kept[key]


class Paper(NamedTuple):
    """A page as it is sent: plain, packed, and the policy under which; and the hash by which it is known."""

    html: bytes
    packed: bytes
    policy: str
    hash: str

    @classmethod
    def of(cls, held: SealedPage) -> Paper:
        """A page that was made."""
        html = held.html.encode("utf-8", "replace")
        return cls(html, gzip.compress(html, 6, mtime=0), held.policy, sha256(html).hexdigest()[:32])


states: Shelf[Sent] = Shelf(TTLCache(STATES, FRESH))
"""The states of rooms as they were a moment ago, by code."""
boards: Shelf[tuple[Board, bytes]] = Shelf(LRUCache(BOARDS))
"""The boards that are looked at, by code and set of answers, each also as JSON."""
papers: Shelf[Paper] = Shelf(LRUCache(PAPERS))
"""The pages that were opened, by code, kind and the address under which."""


def state(rooms: Rooms, code: str) -> Sent:
    """The state of a room from the store, kept for those who ask within a moment."""
    room, people = rooms.state(code)
    made = written({"state": room.state, "version": room.version, "people": counted(room, people)})
    return states.keep((room.code,), Sent(made, f'"{room.version}"'))


def board(room: Room, shown: Shown) -> tuple[Board, bytes]:
    """The board of what may be shown of a room, and as JSON."""
    from calculator.rooms import words
    from calculator.rooms.board import Board

    def make() -> tuple[Board, bytes]:
        made = Board(starting(room.scenario_link), shown.answers, room.at_least)
        return made, written(words.data(made))

    return boards.of((room.code, shown.version), make)


def looked(rooms: Rooms, code: str, secret: str) -> tuple[Room, int, Shown | Withheld]:
    """What a presenter may see: the room, how many have answered, and what of it. Raises NoRoom, NotAllowed."""
    room, people = rooms.presented(code, secret)
    return room, people, rooms.seen(room)


def wall(room: Room, people: int, shown: Shown | Withheld) -> bytes:
    """What the presenter's page draws, as JSON; the board is null while it is withheld."""
    facts = {
        "state": room.state,
        "version": room.version,
        "people": counted(room, people),
        "at_least": room.at_least,
        "waiting": 0 if isinstance(shown, Withheld) else shown.waiting,
        "why": shown.why if isinstance(shown, Withheld) else None,
    }
    drawn = b"null" if isinstance(shown, Withheld) else board(room, shown)[1]
    return written(facts)[:-1] + b',"board":' + drawn + b"}"


def counted(room: Room, people: int) -> int | str:
    """How many have answered; below the fewest that are shown, only that it is fewer."""
    return people if people >= room.at_least else f"fewer than {room.at_least}"


def written(tree: Any) -> bytes:
    """JSON for a page of ours."""
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def plain(tree: Any, status: int = 200) -> Response:
    """An answer that nobody keeps."""
    return Response(written(tree), status, {"Cache-Control": "no-store"}, media_type=JSON)
