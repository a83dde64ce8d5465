r"""The events of a calendar file as they stand in it, before any of them is repeated: one pass over the text.

Only the lines that are needed are taken. icalendar's own reader keeps everything and takes seven times as long, which a
file of 50,000 events is too large for; what repeats is handed to icalendar and its library all the same (`series`).

>>> lines = "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", r"SUMMARY;LANGUAGE=en:Lunch\, again", "END:VEVENT"
>>> text = "\n".join(lines)
>>> [entry] = entries(text)
>>> entry.uid, entry.title
('1', 'Lunch, again')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from calculator.diary.zones import Zones, length, zone_in
from calculator.safety import visible

MOST = 50_000
"""Events that are read, of all files together."""
LETTERS = 200
"""Letters of a title that are kept."""
ENDS = re.compile(r"^(BEGIN|END):VEVENT", re.MULTILINE | re.IGNORECASE)
EDGES = re.compile(r"^(BEGIN|END):(\w+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""Where an alarm and the like begins and ends, whose own lines have the same names."""
HEAD = re.compile(r"^(UID|DTSTART|RRULE|RDATE|RECURRENCE-ID)([;:].*)$", re.MULTILINE | re.IGNORECASE)
WHEN = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
WHAT = ("UID", "SUMMARY", "STATUS", "LOCATION", "ATTENDEE", "ORGANIZER", "SEQUENCE", "LAST-MODIFIED")
OWN = ("X-APPLE-TRAVEL-DURATION", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
NAMES = frozenset((*WHEN, *WHAT, *OWN))
"""The lines that are needed."""
QUOTED = re.compile(r"""^((?:[^:"]*"[^"]*")*[^:"]*):(.*)""")
"""A line in which a colon may stand between quotes before the one that counts."""
OWNER = re.compile(r"^X-WR-CALNAME(?:;[^:\n]*)?:[ \t]*([^@\s]+@[^@\s]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""A calendar of Google's bears the address of whom it belongs to."""
ESCAPED = re.compile(r"\\(.)")
ContentLine = tuple[str, str]
"""What stands between the name of a line and its colon, and what follows."""


class Moment(NamedTuple):
    """A time of a calendar: a day, a time on somebody's clock, or a moment with its zone."""

    day: date
    at: datetime | None

    @property
    def value(self) -> date:
        """As icalendar has it."""
        return self.day if self.at is None else self.at


class CalendarEntry:
    """One event of a file: the lines that say what it is and when; the others are read when one of them is needed."""

    __slots__ = ("_all", "_inside", "_owner", "_zones", "day", "instance", "repeats", "uid")

    def __init__(self, inside: str, zones: Zones, owner: str = "") -> None:
        if "\nBEGIN:" in inside or "\nbegin:" in inside:
            inside = _outside(inside)
        self._inside, self._zones, self._owner = inside, zones, owner
        self._all: dict[str, list[ContentLine]] | None = None
        head = {name.upper(): text for name, text in HEAD.findall(inside)}
        self.uid = head.get("UID", "").rpartition(":")[2].strip() if "://" not in head.get("UID", "") else head["UID"]
        self.repeats = "RRULE" in head or "RDATE" in head
        """Whether it stands for more than one."""
        self.instance = head.get("RECURRENCE-ID", "").rpartition(":")[2].strip()
        """Which one of a series it changes; empty where it changes none."""
        self.day = _day(head.get("DTSTART", "").rpartition(":")[2].strip())
        """The day on which it begins, on whatever clock; None where there is none that can be read."""

    @property
    def lines(self) -> dict[str, list[ContentLine]]:
        """Every line that is needed, by its name."""
        if self._all is None:
            self._all = {}
            for line in self._inside.split("\n"):
                head, _, value = line.partition(":")
                if '"' in head and (quoted := QUOTED.match(line)):
                    head, value = quoted.groups()
                name, _, more = head.partition(";")
                if (name := name.upper()) in NAMES:
                    self._all.setdefault(name, []).append((more, value))
        return self._all

    def text(self, name: str) -> str:
        """The first line of a name; empty where there is none."""
        lines = self.lines.get(name)
        return lines[0][1].strip() if lines else ""

    @property
    def title(self) -> str:
        """Its name, on one line."""
        return titled(self.text("SUMMARY"))

    @property
    def zone(self) -> str:
        """The name of the zone in which it begins; empty where it names none."""
        return zone_in(self.lines["DTSTART"][0][0]) if "DTSTART" in self.lines else ""

    @property
    def strange(self) -> bool:
        """Whether it names a zone that nobody knows."""
        more = self.lines["DTSTART"][0][0] if "DTSTART" in self.lines else ""
        return "TZID" in more.upper() and self._zones.of_line(more) is None

    @property
    def floats(self) -> bool:
        """Whether its time is that of any clock, wherever it is."""
        return not self.zone and not self.text("DTSTART").upper().endswith("Z")

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return self.text("STATUS").upper() == "CANCELLED"

    @property
    def declined(self) -> bool:
        """Whether the person whose calendar it is said no."""
        return bool(self._owner) and any(
            self._owner in value.lower() and "PARTSTAT=DECLINED" in more.upper()
            for more, value in self.lines.get("ATTENDEE", ())
        )

    @property
    def version(self) -> tuple[int, str]:
        """The higher of two of the same is the newer."""
        number = self.text("SEQUENCE")
        return (
            int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
            self.text("LAST-MODIFIED"),
        )

    def moment(self, name: str) -> Moment | None:
        """The time in a line; None where there is none that can be read."""
        if name not in self.lines:
            return None
        more, text = self.lines[name][0]
        return self.read(more, text)

    def moments(self, name: str) -> Iterator[Moment]:
        """Every time in all lines of a name; of a period, its beginning."""
        for more, text in self.lines.get(name, ()):
            for part in text.split(","):
                moment = self.read(more, part.partition("/")[0])
                if moment is not None:
                    yield moment

    def read(self, more: str, text: str) -> Moment | None:
        """A time as calendars write it: 20260305, 20260305T120000, the same with Z, or in the zone of `more`."""
        text = text.strip()
        day = _day(text)
        if day is None or len(text) == 8:
            return None if day is None else Moment(day, None)
        try:
            at = datetime.fromisoformat(text[:15])
        except ValueError:
            return None
        zone = UTC if text[-1] in "Zz" else self._zones.of_line(more) if more else None
        return Moment(day, at if zone is None else at.replace(tzinfo=zone))


def entries(text: str) -> Iterator[CalendarEntry]:
    """Every whole event of a text."""
    zones, owner = Zones(text), OWNER.search(text)
    whose = owner[1].lower() if owner else ""
    if "BEGIN:VEVENT" not in text or "begin:vevent" in text:
        text = ENDS.sub(lambda match: match[0].upper(), text)
    for part in text.split("\nBEGIN:VEVENT")[1:]:
        inside, whole, _ = part.partition("\nEND:VEVENT")
        if whole:
            yield CalendarEntry(inside, zones, whose)


def titled(summary: str) -> str:
    """The name of an event, on one line, as its line has it."""
    return visible(ESCAPED.sub(_unescaped, summary[: 2 * LETTERS]))[:LETTERS]


def people(entry: CalendarEntry) -> int:
    """How many were asked to come, whoever asked them among them; rooms and projectors are nobody."""
    if "ATTENDEE" not in entry.lines:
        return 0
    asked = [(more.upper(), value) for more, value in entry.lines.get("ATTENDEE", ())]
    persons = {value.strip().lower() for more, value in asked if "CUTYPE=RO" not in more and "CUTYPE=RES" not in more}
    return len(persons | {value.strip().lower() for _, value in entry.lines.get("ORGANIZER", ()) if persons})


def online(entry: CalendarEntry) -> bool:
    """Whether it has an address to join at in place of a room."""
    where = entry.text("LOCATION").lower()
    named = "://" in where or any(word in where for word in ("zoom", "teams", "google meet", "webex", "skype"))
    return named or (
        not where and any(name in entry.lines for name in ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"))
    )


def way(entry: CalendarEntry) -> float:
    """Minutes of the way there, where the calendar has them in the event itself, as Apple's does; else 0."""
    road = length(entry.text("X-APPLE-TRAVEL-DURATION"))
    return road.total_seconds() / 60 if road else 0.0


def _outside(text: str) -> str:
    """The lines of an event without those of what stands within it; what has no end stays."""
    kept, at, inner = [], 0, ""
    for edge in EDGES.finditer(text):
        begins, name = edge[1].upper() == "BEGIN", edge[2].upper()
        if begins and not inner:
            kept.append(text[at : edge.start()])
            at, inner = edge.start(), name
        elif not begins and name == inner:
            at, inner = edge.end(), ""
    return "".join([*kept, text[at:]])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:8]) if text[:8].isdecimal() else None
    except ValueError:
        return None


def _unescaped(match: re.Match[str]) -> str:
    return " " if match[1] in "nN" else match[1]
