"""What a page shows of a scenario: its results, draws, swings and words, worked out once a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator import assumptions, permalink
from calculator.analyses.study import Study
from calculator.charts.period import NAMES, Name, Period
from calculator.kept import fingerprint, kept
from calculator.model import Scenario

ROOM = 64_000_000
"""Bytes of answers that are kept for all who visit: some fifty of a preset."""


@dataclass(frozen=True)
class Answer(Study):
    """A scenario with everything that a page says of it."""

    @cached_property
    def names(self) -> dict[str, str]:
        """The strategies' names, by id."""
        return {key: strategy.name for key, strategy in self.scenario.strategies.items()}

    @cached_property
    def marks(self) -> dict[str, str]:
        """Whose each number is, by path."""
        return assumptions.marks(self.scenario)

    @cached_property
    def yours(self) -> list[str]:
        """The paths of the numbers that are the user's own."""
        return [path for path, mark in self.marks.items() if mark == "yours"]

    @cached_property
    def link(self) -> permalink.Pairs:
        """The query parameters of the scenario."""
        return permalink.encode(self.scenario)

    @cached_property
    def deciding(self) -> list[str]:
        """The paths of our own assumptions that would give the comparison another winner."""
        flipping = self.swings.flipping("cost", most=False) | self.swings.flipping("wins")
        return [path for path in flipping if self.marks[path] == "our assumption"]


@kept(ROOM, weigh=lambda found: found.weight, key=fingerprint)
def answer(scenario: Scenario) -> Answer:
    """The answer of a scenario, shared by everybody who looks at the same numbers."""
    return Answer(scenario)


def period(name: str, scenario: Scenario) -> Period:
    """The period of that name; a year where there is none."""
    known: Name = next((known for known in NAMES if known == name), "year")
    return Period.of(known, scenario.profile)
