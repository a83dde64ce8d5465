"""Calendar files to the events of some months: what took place when, for how long, and with how many.

Repeated events stand there one by one, without those that were called off or moved away; what stands in several
calendars stands there once. Times are those of the clock at home, whatever zone an event names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from calculator import formats
from calculator.diary import files, series, words
from calculator.diary.dates import month, spoken
from calculator.diary.entries import MOST, CalendarEntry, entries, online, people, titled, way
from calculator.diary.series import SeriesTooLong
from calculator.diary.zones import length, named
from calculator.errors import CalculatorError, shortened
from calculator.safety import isolated

QUIET = 28
"""Days at either end of the dates asked about in which nothing may stand and the file is still taken to cover them."""
OCCURRENCES = 150_000
"""Events of all series together in the days asked about."""
SAID = 8
"""Series that are left out and named."""
EVERY = 500
"""Events after which it is told how far the reading is."""
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What icalendar and its library raise at a series that is none."""
DAY = timedelta(days=1)
HOME = re.compile(r"^X-WR-TIMEZONE(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)
Tell = Callable[[float, str], None]


class Event(NamedTuple):
    """One event that took place: its start and end on the clock at home; no minutes where it took whole days.

    `series` is the same for all events of a repeated one, and empty for a single one. `way` is minutes of the way there
    where the event itself has them.
    """

    title: str
    start: datetime
    end: datetime
    minutes: float | None
    people: int
    series: str
    online: bool
    way: float


@dataclass(frozen=True)
class Diary:
    """What calendars have of the days from `begin` to `end`, both included: those asked about that they cover."""

    begin: date
    end: date
    zone: str
    events: tuple[Event, ...]
    notes: tuple[str, ...]

    @property
    def weeks(self) -> float:
        """How long that is."""
        return ((self.end - self.begin).days + 1) / 7

    @property
    def years(self) -> float:
        """How long that is; 365 days are a year, and 366."""
        days = (self.end - self.begin).days + 1
        return 1.0 if days in (365, 366) else days / 365.25


def read(
    given: Iterable[tuple[str, bytes]],
    begin: date,
    end: date,
    zone: str = "",
    otherwise: str = "",
    told: Tell | None = None,
) -> Diary:
    """The events between two days, both included, in all of these files.

    `zone` is the clock at home; without it, it is the one that the calendars name, or `otherwise`. Raises
    CalculatorError.
    """
    told = told or _untold
    told(0.0, "Opening")
    texts = files.texts(given)
    all_entries, notes = _entries(texts, told), []
    for name, text in texts:
        if not re.search(r"^END:VCALENDAR[ \t]*$", text, re.IGNORECASE | re.MULTILINE):
            notes.append(f"{files.called(name)} ends too soon, as if cut off. What is whole in it was read.")
    home, known = _home([text for _, text in texts], all_entries, zone, otherwise)
    if not known:
        notes.append("No calendar says in which time zone it was kept, so its times are read as UTC.")
    reading = _Reading(begin, end, home, told)
    reading.take(all_entries)
    first, last = reading.covered()
    if not reading.events:
        there = [entry.day for entry in all_entries if entry.day]
        runs = f"They run from {month(min(there))} to {month(max(there))}." if there else "They have none at all."
        raise CalculatorError(f"No event in these calendars lies between {spoken(begin)} and {spoken(end)}. {runs}")
    events = tuple(sorted(reading.events, key=lambda event: (event.start, event.title)))
    told(1.0, f"{formats.whole(len(events))} events between {spoken(begin)} and {spoken(end)}")
    return Diary(first, last, getattr(home, "key", "UTC"), events, (*notes, *reading.notes()))


def _untold(share: float, words: str) -> None:
    """Nobody waits to hear how far it is."""


def _entries(texts: Sequence[tuple[str, str]], told: Tell) -> list[CalendarEntry]:
    """Every event of all files, the newest of each that stands in several; those that were called off too."""
    total = sum(text.upper().count("BEGIN:VEVENT") for _, text in texts)
    if total > MOST:
        most = formats.whole(MOST)
        raise CalculatorError(
            f"These are {formats.whole(total)} events; it takes at most {most}. Export fewer calendars or fewer years."
        )
    newest: dict[tuple[str, str], CalendarEntry] = {}
    at = 0
    for _, text in texts:
        for entry in entries(text):
            at += 1
            if at % EVERY == 0:
                told(0.6 * at / total, f"Read {formats.whole(at)} of {formats.whole(total)} events")
            key = (entry.uid or f" {at}", entry.instance)
            if key not in newest or entry.version >= newest[key].version:
                newest[key] = entry
    return list(newest.values())


def _home(texts: Sequence[str], all_entries: Sequence[CalendarEntry], zone: str, otherwise: str) -> tuple[tzinfo, bool]:
    """The clock at home, and whether anybody said which. Raises CalculatorError."""
    if zone:
        own = named(zone)
        if own is None:
            raise CalculatorError(f"There is no time zone '{shortened(zone)}'. One is written Europe/London.")
        return own, True
    votes = Counter(name.strip() for text in texts for name in HOME.findall(text))
    votes = votes or Counter(entry.zone for entry in all_entries if entry.zone)
    for name, _ in [*votes.most_common(5), (otherwise, 0)]:
        own = named(name) if name else None
        if own is not None and own.key not in ("UTC", "Etc/UTC", "GMT", "Etc/GMT"):
            return own, True
    return UTC, not all_entries or all(entry.floats for entry in all_entries)


class _Facts(NamedTuple):
    """What is the same of every time that an entry takes place. `off` is called off, `strange` in nobody's zone."""

    title: str
    folded: str
    off: bool
    strange: bool
    people: int
    online: bool
    way: float


class _Reading:
    """What is gathered between two days."""

    def __init__(self, begin: date, end: date, home: tzinfo, told: Tell) -> None:
        self.begin, self.end, self.home, self.told = begin, end, home, told
        self.events: list[Event] = []
        self.days: list[date] = []
        self.left_out: list[str] = []
        self.unreadable = self.off = self.twice = self.strange = 0
        self._seen: set[tuple[str, datetime]] = set()
        self._titles: dict[str, tuple[str, bool]] = {}

    def take(self, all_entries: Sequence[CalendarEntry]) -> None:
        """Take the single events, and then what repeats."""
        repeating: dict[str, list[CalendarEntry]] = {
            entry.uid: [] for entry in all_entries if entry.repeats and entry.uid
        }
        for entry in all_entries:
            if entry.day is None:
                self.unreadable += 1
                continue
            self.days.append(entry.day)
            if entry.uid in repeating:
                repeating[entry.uid].append(entry)
            elif entry.repeats:
                repeating[f" {len(repeating)}"] = [entry]
            elif self.begin - DAY <= entry.day <= self.end + DAY:
                self._single(entry)
        for index, entries_of_one in enumerate(repeating.values()):
            if index % (EVERY // 10) == 0:
                self.told(0.6 + 0.4 * index / len(repeating), f"Repeated {index} of {len(repeating)} series")
            if entries_of_one and any(
                series.may_touch(entry, self.begin - DAY, self.end + DAY) for entry in entries_of_one
            ):
                self._series(entries_of_one)

    def covered(self) -> tuple[date, date]:
        """The first and the last day, of those asked about, that the calendars cover."""
        days = [*self.days, *(event.start.date() for event in self.events)]
        if not days:
            return self.begin, self.end
        first, last = min(days), max(days)
        quiet = timedelta(days=QUIET)
        return (
            self.begin if first <= self.begin + quiet else first,
            self.end if last >= self.end - quiet else max(last, self.begin),
        )

    def notes(self) -> list[str]:
        """What is to be said of what was left out."""
        said = []
        if self.left_out:
            more = len(self.left_out) - SAID
            tail = f", and {more} more" if more > 0 else ""
            said.append(f"Left out, as too much to be a meeting: {'; '.join(self.left_out[:SAID])}{tail}.")
        counted = {
            "Left out, since their time or their rule cannot be read": self.unreadable,
            "Left out, since they were called off or declined": self.off,
            "Counted once, since they stood there more than once": self.twice,
            "Taken by your own clock, since nobody knows the time zone that they name": self.strange,
        }
        for what, number in counted.items():
            if number:
                said.append(f"{what}: {formats.whole(number)} {'event' if number == 1 else 'events'}.")
        return said

    def _single(self, entry: CalendarEntry) -> None:
        start = entry.moment("DTSTART")
        if start is None:
            self.unreadable += 1
            return
        stop = entry.moment("DTEND")
        if stop is not None and (stop.at is None) == (start.at is None):
            end = stop.value
        else:
            end = start.value + (length(entry.text("DURATION")) or timedelta())
        self._add(self._facts(entry), start.value, end, "")

    def _series(self, its: Sequence[CalendarEntry]) -> None:
        facts = {entry: self._facts(entry) for entry in its}
        try:
            for once in series.occurrences(its, self.begin - DAY, self.end + DAY):
                if len(self.events) >= OCCURRENCES:
                    raise SeriesTooLong("is one series too many")
                self._add(facts[once.entry], once.start, once.end, its[0].uid)
        except SeriesTooLong as error:
            self.left_out.append(f"{isolated(shortened(its[0].title)) or 'one without a title'} {error}")
        except UNREADABLE:
            self.unreadable += 1

    def _facts(self, entry: CalendarEntry) -> _Facts:
        """What is the same of every time that an entry takes place."""
        summary = entry.text("SUMMARY")
        if summary not in self._titles:
            title = titled(summary)
            self._titles[summary] = title, words.called_off(title)
        title, off = self._titles[summary]
        off = off or entry.cancelled or entry.declined
        return _Facts(title, title.casefold(), off, entry.strange, people(entry), online(entry), way(entry))

    def _add(self, its: _Facts, start: date, end: date, uid: str) -> None:
        """Take one event, where it lies in the days asked about, took place and is no double."""
        at, over, minutes = _at_home(start, end, self.home)
        if not self.begin <= at.date() <= self.end:
            return
        if its.off:
            self.off += 1
            return
        key = (its.folded, at)
        if key in self._seen:
            self.twice += 1
            return
        self._seen.add(key)
        self.strange += its.strange
        self.events.append(Event(its.title, at, over, minutes, its.people, uid, its.online, its.way))


def _at_home(start: date, end: date, home: tzinfo) -> tuple[datetime, datetime, float | None]:
    """The start and the end on the clock at home, and the minutes that it took; None where it took whole days."""
    if not isinstance(start, datetime):
        midnight = datetime.combine(start, time())
        return midnight, midnight + DAY, None
    end = end if isinstance(end, datetime) else start
    if start.tzinfo is end.tzinfo is home and start.utcoffset() == end.utcoffset():  # as most are
        minutes = max((end - start).total_seconds() / 60, 0.0)
        at = start.replace(tzinfo=None)
        return at, max(end.replace(tzinfo=None), at), minutes if minutes < 24 * 60 else None
    begun, ended = ((each if each.tzinfo else each.replace(tzinfo=home)).astimezone(UTC) for each in (start, end))
    ended = max(begun, ended)
    minutes = (ended - begun).total_seconds() / 60
    at, over = (each.astimezone(home).replace(tzinfo=None) for each in (begun, ended))
    return at, over, minutes if minutes < 24 * 60 else None
