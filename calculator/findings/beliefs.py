"""Beliefs about networking, tested on a person's numbers: each in words, in how many cases, and what turns it.

>>> from calculator import assumptions
>>> [belief.verdict for belief in beliefs(assumptions.scenario("uk-owner"))][1]
'does not hold'
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculator import formats
from calculator.analyses import beliefs as tests
from calculator.analyses.monte_carlo import TOO_CLOSE, standard_error
from calculator.analyses.study import Study
from calculator.analyses.verdict import DEPENDS, FAILS, HOLDS, Flip, Verdict
from calculator.charts import beliefs as charts
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.facts import figure as exact
from calculator.findings.finding import Finding, OfPath, Share
from calculator.findings.numbers import at, figure
from calculator.model import Pipeline, Scenario
from calculator.named import called, inline, opening_name, seeks_role
from calculator.parameters import parameters

UNTESTED = "cannot be tested"
CLAIMS = {
    "face_to_face": "The best networkers only meet face to face",
    "no_time": "There is no time for social media",
    "role_differs": "Looking for a role is different from winning business",
}
NOT_ONLINE = "No strategy of yours puts most of its hours into anything but meeting in person."
MOST = 3
"""Numbers that turn a claim said in words; the rows have them all."""
REASONS = {
    "hours_to_trust": "hours until somebody refers you",
    "referrals_per_relationship": "referrals a year from one relationship",
    "close_rate": "share of referrals won",
}
"""What differs most between winning clients and finding a role, and sets how much of each a strategy needs."""
COUNTED = ("none", "one", "two", "all three")
MANY = {HOLDS: "hold", FAILS: "do not hold", DEPENDS: "depend", UNTESTED: UNTESTED}
WORKING = (
    (
        f"A belief holds where it is true now and in at least {formats.odds(TOO_CLOSE)} draws, and no single number in "
        "its range turns it."
    ),
    "It does not hold by the same measure the other way round. In between it depends.",
    "Draws take every number that has a range at once. Then each is moved alone, to the low and the high end of it.",
    "The first belief is about the strategy most of whose hours go into meeting in person, and the one with the least.",
    "They are mixed in quarters, always at the hours of the first. It is true where the first alone wins most.",
    "The second is true where the hours exceed what you can spare even without odd moments, and false where all fit.",
    "Odd moments are idle ones, in which part of a session is done.",
    "The third is true where another strategy wins most, or wins at the least cost, once a role is sought.",
)


@dataclass(frozen=True)
class BeliefRow:
    """A belief with its verdict, and a number that turns it by itself; none where no number does."""

    belief: str
    claim: str
    verdict: str
    true_now: bool | None = None
    odds: Share | None = None
    path: str | None = None
    label: str | None = None
    turns_at: OfPath | None = None
    now: OfPath | None = None
    low: OfPath | None = None
    high: OfPath | None = None


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


def finding(study: Study) -> Finding[BeliefRow]:
    """The three together, for the command line and for the head of the page."""
    scenario = study.scenario
    three = beliefs(scenario)
    cells = tuple((it.claim, it.headline, _odds(it.judged) if it.judged else "") for it in three)
    table = Table(("Belief", "Verdict", "True in"), cells)
    notes = tuple(f"{it.claim}? {it.headline}. {' '.join((it.reason, *it.more, *it.turns))}" for it in three)
    rows = tuple(row for it in three for row in _rows(scenario, it))
    return Finding("beliefs", sentence(three), BeliefRow, rows, table, notes, working=WORKING)


def beliefs(scenario: Scenario) -> tuple[Belief, ...]:
    """The three beliefs, each tested on the scenario."""
    return tuple(test(scenario) for test in (_face_to_face, _no_time, _role_differs))


def sentence(three: tuple[Belief, ...]) -> str:
    """How many of them hold."""
    count = {word: sum(it.verdict == word for it in three) for word in (HOLDS, FAILS, DEPENDS, UNTESTED)}
    if count[UNTESTED] == len(three):
        return "Three beliefs, on your numbers: none of them can be tested."
    said = [f"{COUNTED[number]} {word if number == 1 else MANY[word]}" for word, number in count.items() if number]
    return f"Three beliefs, on your numbers: {formats.joined(said)}."


def _rows(scenario: Scenario, it: Belief) -> list[BeliefRow]:
    """A row for each number that turns it; one without a number where none does."""
    if not it.judged:
        return [BeliefRow(it.id, it.claim, it.verdict)]
    true_now, known = it.judged.now > 0 if it.judged.now else None, parameters(scenario)
    one = BeliefRow(it.id, it.claim, it.verdict, true_now, it.judged.odds)
    return [
        replace(one, path=f.path, label=known[f.path].label, turns_at=f.value, now=f.now, low=f.low, high=f.high)
        for f in it.judged.flips
    ] or [one]


# -- verdicts in words ---------------------------------------------------------------------------------


def _untested(key: str, why: str) -> Belief:
    return Belief(key, UNTESTED, "It cannot be tested", why)


def _tested(scenario: Scenario, key: str, judged: Verdict, reason: str, more: Sequence[str], chart: Chart) -> Belief:
    """A belief with what becomes of it, without a full stop; in how many cases it is true; and what turns it."""
    if judged.word != DEPENDS:
        headline = f"It {judged.word}"
    elif judged.flips:
        headline = f"It depends on {called(scenario, judged.flips[0].path)}"
    else:
        headline = "It is too close to call" if judged.now else "It depends on what you count"
    cases = f"in {formats.ways(_odds(judged))}" if judged.draws > 1 else ""
    often = f"It is true {cases}." if cases else ""
    if judged.now:
        state = "As things stand it is true" if judged.now > 0 else "As things stand it is not true"
        often = f"{state}; it is true {cases}." if cases else f"{state}, and no number has a range."
    turns = (often, *_turns(scenario, judged))
    return Belief(key, judged.word, headline, reason, tuple(more), turns, judged, chart)


def _odds(judged: Verdict) -> str:
    """The share of draws in which it is true: '7 of 10'."""
    return formats.odds(judged.odds, standard_error(judged.odds, judged.draws))


def _turns(scenario: Scenario, judged: Verdict) -> tuple[str, ...]:
    """Which numbers turn it."""
    if not judged.flips:
        alone = ("No single number turns it within its range.",) if judged.now else ()
        return (*alone, *(f"Beyond that it turns first where {_turn(scenario, flip)}." for flip in judged.beyond))
    more = len(judged.flips) - MOST
    rest = (f"{more} more {'numbers turn' if more > 1 else 'number turns'} it as well.",) if more > 0 else ()
    return (*(f"It turns where {_turn(scenario, flip)}." for flip in judged.flips[:MOST]), *rest)


def _turn(scenario: Scenario, flip: Flip) -> str:
    now, low, high = (figure(scenario, flip.path, n) for n in (flip.now, flip.low, flip.high))
    value = at(scenario, flip.path, flip.value)
    if figure(scenario, flip.path, flip.value) == now:  # they differ in a digit that is not said otherwise
        known = parameters(scenario)[flip.path]
        value, now = (exact(scenario, known, float(f"{n:.3g}")) for n in (flip.value, flip.now))
    way = "rises to" if flip.value > flip.now else "falls to"
    return f"{called(scenario, flip.path)} {way} {value} (now {now}, plausibly {low} to {high})"


# -- the first: the best networkers only meet face to face ---------------------------------------------


def _face_to_face(scenario: Scenario) -> Belief:
    """What meeting face to face alone wins, and what mixes win in as many hours."""
    mixed = tests.face_to_face(scenario)
    if mixed is None:
        which = tests.kinds(scenario)
        why = f"On these numbers nothing is won in {formats.years(scenario.profile.years)}, by any mix."
        if not (which.in_person and which.online):
            in_person = "No strategy of yours puts most of its hours into meeting in person."
            why = NOT_ONLINE if which.in_person else in_person
        return _untested("face_to_face", why)
    one, other = inline(scenario, mixed.one), inline(scenario, mixed.other)
    horizon, won = formats.years(scenario.profile.years), charts.won(scenario, mixed)
    wins = f"{one} alone wins {won[0]} clients in {horizon}"
    if seeks_role(scenario):
        wins = f"{one} alone has a chance of an offer in {horizon} of {won[0]}"
    reason = f"At the same hours {wins}, half and half {won[len(won) // 2]}, {other} alone {won[-1]}."
    best = f"The mix of these two that wins most has {formats.share(mixed.best)} of {other} and the rest of {one}."
    if mixed.best in (0.0, 1.0):
        first = opening_name(scenario, mixed.other if mixed.best else mixed.one)
        best = f"{first} alone wins most of all mixes of these two; Best mix looks at every activity by itself."
    costs = [formats.money(mixed.cost_per_win[index], scenario.currency) for index in (0, -1)]
    price = f"ounting your time, one {_prize(scenario)} then costs {costs[0]} by {one} and {costs[1]} by {other}."
    less_won, cheaper = mixed.wins[-1] < mixed.wins[0], mixed.cost_per_win[-1] < mixed.cost_per_win[0]
    more = [best, f"By what it costs, the other is ahead: c{price}" if less_won == cheaper else f"C{price}"]
    # how many of the hours go into meeting in person, where that is not all of one's and none of the other's
    shares = tests.kinds(scenario).shares
    some, rest = formats.share(shares[mixed.one]), formats.share(shares[mixed.other])
    impure = [f"{some} of the hours of {one}"] if some != formats.share(1) else []
    impure += [f"{rest} of the hours of {other}"] if rest != formats.share(0) else []
    if impure:
        more.append(f"{formats.joined(impure)} go into meeting in person.")
    return _tested(scenario, "face_to_face", mixed.verdict, reason, more, charts.mixes(scenario, mixed))


def _prize(scenario: Scenario) -> str:
    return "offer" if seeks_role(scenario) else "client"


# -- the second: there is no time for social media -----------------------------------------------------


def _no_time(scenario: Scenario) -> Belief:
    """The hours that being online takes, and those to spare."""
    spare = tests.no_time(scenario)
    if spare is None:
        return _untested("no_time", NOT_ONLINE)
    name, *hours = opening_name(scenario, spare.online), *map(formats.hours, (spare.hours, spare.working, spare.budget))
    odd = f", or {hours[1]} without odd moments" if hours[1] != hours[0] else ""
    reason = f"{name} takes {hours[0]} hours a week{odd}; you can spare {hours[2]}."
    turn = "It fits only if odd moments are not counted."
    if spare.verdict.now:
        way, edge = ("less", spare.hours) if spare.verdict.now < 0 else ("more", spare.working)
        turn = f"It turns where you can spare {way} than {formats.hours(edge)} hours a week."
    more = []
    if spare.in_person:  # what it leaves of the hours to spare, if it is kept up
        left = formats.hours(max(spare.budget - spare.beside, 0.0))
        rest = f"{left if left != formats.hours(0) else 'none'} of your hours are left"
        kept = f"{inline(scenario, spare.in_person)}, which takes {formats.hours(spare.beside)}"
        more.append(f"That is in place of {kept}; beside it {rest}.")
    written = formats.hours(spare.written)
    more += [turn, f"What is written online, such as posts and messages, takes {written} hours a week."]
    per_win = []
    for key, (whole, working) in spare.per_win.items():
        if not math.isnan(whole):
            said, less = formats.hours(whole), formats.hours(working)
            odd = f" ({less} without odd moments)" if less != said else ""
            per_win.append(f"{said} hours{odd} by {inline(scenario, key)}")
    if per_win:
        more.append(f"One {_prize(scenario)} takes {formats.joined(per_win)}.")
    return _tested(scenario, "no_time", spare.verdict, reason, more, charts.spare(scenario, spare))


# -- the third: looking for a role is different from winning business ----------------------------------


def _role_differs(scenario: Scenario) -> Belief:
    """Which strategy is first for clients and for a role, and what makes the difference."""
    goals = tests.role_differs(scenario)
    if goals is None:
        why = f"On these numbers nothing is won in {formats.years(scenario.profile.years)} under one of the goals."
        if len(scenario.pipelines) < len(tests.GOALS):
            why = "Your numbers have only one of the two goals."
        elif sum(any(mix.times_per_year.values()) for mix in scenario.strategies.values()) < len(tests.GOALS):
            why = "It takes two strategies with activities to tell."
        return _untested("role_differs", why)
    clients, role = (_first(scenario, goals.wins[goal], 1) for goal in tests.GOALS)
    reason = f"{opening_name(scenario, clients)} wins most clients; for a role it is {inline(scenario, role)}."
    if clients == role:
        reason = f"{opening_name(scenario, clients)} wins most under both goals."
    clients, role = (_first(scenario, goals.cost_per_win[goal], -1) for goal in tests.GOALS)
    cheapest = f"{inline(scenario, clients)} wins clients at the least cost, and {inline(scenario, role)} a role."
    if clients == role:
        cheapest = f"{inline(scenario, clients)} wins at the least cost under both."
    # which number of the way from people met to work won makes the difference; where none does, what differs most
    titles = [(Pipeline.model_fields[name].title or name) for name in goals.why]
    if titles:
        said = formats.joined([f"{title[0].lower()}{title[1:]}" for title in titles], "or")
        why = f"With the clients' {said} alone, a role would have the same first."
    else:
        reasons = []
        for name, words in REASONS.items():
            values = {f"pipelines.{goal}.{name}": getattr(scenario.pipelines[goal], name) for goal in tests.GOALS}
            against = " against ".join(figure(scenario, path, value) for path, value in values.items())
            reasons.append(f"{words} {against}")
        why = f"Clients against a role: {'; '.join(reasons)}."
    more = (f"Counting your time, {cheapest}", why)
    return _tested(scenario, "role_differs", goals.verdict, reason, more, charts.goals(scenario, goals))


def _first(scenario: Scenario, values: list[float], sign: int) -> str:
    """The strategy with the most of a measure, or the least where the sign is −1; none counts for neither."""
    known = {index: sign * value for index, value in enumerate(values) if not math.isnan(value)}
    return list(scenario.strategies)[max(known, key=known.__getitem__)]
