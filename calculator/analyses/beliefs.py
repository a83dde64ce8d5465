"""Three beliefs about networking, put to the test with a person's own numbers. We hold with none of them.

>>> from calculator import assumptions
>>> found = face_to_face(assumptions.scenario("uk-owner"))
>>> found.one, found.other
('face_to_face', 'online')

Each test names its strategies by what they are made of, not by what they are called: one whose hours go into meeting in
person, and one whose hours do not. Where there is none, the belief cannot be tested.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.analyses.blend import blended
from calculator.analyses.sensitivity import ROUNDING
from calculator.analyses.verdict import Claim, Verdict, verdict
from calculator.cases import Array, Cases
from calculator.engine import Results, evaluate
from calculator.model import Goal, Scenario

MOST = 0.5
"""A strategy is mostly in person, or mostly not, when more than this share of its hours is."""
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the hours that go to the other strategy."""
FINE = tuple(percent / 100 for percent in range(0, 101, 5))
"""Shares among which the best is looked for."""
GOALS: tuple[Goal, Goal] = ("clients", "role")


@dataclass(frozen=True)
class Kinds:
    """The strategy whose hours are mostly in person, and the one whose are mostly not; empty where there is none."""

    in_person: str
    online: str
    shares: dict[str, float]


def kinds(scenario: Scenario) -> Kinds:
    """Find the two strategies; `shares` has the share of hours in person of each strategy that takes any hours."""
    results = evaluate(Cases(scenario))
    spent = {key: results.hours_by_activity[key][0] for key in scenario.activities}
    met = sum((spent[key] for key, a in scenario.activities.items() if a.medium == "in_person"), np.zeros(1))
    hours = zip(scenario.strategies, np.broadcast_to(met, results.hours[0].shape), results.hours[0], strict=True)
    shares = {key: float(some / whole) for key, some, whole in hours if whole > 0}
    most, least = (max(shares, key=shares.__getitem__, default=""), min(shares, key=shares.__getitem__, default=""))
    return Kinds(most if shares.get(most, 0) > MOST else "", least if shares.get(least, 1) < 1 - MOST else "", shares)


@dataclass(frozen=True)
class Mixed:
    """The first belief: what mixes of strategy `one`, in person, and `other` win at the hours of `one`.

    `wins`, `chances` of at least one and `cost_per_win` are by share of the other in `QUARTERS`; `best` is the share,
    in twentieths, that wins most.
    """

    one: str
    other: str
    verdict: Verdict
    wins: tuple[float, ...]
    chances: tuple[float, ...]
    cost_per_win: tuple[float, ...]
    best: float


def face_to_face(scenario: Scenario) -> Mixed | None:
    """Whether meeting face to face alone wins more than any mix of the same hours; None where it cannot be tested."""
    which, base = kinds(scenario), Cases(scenario)
    one, other = which.in_person, which.online
    if not (one and other) or not evaluate(base).wins.max() > 0:
        return None
    fine, rough = (_mixed(base, one, other, shares) for shares in (FINE, QUARTERS))
    wins, chances, cost = (tuple(of[:, 0].tolist()) for of in (rough.wins, rough.win_probability, rough.cost_per_win))
    judged = verdict(scenario, purest(one, other))
    return Mixed(one, other, judged, wins, chances, cost, FINE[int(fine.wins[:, 0].argmax())])


def purest(one: str, other: str) -> Claim:
    """The claim that strategy `one` alone wins more than any mix with the other at equal hours."""

    def claim(cases: Cases) -> Array:
        wins = _mixed(cases, one, other, QUARTERS).wins[:, 0].reshape(len(QUARTERS), -1)
        lead = wins[0] - wins[1:].max(axis=0)
        return np.broadcast_to(np.where(np.abs(lead) > ROUNDING * wins.max(axis=0), lead, 0.0), cases.size)

    return claim


def _mixed(cases: Cases, one: str, other: str, shares: tuple[float, ...]) -> Results:
    """Results of mixing two strategies within the hours of the first: every case at each share, in that order."""
    pair = {key: cases.scenario.strategies[key] for key in (one, other)}
    both = cases.scenario.model_copy(update={"strategies": pair})
    used = {key for mix in pair.values() for key, n in mix.times_per_year.items() if n}
    columns = {path: column for path, column in cases.columns.items() if _bears(path, both, used)}
    own = Cases(both, columns)
    # the other is made to take the hours of the first in every case; one without hours stays so
    first, second = evaluate(own).hours.T
    factor = np.divide(first, second, out=np.ones_like(first), where=second > 0)
    times = {f"strategies.{other}.times_per_year.{key}": factor * row[1] for key, row in own.times.items()}
    return evaluate(blended(Cases(both, {**own.columns, **times}), one, other, shares))


def _bears(path: str, scenario: Scenario, used: set[str]) -> bool:
    """Whether a number can change what these strategies win. Those that cannot are left out, which saves time."""
    branch, key = path.split(".")[:2]
    if branch == "activities":
        return key in used
    return key in scenario.strategies if branch == "strategies" else branch != "protected"


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
    which = kinds(scenario)
    if not which.online:
        return None
    results, working = evaluate(Cases(scenario)), _working(Cases(scenario))
    at = {key: results.strategies.index(key) for key in (which.online, which.in_person) if key}
    index = at[which.online]
    weeks = scenario.profile.years * scenario.profile.weeks_per_year
    texts = [key for key, activity in scenario.activities.items() if activity.medium == "written"]
    hours = {key: (float(results.hours[0, place]), float(working[0, place])) for key, place in at.items()}
    wins = {key: float(results.wins[0, place]) or np.nan for key, place in at.items()}
    return Spare(
        which.online,
        verdict(scenario, over_budget(which.online)),
        float(results.hours_per_week[0, index]),
        float(working[0, index] / weeks),
        float(sum(results.hours_by_activity[key][0, index] for key in texts) / weeks),
        scenario.profile.hours_per_week,
        which.in_person,
        float(results.hours_per_week[0, at[which.in_person]]) if which.in_person else np.nan,
        {key: (whole / wins[key], less / wins[key]) for key, (whole, less) in hours.items()},
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
    """Hours without odd moments: what the hours are worth if each is worth 1, and one in an odd moment 0."""
    worth = {"profile.hourly_value": 1.0, "profile.dead_time_value": 0.0, "profile.protected_time_value": 1.0}
    columns = {path: np.full(cases.size, value) for path, value in worth.items()}
    return evaluate(Cases(cases.scenario, {**cases.columns, **columns})).time_value


@dataclass(frozen=True)
class Goals:
    """The third belief: the same strategies under both goals.

    `wins` and `cost_per_win` are by goal, then by strategy in the scenario's order. `why` are the fields of the
    pipeline that, taken over from the clients' alone, give the role the clients' leader again.
    """

    verdict: Verdict
    wins: dict[Goal, list[float]]
    cost_per_win: dict[Goal, list[float]]
    why: tuple[str, ...]


def role_differs(scenario: Scenario) -> Goals | None:
    """Whether another strategy comes first for a role than for clients; None where it cannot be tested."""
    active = [strategy for strategy in scenario.strategies.values() if any(strategy.times_per_year.values())]
    if len(active) < 2 or not all(goal in scenario.pipelines for goal in GOALS):
        return None
    reached = {goal: _towards(Cases(scenario), goal) for goal in GOALS}
    if not all(results.wins.max() > 0 for results in reached.values()):
        return None
    wins = {goal: results.wins[0].tolist() for goal, results in reached.items()}
    cost_per_win = {goal: results.cost_per_win[0].tolist() for goal, results in reached.items()}
    why = []
    if _differ(reached["clients"], reached["role"])[0]:
        for name in type(scenario.pipelines["role"]).model_fields:
            taken = Cases(scenario, {f"pipelines.role.{name}": [getattr(scenario.pipelines["clients"], name)]})
            if not _differ(reached["clients"], _towards(taken, "role"))[0]:
                why.append(name)
    return Goals(verdict(scenario, other_leader), wins, cost_per_win, tuple(why))


def other_leader(cases: Cases) -> Array:
    """The claim that what wins most, or what costs least for one win, is another strategy for a role."""
    return np.where(_differ(_towards(cases, GOALS[0]), _towards(cases, GOALS[1])), 1.0, -1.0)


def _towards(cases: Cases, goal: Goal) -> Results:
    return evaluate(Cases(cases.scenario.model_copy(update={"goal": goal}), cases.columns))


def _differ(one: Results, other: Results) -> Array:
    """Whether two comparisons have no first in common, on wins or on what one win costs, shape (case,)."""
    wins = _first(one.wins) & _first(other.wins)
    costs = [np.nan_to_num(results.cost_per_win, nan=1e300) for results in (one, other)]  # none is dearer than any
    cheap = _first(-costs[0]) & _first(-costs[1])
    return np.asarray(~(wins.any(axis=1) & cheap.any(axis=1)))


def _first(values: Array) -> NDArray[np.bool_]:
    """Which strategies have the most, ties included, shape (case, strategy)."""
    best = values.max(axis=1, keepdims=True)
    return np.asarray(values >= best - ROUNDING * np.abs(best))
