"""How much may be asked of the API, and by whom: set in the environment, with defaults that a workshop fits in.

A hundred people behind one address, each of whom changes a number every two seconds, ask 3,000 times a minute.
"""

from __future__ import annotations

import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

PREFIX = "CALCULATOR_API_"
CHART = 10
"""How many requests a picture counts as: it takes that much longer than a comparison, or more."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """Bytes of a body, characters of a query, and requests a minute of one address; a rate of 0 is none."""

    body: int = 256_000
    query: int = 60_000
    rate: int = 3_000

    @classmethod
    def read(cls) -> Limits:
        """As CALCULATOR_API_BODY, _QUERY and _RATE set them; what is no whole number is said, and not taken."""
        defaults = vars(cls())
        return cls(**{name: _whole(PREFIX + name.upper(), default) for name, default in defaults.items()})


def _whole(name: str, default: int) -> int:
    given = os.environ.get(name, "").strip()
    if given.isascii() and given.isdigit() and len(given) < 10:
        return int(given)
    if given:
        log.warning("%s is no whole number from 0 to 999999999, so it stays at %s.", name, default)
    return default


@dataclass
class Allowance:
    """What each address may still ask: a minute's worth at once, and as much again evenly over each minute.

    Kept are the addresses that asked last, each as the moment at which its allowance is whole again.
    """

    rate: int
    now: Callable[[], float] = time.monotonic
    most: int = 50_000
    _whole: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def wait(self, address: str, cost: int = 1) -> float:
        """Seconds until the address may ask again; 0 where it may now, which is counted."""
        if not self.rate:
            return 0.0
        now, minute = self.now(), 60.0
        whole = max(self._whole.get(address, now), now) + cost * minute / self.rate
        if whole - now > max(minute, cost * minute / self.rate):
            return whole - now - minute
        self._whole[address] = whole
        self._whole.move_to_end(address)
        while len(self._whole) > self.most:
            self._whole.popitem(last=False)
        return 0.0


def address(scope: Scope) -> str:
    """Who asks: the address that connects or, with CALCULATOR_PROXY=1, the one that the nearest proxy states.

    That is the last in X-Forwarded-For, as those before it are only what the reader claimed. Of IPv6 it is the network
    of 64 bits, since a household has all of one.
    """
    host = (scope.get("client") or ("", 0))[0]
    if os.environ.get("CALCULATOR_PROXY") == "1":
        said = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).rpartition(",")[2].strip()
        host = said if _parsed(said) else host
    found = _parsed(host)
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))
    return str(found or host)


def _parsed(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
