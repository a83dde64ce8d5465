"""A scenario with its names, results, draws, swings, link and answer in words, each worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculator import assumptions, formats, permalink
from calculator.analyses.headline import Headline, headline
from calculator.analyses.monte_carlo import DRAWS, Outcomes, outcomes
from calculator.analyses.sensitivity import Swings, hangs, swings
from calculator.engine import Results, take_together
from calculator.model import Scenario
from calculator.named import seeks_role, strategy_names
from calculator.period import Name, Period

MEASURES = 10
"""Measures of the draws and of the swings that pages ask for, at most."""
WORDS = 25
"""For each byte of a scenario as JSON, its study takes at most so many bytes of memory beside its draws and swings."""


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
        return swings(self.scenario, self.outcomes.spreads)

    @property
    def headline(self) -> Headline:
        """The answer in words, over the whole horizon."""
        return self.answer("all")

    def answer(self, period: Name) -> Headline:
        """The answer in words, with money for a period."""
        if period not in self._answers:
            if self.active:
                self.outcomes.draws.take(*self._said)
            spoken = headline(self.outcomes, self.swings, Period.of(period, self.scenario.profile))
            self._answers[period] = spoken
        return self._answers[period]

    def weigh(self) -> None:
        """Work out in one evaluation what a page asks of the draws and of the swings: the answer, and what is left."""
        if self.active:
            take_together((self.outcomes.draws, self.swings.results), *dict.fromkeys(("net_value", *self._said)))

    @property
    def _said(self) -> tuple[str, ...]:
        """The measures that the answer is made of."""
        return ("win_probability",) if self.role else ("net_value", "wins", "cost")

    @cached_property
    def _answers(self) -> dict[Name, Headline]:
        """Answers that were asked for, by period."""
        return {}

    @property
    def role(self) -> bool:
        """Whether one role is sought, and not clients."""
        return seeks_role(self.scenario)

    @cached_property
    def active(self) -> list[int]:
        """The places of the strategies in which anything takes place."""
        return self.results.active

    def money(self, amount: float) -> str:
        """An amount as people of the scenario's currency write it."""
        return formats.money(amount, self.scenario.currency)

    @cached_property
    def names(self) -> dict[str, str]:
        """The strategies' names, by id."""
        return strategy_names(self.scenario)

    @cached_property
    def marks(self) -> dict[str, str]:
        """Whose each number is, by path."""
        return assumptions.marks(self.scenario)

    @cached_property
    def own(self) -> list[str]:
        """The paths of the numbers that are the user's own."""
        return [path for path, mark in self.marks.items() if mark == "yours"]

    @cached_property
    def link(self) -> permalink.Pairs:
        """The query parameters of the scenario."""
        return permalink.encode(self.scenario)

    @cached_property
    def turning(self) -> list[str]:
        """The paths of numbers of ours any one of which would turn the verdict."""
        return [path for path, turns in self.hangs.items() if turns and self.marks[path] != "yours"]

    @cached_property
    def hangs(self) -> dict[str, bool]:
        """Each number that moves the verdict, the weightiest first, and whether it alone turns it."""
        return hangs(self.swings, self.results)

    @cached_property
    def flips(self) -> frozenset[str]:
        """The paths that, within their range, give the lowest cost or the most wins to another strategy."""
        return self.swings.flipping("cost", most=False) | self.swings.flipping("wins")

    @property
    def weight(self) -> int:
        """Bytes that a study may hold once pages have asked it everything."""
        cases = 1 + 2 * DRAWS + 2 * len(self.scenario.ranges)  # draws as they fell, and in order
        numbers = MEASURES * cases * len(self.scenario.strategies)
        return 8 * numbers + WORDS * len(self.scenario.model_dump_json())
