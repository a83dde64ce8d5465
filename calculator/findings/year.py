"""A year from somebody's own calendar in words: how often, how long, what ran into protected time, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from calculator import formats
from calculator.cases import Cases
from calculator.charts.tables import Table
from calculator.diary import clashes, years
from calculator.diary.clashes import Clash
from calculator.diary.clients import Book
from calculator.diary.dates import spoken
from calculator.diary.groups import Group, overlapping
from calculator.diary.proposal import NEW, Pick, Proposal, differing
from calculator.diary.rates import rate
from calculator.diary.reading import Diary
from calculator.engine import evaluate
from calculator.facts import figure, unit_of
from calculator.findings.finding import Finding
from calculator.model import DAY_NAMES, DAYS, Scenario
from calculator.named import activity_name
from calculator.parameters import parameters, spread_of, text, titled
from calculator.safety import isolated

WORKING = (
    "Events are found by words in their titles, in several languages, and by their shape: early every week, with many.",
    "Times a year are what was counted, for as long as the calendar covers.",
    "Their range is an exact interval for what comes by chance (Garwood's): it holds the true number 19 times in 20.",
    "Minutes are the median, between two of the sessions that hold the true one as often.",
    "A start is set where six in ten of the meetings begin within a quarter of an hour of it.",
    "Travel is what stands beside a meeting in the calendar; where only one way does, the other is taken as long.",
    "Protected time is counted event by event, on the clock at home.",
)
NAMED = 3
"""Activities that the sentence names."""
RARE = 0.05
"""Differences that chance alone makes more seldom are said to be more than chance."""


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """A group of events: which activity it was taken for, if any, how often it was and how long each took."""

    name: str
    activity: str | None
    found_by: str
    times: int
    times_per_year: Annotated[float, "times/year"]
    low: Annotated[float, "times/year"]
    high: Annotated[float, "times/year"]
    weeks: int
    minutes: Annotated[float | None, "minutes"] = None
    start_hour: Annotated[float | None, "hours after midnight"] = None
    days: str = ""
    travel_minutes: Annotated[float | None, "minutes"] = None
    in_protected_time: int = 0


def finding(
    diary: Diary, groups: Sequence[Group], picks: Sequence[Pick], proposal: Proposal, more: Sequence[str] = ()
) -> Finding[YearRow]:
    """What a diary says of a year, with the groups that were picked and what they come to; and more that was learnt."""
    taken = {pick.group.key: pick for pick in picks}
    rows = tuple(_row(diary, group, taken.get(group.key), proposal) for group in groups)
    notes = [covering(diary), *diary.notes, *protected(proposal)]
    count = overlapping(proposal.picked.values())
    if count:
        notes.append(f"{_times(count).capitalize()} one of them began while another still went on. Both are counted.")
    notes += [*more, *proposal.refused]
    return Finding("calendar", sentence(diary, proposal), YearRow, rows, table(rows), tuple(notes), None, WORKING)


def sentence(diary: Diary, proposal: Proposal) -> str:
    """How often one went to what, in one sentence."""
    total = sum(group.times for group in proposal.picked.values())
    if not total:
        return "Nothing in this calendar was taken for networking."
    most = sorted(proposal.picked, key=lambda key: -proposal.picked[key].times)
    if len(most) == 1:
        return f"You went to {activity_name(proposal.scenario, most[0])} {_times(total)} in {_weeks(diary)}."
    names = [activity_name(proposal.scenario, key) for key in most[:NAMED]]
    return f"You went networking {_times(total)} in {_weeks(diary)}, most often to {names[0]}."


def covering(diary: Diary) -> str:
    """Which days were counted, and by which clock."""
    return f"Counted from {spoken(diary.begin)} to {spoken(diary.end)}, by the clock of {diary.zone}."


def about(group: Group, diary: Diary) -> str:
    """A group in a line: how often, when, how long, and how often a year that makes."""
    said = [f"{_times(group.times).capitalize()} in {group.weeks} of {_weeks(diary)}"]
    if group.start is not None:
        days = formats.joined([f"{DAY_NAMES[DAYS.index(day)]}s" for day in group.days])
        said.append(f"{days} {formats.clock(group.start)}" if len(group.days) <= NAMED else formats.clock(group.start))
    if group.median is not None:
        said.append(f"{formats.whole(group.median)} minutes")
    often = rate(group.times, diary.years)
    said.append(f"{_plain(often.low)} to {_plain(often.high)} times a year")
    return " · ".join(said)


def protected(proposal: Proposal) -> Iterator[str]:
    """What of each activity ran into protected time, counted event by event."""
    scenario = proposal.scenario
    by_activity = {key: _met(proposal, key, group) for key, group in proposal.picked.items()}
    for key, clash in by_activity.items():
        if clash.with_way:
            yield _clash(activity_name(scenario, key), clash)
    if by_activity and scenario.protected and not any(clash.with_way for clash in by_activity.values()):
        yield "None of it ran into your protected time."


def _met(proposal: Proposal, key: str, group: Group) -> Clash:
    """What of a group's events ran into protected time, with the way that its activity has in the scenario."""
    return clashes.met(proposal.scenario, group.events, proposal.scenario.activities[key].travel_minutes)


def _clash(name: str, clash: Clash) -> str:
    windows = formats.joined([f"your {isolated(titled(key).lower())}" for key in clash.windows])
    hours = formats.in_hours(clash.hours)
    if clash.events == 1:
        return f"{name} ran into {windows}, the way there and back counted, for {hours}."
    if not clash.meetings:
        return (
            f"{name}: none of {clash.events} ran into {windows}, but {clash.with_way} did with the way there and back. "
            f"That took {hours}."
        )
    took = f"{clash.with_way} did, which took" if clash.with_way > clash.meetings else "that took"
    return f"{name}: {clash.meetings} of {clash.events} ran into {windows}. With the way there and back {took} {hours}."


def before_after(proposal: Proposal) -> Table:
    """Every number that becomes another: what it is, before, and after; and the hours and the full cost of the way."""
    before, after = proposal.base, proposal.scenario
    paths = differing(proposal)
    rows: list[tuple[str, ...]] = [(_label(before, path), _value(before, path), _value(after, path)) for path in paths]
    if rows:  # what the changes make of the way that they are put into
        at, name = list(after.strategies).index(proposal.strategy), isolated(after.strategies[proposal.strategy].name)
        results = [evaluate(Cases(scenario)) for scenario in (before, after)]
        hours = (formats.hours(float(its.hours_per_week[0, at])) for its in results)
        costs = (formats.money(float(its.cost[0, at]), after.currency) for its in results)
        rows.append((f"{name}: hours a week", *hours))
        rows.append((f"{name}: full cost in {formats.in_words(after.profile.years)}", *costs))
    return Table(("Number", "Before", "After"), tuple(rows))


def _label(scenario: Scenario, path: str) -> str:
    known = parameters(scenario).get(path)
    if known is None:  # a word, such as the days
        _, key, word = path.split(".")
        return f"{activity_name(scenario, key)}: {word}"
    unit = unit_of(scenario, known)
    return f"{known.label}, {unit}" if unit and ".times_per_year." not in path else known.label


def _value(scenario: Scenario, path: str) -> str:
    known = parameters(scenario).get(path)
    if known is None:
        said = text(scenario, path)
        if not path.endswith(".days"):
            return isolated(said)
        days = said.split()
        return formats.joined([DAY_NAMES[DAYS.index(day)] for day in DAYS if day in days]) or "none"
    low, likely, high = spread_of(scenario, path)
    said = figure(scenario, known, likely)
    return said if low == high else f"{said} ({figure(scenario, known, low)} to {figure(scenario, known, high)})"


def compared(
    proposal: Proposal, diary: Diary, sooner: Diary, groups: Sequence[Group], book: Book | None
) -> Iterator[str]:
    """One year beside the one before, a sentence or two an activity, with the clients of both where they are known."""
    earlier = years.matched(proposal.base, proposal.picked, groups)
    rows = years.beside(proposal.picked, earlier, diary.years, sooner.years)
    won, won_before = (
        Counter(client.activity for client in book.between(it.begin, it.end)) if book else None
        for it in (diary, sooner)
    )
    for row in rows:
        name, difference = activity_name(proposal.scenario, row.activity), round(row.now_per_year - row.before_per_year)
        how = f"{_times(abs(difference))} {'more' if difference > 0 else 'less'} than the year before"
        said = f"You went to {name} {how if difference else f'as often as the year before, {_times(row.now)}'}"
        if won is not None and won_before is not None:
            said += f", and won {_won(won[row.activity], won_before[row.activity])}"
        said += "."
        if row.now != row.before:
            said += f" It was {_times(row.now)}, after {_times(row.before)}."
            pairs = f"In {formats.odds(row.chance)} pairs of years chance alone makes as great a difference."
            said += f" {'Chance alone seldom makes so great a difference.' if row.chance < RARE else pairs}"
        yield said


def _won(now: int, before: int) -> str:
    if now == before:
        return f"as many clients, {now}" if now else "no client in either year"
    return (
        f"{abs(now - before)} {'client' if abs(now - before) == 1 else 'clients'} {'more' if now > before else 'fewer'}"
    )


def table(rows: Sequence[YearRow]) -> Table:
    """The groups as people read them."""
    header = ("Meetings", "Taken as", "Times", "A year", "Minutes", "Usual start", "In protected time")
    cells = []
    for row in rows:
        yearly = f"{_plain(row.low)} to {_plain(row.high)}"
        minutes = "" if row.minutes is None else formats.whole(row.minutes)
        start = "" if row.start_hour is None else f"{row.days} {formats.clock(row.start_hour)}".strip()
        met = str(row.in_protected_time) if row.activity else ""
        cells.append((isolated(row.name), row.activity or "nothing", str(row.times), yearly, minutes, start, met))
    return Table(header, tuple(cells))


def _row(diary: Diary, group: Group, pick: Pick | None, proposal: Proposal) -> YearRow:
    often = rate(group.times, diary.years)
    key = pick.activity if pick else ""
    if key == NEW:  # the activity that was made of the group
        picked = proposal.picked.items()
        key = next((made for made, its in picked if set(group.events) <= set(its.events)), "")
    clash = _met(proposal, key, group) if key else None
    return YearRow(
        name=group.name,
        activity=key or None,
        found_by=group.word or ("shape" if group.kind else ""),
        times=group.times,
        times_per_year=often.likely or 0.0,
        low=often.low or 0.0,
        high=often.high or 0.0,
        weeks=group.weeks,
        minutes=group.median,
        start_hour=group.start,
        days=" ".join(group.days) if group.start is not None else "",
        travel_minutes=sorted(group.ways)[len(group.ways) // 2] if group.ways else None,
        in_protected_time=clash.with_way if clash else 0,
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{formats.whole(number)} times")


def _weeks(diary: Diary) -> str:
    weeks = round(diary.weeks)
    return "a week" if weeks == 1 else f"{formats.whole(weeks)} weeks"


def _plain(amount: float | None) -> str:
    return formats.whole(amount or 0.0) if (amount or 0.0) >= 9.95 else f"{amount or 0.0:.1f}".removesuffix(".0")
