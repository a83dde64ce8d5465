"""Work that holds the interpreter is done in turn: two works at a time, and one of an address.

Python runs one thread at a time, so two works of an address at once would be done no sooner, and those of others later.
In turn, whoever comes while another is busy shares the processor with one work, however many that one asked for.

>>> turns = Turns(2)
>>> first, second, other = turns.ask("a"), turns.ask("a"), turns.ask("b")
>>> first.done(), second.done(), other.done()
(True, False, True)
>>> turns.give("a")
>>> second.done()
True
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import cache
from threading import Lock, local

PLACES = 2
PATIENCE = 10.0
"""Seconds that a work waits for its turn."""
QUEUE = 200
"""Works of one address that wait for their turn at a time."""
Turn = Future[None]


class Turns:
    """Places that are given to one address after another, and to each of them in the order in which it asked.

    An address never has the last place, where there are several. Any thread may ask, and any event loop.
    """

    def __init__(self, places: int = PLACES) -> None:
        self.places = places
        self.working: Counter[str] = Counter()
        self.waiting: OrderedDict[str, deque[Turn]] = OrderedDict()
        self._lock = Lock()
        self._mine = local()

    def ask(self, who: str) -> Turn:
        """A turn that is done as soon as there is a place. Raises OverflowError where too many wait already."""
        turn: Turn = Future()
        with self._lock:
            queue = self.waiting.setdefault(who, deque())
            if len(queue) >= QUEUE:
                raise OverflowError
            queue.append(turn)
            self._call()
        return turn

    def give(self, who: str) -> None:
        """Hand a place on to whoever is next, or keep it."""
        with self._lock:
            self._rise(who)
            self._call()

    def leave(self, who: str, turn: Turn) -> None:
        """Wait no longer; a place that was given meanwhile goes to the next."""
        with self._lock:
            if turn.done():
                self._rise(who)
                self._call()
                return
            self.waiting[who].remove(turn)
            if not self.waiting[who]:
                del self.waiting[who]

    @contextmanager
    def taken(self, who: str, patience: float = PATIENCE) -> Iterator[None]:
        """A place for what this thread does; after so many seconds without one, as a page is never refused."""
        self._sit(who, patience)
        try:
            with self.at_work(who):
                yield
        finally:
            self.give(who)

    @contextmanager
    def at_work(self, who: str) -> Iterator[None]:
        """This thread does the work of a place that somebody took for it."""
        self._mine.who = who
        try:
            yield
        finally:
            self._mine.who = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While this thread waits for another process, others may have its place."""
        who = getattr(self._mine, "who", None)
        if who is not None:
            self.give(who)
        try:
            yield
        finally:
            if who is not None:
                self._sit(who, PATIENCE)

    def _sit(self, who: str, patience: float) -> None:
        """Wait for a place; where none comes in time, go on without one."""
        turn = None
        with suppress(OverflowError, TimeoutError):
            turn = self.ask(who)
            turn.result(patience)
            return
        with self._lock:
            self.working[who] += 1
        if turn is not None:
            self.leave(who, turn)

    def _call(self) -> None:
        """Give what places are free to those whose turn it is."""
        while self.working.total() < self.places:
            who = next((who for who in self.waiting if self.working[who] < max(1, self.places - 1)), None)
            if who is None:
                return
            queue = self.waiting.pop(who)
            self.working[who] += 1
            queue.popleft().set_result(None)
            if queue:
                self.waiting[who] = queue

    def _rise(self, who: str) -> None:
        self.working[who] -= 1
        if self.working[who] <= 0:
            del self.working[who]


@cache
def shared() -> Turns:
    """The turns that the whole process shares."""
    return Turns()
