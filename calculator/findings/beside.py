"""The best mix among the strategies of its scenario, with their draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from calculator import formats
from calculator.analyses.monte_carlo import Outcomes, outcomes
from calculator.analyses.optimise import Best
from calculator.charts.activities import hours_by_activity
from calculator.charts.chart import Chart
from calculator.edits import free_slot
from calculator.model import Scenario, Strategy
from calculator.period import Period

NAME = "Best mix"
"""What the mix is called beside the strategies."""


@dataclass(frozen=True)
class Beside:
    """The best mix as the first of its scenario's strategies; `times` is the mix, by activity."""

    best: Best
    times: dict[str, int]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with the mix, in the colour that it would have if it were added."""
        found = self.best.scenario
        mix = Strategy(name=NAME, times_per_year={key: float(n) for key, n in self.times.items()})
        return found.model_copy(update={"strategies": {f"mix_{free_slot(found.strategies)}": mix, **found.strategies}})

    @cached_property
    def outcomes(self) -> Outcomes:
        """All of them, with their draws."""
        return outcomes(self.scenario)

    @property
    def horizon(self) -> str:
        """How far ahead is looked."""
        return formats.years(self.best.scenario.profile.years)

    @property
    def chance(self) -> bool:
        """Whether what is won is said as the chance of an offer: where one role is sought, and no number is asked."""
        return self.best.scenario.goal == "role" and self.best.target is None

    @property
    def noun(self) -> str:
        """What is won."""
        return "offers expected" if self.best.scenario.goal == "role" else "clients"

    def yearly(self, measure: str, strategy: int = 0) -> str:
        """Money a year of the mix, or of another strategy."""
        amount = float(self.outcomes.likely(measure)[strategy]) / self.best.scenario.profile.years
        return formats.money(amount, self.best.scenario.currency)

    def won(self, strategy: int = 0, noun: str = "") -> str:
        """What a strategy wins with its range, '8.8 (4.0 to 16.0)', a noun after the figure where one is given."""
        measure = "win_probability" if self.chance else "wins"
        likely, low, high = (
            float(edge[strategy]) for edge in (self.outcomes.likely(measure), *self.outcomes.band(measure))
        )
        said, between = self.say(likely), formats.between(low, high, self.say)
        figure = f"{said} {noun}" if noun else said
        return figure if self.outcomes.certain or between == said else f"{figure} ({between})"

    def say(self, value: float) -> str:
        """Clients, or a chance, as people read them."""
        return formats.share(value) if self.chance else formats.count(value)

    @cached_property
    def chart(self) -> Chart:
        """The hours a week of each activity, of the mix and of the strategies."""
        drawn = hours_by_activity(self.outcomes.point, Period.of("week", self.best.scenario.profile))
        return replace(drawn, id="best_mix")
