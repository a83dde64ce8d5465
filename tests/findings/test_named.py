"""Strategies inside sentences: a preset's own in lower case, a person's own words as they are, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.findings import (
    beliefs,
)
from calculator.findings.finding import Finding
from calculator.model import Scenario
from calculator.named import inline, opening_name
from calculator.registry import ENTRIES

MIDDLE = re.compile(r"[a-z,;] (Face to face|Online(?! group)|Blended)\b")
"""A preset's strategy with a capital after a word, a comma or a semicolon."""


def _each(scenario: Scenario) -> Iterator[Finding]:
    """Every analysis of every strategy, and of two pairs."""
    study, path = Study(scenario), f"pipelines.{scenario.goal}.churn"
    for entry in (entry for entry in ENTRIES if entry.id != "trace"):
        kinds = {option.kind for option in entry.options}
        given: list[dict[str, object]] = [{"strategy": key} for key in scenario.strategies]
        if "other" in kinds:
            given = [{"one": one, "other": other} for one, other in (("face_to_face", "online"), ("blended", "online"))]
        for each in given if "strategy" in kinds else [{}]:
            yield entry.ask(study, {**each, "path": path, "target": 99})


@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker"])
def test_a_strategy_has_its_capital_at_the_start_alone(preset: str) -> None:
    """No sentence of any finding has a preset's strategy with a capital in its middle."""
    for found in _each(assumptions.scenario(preset)):
        for said in (found.sentence, *found.notes, *found.working):
            assert not MIDDLE.search(said), said


@pytest.mark.parametrize(
    ("name", "inside", "first"),
    [
        ("Online", "online", "Online"),
        ("LinkedIn only", "LinkedIn only", "LinkedIn only"),
        ("ONLINE", "ONLINE", "ONLINE"),
        ("eBay stall", "eBay stall", "eBay stall"),
        ("my way", "my way", "My way"),
    ],
)
def test_a_persons_own_words_stay_as_they_are(name: str, inside: str, first: str) -> None:
    """Only a name that is the preset's own loses its capital; at the start one in small letters gains it."""
    scenario = replace(assumptions.scenario("uk-owner"), {"strategies.online.name": name})
    assert (inline(scenario, "online"), opening_name(scenario, "online")) == (inside, first)


def test_a_number_is_said_the_same_in_a_belief_and_on_its_own() -> None:
    """What turns a belief is written as everywhere: a share in per cent, a time with its unit."""
    found = [it for key in ("uk-owner", "uk-job-seeker") for it in beliefs.beliefs(assumptions.scenario(key))]
    unit = r"%|hours|minutes|seconds|people|times a year|contacts a year|a year|£|\$|times your hour"
    for turn in (turn for it in found for turn in it.turns if "now " in turn):
        assert re.search(rf"(rises|falls) to [^(]*({unit})", turn), turn
