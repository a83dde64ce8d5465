"""The answer in words: does it pay at the user's own worth of a client, which way pays best, and what that hangs on.

One short sentence with at most two figures and one period; then the break-even; then the odds. It favours nobody: the
same rule words every outcome, whichever strategy it is for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from calculator import formats
from calculator.analyses.comparison import Compared, grounds
from calculator.analyses.monte_carlo import TOO_CLOSE, Outcomes
from calculator.analyses.sensitivity import Swings
from calculator.named import called
from calculator.period import Period

SURE = 0.9
"""Share of draws from which a lead is said without 'seems to'."""
NOTHING = 0.05
"""Fewer expected wins than this round to none."""
NO_STRATEGIES = "No strategies yet. Start from a preset or add a way to network."
PRICELESS = "Price your hour to see the rest."
BOTTLENECK = {
    "keeping_in_touch": "Keeping in touch",
    "meeting_people": "Meeting people",
    "deepening": "Time to deepen relationships",
}
"""What holds a strategy back, in words."""


@dataclass(frozen=True)
class Headline:
    """The sentence, the break-even that leads what follows (may be empty), and the sentences after it. Plain text."""

    sentence: str
    lead: str = ""
    rest: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it as one text."""
        return " ".join(filter(None, (self.sentence, self.lead, *self.rest)))


def headline(outcomes: Outcomes, swings: Swings, period: Period | None = None) -> Headline:
    """The answer of a comparison in words; money is for the period, by default the whole horizon."""
    it = Compared(outcomes, swings, period or Period.of("all", outcomes.point.cases.scenario.profile))
    if not it.names:
        return Headline(NO_STRATEGIES)
    if not it.active:
        return Headline("No activities yet: it costs nothing. Say how often you go.")
    said = _answer(it)
    rest = list(said.rest)
    empty = [index for index in range(len(it.names)) if index not in it.active]
    if len(empty) > 2:
        rest.append(f"{len(empty)} others have no activities yet.")
    elif empty:
        names = formats.joined([it.opening(empty[0]), *map(it.inline, empty[1:])])
        rest.append(f"{names} {'has' if len(empty) == 1 else 'have'} no activities yet.")
    if len(it.names) == 1:
        rest.append("Add a second way to compare.")
    return replace(said, rest=tuple(rest))


def _answer(it: Compared) -> Headline:
    """The rule: which case it is."""
    if len(it.active) > 1 and it.same_mix:
        first, *others = it.active
        names = formats.joined([it.opening(first), *map(it.inline, others)])
        every = f"All {len(it.active)} ways" if len(others) > 2 else names
        return Headline(f"{every} are the same mix, so they come to the same.")
    if not it.scenario.profile.hourly_value:
        return Headline(f"{_without_time(it)} {PRICELESS}")
    if max(it.outcomes.point.wins[0]) < NOTHING:
        return _nothing_won(it)
    if it.role:
        return _chance(it) if len(it.active) > 1 else _chance_alone(it)
    if not it.worth:
        return Headline(f"With a client worth nothing, only cost counts: {_least_cost(it)} {it.period.said}.")
    return _pays(it) if len(it.active) > 1 else _pays_alone(it)


# -- what is the same for both goals --------------------------------------------------------------------------------


def _without_time(it: Compared) -> str:
    """Where an hour is worth nothing, cash is all there is to say."""
    if len(it.active) == 1:
        return f"Leaving out your time, {it.inline(it.active[0])} costs {it.cost(it.active[0])} {it.period.said}."
    costs = {it.cost(it.dearest), it.cost(it.cheapest)}
    if len(costs) == 1:
        return f"Leaving out your time, each way costs {costs.pop()} {it.period.said}."
    one, other = it.dearest, it.cheapest
    return (
        f"Leaving out your time, {it.inline(one)} costs {it.cost(one)} and {it.inline(other)} {it.cost(other)} "
        f"{it.period.said}."
    )


def _least_cost(it: Compared) -> str:
    if len(it.active) == 1:
        return f"it costs {it.cost(it.active[0])}"
    return f"{it.inline(it.least_cost)} costs least, {it.cost(it.least_cost)}"


def _nothing_won(it: Compared) -> Headline:
    """What they cost all the same, and what holds them back: a rate of nothing at all, and else the bottlenecks."""
    prize = "leads to an offer" if it.role else "wins a client"
    who = {1: it.inline(it.active[0]), 2: "neither of these"}.get(len(it.active), "none of these")
    verb = prize if len(it.active) > 1 else f"hardly ever {prize}"
    pipeline = it.scenario.pipelines[it.scenario.goal]
    if not pipeline.referrals_per_relationship:
        holding = "Nobody refers you, and that is what holds"
    elif not pipeline.close_rate:
        holding = "No referral is won, and that is what holds"
    else:
        known = [BOTTLENECK[key] for key in BOTTLENECK if key in it.outcomes.point.bottleneck[0]]
        names = formats.joined([known[0], *(f"{words[0].lower()}{words[1:]}" for words in known[1:])])
        holding = f"{names} {'is what holds' if len(known) == 1 else 'are what hold'}"
    return Headline(f"On these numbers {who} {verb} in {it.horizon}; {_least_cost(it)}.", f"{holding} them back.")


def _odds(it: Compared, share: float, what: str, otherwise: str) -> tuple[str, ...]:
    """In how many ways it might go; nothing where no number has a range. Of a rare thing its opposite is said."""
    if it.outcomes.certain:
        return ()
    said, words = (share, what) if share >= 0.5 else (1 - share, otherwise)
    odds = formats.odds(said, it.outcomes.sampling_error(said))
    ways = "all ways" if odds == "all" else f"{odds} ways"
    return (f"{words} in {ways} it might go, {grounds(it.scenario)}.",)


# -- clients: money left after costs ----------------------------------------------------------------------------------


def _pays_alone(it: Compared) -> Headline:
    only = it.active[0]
    name, amount = it.inline(only), it.about(only)
    if it.even(only):
        said = f"{name} just about breaks even {it.period.said}"
    elif it.net[only] > 0:
        said = f"{name} pays for itself: {amount} is left over {it.period.said}"
    else:
        said = f"{name} does not pay for itself: it loses {amount} {it.period.said}"
    odds = _odds(it, it.paying[only], "It pays for itself", "It does not pay for itself")
    when = "as long as" if it.net[only] > 0 else "once"
    turn = f"It pays {when} a client is worth more than {it.round_worth(it.needed[only])}."
    if not it.allowed(it.needed[only]):
        turn = f"Nothing that can be entered for what a client is worth would make {name} pay."
    return Headline(f"At {it.worth_words} a client, {said}.", turn, odds)


def _pays(it: Compared) -> Headline:
    best, second = it.ranked[:2]
    lead = it.ahead(best, second)
    if lead < TOO_CLOSE:
        return _too_close(it, best, second)
    sure = lead >= SURE
    turn = _turn(it, best)
    if it.even(best):
        said = (
            f"{it.inline(best)} {'does' if sure else 'seems to do'} best, and just about breaks even {it.period.said}"
        )
    elif it.net[best] > 0:
        said = (
            f"{it.inline(best)} {'pays' if sure else 'seems to pay'} best: {it.about(best)} left over {it.period.said}"
        )
    else:
        none = "neither of these pays" if len(it.active) == 2 else "none of these pays"
        loses = "loses least" if sure else "seems to lose least"
        said = f"{none} for itself; {it.inline(best)} {loses}, {it.about(best)} {it.period.said}"
    first = it.lead[best]
    opposite = f"Another way comes out ahead of {it.inline(best)}"
    odds = _odds(it, first, f"{it.opening(best)} comes out best", opposite)
    return Headline(f"At {it.worth_words} a client, {said}.", turn, odds)


def _too_close(it: Compared, best: int, second: int) -> Headline:
    one, other = sorted((best, second))
    first, then = ("leaves" if it.net[index] > 0 else "loses" for index in (one, other))
    if first == then and it.about(one) == it.about(other):
        said = f"{it.inline(one)} {first} {it.about(one)} {it.period.said}, and so does {it.inline(other)}"
    else:
        verb = "" if first == then else f"{then} "
        said = f"{it.inline(one)} {first} {it.about(one)}, {it.inline(other)} {verb}{it.about(other)} {it.period.said}"
    ahead = it.ahead(one, other)
    odds = _odds(it, ahead, f"{it.opening(one)} comes out ahead", f"{it.opening(other)} comes out ahead")
    return Headline(f"Too close to call: {said}.", _tipping(it, best, second), odds)


def _turn(it: Compared, best: int) -> str:
    """Between what worths of a client the best stays best and pays; where none pays, which would first do so."""
    if it.net[best] <= 0:
        first = min(it.active, key=lambda index: it.needed[index])
        if not it.allowed(it.needed[first]):
            return "Nothing that can be entered for what a client is worth would make any of them pay."
        return f"{it.opening(first)} would pay once a client is worth more than {it.round_worth(it.needed[first])}."
    turns = [(it.turn(best, other), other) for other in it.active if other != best]
    least = max([it.needed[best], *(turn for (turn, up), _ in turns if up and turn is not None)])
    above = [(turn, other) for (turn, up), other in turns if not up and turn is not None and it.allowed(turn)]
    if above:
        turn, other = min(above)
        return f"Above {it.round_worth(turn)} a client, {it.inline(other)} would pay better."
    return f"That holds as long as a client is worth more than {it.round_worth(least)}."


def _tipping(it: Compared, best: int, second: int) -> str:
    """What would decide between two that are too close: another worth of a client, else the number that moves most."""
    turn, up = it.turn(best, second)
    more = best if up else second
    if turn is not None and it.allowed(turn) and turn > 0:
        if turn >= it.worth:
            return f"A client worth clearly more than {it.round_worth(turn)} would favour {it.inline(more)}."
        other = second if up else best
        return f"A client worth clearly less than {it.round_worth(turn)} would favour {it.inline(other)}."
    path = it.swings.deciding("net_value", best, second)
    return f"What decides is {called(it.scenario, path)}." if path else ""


# -- a role: the chance of an offer -----------------------------------------------------------------------------------


def _chance_alone(it: Compared) -> Headline:
    only = it.active[0]
    said = f"{it.opening(only)} gives {it.chance(only, 'chance')} of an offer in {it.horizon}, for {it.cost(only)}"
    chance = it.likelihood[only]
    needed = float(it.outcomes.point.cost[0, only]) / chance if chance else np.inf
    return Headline(f"{said}.", _role_worth(it, needed, "That cost"))


def _chance(it: Compared) -> Headline:
    best, second = it.hopeful[:2]
    lead = it.ahead(best, second, "win_probability")
    if lead < TOO_CLOSE:
        return _too_close_to_hope(it, best, second)
    gives = "gives" if lead >= SURE else "seems to give"
    better = "the better chance" if len(it.active) == 2 else "the best chance"
    said = f"{it.opening(best)} {gives} {better} of an offer, {it.chance(best)} in {it.horizon}"
    opposite = f"Another way does better than {it.inline(best)}"
    odds = _odds(it, it.hopes[best], f"{it.opening(best)} has {better}", opposite)
    if best == it.least_cost:
        cheapest = f"It costs {it.cost(best)} in {it.horizon}, so nothing is given up for it."
        return Headline(f"{said}, and costs least.", cheapest, odds)
    # what the new role must be worth for the better chance to repay its extra cost
    dearer, better_by = it.dearer_by(best, it.least_cost), it.likelihood[best] - it.likelihood[it.least_cost]
    needed = dearer / better_by if better_by > 0 else np.inf
    repaid = _role_worth(it, needed, f"The extra cost over {it.inline(it.least_cost)}")
    return Headline(f"{said}, and costs {it.money(dearer)} more.", repaid, odds)


def _too_close_to_hope(it: Compared, best: int, second: int) -> Headline:
    one, other = sorted((best, second))
    if it.chance(one) == it.chance(other):
        said = f"{it.chance(one, 'chance')} of an offer in {it.horizon} with {it.inline(one)} or {it.inline(other)}"
    else:
        said = (
            f"{it.chance(one, 'chance')} of an offer with {it.inline(one)}, {it.chance(other)} with {it.inline(other)}"
        )
    dear, cheap = (one, other) if it.dearer_by(one, other) >= 0 else (other, one)
    extra = it.dearer_by(dear, cheap)
    costs = f"{it.opening(dear)} costs {it.money(extra)} more in {it.horizon}." if round(extra) else ""
    ahead = it.ahead(one, other, "win_probability")
    odds = _odds(it, ahead, f"{it.opening(one)} does better", f"{it.opening(other)} does better")
    return Headline(f"Too close to call: {said}.", costs, odds)


def _role_worth(it: Compared, needed: float, what: str) -> str:
    if not it.allowed(needed):
        return f"{what} is not repaid whatever the new role is worth to you."
    when = "as long as" if it.worth > needed else "only if"
    return f"{what} pays {when} the new role is worth more than {it.round_worth(needed)} to you."
