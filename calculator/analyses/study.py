"""A scenario with its results, draws, swings and the answer in words, each worked out when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator.analyses.headline import Headline, headline
from calculator.analyses.monte_carlo import Outcomes, outcomes
from calculator.analyses.sensitivity import Swings, swings
from calculator.engine import Results
from calculator.model import Scenario


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
