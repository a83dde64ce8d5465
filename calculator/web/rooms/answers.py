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
from typing import TYPE_CHECKING, Any, NamedTuple

from cachetools import LRUCache, TTLCache
from starlette.responses import Response

from calculator import turns
from calculator.rooms.room import Room, Shown, Withheld, read_code, starting
from calculator.web.api.refusals import JSON
from calculator.web.sent import Sent

if TYPE_CHECKING:
    from calculator.rooms.board import Board
    from calculator.rooms.pages import Held
    from calculator.rooms.service import Rooms

FRESH = 0.5
"""Seconds for which a state that was read is sent to whoever asks."""
STATES = 2_000
BOARDS, PAPERS = 24, 60


class States:
    """The states of rooms as they were a moment ago."""

    def __init__(self) -> None:
        self._kept: TTLCache[str, Sent] = TTLCache(STATES, FRESH)
        self._lock = threading.Lock()

    def get(self, code: str) -> Sent | None:
        """The state of a room, if it was read just now."""
        with self._lock:
            return self._kept.get(code)

    def read(self, rooms: Rooms, code: str) -> Sent:
        """The state of a room, from the store."""
        room, people = rooms.state(code)
        made = written({"state": room.state, "version": room.version, "people": counted(room, people)})
        found = Sent(made, f'"{room.version}"')
        with self._lock:
            self._kept[code] = found
        return found

    def forget(self, code: str) -> None:
        """Read it anew for the next who asks."""
        with self._lock:
            self._kept.pop(code, None)


class Boards:
    """The boards of the rooms that are looked at, each worked out once for a set of answers."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[str, int], tuple[Board, bytes]] = LRUCache(BOARDS)
        self._lock, self._making = threading.Lock(), threading.Lock()
        self.made = 0

    def of(self, room: Room, shown: Shown) -> tuple[Board, bytes]:
        """The board of what may be shown of a room, and as JSON."""
        from calculator.rooms import words
        from calculator.rooms.board import Board

        key = (room.code, shown.version)
        found = self._get(key)
        if found is None:
            with self._making:  # one makes it of all who wait for it
                found = self._get(key)
                if found is None:
                    with turns.shared().taken(room.code):  # in turn with all other work, as one who asks
                        board = Board(starting(room.scenario_link), shown.answers, room.at_least)
                        found = board, written(words.data(board))
                    self.made += 1
                    with self._lock:
                        self._kept[key] = found
        return found

    def _get(self, key: tuple[str, int]) -> tuple[Board, bytes] | None:
        with self._lock:
            return self._kept.get(key)

    def forget(self, code: str) -> None:
        """Keep no board of a room."""
        with self._lock:
            _forget(self._kept, code)


class Paper(NamedTuple):
    """A page as it is sent: plain, packed, and the policy under which; and the hash by which it is known."""

    html: bytes
    packed: bytes
    policy: str
    hash: str


class Papers:
    """The pages of rooms that were opened, by room, kind and the address under which."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[str, str, str], Paper] = LRUCache(PAPERS)
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, str]) -> Paper | None:
        """A page, if it is kept."""
        with self._lock:
            return self._kept.get(key)

    def of(self, key: tuple[str, str, str], make: Callable[[], Held]) -> Paper:
        """A page, made by one of all who wait for it."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                with turns.shared().taken(key[0]):
                    held = make()
                html = held.html.encode("utf-8", "replace")
                found = self._kept[key] = Paper(
                    html, gzip.compress(html, 6, mtime=0), held.policy, sha256(html).hexdigest()[:32]
                )
        return found

    def forget(self, code: str) -> None:
        """Keep no page of a room."""
        with self._lock:
            _forget(self._kept, code)


def _forget(kept: LRUCache[Any, Any], code: str) -> None:
    for key in [key for key in kept if key[0] == read_code(code)]:
        del kept[key]


states, boards, papers = States(), Boards(), Papers()


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
    board = b"null" if isinstance(shown, Withheld) else boards.of(room, shown)[1]
    return written(facts)[:-1] + b',"board":' + board + b"}"


def counted(room: Room, people: int) -> int | str:
    """How many have answered; below the fewest that are shown, only that it is fewer."""
    return people if people >= room.at_least else f"fewer than {room.at_least}"


def written(tree: Any) -> bytes:
    """JSON for a page of ours."""
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def plain(tree: Any, status: int = 200) -> Response:
    """An answer that nobody keeps."""
    return Response(written(tree), status, {"Cache-Control": "no-store"}, media_type=JSON)
