"""Work in threads beside the event loop: in turn, measured, and waited for no longer than it may take.

Three things hold whatever is asked. The server goes on answering, since no work runs on the event loop. Addresses take
turns: one that asks a thousand times waits for itself, and others wait for one of its works at most. And the processor
time of each work is charged to the address that asked, which is looked at again when its turn comes.

A thread in Python cannot be stopped from outside. Who waits for it is told after `deadline` seconds that it took too
long; it keeps its place until it ends, so there is never more work at once than there are places.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from math import ceil
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from calculator import turns
from calculator.allowance import asking, shared
from calculator.turns import PATIENCE, Turns

Made = TypeVar("Made")
SPENT = "Your network address has used what it may of this calculator's time within a minute."
BUSY = "There is more to work out here than can be at the moment."
LATE = "This took longer than it may, and was given up."


class Refused(Exception):
    """Something that is not worked out now, with the status that says so and the seconds after which to ask again."""

    def __init__(self, status: int, message: str, wait: float) -> None:
        super().__init__(message)
        self.status, self.seconds = status, max(1, ceil(wait))


class Desk:
    """Where work of one kind is done in turn, among all work; a desk may have a few places of its own as well."""

    def __init__(self, deadline: float, places: int = 0) -> None:
        self.deadline = deadline
        self.turns = [*([Turns(places)] if places else ()), turns.shared()]

    async def do(self, make: Callable[[], Made]) -> Made:
        """Make something in a thread. Raises Refused where it is not its turn in time, or it is not done in time."""
        who, held = asking.get(), ExitStack()
        try:
            for each in self.turns:
                await taken(each, who)
                held.callback(each.give, who)
            wait = shared().wait(who)
            if wait:  # used up by what the same address asked before
                raise Refused(429, SPENT, wait)
        except BaseException:
            held.close()
            raise

        def measured() -> Made:
            with turns.shared().at_work(who), shared().measured(who):
                return make()

        threaded = to_thread.run_sync(measured, limiter=CapacityLimiter(1), abandon_on_cancel=True)
        done = asyncio.ensure_future(threaded)
        done.add_done_callback(lambda task: _ended(task, held))
        await asyncio.wait({done}, timeout=self.deadline)
        if not done.done():
            raise Refused(503, LATE, 5)
        return done.result()


async def taken(places: Turns, who: str) -> None:
    """Wait for a place. Raises Refused where there is none for too long, or too many wait already."""
    try:
        turn = places.ask(who)
    except OverflowError:
        raise Refused(503, BUSY, 5) from None
    try:
        await asyncio.wait({asyncio.wrap_future(turn)}, timeout=PATIENCE)
    except asyncio.CancelledError:
        places.leave(who, turn)
        raise
    if not turn.done():
        places.leave(who, turn)
        raise Refused(503, BUSY, 5)


def _ended(task: asyncio.Task[Any], held: ExitStack) -> None:
    held.close()
    if not task.cancelled():
        task.exception()  # of one that nobody waits for any more there is nobody to tell


pages = Desk(15)
"""Where pages, cards, widgets and oEmbed answers are made."""
