"""What the benchmarks compare: that a peer reckons the same model, and that another model is noticed."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.peers import sources
from benchmarks.peers.costs import model, short
from benchmarks.peers.running import Run
from benchmarks.precision import TOLERANCE, Record, Truth
from calculator import assumptions
from calculator.analyses.monte_carlo import drawn
from calculator.engine import evaluate

PRESETS = ("uk-owner", "uk-job-seeker", "us-owner", "ca-owner")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_peer_reckons_the_engines_costs_draw_by_draw(preset):
    """The lines written for a peer give the cash, the value of time and the cost that the engine gives."""
    cases = drawn(assumptions.scenario(preset), 64)
    words = {short(path): column for path, column in cases.columns.items()}
    words |= {"min": np.minimum, "max": np.maximum}
    for name, line in model(cases.scenario).lines.items():
        words[name] = eval(line, words)  # noqa: S307  the line was written just now
    results = evaluate(cases)
    for place, key in enumerate(cases.scenario.strategies):
        for name, measure in (("cash", "cash"), ("time", "time_value"), ("cost", "cost")):
            np.testing.assert_allclose(words[f"{key}_{name}"], results[measure][:, place], rtol=1e-12)


def test_every_tool_is_given_every_line_and_every_number():
    """No tool's text leaves out a number that is drawn or a line that is worked out."""
    written = model(assumptions.scenario("uk-owner"))
    for text in (sources.squiggle(written), sources.squigglepy(written), sources.monaco(written)):
        assert all(f"{name} = {line}" in text for name, line in written.lines.items())
    for text in (sources.squiggle(written), sources.squigglepy(written)):
        assert all(f"{name} = " in text for name in written.draws)
    assert sources.betas(written).keys() == written.draws.keys()


def sampled(rng, draws, factor=1.0):
    """A run of a tool whose cost is normal around 100."""
    costs = factor * rng.normal(100, 10, (2, draws))
    return Run(0.001 * draws, costs.mean(axis=1), np.quantile(costs, (0.1, 0.25, 0.5, 0.75, 0.9), axis=1).T)


@pytest.fixture
def truth():
    """The truth about such a cost."""
    return Truth.of([sampled(np.random.default_rng(seed), 100_000) for seed in range(10)], 100_000)


def test_a_peer_with_another_model_is_found_out(truth):
    """Costs that are two in a hundred higher are too far off to be compared; the same costs are not."""
    rng = np.random.default_rng(99)
    same, other = (Record({1000: [sampled(rng, 1000, factor) for _ in range(20)]}) for factor in (1, 1.02))
    assert same.disagreement(truth) < TOLERANCE < other.disagreement(truth)


def test_independent_draws_need_a_hundred_times_as_many_for_a_tenth_of_the_error(truth):
    """The error of a plain sample falls with the root of its size, and the time that it takes is read at that size."""
    rng = np.random.default_rng(7)
    record = Record({size: [sampled(rng, size) for _ in range(60)] for size in (100, 1000, 10_000)})
    error = record.errors(truth)[100]
    assert record.draws_for(error / 10, truth) == pytest.approx(10_000, rel=0.3)
    assert record.seconds_for(error, truth) == pytest.approx(0.1, rel=0.01)
    assert replace(record, runs={100: record.runs[100]}).seconds_at(5000) == pytest.approx(0.1)
