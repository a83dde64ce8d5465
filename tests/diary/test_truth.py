"""Calendars that are made up, of which everything is known: what is read of them is what was put in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions
from calculator.changes import replace
from calculator.diary import clashes, groups, proposal
from calculator.diary.proposal import Pick
from calculator.diary.reading import read
from calculator.model import DAYS, Scenario

HOME = ZoneInfo("Europe/London")
BEGIN, END = date(2025, 11, 1), date(2026, 10, 31)
ZONES = {
    "Europe/London": ("Europe/London", "GMT Standard Time"),
    "Europe/Berlin": ("Europe/Berlin", "W. Europe Standard Time", "/softwarestudio.org/Tzfile/Europe/Berlin"),
    "America/New_York": ("America/New_York", "Eastern Standard Time"),
    "Asia/Kolkata": ("Asia/Kolkata", "India Standard Time"),
}
"""Zones that change their clocks on different days, or never, by the names that programs give them."""
OWNER = replace(
    assumptions.scenario("uk-owner"), {"protected.school_run.start_hour": 8.25, "protected.school_run.end_hour": 9.25}
)


@dataclass(frozen=True)
class Series:
    """A meeting every so many weeks: on the clock of its zone, some of it left out, called off or moved."""

    title: str
    zone: str
    name: str
    first: datetime
    minutes: int
    weeks: int
    endless: bool
    fate: tuple[str, ...]
    form: str

    @property
    def starts(self) -> list[datetime]:
        """When it would begin, each time, on the clock of its zone."""
        return [self.first + timedelta(weeks=self.weeks * index) for index in range(len(self.fate))]

    def held(self) -> list[tuple[datetime, datetime]]:
        """When it was, by the clock at home, and for how long."""
        taken = []
        zone = ZoneInfo(self.zone)
        far = [*self.fate, *([""] * 400 if self.endless else ())]
        for index, fate in enumerate(far):
            start = self.first + timedelta(weeks=self.weeks * index, days=1 if fate == "moved" else 0)
            begun = start.replace(tzinfo=zone).astimezone(UTC)
            ended = (start + timedelta(minutes=self.minutes)).replace(tzinfo=zone).astimezone(UTC)
            if fate in ("", "moved"):
                taken.append((begun.astimezone(HOME).replace(tzinfo=None), ended.astimezone(HOME).replace(tzinfo=None)))
        return taken


@dataclass
class Text:
    """The lines of a calendar."""

    lines: list[str] = field(default_factory=lambda: ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-TIMEZONE:Europe/London"])

    def event(self, uid: str, series: Series, start: datetime, *more: str) -> None:
        """One event, its length said in one of the two ways."""
        end = start + timedelta(minutes=series.minutes)
        long = f"DTEND;TZID={series.name}:{end:%Y%m%dT%H%M%S}"
        if series.form == "duration":
            long = f"DURATION:PT{series.minutes}M"
        begun = f"DTSTART;TZID={series.name}:{start:%Y%m%dT%H%M%S}"
        stamp = "DTSTAMP:20261101T000000Z"
        self.lines += ["BEGIN:VEVENT", f"UID:{uid}", stamp, begun, long, f"SUMMARY:{series.title}", *more, "END:VEVENT"]

    def content(self) -> bytes:
        """The file, its lines broken wherever they are too long."""
        lines = []
        for line in [*self.lines, "END:VCALENDAR"]:
            raw = line.encode()
            lines.append(b"\r\n ".join(raw[at : at + 70] for at in range(0, len(raw), 70)))
        return b"\r\n".join(lines) + b"\r\n"


def written(each: list[Series]) -> bytes:
    """The calendar of some series."""
    text = Text()
    for number, series in enumerate(each):
        uid = f"{number}@made.up"
        at = [f"{start:%Y%m%dT%H%M%S}" for start in series.starts]
        off = [when for when, fate in zip(at, series.fate, strict=True) if fate == "left out"]
        rule = f"RRULE:FREQ=WEEKLY;INTERVAL={series.weeks}" + ("" if series.endless else f";COUNT={len(series.fate)}")
        text.event(uid, series, series.first, rule, *(f"EXDATE;TZID={series.name}:{when}" for when in off))
        for start, when, fate in zip(series.starts, at, series.fate, strict=True):
            instance = f"RECURRENCE-ID;TZID={series.name}:{when}"
            if fate == "called off":
                text.event(uid, series, start, instance, "STATUS:CANCELLED", "SEQUENCE:1")
            elif fate == "moved":
                text.event(uid, series, start + timedelta(days=1), instance, "SEQUENCE:1")
    return text.content()


@st.composite
def series(draw: st.DrawFn, number: int = 0) -> Series:
    """A series of any zone and form that touches the year, or lies before or after it."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    return Series(
        title=f"{draw(st.sampled_from(['BNI', 'Netzwerk-Frühstück', 'ארוחת בוקר עסקית']))} {'ABCDE'[number]}club",
        zone=zone,
        name=draw(st.sampled_from(ZONES[zone])),
        first=datetime.combine(
            draw(st.dates(date(2024, 6, 1), date(2026, 9, 1))),
            time(draw(st.integers(5, 20)), draw(st.sampled_from([0, 45]))),
        ),
        minutes=draw(st.integers(3, 24)) * 10,
        weeks=draw(st.integers(1, 3)),
        endless=draw(st.booleans()),
        fate=tuple(
            draw(st.lists(st.sampled_from(["", "", "", "left out", "called off", "moved"]), min_size=1, max_size=30))
        ),
        form=draw(st.sampled_from(["end", "duration"])),
    )


@given(st.integers(1, 3).flatmap(lambda count: st.tuples(*(series(number) for number in range(count)))))
def test_counts_minutes_and_clashes_are_those_that_were_put_in(each: tuple[Series, ...]) -> None:
    """Of every series: how often it was, how long, and how many of it met the school run on the clock at home."""
    truth = {one.title: [at for at in one.held() if BEGIN <= at[0].date() <= END] for one in each}
    if not any(truth.values()):
        return
    diary = read([("a.ics", written(list(each)))], BEGIN, END)
    counted = Counter(event.title for event in diary.events)
    assert counted == {title: len(held) for title, held in truth.items() if held}
    for title, held in truth.items():
        own = [event for event in diary.events if event.title == title]
        assert [event.start for event in own] == [start for start, _ in held]
        assert [event.end for event in own] == [end for _, end in held]
        met = clashes.met(OWNER, own, 0.0)
        inside = [hours_met(OWNER, start, end) for start, end in held]
        assert met.meetings == sum(hours > 0 for hours in inside)
        assert abs(met.hours - sum(inside)) < 1e-6


def hours_met(scenario: Scenario, start: datetime, end: datetime) -> float:
    """Hours of a meeting in the school run, counted minute by minute."""
    window = scenario.protected["school_run"]
    minutes = int((end - start).total_seconds() // 60)
    inside = 0
    for minute in range(minutes):
        at = start + timedelta(minutes=minute)
        hour = at.hour + at.minute / 60
        inside += DAYS[at.weekday()] in window.days and window.start_hour <= hour < window.end_hour
    return inside / 60


@given(st.lists(st.dates(BEGIN, END), min_size=4, max_size=60, unique=True), st.integers(1, 8))
def test_what_is_counted_is_what_the_scenario_gets(days: list[date], quarters: int) -> None:
    """Times a year, minutes and start of an activity are the calendar's, and lie in their own ranges."""
    text = Text()
    one = Series(
        "Chamber mixer", "Europe/London", "Europe/London", datetime(2026, 1, 1), 15 * quarters, 1, False, (), "end"
    )
    for number, day in enumerate(days):
        text.event(f"{number}", one, datetime.combine(day, time(18, 30)))
    diary = read([("a.ics", text.content())], BEGIN, END)
    [group], _ = groups.found(diary)
    made = proposal.proposed(OWNER, [Pick(group, "event")], diary.years, "face_to_face")
    times = made.scenario.strategies["face_to_face"].times_per_year["event"]
    assert abs(times - len(days) / diary.years) < 0.06
    assert diary.years == 1 or min(days) > BEGIN + timedelta(days=28) or max(days) < END - timedelta(days=28)
    its = made.scenario.ranges["strategies.face_to_face.times_per_year.event"]
    assert its.low < times < its.high
    event = made.scenario.activities["event"]
    assert (event.session_minutes, event.start_hour) == (15 * quarters, 18.5)
