"""A scenario with its results, draws, swings and the answer in words, each worked out when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator.analyses.headline import Headline, headline
from calculator.analyses.monte_carlo import DRAWS, Outcomes, outcomes
from calculator.analyses.sensitivity import Swings, swings
from calculator.engine import Results
from calculator.model import Scenario

MEASURES = 10
"""Measures of the draws and of the swings that pages ask for, at most."""
WORDS = 25
"""Bytes in memory, at most, for each that a scenario takes as JSON: itself, its results, and what is said of it."""


@dataclass(frozen=True)
class Study:
    """What the pages and the exports have in common."""

    scenario: Scenario

    @cached_property
    def outcomes(self) -> Outcomes:
        """The comparison with its draws."""
        return outcomes(self.scenario)

    @property
    def results(self) -> Results:
        """The comparison itself."""
        return self.outcomes.point

    @cached_property
    def swings(self) -> Swings:
        """Each number swung over its range."""
        return swings(self.scenario)

    @cached_property
    def headline(self) -> Headline:
        """The answer in words."""
        return headline(self.outcomes, self.swings)

    @property
    def weight(self) -> int:
        """Bytes that it may come to hold, once all is asked of it that pages ask."""
        cases = 1 + DRAWS + 2 * len(self.scenario.ranges)
        numbers = MEASURES * cases * len(self.scenario.strategies)
        return 8 * numbers + WORDS * len(self.scenario.model_dump_json())
