"""A study shares the work of a scenario: what several ask for is worked out once, and comes out as it does alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from calculator import assumptions
from calculator.analyses.ledger import ledger
from calculator.analyses.monte_carlo import outcomes
from calculator.analyses.sensitivity import swings
from calculator.analyses.study import Study
from calculator.charts import LEADING, compare_charts
from calculator.engine import measures
from calculator.period import Period
from tests.strategies import FEW, ranged


@FEW
@given(ranged())
def test_what_is_worked_out_together_is_what_each_is_alone(scenario):
    """Draws and swings of one evaluation are those of an evaluation each, whatever has a range."""
    study = Study(scenario)
    study.weigh()
    for together, alone in (
        (study.outcomes.draws, outcomes(scenario).draws),
        (study.swings.results, swings(scenario).results),
    ):
        assert bool(together.kept) == bool(study.active)
        for measure, values in together.kept.items():
            np.testing.assert_allclose(values, alone[measure], rtol=1e-9, atol=1e-9, err_msg=measure)


@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker"])
def test_the_compare_page_evaluates_draws_and_swings_once(preset, monkeypatch):
    """The answer, what it hangs on, the cards and the charts of a change rest on one evaluation of all cases."""
    evaluated = []

    def evaluate(cases):
        evaluated.append(cases.size)
        return measures_evaluate(cases)

    measures_evaluate = measures.evaluate
    monkeypatch.setattr(measures, "evaluate", evaluate)
    study = Study(assumptions.scenario(preset))
    period = Period.of("all", study.scenario.profile)
    study.weigh()
    for asked in (study.answer("all"), study.hangs, ledger(study.outcomes, period)):
        assert asked
    assert compare_charts(study.results, study.outcomes, period, LEADING)
    assert sum(evaluated) == study.outcomes.draws.size + study.swings.results.size
