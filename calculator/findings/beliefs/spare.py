"""The second belief in words: the hours that being online takes, and those to spare."""

from __future__ import annotations

import math

from calculator import formats
from calculator.analyses import beliefs as tests
from calculator.analyses.beliefs import Spare
from calculator.charts import beliefs as charts
from calculator.findings.beliefs.belief import NOT_ONLINE, Belief, tested, untested
from calculator.model import Scenario
from calculator.named import inline, opening_name


def no_time(scenario: Scenario) -> Belief:
    """The second belief, on a scenario's numbers."""
    found = tests.no_time(scenario)
    if found is None:
        return untested("no_time", NOT_ONLINE)
    more = (*_beside(scenario, found), *_sometimes(found), _written(found), *_hours_per_win(scenario, found))
    return tested(scenario, "no_time", found.verdict, _takes(scenario, found), more, charts.spare(scenario, found))


def _takes(scenario: Scenario, found: Spare) -> str:
    name, hours, working, budget = opening_name(scenario, found.online), *map(formats.hours, _hours(found))
    odd = f", or {working} without odd moments" if working != hours else ""
    return f"{name} takes {hours} hours a week{odd}; you can spare {budget}."


def _hours(found: Spare) -> tuple[float, float, float]:
    return found.hours, found.working, found.budget


def _sometimes(found: Spare) -> tuple[str, ...]:
    """The hours to spare at which it turns, or that odd moments decide."""
    if not found.verdict.now:
        return ("It fits only if odd moments are not counted.",)
    turn = found.hours if found.verdict.now < 0 else found.working
    way = "less" if found.verdict.now < 0 else "more"
    return (f"It turns where you can spare {way} than {formats.hours(turn)} hours a week.",)


def _written(found: Spare) -> str:
    return f"What is written online, such as posts and messages, takes {formats.hours(found.written)} hours a week."


def _beside(scenario: Scenario, found: Spare) -> tuple[str, ...]:
    """What meeting in person leaves of the hours to spare, if it is kept up."""
    if not found.in_person:
        return ()
    left = formats.hours(max(found.budget - found.beside, 0.0))
    rest = f"{left if left != formats.hours(0) else 'none'} of your hours are left"
    name, hours = inline(scenario, found.in_person), formats.hours(found.beside)
    return (f"That is in place of {name}, which takes {hours}; beside it {rest}.",)


def _hours_per_win(scenario: Scenario, found: Spare) -> tuple[str, ...]:
    prize = "offer" if scenario.goal == "role" else "client"
    won = {key: pair for key, pair in found.per_win.items() if not math.isnan(pair[0])}
    said = [f"{_both_hours(*pair)} by {inline(scenario, key)}" for key, pair in won.items()]
    return (f"One {prize} takes {formats.joined(said)}.",) if said else ()


def _both_hours(whole: float, working: float) -> str:
    odd = f" ({formats.hours(working)} without odd moments)" if formats.hours(working) != formats.hours(whole) else ""
    return f"{formats.hours(whole)} hours{odd}"
