"""The first belief in words: what meeting face to face alone wins, and what mixes win in as many hours."""

from __future__ import annotations

from calculator import formats
from calculator.analyses import beliefs as tests
from calculator.analyses.beliefs import Mixed
from calculator.charts import beliefs as charts
from calculator.findings.beliefs.belief import NOT_ONLINE, Belief, names, tested, untested
from calculator.model import Scenario
from calculator.named import opening_name


def face_to_face(scenario: Scenario) -> Belief:
    """The first belief, on a scenario's numbers."""
    found = tests.face_to_face(scenario)
    if found is None:
        return untested("face_to_face", _no_pair(scenario))
    more = (_best(scenario, found), _price(scenario, found), *_impure(scenario, found))
    chart = charts.mixes(scenario, found)
    return tested(scenario, "face_to_face", found.verdict, _who_wins(scenario, found), more, chart)


def _no_pair(scenario: Scenario) -> str:
    found = tests.kinds(scenario)
    if not found.in_person:
        return "No strategy of yours puts most of its hours into meeting in person."
    if not found.online:
        return NOT_ONLINE
    return f"On these numbers nothing is won in {formats.years(scenario.profile.years)}, by any mix."


def _who_wins(scenario: Scenario, found: Mixed) -> str:
    one, other = names(scenario, found.one, found.other)
    horizon, said = formats.years(scenario.profile.years), charts.won(scenario, found)
    if scenario.goal == "role":
        wins = f"{one} alone has a chance of an offer in {horizon} of {said[0]}"
    else:
        wins = f"{one} alone wins {said[0]} clients in {horizon}"
    return f"At the same hours {wins}, half and half {said[len(said) // 2]}, {other} alone {said[-1]}."


def _best(scenario: Scenario, found: Mixed) -> str:
    if found.best in (0.0, 1.0):
        best = opening_name(scenario, found.other if found.best else found.one)
        return f"{best} alone wins most of all mixes of these two; Best mix looks at every activity by itself."
    one, other = names(scenario, found.one, found.other)
    return f"The mix of these two that wins most has {formats.share(found.best)} of {other} and the rest of {one}."


def _price(scenario: Scenario, found: Mixed) -> str:
    one, other = names(scenario, found.one, found.other)
    costs = [formats.money(found.cost_per_win[index], scenario.currency) for index in (0, -1)]
    prize = "offer" if scenario.goal == "role" else "client"
    said = f"ounting your time, one {prize} then costs {costs[0]} by {one} and {costs[1]} by {other}."
    less_won, cheaper = found.wins[-1] < found.wins[0], found.cost_per_win[-1] < found.cost_per_win[0]
    return f"By what it costs, the other is ahead: c{said}" if less_won == cheaper else f"C{said}"


def _impure(scenario: Scenario, found: Mixed) -> tuple[str, ...]:
    """That a strategy is not all of its kind."""
    shares = tests.kinds(scenario).shares
    one, other = names(scenario, found.one, found.other)
    pure, mixed = formats.share(shares[found.one]), formats.share(shares[found.other])
    said = [f"{pure} of the hours of {one}"] if pure != formats.share(1) else []
    said += [f"{mixed} of the hours of {other}"] if mixed != formats.share(0) else []
    return (f"{formats.joined(said)} go into meeting in person.",) if said else ()
