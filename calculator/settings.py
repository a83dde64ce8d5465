"""What whoever runs the calculator may set: each environment variable with its default and its meaning, in one place.

>>> whole("CALCULATOR_HEADER_BYTES")
16384
"""

from __future__ import annotations

import logging
import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import NamedTuple

Network = IPv4Network | IPv6Network
log = logging.getLogger(__name__)


class Setting(NamedTuple):
    """One variable: what it is where nobody sets it, and what it means."""

    name: str
    default: str | int
    meaning: str


SETTINGS = (
    Setting("CALCULATOR_URL", "", "the public address, for links and pictures; else that which was asked for"),
    Setting(
        "CALCULATOR_TRUSTED_PROXIES", "", "addresses or networks of proxies whose X-Forwarded headers are believed"
    ),
    Setting("CALCULATOR_FRAME_ORIGINS", "", "origins that may frame the app's pages, besides the app itself"),
    Setting("CALCULATOR_EMBED_ORIGINS", "", "origins that may frame the widget; empty lets everybody"),
    Setting("CALCULATOR_ALLOWANCE", 40, "processor seconds that one address may use a minute; 0 is no limit"),
    Setting("CALCULATOR_SOCKETS", 300, "open pages of the app for one address; 0 is no limit"),
    Setting("CALCULATOR_HEADER_BYTES", 16_384, "bytes of a request's headers, its first line not counted"),
    Setting("CALCULATOR_HEADER_SECONDS", 10, "seconds in which the headers of a request have to be here"),
    Setting("CALCULATOR_REQUEST_BYTES", 4_000_000, "bytes of a whole request"),
    Setting("CALCULATOR_UPLOAD_BYTES", 23_000_000, "bytes of a whole request that brings a file, such as a calendar"),
    Setting("CALCULATOR_REQUEST_SECONDS", 60, "seconds in which the rest of a request has to be here"),
    Setting(
        "CALCULATOR_API_BODY", 256_000, "bytes of a body that the API reads; the largest scenario has about 150,000"
    ),
    Setting("CALCULATOR_API_QUERY", 8_000, "characters of a query that the API reads, as many as of a link"),
    Setting(
        "CALCULATOR_ROOMS_FILE",
        "~/.networking-calculator/rooms.sqlite",
        "the file of a workshop's rooms, where no DATABASE_URL is set",
    ),
    Setting("DATABASE_URL", "", "the PostgreSQL of a workshop's rooms, as in postgresql://user:secret@host/name"),
    Setting("CALCULATOR_ROOM_DAYS", 14, "days after which a room is deleted with all its answers"),
    Setting("CALCULATOR_ROOM_PEOPLE", 2_000, "phones that may join one room"),
    Setting("CALCULATOR_ROOMS_AN_HOUR", 30, "rooms that one address may open an hour; 0 is no limit"),
    Setting("CALCULATOR_END_SECONDS", 8, "seconds after which a server that was told to end is ended by force"),
    Setting("CALCULATOR_DRAIN_SECONDS", 0, "seconds that a server goes on answering once it was told to end"),
    Setting("CALCULATOR_LOGS", "text", "json writes each line of the log as JSON, and one for each request"),
    Setting("CALCULATOR_METRICS_PORT", 0, "port on which Prometheus finds counters at /metrics; 0 is none"),
    Setting("CALCULATOR_METRICS_ADDRESS", "127.0.0.1", "address on which it finds them; 0.0.0.0 is every one"),
)
"""Every variable that is read."""
GONE = {
    "CALCULATOR_PROXY": "Name the proxy in CALCULATOR_TRUSTED_PROXIES instead.",
    "CALCULATOR_API_RATE": "CALCULATOR_ALLOWANCE limits processor seconds instead, on every address of the app.",
}
"""Variables that are read no more, and what to use instead."""
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """What a variable says, less the space around it."""
    return os.environ.get(name, "").strip() or str(_BY_NAME[name].default)


def whole(name: str) -> int:
    """The whole number in a variable; what is none is said in the log, and the default stays."""
    given, default = os.environ.get(name, "").strip(), int(_BY_NAME[name].default)
    if given.isascii() and given.isdigit() and len(given) < 10:
        return int(given)
    if given:
        log.warning("%s is no whole number from 0 to 999999999, so it stays at %s.", name, default)
    return default


def listed(name: str) -> list[str]:
    """The entries of a variable, with spaces or commas between them."""
    return [part for part in re.split(r"[\s,]+", text(name)) if part]


def networks(name: str) -> tuple[Network, ...]:
    """The networks in a variable, an address being one of its own; what is none is said in the log and left out."""
    named: list[Network] = []
    for part in listed(name):
        try:
            named.append(ip_network(part, strict=False))
        except ValueError:
            log.warning("%s names '%s', which is no address or network, so it is left out.", name, part)
    return tuple(named)


def public() -> str:
    """The address under which people know the app, with no slash at its end; empty where nobody said."""
    return text("CALCULATOR_URL").rstrip("/")


def warn_of_gone() -> None:
    """Say which variables are set and no longer read."""
    for name, instead in GONE.items():
        if os.environ.get(name, "").strip():
            log.warning("%s is no longer read. %s", name, instead)
