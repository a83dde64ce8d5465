"""One suite for both stores: each test of a room runs on SQLite and on a private PostgreSQL."""

import pytest

from calculator.rooms.service import Rooms
from calculator.rooms.store import Store

LINK = "preset=uk-owner"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty database, of each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")
    return f"sqlite:///{tmp_path / 'rooms.sqlite'}"


@pytest.fixture
def rooms(address):
    """All rooms of a new store."""
    store = Store(address)
    yield Rooms(store)
    store.close()


def filled(rooms, count, at_least=5, first=0):
    """A room in which so many have answered, each with a value of an hour of their own; its secret and the tokens."""
    room, secret = rooms.create(LINK, "A morning in May", at_least)
    return room.code, secret, [arrived(rooms, room.code, first + number) for number in range(count)]


def arrived(rooms, code, number):
    """The token of somebody who joins a room and answers with a value of an hour that nobody else has."""
    token = rooms.join(code)
    rooms.answer(code, token, {"changes": {"profile.hourly_value": 20 + number}, "before": {"no_time": 1}})
    return token
