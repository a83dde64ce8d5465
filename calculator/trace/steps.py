"""A measure of one strategy, step by step: what each step is, how it is reckoned, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from calculator.cases import Cases
from calculator.engine import MEASURES, Results, evaluate
from calculator.engine import warmth as closed
from calculator.engine.term import Term, first_sentence, number, within
from calculator.errors import CalculatorError, suggestion
from calculator.model import Scenario
from calculator.trace.cases import Recorded
from calculator.trace.words import read

CLOSED = first_sentence(closed.__doc__)
"""What the engine says of the closed form, which is no expression that could be read out."""

SUMS = ("total", "once", "added")
"""Terms that are sums over the activities."""


@dataclass(frozen=True)
class Way:
    """One reckoning of a step: the activity that it is for, by its name, if any, how, and what it comes to."""

    activity: str
    formula: str
    value: float


@dataclass(frozen=True)
class Step:
    """One quantity on the way, in the engine's own words; reckoned in one way, or in one for each activity."""

    name: str
    about: str
    unit: str
    ways: tuple[Way, ...]

    @property
    def formulas(self) -> tuple[str, ...]:
        """How it is reckoned, each way said once."""
        return tuple(dict.fromkeys(way.formula for way in self.ways))


@dataclass(frozen=True)
class Trace:
    """Where a measure comes from: the measure first, then each step that it is made from.

    `inputs` are the paths of what the engine read for it; `left_out` those of the activities that it takes 0 times.
    `figure` is what the engine itself gives; NaN is none.
    """

    scenario: Scenario
    strategy: str
    measure: str
    term: Term
    figure: float
    steps: tuple[Step, ...]
    inputs: tuple[str, ...]
    left_out: tuple[str, ...]


def trace(scenario: Scenario, strategy: str, measure: str) -> Trace:
    """Where a measure of a strategy comes from. Raises CalculatorError where there is none of that name."""
    _check("strategy", strategy, tuple(scenario.strategies))
    _check("measure", measure, MEASURES)
    cases = Recorded(scenario, strategy)
    made = _engine(cases)[measure]
    whole = evaluate(Cases(scenario))[measure][0, list(scenario.strategies).index(strategy)]
    inputs = tuple(path for path in cases.known if path in cases.reads)
    return Trace(scenario, strategy, measure, made, float(whole), _steps(cases, made), inputs, cases.left_out)


def _engine(cases: Recorded) -> Mapping[str, Term]:
    """The engine's results, whose numbers are terms since those are that it reads."""
    return cast("Mapping[str, Term]", Results(cast(Cases, cases)))


def _check(kind: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        near = suggestion(given, known)
        raise CalculatorError(f"There is no {kind} '{given}'. There are: {', '.join(known) or 'none'}.{near}")


def _steps(cases: Recorded, made: Term) -> tuple[Step, ...]:
    """The steps from the measure down; what is reckoned for each activity is one step."""
    groups: dict[str, list[Term]] = {}
    for part in within(made):
        if part.kind == "step":
            groups.setdefault(part.name, []).append(part)
    return tuple(_group(cases, name, found) for name, found in groups.items())


def _group(cases: Recorded, name: str, found: list[Term]) -> Step:
    ways = tuple(Way(_owner(cases, part), read(part.parts[0]), number(part.value)) for part in found)
    return Step(name, found[0].about, found[0].unit, ways)


def _owner(cases: Recorded, part: Term) -> str:
    """The name of the activity whose quantity it is; nothing for one of the whole strategy."""
    inner = list(within(part))
    keys = {one.path.split(".")[1] for one in inner if one.path.startswith("activities.")}
    key = part.owner or ("" if any(one.kind in SUMS for one in inner) or len(keys) != 1 else keys.pop())
    return cases.scenario.activities[key].name if key else ""


def methods(scenario: Scenario, strategy: str) -> tuple[Step, ...]:
    """Every measure, and then every step that any of them is made from."""
    cases = Recorded(scenario, strategy)
    results = _engine(cases)
    found: dict[str, Step] = {}
    for measure in MEASURES:
        for step in _steps(cases, results[measure]):
            found.setdefault(step.name, step)
    names = [measure.replace("_", " ") for measure in MEASURES]
    return tuple(found[name] for name in dict.fromkeys([*names, *found]))
