"""The rules of a room, on both stores: its states, codes, tokens, limits, end and what the database holds."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from calculator import assumptions
from calculator.errors import BadInput
from calculator.findings.beliefs import CLAIMS
from calculator.rooms import service
from calculator.rooms.reading import read_answer
from calculator.rooms.room import LETTERS, Closed, NoRoom, NotAllowed, TooMany, Withheld, new_code, read_code, starting
from calculator.rooms.service import Rooms
from calculator.rooms.store import NotKept, Store
from calculator.rooms.store import address as address_of
from calculator.rooms.tables import METADATA
from tests.rooms.conftest import LINK, arrived, filled


def test_a_room_from_beginning_to_end(rooms):
    """It is opened, joined and answered, revealed, followed, frozen and deleted, and each step is seen in the next."""
    code, secret, tokens = filled(rooms, 4)
    room = rooms.room(f"{code[:4].lower()}-{code[4:]}")
    assert (room.state, room.title, rooms.state(code)[1]) == ("collecting", "A morning in May", 4)
    assert starting(room.scenario_link) == assumptions.scenario("uk-owner")
    assert "preset=uk-owner-20" in room.scenario_link  # of an edition, so that a later one changes no room
    assert rooms.shown(code, secret) == Withheld("not revealed")
    assert rooms.move(code, secret, "hidden").state == "hidden"
    tokens.append(arrived(rooms, code, 4))
    assert rooms.shown(code, secret) == Withheld("not revealed")
    rooms.move(code, secret, "revealed")
    shown = rooms.shown(code, secret)
    assert sorted(one.changes["profile.hourly_value"] for one in shown.answers) == [20, 21, 22, 23, 24]
    assert (shown.version, shown.waiting) == (1, 0)
    assert rooms.shown(code, secret) == shown
    rooms.move(code, secret, "frozen")
    with pytest.raises(Closed, match="frozen"):
        rooms.answer(code, tokens[0], {"changes": {}})
    with pytest.raises(Closed, match="frozen"):
        rooms.join(code)
    rooms.delete(code, secret)
    with pytest.raises(NoRoom):
        rooms.room(code)
    with pytest.raises(NoRoom):
        rooms.mine(code, tokens[0])


def test_a_phone_counts_once(rooms):
    """However often it sends, a phone is one person; its last answer counts, and it gets it back by its token."""
    code, _, (token, *_) = filled(rooms, 3)
    version = rooms.room(code).version
    answer = {"changes": {"activities.breakfast.meal_fee": "12,50"}, "before": {"no_time": -1}, "after": {}}
    for _ in range(3):
        rooms.answer(code, token, answer)
    assert rooms.state(code)[1] == 3
    assert rooms.mine(code, token).changes == {"activities.breakfast.meal_fee": 12.5}
    assert rooms.mine(code, token).before == {"no_time": -1}
    assert rooms.room(code).version == version + 3
    assert rooms.mine(code, rooms.join(code)) is None
    assert rooms.state(code)[1] == 3


def test_a_vote_before_stays_as_it_was_before(rooms):
    """Once the picture has been seen, a vote of before changes no more; one that was never given still may be."""
    code, secret, (token, *_) = filled(rooms, 5)
    rooms.move(code, secret, "revealed")
    rooms.move(code, secret, "hidden")
    rooms.answer(code, token, {"before": {"no_time": -1, "role_differs": 0}, "after": {"no_time": -1}})
    mine = rooms.mine(code, token)
    assert (mine.before, mine.after) == ({"no_time": 1, "role_differs": 0}, {"no_time": -1})


def test_too_few_are_never_shown(rooms):
    """Below the number that was chosen nothing is shown, revealed or frozen."""
    code, secret, _ = filled(rooms, 6, at_least=7)
    for state in ("revealed", "frozen"):
        rooms.move(code, secret, state)
        assert rooms.shown(code, secret) == Withheld("too few")


def test_only_who_holds_the_secret_presents(rooms):
    """Another room's secret, a phone's token and a guess move, show and delete nothing."""
    code, secret, (token, *_) = filled(rooms, 5)
    _, other = rooms.create(LINK, "")
    for wrong in (other, token, "", "é\ud800", secret[:-1]):
        for asked in (
            lambda s: rooms.move(code, s, "frozen"),
            lambda s: rooms.shown(code, s),
            lambda s: rooms.delete(code, s),
        ):
            with pytest.raises(NotAllowed):
                asked(wrong)
    with pytest.raises(NotAllowed):
        rooms.answer(code, secret, {"changes": {}})
    assert rooms.room(code).state == "collecting"


def test_the_database_names_nobody_and_lets_nobody_in(rooms):
    """Neither secret nor tokens are in it, nor anything of a person but numbers and votes, and no time of an answer."""
    code, secret, tokens = filled(rooms, 5)
    rows = rooms.store.read(
        lambda c: [dict(row._mapping) for table in METADATA.tables.values() for row in c.execute(table.select())]
    )
    held = json.dumps(rows, default=str)
    assert not [each for each in (secret, *tokens) if each in held]
    assert {key for row in rows for key in row} == {
        *("code", "secret", "scenario_link", "title", "state", "version", "at_least", "opened", "expires"),
        *("was_shown", "joined", "answered", "looks", "people", "room", "token", "sent", "shown"),
    }
    rooms.delete(code, secret)


def test_deleted_is_gone_from_the_files(rooms, address, postgres_server):
    """After a room is deleted no file of the database has anything of it: nothing shown, nothing sent, no title."""
    room, secret = rooms.create(LINK, "Findable title")
    kept, _ = rooms.create(LINK, "Another title")
    for number in range(80):  # over many pages, each written several times
        token = rooms.join(room.code)
        for step in range(2):
            rooms.answer(room.code, token, {"changes": {"profile.hourly_value": float(f"7{step}.{number:03d}271828")}})
    rooms.move(room.code, secret, "revealed")
    rooms.shown(room.code, secret)
    marks = (b"271828", b"Findable title", room.code.encode())
    assert all(found(rooms.store, mark) for mark in marks)
    rooms.delete(room.code, secret)
    assert not [mark for mark in marks if found(rooms.store, mark)]
    assert found(rooms.store, b"Another title")
    assert rooms.room(kept.code).title == "Another title"


def found(store, mark):
    """Whether something stands in a file of the database: SQLite's own and its journal, or PostgreSQL's of tables."""
    if store.lite:
        file = Path(store.place)
        return any(mark in path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar())
        base = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar()
    return any(mark in path.read_bytes() for path in (folder / "base" / str(base)).iterdir() if path.is_file())


def test_who_still_reads_keeps_nothing_deleted(postgres):
    """PostgreSQL keeps what somebody who reads might still see; once they are done it is out of the files as well."""
    rooms = Rooms(Store(postgres))
    room, secret = rooms.create(LINK, "Findable title")
    with rooms.store.engine.connect().execution_options(isolation_level="REPEATABLE READ") as reader:
        reader.execute(text("SELECT 1"))
        with ThreadPoolExecutor(1) as other:
            deleted = other.submit(rooms.delete, room.code, secret)
            time.sleep(0.3)
            reader.rollback()
            deleted.result()
    assert not found(rooms.store, b"Findable title")
    rooms.store.close()


def test_rooms_end_by_themselves(rooms, monkeypatch):
    """After the days that the operator set a room is not found, and the next look for such rooms deletes it."""
    monkeypatch.setenv("CALCULATOR_ROOM_DAYS", "2")
    clock = [1_800_000_000.0]
    later = Rooms(rooms.store, now=lambda: clock[0])
    old, _ = later.create(LINK, "old")
    clock[0] += 86_400
    new, _ = later.create(LINK, "new")
    assert later.expire() == 0
    clock[0] += 86_400
    with pytest.raises(NoRoom):
        later.room(old.code)
    assert later.expire() == 1
    assert later.room(new.code).title == "new"
    assert not found(rooms.store, old.code.encode())


def test_a_room_takes_so_many_and_an_address_opens_so_many(rooms, monkeypatch):
    """A full room says so; so does an address that opens rooms for sport, and a phone that sends without end."""
    monkeypatch.setenv("CALCULATOR_ROOM_PEOPLE", "3")
    monkeypatch.setenv("CALCULATOR_ROOMS_AN_HOUR", "2")
    few = Rooms(rooms.store)
    code, _, (token, *_) = filled(few, 3)
    with pytest.raises(Closed, match="full: 3 phones"):
        few.join(code)
    for _ in range(service.SENT):
        few.answer(code, token, {"changes": {}})
    with pytest.raises(TooMany):
        few.answer(code, token, {"changes": {}})
    few.create(LINK, "", who="somebody")
    for _ in range(2):
        few.create(LINK, "")
    with pytest.raises(TooMany) as told:
        few.create(LINK, "")
    assert 0 < told.value.seconds <= 1800


def test_codes_are_not_found_by_trying(rooms, monkeypatch):
    """After so many wrong codes, tokens and secrets an address is told to wait, which finds no room for it.

    And who holds a token, behind the same address, is served on.
    """
    code, secret, (token, *_) = filled(rooms, 3)
    monkeypatch.setattr(rooms._refused, "_now", lambda: 0.0)  # so that nothing is forgiven meanwhile
    told = []
    for _ in range(2 * service.REFUSED):
        try:
            rooms.room(new_code())
        except NoRoom:
            told.append("no room")
        except TooMany:
            told.append("wait")
    assert told == ["no room"] * (service.REFUSED + 1) + ["wait"] * (service.REFUSED - 1)
    with pytest.raises(TooMany):
        rooms.mine(code, "guessed")
    rooms.answer(code, token, {"changes": {}})
    rooms.move(code, secret, "revealed")
    ways = len(LETTERS) ** 8
    live, minutes = 1000, 14 * 24 * 60
    assert ways / live / service.REFUSED > 10 * minutes  # rooms end long before one is likely found


WRONG = (
    {"profile.hourly_value": 1e9},
    {"profile.hourly_value": None},
    {"profile.hourly_value": True},
    {"profile.hourly_value": "NaN"},
    {"profile.hourly_value": [1]},
    {"activities.breakfast.name": "Ann"},
    {"name": "Ann"},
    {"goal": 1},
    {"": 1},
    {"__class__.x": 1},
    {f"profile.x{number}": 1 for number in range(41)},
    [],
)
OTHERWISE = ({"name": "Ann"}, {"before": {"no_time": 2}}, {"before": {"no_time": True}}, {"after": {"<b>": 1}})
BYTES = (
    b"\xff",
    b"",
    b"{",
    b"[" * 10_000,
    b'{"changes":{"profile.years":1e999}}',
    b'{"changes":{"profile.years":NaN}}',
)
GARBAGE = (None, [], "text", 7, {"after": [1]}, *({"changes": each} for each in WRONG), *OTHERWISE, *BYTES)


def test_garbage_changes_nothing(rooms, monkeypatch):
    """Ten thousand submissions of anything else are refused one by one; room and picture stay as they were."""
    code, secret, (token, *others) = filled(rooms, 5)
    rooms.move(code, secret, "revealed")
    before = rooms.room(code), rooms.state(code)[1], rooms.shown(code, secret), rooms.mine(code, token)
    for number in range(10_000):
        with pytest.raises((BadInput, TooMany)):  # after thirty of them nobody even reads
            rooms.answer(code, token, GARBAGE[number % len(GARBAGE)])
    monkeypatch.setattr(rooms._sent, "rate", 0)
    for garbage in GARBAGE:
        with pytest.raises(BadInput):
            rooms.answer(code, others[0], garbage)
    assert (rooms.room(code), rooms.state(code)[1], rooms.shown(code, secret), rooms.mine(code, token)) == before


def test_all_faults_are_named_at_once():
    """An answer with several faults is told of each, with the field and what it takes."""
    raw = {"changes": {"profile.hourly_value": 5000, "profile.yeers": 2}, "after": {"no_time": 3}, "email": "a@b.c"}
    with pytest.raises(BadInput) as told:
        read_answer(starting(LINK), raw)
    said = str(told.value)
    assert "it takes a number from 0 to 1000 (money/hour)" in said
    assert "Did you mean profile.years?" in said
    assert "after.no_time is 3; it takes -1 (false), 0 (not sure) or 1 (true)" in said
    assert "There is no 'email' in an answer." in said


@pytest.mark.parametrize(
    ("link", "title", "at_least", "said"),
    [
        ("preset=nowhere", "", 5, "nowhere"),
        ("preset=uk-owner&profile.years=99", "", 5, "Years looked ahead"),
        ("x" * 9000, "", 5, "8,000 characters"),
        (LINK, "x" * 81, 5, "it takes 80 at most"),
        (LINK, "two\nlines", 5, "line break"),
        (LINK, "\u202eevil", 5, "U\\+202E"),
        (LINK, "", 2, "from 3 to 50"),
        (LINK, "", True, "from 3 to 50"),
    ],
)
def test_a_room_that_cannot_be(link, title, at_least, said):
    """A link that does not fit, a title that is no line of text and a number too small for privacy are refused."""
    with pytest.raises(BadInput, match=said):
        service._checked(link, title, at_least)


@given(st.text())
def test_a_code_is_read_as_people_write_it(text):
    """Whatever is typed is a code of eight letters that codes are made of, or none."""
    code = read_code(text)
    assert code == "" or re.fullmatch(f"[{LETTERS}]{{8}}", code)
    mine = new_code()
    assert read_code(f" {mine[:4].lower()} - {mine[4:]}\n") == mine


def test_the_steps_lead_to_the_tables(rooms, address):
    """The layout to which the steps lead is that of the tables, and one who opens the store again finds it done."""
    assert rooms.store.read(lambda c: compare_metadata(MigrationContext.configure(c), METADATA)) == []
    code, _, _ = filled(rooms, 1)
    again = Store(address)
    assert Rooms(again).state(code)[1] == 1
    again.close()


def test_a_database_that_is_none_is_said(tmp_path, monkeypatch):
    """An address that is none, of another kind, of nobody who answers, or a file that cannot be: each in a sentence."""
    for url, said in (
        ("nonsense", "no address of a database"),
        ("mysql://x/y", "postgresql or sqlite"),
        ("postgresql://x:hidden@127.0.0.1:9/y", r"postgresql\+psycopg://x:\*\*\*@127.0.0.1:9/y"),
        ("sqlite:////proc/none/rooms.sqlite", "cannot be kept in /proc/none"),
    ):
        with pytest.raises(NotKept, match=said):
            Store(url)
    assert str(address_of("postgres://x/y")) == "postgresql+psycopg://x/y"
    monkeypatch.setenv("CALCULATOR_ROOMS_FILE", "~/there/rooms.sqlite")
    assert address_of().database == str(Path.home() / "there" / "rooms.sqlite")


def test_beliefs_are_those_of_the_calculator():
    """Votes are taken on every belief that the calculator tests."""
    votes = dict.fromkeys(CLAIMS, 1)
    assert read_answer(starting(LINK), {"before": votes}).before == votes
