"""Work in threads beside the event loop: so much of it at once, and so long a queue, that the app goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from anyio.lowlevel import RunVar

from calculator.web.api.refusals import Refusal

Made = TypeVar("Made")
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
BUSY = "There is more to work out here than can be at the moment. Ask again in a few seconds."


class Desk:
    """So many places, at which work is done to its end once it has begun."""

    def __init__(self, name: str, places: int) -> None:
        self.places = places
        self._limiter: RunVar[CapacityLimiter] = RunVar(f"calculator-api-{name}")

    async def do(self, make: Callable[[], Made]) -> Made:
        """Make something in a thread when there is a place. Raises Refusal, 503, where there is none for too long."""
        places, free = self._places(), object()
        try:
            with fail_after(PATIENCE):
                await places.acquire_on_behalf_of(free)
        except TimeoutError:
            raise Refusal(503, BUSY, {"Retry-After": "5"}) from None
        try:
            return await to_thread.run_sync(make, limiter=CapacityLimiter(1))
        finally:
            places.release_on_behalf_of(free)

    def _places(self) -> CapacityLimiter:
        """The places of the event loop that runs."""
        try:
            return self._limiter.get()
        except LookupError:
            self._limiter.set(CapacityLimiter(self.places))
            return self._limiter.get()


figures = Desk("figures", 2)
drawing = Desk("drawing", 1)
"""Pictures have a desk of their own: a browser that takes its time holds up no figures."""
