"""What lies between two strategies: which share of each is best, in words, as a curve and as figures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calculator import formats
from calculator.analyses.headline import NO_STRATEGIES
from calculator.analyses.monte_carlo import TOO_CLOSE
from calculator.analyses.study import Study
from calculator.errors import BadInput
from calculator.findings.finding import Finding
from calculator.findings.measured import measured
from calculator.findings.mixing import A_YEAR, TIMELESS, BlendRow, Mixing
from calculator.model import Scenario
from calculator.named import inline, opening_name

BEST = {
    "wins": "wins most",
    "cost": "costs least",
    "cash": "takes the least cash",
    "hours": "takes the fewest hours",
    "value": "wins what is worth most",
    "net_value": "leaves most after its full cost",
    "cost_per_win": "pays least for a client",
    "relationships": "keeps most relationships warm",
    "referrals": "brings most referrals",
    "win_probability": "has the best chance of a client",
    "hours_per_week": "takes the fewest hours a week",
}
"""What the best mix does, on each measure that may be asked about."""
OFFERED = tuple(BEST)[1:7]
"""The measures that the page offers beside what is won."""
WORKING = (
    "A mix takes a share of the times a year of each. It is worked out anew at every share; no results are averaged.",
    "Dues, subscriptions and joining fees fall due once you take part at all. That is the step at the curve's ends.",
    "They do not shrink with the share, so a mix of two clubs pays both.",
    "At equal hours all times of the mix are multiplied by one factor, so that it takes the hours of the first.",
)


def offered(scenario: Scenario) -> tuple[str, ...]:
    """The measures that the page offers: what is won first, which for a role is the chance of an offer."""
    return "win_probability" if scenario.goal == "role" else "wins", *OFFERED


def finding(study: Study, one: str, other: str, measure: str = "wins", equal_hours: bool = False) -> Finding[BlendRow]:
    """What mixing two strategies does to a measure. Raises CalculatorError for one that may not be asked about."""
    scenario = study.scenario
    measured(scenario, measure)
    if not scenario.strategies:
        return _words(NO_STRATEGIES)
    if one == other:
        return _words("Choose two strategies to mix.")
    try:
        return _found(Mixing(scenario, one, other, measure, equal_hours))
    except BadInput as error:
        return _words(" ".join(fault.message for fault in error.faults))


def _words(sentence: str) -> Finding[BlendRow]:
    return Finding("blend", sentence, BlendRow)


def _found(it: Mixing) -> Finding[BlendRow]:
    if it.best is None:
        prize = "brings an offer" if it.scenario.goal == "role" else "wins a client"
        return _words(f"No mix of {_inline(it, 0)} and {_inline(it, 1)} {prize}, so none has a cost of one.")
    notes = (*_dues(it),) if _alike(it) else (*_taken(it), *_odds(it), *_dues(it))
    return Finding("blend", _sentence(it), BlendRow, tuple(it.rows()), it.table, notes, it.chart, WORKING)


def _alike(it: Mixing) -> bool:
    """Whether every mix reads the same."""
    known = it.values[~np.isnan(it.values)]
    return it.say(known.min()) == it.say(known.max())


def _sentence(it: Mixing) -> str:
    if _alike(it):
        return f"It makes no difference how you mix {_inline(it, 0)} and {_inline(it, 1)}: {_amount(it)}."
    return f"{_mix(it)} {_of_goal(BEST[it.measure], it.scenario)}: {_amount(it)}."


def _amount(it: Mixing) -> str:
    """The best figure with what it counts, over which time, and its range."""
    units = {"wins": _of_goal(" clients", it.scenario), "hours": " hours", "hours_per_week": " hours a week"}
    unit = units.get(it.measure, "")
    horizon = "" if it.measure in TIMELESS else f" in {formats.years(it.scenario.profile.years)}"
    span = " a year" if it.measure in A_YEAR else horizon
    figure = it.say(it.top)
    return f"{figure}{unit}{span}{it.ranged(it.top, it.share).removeprefix(figure)}"


def _mix(it: Mixing) -> str:
    """The best mix at the start of a sentence."""
    if it.share in (0, 1):
        return f"{opening_name(it.scenario, (it.one, it.other)[int(it.share)])} alone"
    if it.share == 0.5:
        return f"Half {_inline(it, 0)}, half {_inline(it, 1)}"
    return f"{formats.share(1 - it.share)} {_inline(it, 0)} with {formats.share(it.share)} {_inline(it, 1)}"


def _inline(it: Mixing, side: int) -> str:
    return inline(it.scenario, (it.one, it.other)[side])


def _taken(it: Mixing) -> Iterator[str]:
    """Hours and full cost of the best, and whose hours all mixes take."""
    _, hours, *_, cost = it.table.rows[it.shares.index(it.share)][:4]
    yield f"It takes {hours} hours a week and costs {cost} a year, counting your time."
    if it.equal_hours:
        yield f"Every mix is made to take {hours} hours a week, as {_inline(it, 0)} does."


def _odds(it: Mixing) -> Iterator[str]:
    """In how many draws the best is ahead of the better of the two alone; of one alone, ahead of the other."""
    rival = it.rival
    leads = it.ahead(rival)
    if leads is None:
        return
    name = _inline(it, int(rival))
    if leads < TOO_CLOSE:
        yield f"Against {name} alone it is too close to call."
        return
    odds = formats.odds(leads, it.sampling_error(leads))
    yield f"It is ahead of {name} alone in {odds} plausible cases."


def _dues(it: Mixing) -> Iterator[str]:
    """What taking part at all costs, however small the share."""
    for side, step in it.steps.items():
        if step >= 0.005:
            money = formats.money(step, it.scenario.currency)
            name = _inline(it, side)
            yield f"However little {name} is in a mix, its dues and fees for taking part are {money} a year."


def _of_goal(words: str, scenario: Scenario) -> str:
    """The same where one role is sought."""
    if scenario.goal == "clients":
        return words
    changes = {"wins most": "brings most offers", " clients": " offers expected"}
    return changes.get(words, words.replace("client", "offer").replace("a offer", "an offer"))
