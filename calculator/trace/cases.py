"""One strategy of a scenario as terms, in the place of `Cases`: what the engine reads is noted by its path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calculator.engine.arithmetic import never
from calculator.engine.term import Term, Told, number, term
from calculator.model import Scenario
from calculator.parameters import get, parameters


@dataclass(frozen=True)
class Branch(Told):
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
class Recorded(Told):
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
        found: Term = self.number(f"media.{self.scenario.activities[activity].medium}.richness")
        return found

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
        found = tuple(term(some) for key, some in terms.items() if self._counts(amounts[key]))
        return Term(sum((number(part.value) for part in found), 0.0), kind, found)

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
