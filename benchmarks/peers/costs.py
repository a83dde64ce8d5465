"""The cost side of a scenario as lines that any tool can work out: `name = formula`, from what is drawn.

It is the engine's own functions that write the formulas, so that a peer reckons the same model. What cannot make a
difference (a round of no people, a window on other days, a limit that no draw reaches) is left out, and what is needed
twice is a line of its own: nobody would write a peer's model with less work in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from benchmarks.peers.lines import lines, mentioned
from benchmarks.peers.terms import Term
from calculator.engine import cash, time
from calculator.model import Activity, Profile, Scenario, Tree, Window
from calculator.parameters import parameters, spread_of
from calculator.parts import ITEMS, PARTS

Amounts = dict[tuple[str, str], Any]
"""An amount by its kind (a part of time, an item of cash) and by activity: a Term, or a number that does not vary."""


class Drawn(NamedTuple):
    """A number that is drawn, as PERT."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Model:
    """The numbers that are drawn, and the lines that follow from them in order; both by name.

    `costs` names the line with the cost of each strategy, in the scenario's order.
    """

    draws: Mapping[str, Drawn]
    lines: Mapping[str, str]
    costs: tuple[str, ...]


def model(scenario: Scenario) -> Model:
    """The model of a scenario's cash by item, value of time by part, and cost."""
    drawn = _drawn(scenario)
    written = lines(_Formulas(scenario, drawn).results())
    names = {name for formula in written.values() for name in mentioned(formula)}
    draws = {short(path): spread for path, spread in drawn.items() if short(path) in names}
    return Model(draws, written, tuple(f"{key}_cost" for key in scenario.strategies))


def _drawn(scenario: Scenario) -> dict[str, Drawn]:
    spreads = {path: spread_of(scenario, path) for path in parameters(scenario) if path in scenario.ranges}
    return {
        path: Drawn(spread.low, spread.likely, spread.high)
        for path, spread in spreads.items()
        if spread.low is not None and spread.likely is not None and spread.high is not None and spread.low < spread.high
    }


class _Formulas:
    """A scenario whose ranges are names, read by the engine's functions."""

    def __init__(self, scenario: Scenario, drawn: Mapping[str, Drawn]) -> None:
        self.drawn, self.scenario = drawn, scenario
        self.profile = cast(Profile, self._named("profile", scenario.profile))
        self.windows = [cast(Window, self._named(f"protected.{key}", w)) for key, w in scenario.protected.items()]

    def results(self) -> dict[str, Any]:
        """Every line that is asked for, by name: amounts by strategy and kind, and their totals."""
        minutes, fees, dues = self._by_activity()
        found: dict[str, Any] = {}
        for key, mix in self.scenario.strategies.items():
            times = {activity: n * self.profile.years for activity, n in mix.times_per_year.items() if n}
            once = dict.fromkeys(times, 1.0)
            items = {**_summed(fees, times), **_summed(dues, once)}
            parts = {part: spent / 60 * self.profile.hourly_value for part, spent in _summed(minutes, times).items()}
            found |= {f"{key}_{item}_cash": items[item] for item in ITEMS}
            found |= {f"{key}_{part}_time": parts[part] for part in PARTS}
            found |= {f"{key}_cash": sum(items.values()), f"{key}_time": sum(parts.values())}
            found[f"{key}_cost"] = found[f"{key}_cash"] + found[f"{key}_time"]
        return found

    def _by_activity(self) -> tuple[Amounts, Amounts, Amounts]:
        """Minutes at their weight and money at each occurrence, and money for taking part at all."""
        minutes: Amounts = {}
        fees: Amounts = {}
        dues: Amounts = {}
        for key, plain in self.scenario.activities.items():
            activity = cast(Activity, self._named(f"activities.{key}", plain))
            weighted = time.weighted_minutes(activity, self.profile, time.protected_minutes(activity, self.windows))
            minutes |= {(part, key): some for part, some in {**time.minutes_by_part(activity), **weighted}.items()}
            fees |= {(item, key): some for item, some in cash.occurrence_cash(activity, self.profile).items()}
            dues |= {(item, key): some for item, some in cash.membership_cash(activity, self.profile.years).items()}
        return minutes, fees, dues

    def _named(self, root: str, branch: Tree) -> SimpleNamespace:
        names = {name: f"{root}.{name}" for name in branch.__dict__}
        terms = {name: self.drawn[path] for name, path in names.items() if path in self.drawn}
        named = {name: Term(short(names[name]), drawn.low, drawn.high) for name, drawn in terms.items()}
        return SimpleNamespace(**{**branch.__dict__, **named})


def _summed(amounts: Amounts, times: Mapping[str, float]) -> dict[str, Any]:
    """Σ amount × times over activities, by kind."""
    kinds = dict.fromkeys(kind for kind, _ in amounts)
    return {kind: sum(amounts[kind, key] * n for key, n in times.items()) for kind in kinds}


def short(path: str) -> str:
    """The name of a number in a formula: `breakfast_meal_fee`."""
    return path.partition(".")[2].replace(".", "_")
