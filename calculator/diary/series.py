"""What repeats, event by event, between two days: by recurring-ical-events, on a rule that is made safe first.

A rule may stand for millions of events, or for none at all until the year 9999, and a library looks at each. So a rule
is begun shortly before the days that are asked about where that changes nothing, ends with them, and is refused where
it would still be too much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes, vRecur
from recurring_ical_events import of
from recurring_ical_events.adapters.event import EventAdapter
from recurring_ical_events.occurrence import Occurrence
from recurring_ical_events.selection.name import ComponentsWithName

from calculator.diary.entries import CalendarEntry
from calculator.diary.zones import length

STEPS = 40_000
"""Steps of a rule that may be looked at: one a day for a century."""
PER_DAY = 24
"""Times a day that a series may take place."""
DATES = 5000
"""Single days that a series may add or leave out."""
DAYS = {"YEARLY": 365, "MONTHLY": 28, "WEEKLY": 7, "DAILY": 1}
"""Days of one step of a rule, at least."""
QUICK = {"HOURLY": "hour", "MINUTELY": "minute", "SECONDLY": "second"}
"""Steps that are too short for anybody to meet in."""
CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
WHOLE = {"YEARLY": 4, "MONTHLY": 48}
"""Steps after which years and months begin anew, leap days too."""


class SeriesTooLong(ValueError):
    """A series that is too much to be looked at; the message says what it does."""


class Once(NamedTuple):
    """One time that an entry takes place, as icalendar has it."""

    entry: CalendarEntry
    start: date
    end: date


class Taken(Occurrence):  # type: ignore[misc]
    """An event of a series, not copied into a component of its own, which takes longer than all the rest."""

    def as_component(self, keep_recurrence_attributes: bool) -> Any:  # noqa: ARG002 -- the library's own name
        """The event itself, where the library would make a copy."""
        return self

    @property
    def entry(self) -> CalendarEntry:
        """The entry that it is from."""
        entry: CalendarEntry = self._adapter.entry
        return entry


class Repeated(Event):
    """An event of icalendar's that knows the entry it is from."""

    entry: CalendarEntry


class Adapter(EventAdapter):  # type: ignore[misc]
    """An event of a series that knows the entry it is from."""

    @property
    def entry(self) -> CalendarEntry:
        """The entry."""
        entry: CalendarEntry = self._component.entry
        return entry


def may_touch(entry: CalendarEntry, begin: date, end: date) -> bool:
    """Whether an entry may take place between two days; where that would take long to tell, it may."""
    day = entry.day
    if day is None or (day > end and "RDATE" not in entry.lines):
        return False
    if day >= begin or "RDATE" in entry.lines:
        return True
    rules = [_parts(rule) for _, rule in entry.lines.get("RRULE", ())]
    return any((last := _last(parts, day)) is None or last >= begin - timedelta(days=1) for parts in rules)


def _last(parts: Mapping[str, str], day: date) -> date | None:
    """A day after which a rule no longer takes place, if that is easily told."""
    until, count, every = parts.get("UNTIL", ""), parts.get("COUNT", ""), _number(parts.get("INTERVAL", "1"))
    try:
        if until:
            return date(int(until[:4]), int(until[4:6]), int(until[6:8])) + timedelta(days=1)
        if count and set(parts) <= {"FREQ", "COUNT", "INTERVAL", "WKST", "BYDAY"} and parts["FREQ"].upper() == "WEEKLY":
            return day + timedelta(days=7 * (_number(count) * every + 1))
    except (ValueError, OverflowError):
        pass
    return None


def occurrences(entries: Sequence[CalendarEntry], begin: date, end: date) -> Iterator[Once]:
    """Every time between two days, both included, of entries that share a name. Raises SeriesTooLong or ValueError."""
    calendar = Calendar()
    for entry in entries:
        calendar.add_component(_event(entry, begin, end))
    first, last = datetime.combine(begin, time()), datetime.combine(end + timedelta(days=1), time())
    times = of(calendar, components=[ComponentsWithName("VEVENT", Adapter, occurrence=Taken)]).between(first, last)
    for each in times:
        yield Once(each.entry, each.start, each.end)


def _event(entry: CalendarEntry, begin: date, end: date) -> Event:
    """The lines that matter as icalendar has them."""
    start = entry.moment("DTSTART")
    if start is None:
        raise ValueError("no start")
    event = Repeated()
    event.entry = entry
    event["UID"] = entry.uid
    event["SEQUENCE"] = entry.version[0]
    rules = [rule for _, rule in entry.lines.get("RRULE", ())][:4]
    first, rules = _begun(start.value, rules, begin, alone="RDATE" not in entry.lines)
    event["DTSTART"] = vDDDTypes(first)
    event.update(_length(entry, start.value, first))
    made = [vRecur.from_ical(safe) for rule in rules if (safe := _ending(rule, first, end))]
    if made:
        event["RRULE"] = made
    for name in ("RDATE", "EXDATE"):
        dates = list(islice(entry.moments(name), DATES + 1))
        if len(dates) > DATES:
            raise SeriesTooLong(f"lists more than {DATES} single days")
        if dates:
            event[name] = vDDDLists([each.value for each in dates])
    instance = entry.moment("RECURRENCE-ID")
    if instance is not None:
        event["RECURRENCE-ID"] = vDDDTypes(instance.value)
        if "THISANDFUTURE" in entry.lines["RECURRENCE-ID"][0][0].upper():
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event


def _length(entry: CalendarEntry, start: date, first: date) -> dict[str, vDDDTypes]:
    """The line that says how long it is, moved as the start was."""
    stop, long = entry.moment("DTEND"), length(entry.text("DURATION"))
    if stop is None or isinstance(stop.value, datetime) != isinstance(start, datetime):
        return {} if long is None else {"DURATION": vDDDTypes(long)}
    end = stop.value + (first - start)
    if isinstance(end, datetime) and isinstance(first, datetime) and (end.tzinfo is None) != (first.tzinfo is None):
        end = end.replace(tzinfo=first.tzinfo)  # both have a zone, or neither has one
    return {"DTEND": vDDDTypes(end)}


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.strip().strip(";").split(";"))
    return {name.strip().upper(): value.strip() for name, _, value in pairs if value.strip()}


def _begun(start: date, rules: list[str], begin: date, alone: bool) -> tuple[date, list[str]]:
    """A later start from which one rule without a count has the same times, if there is one.

    It lies well before the days asked about, since a series also takes place at its start, whatever its rule says.
    """
    parts = _parts(rules[0]) if len(rules) == 1 and alone else {}
    every = _number(parts.get("INTERVAL", "1"))
    if "COUNT" in parts or parts.get("FREQ") not in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY") or not every:
        return start, rules
    day = start.date() if isinstance(start, datetime) else start
    step = math.lcm(every, WHOLE.get(parts["FREQ"], 1))
    if parts["FREQ"] in WHOLE:
        years = step if parts["FREQ"] == "YEARLY" else step // 12
        jumps = (begin.year - 6 - day.year) // years
        if jumps < 1 or step > 4800 or (day.month == 2 and day.day == 29 and day.year < 1904):
            return start, rules
        return start.replace(year=day.year + jumps * years), rules
    days = step * int(DAYS[parts["FREQ"]])
    jumps = ((begin - day).days - 400) // days
    return (start + timedelta(days=jumps * days), rules) if jumps > 0 else (start, rules)


def _number(text: str) -> int:
    """A whole number from 1 on; 0 where it is none, or too long to be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _ending(rule: str, start: date, end: date) -> str:
    """The rule with an end soon after the days asked about, if it has none; empty where it never comes true.

    Raises SeriesTooLong.
    """
    parts = _parts(rule)
    frequency, every = parts.get("FREQ", "").upper(), _number(parts.get("INTERVAL", "1"))
    if frequency in QUICK:
        raise SeriesTooLong(
            f"repeats every {QUICK[frequency]}" if every == 1 else f"repeats every {every} {QUICK[frequency]}s"
        )
    if frequency not in DAYS or not every:
        raise ValueError("no rule")
    times = math.prod(len(parts[name].split(",")) for name in CLOCK if name in parts)
    if times > PER_DAY:
        raise SeriesTooLong(f"repeats {times:,} times a day")
    day = start.date() if isinstance(start, datetime) else start
    steps = ((end - day).days + 1) / (DAYS[frequency] * every)
    if steps > STEPS:
        raise SeriesTooLong(f"has repeated since the year {day.year}")
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    bare = ";".join(f"{name}={value}" for name, value in parts.items())
    if not _ever(bare, parts, day):
        return ""
    if count and not until:  # it ends by itself, if not with the days asked about
        return f"{bare};COUNT={_number(count) or 1}"
    last = _stamp(datetime.combine(end + timedelta(days=2), time()), start)
    return f"{bare};UNTIL={min(last, _until(until, start)) if until else last}"


def _ever(rule: str, parts: Mapping[str, str], day: date) -> bool:
    """Whether a rule ever comes true, such as on no 30th of February.

    It is looked for shortly before the last year that there is, where a search in vain soon ends, from one that has the
    same days of the week as its own and leaps alike.
    """
    if set(parts) <= {"FREQ", "INTERVAL", "WKST"} or (parts["FREQ"].upper() == "WEEKLY" and "BYMONTH" not in parts):
        return True
    new_year = date(day.year, 1, 1)
    alike = next(
        year
        for year in range(9960, 9988)
        if date(year, 1, 1).weekday() == new_year.weekday() and year % 4 == day.year % 4
    )
    return next(iter(rrulestr(rule, dtstart=datetime.combine(day.replace(year=alike), time()))), None) is not None


def _stamp(moment: datetime, start: date) -> str:
    """An end as a rule that begins at `start` writes it."""
    if not isinstance(start, datetime):
        return f"{moment:%Y%m%d}"
    return f"{moment:%Y%m%dT%H%M%S}" + ("Z" if start.tzinfo else "")


def _until(text: str, start: date) -> str:
    """The end that a rule gives, which programs write as a day or a time, whatever the start is."""
    day = datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))  # noqa: DTZ001 -- a day on the event's own clock
    if len(text) < 15 or not isinstance(start, datetime):
        return _stamp(day.replace(hour=23, minute=59, second=59) if isinstance(start, datetime) else day, start)
    at = day.replace(hour=int(text[9:11]), minute=int(text[11:13]), second=int(text[13:15]))
    if not text.upper().endswith("Z") and start.tzinfo:
        at = at.replace(tzinfo=start.tzinfo).astimezone(UTC)
    return _stamp(at, start)
