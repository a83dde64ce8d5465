"""Cases: columns by path, and what is refused."""

import numpy as np
import pytest

from calculator.cases import Cases, cross
from calculator.engine import evaluate
from calculator.errors import BadInput, UnknownPath


def test_a_scenario_alone_is_one_case(scenario):
    """Without columns there is one case, and every measure has one row."""
    assert Cases(scenario).size == 1
    assert evaluate(Cases(scenario)).cost.shape == (1, 3)


def test_columns_are_as_long_as_there_are_cases(scenario):
    """A measure has one row a case, whatever varies, even where it changes nothing."""
    for path in ("profile.hourly_value", "media.video.richness", "pipelines.clients.close_rate"):
        results = evaluate(Cases(scenario, {path: [0.1, 0.2, 0.3]}))
        assert results.hours.shape == results.wins.shape == results.months_to_first_win.shape == (3, 3)


def test_columns_of_different_lengths_are_refused(scenario):
    """Two columns must have the same number of cases, and the message says which numbers they have."""
    with pytest.raises(BadInput, match=r"\[2, 3\] cases"):
        Cases(scenario, {"profile.years": [1, 2], "profile.hourly_value": [1, 2, 3]})


def test_an_unknown_column_is_named_with_the_closest(scenario):
    """A misspelt column is refused with the path that was probably meant."""
    with pytest.raises(UnknownPath, match=r"Did you mean activities\.breakfast\.meal_fee\?"):
        Cases(scenario, {"activities.brekfast.meal_fee": [1]})


def test_a_word_is_no_column(scenario):
    """A name cannot vary from case to case."""
    with pytest.raises(BadInput, match=r"is a word"):
        Cases(scenario, {"activities.breakfast.name": [1]})


def test_an_activity_that_a_strategy_lacks_can_vary(scenario):
    """Times a year of an activity outside the mix are a column like any other, from 0."""
    path = "strategies.online.times_per_year.breakfast"
    hours = evaluate(Cases(scenario, {path: [0.0, 50.0]})).hours[:, 1]
    assert hours.tolist() == pytest.approx([60, 210])


def test_cross_is_outer_by_inner(scenario):
    """Two cases by three are six: the first table's cases outermost, so results reshape to (2, 3)."""
    both = cross(Cases(scenario, {"profile.years": [1, 2]}), Cases(scenario, {"profile.hourly_value": [0, 30, 60]}))
    assert both.size == 6
    assert np.asarray(both.columns["profile.years"]).reshape(2, 3).tolist() == [[1, 1, 1], [2, 2, 2]]
    assert np.asarray(both.columns["profile.hourly_value"]).reshape(2, 3).tolist() == [[0, 30, 60], [0, 30, 60]]


def test_a_column_leaves_the_scenario_as_it_was(scenario):
    """Cases vary a scenario and never change it, nor the columns that they are given."""
    before, column = scenario.model_dump(), np.array([1.0, 2.0])
    evaluate(Cases(scenario, {"profile.years": column})).net_value.sum()
    assert (scenario.model_dump(), column.tolist()) == (before, [1.0, 2.0])


def test_a_case_may_have_no_fixed_hour(scenario):
    """A column of starts moves the breakfast through the school run."""
    path = "activities.breakfast.start_hour"
    assert evaluate(Cases(scenario, {path: [7.0, 12.0]})).protected_hours[:, 0].tolist() == pytest.approx([25, 0])
