"""The third belief in words: which strategy is first for clients for a role, and what makes the difference."""

from __future__ import annotations

import math

from calculator import formats
from calculator.analyses import beliefs as tests
from calculator.analyses.beliefs import Goals
from calculator.charts import beliefs as charts
from calculator.findings.beliefs.belief import Belief, names, tested, untested
from calculator.findings.numbers import figure
from calculator.model import Pipeline, Scenario
from calculator.named import inline, opening_name


def role_differs(scenario: Scenario) -> Belief:
    """The third belief, on a scenario's numbers."""
    found = tests.role_differs(scenario)
    if found is None:
        return untested("role_differs", _one_goal(scenario))
    more = (_cheapest(scenario, found), _reason(scenario, found))
    chart = charts.goals(scenario, found)
    return tested(scenario, "role_differs", found.verdict, _order(scenario, found), more, chart)


def _one_goal(scenario: Scenario) -> str:
    if len(scenario.pipelines) < len(tests.GOALS):
        return "Your numbers have only one of the two goals."
    if sum(any(mix.times_per_year.values()) for mix in scenario.strategies.values()) < len(tests.GOALS):
        return "It takes two strategies with activities to tell."
    return f"On these numbers nothing is won in {formats.years(scenario.profile.years)} under one of the goals."


def _order(scenario: Scenario, found: Goals) -> str:
    first = {goal: _top(scenario, wins, 1) for goal, wins in found.wins.items()}
    if first["clients"] == first["role"]:
        return f"{opening_name(scenario, first['clients'])} wins most under both goals."
    clients, role = opening_name(scenario, first["clients"]), inline(scenario, first["role"])
    return f"{clients} wins most clients; for a role it is {role}."


def _cheapest(scenario: Scenario, found: Goals) -> str:
    first = {goal: _top(scenario, costs, -1) for goal, costs in found.cost_per_win.items()}
    if first["clients"] == first["role"]:
        return f"Counting your time, {inline(scenario, first['clients'])} wins at the least cost under both."
    clients, role = names(scenario, first["clients"], first["role"])
    return f"Counting your time, {clients} wins clients at the least cost, and {role} a role."


def _top(scenario: Scenario, values: list[float], sign: int) -> str:
    """The strategy with the most of a measure, or the least where the sign is −1; none counts for neither."""
    known = {index: sign * value for index, value in enumerate(values) if not math.isnan(value)}
    return list(scenario.strategies)[max(known, key=known.__getitem__)]


def _reason(scenario: Scenario, found: Goals) -> str:
    """Which number of the way from people met to work won makes the difference."""
    titles = [(Pipeline.model_fields[name].title or name) for name in found.why]
    titles = [f"{title[0].lower()}{title[1:]}" for title in titles]
    if titles:
        return f"With the clients' {formats.joined(titles, 'or')} alone, a role would have the same first."
    said = (f"{words} {' against '.join(_by_goal(scenario, name))}" for name, words in REASONS.items())
    return f"Clients against a role: {'; '.join(said)}."


def _by_goal(scenario: Scenario, name: str) -> list[str]:
    """A number of the way from people met to work won, for clients and for a role."""
    values = {f"pipelines.{goal}.{name}": getattr(scenario.pipelines[goal], name) for goal in tests.GOALS}
    return [figure(scenario, path, value) for path, value in values.items()]


REASONS = {
    "hours_to_trust": "hours until somebody refers you",
    "referrals_per_relationship": "referrals a year from one relationship",
    "close_rate": "share of referrals won",
}
"""What differs most between winning clients and finding a role, and sets how much of each a strategy needs."""
