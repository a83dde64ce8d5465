"""Where a number comes from: the same figure, everything that went in, and formulas that can be reckoned again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import MEASURES, evaluate
from calculator.engine.term import within
from calculator.errors import CalculatorError
from calculator.parameters import get, parameters
from calculator.trace import methods, trace
from tests.strategies import FEW, lively
from tests.trace.reading import plain, reckoned

OWNER = assumptions.scenario("uk-owner")
PRESETS = ("uk-owner", "uk-job-seeker", "us-owner", "ca-owner")


@FEW
@given(lively())
def test_a_trace_comes_to_the_engines_own_figure(scenario):
    """Run on terms, the engine's code gives every measure of every strategy that it gives on numbers."""
    results = evaluate(Cases(scenario))
    for index, strategy in enumerate(scenario.strategies):
        for measure in MEASURES:
            assert trace(scenario, strategy, measure).term.value == pytest.approx(
                results[measure][0, index], rel=1e-9, abs=1e-9, nan_ok=True
            )


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("strategy", OWNER.strategies)
def test_what_is_not_listed_changes_nothing(strategy, measure):
    """No number outside of what a trace lists moves the measure by a single bit, however far it goes."""
    found = trace(OWNER, strategy, measure)
    known = parameters(OWNER)
    others = [path for path in known if path not in {*found.inputs, *found.left_out}]
    numbers = [path for path in others if get(OWNER, path) is not None]
    columns = {}
    for index, path in enumerate(numbers):
        columns[path] = np.full(1 + len(numbers), get(OWNER, path), dtype=float)
        columns[path][1 + index] = known[path].high if get(OWNER, path) != known[path].high else known[path].low
    values = evaluate(Cases(OWNER, columns))[measure][:, list(OWNER.strategies).index(strategy)]
    moved = [path for path, value in zip(numbers, values[1:], strict=True) if value != values[0]]
    assert moved == []


def test_an_hour_that_is_not_set_is_listed_where_setting_it_matters():
    """Of the activities without a start, those are listed for protected time that would take some with one."""
    found = trace(OWNER, "face_to_face", "protected_hours")
    for path in (path for path in parameters(OWNER) if path.endswith(".start_hour") and get(OWNER, path) is None):
        key = path.split(".")[1]
        other = replace(OWNER, {path: 8.5, f"activities.{key}.days": "mon"})
        moved = evaluate(Cases(other)).protected_hours[0, 0] != evaluate(Cases(OWNER)).protected_hours[0, 0]
        assert not moved or path in found.inputs


@FEW
@given(lively(), st.data())
def test_what_is_not_listed_changes_nothing_in_any_scenario(scenario, data):
    """The same for scenarios in which each bottleneck binds in turn: one number that is not listed, anywhere."""
    strategy = data.draw(st.sampled_from(sorted(scenario.strategies)))
    measure = data.draw(st.sampled_from(MEASURES))
    found = trace(scenario, strategy, measure)
    known = parameters(scenario)
    others = [
        path for path in known if path not in {*found.inputs, *found.left_out} and get(scenario, path) is not None
    ]
    if others:
        path = data.draw(st.sampled_from(others))
        values = evaluate(Cases(scenario, {path: [get(scenario, path), known[path].low, known[path].high]}))[measure]
        column = values[:, list(scenario.strategies).index(strategy)]
        assert np.array_equal(column, np.full(3, column[0]), equal_nan=True), path


def test_all_that_is_listed_for_cash_moves_it():
    """Nothing is listed for the cash of meeting face to face that it does not depend on."""
    found = trace(OWNER, "face_to_face", "cash")
    still = []
    for path in found.inputs:
        now = get(OWNER, path)
        values = evaluate(Cases(OWNER, {path: [now, now + 1]})).cash[:, 0]
        still += [path] if values[0] == values[1] else []
    assert still == []


@pytest.mark.parametrize("preset", PRESETS)
def test_every_step_can_be_read(preset):
    """Each step of each measure says what it is and how it is reckoned, in words and not in code."""
    scenario = assumptions.scenario(preset)
    for strategy in scenario.strategies:
        for step in methods(scenario, strategy):
            assert step.about.endswith("."), step.name
            assert step.formulas, step.name
            assert all(step.formulas), step.name
            assert not any(sign in " ".join((step.name, *step.formulas)) for sign in ("_", "<", "np.", "self", "nan"))


@pytest.mark.parametrize("measure", MEASURES)
def test_formulas_name_what_went_in(measure):
    """Every number that the figure was made from is called by its title in one of the formulas."""
    for strategy in OWNER.strategies:
        found = trace(OWNER, strategy, measure)
        words = " ".join(formula.lower() for step in found.steps for formula in step.formulas)
        leaves = [part for part in within(found.term) if part.kind == "input"]
        assert {part.path for part in leaves} <= set(found.inputs)
        assert [part.name for part in leaves if part.name.lower() not in words] == []


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("measure", ["cost", "hours", "wins", "net_value", "wasted_hours", "cost_per_win"])
def test_the_words_can_be_reckoned_again(preset, measure):
    """Reckoned from its words, with the numbers put for the titles, each step comes to what stands beside it."""
    scenario = assumptions.scenario(preset)
    found = trace(scenario, "face_to_face", measure)
    own = titles(found, ("profile.", f"pipelines.{scenario.goal}."))
    own |= {step.name: way.value for step in found.steps for way in step.ways if not way.activity}
    each = {
        key: by_activity(found, key)
        for key, times in scenario.strategies["face_to_face"].times_per_year.items()
        if times
    }
    checked = 0
    for step in found.steps:
        for way in step.ways:
            if plain(way.formula):
                here = next((each[key] for key in each if scenario.activities[key].name == way.activity), {})
                assert reckoned(way.formula, own | here, each) == pytest.approx(way.value, rel=1e-9), step.name
                checked += 1
    assert checked > 0


def titles(found, roots):
    """The numbers under these branches by their titles as formulas have them."""
    known = parameters(found.scenario)
    paths = [path for path in found.inputs if path.startswith(roots) and get(found.scenario, path) is not None]
    return {small(known[path].title): get(found.scenario, path) for path in paths}


def by_activity(found, key):
    """The same for one activity, with the steps that are reckoned for it."""
    scenario = found.scenario
    times = get(scenario, f"strategies.{found.strategy}.times_per_year.{key}")
    richness = scenario.media[scenario.activities[key].medium].richness
    name = scenario.activities[key].name
    steps = {step.name: way.value for step in found.steps for way in step.ways if way.activity == name}
    return {**titles(found, (f"activities.{key}.",)), "times a year": times, "richness": richness, **steps}


def small(title):
    """A title inside a formula."""
    return title[0].lower() + title[1:]


def test_parts_add_up_to_the_printed_digit():
    """What stands beside the parts of a sum, as printed, adds up to what stands beside the sum."""
    found = trace(OWNER, "blended", "cost")
    printed = {step.name: round(step.ways[0].value, 2) for step in found.steps if len(step.ways) == 1}
    for name in ("cost", "cash", "time value"):
        formula = next(step.formulas[0] for step in found.steps if step.name == name)
        parts = formula.split(" + ")
        assert abs(sum(printed[part] for part in parts) - printed[name]) <= 0.005 * (len(parts) + 1)


def test_a_changed_engine_is_read_as_it_is():
    """A formula is what was run: with another goal the worth of what is won is said otherwise."""
    role = OWNER.model_copy(update={"goal": "role"})
    client, offer = (trace(scenario, "online", "value").steps[0].formulas for scenario in (OWNER, role))
    assert client == ("wins × what a client is worth",)
    assert offer == ("(1 − e^(−wins)) × what the role is worth",)


def test_nothing_that_is_not_done_counts():
    """A strategy without activities has no cost, and a trace that says so."""
    empty = replace(OWNER, {f"strategies.online.times_per_year.{key}": 0 for key in OWNER.activities})
    found = trace(empty, "online", "cost")
    assert found.figure == found.term.value == 0
    assert math.isnan(trace(empty, "online", "cost_per_win").term.value)
    assert len(found.left_out) == len(OWNER.activities)


@pytest.mark.parametrize(("strategy", "measure", "said"), [("onlin", "cost", "online"), ("online", "costs", "cost")])
def test_a_name_that_there_is_not_is_said(strategy, measure, said):
    """A misspelt strategy or measure is answered with the one that was probably meant."""
    with pytest.raises(CalculatorError, match=f"Did you mean {said}"):
        trace(OWNER, strategy, measure)
