"""The week of a strategy: a row a day, hours across, with travel pale, sessions solid and clashes hatched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from calculator import formats, lettering
from calculator.analyses.week import Slot, Span, Week, spans
from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import GRID, INK, PAPER, RULE, look, slot
from calculator.charts.tables import Table
from calculator.charts.words import alt, fit, hover, plain
from calculator.lettering import PLAIN
from calculator.model import DAY_NAMES, DAYS, Day, Scenario
from calculator.parameters import titled

TITLE = "What does your week look like?"
LEFT, EMPTY, LANE, HEAD, BAR = 38, 26, 42, 22, 16
"""Pixels of the days' names, of a day with nothing in it, of an activity, of its words, and of its bar."""
FIRST, LAST = 6, 22
"""The hours of the day that are always shown."""
WIDEST = 230
"""Pixels that the words above a bar may take."""


@dataclass(frozen=True)
class Lane:
    """A slot of a day, and the pixels from the top at which its words and its bar stand."""

    slot: Slot
    words_at: float
    at: float


@dataclass(frozen=True)
class Place:
    """A day's part of the figure, in pixels from the top."""

    day: Day
    top: float
    bottom: float
    lanes: tuple[Lane, ...]


def week(scenario: Scenario, strategy: str, taken: Week) -> Chart:
    """The grid of a week that has at least one fixed time."""
    places, top = [], 0.0
    days = {day: list(slots) for day, slots in groupby(taken.slots, key=lambda one: one.day)}
    for day in DAYS:
        slots = days.get(day, [])
        bottom = top + (LANE * len(slots) + 6 if slots else EMPTY)
        lanes = [Lane(one, top + LANE * i + HEAD / 2 + 2, top + LANE * i + HEAD + 10) for i, one in enumerate(slots)]
        places.append(Place(day, top, bottom, tuple(lanes)))
        top = bottom
    grey = formats.joined([titled(key) for key, window in scenario.protected.items() if window.days])
    ground = f" Grey is protected time: {grey.lower()}." if grey else ""
    figures = [f"{when(one)}, {often(scenario, one)}" for one in taken.slots]
    names = [scenario.activities[one.activity].name for one in taken.slots]
    return Chart(
        "week",
        TITLE,
        f"Solid is the session, pale the way there and back, hatched what falls into protected time.{ground}",
        (),
        _figure(scenario, strategy, places),
        alt(TITLE, "", names, figures),
        table(scenario, taken),
    )


def when(occasion: Slot) -> str:
    """From leaving home to being back: 'Thursdays 06:22 to 08:54'."""
    return f"{DAY_NAMES[DAYS.index(occasion.day)]}s {formats.clock(occasion.leave)} to {formats.clock(occasion.back)}"


def often(scenario: Scenario, occasion: Slot) -> str:
    """How often on this day: 'every week', '24 weeks a year', '94 times a year'."""
    weeks, times = scenario.profile.weeks_per_year, occasion.times
    if times > 1.01 * weeks or times < 0.95:
        return f"{spelled(times)} times a year"
    if times > 0.99 * weeks:
        return "every week"
    return f"{spelled(times)} {'week' if spelled(times) == '1' else 'weeks'} a year"


def spelled(times: float) -> str:
    """Times a year, as whole as they are: '44', '5.5', '0.5'."""
    return formats.whole(times) if times >= 10 else formats.count(times).removesuffix(".0")


def table(scenario: Scenario, taken: Week) -> Table:
    """A row for each slot, for each activity without an hour of its own, and for the work around the fixed ones."""
    header = ("Activity", "When", "Times a year", "Hours a week", "In protected time, a year")
    weeks = scenario.profile.weeks_per_year
    fixed = [
        (
            scenario.activities[one.activity].name,
            when(one),
            spelled(one.times),
            formats.hours((one.back - one.leave) * one.times / weeks),
            formats.hours(one.clash * one.times),
        )
        for one in taken.slots
    ]
    free = [
        (scenario.activities[key].name, "when you choose", "", formats.hours(amount), formats.hours(0.0))
        for key, amount in taken.untimed.items()
    ]
    beside = formats.hours(taken.beside), formats.hours(0.0)
    around = [("Preparing, following up, getting back", "when you choose", "", *beside)] if taken.beside > 0 else []
    return Table(header, (*fixed, *free, *around))


def _figure(scenario: Scenario, strategy: str, places: list[Place]) -> dict[str, Any]:
    lanes = [lane for place in places for lane in place.lanes]
    first = min(FIRST, math.floor(min(lane.slot.leave for lane in lanes)))
    last = max(LAST, math.ceil(max(lane.slot.back for lane in lanes)))
    fill = look(slot(scenario)[strategy]).fill
    ticks: dict[float, str] = {
        hour: formats.clock(hour) for hour in range(first, last + 1, math.ceil((last - first) / 4))
    }
    days, ground = [], []
    for place in places:
        name = DAY_NAMES[DAYS.index(place.day)][:3]
        at = place.lanes[0].at if place.lanes else (place.top + place.bottom) / 2
        words = f"<b>{name}</b>" if place.lanes else name
        days.append(frame.note(words, at, xshift=-LEFT, font={"size": 13, "color": INK.light}))
        grey = {"y0": place.top, "y1": place.bottom, "fillcolor": RULE.light, "opacity": 0.7, "line": {"width": 0}}
        windows = [window for window in scenario.protected.values() if place.day in window.days]
        ground += [{"type": "rect", "layer": "below", "x0": w.start_hour, "x1": w.end_hour, **grey} for w in windows]
        across = {"xref": "paper", "x0": 0, "x1": 1, "y0": place.bottom, "y1": place.bottom}
        ground.append({"type": "line", "layer": "below", **across, "line": {"color": GRID.light, "width": 1}})
    return frame.figure(
        [_bar(scenario, lane, span, fill) for lane in lanes for span in spans(scenario, lane.slot)],
        places[-1].bottom,
        axes.axis(last, ticks) | {"range": [first - 0.3, last + 0.7]},
        shapes=ground,
        annotations=[*days, *(_words(scenario, lane, first, last) for lane in lanes)],
        margin={"l": LEFT, "b": 26},
        barmode="overlay",
    )


def _bar(scenario: Scenario, lane: Lane, span: Span, fill: str) -> frame.Trace:
    """Travel pale, the session solid, what clashes hatched."""
    kind = "Travel" if span.travel else "Session"
    clash = ", in protected time" if span.clash else ""
    said = f"{kind} {formats.clock(span.begin)} to {formats.clock(span.end)}{clash}"
    told = hover(scenario.activities[lane.slot.activity].name, said, often(scenario, lane.slot))
    marker = {"color": fill, "line": {"width": 0}, **({"opacity": 0.35} if span.travel else {})}
    if span.clash:
        ground, line = (PAPER.light, fill) if span.travel else (fill, PAPER.light)
        marker = {"color": ground, "line": {"color": fill, "width": 1}, **marks.hatch(ground, line)}
    more = {"base": [span.begin], "name": f"{kind}{clash}"}
    return marks.bars([span.end - span.begin], [lane.at], BAR, marker, told, **more)


def _words(scenario: Scenario, lane: Lane, first: int, last: int) -> dict[str, Any]:
    """The activity and how often, above its bar, on the side that has room."""
    late = (lane.slot.leave + lane.slot.back) / 2 > (first + last) / 2
    often_said = often(scenario, lane.slot)
    room = WIDEST - lettering.width(f", {often_said}", PLAIN, 13)
    name = plain(fit(scenario.activities[lane.slot.activity].name, room, 13))
    side = {"x": lane.slot.back, "xanchor": "right"} if late else {"x": lane.slot.leave, "xanchor": "left"}
    small = {"size": 13, "color": INK.light}
    return frame.note(f"<b>{name}</b>, {often_said}", lane.words_at, xref="x", font=small, **side)
