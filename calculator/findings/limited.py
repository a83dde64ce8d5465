"""What limits do to the best mix, in words: what each costs, which is to blame, and whom the clock does not touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from calculator import formats
from calculator.analyses.headline import NOTHING
from calculator.analyses.optimise import Best, Blame, Eased
from calculator.parameters import parameters

UNITS = {"hours_per_week": "hours/week", "wins": "wins", "win_probability": "share"}
"""Units of measures that are not money."""
NOTICED = 0.001
"""Share of the wins, or of the cost, that easing a limit must change for the limit to bind."""
EASED = {
    "hours_per_week": "One more hour a week",
    "cash_per_year": "{money} more a year",
    "not_before": "Leaving home an hour earlier",
    "driving": "Being ready to drive",
    "evenings_per_week": "One more evening a week",
    "protected_time": "Giving up protected time",
}
"""Each limit when it is eased."""
NAMED = {
    "hours_per_week": "hours",
    "cash_per_year": "cash",
    "not_before": "the earliest hour",
    "driving": "driving",
    "evenings_per_week": "evenings",
    "protected_time": "protected time",
}
"""Each limit as one calls it."""


@dataclass(frozen=True)
class BestMixRow:
    """A figure of the mix, of a strategy beside it, or of a limit: what it is, and of which."""

    what: str
    of: str
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


def times(name: str, count: int) -> str:
    """How often: 'Lunch 108 times'."""
    return f"{name} {'once' if count == 1 else f'{formats.whole(count)} times'}"


def prize(best: Best, wins: float, more: str = "") -> str:
    """So many clients or offers in words."""
    noun = "offers expected" if best.scenario.goal == "role" else "clients"
    return f"{formats.count(wins)} {more}{noun}"


def costs(best: Best) -> Iterator[str]:
    """What easing each limit that binds is worth, and the names of those that do not."""
    binding = [eased for eased in best.eased if _binds(best, eased)]
    for eased in sorted(binding, key=lambda eased: -eased.worth):
        yield _worth(best, eased)
    idle = [NAMED[eased.limit] for eased in best.eased if eased not in binding]
    if idle:
        words = formats.joined(idle)
        does = "does" if len(idle) == 1 and idle[0] not in ("hours", "evenings") else "do"
        yield f"{words[0].upper()}{words[1:]} {does} not hold it back."


def _binds(best: Best, eased: Eased) -> bool:
    if best.target is not None:
        return eased.worth > NOTICED * float(best.results.cost[0, 0]) / best.scenario.profile.years
    return eased.wins > NOTICED * float(best.results.wins[0, 0])


def _worth(best: Best, eased: Eased) -> str:
    """What a limit costs, as in 'One more hour a week is worth £652 a year: 0.9 more clients in 2 years'."""
    money = formats.money(eased.worth, best.scenario.currency)
    step = EASED[eased.limit].format(money=formats.money(eased.step, best.scenario.currency))
    if best.target is not None:
        return f"{step} saves {money} a year."
    if best.scenario.goal == "role" or eased.wins < NOTHING:
        return f"{step} is worth {money} a year."
    horizon = formats.years(best.scenario.profile.years)
    return f"{step} is worth {money} a year: {prize(best, eased.wins, 'more ')} in {horizon}."


def nothing(best: Best) -> str:
    """Why no mix wins anything."""
    pipeline = best.units.pipeline
    goal = "brings an offer" if best.scenario.goal == "role" else "wins a client"
    if not pipeline.referrals_per_relationship:
        return f"No mix {goal}: nobody refers you."
    if not pipeline.close_rate:
        return f"No mix {goal}: no referral is won."
    return f"Within these limits no mix {goal}."


def beyond(best: Best, most: str) -> str:
    """The wins asked for are out of reach; `most` is what is within it, with its range."""
    target, horizon = best.target or 0.0, formats.years(best.scenario.profile.years)
    if not best.units.yielding or not best.reach:
        return nothing(best)
    asked = formats.count(target)
    if asked == formats.count(best.reach):  # it reads the same, and is a little more
        asked = f"A little more than {asked}"
    noun = prize(best, target).partition(" ")[2]
    return f"{asked} {noun} in {horizon} are out of reach: within these limits the most is {most}."


def blamed(best: Best) -> Iterator[str]:
    """Each limit without which it could be done, and what it would take then."""
    if not best.units.yielding:
        return
    for blame in best.blame:
        yield _without(best, blame)
    if not best.blame:
        yield "No single limit is to blame: it stays out of reach whichever of them goes."


def _without(best: Best, blame: Blame) -> str:
    won = prize(best, best.target or 0.0)
    if blame.limit == "driving":
        return f"With driving, {won} are within reach."
    if blame.needed is None:
        return f"Without the limit on {NAMED[blame.limit]}, {won} are within reach."
    amounts = {
        "hours_per_week": f"{formats.hours(blame.needed)} hours a week",
        "cash_per_year": f"{formats.money(blame.needed, best.scenario.currency)} a year",
        "evenings_per_week": f"{formats.count(blame.needed)} evenings a week",
    }
    return f"Without the limit on {NAMED[blame.limit]}, {won} would take {amounts[blame.limit]}."


def clockless(best: Best) -> Iterator[str]:
    """How many activities have no hour, where a limit looks at the clock."""
    if not {"not_before", "evenings_per_week", "protected_time"} & set(best.limits.set):
        return
    without = sum(activity.start_hour is None for activity in best.scenario.activities.values())
    if without:
        have = "activity has" if without == 1 else "activities have"
        yield f"{without} {have} no start, so no limit of the clock touches {'it' if without == 1 else 'them'}."


def rows(best: Best) -> Iterator[BestMixRow]:
    """The limits, what easing each brings, the bound of the programme, and where none is found, what is to blame."""
    known = parameters(best.scenario)
    currency = best.scenario.currency
    for name in best.limits.set:
        unit = known[f"profile.{name}"].unit if f"profile.{name}" in known else None
        yield BestMixRow("limit", name, float(getattr(best.limits, name)), unit=unit)
    for eased in best.eased:
        yield BestMixRow("worth_of_easing", eased.limit, eased.worth, unit=f"{currency}/year")
        yield BestMixRow("wins_of_easing", eased.limit, eased.wins, unit="wins")
    if best.found is not None:
        unit = "wins" if best.target is None else f"{currency}/year"
        yield BestMixRow("bound", "best", best.found.bound if np.isfinite(best.found.bound) else None, unit=unit)
    elif best.target is not None:
        yield BestMixRow("most_within_limits", "wins", best.reach, unit="wins")
        for blame in best.blame:
            yield BestMixRow("needed_without_limit", blame.limit, blame.needed)
