"""Work in threads beside the event loop: in turn, measured, and waited for no longer than it may take.

Three things hold whatever is asked. The server goes on answering, since no work runs on the event loop. Addresses take
turns: one that asks a thousand times waits for itself, and others wait for one of its works at most. And the processor
time of each work is charged to the address that asked, which is looked at again when its turn comes.

A thread in Python cannot be stopped from outside. Who waits for it is told after `deadline` seconds that it took too
long; it keeps its place until it ends, so there is never more work at once than there are places.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from math import ceil
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from calculator.allowance import asking, shared

Made = TypeVar("Made")
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
QUEUE = 200
"""Requests of one address that wait for their turn at a time."""
SPENT = "Your network address has used what it may of this calculator's time within a minute."
BUSY = "There is more to work out here than can be at the moment."
LATE = "This took longer than it may, and was given up."


class Refused(Exception):
    """Something that is not worked out now, with the status that says so and the seconds after which to ask again."""

    def __init__(self, status: int, message: str, wait: float) -> None:
        super().__init__(message)
        self.status, self.seconds = status, max(1, ceil(wait))


class Desk:
    """So many places, at which work is done in turn."""

    def __init__(self, name: str, places: int, deadline: float) -> None:
        self.places, self.deadline = places, deadline
        self._turns: RunVar[Turns] = RunVar(f"calculator-{name}")

    async def do(self, make: Callable[[], Made]) -> Made:
        """Make something in a thread. Raises Refused where it is not its turn in time, or it is not done in time."""
        turns, who = self._of_this_loop(), asking.get()
        await turns.take(who, PATIENCE)
        wait = shared().wait(who)
        if wait:  # used up by what the same address asked before
            turns.give()
            raise Refused(429, SPENT, wait)
        done = asyncio.ensure_future(_threaded(make, who))
        done.add_done_callback(lambda task: _ended(task, turns))
        await asyncio.wait({done}, timeout=self.deadline)
        if not done.done():
            raise Refused(503, LATE, 5)
        return done.result()

    def _of_this_loop(self) -> Turns:
        try:
            return self._turns.get()
        except LookupError:
            self._turns.set(Turns(self.places))
            return self._turns.get()


class Turns:
    """Places that are given to one address after another, and to each of them in the order in which it asked."""

    def __init__(self, places: int) -> None:
        self.free = places
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    async def take(self, who: str, patience: float) -> None:
        """Wait for a place. Raises Refused where there is none for too long, or too many wait already."""
        if self.free:
            self.free -= 1
            return
        queue = self._waiting.setdefault(who, deque())
        if len(queue) >= QUEUE:
            raise Refused(503, BUSY, 5)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await asyncio.wait({turn}, timeout=patience)
        except asyncio.CancelledError:
            self._leave(who, turn)
            raise
        if not turn.done():
            self._leave(who, turn)
            raise Refused(503, BUSY, 5)

    def give(self) -> None:
        """Hand a place on to whoever is next, or keep it."""
        if not self._waiting:
            self.free += 1
            return
        who, queue = self._waiting.popitem(last=False)
        queue.popleft().set_result(None)
        if queue:
            self._waiting[who] = queue

    def _leave(self, who: str, turn: asyncio.Future[None]) -> None:
        if turn.done():  # it was given a place meanwhile
            self.give()
            return
        queue = self._waiting[who]
        queue.remove(turn)
        if not queue:
            del self._waiting[who]


async def _threaded(make: Callable[[], Made], who: str) -> Made:
    def measured() -> Made:
        with shared().measured(who):
            return make()

    return await to_thread.run_sync(measured, limiter=CapacityLimiter(1), abandon_on_cancel=True)


def _ended(task: asyncio.Task[Any], turns: Turns) -> None:
    turns.give()
    if not task.cancelled():
        task.exception()  # of one that nobody waits for any more there is nobody to tell


pages = Desk("pages", 2, 15)
"""What pages, cards, widgets and oEmbed say; figures and drawings of the API have desks of their own."""
