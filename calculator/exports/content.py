"""What an export says of a scenario: the answer, the ledgers, and the numbers that it rests on, in words.

>>> from calculator import assumptions
>>> content = Content(assumptions.scenario("uk-owner"))
>>> content.ledger[0].label, content.ledger[0].figures
('Full cost', ('£17,407', '£9,369', '£14,306'))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator import formats
from calculator.analyses.ledger import Line, ledger
from calculator.analyses.study import Study
from calculator.assumptions import Source
from calculator.charts.cash import cash_by_item, full_cost
from calculator.charts.chart import Chart
from calculator.charts.hours import hours_by_part
from calculator.charts.outcomes import outcomes as won
from calculator.charts.palette import slot
from calculator.facts import Fact, fact_of
from calculator.parameters import parameters
from calculator.period import Period

MOST = 8
"""Assumptions that decide, at most."""
THIN = (
    "Hours and cash follow from what you do. What networking yields rests on thin evidence, so it is shown as a range: "
    "no study has compared these ways for small firms or job seekers. Relationships that nobody keeps in touch with "
    "are taken to fall silent, so no value here is a gain over doing nothing."
)
"""What has to be said wherever outcomes are shown."""


@dataclass(frozen=True)
class Content(Study):
    """A scenario with everything that an export says of it. Amounts are for the whole horizon."""

    @cached_property
    def period(self) -> Period:
        """The whole horizon."""
        return Period.of("all", self.scenario.profile)

    @cached_property
    def called(self) -> list[str]:
        """What the strategies are called."""
        return list(self.names.values())

    @cached_property
    def slots(self) -> list[int]:
        """The colour of each strategy."""
        return list(slot(self.scenario).values())

    @cached_property
    def weekly(self) -> list[str]:
        """Hours a week in words: '5.8 hours a week'."""
        return [f"{formats.in_hours(float(hours))} a week" for hours in self.results.hours_per_week[0]]

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The four charts that every door draws, by id; none where there is no strategy."""
        results, period = self.results, self.period
        makers = (hours_by_part, cash_by_item, full_cost)
        drawn = [make(results, period) for make in makers] + [won(results, self.outcomes, period)] if self.names else []
        return {chart.id: chart for chart in drawn}

    @cached_property
    def ledger(self) -> list[Line]:
        """What stands on the strategies' cards."""
        return ledger(self.outcomes, self.period) if self.names else []

    def line(self, measure: str) -> Line:
        """A line of the ledger."""
        return next(line for line in self.ledger if line.id == measure)

    @property
    def won(self) -> Line:
        """Clients won, or the chance of an offer."""
        return self.line("win_probability" if self.role else "wins")

    # -- what it rests on -----------------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every number in words, by path."""
        return {path: fact_of(self.scenario, path, self.marks[path]) for path in parameters(self.scenario)}

    @cached_property
    def yours(self) -> list[Fact]:
        """The numbers that are the user's own."""
        return [fact for fact in self.facts.values() if fact.mark == "yours"]

    @cached_property
    def deciding(self) -> list[Fact]:
        """The numbers that move the difference in full cost most, those first that change who leads."""
        if len(self.names) < 2 or not self.swings.paths:
            return []
        cost = self.results.cost[0]
        spans = self.swings.differences("cost", int(np.argmax(cost)), int(np.argmin(cost)))
        widths = dict(zip(self.swings.paths, np.ptp(spans, axis=1), strict=True))
        paths = [path for path in widths if widths[path] > 0 or path in self.flips]
        paths.sort(key=lambda path: (path not in self.flips, -widths[path]))
        return [self.facts[path] for path in paths[:MOST]]

    @cached_property
    def sources(self) -> list[Source]:
        """The published sources of what decides, each once."""
        published = [fact.row.source for fact in self.deciding if fact.row and fact.mark != "yours"]
        return [source for source in dict.fromkeys(published) if source.url]

    @property
    def grounds(self) -> str:
        """How many numbers are yours, published and assumed, in a sentence."""
        said = list(self.marks.values())
        yours, typical, ours = (said.count(mark) for mark in ("yours", "typical", "our assumption"))
        mine = "1 number is yours" if yours == 1 else f"{yours} numbers are yours"
        return f"{mine}, {typical} are published figures and {ours} are our assumptions."
