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
from dataclasses import dataclass
from datetime import UTC, date, datetime

from calculator.diary.zones import Zones, length
from calculator.safety import visible

MOST = 50_000
"""Events that are read, of all files together."""
LETTERS = 200
"""Letters of a title that are kept."""
ENDS = re.compile(r"^(BEGIN|END):VEVENT", re.MULTILINE | re.IGNORECASE)
INNER = re.compile(r"^BEGIN:(\w+)[ \t]*\n.*?^END:\1[ \t]*$", re.DOTALL | re.MULTILINE | re.IGNORECASE)
"""An alarm and the like, whose own lines have the same names."""
HEAD = re.compile(r"^(UID|DTSTART|RRULE|RDATE|RECURRENCE-ID)([;:].*)$", re.MULTILINE | re.IGNORECASE)
LINE = re.compile(
    r"^(UID|SUMMARY|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE|STATUS|LOCATION|ATTENDEE|ORGANIZER"
    r"|LAST-MODIFIED|DTSTAMP|X-APPLE-TRAVEL-DURATION|X-GOOGLE-CONFERENCE|X-MICROSOFT-SKYPETEAMSMEETINGURL)"
    r"""((?:;[^:;"\n]*(?:"[^"\n]*"[^:;"\n]*)*)*):(.*)$""",
    re.MULTILINE | re.IGNORECASE,
)
OWNER = re.compile(r"^X-WR-CALNAME(?:;[^:\n]*)?:[ \t]*([^@\s]+@[^@\s]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""A calendar of Google's bears the address of whom it belongs to."""
ESCAPED = re.compile(r"\\(.)")
Line = tuple[str, str]
"""What stands between the name of a line and its colon, and what follows."""


@dataclass(frozen=True)
class Moment:
    """A time of a calendar: a day, a time on somebody's clock, or a moment with its zone."""

    day: date
    at: datetime | None

    @property
    def value(self) -> date:
        """As icalendar has it."""
        return self.day if self.at is None else self.at


class Entry:
    """One event of a file: the lines that say what it is and when; the others are read when one of them is needed."""

    __slots__ = ("_all", "_inside", "_owner", "_zones", "day", "instance", "repeats", "uid")

    def __init__(self, inside: str, zones: Zones, owner: str = "") -> None:
        if "\nBEGIN:" in inside or "\nbegin:" in inside:
            inside = INNER.sub("", inside)
        self._inside, self._zones, self._owner = inside, zones, owner
        self._all: dict[str, list[Line]] | None = None
        head = {name.upper(): text for name, text in HEAD.findall(inside)}
        self.uid = head.get("UID", "").rpartition(":")[2].strip() if "://" not in head.get("UID", "") else head["UID"]
        self.repeats = "RRULE" in head or "RDATE" in head
        """Whether it stands for more than one."""
        self.instance = head.get("RECURRENCE-ID", "").rpartition(":")[2].strip()
        """Which one of a series it changes; empty where it changes none."""
        self.day = _day(head.get("DTSTART", "").rpartition(":")[2].strip())
        """The day on which it begins, on whatever clock; None where there is none that can be read."""

    @property
    def lines(self) -> dict[str, list[Line]]:
        """Every line that is needed, by its name."""
        if self._all is None:
            self._all = {}
            for name, more, value in LINE.findall(self._inside):
                self._all.setdefault(name.upper(), []).append((more, value))
        return self._all

    def text(self, name: str) -> str:
        """The first line of a name; empty where there is none."""
        return self.lines[name][0][1].strip() if name in self.lines else ""

    @property
    def title(self) -> str:
        """Its name, on one line."""
        return visible(ESCAPED.sub(_unescaped, self.text("SUMMARY")[: 2 * LETTERS]))[:LETTERS]

    @property
    def zone(self) -> str:
        """The name of the zone in which it begins; empty where it names none."""
        return _zone(self.lines["DTSTART"][0][0]) if "DTSTART" in self.lines else ""

    @property
    def strange(self) -> bool:
        """Whether it names a zone that nobody knows."""
        return bool(self.zone) and self._zones.of(self.zone) is None

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
                found = self.read(more, part.partition("/")[0])
                if found is not None:
                    yield found

    def read(self, more: str, text: str) -> Moment | None:
        """A time as calendars write it: 20260305, 20260305T120000, the same with Z, or in the zone of `more`."""
        text = text.strip()
        try:
            day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
            if len(text) == 8:
                return Moment(day, None)
            at = datetime(day.year, day.month, day.day, int(text[9:11]), int(text[11:13]), int(text[13:15] or 0))  # noqa: DTZ001 -- its zone follows
        except ValueError:
            return None
        zone = UTC if text[-1] in "Zz" else self._zones.of(_zone(more)) if "TZID" in more.upper() else None
        return Moment(day, at if zone is None else at.replace(tzinfo=zone))


def entries(text: str) -> Iterator[Entry]:
    """Every whole event of a text."""
    zones, owner = Zones(text), OWNER.search(text)
    whose = owner[1].lower() if owner else ""
    if "BEGIN:VEVENT" not in text or "begin:vevent" in text:
        text = ENDS.sub(lambda found: found[0].upper(), text)
    for part in text.split("\nBEGIN:VEVENT")[1:]:
        inside, whole, _ = part.partition("\nEND:VEVENT")
        if whole:
            yield Entry(inside, zones, whose)


def people(entry: Entry) -> int:
    """How many were asked to come, whoever asked them among them; rooms and projectors are nobody."""
    asked = [(more.upper(), value) for more, value in entry.lines.get("ATTENDEE", ())]
    persons = {value.strip().lower() for more, value in asked if "CUTYPE=RO" not in more and "CUTYPE=RES" not in more}
    return len(persons | {value.strip().lower() for _, value in entry.lines.get("ORGANIZER", ()) if persons})


def online(entry: Entry) -> bool:
    """Whether it has an address to join at in place of a room."""
    where = entry.text("LOCATION").lower()
    named = "://" in where or any(word in where for word in ("zoom", "teams", "google meet", "webex", "skype"))
    return named or (
        not where and any(name in entry.lines for name in ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"))
    )


def way(entry: Entry) -> float:
    """Minutes of the way there, where the calendar has them in the event itself, as Apple's does; else 0."""
    found = length(entry.text("X-APPLE-TRAVEL-DURATION"))
    return found.total_seconds() / 60 if found else 0.0


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _zone(more: str) -> str:
    found = re.search(r'TZID=("[^"]*"|[^;]*)', more, re.IGNORECASE)
    return found[1].strip('" ') if found else ""


def _unescaped(found: re.Match[str]) -> str:
    return " " if found[1] in "nN" else found[1]
