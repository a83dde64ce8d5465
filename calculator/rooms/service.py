"""The rules of a room: who may join, answer, move it on, look at it and delete it.

Every method asks the store and waits for it; who calls from an event loop does so in a thread.

Whoever has the code may join; a phone then has a token, and the coach has a secret. Both are random, 128 bits, and kept
as SHA-256 alone, so that the database gives nobody away and lets nobody in.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NoReturn

from cachetools import LRUCache
from sqlalchemy import Connection, Row, delete, insert, select, update

from calculator import permalink, safety, settings
from calculator.allowance import MINUTE, Allowance, asking
from calculator.errors import BadInput, Fault, hinting, shortened
from calculator.model import Scenario
from calculator.rooms import alike, privacy
from calculator.rooms.reading import read_answer
from calculator.rooms.room import (
    LEAST,
    SHOWN,
    STATES,
    USUAL,
    Answer,
    Closed,
    NoRoom,
    NotAllowed,
    NotKept,
    Room,
    Shown,
    State,
    TooMany,
    Withheld,
    new_code,
    read_code,
    starting,
)
from calculator.rooms.store import Store
from calculator.rooms.tables import ANSWERS, ROOMS

TITLE = 80
MOST_AT_LEAST = 50
"""People below whom a coach may have nothing shown, at most."""
JOINS, SENT, REFUSED = 600, 30, 200
"""A minute: phones that join one room from one address, answers of one phone, and what one address may get wrong."""
DAY = 86_400
HOUR = 3_600
GONE = "There is no room with this code. It may have ended, or the code may be mistyped."
FROZEN = "This room is frozen: its answers stay as they are."
NOT_YOURS = "This phone has not joined the room, or the room has been deleted. Join it again."
PAUSE = 3
"""Seconds after which a store that could not be opened is tried again."""
LOOKS = 64
"""Rooms whose shown answers are kept at hand."""
log = logging.getLogger(__name__)


class Rooms:
    """All rooms of one store."""

    def __init__(self, store: Store, now: Any = time.time) -> None:
        self.store, self._now = store, now
        hourly = settings.whole("CALCULATOR_ROOMS_AN_HOUR")
        self._opened = Allowance(hourly, now=lambda: time.monotonic() / (HOUR / MINUTE))
        self._joined, self._sent, self._refused = Allowance(JOINS), Allowance(SENT), Allowance(REFUSED)
        self._looks: LRUCache[str, tuple[int, Shown]] = LRUCache(LOOKS)
        self._looking = threading.Lock()

    # -- the coach ---------------------------------------------------------------------------------------------------

    def create(self, scenario_link: str, title: str, at_least: int = USUAL, who: str = "") -> tuple[Room, str]:
        """Open a room, and the secret with which it is presented; `who` asks, where it is not the one being answered.

        Raises BadInput with every fault, TooMany.
        """
        scenario, title = _checked(scenario_link, title, at_least)
        who = who or asking.get()
        _within(self._opened, who, "From this address many rooms were opened within the hour.", HOUR / MINUTE)
        secret, now = secrets.token_urlsafe(16), int(self._now())
        row = {
            "secret": _hashed(secret),
            "scenario_link": permalink.query(permalink.encode(scenario)),
            "title": title,
            "state": STATES[0],
            "version": 1,
            "at_least": at_least,
            "opened": now,
            "expires": now + DAY * settings.whole("CALCULATOR_ROOM_DAYS"),
            "was_shown": False,
            "joined": 0,
            "answered": 0,
            "looks": 0,
        }

        def opened(connection: Connection) -> str:
            code = new_code()
            while connection.execute(select(ROOMS.c.code).where(ROOMS.c.code == code)).first():
                code = new_code()
            connection.execute(insert(ROOMS).values(code=code, **row))
            return code

        return self.room(self.store.write(opened)), secret

    def move(self, code: str, secret: str, state: State) -> Room:
        """Put a room into another state. Raises BadInput, NoRoom, NotAllowed."""
        if state not in STATES:
            raise BadInput([Fault("state", f"state is '{shortened(state)}'; it takes one of {', '.join(STATES)}.")])
        code = self.presented(code, secret)[0].code
        shown = {"was_shown": True} if state in SHOWN else {}

        def moved(connection: Connection) -> None:
            new = {"state": state, "version": ROOMS.c.version + 1, **shown}
            connection.execute(update(ROOMS).where(ROOMS.c.code == code, ROOMS.c.state != state).values(**new))

        self.store.write(moved, code)
        return self.room(code)

    def shown(self, code: str, secret: str) -> Shown | Withheld:
        """The answers that may be seen now. Raises NoRoom, NotAllowed."""
        return self.seen(self.presented(code, secret)[0])

    def seen(self, room: Room) -> Shown | Withheld:
        """The answers of a room that may be seen now, by whoever was found to be allowed to see them."""
        if room.state not in SHOWN:
            return Withheld("not revealed")
        with self._looking:
            kept = self._looks.get(room.code)
        if kept is None or kept[0] < room.version:
            kept = self.store.write(lambda connection: _look(connection, room.code), room.code)
            with self._looking:
                self._looks[room.code] = kept
        return kept[1] if len(kept[1].answers) >= room.at_least else Withheld("too few")

    def people_alike(self, room: Room, seen: Shown) -> list[dict[str, float]]:
        """A row a person with the means of several who are alike, of the answers that may be seen. Raises NoRoom.

        They are made once, from what may be seen when they are first asked for: two files of a room do not differ, so
        that nobody is found by taking one from the other.
        """
        rows = alike.alike(alike.told(starting(room.scenario_link), seen.answers), room.at_least)

        def kept(connection: Connection) -> list[dict[str, float]]:
            first = (ROOMS.c.code == room.code, ROOMS.c.people.is_(None))
            connection.execute(update(ROOMS).where(*first).values(people=rows))
            made = connection.execute(select(ROOMS.c.people).where(ROOMS.c.code == room.code)).scalar()
            if made is None:
                raise NoRoom(GONE)
            return list(made)

        return self.store.write(kept, room.code)

    def seat(self, code: str, secret: str, answers: Sequence[Mapping[str, object]]) -> None:
        """Let people of a file answer, each by their changes of the room's numbers. Raises BadInput, Closed, NoRoom.

        Nobody has a phone for them, so what they said stays.
        """
        room, _ = self.presented(code, secret)
        scenario, most = starting(room.scenario_link), settings.whole("CALCULATOR_ROOM_PEOPLE")
        with hinting():
            read = [read_answer(scenario, {"changes": dict(changes)}) for changes in answers]
        rows = [{"room": room.code, "token": _hashed(secrets.token_urlsafe(16)), "sent": asdict(one)} for one in read]

        def seated(connection: Connection) -> None:
            more = {name: ROOMS.c[name] + len(rows) for name in ("joined", "answered")}
            free = (ROOMS.c.code == room.code, ROOMS.c.joined + len(rows) <= most, ROOMS.c.state != "frozen")
            changed = connection.execute(update(ROOMS).where(*free).values(version=ROOMS.c.version + 1, **more))
            if not changed.rowcount:
                raise Closed(f"A room has {most:,} people at most. Take a smaller file.")
            connection.execute(insert(ANSWERS), rows)

        self.store.write(seated, room.code)

    def delete(self, code: str, secret: str) -> None:
        """Take a room and all its answers away for good. Raises NoRoom, NotAllowed."""
        code = self.presented(code, secret)[0].code
        self.store.write(lambda connection: _take_away(connection, [code]), code)
        with self._looking:
            self._looks.pop(code, None)
        self.store.shred()

    def expire(self) -> int:
        """Take all rooms away whose time is over; how many there were."""
        over = select(ROOMS.c.code).where(ROOMS.c.expires <= int(self._now()))
        codes = list(self.store.read(lambda connection: connection.execute(over).scalars().all()))
        if codes:
            self.store.write(lambda connection: _take_away(connection, codes))
            with self._looking:
                for code in codes:
                    self._looks.pop(code, None)
            self.store.shred()
        return len(codes)

    # -- the phones --------------------------------------------------------------------------------------------------

    def room(self, code: str) -> Room:
        """The room of a code. Raises NoRoom, TooMany."""
        return _room(self._known(code))

    def state(self, code: str) -> tuple[Room, int]:
        """The room of a code, and how many have answered. Raises NoRoom, TooMany."""
        row = self._known(code)
        return _room(row), row.answered

    def join(self, code: str) -> str:
        """Let one more phone in; its token. Raises NoRoom, Closed, TooMany."""
        code = self.room(code).code
        _within(self._joined, f"{code} {asking.get()}", "Many phones have joined from this address just now.")
        token, most = secrets.token_urlsafe(16), settings.whole("CALCULATOR_ROOM_PEOPLE")

        def joined(connection: Connection) -> None:
            free = (ROOMS.c.code == code, ROOMS.c.joined < most, ROOMS.c.state != "frozen")
            changed = connection.execute(update(ROOMS).where(*free).values(joined=ROOMS.c.joined + 1))
            if not changed.rowcount:
                row = _row(connection, code)
                full = f"This room is full: {most:,} phones have joined."
                raise NoRoom(GONE) if row is None else Closed(FROZEN if row.state == "frozen" else full)
            connection.execute(insert(ANSWERS).values(room=code, token=_hashed(token)))

        self.store.write(joined, code)
        return token

    def answer(self, code: str, token: str, raw: object) -> int:
        """Keep what a phone sent in place of what it sent before; the version of the room with it.

        The vote before the picture was seen stays as it was once the picture has been seen. Raises BadInput, NoRoom,
        NotAllowed, Closed, TooMany.
        """
        hashed = _hashed(token)
        _patient(self._sent, hashed, "This phone has sent many answers just now.")  # before the store is asked
        room = self.room(code)
        self._owned(room.code, token)  # before what it sent is read, which takes longer
        self._sent.charge(hashed, 1)
        try:
            given = read_answer(starting(room.scenario_link), raw)
        except BadInput:
            self.refuse()
            raise

        def kept(connection: Connection) -> int:
            mine = (ANSWERS.c.room == room.code, ANSWERS.c.token == hashed)
            row = connection.execute(select(ANSWERS.c.token).where(*mine)).first()
            if row is None:
                raise NotAllowed(NOT_YOURS)
            taken = update(ROOMS).where(ROOMS.c.code == room.code, ROOMS.c.state != "frozen")
            taken = taken.values(version=ROOMS.c.version + 1)
            now = connection.execute(taken.returning(ROOMS.c.version, ROOMS.c.was_shown)).first()
            if now is None:
                raise NoRoom(GONE) if _row(connection, room.code) is None else Closed(FROZEN)
            # the room's row is ours until the end of this transaction, so what is read of it now stays true
            sent = connection.execute(select(ANSWERS.c.sent).where(*mine)).scalar_one()
            locked = sent["before"] if sent and now.was_shown else {}
            answer = Answer(given.changes, {**given.before, **locked}, given.after)
            connection.execute(update(ANSWERS).where(*mine).values(sent=asdict(answer)))
            if not sent:
                first = update(ROOMS).where(ROOMS.c.code == room.code)
                connection.execute(first.values(answered=ROOMS.c.answered + 1))
            return int(now.version)

        return self.store.write(kept, room.code)

    def mine(self, code: str, token: str) -> Answer | None:
        """What this phone sent. Raises NoRoom, NotAllowed, TooMany."""
        sent = self._owned(self.room(code).code, token).sent
        return Answer(**sent) if sent else None

    # -- who may -----------------------------------------------------------------------------------------------------

    def refuse(self) -> None:
        """Count something that the address got wrong."""
        self._refused.charge(asking.get(), 1)

    def too_many(self) -> float:
        """Seconds until the address may get something wrong again; 0 where it may now."""
        return self._refused.wait(asking.get())

    def _known(self, code: str) -> Any:
        """The row of a room that has not ended."""
        known = read_code(code)
        if not known:
            self._refuse(NoRoom(GONE))
        row = self.store.read(lambda connection: _row(connection, known))
        if row is None or row.expires <= self._now():
            self._refuse(NoRoom(GONE))
        return row

    def presented(self, code: str, secret: str) -> tuple[Room, int]:
        """The room whose secret this is, and how many have answered. Raises NoRoom, NotAllowed, TooMany."""
        row = self._known(code)
        if not hmac.compare_digest(_hashed(secret), row.secret):
            self._refuse(NotAllowed("This link does not present the room. Open it from the link that you were given."))
        return _room(row), row.answered

    def _owned(self, code: str, token: str) -> Row[Any]:
        """The row of a phone."""
        mine = select(ANSWERS.c.sent).where(ANSWERS.c.room == code, ANSWERS.c.token == _hashed(token))
        row = self.store.read(lambda connection: connection.execute(mine).first())
        if row is None:
            self._refuse(NotAllowed(NOT_YOURS))
        return row

    def _refuse(self, error: NoRoom | NotAllowed) -> NoReturn:
        wait = self.too_many()
        self.refuse()
        if wait:
            raise TooMany("Much was refused to this address just now.", wait)
        raise error


class _One:
    """The rooms of this process, opened when they are first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rooms: Rooms | None = None
        self._failed: tuple[float, NotKept] | None = None

    def get(self) -> Rooms:
        """The rooms; where they could not be opened a moment ago, that is said again without a try."""
        if self._rooms is not None:
            return self._rooms
        with self._lock:
            if self._failed is not None and time.monotonic() < self._failed[0] + PAUSE:
                raise self._failed[1]
            if self._rooms is None:
                try:
                    self._rooms = Rooms(Store())
                except NotKept as error:
                    self._failed = time.monotonic(), error
                    raise
                log.info("Rooms of workshops are kept in %s.", self._rooms.store.place)
            return self._rooms


_one = _One()


def rooms() -> Rooms:
    """The rooms of this process, in the store that the settings name. Raises NotKept."""
    return _one.get()


# -- a room to be ------------------------------------------------------------------------------------------------------


def _checked(link: object, title: object, at_least: object) -> tuple[Scenario, str]:
    """The scenario and the title of a room to be. Raises BadInput with every fault."""
    faults: list[Fault] = []
    scenario, name = None, ""
    try:
        scenario = starting(str(link))
    except BadInput as error:
        faults += error.faults
    try:
        name = safety.fit(str(title).strip())
        if len(name) > TITLE:
            faults.append(Fault("title", f"The title has {len(name):,} characters; it takes {TITLE} at most."))
    except ValueError as error:
        faults.append(Fault("title", f"The title takes {error}."))
    if type(at_least) is not int or not LEAST <= at_least <= MOST_AT_LEAST:
        text = f"at_least is {shortened(at_least)}; it takes a whole number from {LEAST} to {MOST_AT_LEAST}."
        faults.append(Fault("at_least", text))
    if faults or scenario is None:
        raise BadInput(faults)
    return scenario, name


# -- what is kept ------------------------------------------------------------------------------------------------------


def _look(connection: Connection, code: str) -> tuple[int, Shown]:
    """Move on what is shown of a room, as far as that may be; the version of the room, and what is shown."""
    held_still = update(ROOMS).where(ROOMS.c.code == code).values(looks=ROOMS.c.looks)
    room = connection.execute(held_still.returning(ROOMS.c.version, ROOMS.c.looks, ROOMS.c.at_least)).first()
    if room is None:
        raise NoRoom(GONE)
    answered = select(ANSWERS.c.token, ANSWERS.c.sent, ANSWERS.c.shown).where(ANSWERS.c.room == code)
    rows = connection.execute(answered.where(ANSWERS.c.sent.is_not(None)).order_by(ANSWERS.c.token)).all()
    people = {row.token: privacy.Held(privacy.parts(Answer(**row.sent)), row.shown or {}) for row in rows}
    moved, looks = privacy.moved(people, room.at_least, room.looks + 1), room.looks
    if moved:
        looks += 1
        connection.execute(update(ROOMS).where(ROOMS.c.code == code).values(looks=looks))
        for token, shown in moved.items():
            mine = (ANSWERS.c.room == code, ANSWERS.c.token == token)
            connection.execute(update(ANSWERS).where(*mine).values(shown=dict(shown)))
            people[token] = people[token]._replace(shown=shown)
    seen = tuple(privacy.whole(held.shown) for held in people.values() if held.shown)
    return room.version, Shown(seen, looks, privacy.waiting(people))


def _take_away(connection: Connection, codes: list[str]) -> None:
    connection.execute(delete(ANSWERS).where(ANSWERS.c.room.in_(codes)))
    connection.execute(delete(ROOMS).where(ROOMS.c.code.in_(codes)))


def _row(connection: Connection, code: str) -> Any:
    return connection.execute(select(ROOMS).where(ROOMS.c.code == code)).first()


def _room(row: Any) -> Room:
    opened, expires = (datetime.fromtimestamp(seconds, UTC) for seconds in (row.opened, row.expires))
    return Room(row.code, row.scenario_link, row.title, row.state, row.version, row.at_least, opened, expires)


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _within(limit: Allowance, who: str, words: str, times: float = 1) -> None:
    """Count one more. Raises TooMany where there were too many."""
    _patient(limit, who, words, times)
    limit.charge(who, 1)


def _patient(limit: Allowance, who: str, words: str, times: float = 1) -> None:
    wait = limit.wait(who)
    if wait:
        raise TooMany(words, wait * times)
