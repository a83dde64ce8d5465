"""What each activity of a strategy is worth: the strategy with it and without it, and what the freed hours would bring.

>>> from calculator import assumptions
>>> found = {part.activity: part for part in keep(assumptions.scenario("uk-owner-2026-11"), "face_to_face").parts}
>>> club = found["breakfast"]
>>> club.more["cost"].middle > club.more["value"].middle, club.pays
(True, False)

What is compared differs in its times a year alone. So the exact figures are one table of cases with a row for each mix,
and the draws are one evaluation in which each mix that is spoken of is a strategy: all meet the same draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from calculator.analyses.monte_carlo import DRAWS, drawn
from calculator.analyses.right_tool import alone, most
from calculator.cases import Array, Cases
from calculator.engine import evaluate
from calculator.engine.time import minutes_by_part
from calculator.model import Scenario, Strategy
from calculator.named import seeks_role

MEASURES = ("cost", "cash", "hours", "wins", "win_probability", "value", "net_value")
"""What is looked at with an activity and without it."""
ROOM = 1 << 17
"""Draws of all mixes together, at most: a large strategy has fewer of each."""
NOTHING = 1e-9
"""Less than this is what rounding leaves."""

Mix = Mapping[str, float]
"""Times a year by activity."""
Pair = tuple[str, str]
"""The activity that is left out, and the one that its hours are spent on; '' where there is none."""
Taken = Mapping[Pair, Mapping[str, Array]]
"""Every measure of some mixes over the horizon, each of shape (case,)."""


@dataclass(frozen=True)
class Amount:
    """Something over the horizon: as the exact inputs have it, and the middle, the half and the 80% of the draws."""

    exact: float
    middle: float
    half: tuple[float, float]
    most: tuple[float, float]


Amounts = Mapping[str, Amount]


@dataclass(frozen=True)
class Spent:
    """Freed hours spent on another activity: how many more times a year, the hours they take, and what they add."""

    activity: str
    times: int
    hours: float
    more: Amounts


@dataclass(frozen=True)
class ActivityWorth:
    """An activity of a strategy: what it adds to the strategy, and what the strategy comes to without it.

    `paying` is the share of draws in which it brings more than it takes. `needed` is what a win must be worth for it to
    do so in half of them, infinite where no worth would do. `spent` is the best use of the hours that it would free,
    None where they are too few for anything else.
    """

    activity: str
    times: float
    more: Amounts
    without: Amounts
    paying: float
    needed: float
    spent: Spent | None

    @property
    def pays(self) -> bool:
        """Whether what it brings is worth more than what it takes."""
        return self.more["net_value"].middle > 0


@dataclass(frozen=True)
class Keep:
    """What a strategy comes to, and what each activity in it is worth, the dearest first."""

    whole: Amounts
    parts: tuple[ActivityWorth, ...]
    draws: int

    @property
    def certain(self) -> bool:
        """Whether nothing that matters here has a range."""
        return self.draws == 1


def keep(scenario: Scenario, strategy: str) -> Keep:
    """What every activity that takes place in a strategy is worth. A win is worth what the scenario says, no range."""
    mix = {key: times for key, times in scenario.strategies[strategy].times_per_year.items() if times}
    trials = {(key, other): times for key in mix for other, times in _trials(scenario, mix, key)}
    mixes: dict[Pair, Mix] = {("", ""): mix, **{(key, ""): {**mix, key: 0.0} for key in mix}}
    mixes |= {pair: {**mixes[pair[0], ""], pair[1]: mix.get(pair[1], 0.0) + n} for pair, n in trials.items()}
    often = f"strategies.{strategy}.times_per_year."
    columns = {f"{often}{key}": [one.get(key, 0.0) for one in mixes.values()] for key in scenario.activities}
    results = evaluate(Cases(alone(scenario, strategy), columns))
    exact = _by_mix(mixes, {measure: results[measure] for measure in MEASURES})
    best: dict[str, Pair] = {}
    for pair in trials:
        rival = best.setdefault(pair[0], pair)
        if _each_hour(exact, pair) > _each_hour(exact, rival):
            best[pair[0]] = pair
    spoken = [("", ""), *((key, "") for key in mix), *best.values()]
    draws = _drawn(scenario, strategy, {pair: mixes[pair] for pair in spoken})
    it = _Compared(scenario, exact, draws)
    spent = {key: it.spent(pair, trials[pair]) for key, pair in best.items()}
    parts = [it.part(key, times, spent.get(key)) for key, times in mix.items()]
    parts.sort(key=lambda part: -part.more["cost"].middle)
    return Keep(it.amounts(("", "")), tuple(parts), len(draws["", ""]["cost"]))


@dataclass(frozen=True)
class _Compared:
    """Mixes of one strategy, exact and drawn."""

    scenario: Scenario
    exact: Taken
    draws: Taken

    def part(self, activity: str, times: float, spent: Spent | None) -> ActivityWorth:
        """What an activity is worth."""
        without = activity, ""
        more = {measure: self.draws["", ""][measure] - self.draws[without][measure] for measure in MEASURES}
        won = more["win_probability" if seeks_role(self.scenario) else "wins"]
        with np.errstate(divide="ignore", invalid="ignore"):
            needed = np.where(won > NOTHING, more["cost"] / won, np.where(more["cost"] > NOTHING, np.inf, 0.0))
        paying = float((more["net_value"] > 0).mean())
        amounts = self.amounts(("", ""), than=without), self.amounts(without)
        return ActivityWorth(activity, times, *amounts, paying, float(np.median(needed)), spent)

    def spent(self, pair: Pair, times: int) -> Spent:
        """What the hours of one activity bring when they are spent on another."""
        more = self.amounts(pair, than=(pair[0], ""))
        return Spent(pair[1], times, more["hours"].exact, more)

    def amounts(self, pair: Pair, than: Pair | None = None) -> dict[str, Amount]:
        """Every measure of a mix, or how much more of each it has than another mix."""
        amounts = {}
        for measure in MEASURES:
            exact, draws = self.exact[pair][measure], self.draws[pair][measure]
            if than:
                exact, draws = exact - self.exact[than][measure], draws - self.draws[than][measure]
            low, near, middle, far, high = map(float, np.quantile(draws, [0.1, 0.25, 0.5, 0.75, 0.9]))
            amounts[measure] = Amount(float(exact[0]), middle, (near, far), (low, high))
        return amounts


def _trials(scenario: Scenario, mix: Mix, leaving: str) -> Iterator[tuple[str, int]]:
    """Each other activity, and how many more times a year of it fit into the hours of the one that is left out."""
    hours = {key: sum(minutes_by_part(activity).values()) / 60 for key, activity in scenario.activities.items()}
    freed = mix[leaving] * hours[leaving]
    for other, each in hours.items():
        if other != leaving and each > 0:
            times = min(int(freed / each + NOTHING), int(most(scenario, other) - mix.get(other, 0.0)))
            if times > 0:
                yield other, times


def _each_hour(exact: Taken, pair: Pair) -> float:
    """How much more is left after costs for each hour that is spent on another activity."""
    with_it, without = exact[pair], exact[pair[0], ""]
    return float((with_it["net_value"] - without["net_value"])[0] / (with_it["hours"] - without["hours"])[0])


def _drawn(scenario: Scenario, strategy: str, mixes: Mapping[Pair, Mix]) -> Taken:
    """The measures of the draws: a strategy for each mix.

    Times a year that have a range are drawn as well, and shifted by as much as the mix differs from the strategy.
    """
    some = min(DRAWS, 1 << (ROOM // len(mixes)).bit_length() - 1)
    worth, own = f"pipelines.{scenario.goal}.value_per_win", f"strategies.{strategy}.times_per_year."
    columns = {path: np.asarray(column) for path, column in drawn(scenario, some).columns.items() if path != worth}
    often = {path.removeprefix(own): columns[path] for path in columns if path.startswith(own)}
    shared = {path: column for path, column in columns.items() if not path.startswith("strategies.")}
    names = [f"mix_{place}" for place in range(len(mixes))]
    for name, mix in zip(names, mixes.values(), strict=True):
        for key, column in often.items():
            more = mix.get(key, 0.0) - scenario.strategies[strategy].times_per_year.get(key, 0.0)
            shared[f"strategies.{name}.times_per_year.{key}"] = (column + more) * (mix.get(key, 0.0) > 0)
    made = {name: Strategy(name=name, times_per_year=mix) for name, mix in zip(names, mixes.values(), strict=True)}
    results = evaluate(Cases(scenario.model_copy(update={"strategies": made}), shared))
    return _by_mix(mixes, {measure: results[measure].T for measure in MEASURES})


def _by_mix(mixes: Mapping[Pair, Mix], measures: Mapping[str, Array]) -> Taken:
    """Measures of shape (mix, case), by mix."""
    return {pair: {measure: measures[measure][place] for measure in MEASURES} for place, pair in enumerate(mixes)}
