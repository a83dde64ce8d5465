"""The desks at which the API works: `calculator.web.work`, with refusals in the API's own form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from calculator.web import work
from calculator.web.api.refusals import ApiRefusal

Made = TypeVar("Made")


class JsonDesk(work.Desk):
    """A desk whose refusals are JSON."""

    async def do(self, make: Callable[[], Made]) -> Made:
        """Make something in a thread in turn. Raises ApiRefusal: 503 or 429, with the seconds to wait."""
        try:
            return await super().do(make)
        except work.Refused as refused:
            raise later(refused) from None


def later(refused: work.Refused) -> ApiRefusal:
    """What is not worked out now, and when to ask again."""
    seconds = refused.seconds
    return ApiRefusal(refused.status, f"{refused} Ask again in {seconds} s.", {"Retry-After": str(seconds)})


figures = JsonDesk(20)
answering = JsonDesk(60, places=1)
drawing = JsonDesk(60, places=1)
"""Analyses and pictures may take seconds: of each there is one at a time, so that they never have every place."""
