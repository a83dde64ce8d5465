"""All three beliefs: how many of them hold, and the three as one finding."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.analyses.monte_carlo import TOO_CLOSE
from calculator.analyses.study import Study
from calculator.analyses.verdict import DEPENDS, FAILS, HOLDS
from calculator.charts.tables import Table
from calculator.findings import verdict
from calculator.findings.beliefs.belief import UNTESTED, Belief
from calculator.findings.beliefs.goals import role_differs
from calculator.findings.beliefs.mixed import face_to_face
from calculator.findings.beliefs.spare import no_time
from calculator.findings.finding import Finding
from calculator.model import Scenario

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
COUNTED = ("none", "one", "two", "all three")
MANY = {HOLDS: "hold", FAILS: "do not hold", DEPENDS: "depend", UNTESTED: UNTESTED}


@dataclass(frozen=True)
class Believed:
    """Which belief a row is about."""

    belief: str
    claim: str


@dataclass(frozen=True)
class BeliefRow(verdict.VerdictRow, Believed):
    """A belief with its verdict, and a number that turns it by itself."""


def beliefs(scenario: Scenario) -> tuple[Belief, ...]:
    """All three."""
    return tuple(test(scenario) for test in (face_to_face, no_time, role_differs))


def finding(study: Study) -> Finding[BeliefRow]:
    """The three together, for the command line and for the head of the page."""
    scenario = study.scenario
    found = beliefs(scenario)
    odds = [verdict.spelled(it.judged) if it.judged else "" for it in found]
    cells = tuple((it.claim, it.headline, share) for it, share in zip(found, odds, strict=True))
    table = Table(("Belief", "Verdict", "True in"), cells)
    notes = tuple(f"{it.claim}? {it.headline}. {' '.join((it.reason, *it.more, *it.turns))}" for it in found)
    rows = tuple(row for it in found for row in _rows(scenario, it))
    return Finding("beliefs", sentence(found), BeliefRow, rows, table, notes, working=WORKING)


def sentence(found: tuple[Belief, ...]) -> str:
    """How many of them hold."""
    count = {word: sum(it.verdict == word for it in found) for word in (HOLDS, FAILS, DEPENDS, UNTESTED)}
    if count[UNTESTED] == len(found):
        return "Three beliefs, on your numbers: none of them can be tested."
    said = [f"{COUNTED[number]} {word if number == 1 else MANY[word]}" for word, number in count.items() if number]
    return f"Three beliefs, on your numbers: {formats.joined(said)}."


def _rows(scenario: Scenario, it: Belief) -> list[BeliefRow]:
    found = verdict.rows(scenario, it.judged) if it.judged else [{"verdict": it.verdict}]
    return [BeliefRow(it.id, it.claim, **row) for row in found]
