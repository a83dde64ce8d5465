"""What in a diary looks like networking, in groups: the same meeting each time, or many of one kind with other people.

A group is found by a word of its title (`words`), or by its shape: every week, early, with eight people or more.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from calculator.diary import words
from calculator.diary.reading import Diary, Event
from calculator.diary.words import Word
from calculator.model import DAYS, Day

PERSONAL = ("one_to_one", "lunch", "phone", "video")
"""Kinds of which each meeting bears another person's name, so that a kind is one group."""
ONLINE = {"one_to_one": "video", "lunch": "video"}
"""What a kind is where it has an address to join at in place of a room."""
EARLY, MANY, WEEKLY = 9.0, 8, 8
"""A club by its shape begins before this hour, with so many people, so many times."""
OFTEN = 4
"""How often another meeting took place to be offered at all."""
NEAR = timedelta(minutes=45)
"""A way belongs to a meeting that begins at most this long after it, or ended at most this long before it."""
LATE = timedelta(minutes=5)
"""By how much a way may end after the meeting begins, or begin before it ends."""
USUAL = 0.25
"""Hours around the usual start that still are the usual start."""
FIXED, SHARE = 0.6, 0.15
"""Share of meetings at the usual start that makes it fixed, and share on a day that makes it one of their days."""
MOST = 40
"""Groups of each sort that are offered."""


@dataclass(frozen=True)
class Group:
    """Events that are one activity. `sure` groups leave no doubt; `word` is empty where the shape was found."""

    name: str
    kind: str
    sure: bool
    word: str
    titles: tuple[str, ...]
    events: tuple[Event, ...]
    ways: tuple[float, ...]
    """Minutes on the road, both ways, of each event of which the calendar says so."""

    @property
    def key(self) -> str:
        """What tells it from the others of a diary."""
        return f"{self.kind} {words.plainly(self.name)}"

    @property
    def times(self) -> int:
        """How often it took place."""
        return len(self.events)

    @property
    def minutes(self) -> tuple[float, ...]:
        """How long each took of which that is known, shortest first."""
        return tuple(sorted(event.minutes for event in self.events if event.minutes))

    @property
    def median(self) -> float | None:
        """The middle of these; None where none is known."""
        return statistics.median(self.minutes) if self.minutes else None

    @property
    def timed(self) -> tuple[Event, ...]:
        """Those that have a time of day."""
        return tuple(event for event in self.events if event.minutes is not None)

    @property
    def start(self) -> float | None:
        """The usual start, in hours after midnight; None where each begins at another time."""
        starts = Counter(hour(event.start) for event in self.timed)
        if not starts:
            return None
        usual, _ = max(starts.items(), key=lambda item: (_around(starts, item[0]), item[1], -item[0]))
        return usual if _around(starts, usual) >= FIXED * self.times else None

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of the week on which it usually is."""
        counts = Counter(event.start.weekday() for event in self.events)
        return tuple(DAYS[day] for day in sorted(counts) if counts[day] >= SHARE * self.times)

    @property
    def weeks(self) -> int:
        """In how many weeks there was one."""
        return len({event.start.isocalendar()[:2] for event in self.events})

    @property
    def online(self) -> bool:
        """Whether most have an address to join at in place of a room."""
        return sum(event.online for event in self.events) * 2 > self.times


def found(diary: Diary) -> tuple[list[Group], list[Group]]:
    """What looks like networking, the surest and most frequent first; and other meetings that repeat."""
    travels = {title for title in {event.title for event in diary.events} if words.travelling(title)}
    roads: list[Event] = []
    meetings: list[Event] = []
    for event in diary.events:
        # a meeting about travel has people in it
        (roads if event.title in travels and event.minutes and event.people < 2 else meetings).append(event)
    named = {title: words.known(title) for title in {event.title for event in meetings}}
    likely, other = [], []
    for its in _clusters(meetings, named):
        group = _group(its, named, roads)
        if group.kind:
            likely.append(group)
        elif group.times >= OFTEN:
            other.append(group)
    likely = _few(likely)
    likely.sort(key=lambda group: (not group.sure, -group.times, group.name))
    other.sort(key=lambda group: (-group.times, group.name))
    return likely[:MOST], other[:MOST]


def together(groups: Sequence[Group], name: str = "") -> Group:
    """Several groups as one."""
    first = groups[0]
    return replace(
        first,
        name=name or first.name,
        sure=any(group.sure for group in groups),
        titles=tuple(dict.fromkeys(title for group in groups for title in group.titles)),
        events=tuple(sorted((event for group in groups for event in group.events), key=_begun)),
        ways=tuple(way for group in groups for way in group.ways),
    )


def overlapping(groups: Iterable[Group]) -> int:
    """How many events of these groups begin while another of them still goes on."""
    count, until = 0, datetime(1, 1, 1)  # noqa: DTZ001 -- on the clock at home, as all events
    for event in sorted((event for group in groups for event in group.timed), key=_begun):
        count += event.start < until
        until = max(until, event.end)
    return count


def hour(at: datetime) -> float:
    """A time of day in hours after midnight."""
    return at.hour + at.minute / 60 + at.second / 3600


def _begun(event: Event) -> datetime:
    return event.start


def _around(starts: Counter[float], usual: float) -> int:
    return sum(times for start, times in starts.items() if abs(start - usual) <= USUAL + 1e-9)


def _clusters(meetings: Iterable[Event], named: dict[str, Word | None]) -> list[list[Event]]:
    """Events that belong together: of one series, of one title but for figures, or of one kind that has many names."""
    its: dict[tuple[str, str], list[Event]] = defaultdict(list)
    of_series: dict[str, tuple[str, str]] = {}
    names = {title: bare(title) for title in named}
    for event in meetings:
        word = named[event.title]
        key = ("title", names[event.title])
        if word and word.kind in PERSONAL:
            key = ("kind", f"{_kind(word, event.online)}{'' if word.sure else ' perhaps'}")
        elif event.series:
            key = of_series.setdefault(event.series, key)
        its[key].append(event)
    return list(its.values())


def bare(title: str) -> str:
    """A title without what changes from time to time: figures, dates and what stands in brackets."""
    plain = words.plainly(title)
    return " ".join(re.sub(r"\(.*?\)|[\d#.:/,()-]+", " ", plain).split()) or plain


def _kind(word: Word, online: bool) -> str:
    return ONLINE.get(word.kind, word.kind) if online else word.kind


def _group(its: list[Event], named: dict[str, Word | None], roads: Sequence[Event]) -> Group:
    titles = [title for title, _ in Counter(event.title for event in its).most_common()]
    spoken = [(word, event.online) for event in its if (word := named[event.title])]
    word = max((word for word, _ in spoken), key=lambda word: word.sure, default=None)
    online = sum(event.online for event in its) * 2 > len(its)
    kind = _kind(word, online) if word and len(spoken) * 2 >= len(its) else ""
    name = titles[0] or "Without a title"
    if word and kind and len(titles) > 1 and (kind in PERSONAL or len({bare(title) for title in titles}) > 1):
        name = _named(word.word)
    group = Group(
        name,
        kind,
        bool(kind and word and word.sure),
        word.word if word and kind else "",
        tuple(titles),
        tuple(its),
        (),
    )
    if not kind and _club(group):
        group = replace(group, kind="breakfast", sure=False)
    return replace(group, ways=_ways(group.events, roads))


def _named(word: str) -> str:
    """What meetings of many titles are called together: by the word that is in each."""
    bare_word = word.strip("*")
    return f"{bare_word[:1].upper()}{bare_word[1:]} …"


def _club(group: Group) -> bool:
    """Whether it has the shape of a club: every week, early, with many."""
    start = group.start
    if start is None or start >= EARLY or group.times < WEEKLY or len(group.days) != 1:
        return False
    people = statistics.median(event.people for event in group.events)
    days = [event.start.date() for event in group.events]
    gaps = [(later - sooner).days for sooner, later in pairwise(days)]
    return people >= MANY and statistics.median(gaps) == 7


def _few(groups: list[Group]) -> list[Group]:
    """Groups as they are, but those of a single event together by their kind."""
    single: dict[tuple[str, bool], list[Group]] = defaultdict(list)
    kept = []
    for group in groups:
        if group.times == 1:
            single[group.kind, group.sure].append(group)
        else:
            kept.append(group)
    names = [_named(its[0].word) if len(its) > 1 else its[0].name for its in single.values()]
    return kept + [together(its, name) for its, name in zip(single.values(), names, strict=True)]


def _ways(events: Iterable[Event], roads: Sequence[Event]) -> tuple[float, ...]:
    """Minutes on the road, both ways, of each event of which the calendar has a way beside it.

    Where it has one of the two, the other is taken to be as long.
    """
    by_day: dict[date, list[Event]] = defaultdict(list)
    for road in roads:
        by_day[road.start.date()].append(road)
    taken = []
    for event in events:
        near = by_day.get(event.start.date(), ())
        there = [road.minutes or 0 for road in near if event.start - NEAR <= road.end <= event.start + LATE]
        home = [road.minutes or 0 for road in near if event.end - LATE <= road.start <= event.end + NEAR]
        out, back = max(there, default=0) or event.way, max(home, default=0)
        if (out or back) and event.minutes is not None:
            taken.append(out + back if out and back else 2 * (out or back))
    return tuple(taken)
