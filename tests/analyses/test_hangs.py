"""What the verdict hangs on: a number turns it where the verdict at one end of its range is another."""

from __future__ import annotations

import pytest

from calculator import assumptions
from calculator.analyses.sensitivity import hangs, swings
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import Results, evaluate
from calculator.model import Scenario


def verdict(scenario: Scenario) -> tuple[int, bool]:
    """Which way is best, and, of clients, whether it pays."""
    results: Results = evaluate(Cases(scenario))
    role = scenario.goal == "role"
    values = list(results["win_probability" if role else "net_value"][0])
    return values.index(max(values)), role or max(values) > 0


@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker", "us-owner"])
def test_a_number_turns_the_verdict_where_one_end_of_its_range_does(preset: str) -> None:
    """Taken alone to its low and to its high, a number that turns the verdict does so, and no other one does."""
    scenario = assumptions.scenario(preset)
    found = hangs(swings(scenario), evaluate(Cases(scenario)))
    assert found
    for path, turns in list(found.items())[:12]:
        ends = scenario.ranges[path]
        others = [verdict(replace(scenario, {path: end})) for end in (ends.low, ends.high)]
        assert turns == any(other != verdict(scenario) for other in others), path


def test_those_that_turn_it_come_first() -> None:
    """Whatever turns the verdict is asked for before what only moves it."""
    scenario = assumptions.scenario("uk-job-seeker")
    turns = list(hangs(swings(scenario), evaluate(Cases(scenario))).values())
    assert turns == sorted(turns, reverse=True)


def test_without_anything_to_judge_nothing_is_asked() -> None:
    """Without strategies there is no verdict that could hang on a number."""
    scenario = Scenario.model_validate(
        {**assumptions.scenario("uk-owner").model_dump(), "strategies": {}, "ranges": {}}
    )
    assert hangs(swings(scenario), evaluate(Cases(scenario))) == {}
