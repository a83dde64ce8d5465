"""How much of the processor each address may use: seconds a minute, measured where the work is done.

A number of requests would say little: the largest scenario takes some hundred times as long as a kept answer.

>>> purse = Allowance(30)
>>> purse.charge("203.0.113.5", 12)
>>> round(purse.left("203.0.113.5")), purse.wait("203.0.113.5")
(18, 0.0)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from cachetools import FIFOCache

from calculator import settings

MINUTE = 60.0
MOST = 20_000
"""Addresses that are kept, those that asked last: with names of at most forty characters some four megabytes."""
LOCAL = "this machine"
asking: ContextVar[str] = ContextVar("asking", default="")
"""The bucket of whoever is being answered; threads that are started for it have it too."""


class Allowance:
    """What each address has left: a minute's worth at once, and as much again evenly over each minute.

    Kept is, by address, the moment at which its allowance is whole again. Work is charged when it is done, since only
    then is known what it took; so who begins within the allowance may end beyond it, and then waits the longer.
    """

    def __init__(self, rate: float, now: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self.rate, self._now = rate, now
        self._whole: FIFOCache[str, float] = FIFOCache(most)  # what is charged becomes the newest; a look moves nothing
        self._lock = Lock()

    def left(self, who: str) -> float:
        """Processor seconds that an address may still use now; below 0 where it has used more than its minute."""
        return self.rate - (self._behind(who) * self.rate / MINUTE)

    def wait(self, who: str) -> float:
        """Seconds until an address may ask again; 0 where it may now."""
        return max(0.0, self._behind(who) - MINUTE) if self.rate else 0.0

    def charge(self, who: str, seconds: float) -> None:
        """Take what some work of an address took."""
        if not self.rate or seconds <= 0:
            return
        with self._lock:
            now = self._now()
            self._whole[who] = max(self._whole.get(who, now), now) + seconds * MINUTE / self.rate

    @contextmanager
    def measured(self, who: str) -> Iterator[None]:
        """Charge the address for what this thread does inside the block."""
        start = time.thread_time()
        try:
            yield
        finally:
            self.charge(who, time.thread_time() - start)

    def _behind(self, who: str) -> float:
        """Seconds until the address has its whole allowance again."""
        with self._lock:
            return max(0.0, self._whole.get(who, 0.0) - self._now())


@cache
def shared() -> Allowance:
    """The allowance that the whole process shares, as CALCULATOR_ALLOWANCE sets it."""
    return Allowance(settings.whole("CALCULATOR_ALLOWANCE"))


def bucket(host: str) -> str:
    """Which addresses share an allowance: an IPv4 address has its own, an IPv6 network of 64 bits is one household.

    What is no address counts as one with all else that is none. Whatever is given, the bucket's name is short.

    >>> bucket("2001:db8::7"), bucket("::ffff:203.0.113.5"), bucket("x" * 5_000_000), bucket("127.0.0.1")
    ('2001:db8::/64', '203.0.113.5', '', 'this machine')
    """
    try:
        parsed = ip_address(host[:46].partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is None:
            return LOCAL if parsed.is_loopback else str(ip_network((int(parsed) >> 64 << 64, 64)))
        parsed = parsed.ipv4_mapped
    return LOCAL if parsed.is_loopback else str(parsed)
