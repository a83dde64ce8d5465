"""What the sentences of the headline are made from: what each strategy leaves or costs, who leads, and by how much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator import assumptions, formats, named
from calculator.analyses.monte_carlo import Outcomes
from calculator.analyses.sensitivity import Swings
from calculator.model import Scenario
from calculator.named import seeks_role, strategy_names
from calculator.parameters import parameters
from calculator.period import Period

STEP = 0.05
"""Chances are said to the nearest twentieth: they are not known more closely."""


def grounds(scenario: Scenario) -> str:
    """What the draws rest on, at the end of a sentence: ranges of ours alone, or of the user's too."""
    ours = assumptions.origin(scenario).ranges
    alone = all(ours.get(path) == own for path, own in scenario.ranges.items())
    return "with our ranges" if alone else "with these ranges"


@dataclass(frozen=True)
class Compared:
    """A comparison with its draws and swings, asked who costs, wins and leaves what. Lists are by strategy.

    What may be off is the middle of its draws, over the horizon; words are for the period.
    """

    outcomes: Outcomes
    swings: Swings
    period: Period

    @property
    def scenario(self) -> Scenario:
        """What is compared."""
        return self.outcomes.point.cases.scenario

    @cached_property
    def names(self) -> list[str]:
        """The strategies' names as the user has them."""
        return list(strategy_names(self.scenario).values())

    @property
    def role(self) -> bool:
        """Whether the goal is a new role rather than clients."""
        return seeks_role(self.scenario)

    @property
    def horizon(self) -> str:
        """How far ahead is looked, in a sentence: 'two years'."""
        return formats.in_words(self.scenario.profile.years)

    @cached_property
    def active(self) -> list[int]:
        """The strategies in which anything takes place: one with nothing in it yet wins no comparison."""
        return self.outcomes.point.active

    @cached_property
    def same_mix(self) -> bool:
        """Whether all are one mix; naming an activity to take it 0 times makes no other."""
        mixes = [strategy.times_per_year for strategy in self.scenario.strategies.values()]
        taken = [{key: times for key, times in mixes[index].items() if times} for index in self.active]
        return all(mix == taken[0] for mix in taken)

    # -- cost, which is a single figure ------------------------------------------------------------------------------

    @cached_property
    def costs(self) -> list[float]:
        """Full cost of each strategy over the horizon."""
        return [float(cost) for cost in self.outcomes.point.cost[0]]

    @cached_property
    def dearest(self) -> int:
        """The strategy with the highest full cost."""
        return max(self.active, key=self.costs.__getitem__)

    @cached_property
    def least_cost(self) -> int:
        """The strategy with the lowest full cost; where two have it, the one that wins more."""
        wins = self.outcomes.point.wins[0]
        return min(self.active, key=lambda index: (self.costs[index], -wins[index]))

    @cached_property
    def cheapest(self) -> int:
        """The strategy with the lowest full cost, another than the dearest."""
        wins = self.outcomes.point.wins[0]
        others = (index for index in self.active if index != self.dearest)
        return min(others, key=lambda index: (self.costs[index], -wins[index]))

    def cost(self, one: int) -> str:
        """Full cost in words."""
        return self.money(self.costs[one] * self.period.factor)

    def dearer_by(self, dearer: int, cheaper: int) -> float:
        """How much more one costs than another, over the horizon."""
        return self.costs[dearer] - self.costs[cheaper]

    # -- what is left after costs, which may be off ------------------------------------------------------------------

    @cached_property
    def net(self) -> list[float]:
        """What is left after costs: in half of the ways it might go more, in half less."""
        return [float(middle) for middle in self.outcomes.likely("net_value")]

    @cached_property
    def ranked(self) -> list[int]:
        """The strategies by what is left, the most first."""
        return sorted(self.active, key=lambda index: -self.net[index])

    @cached_property
    def lead(self) -> dict[int, float]:
        """Share of draws in which each leaves most."""
        shares = self.outcomes.lead("net_value", among=self.active)
        return dict(zip(self.active, map(float, shares), strict=True))

    @cached_property
    def paying(self) -> list[float]:
        """Share of draws in which each pays for itself."""
        return [float(share) for share in (self.outcomes.draws["net_value"] > 0).mean(axis=0)]

    @cached_property
    def needed(self) -> list[float]:
        """What a client must be worth for each to pay for itself, in the middle of the draws; infinite without wins."""
        draws = self.outcomes.draws
        with np.errstate(divide="ignore", invalid="ignore"):
            needed = np.where(
                draws["wins"] > 0, draws["cost"] / draws["wins"], np.where(draws["cost"] > 0, np.inf, 0.0)
            )
        return [float(middle) for middle in np.median(needed, axis=0)]

    def turn(self, one: int, other: int) -> tuple[float | None, bool]:
        """At what worth of a client each of two leaves more in half of the draws, and whether above it the first does.

        Of several the nearest to the worth now, and None where there is none. A draw has one worth at which the two
        leave the same; above it the one that wins more clients leaves more.
        """
        draws = self.outcomes.draws
        more = draws["wins"][:, one] - draws["wins"][:, other]
        extra = draws["cost"][:, one] - draws["cost"][:, other]
        with np.errstate(divide="ignore", invalid="ignore"):
            at = np.where(more, np.maximum(extra / more, 0.0), 0.0)
        order = np.argsort(at)
        before = np.count_nonzero(np.where(more, more < 0, extra < 0))
        first = before + np.cumsum(np.sign(more[order]))  # draws in which the first leaves more, above each worth
        ahead = np.concatenate([[before], first]) * 2 > len(at)
        places = np.flatnonzero(ahead[1:] != ahead[:-1])
        places = places[at[order[places]] > 0]
        if not len(places):
            return None, False
        nearest = places[np.abs(at[order[places]] - self.worth).argmin()]
        return float(at[order[nearest]]), bool(ahead[nearest + 1])

    def ahead(self, one: int, other: int, measure: str = "net_value") -> float:
        """Share of draws in which one has more of a measure than another."""
        return self.outcomes.ahead(measure, one, other)

    # -- the chance of an offer --------------------------------------------------------------------------------------

    @cached_property
    def likelihood(self) -> list[float]:
        """Chance of an offer, in the middle of the draws."""
        return [float(middle) for middle in self.outcomes.likely("win_probability")]

    @cached_property
    def hopeful(self) -> list[int]:
        """The strategies by their chance, the best first."""
        return sorted(self.active, key=lambda index: -self.likelihood[index])

    @cached_property
    def hopes(self) -> dict[int, float]:
        """Share of draws in which each has the best chance."""
        shares = self.outcomes.lead("win_probability", among=self.active)
        return dict(zip(self.active, map(float, shares), strict=True))

    # -- in words ----------------------------------------------------------------------------------------------------

    @property
    def worth(self) -> float:
        """What a client, or the new role, is worth to the user."""
        return self.scenario.pipelines[self.scenario.goal].value_per_win

    @property
    def worth_words(self) -> str:
        """What a client, or the new role, is worth, in words."""
        return self.money(self.worth)

    def allowed(self, worth: float) -> bool:
        """Whether a worth can be entered at all."""
        return worth <= parameters(self.scenario)[f"pipelines.{self.scenario.goal}.value_per_win"].high

    def about(self, one: int) -> str:
        """What is left, or lost, in words; as exact as the draws can tell, and exact where nothing has a range."""
        words = self.money(self._left(one))
        return words if self.outcomes.certain else f"about {words}"

    def even(self, one: int) -> bool:
        """Whether what is left rounds to nothing."""
        return not re.search("[1-9]", self.money(self._left(one)))

    def _left(self, one: int) -> float:
        low, high = (float(edge[one]) * self.period.factor for edge in self.outcomes.band("net_value"))
        return formats.rounded(abs(self.net[one]) * self.period.factor, high - low)

    def chance(self, one: int, noun: str = "") -> str:
        """A chance of an offer in words: 'about 40%', or 'about a 40% chance'."""
        if self.outcomes.certain:
            sign, chance = "", self.likelihood[one]
        else:
            chance = STEP * round(self.likelihood[one] / STEP)
            sign = "under " if chance < STEP else "over " if chance > 1 - STEP else "about "
            chance = min(max(chance, STEP), 1 - STEP)
        share = formats.share(chance)
        article = "an" if share.startswith(("8", "11%", "18%")) else "a"
        return f"{sign}{article} {share} {noun}" if noun else f"{sign}{share}"

    def round_worth(self, worth: float) -> str:
        """A worth of a client that would turn the answer, to two or three digits."""
        return self.money(worth if self.outcomes.certain else formats.rounded(worth, worth))

    def money(self, amount: float) -> str:
        """An amount of money in the scenario's currency."""
        return formats.money(amount, self.scenario.currency)

    def inline(self, strategy: int) -> str:
        """A strategy's name inside a sentence: 'online', but 'LinkedIn only'."""
        return named.inline(self.scenario, self.outcomes.point.strategies[strategy])

    def opening(self, strategy: int) -> str:
        """A strategy's name at the start of a sentence: 'Online' for 'online', but 'eBay' stays as it is."""
        return named.opening_name(self.scenario, self.outcomes.point.strategies[strategy])
