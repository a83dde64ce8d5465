"""The second belief: there is no time for social media. Hours are held against those to spare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculator.analyses.beliefs.kind import kinds
from calculator.analyses.sensitivity import ROUNDING
from calculator.analyses.verdict import Claim, Verdict, verdict
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Scenario


@dataclass(frozen=True)
class Spare:
    """The second belief: hours a week of the strategy that is mostly online, against those to spare.

    `hours` counts odd moments in full, `working` leaves them out. `beside` are the hours a week of the strategy that is
    mostly in person, NaN where there is none. `per_win` is hours for one win by strategy, with odd
    moments and without; NaN where nothing is won.
    """

    online: str
    verdict: Verdict
    hours: float
    working: float
    written: float
    budget: float
    in_person: str
    beside: float
    per_win: dict[str, tuple[float, float]]


def no_time(scenario: Scenario) -> Spare | None:
    """Whether being online takes more hours than there are to spare; None where no strategy is mostly online."""
    found = kinds(scenario)
    if not found.online:
        return None
    results, working = evaluate(Cases(scenario)), _working(Cases(scenario))
    index = results.strategies.index(found.online)
    weeks = scenario.profile.years * scenario.profile.weeks_per_year
    texts = [key for key, activity in scenario.activities.items() if activity.medium == "written"]
    written = [results.hours_by_activity[key][0, index] for key in texts]
    shown = dict.fromkeys(key for key in (found.online, found.in_person) if key)
    return Spare(
        found.online,
        verdict(scenario, over_budget(found.online)),
        float(results.hours_per_week[0, index]),
        float(working[0, index] / weeks),
        float(sum(written) / weeks),
        scenario.profile.hours_per_week,
        found.in_person,
        float(results.hours_per_week[0, results.strategies.index(found.in_person)]) if found.in_person else np.nan,
        {key: _per_win(results, working, results.strategies.index(key)) for key in shown},
    )


def over_budget(strategy: str) -> Claim:
    """The claim that a strategy takes more hours a week than there are to spare, even without odd moments.

    It is false where it takes no more with them, and neither in between.
    """

    def claim(cases: Cases) -> Array:
        results, index = evaluate(cases), list(cases.scenario.strategies).index(strategy)
        budget, weeks = cases.profile.hours_per_week, cases.profile.years * cases.profile.weeks_per_year
        longest, shortest = results.hours_per_week[:, index], _working(cases)[:, index] / weeks
        slack = ROUNDING * longest
        return np.where(shortest > budget + slack, 1.0, np.where(longest <= budget + slack, -1.0, 0.0))

    return claim


def _working(cases: Cases) -> Array:
    """Hours that odd moments are left out of: what the hours are worth where each is worth 1, and an odd moment 0."""
    worth = {"profile.hourly_value": 1.0, "profile.dead_time_value": 0.0, "profile.protected_time_value": 1.0}
    columns = {path: np.full(cases.size, value) for path, value in worth.items()}
    return evaluate(Cases(cases.scenario, {**cases.columns, **columns})).time_value


def _per_win(results: Results, working: Array, index: int) -> tuple[float, float]:
    wins = float(results.wins[0, index])
    return (float(results.hours[0, index]) / wins, float(working[0, index]) / wins) if wins else (np.nan, np.nan)
