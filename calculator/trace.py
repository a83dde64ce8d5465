"""Where a number comes from: the engine's own code, run on terms that remember how they were made.

>>> from calculator import assumptions
>>> traced = trace(assumptions.scenario("uk-owner"), "online", "cost")
>>> traced.steps[0].formulas, traced.term.value == traced.figure
(('cash + time value',), True)

There is no second text of the formulas: a change of the engine changes what is read here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from calculator.cases import Cases
from calculator.engine import MEASURES, Results, evaluate
from calculator.engine import warmth as closed
from calculator.engine.arithmetic import GUARD, never
from calculator.engine.term import NotedBranch, Term, first_sentence, number, term, within
from calculator.errors import CalculatorError, suggestion
from calculator.model import Scenario
from calculator.parameters import get, parameters

PHRASE, ADD, MULTIPLY, ATOM = range(4)
"""How tightly operations bind, from the loosest: words that run on stand in brackets wherever they are a part."""
BINDS = {"+": ADD, "−": ADD, "negative": ADD, "expm1": ADD, "×": MULTIPLY, "÷": MULTIPLY}
BINDS |= dict.fromkeys(("smaller", "larger", "total", "once", "added", "choice"), PHRASE)
COMPARED = {"<": "less than", ">": "more than", ">=": "at least", "<=": "at most", "=": "equal to"}
CLOSED = first_sentence(closed.__doc__)
"""What the engine says of the closed form, which is no expression that could be read out."""
SUMS = ("total", "once", "added")
"""Terms that are sums over the activities."""


def read(made: Term) -> str:
    """A term in words; a quantity that the engine names is said by its name.

    >>> fee, times = Term(15.0, "input", name="Meal fee"), Term(44.0, "input", name="Times a year")
    >>> read((fee + 1) * times)
    '(meal fee + 1) × times a year'
    """
    made = _seen(made)
    if made.kind in WORDS:
        return WORDS[made.kind](made)
    rank = BINDS[made.kind]
    one, other = made.parts
    if made.kind == "+" and _seen(other).kind == "negative":
        return f"{_held(one, ADD)} − {_held(_seen(other).parts[0], MULTIPLY)}"
    strict = made.kind in ("−", "÷")  # a − (b + c) and a ÷ (b × c) keep their brackets
    return f"{_held(one, rank)} {made.kind} {_held(other, rank + strict)}"


def _seen(made: Term) -> Term:
    """A term without what only guards the arithmetic, which nobody needs to read."""
    while True:
        if made.kind == "guarded":
            made = made.chosen
        elif made.kind == "larger" and made.parts[1].kind == "constant" and 0 < number(made.parts[1].value) < GUARD:
            made = made.parts[0]
        else:
            return made


def _condition(made: Term) -> str:
    if made.kind in ("and", "or"):
        return f" {made.kind} ".join(map(_condition, made.parts))
    one, other = made.parts
    return f"{read(one)} is {'' if made.value else 'not '}{COMPARED[made.kind]} {read(other)}"


def _of_two(made: Term) -> str:
    return f"the {made.kind} of {' and '.join(_held(part, MULTIPLY) for part in made.parts)}"


def _over_activities(made: Term) -> str:
    return f"the sum over activities of {', or '.join(dict.fromkeys(map(read, made.parts))) or 'nothing'}"


def _negative(made: Term) -> str:
    inner = _seen(made.parts[0])
    if inner.kind == "−":
        return read(inner.parts[1] - inner.parts[0])
    return f"1 − e^({read(inner.parts[0])})" if inner.kind == "expm1" else f"−{_held(inner, MULTIPLY)}"


def _log1p(made: Term) -> str:
    inner = _seen(made.parts[0])
    return f"ln(1 − {_held(inner.parts[0], MULTIPLY)})" if inner.kind == "negative" else f"ln({read(1 + inner)})"


def _constant(made: Term) -> str:
    if isinstance(made.value, str):
        return made.value.replace("_", " ")
    value = number(made.value)
    if value == math.log(2):
        return "ln(2)"
    return "none" if math.isnan(value) else f"{value:g}"


WORDS: dict[str, Callable[[Term], str]] = {
    "input": lambda made: _small(made.name),
    "cell": lambda made: _small(made.name),
    "step": lambda made: made.name,
    "constant": _constant,
    "choice": lambda made: f"{read(made.chosen)} (as {_condition(made.parts[0])})",
    "smaller": _of_two,
    "larger": _of_two,
    "total": _over_activities,
    "once": _over_activities,
    "added": _over_activities,
    "negative": _negative,
    "expm1": lambda made: f"e^({read(made.parts[0])}) − 1",
    "log1p": _log1p,
    "closed": lambda made: f"in closed form from {', '.join(dict.fromkeys(map(read, made.parts)))}",
}
"""How each kind of term reads but for the four operations of arithmetic."""


def _held(made: Term, rank: int) -> str:
    """The words of a term, in brackets where it binds less tightly than what it stands in."""
    words = read(made)
    return f"({words})" if BINDS.get(_seen(made).kind, ATOM) < rank else words


def _small(title: str) -> str:
    """A field's title inside a formula: 'Meal fee' is 'meal fee', '1:2:1' and 'LinkedIn' stay as they are."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


@dataclass(frozen=True)
class Branch(NotedBranch):
    """A branch of the scenario whose numbers are terms; each is noted when it is read."""

    root: str
    tree: Any
    noted: Recorded
    kept: dict[Any, tuple[Any, Any]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        path = f"{self.root}.{name}"
        known = self.noted.known
        return self.noted.number(path) if path in known else self.noted.word(path, getattr(self.tree, name))


@dataclass(frozen=True)
class Recorded(NotedBranch):
    """Reads like `Cases` of one case and one strategy. `reads` are the paths read so far.

    Activities that the strategy does not take are left out, since nothing of theirs is part of it.
    """

    scenario: Scenario
    strategy: str
    reads: dict[str, None] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """Every number of the scenario."""
        return parameters(self.scenario)

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """The activities that the strategy takes."""
        times = self.scenario.strategies[self.strategy].times_per_year
        return tuple(key for key in self.scenario.activities if times.get(key, 0) > 0)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The paths of how often it takes the others: never."""
        others = (key for key in self.scenario.activities if key not in self.taken)
        return tuple(self._times(key) for key in others)

    @cached_property
    def profile(self) -> Any:
        """The profile."""
        return Branch("profile", self.scenario.profile, self)

    @property
    def goal(self) -> Any:
        """What is networked for."""
        return self.scenario.goal

    @property
    def pipeline(self) -> Any:
        """The pipeline of the scenario's goal."""
        goal = self.scenario.goal
        return Branch(f"pipelines.{goal}", self.scenario.pipelines[goal], self)

    @cached_property
    def activities(self) -> dict[str, Any]:
        """The activities that are taken."""
        return {key: Branch(f"activities.{key}", self.scenario.activities[key], self) for key in self.taken}

    @cached_property
    def windows(self) -> Iterable[Any]:
        """Each protected window."""
        return [Branch(f"protected.{key}", window, self) for key, window in self.scenario.protected.items()]

    @cached_property
    def times(self) -> dict[str, tuple[Term, ...]]:
        """How often each activity is taken."""
        return {key: (self.number(self._times(key), "Times a year"),) for key in self.taken}

    def richness(self, activity: str) -> Term:
        """Richness of the medium of an activity."""
        richness: Term = self.number(f"media.{self.scenario.activities[activity].medium}.richness")
        return richness

    # -- sums over the activities, of which only what is taken counts -----------------------------------

    def total(self, amounts: Mapping[str, Any]) -> Term:
        """Σ times a year × amount."""
        return self._summed("total", {key: self.times[key][0] * term(some) for key, some in amounts.items()}, amounts)

    def once(self, amounts: Mapping[str, Any]) -> Term:
        """Σ amount."""
        return self._summed("once", amounts, amounts)

    def added(self, terms: Mapping[str, tuple[Any, ...]]) -> Term:
        """Σ of terms of the one strategy."""
        rows = {key: row[0] for key, row in terms.items()}
        return self._summed("added", rows, rows)

    def _summed(self, kind: str, terms: Mapping[str, Any], amounts: Mapping[str, Any]) -> Term:
        counted = tuple(term(some) for key, some in terms.items() if self._counts(amounts[key]))
        return Term(sum((number(part.value) for part in counted), 0.0), kind, counted)

    def flat(self, values: Any) -> Term:
        """The number itself: there is one case and one strategy."""
        return term(values)

    unflat = flat

    def number(self, path: str, name: str = "") -> Any:
        """The number at a path; None where there is none, which is noted too."""
        self.reads[path] = None
        value = get(self.scenario, path)
        known = self.known[path]
        title = known.label if path.startswith("protected.") else known.title  # several windows have one title
        return None if value is None else Term(value, "input", name=name or title, path=path)

    def word(self, path: str, value: Any) -> Any:  # noqa: ARG002  # the workbook's has a cell for it
        """A word, as it is."""
        return value

    def _counts(self, amount: Any) -> bool:
        return not never(amount)

    def _times(self, activity: str) -> str:
        return f"strategies.{self.strategy}.times_per_year.{activity}"


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
    for kind, asked, known in (("strategy", strategy, tuple(scenario.strategies)), ("measure", measure, MEASURES)):
        if asked not in known:
            near = suggestion(asked, known)
            raise CalculatorError(f"There is no {kind} '{asked}'. There are: {', '.join(known) or 'none'}.{near}")
    cases = Recorded(scenario, strategy)
    made = _engine(cases)[measure]
    whole = evaluate(Cases(scenario))[measure][0, list(scenario.strategies).index(strategy)]
    inputs = tuple(path for path in cases.known if path in cases.reads)
    return Trace(scenario, strategy, measure, made, float(whole), _steps(cases, made), inputs, cases.left_out)


def _engine(cases: Recorded) -> Mapping[str, Term]:
    """The engine's results, whose numbers are terms since those are that it reads."""
    return cast("Mapping[str, Term]", Results(cast(Cases, cases)))


def _steps(cases: Recorded, made: Term) -> tuple[Step, ...]:
    """The steps from the measure down; what is reckoned for each activity is one step."""
    groups: dict[str, list[Term]] = {}
    for part in within(made):
        if part.kind == "step":
            groups.setdefault(part.name, []).append(part)
    steps = []
    for name, parts in groups.items():
        ways = tuple(Way(_owner(cases, part), read(part.parts[0]), number(part.value)) for part in parts)
        steps.append(Step(name, parts[0].about, parts[0].unit, ways))
    return tuple(steps)


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
    steps: dict[str, Step] = {}
    for measure in MEASURES:
        for step in _steps(cases, results[measure]):
            steps.setdefault(step.name, step)
    names = [measure.replace("_", " ") for measure in MEASURES]
    return tuple(steps[name] for name in dict.fromkeys([*names, *steps]))
