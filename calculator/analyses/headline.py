"""The answer in words: one sentence, and the few that say what it hangs on.

It favours nobody: it names what costs least and what wins most, and says so where they are not the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator import formats
from calculator.analyses.break_even import hourly_tie, worth_the_difference
from calculator.analyses.monte_carlo import TOO_CLOSE, Outcomes
from calculator.analyses.sensitivity import Swings
from calculator.parameters import parameters

SAME = 0.05
"""Costs that differ by less than this share of the dearer are about the same."""
NOTHING = 0.05
"""Fewer expected wins than this round to none."""
BOTTLENECK = {
    "keeping_in_touch": "Keeping in touch",
    "meeting_people": "Meeting people",
    "deepening": "Time to deepen relationships",
}
"""What holds a strategy back, in words."""


@dataclass(frozen=True)
class Headline:
    """The sentence, what leads (shown in bold; may be empty), and the sentences after it. Plain text."""

    sentence: str
    lead: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What the sentences are made from. Money and hours are a year's and a week's."""

    outcomes: Outcomes
    swings: Swings

    @cached_property
    def names(self) -> list[str]:
        """The strategies' names as the user has them."""
        return [strategy.name for strategy in self.outcomes.point.cases.scenario.strategies.values()]

    @cached_property
    def yearly_cost(self) -> list[float]:
        """Full cost a year of each strategy."""
        years = self.outcomes.point.cases.scenario.profile.years
        return [float(cost) / years for cost in self.outcomes.point.cost[0]]

    @property
    def role(self) -> bool:
        """Whether the goal is a new role rather than clients."""
        return self.outcomes.point.cases.scenario.goal == "role"

    @cached_property
    def dearest(self) -> int:
        """The strategy with the highest full cost."""
        return int(np.argmax(self.yearly_cost))

    @cached_property
    def cheapest(self) -> int:
        """The strategy with the lowest full cost."""
        return int(np.argmin(self.yearly_cost))

    @cached_property
    def lead(self) -> list[float]:
        """Share of plausible years in which each strategy wins most."""
        return [float(share) for share in self.outcomes.lead("wins")]

    @cached_property
    def winner(self) -> int | None:
        """The strategy that wins most in at least six of ten plausible years; None where it is too close to call."""
        best = int(np.argmax(self.lead))
        return best if self.lead[best] >= TOO_CLOSE else None

    def money(self, amount: float) -> str:
        """An amount of money in the scenario's currency."""
        return formats.money(amount, self.outcomes.point.cases.scenario.currency)

    def hours(self, strategy: int) -> str:
        """Hours a week of a strategy, in words."""
        spent = formats.hours(float(self.outcomes.point.hours_per_week[0, strategy]))
        return f"{spent} hour" if spent == "1.0" else f"{spent} hours"

    def inline(self, strategy: int) -> str:
        """A strategy's name inside a sentence: 'online', but 'LinkedIn only'."""
        name = self.names[strategy]
        key = self.outcomes.point.strategies[strategy]
        return name.lower() if name.lower() == key.replace("_", " ") else name

    def opening(self, strategy: int) -> str:
        """A strategy's name at the start of a sentence."""
        name = self.names[strategy]
        return name[0].upper() + name[1:]


def headline(outcomes: Outcomes, swings: Swings) -> Headline:
    """The answer of a comparison in words."""
    it = Comparison(outcomes, swings)
    if not it.names:
        return Headline("No strategies yet. Start from a preset or add a way to network.")
    if not any(outcomes.point.hours[0] > 0) and not any(outcomes.point.cash[0] > 0):
        return Headline("No activities yet: it costs nothing. Say how often you go.")
    if len(it.names) == 1:
        return Headline(f"{_takes(it, 0)}.", rest=("Add a second way to compare.",))
    return _comparing(it)


def _comparing(it: Comparison) -> Headline:
    mixes = [dict(s.times_per_year) for s in it.outcomes.point.cases.scenario.strategies.values()]
    if all(mix == mixes[0] for mix in mixes):
        names = [it.opening(0), *(it.inline(index) for index in range(1, len(mixes)))]
        return Headline(f"{formats.joined(names)} are the same mix, so they cost the same.")
    if not it.outcomes.point.cases.scenario.profile.hourly_value:
        return Headline(_unpaid(it), rest=("Give your hour a value to see the full cost.",))
    if max(it.outcomes.point.wins[0]) < NOTHING:
        return Headline(_nothing_won(it), rest=(f"{_plainly(it)}.",))
    if _near(it):
        return Headline(_close(it), *_deck(it))
    if it.winner == it.dearest:
        lead, rest = _deck(it)
        return Headline(_contrary(it), lead, (f"{_plainly(it)}.", *_price_of_winning(it), *rest))
    lead, rest = _deck(it)
    return Headline(f"{_plainly(it)}.", lead, rest)


def _takes(it: Comparison, one: int) -> str:
    return f"{it.opening(one)} takes {it.hours(one)} a week and costs {_cost(it, one)} a year, counting your time"


def _cost(it: Comparison, one: int) -> str:
    return it.money(it.yearly_cost[one])


def _plainly(it: Comparison) -> str:
    """The dearest and the cheapest, hours and money."""
    other = it.cheapest
    return f"{_takes(it, it.dearest)}; {it.inline(other)} {it.hours(other)} and {_cost(it, other)}"


def _near(it: Comparison) -> bool:
    high, low = it.yearly_cost[it.dearest], it.yearly_cost[it.cheapest]
    return high - low < SAME * high or it.outcomes.ahead("cost", it.dearest, it.cheapest) < TOO_CLOSE


def _close(it: Comparison) -> str:
    one, other = it.dearest, it.cheapest
    both = (
        f"{it.opening(one)} and {it.inline(other)} cost about the same: {_cost(it, one)} and {_cost(it, other)} a year"
    )
    path = it.swings.deciding("cost", one, other)
    label = parameters(it.outcomes.point.cases.scenario)[path].label if path else ""
    return f"{both}, counting your time." + (f" What decides is {label[0].lower()}{label[1:]}." if label else "")


def _unpaid(it: Comparison) -> str:
    one, other = it.dearest, it.cheapest
    first = f"Counting no value for your time, {it.inline(one)} costs {_cost(it, one)} a year in cash"
    return f"{first} and takes {it.hours(one)} a week; {it.inline(other)} {_cost(it, other)} and {it.hours(other)}."


def _nothing_won(it: Comparison) -> str:
    horizon = formats.years(it.outcomes.point.cases.scenario.profile.years)
    prize = "leads to an offer" if it.role else "wins a client"
    found = {str(name) for name in it.outcomes.point.bottleneck[0] if name}
    holding = formats.joined(
        [BOTTLENECK[name] if not i else BOTTLENECK[name].lower() for i, name in enumerate(sorted(found))]
    )
    end = f" {holding} {'is' if len(found) == 1 else 'are'} what holds them back." if found else ""
    return f"On these numbers none of them {prize} in {horizon}.{end}"


def _contrary(it: Comparison) -> str:
    """What costs least does not win most."""
    point, years = it.outcomes.point, it.outcomes.point.cases.scenario.profile.years
    best, cheap = it.dearest, it.cheapest
    extra = it.money(float(point.cost[0, best] - point.cost[0, cheap]))
    if it.role:
        chances = (formats.share(float(point.win_probability[0, one])) for one in (best, cheap))
        better = "a chance of an offer of {} rather than {}".format(*chances)
        names = f"{it.opening(cheap)} costs least, {it.inline(best)} wins most"
        return f"{names}: {extra} more for {better} in {formats.years(years)}."
    more = float(point.wins[0, best] - point.wins[0, cheap])
    each = it.money(float(point.cost[0, best] - point.cost[0, cheap]) / more) if more > 0 else formats.NONE
    clients = f"{formats.count(more)} more clients in {formats.years(years)}"
    return (
        f"{it.opening(cheap)} costs least, {it.inline(best)} wins most: {extra} against {clients}, or {each} for each."
    )


def _price_of_winning(it: Comparison) -> tuple[str, ...]:
    """What a win must be worth for the dearer strategy to repay its extra cost."""
    scenario = it.outcomes.point.cases.scenario
    needed = worth_the_difference(it.outcomes.point, it.dearest, it.cheapest)
    worth = scenario.pipelines[scenario.goal].value_per_win
    if needed is None:
        return ()
    prize = "a new role" if it.role else "a client"
    now = f"now {it.money(worth)}"
    verb = "repays that only if" if needed > worth else "repays that as long as"
    return (f"{it.opening(it.dearest)} {verb} {prize} is worth more than {it.money(needed)} ({now}).",)


def _deck(it: Comparison) -> tuple[str, tuple[str, ...]]:
    """Who wins most, as odds, and the value of an hour at which the dearest would be cheapest."""
    lead = "" if it.outcomes.certain else _odds(it)
    return lead, (_hour(it),)


def _odds(it: Comparison) -> str:
    prize = "has the best chance of an offer" if it.role else "wins most clients"
    if it.winner is not None:
        share = it.lead[it.winner]
        odds = formats.odds(share, it.outcomes.sampling_error(share))
        years = "all plausible years" if odds == "all" else f"{odds} plausible years"
        return f"{it.opening(it.winner)} {prize} in {years}."
    first, second = sorted(np.argsort(it.lead)[::-1][:2].tolist())
    on = "the chance of an offer" if it.role else "clients"
    return f"{it.opening(first)} and {it.inline(second)} are too close to call on {on}."


def _hour(it: Comparison) -> str:
    found = hourly_tie(it.outcomes.point, it.dearest, it.cheapest)
    name = it.opening(it.dearest)
    if found.value is None:
        return f"{name} costs more than {it.inline(it.cheapest)} at any value of your hour, even nothing."
    worth = f"{'less' if found.below else 'more'} than {it.money(found.value)}"
    return f"{name} becomes cheaper than {it.inline(it.cheapest)} only if your hour is worth {worth}."
