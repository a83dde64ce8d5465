"""What a page shows of a scenario: its results, draws, swings and words, worked out once a scenario."""

from __future__ import annotations

from calculator.analyses.study import Study
from calculator.kept import fingerprint, kept
from calculator.model import Scenario
from calculator.period import NAMES, Name, Period

ROOM = 48_000_000
"""Bytes of answers that are kept for all who visit: some twenty of a preset."""


@kept(ROOM, weigh=lambda study: study.weight, key=fingerprint)
def answer(scenario: Scenario) -> Study:
    """The answer of a scenario, shared by everybody who looks at the same numbers."""
    return Study(scenario)


def period(name: str, scenario: Scenario) -> Period:
    """The period of that name; the whole horizon where there is none."""
    known: Name = next((known for known in NAMES if known == name), "all")
    return Period.of(known, scenario.profile)
