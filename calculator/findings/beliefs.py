"""The three beliefs in words: what becomes of each on a person's own numbers, in how many cases, and what turns it.

>>> from calculator import assumptions
>>> [belief.verdict for belief in beliefs(assumptions.scenario("uk-owner"))][1]
'does not hold'
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator import formats
from calculator.analyses import beliefs as tests
from calculator.analyses.beliefs import Goals, Mixed, Spare
from calculator.analyses.verdict import DEPENDS, FAILS, HOLDS, Verdict
from calculator.charts import beliefs as charts
from calculator.charts.chart import Chart, Table
from calculator.findings import verdict
from calculator.findings.finding import Finding
from calculator.findings.numbers import figure
from calculator.model import Pipeline, Scenario
from calculator.named import inline, opening_name

UNTESTED = "cannot be tested"
COLUMNS = ("belief", "claim", *verdict.COLUMNS)
CLAIMS = {
    "face_to_face": "The best networkers only meet face to face",
    "no_time": "There is no time for social media",
    "role_differs": "Looking for a role is different from winning business",
}

NOT_ONLINE = "No strategy of yours puts most of its hours into anything but meeting in person."


@dataclass(frozen=True)
class Belief:
    """One belief, tested. `reason` is what the verdict rests on, `more` what else there is, `turns` how sure it is.

    All of it is plain text that may hold a person's own words.
    """

    id: str
    verdict: str
    headline: str
    reason: str
    more: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    judged: Verdict | None = None
    chart: Chart | None = None

    @property
    def claim(self) -> str:
        """The belief as people say it."""
        return CLAIMS[self.id]


def beliefs(scenario: Scenario) -> tuple[Belief, ...]:
    """All three."""
    return tuple(test(scenario) for test in (_face_to_face, _no_time, _role_differs))


def finding(scenario: Scenario) -> Finding:
    """The three together, for the command line and for the head of the page."""
    found = beliefs(scenario)
    odds = [verdict.spelled(it.judged) if it.judged else "" for it in found]
    cells = tuple((it.claim, it.headline, share) for it, share in zip(found, odds, strict=True))
    table = Table(("Belief", "Verdict", "True in"), cells)
    notes = tuple(f"{it.claim}? {it.headline}. {' '.join((it.reason, *it.more, *it.turns))}" for it in found)
    rows = tuple(row for it in found for row in _rows(scenario, it))
    return Finding("beliefs", sentence(found), table, COLUMNS, rows, notes, working=WORKING)


WORKING = (
    "A belief holds where it is true now and in at least 6 of 10 draws, and no single number in its range turns it.",
    "It does not hold by the same measure the other way round. In between it depends.",
    "Draws take every number that has a range at once. Then each is moved alone, to the low and the high end of it.",
    "The first belief is about the strategy most of whose hours go into meeting in person, and the one with the least.",
    "They are mixed in quarters, always at the hours of the first. It is true where the first alone wins most.",
    "The second is true where the hours exceed what you can spare even without odd moments, and false where all fit.",
    "Odd moments are idle ones, in which part of a session is done.",
    "The third is true where another strategy wins most, or wins at the least cost, once a role is sought.",
)


def sentence(found: tuple[Belief, ...]) -> str:
    """How many of them hold."""
    count = {word: sum(it.verdict == word for it in found) for word in (HOLDS, FAILS, DEPENDS, UNTESTED)}
    if count[UNTESTED] == len(found):
        return "Three beliefs, on your numbers: none of them can be tested."
    said = [f"{COUNTED[number]} {word if number == 1 else MANY[word]}" for word, number in count.items() if number]
    return f"Three beliefs, on your numbers: {formats.joined(said)}."


COUNTED = ("none", "one", "two", "all three")
MANY = {HOLDS: "hold", FAILS: "do not hold", DEPENDS: "depend", UNTESTED: UNTESTED}


def _belief(scenario: Scenario, key: str, judged: Verdict, reason: str, more: tuple[str, ...], chart: Chart) -> Belief:
    said, turns = verdict.headline(scenario, judged), verdict.turns(scenario, judged)
    return Belief(key, judged.word, said, reason, more, turns, judged, chart)


def _untested(key: str, why: str) -> Belief:
    return Belief(key, UNTESTED, "It cannot be tested", why)


def _rows(scenario: Scenario, it: Belief) -> list[Mapping[str, Any]]:
    base: dict[str, Any] = {"belief": it.id, "claim": it.claim}
    found = (
        verdict.rows(scenario, it.judged) if it.judged else [dict.fromkeys(verdict.COLUMNS) | {"verdict": it.verdict}]
    )
    return [{**base, **row} for row in found]


# -- each of them --------------------------------------------------------------------------------------


def _face_to_face(scenario: Scenario) -> Belief:
    found = tests.face_to_face(scenario)
    if found is None:
        return _untested("face_to_face", _no_pair(scenario))
    more = (_best(scenario, found), _price(scenario, found), *_impure(scenario, found))
    chart = charts.mixes(scenario, found)
    return _belief(scenario, "face_to_face", found.verdict, _who_wins(scenario, found), more, chart)


def _no_pair(scenario: Scenario) -> str:
    found = tests.kinds(scenario)
    if not found.in_person:
        return "No strategy of yours puts most of its hours into meeting in person."
    if not found.online:
        return NOT_ONLINE
    return f"On these numbers nothing is won in {formats.years(scenario.profile.years)}, by any mix."


def _who_wins(scenario: Scenario, found: Mixed) -> str:
    one, other = _names(scenario, found.one, found.other)
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
    one, other = _names(scenario, found.one, found.other)
    return f"The mix of these two that wins most has {formats.share(found.best)} of {other} and the rest of {one}."


def _price(scenario: Scenario, found: Mixed) -> str:
    one, other = _names(scenario, found.one, found.other)
    costs = [formats.money(found.cost_per_win[index], scenario.currency) for index in (0, -1)]
    prize = "offer" if scenario.goal == "role" else "client"
    said = f"ounting your time, one {prize} then costs {costs[0]} by {one} and {costs[1]} by {other}."
    less_won, cheaper = found.wins[-1] < found.wins[0], found.cost_per_win[-1] < found.cost_per_win[0]
    return f"By what it costs, the other is ahead: c{said}" if less_won == cheaper else f"C{said}"


def _impure(scenario: Scenario, found: Mixed) -> tuple[str, ...]:
    """That a strategy is not all of its kind."""
    shares = tests.kinds(scenario).shares
    one, other = _names(scenario, found.one, found.other)
    pure, mixed = formats.share(shares[found.one]), formats.share(shares[found.other])
    said = [f"{pure} of the hours of {one}"] if pure != formats.share(1) else []
    said += [f"{mixed} of the hours of {other}"] if mixed != formats.share(0) else []
    return (f"{formats.joined(said)} go into meeting in person.",) if said else ()


def _names(scenario: Scenario, *keys: str) -> list[str]:
    return [inline(scenario, key) for key in keys]


def _no_time(scenario: Scenario) -> Belief:
    found = tests.no_time(scenario)
    if found is None:
        return _untested("no_time", NOT_ONLINE)
    more = (*_beside(scenario, found), *_sometimes(found), _written(found), *_hours_per_win(scenario, found))
    return _belief(scenario, "no_time", found.verdict, _takes(scenario, found), more, charts.spare(scenario, found))


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
    left = found.budget - found.beside
    rest = f"{formats.hours(left)} of your hours are left" if left >= 0.05 else "none of your hours are left"
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


def _role_differs(scenario: Scenario) -> Belief:
    found = tests.role_differs(scenario)
    if found is None:
        return _untested("role_differs", _one_goal(scenario))
    more = (_cheapest(scenario, found), _reason(scenario, found))
    chart = charts.goals(scenario, found)
    return _belief(scenario, "role_differs", found.verdict, _order(scenario, found), more, chart)


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
    clients, role = _names(scenario, first["clients"], first["role"])
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
