"""The rules of a room: who may join, answer, move it on, look at it and delete it.

Every method asks the store and waits for it; who calls from an event loop does so in a thread.
"""

from __future__ import annotations

from calculator.rooms.room import USUAL, Answer, Room, Shown, State, Withheld


class Rooms:
    """All rooms of one store."""

    def create(self, scenario_link: str, title: str, at_least: int = USUAL) -> tuple[Room, str]:
        """Open a room, and the secret with which it is presented. Raises BadInput, TooMany."""
        raise NotImplementedError

    def room(self, code: str) -> Room:
        """The room of a code. Raises NoRoom."""
        raise NotImplementedError

    def join(self, code: str) -> str:
        """Let one more phone in; its token. Raises NoRoom, Closed, TooMany."""
        raise NotImplementedError

    def answer(self, code: str, token: str, raw: object) -> Answer:
        """Keep what a phone sent in place of what it sent before. Raises BadInput, NoRoom, NotAllowed, Closed."""
        raise NotImplementedError

    def mine(self, code: str, token: str) -> Answer | None:
        """What this phone sent. Raises NoRoom, NotAllowed."""
        raise NotImplementedError

    def move(self, code: str, secret: str, state: State) -> Room:
        """Put a room into another state. Raises NoRoom, NotAllowed."""
        raise NotImplementedError

    def people(self, code: str) -> int:
        """How many have answered. Raises NoRoom."""
        raise NotImplementedError

    def shown(self, code: str, secret: str) -> Shown | Withheld:
        """The answers that may be seen now. Raises NoRoom, NotAllowed."""
        raise NotImplementedError

    def delete(self, code: str, secret: str) -> None:
        """Take a room and all its answers away for good. Raises NoRoom, NotAllowed."""
        raise NotImplementedError

    def expire(self) -> int:
        """Take all rooms away whose time is over; how many there were."""
        raise NotImplementedError


def rooms() -> Rooms:
    """The rooms of this process, in the store that the settings name."""
    raise NotImplementedError
