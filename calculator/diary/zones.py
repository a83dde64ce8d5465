"""Time zones by the names that calendars give them: of IANA, of Windows, or described in the file itself.

>>> named("W. Europe Standard Time").key, named("/freeassociation.sourceforge.net/Europe/London").key
('Europe/Berlin', 'Europe/London')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

OWN = 40
"""Zones of a file that are described in it and are read from that description."""
EDGES = re.compile(r"^(BEGIN|END):VTIMEZONE[ \t]*$", re.MULTILINE | re.IGNORECASE)
ID = re.compile(r"^TZID(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)
RULES = re.compile(r"FREQ=(?!YEARLY)|INTERVAL=", re.IGNORECASE)
DATES = 200
"""Dates in one line. No description of a zone needs these rules or so many dates, and both keep a reader busy."""
PLACE = re.compile(r"^X-LIC-LOCATION:(.*)$", re.MULTILINE | re.IGNORECASE)


def named(name: str) -> ZoneInfo | None:
    """The zone of that name, where it is one that the world knows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = name.strip().strip('"')
    parts = [part for part in name.split("/") if part]
    known = [name, WINDOWS_TO_OLSON.get(name, ""), "/".join(parts[-2:]), "/".join(parts[-3:])]
    for one in dict.fromkeys(filter(None, known)):
        try:
            return ZoneInfo(one)
        except (ValueError, OSError, KeyError):
            continue
    return None


class Zones:
    """The zones of one file."""

    def __init__(self, text: str) -> None:
        self._described = {
            match[1].strip().strip('"'): one for one in islice(_descriptions(text), OWN) if (match := ID.search(one))
        }
        self._known: dict[str, tzinfo | None] = {"UTC": UTC}
        self._lines: dict[str, tzinfo | None] = {}

    def of(self, name: str) -> tzinfo | None:
        """The zone that a time of this file names; None where nobody can tell."""
        name = name.strip().strip('"')
        if name not in self._known:
            self._known[name] = named(name) or self._own(name)
        return self._known[name]

    def of_line(self, more: str) -> tzinfo | None:
        """The zone that stands between the name of a line and its colon."""
        if more not in self._lines:
            name = zone_in(more)
            self._lines[more] = self.of(name) if name else None
        return self._lines[more]

    def _own(self, name: str) -> tzinfo | None:
        text = self._described.get(name)
        if text is None or RULES.search(text) or any(line.count(",") >= DATES for line in text.split("\n")):
            return None
        if (place := PLACE.search(text)) and (zone := named(place[1])):
            return zone

        from icalendar import Timezone

        try:
            described = Timezone.from_ical(text)
            made = described.to_tz(lookup_tzid=False) if isinstance(described, Timezone) else None
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            return None
        return made


def _descriptions(text: str) -> Iterator[str]:
    """Each description of a zone in a file, from its first line to its last."""
    begun = None
    for edge in EDGES.finditer(text):
        if edge[1].upper() == "BEGIN":
            begun = edge.start()
        elif begun is not None:
            yield f"{text[begun : edge.end()]}\n"
            begun = None


def zone_in(more: str) -> str:
    """The name of a zone between the name of a line and its colon; empty where there is none."""
    match = re.search(r'TZID=("[^"]*"|[^;]*)', more, re.IGNORECASE)
    return match[1].strip('" ') if match else ""


def length(text: str) -> timedelta | None:
    """A duration as calendars write it, such as PT1H30M; None where it is none.

    >>> length("PT1H30M"), length("P1D")
    (datetime.timedelta(seconds=5400), datetime.timedelta(days=1))
    """
    match = re.fullmatch(
        r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?", text.strip()
    )
    if not match or not any(match.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
