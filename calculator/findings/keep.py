"""What each activity of a strategy is worth, in words and figures: whether to keep it, and what its hours could do.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> finding(Study(assumptions.scenario("uk-owner-2026-11")), "face_to_face").sentence
'Breakfast club does not pay at £1,500 a client. Without it you are about £7,700 better off in two years.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any

from calculator import formats, questions
from calculator.analyses import keep as analysis
from calculator.analyses.comparison import grounds
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.keep import ActivityWorth, Amount, Amounts, Keep
from calculator.analyses.monte_carlo import TOO_CLOSE, standard_error
from calculator.analyses.study import Study
from calculator.charts import keep as chart
from calculator.charts.tables import Table
from calculator.findings.finding import Finding, Hours, Money, Share, TimesPerYear, Wins
from calculator.model import Scenario
from calculator.named import activity_name, opening, opening_name
from calculator.parameters import parameters

ID = "keep"
SURE = 0.9
"""Share of draws from which an answer is given without 'probably'."""
FEW = 0.05
"""Fewer wins than this would be spelled as none."""
NAMED = 3
"""Activities named in a row; where there are more they are counted."""
WORKING = (
    "Each activity is left out by itself, with its dues, fees and hours. The strategy is then worked out anew.",
    (
        "What it costs and brings is the difference. People met at one meeting may be got to know at another, so the "
        "differences need not add up to the whole."
    ),
    (
        "Amounts are the middle of the ways it might go: every number with a range is drawn from it. What a client or "
        "a role is worth is as you say it."
    ),
    (
        "Hours that are freed are spent on each of the other activities in turn, as often as fits into them, up to "
        "every day of your weeks. The one that leaves most for each hour is named."
    ),
    "What is left is never a gain over doing nothing: people whom nobody keeps in touch with are taken to forget you.",
)


@dataclass(frozen=True)
class KeepRow:
    """An activity: what is more with it than without over the horizon, and the strategy with it and without it.

    Amounts are the middle of the draws, and `_low` and `_high` the ends of 8 in 10 of them. `instead` is the best use
    of the hours that it would free, with what that adds.
    """

    strategy: str
    activity: str
    times_per_year: TimesPerYear
    cost: float
    cash: float
    hours: float
    wins: float
    win_probability: float
    value: float
    net_value: float
    net_value_low: Money
    net_value_high: Money
    pays: bool
    pays_in: Share
    pays_above: Money | None
    cost_with: Money
    cost_without: Money
    hours_with: Hours
    hours_without: Hours
    wins_with: Wins
    wins_without: Wins
    win_probability_with: Share
    win_probability_without: Share
    net_value_with: Money
    net_value_without: Money
    instead: str | None
    instead_times_per_year: Annotated[int, "times/year"] | None
    instead_hours: Hours | None
    instead_cost: Money | None
    instead_wins: Wins | None
    instead_win_probability: Share | None
    instead_net_value: Money | None
    draws: int


def finding(study: Study, strategy: str) -> Finding[KeepRow]:
    """What the activities of a strategy are worth; without a strategy, what to do about it."""
    scenario = study.scenario
    if strategy not in scenario.strategies:
        return Finding(ID, NO_STRATEGIES, KeepRow)
    worth = analysis.keep(scenario, strategy)
    main = questions.main_activity(scenario)
    parts = sorted(worth.parts, key=lambda part: part.activity != main)
    if not parts:
        empty = f"{opening_name(scenario, strategy)} has no activities yet, so there is nothing to keep or quit."
        return Finding(ID, empty, KeepRow)
    words = KeepWords(study, worth, tuple(parts))
    table = words.table()
    return Finding(
        ID,
        words.sentence(parts[0]),
        KeepRow,
        tuple(_row(strategy, worth, part) for part in parts),
        table,
        tuple(words.notes()),
        chart.keep(scenario, strategy, parts, [words.beside(part) for part in parts], table),
        WORKING,
    )


@dataclass(frozen=True)
class KeepWords:
    """What is said of a strategy's activities, the one that is asked about first."""

    study: Study
    worth: Keep
    parts: tuple[ActivityWorth, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.study.scenario

    # -- the answer -----------------------------------------------------------------------------------------------

    def sentence(self, part: ActivityWorth) -> str:
        """Whether an activity pays, and what leaving it out would do."""
        name, more = self._name(part.activity), part.more
        if not (self._some(more["cost"]) or self._won(more)):
            return f"{name} costs nothing and brings nothing."
        start = "" if self.scenario.profile.hourly_value else "leaving out your time, "
        return f"{opening(start + self._judged(part))}."

    def _judged(self, part: ActivityWorth) -> str:
        name, more = self._name(part.activity), part.more
        cost = f"{self.about(more['cost'])} {self._span}"
        if not self._won(more):
            return f"{name} costs {cost}. It brings {'hardly any' if self._any(more) else 'no'} {self._prizes}"
        if not self._worth:
            return f"{name} costs {cost}, and {self._prize} is worth nothing to you"
        at = f"at {self.study.money(self._worth)} {'for the new role' if self.study.role else 'a client'}"
        sure, even = max(part.paying, 1 - part.paying), not self._some(more["net_value"])
        if even or sure < TOO_CLOSE:
            return f"{name} just about breaks even {at}. You are as well off with it as without it"
        probably = "" if sure >= SURE else "probably "
        does = f"{probably}pays" if part.pays else f"{probably}does not pay"
        off = "worse" if part.pays else "better"
        return f"{name} {does} {at}. Without it you are {self.about(more['net_value'])} {off} off {self._span}"

    # -- what follows ---------------------------------------------------------------------------------------------

    def notes(self) -> Iterator[str]:
        """What the first activity takes and brings, when it would pay, what its hours could do, and the others."""
        first = self.parts[0]
        won = self._won(first.more)
        yield f"{self._takes(first)} {self._brings(first) if won else ''}".rstrip()
        if won:
            yield self._turn(first)
        freed = " ".join(self._freed(first))
        if freed:
            yield freed
        if len(self.parts) > 1:
            yield self._others()

    def _takes(self, part: ActivityWorth) -> str:
        """The cost with the hours that are in it; the hours alone where the answer has the cost already."""
        hours, told = self._weekly(part.more["hours"]), not (self._won(part.more) and self._worth)
        takes = f"takes {self._so}{formats.in_hours(hours)} a week" if hours >= FEW else "takes hardly any time"
        if told:
            return f"It {takes}{', which is in that cost' if self.scenario.profile.hourly_value else ''}."
        timed = ", your time included," if self.scenario.profile.hourly_value else ""
        return f"It costs {self.about(part.more['cost'])}{timed} and {takes}."

    def _brings(self, part: ActivityWorth) -> str:
        if self.study.role:
            both = (formats.share(amounts["win_probability"].middle) for amounts in (self.worth.whole, part.without))
            with_it, without = both
            if with_it == without:
                return f"Your chance of an offer is {self._so}{with_it} with it or without it."
            return f"Your chance of an offer is {self._so}{with_it} with it, and {without} without it."
        worth = f", worth {self.about(part.more['value'])}" if self._worth else ""
        return f"It brings {self._more_clients(part.more)}{worth}."

    def _turn(self, part: ActivityWorth) -> str:
        """What a win must be worth for the activity to pay, and in how many ways it pays as things stand."""
        path = f"pipelines.{self.scenario.goal}.value_per_win"
        if part.needed > parameters(self.scenario)[path].high:
            turn = f"No worth of {self._prize} that can be entered would make it pay."
        else:
            when = "It pays as long as" if part.pays else "It would pay once"
            needed = self.study.money(part.needed if self.worth.certain else formats.rounded(part.needed, part.needed))
            turn = f"{when} {self._prize} is worth more than {needed}."
        if self.worth.certain or not self._worth:
            return turn
        share, does = max(part.paying, 1 - part.paying), "pays" if part.paying >= 0.5 else "does not pay"
        odds = formats.odds(share, standard_error(share, self.worth.draws))
        if odds == "all" and part.paying < 0.5:
            does, odds = "pays", "none"
        return f"{turn} It {does} in {formats.ways(odds)}, {grounds(self.scenario)}."

    def _freed(self, part: ActivityWorth) -> Iterator[str]:
        """The hours that it would free, and what they would bring with the best of the others."""
        freed, spent = part.more["hours"], part.spent
        if freed.middle < FEW:
            return
        free = f"Without it {self._so}{formats.in_hours(_rounded(freed, coarse=5))} are free {self._span}"
        if spent is None:
            yield f"{free}, too few for anything else in your list."
            return
        often = "once" if spent.times == 1 else f"{formats.whole(spent.times)} times"
        left, more, name = spent.more["net_value"], f"{often} more a year", self._name(spent.activity)
        if not self._won(spent.more):
            brings = f"bring {'hardly any' if self._any(spent.more) else 'no'} {self._prizes}"
        elif self.study.role:
            brings = f"add {self._so}{formats.count(100 * spent.more['win_probability'].middle)} in 100 to your chance"
        else:
            brings = f"bring {self._more_clients(spent.more)}"
        if left.middle > 0:
            yield f"{free}. The best use of them is {name}, {more}."
            yield f"That would {brings}. It would leave {self.about(left)} after its cost."
        elif self._won(spent.more) and self._worth:
            yield f"{free}. Nothing else in your list would pay for them; {name}, {more}, comes closest."
            yield f"That would {brings}. It would cost {self.about(left)} more than that is worth."
        else:
            yield f"{free}. Nothing else in your list would pay for them."

    def _more_clients(self, more: Amounts) -> str:
        count = formats.count(more["wins"].middle).removesuffix(".0")
        return f"{self._so}{count} more {'client' if count == '1' else 'clients'}"

    def _others(self) -> str:
        """Which of the other activities pay."""
        others = self.parts[1:]
        pay, do_not = ([part for part in others if part.pays is pays] for pays in (True, False))
        if len(others) == 1:
            return f"The other, {self._named(others)}, {'pays' if pay else 'does not pay'}."
        if not pay or not do_not:
            number = formats.NUMBERS[len(others)] if len(others) < len(formats.NUMBERS) else str(len(others))
            return f"The other {number} {'pay' if pay else 'do not pay'}."
        kinds = ((pay, "pays", "pay"), (do_not, "does not", "do not"))
        clauses = (f"{self._named(some)} {one if len(some) == 1 else many}" for some, one, many in kinds)
        return f"Of the others, {'; '.join(clauses)}."

    def _named(self, parts: list[ActivityWorth] | tuple[ActivityWorth, ...]) -> str:
        names = [self._name(part.activity) for part in parts[:NAMED]]
        more = len(parts) - NAMED
        return formats.joined([*names, *([f"{more} more"] if more > 0 else [])])

    # -- figures --------------------------------------------------------------------------------------------------

    def beside(self, part: ActivityWorth) -> str:
        """What stands after an activity's name in the chart."""
        return f"costs {self._rounded(part.more['cost'])}, brings {self._rounded(part.more['value'])}"

    def table(self) -> Table:
        """The whole strategy, then each activity: what it takes and brings, what is left of it, and without it."""
        won = "Chance of an offer" if self.study.role else "Clients"
        ends = () if self.worth.certain else ("8 in 10",)
        header = ("", "Full cost", "Hours a week", won, "Left after cost", *ends, "Left without it")
        rows = (
            (
                self.scenario.activities[part.activity].name,
                *self._cells(part.more, f"{formats.count(100 * part.more['win_probability'].middle)} in 100"),
                self._rounded(part.without["net_value"]),
            )
            for part in self.parts
        )
        chance = formats.share(self.worth.whole["win_probability"].middle)
        return Table(header, (("All of them", *self._cells(self.worth.whole, chance), ""), *rows))

    def _cells(self, amounts: Amounts, chance: str) -> tuple[str, ...]:
        left = amounts["net_value"]
        return (
            self._rounded(amounts["cost"]),
            formats.hours(self._weekly(amounts["hours"])),
            chance if self.study.role else formats.count(amounts["wins"].middle),
            self._rounded(left),
            *(() if self.worth.certain else (formats.between(*left.most, self.study.money),)),
        )

    def about(self, amount: Amount) -> str:
        """The size of an amount of money, as exact as the draws can tell."""
        return f"{self._so}{self.study.money(abs(_rounded(amount)))}"

    def _rounded(self, amount: Amount) -> str:
        return self.study.money(_rounded(amount))

    def _weekly(self, amount: Amount) -> float:
        profile = self.scenario.profile
        return amount.middle / profile.years / profile.weeks_per_year

    def _some(self, amount: Amount) -> bool:
        """Whether an amount rounds to anything."""
        return bool(re.search("[1-9]", self.study.money(_rounded(amount))))

    def _any(self, more: Amounts) -> bool:
        return more["wins"].middle > analysis.NOTHING

    def _won(self, more: Amounts) -> bool:
        """Whether so much is won that it can be spelled."""
        share = more["win_probability"].middle
        return share >= 0.005 if self.study.role else more["wins"].middle >= FEW

    @property
    def _so(self) -> str:
        return "" if self.worth.certain else "about "

    @property
    def _prize(self) -> str:
        return "the new role" if self.study.role else "a client"

    @property
    def _prizes(self) -> str:
        return "better chance of an offer" if self.study.role else "more clients"

    @property
    def _worth(self) -> float:
        return self.scenario.pipelines[self.scenario.goal].value_per_win

    @property
    def _span(self) -> str:
        return f"in {formats.in_words(self.scenario.profile.years)}"

    def _name(self, activity: str) -> str:
        return activity_name(self.scenario, activity)


def _rounded(amount: Amount, coarse: float = 1) -> float:
    """The middle to what the draws can tell, or some times as coarse."""
    low, high = amount.most
    return formats.rounded(amount.middle, coarse * (high - low))


def _row(strategy: str, worth: Keep, part: ActivityWorth) -> KeepRow:
    """The figures of an activity with every digit."""
    more, spent = ({name: amount.middle for name, amount in part.more.items()}, part.spent)
    left = part.more["net_value"]
    beside = {
        f"{name}_{how}": amounts[name].middle
        for name in ("cost", "hours", "wins", "win_probability", "net_value")
        for how, amounts in (("with", worth.whole), ("without", part.without))
    }
    instead: dict[str, Any] = {
        f"instead_{name}": spent.more[name].middle if spent else None
        for name in ("cost", "wins", "win_probability", "net_value")
    }
    return KeepRow(
        strategy=strategy,
        activity=part.activity,
        times_per_year=part.times,
        **more,
        net_value_low=left.most[0],
        net_value_high=left.most[1],
        pays=part.pays,
        pays_in=part.paying,
        pays_above=part.needed if isfinite(part.needed) else None,
        **beside,
        instead=spent.activity if spent else None,
        instead_times_per_year=spent.times if spent else None,
        instead_hours=spent.hours if spent else None,
        **instead,
        draws=worth.draws,
    )
