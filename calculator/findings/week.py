"""The week of a strategy in words: its fixed times, what of them meets protected time, and the hours to choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculator import formats
from calculator.analyses import week as analysis
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.study import Study
from calculator.analyses.week import Slot, Week
from calculator.charts import week as chart
from calculator.findings.finding import ClockHour, Finding, HoursPerYear, TimesPerYear
from calculator.model import DAY_NAMES, DAYS, Scenario, Window
from calculator.named import activity_name, opening_name
from calculator.parameters import titled

WORKING = (
    "An activity stands in the grid where it has a start and a day.",
    "You leave home half of the travel before it starts and are back half of it after it ends.",
    "An activity of several days takes each of them equally often, as everywhere in the calculator.",
    "Hours a week count the weeks in which you network.",
    "In the grid and the table travel stands in full; in the total, travel that you put to work is left out.",
    "Hours in protected time are for a year, since fixed times come round by the year.",
    "Protected time is what the comparison counts at a price of its own: session and travel, in full.",
)
MOST = 2
"""Fixed times that the sentence names; of more it says how many."""
NAMED = 4
"""Activities without a time of their own that are named; the table has all."""


@dataclass(frozen=True, kw_only=True)
class WeekRow:
    """A fixed time of a week, with the hours that it occupies; or an activity that has none, with all its hours."""

    strategy: str
    activity: str
    day: str | None = None
    times_per_year: TimesPerYear
    leave_hour: ClockHour | None = None
    start_hour: ClockHour | None = None
    end_hour: ClockHour | None = None
    back_hour: ClockHour | None = None
    hours_per_week: float
    protected_hours_per_year: HoursPerYear


def finding(study: Study, strategy: str) -> Finding[WeekRow]:
    """The week of a strategy; without a strategy, what to do about it."""
    scenario = study.scenario
    if strategy not in scenario.strategies:
        return Finding("week", NO_STRATEGIES, WeekRow)
    its = analysis.week(scenario, strategy)
    sentence, notes = _sentence(scenario, strategy, its), tuple(_notes(scenario, its))
    drawn = chart.week(scenario, strategy, its) if its.slots else None
    rows, table = tuple(_rows(scenario, strategy, its)), chart.table(scenario, its)
    return Finding("week", sentence, WeekRow, rows, table, notes, drawn, WORKING)


def _sentence(scenario: Scenario, strategy: str, its: Week) -> str:
    name = opening_name(scenario, strategy)
    if not its.hours and not its.slots:
        return f"{name} has no activities yet, so the week is yours."
    if not its.slots:
        return f"{name} has no fixed times: {formats.in_hours(its.hours)} a week at times of your choosing."
    first = its.slots[0]
    fixed = f"{len(its.slots)} fixed times a week, the first on {_day(first)} from {formats.clock(first.leave)}"
    if len(its.slots) <= MOST:
        fixed = formats.joined([_time(scenario, one) for one in its.slots])
    rest = f", and {formats.in_hours(its.chosen)} a week at times of your choosing" if its.chosen > 0 else ""
    return f"{name}: {fixed}{rest}."


def _time(scenario: Scenario, one: Slot) -> str:
    said = chart.often(scenario, one)
    if said == "every week":
        weeks = formats.whole(scenario.profile.weeks_per_year)
        return f"every {_day(one)} from {formats.clock(one.leave)} in the {weeks} weeks a year that you network"
    return f"{_day(one)}s from {formats.clock(one.leave)}, {said}"


def _day(one: Slot) -> str:
    return DAY_NAMES[DAYS.index(one.day)]


def _notes(scenario: Scenario, its: Week) -> Iterator[str]:
    """What falls in protected time; then the activities without a time, longest first, the smaller ones together."""
    yearly = its.protected * scenario.profile.weeks_per_year
    if its.slots and not yearly:
        yield "Nothing falls in your protected time."
    elif its.slots:
        keys = [key for key, window in scenario.protected.items() if any(_meets(one, window) for one in its.slots)]
        names = formats.joined([titled(key).lower() for key in keys])
        yield f"{formats.in_hours(yearly)} a year fall in your protected time: {names}."
    if its.untimed:
        items = sorted(its.untimed.items(), key=lambda item: -item[1])
        named = NAMED if len(items) > NAMED + 1 else len(items)
        said = [f"{activity_name(scenario, key)} {formats.hours(hours)}" for key, hours in items[:named]]
        if items[named:]:
            rest = formats.hours(sum(hours for _, hours in items[named:]))
            said.append(f"{len(items) - named} smaller ones {rest}")
        around = f", and {formats.hours(its.beside)} around the fixed times" if its.beside > 0 else ""
        yield f"At times of your choosing, in hours a week: {formats.joined(said)}{around}."


def _meets(one: Slot, window: Window) -> bool:
    return one.day in window.days and one.leave < window.end_hour and window.start_hour < one.back


def _rows(scenario: Scenario, strategy: str, its: Week) -> Iterator[WeekRow]:
    """A row a slot; then a row for each activity without one."""
    for one in its.slots:
        yield WeekRow(
            strategy=strategy,
            activity=one.activity,
            day=one.day,
            times_per_year=one.times,
            leave_hour=one.leave,
            start_hour=one.start,
            end_hour=one.end,
            back_hour=one.back,
            hours_per_week=(one.back - one.leave) * one.times / scenario.profile.weeks_per_year,
            protected_hours_per_year=one.clash * one.times,
        )
    for key, hours in its.untimed.items():
        times = scenario.strategies[strategy].times_per_year[key]
        yield WeekRow(
            strategy=strategy, activity=key, times_per_year=times, hours_per_week=hours, protected_hours_per_year=0.0
        )
