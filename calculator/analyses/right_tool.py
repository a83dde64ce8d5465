"""Which activity serves which job at what cost, and how often more of one lifts what holds a strategy back.

>>> from calculator import assumptions
>>> found = {tool.activity: tool for tool in tools(assumptions.scenario("uk-owner"), "blended")}
>>> found["phone"].cost("keeping_in_touch") < found["one_to_one"].cost("keeping_in_touch")
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calculator.analyses.monte_carlo import drawn
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import DAYS, Scenario
from calculator.parameters import get, parameters

JOBS = ("meeting_people", "deepening", "keeping_in_touch")
"""What an activity can be for; each is also what may hold a strategy back."""


@dataclass(frozen=True)
class Tool:
    """What one occurrence of an activity yields for each job, and costs, the person's time included.

    `once` is one more, dues paid. `full` has dues, joining fee and subscription in it, spread over `spread` times a
    year; None where there are dues and no strategy takes part to spread them over.
    """

    activity: str
    yields: Mapping[str, float]
    once: float
    full: float | None
    spread: float

    def cost(self, job: str) -> float | None:
        """Money for one unit of a job with dues; None where it yields none, or they cannot be spread."""
        return self.full / self.yields[job] if self.full is not None and self.yields[job] > 0 else None

    def cost_of_more(self, job: str) -> float | None:
        """Money for one unit more where dues are paid; None where it yields none."""
        return self.once / self.yields[job] if self.yields[job] > 0 else None


@dataclass(frozen=True)
class Remedy:
    """So many more times a year of an activity, what they take a year, and what holds the strategy back then."""

    activity: str
    times: int
    hours: float
    cash: float
    cost: float
    then: str


@dataclass(frozen=True)
class Gain:
    """What is won more over the horizon: the middle of the draws, and the ends of their middle 80%."""

    likely: float
    low: float
    high: float


def bottleneck(scenario: Scenario, strategy: str) -> str | None:
    """What holds a strategy back; None where nothing takes place in it."""
    held: str | None = evaluate(Cases(alone(scenario, strategy))).bottleneck[0, 0]
    return held


def alone(scenario: Scenario, strategy: str) -> Scenario:
    """The scenario with one strategy only."""
    return scenario.model_copy(update={"strategies": {strategy: scenario.strategies[strategy]}})


def tools(scenario: Scenario, strategy: str) -> tuple[Tool, ...]:
    """Every activity, in the scenario's order, as the strategy would use it."""
    keys = list(scenario.activities)
    if not keys:
        return ()
    # where the strategy takes no part in an activity, it is taken as often as by the keenest of the others
    own, mixes = scenario.strategies[strategy].times_per_year, scenario.strategies.values()
    spread = np.array([own.get(key) or max(mix.times_per_year.get(key, 0.0) for mix in mixes) for key in keys])
    once, twice, usual = (_each(scenario, strategy, times) for times in (1, 2, spread))
    more = _yearly(twice) - _yearly(once)
    fees = _yearly(usual) - spread * more
    owed = _yearly(once) - more > 1e-9 * _yearly(once)
    deepening = once.flow.deepened[:, 0] * once.cases.pipeline.hours_to_trust
    yields = dict(zip(JOBS, (once.flow.met[:, 0], deepening, once.flow.touchpoints[:, 0]), strict=True))
    known = []
    for index, key in enumerate(keys):
        each, times = float(more[index]), float(spread[index])
        full: float | None = each
        if owed[index]:
            full = each + float(fees[index]) / times if times > 0 else None
        known.append(Tool(key, {job: float(amount[index]) for job, amount in yields.items()}, each, full, times))
    return tuple(known)


def remedies(scenario: Scenario, strategy: str) -> tuple[Remedy, ...]:
    """For each activity that can, the fewest more times a year that lift the bottleneck; the cheapest first.

    Lifted is a bottleneck when another holds the strategy back. Something always does, and deepening is the last of
    them: it counts as lifted when one relationship more is warm at the end.
    """
    held = bottleneck(scenario, strategy)
    each = (_remedy(scenario, strategy, key, held) for key in scenario.activities if held)
    return tuple(sorted(filter(None, each), key=lambda remedy: (remedy.cost, remedy.times)))


def gain(scenario: Scenario, strategy: str, remedy: Remedy, measure: str) -> Gain:
    """What a remedy adds to a measure; both mixes meet the same draws."""
    path, cases = _path(strategy, remedy.activity), drawn(alone(scenario, strategy))
    column = np.asarray(cases.columns.get(path, np.full(cases.size, get(scenario, path))))
    raised = Cases(cases.scenario, {**cases.columns, path: column + remedy.times})
    more = (evaluate(raised)[measure] - evaluate(cases)[measure])[:, 0]
    low, likely, high = np.quantile(more, [0.1, 0.5, 0.9]).tolist()
    return Gain(likely, low, high)


def most(scenario: Scenario, activity: str = "") -> int:
    """Times a year that are looked at: every day of the weeks in which one networks, or the most of an activity."""
    every_day = len(DAYS) * scenario.profile.weeks_per_year
    ceiling = scenario.activities[activity].most_per_year if activity else None
    return int(every_day if ceiling is None else min(every_day, ceiling))


def _path(strategy: str, activity: str) -> str:
    return f"strategies.{strategy}.times_per_year.{activity}"


def _each(scenario: Scenario, strategy: str, times: Array | int) -> Results:
    """A case for each activity, in which it is all that the strategy does, so many times a year."""
    paths = [_path(strategy, key) for key in scenario.activities]
    columns = np.eye(len(paths)) * times
    return evaluate(Cases(alone(scenario, strategy), dict(zip(paths, columns, strict=True))))


def _yearly(results: Results, measure: str = "cost") -> Array:
    return np.asarray(results[measure][:, 0] / results.cases.profile.years)


def _remedy(scenario: Scenario, strategy: str, activity: str, held: str) -> Remedy | None:
    path = _path(strategy, activity)
    now = get(scenario, path)
    room = min(most(scenario, activity), parameters(scenario)[path].high) - now
    if room < 1:
        return None
    results = evaluate(Cases(alone(scenario, strategy), {path: now + np.arange(int(room) + 1)}))
    warm, holds = results.relationships[:, 0], results.bottleneck[:, 0]
    lifted = warm >= warm[0] + 1 if held == "deepening" else holds != held
    if not lifted.any():
        return None
    times = int(np.argmax(lifted))
    yearly = (_yearly(results, measure) for measure in ("hours", "cash", "cost"))
    hours, cash, cost = (float(amount[times] - amount[0]) for amount in yearly)
    return Remedy(activity, times, hours, cash, cost, str(holds[times]))
