"""Hours that people forget, in words and figures: what each kind would add, and whether the answer stays the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calculator import formats
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.hidden_hours import TIMES, Effect, Effects, Figure, added, before, effects, kinds
from calculator.analyses.study import Study
from calculator.cases import Array
from calculator.charts.tables import Table
from calculator.engine import Results
from calculator.errors import CalculatorError, shortened, suggestion
from calculator.findings.finding import Finding, HoursPerWeek, MoneyPerYear
from calculator.model import Scenario
from calculator.named import activity_name, inline, opening_name, strategy_names
from calculator.parameters import get
from calculator.period import Name, Period

ID = "hidden_hours"
WORKING = (
    "Arriving early and lingering make the absence longer: they join the travel of gatherings, at no more miles.",
    "Follow-up and getting back to work are added where an activity counts none of them.",
    "Committee work and finding a substitute become activities of their own, in every mix that has a club.",
    "It meets nobody and deepens nothing, so what is won stays the same.",
    "Your numbers carry what you add. Taking it out gives them back as they were; what you changed since stays yours.",
)

NOTHING = 1e-9
"""Less than this is what rounding leaves."""
FEW = 0.05
"""Fewer hours a week than this would be spelled as none."""


@dataclass(frozen=True)
class HiddenHoursRow:
    """A kind of hours alone, the kinds that are added now, or all of them: what they do to a strategy."""

    kind: str
    strategy: str
    added: bool | None
    already_counted: str | None
    hours_per_week: float
    cost_per_year: MoneyPerYear
    total_hours_per_week: HoursPerWeek
    total_cost_per_year: MoneyPerYear
    costs_least: bool


def finding(study: Study, strategy: str, add: Sequence[str] = (), period: Name = "all") -> Finding[HiddenHoursRow]:
    """The effects on one strategy, with some kinds added first. Raises CalculatorError for a kind that there is not."""
    scenario, was = study.scenario, {}
    for kind in dict.fromkeys(add):
        if kind not in kinds():
            hint = suggestion(kind, kinds()) or f" There are: {', '.join(kinds())}."
            raise CalculatorError(f"There is no kind of hours '{shortened(kind)}'.{hint}")
        was[kind] = before(scenario, kind)
        scenario = added(scenario, kind)
    return told(scenario, strategy, effects(scenario, was), Period.of(period, scenario.profile))


def told(scenario: Scenario, strategy: str, compared: Effects, span: Period) -> Finding[HiddenHoursRow]:
    """The effects on one strategy in words, and on all in figures."""
    if strategy not in scenario.strategies:
        return Finding(ID, NO_STRATEGIES, HiddenHoursRow)
    sentence, notes = _sentence(scenario, strategy, compared, span), tuple(_notes(scenario, strategy, compared, span))
    every, without, years = compared.every, compared.without, scenario.profile.years
    hours, costs = every.hours_per_week[0] - without.hours_per_week[0], (every.cost[0] - without.cost[0]) / years
    cells = [(kinds()[one.kind].name, *_cells(scenario, one.hours, one.cost, span)) for one in compared.each]
    cells.append(("All of them", *_cells(scenario, hours, costs, span)))
    table = Table((f"Hours a week, full cost {span.label}", *strategy_names(scenario).values()), tuple(cells))
    return Finding(ID, sentence, HiddenHoursRow, tuple(_rows(compared)), table, notes, None, WORKING)


def total(scenario: Scenario, strategy: str, compared: Effects, span: Period) -> str:
    """What is in the strategy's numbers of these hours now, and of how much."""
    extra, every = _forgotten(compared, strategy)
    if not any(np.abs(every) > NOTHING):
        return "This strategy has none of these hours."
    now = f"{_amount(scenario, span, *extra)}, of" if any(np.abs(extra) > NOTHING) else "none of the"
    return f"In your numbers now: {now} {_amount(scenario, span, *every)}."


def _sentence(scenario: Scenario, strategy: str, compared: Effects, span: Period) -> str:
    extra, every = _forgotten(compared, strategy)
    rest = every[0] - extra[0], every[1] - extra[1]
    if not any(scenario.strategies[strategy].times_per_year.values()):
        return f"{opening_name(scenario, strategy)} has no activities yet, so there are no hours to forget."
    if not any(np.abs(every) > NOTHING):
        return f"{opening_name(scenario, strategy)} misses none of the hours that people forget."
    if not any(np.abs(extra) > NOTHING):
        return f"Hours that people forget would add {_amount(scenario, span, *every)} to {inline(scenario, strategy)}."
    more = f"; the rest would add {_amount(scenario, span, *rest)}" if any(np.abs(rest) > NOTHING) else ""
    return f"Forgotten hours add {_amount(scenario, span, *extra)} to {inline(scenario, strategy)}{more}."


def _forgotten(compared: Effects, strategy: str) -> list[tuple[float, float]]:
    """Hours a week and full cost a year in a strategy that people forget: those in its numbers now, and all of them."""
    without = compared.without
    index, years = without.strategies.index(strategy), without.cases.profile.years
    amounts = []
    for results in (compared.now, compared.every):
        hours = results.hours_per_week[0, index] - without.hours_per_week[0, index]
        amounts.append((float(hours), float((results.cost[0, index] - without.cost[0, index]) / years)))
    return amounts


def _amount(scenario: Scenario, span: Period, hours: float, cost: float) -> str:
    return f"{_hours_said(span, hours)} and {_money(scenario, span, cost)}"


def _money(scenario: Scenario, span: Period, yearly: float) -> str:
    """So much a year, as what it comes to in the period."""
    return f"{formats.money(span.of_a_year(yearly), scenario.currency)} {span.said}"


def _hours_said(span: Period, week: float) -> str:
    """Hours a week, or over the horizon where they are few."""
    if 0 < week < FEW:
        return f"{formats.in_hours(week * span.weeks_per_year * span.years)} {span.whole}"
    return f"{formats.in_hours(week)} a week"


def _notes(scenario: Scenario, strategy: str, compared: Effects, span: Period) -> Iterator[str]:
    index = list(scenario.strategies).index(strategy)
    if any(np.abs(_forgotten(compared, strategy)[1]) > NOTHING):
        totals = []
        for results in (compared.without, compared.every):
            week = formats.in_hours(float(results.hours_per_week[0, index]))
            cost = float(results.cost[0, index]) / scenario.profile.years
            totals.append(f"{week} a week and {_money(scenario, span, cost)}")
        yield f"Without any of them it takes {totals[0]}; with all of them, {totals[1]}."
    if len(scenario.strategies) > 1:  # whether another costs least with them
        keys, first, then = list(scenario.strategies), cheapest(compared.without), cheapest(compared.every)
        if first is None or then is None:
            yield "Nothing takes place in any of them yet."
            return
        least = f"{opening_name(scenario, keys[then])} costs least with and without them"
        if first != then:
            names = (inline(scenario, keys[index]) for index in (then, first))
            least = f"With all of them {' costs least; without, '.join(names)}"
        yield f"{least}. What is won stays the same."


def cheapest(results: Results) -> int | None:
    """The strategy with the lowest full cost among those in which anything takes place."""
    return min(results.active, key=lambda index: float(results.cost[0, index]), default=None)


def _cells(scenario: Scenario, hours: Array, cost: Array, span: Period) -> list[str]:
    cells = []
    for week, money in zip(hours.tolist(), cost.tolist(), strict=True):
        said = formats.hours(week) if week >= FEW else f"under {formats.hours(0.1)}"
        cell = f"{said}\u00a0h, {formats.money(span.of_a_year(money), scenario.currency)}"
        cells.append(cell if abs(week) > NOTHING else formats.NONE)
    return cells


def _rows(compared: Effects) -> Iterator[HiddenHoursRow]:
    """A row for each kind and strategy alone, then for what is added now and for all of them."""
    years = compared.now.cases.profile.years
    base = compared.without.hours_per_week[0], compared.without.cost[0] / years
    for one in compared.each:
        yield from _group(compared, one.kind, one.on, ";".join(one.counted), one.hours + base[0], one.cost + base[1])
    for name, results in (("added", compared.now), ("all", compared.every)):
        yield from _group(compared, name, None, None, results.hours_per_week[0], results.cost[0] / years)


def _group(
    compared: Effects, kind: str, on: bool | None, counted: str | None, hours: Array, cost: Array
) -> Iterator[HiddenHoursRow]:
    base = compared.without
    least = min((cost[index] for index in base.active), default=None)
    for index, key in enumerate(base.strategies):
        more = hours[index] - base.hours_per_week[0, index]
        dearer = cost[index] - base.cost[0, index] / base.cases.profile.years
        first = bool(index in base.active and cost[index] == least)
        figures = float(more), float(dearer), float(hours[index]), float(cost[index])
        yield HiddenHoursRow(kind, key, on, counted or None, *figures, first)


@dataclass(frozen=True)
class Offer:
    """One kind as a person is asked about it: its name, what it adds to the strategy, and what that rests on."""

    kind: str
    name: str
    said: str
    basis: str
    on: bool
    offered: bool


def offers(scenario: Scenario, strategy: str, compared: Effects, span: Period) -> tuple[Offer, ...]:
    """Every kind, in the order of the table of their figures."""
    index = list(scenario.strategies).index(strategy)
    every = []
    for one in compared.each:
        kind = kinds()[one.kind]
        minutes, times = kind.figures[kind.field], kind.figures.get(TIMES)
        often = f", {_figure(times)} times a year for each club" if times else " each time"
        notes = " ".join(dict.fromkeys(figure.note for figure in kind.figures.values()))
        mark = "Our assumption" if minutes.source.kind == "assumption" else minutes.source.title
        basis = f"{mark}: {_figure(minutes)} minutes{often}. {notes}"
        every.append(Offer(one.kind, kind.name, _said(scenario, one, index, span), basis, one.on, one.offered))
    return tuple(every)


def _said(scenario: Scenario, one: Effect, index: int, span: Period) -> str:
    """What a kind adds to the strategy; or that it is counted, or why there is nothing."""
    if one.fault:
        return one.fault
    holding = _counted(scenario, one)
    counted = f"Already counted {holding}." if holding else ""
    if abs(one.hours[index]) > NOTHING:
        money = _money(scenario, span, float(one.cost[index]))
        hours = _hours_said(span, float(one.hours[index]))
        elsewhere = f", where it is not counted yet. It is {holding}." if holding else "."
        return f"{'Adds' if one.on else 'Would add'} {hours} and {money}{elsewhere}"
    if one.offered:
        return f"Adds nothing to this strategy. {counted}".strip()
    return counted or "Nothing in your mixes that it belongs to."


def _counted(scenario: Scenario, one: Effect) -> str:
    """In which numbers of the activities in use a kind is counted already: 'in the 105 minutes of Breakfast club'."""
    used = {key for mix in scenario.strategies.values() for key, times in mix.times_per_year.items() if times > 0}
    paths = [path for path in one.counted if path.split(".")[1] in used]
    if not paths:
        return ""
    values = sorted({float(get(scenario, path)) for path in paths})
    minutes = " to ".join(formats.whole(value) for value in dict.fromkeys((values[0], values[-1])))
    if kinds()[one.kind].within in paths:
        name = activity_name(scenario, paths[0].split(".")[1])
        return f"in the {minutes} minutes of {name}"
    return f"elsewhere, with {minutes} minutes" if one.offered else f"with {minutes} minutes"


def _figure(figure: Figure) -> str:
    likely, low, high = map(formats.whole, (figure.value, figure.low, figure.high))
    return likely if low == high else f"{likely} ({low} to {high})"
