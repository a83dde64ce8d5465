"""The answer in words: one sentence, and the few that say what it hangs on.

It favours nobody: it names what costs least and what wins most, and says so where they are not the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculator import formats
from calculator.analyses.break_even import Ties, ties, worth_the_difference
from calculator.analyses.comparison import Comparison
from calculator.analyses.monte_carlo import TOO_CLOSE, Outcomes
from calculator.analyses.sensitivity import Swings
from calculator.analyses.together import HOUR, Together, together
from calculator.parameters import get, parameters

SAME = 0.05
"""Costs that differ by less than this share of the dearer are about the same."""
NOTHING = 0.05
"""Fewer expected wins than this round to none."""
NO_STRATEGIES = "No strategies yet. Start from a preset or add a way to network."
PRICELESS = "Give your hour a value to see the full cost."
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


def headline(outcomes: Outcomes, swings: Swings) -> Headline:
    """The answer of a comparison in words."""
    it = Comparison(outcomes, swings)
    if not it.names:
        return Headline(NO_STRATEGIES)
    if not it.active:
        return Headline("No activities yet: it costs nothing. Say how often you go.")
    found = _comparing(it) if len(it.active) > 1 else _alone(it)
    return replace(found, rest=(*found.rest, *_empty(it)))


def _alone(it: Comparison) -> Headline:
    only, rest = it.active[0], () if len(it.names) > 1 else ("Add a second way to compare.",)
    if not it.outcomes.point.cases.scenario.profile.hourly_value:
        return Headline(f"{_unpaid(it, only)}.", rest=(PRICELESS, *rest))
    return Headline(f"{_takes(it, only)}.", rest=rest)


def _empty(it: Comparison) -> tuple[str, ...]:
    """What is not compared since nothing is in it yet."""
    found = [index for index in range(len(it.names)) if index not in it.active]
    if not found:
        return ()
    if len(found) > 2:
        return (f"{len(found)} others have no activities yet.",)
    names = formats.joined([it.opening(found[0]), *map(it.inline, found[1:])])
    return (f"{names} {'has' if len(found) == 1 else 'have'} no activities yet.",)


def _comparing(it: Comparison) -> Headline:
    if _same(it):
        return Headline(f"{_all(it)} are the same mix, so they cost the same.")
    if not it.outcomes.point.cases.scenario.profile.hourly_value:
        one, other = it.ends
        sentence = f"{_unpaid(it, one)}; {it.inline(other)} {_cost(it, other)} and {it.hours(other)}."
        return Headline(sentence, rest=(PRICELESS,))
    if max(it.outcomes.point.wins[0]) < NOTHING:
        return Headline(_nothing_won(it), rest=(_plainly(it, *it.ends),))
    odds = "" if it.outcomes.certain else _odds(it)
    if _near(it):
        return Headline(_close(it), odds, (_hour(it, it.dearest),))
    if it.winner is not None and _contrary(it, it.winner):
        return _two_answers(it, it.winner, odds)
    return Headline(_plainly(it, *it.ends), odds, (_hour(it, it.dearest),))


def _same(it: Comparison) -> bool:
    """Whether all strategies are one mix; naming an activity to take it 0 times makes no other."""
    mixes = [strategy.times_per_year for strategy in it.outcomes.point.cases.scenario.strategies.values()]
    taken = [{key: times for key, times in mixes[index].items() if times} for index in it.active]
    return all(mix == taken[0] for mix in taken)


def _all(it: Comparison) -> str:
    first, *others = it.active
    if len(others) > 2:
        return f"All {len(it.active)} ways"
    return formats.joined([it.opening(first), *map(it.inline, others)])


def _takes(it: Comparison, one: int) -> str:
    return f"{it.opening(one)} takes {it.hours(one)} a week and costs {_cost(it, one)} a year, counting your time"


def _unpaid(it: Comparison, one: int) -> str:
    cash = f"{it.inline(one)} costs {_cost(it, one)} a year in cash"
    return f"Counting no value for your time, {cash} and takes {it.hours(one)} a week"


def _cost(it: Comparison, one: int) -> str:
    return it.money(it.yearly_cost[one])


def _plainly(it: Comparison, one: int, other: int) -> str:
    """Hours and money of two strategies."""
    return f"{_takes(it, one)}; {it.inline(other)} {it.hours(other)} and {_cost(it, other)}."


def _near(it: Comparison) -> bool:
    high, low = it.yearly_cost[it.dearest], it.yearly_cost[it.cheapest]
    return high - low < SAME * high or it.outcomes.ahead("cost", it.dearest, it.cheapest) < TOO_CLOSE


def _close(it: Comparison) -> str:
    one, other = it.ends
    names, costs = f"{it.opening(one)} and {it.inline(other)}", f"{_cost(it, one)} and {_cost(it, other)}"
    path = it.swings.deciding("cost", one, other)
    decides = f" What decides is {_input(it, path)}." if path else ""
    return f"{names} cost about the same: {costs} a year, counting your time.{decides}"


def _input(it: Comparison, path: str) -> str:
    """A number inside a sentence: 'the value of an hour', but 'Breakfast club: meal fee' with what it belongs to."""
    known = parameters(it.outcomes.point.cases.scenario)[path]
    return known.label if known.group else f"the {known.title[0].lower()}{known.title[1:]}"


def _nothing_won(it: Comparison) -> str:
    horizon = formats.years(it.outcomes.point.cases.scenario.profile.years)
    prize = "leads to an offer" if it.role else "wins a client"
    return f"On these numbers none of them {prize} in {horizon}. {_held_back(it)}"


def _held_back(it: Comparison) -> str:
    """What holds them back: a rate of nothing at all, and else the bottlenecks."""
    pipeline = it.outcomes.point.cases.scenario.pipelines[it.outcomes.point.cases.scenario.goal]
    if not pipeline.referrals_per_relationship:
        return "Nobody refers you, and that is what holds them back."
    if not pipeline.close_rate:
        return "No referral is won, and that is what holds them back."
    found = [BOTTLENECK[key] for key in BOTTLENECK if key in it.outcomes.point.bottleneck[0]]
    holding = formats.joined([found[0], *(f"{words[0].lower()}{words[1:]}" for words in found[1:])])
    return f"{holding} {'is what holds' if len(found) == 1 else 'are what hold'} them back."


def _contrary(it: Comparison, best: int) -> bool:
    """Whether what wins most does not cost least, and wins more by as much as the figures show."""
    if best == it.cheapest:
        return False
    if it.role:
        more, less = _chance(it, best), _chance(it, it.cheapest)
        return more > less and formats.share(more) != formats.share(less)
    return _more_wins(it, best) >= NOTHING


def _chance(it: Comparison, one: int) -> float:
    return float(it.outcomes.point.win_probability[0, one])


def _more_wins(it: Comparison, best: int) -> float:
    return float(it.outcomes.point.wins[0, best] - it.outcomes.point.wins[0, it.cheapest])


def _two_answers(it: Comparison, best: int, odds: str) -> Headline:
    """One costs least, another wins most: what the difference costs, and what would have to be true for it to pay."""
    names = f"{it.opening(it.cheapest)} costs least, {it.inline(best)} wins most"
    both = _plainly(it, *sorted((best, it.cheapest)))
    rest = (both, _price_of_winning(it, best), _hour(it, best))
    return Headline(f"{names}: {_trade(it, best)}.", odds, rest)


def _trade(it: Comparison, best: int) -> str:
    """What the extra money of the best buys over the horizon."""
    point, horizon = it.outcomes.point, formats.years(it.outcomes.point.cases.scenario.profile.years)
    extra = float(point.cost[0, best] - point.cost[0, it.cheapest])
    if it.role:
        better, worse = (formats.share(_chance(it, one)) for one in (best, it.cheapest))
        return f"{it.money(extra)} more for a chance of an offer of {better} rather than {worse} in {horizon}"
    more = _more_wins(it, best)
    clients = f"{formats.count(more)} more clients in {horizon}"
    return f"{it.money(extra)} against {clients}, or {it.money(extra / more)} for each"


def _price_of_winning(it: Comparison, best: int) -> str:
    """What a win must be worth for the one that wins most to repay what it costs more than the cheapest."""
    scenario = it.outcomes.point.cases.scenario
    path, prize = f"pipelines.{scenario.goal}.value_per_win", "a new role" if it.role else "a client"
    needed, worth = worth_the_difference(it.outcomes.point, best, it.cheapest), get(scenario, path)
    if needed is None or needed > parameters(scenario)[path].high:
        return f"{it.opening(best)} does not repay its extra cost whatever {prize} is worth."
    condition = "only if" if needed > worth else "as long as"
    return (
        f"{it.opening(best)} repays its extra cost {condition} {prize} is worth more than {it.money(needed)} "
        f"(now {it.money(worth)})."
    )


def _odds(it: Comparison) -> str:
    """Who wins most, and in how many draws."""
    if it.winner is not None:
        prize = "has the best chance of an offer" if it.role else "wins most clients"
        share = it.lead[it.winner]
        odds = formats.odds(share, it.outcomes.sampling_error(share))
        years = "all plausible years" if odds == "all" else f"{odds} plausible years"
        return f"{it.opening(it.winner)} {prize} in {years}."
    first, second = sorted(sorted(it.active, key=lambda index: -it.lead[index])[:2])
    on = "the chance of an offer" if it.role else "clients"
    return f"{it.opening(first)} and {it.inline(second)} are too close to call on {on}."


def _hour(it: Comparison, dearer: int) -> str:
    """The value of an hour at which a strategy that costs more would cost less than the cheapest."""
    scenario = it.outcomes.point.cases.scenario
    keys = it.outcomes.point.strategies[dearer], it.outcomes.point.strategies[it.cheapest]
    found = ties(scenario, *keys, "cost", [HOUR])[HOUR]
    name, other = it.opening(dearer), it.inline(it.cheapest)
    if found.always:
        return f"{name} and {other} cost the same at any value of your hour."
    if found.values == (found.low,):
        return f"{name} costs more than {other} as soon as your hour is worth anything."
    if found.values:
        return f"{name} becomes cheaper than {other} only if your hour is worth {_worth(it, found)}."
    return _no_hour(it, dearer, *keys)


def _worth(it: Comparison, found: Ties) -> str:
    """'less than £4': on which side of the tie the dearer one would be cheaper."""
    return f"{'less' if found.leads[0] < 0 else 'more'} than {it.money(found.values[0])}"


def _no_hour(it: Comparison, dearer: int, *keys: str) -> str:
    """Where no value of an hour alone turns it: the price that does, alone or beside an hour, if there is one."""
    scenario = it.outcomes.point.cases.scenario
    name, other = it.opening(dearer), it.inline(it.cheapest)
    found = together(scenario, *keys)
    if found is None:
        return f"{name} costs more than {other} at any value of your hour, even nothing."
    price = parameters(scenario)[found.path].label
    if found.hour is None:
        dear, under = it.inline(dearer), _price(it, found)
        return f"No value of your hour alone makes {dear} cheaper than {other}; {price} under {under} does."
    side = "less" if found.below else "more"
    hour = f"your hour is worth {side} than {it.money(found.hour)}"
    return f"{name} becomes cheaper than {other} only if {hour} and {price} is nothing."


def _price(it: Comparison, found: Together) -> str:
    """A price of which less would do; a distance is one too, since driving costs money."""
    unit = parameters(it.outcomes.point.cases.scenario)[found.path].unit
    return it.money(found.price) if unit.startswith("money") else formats.count(found.price)
