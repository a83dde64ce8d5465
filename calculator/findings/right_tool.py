"""Which activity serves which job, and what lifts what holds a strategy back, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from calculator import formats
from calculator.analyses import right_tool as analysis
from calculator.analyses.headline import BOTTLENECK, NO_STRATEGIES
from calculator.analyses.right_tool import JOBS, Remedy, Tool
from calculator.analyses.study import Study
from calculator.charts import right_tool as chart
from calculator.findings.finding import Finding, HoursPerYear, MoneyPerYear, TimesPerYear
from calculator.model import Scenario
from calculator.named import activity_name, inline, opening_name, seeks_role
from calculator.period import Name, Period

NO_ACTIVITIES = "No activities yet. Add one to see what it is good for."
WORKING = (
    "One occurrence costs its cash and the value of its hours, protected time included, as in every other figure here.",
    (
        "That is divided by the people met who could help, by the hours in person that deepen, and by the people you "
        "exchange words with."
    ),
    (
        "Dues, subscription and joining fee fall due once you take part at all. They are spread over the times a year "
        "that this strategy takes part; where it does not, over those of the strategy that takes part most."
    ),
    (
        "The remedy is found by adding one time a year after the other, up to every day of your weeks, and working "
        "everything out anew."
    ),
    (
        "What holds a strategy back is lifted when something else does. Deepening counts as lifted when one "
        "relationship more is warm at the end."
    ),
)


@dataclass(frozen=True)
class RightToolRow:
    """An activity for one job: what a unit costs, and where it lifts what holds back, how much more it takes a year."""

    strategy: str
    bottleneck: str | None
    job: str
    activity: str
    medium: str
    units_per_occurrence: Annotated[float, "units of the job"]
    cost_per_unit: Annotated[float, "money/unit of the job"] | None
    cost_per_unit_dues_paid: Annotated[float, "money/unit of the job"] | None
    dues_spread_over: TimesPerYear
    extra_times_per_year: Annotated[int, "times/year"] | None = None
    extra_hours_per_year: HoursPerYear | None = None
    extra_cash_per_year: MoneyPerYear | None = None
    extra_cost_per_year: MoneyPerYear | None = None
    bottleneck_then: str | None = None


def finding(study: Study, strategy: str, period: Name = "all") -> Finding[RightToolRow]:
    """The tools of a strategy; without a strategy, what to do about it."""
    scenario = study.scenario
    if strategy not in scenario.strategies:
        return Finding("right_tool", NO_STRATEGIES, RightToolRow)
    tools = analysis.tools(scenario, strategy)
    if not tools:
        return Finding("right_tool", NO_ACTIVITIES, RightToolRow)
    held, remedies = analysis.bottleneck(scenario, strategy), analysis.remedies(scenario, strategy)
    drawing = chart.right_tool(scenario, tools, held or JOBS[0])
    span = Period.of(period, scenario.profile)
    sentence = _sentence(scenario, strategy, span, held, remedies)
    rows = tuple(_rows(scenario, strategy, tools, remedies, held))
    notes = tuple(_notes(scenario, strategy, span, tools, remedies, held))
    return Finding("right_tool", sentence, RightToolRow, rows, drawing.table, notes, drawing, WORKING)


def _sentence(scenario: Scenario, strategy: str, span: Period, held: str | None, remedies: Sequence[Remedy]) -> str:
    if held is None:
        return f"{opening_name(scenario, strategy)} has no activities yet. Below is what each costs for each job."
    holding = f"{BOTTLENECK[held]} is what holds {inline(scenario, strategy)} back"
    if not remedies:
        return f"{holding}, and nothing in your list lifts it."
    money = _money(scenario, span.of_a_year(remedies[0].cost))
    return f"{holding}. The cheapest remedy: {_more(scenario, remedies[0])}, for {money} {span.said}."


def _more(scenario: Scenario, remedy: Remedy) -> str:
    times = "once" if remedy.times == 1 else f"{formats.whole(remedy.times)} times"
    return f"{activity_name(scenario, remedy.activity)}, {times} more a year"


def _money(scenario: Scenario, amount: float) -> str:
    return formats.money(amount, scenario.currency)


def _notes(
    scenario: Scenario,
    strategy: str,
    span: Period,
    tools: Sequence[Tool],
    remedies: Sequence[Remedy],
    held: str | None,
) -> Iterator[str]:
    if remedies:
        first = remedies[0]
        does = "That makes one relationship more" if held == "deepening" else "That lifts it"
        then = f"{BOTTLENECK[first.then][0].lower()}{BOTTLENECK[first.then][1:]}"
        still = "still " if first.then == held else ""
        yield f"{does} and {_won(scenario, strategy, span, first)}. Then {then} {still}holds it back."
        yield _takes(scenario, span, first)
    elif held:
        most = analysis.most(scenario)
        yield f"Each was tried up to {most} times a year, every day of your weeks, or to its own most times a year."
    if len(remedies) > 1:
        others = [
            f"{_more(scenario, other)}, {_money(scenario, span.of_a_year(other.cost))}" for other in remedies[1:3]
        ]
        yield f"The next cheapest: {'; '.join(others)}."
    cheapest = []
    for job in _jobs(held):
        lines = chart.lines(scenario, tools, job)
        name, unit = chart.UNITS[job]
        best = [f"{activity_name(scenario, line.tool.activity)}, {line.said} for {unit}" for line in lines[:1]]
        cheapest.append(f"or {name.lower()}: {best[0] if best else 'nothing in your list'}")
    yield f"Cheapest f{'. F'.join(cheapest)}."


def _jobs(held: str | None) -> list[str]:
    """The jobs in the order of the chart: first the one that is held back."""
    return sorted(JOBS, key=lambda job: job != held)


def _won(scenario: Scenario, strategy: str, span: Period, remedy: Remedy) -> str:
    """What a remedy wins more, with its range."""
    role, span = seeks_role(scenario), span.of_people
    won = analysis.gain(scenario, strategy, remedy, "win_probability" if role else "wins")
    factor = 100 if role else span.factor
    likely, low, high = (formats.count(factor * n) for n in (won.likely, won.low, won.high))
    ranged = f" ({low} to {high} in 8 of 10 ways it might go)" if low != high else ""
    if role:
        return f"adds {likely} of 100 to the chance of an offer in {span.horizon}{ranged}"
    if high == formats.count(0.0):
        return f"wins no more clients {span.label}"
    return f"wins {likely} more clients {span.label}{ranged}"


def _takes(scenario: Scenario, span: Period, remedy: Remedy) -> str:
    """The cost of a remedy in its parts."""
    hours = formats.in_hours(span.of_a_year(remedy.hours))
    if not scenario.profile.hourly_value:
        return f"It takes {hours} {span.said}, which count for nothing while your hour is worth nothing."
    worth = _money(scenario, span.of_a_year(remedy.cost - remedy.cash))
    cash = f"{_money(scenario, span.of_a_year(remedy.cash))} in cash" if remedy.cash else "no cash"
    return f"That takes {hours} {span.said}, worth {worth}, and {cash}."


def _rows(
    scenario: Scenario, strategy: str, tools: Sequence[Tool], remedies: Sequence[Remedy], held: str | None
) -> Iterator[RightToolRow]:
    """A row for each job and activity; the remedy stands with the job that it is for."""
    lifting = {remedy.activity: remedy for remedy in remedies}
    for job in _jobs(held):
        for tool in sorted(tools, key=lambda tool: (tool.cost(job) is None, tool.cost(job) or 0.0)):
            remedy = lifting.get(tool.activity) if job == held else None
            extra = (remedy.times, remedy.hours, remedy.cash, remedy.cost, remedy.then) if remedy else ()
            medium, units = scenario.activities[tool.activity].medium, tool.yields[job]
            figures = tool.cost(job), tool.cost_of_more(job), tool.spread
            yield RightToolRow(strategy, held, job, tool.activity, medium, units, *figures, *extra)
