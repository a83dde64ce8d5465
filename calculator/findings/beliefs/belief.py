"""One belief, tested: what became of it in words, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass

from calculator.analyses.verdict import Verdict
from calculator.charts.chart import Chart
from calculator.findings import verdict
from calculator.model import Scenario
from calculator.named import inline

UNTESTED = "cannot be tested"
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


def tested(scenario: Scenario, key: str, found: Verdict, reason: str, more: tuple[str, ...], chart: Chart) -> Belief:
    """A belief with its verdict in words."""
    said, turns = verdict.headline(scenario, found), verdict.turns(scenario, found)
    return Belief(key, found.word, said, reason, more, turns, found, chart)


def untested(key: str, why: str) -> Belief:
    """A belief of which these numbers cannot tell."""
    return Belief(key, UNTESTED, "It cannot be tested", why)


def names(scenario: Scenario, *keys: str) -> list[str]:
    """Strategies inside a sentence."""
    return [inline(scenario, key) for key in keys]
