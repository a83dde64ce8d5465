"""Draws: the same for the same scenario, for all strategies, and in whatever order; of the shape that is said."""

import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from calculator import assumptions, formats
from calculator.analyses import monte_carlo
from calculator.analyses.monte_carlo import DRAWS, SHAPE, drawn, outcomes, pert, places, points, quantiles, uncertain
from calculator.cases import Cases
from calculator.changes import replace
from calculator.edits import add_activity, add_strategy
from calculator.engine import MEASURES, evaluate
from calculator.model import Scenario
from calculator.notation import Spread
from calculator.parameters import get
from tests.conftest import NEWEST
from tests.strategies import FEW, ranged

MEAL, RATE = "activities.breakfast.meal_fee", "pipelines.clients.close_rate"


@pytest.fixture(scope="module")
def owner():
    """A preset, with all its ranges."""
    return assumptions.scenario("uk-owner")


@pytest.fixture(scope="module")
def found(owner):
    """The preset's comparison with its draws."""
    return outcomes(owner)


def reordered(scenario):
    """The scenario with its activities, ranges and mixes written in the opposite order."""
    tree = json.loads(scenario.model_dump_json())
    for branch in ("activities", "ranges", "media", "pipelines"):
        tree[branch] = dict(reversed(tree[branch].items()))
    for strategy in tree["strategies"].values():
        strategy["times_per_year"] = dict(reversed(strategy["times_per_year"].items()))
    return Scenario.model_validate(tree)


def test_the_same_scenario_gives_the_same_bytes(owner, found):
    """Drawn again, also from nothing cached, every figure is the same to the last bit."""
    for cached in (points, quantiles, pert):
        cached.cache_clear()
    again = outcomes(owner.model_copy(deep=True))
    for measure in MEASURES:
        assert again.draws[measure].tobytes() == found.draws[measure].tobytes(), measure


def test_the_order_of_numbers_changes_nothing(owner, found):
    """Activities, mixes and ranges in another order have the same draws, and the same results but for rounding."""
    other = outcomes(reordered(owner))
    assert list(other.draws.cases.columns) != list(found.draws.cases.columns)
    for path, column in found.draws.cases.columns.items():
        np.testing.assert_array_equal(other.draws.cases.columns[path], column, err_msg=path)
    np.testing.assert_allclose(other.draws["net_value"], found.draws["net_value"], rtol=1e-9, atol=1e-6)


def test_the_order_of_strategies_changes_nothing(owner, found):
    """Strategies in another order have each the results that they had."""
    turned = owner.model_copy(update={"strategies": dict(reversed(owner.strategies.items()))})
    other = outcomes(turned).draws["net_value"]
    np.testing.assert_allclose(other[:, ::-1], found.draws["net_value"], rtol=1e-9, atol=1e-6)


@pytest.fixture(scope="module")
def before(owner):
    """The draws of all that has a range."""
    return drawn(owner)


def test_another_range_moves_no_other_number(owner, before):
    """A number that is set by hand leaves the draws of all others as they were."""
    after = drawn(replace(owner, {MEAL: 15}))
    assert set(before.columns) - set(after.columns) <= {MEAL}
    for path, column in after.columns.items():
        np.testing.assert_array_equal(column, before.columns[path], err_msg=path)


def test_a_range_more_moves_no_other_number(owner, before):
    """A range for a number that had none, of the preset or of an activity of one's own, leaves all others' draws."""
    wider, key = add_activity(owner, "Padel night", like="event")
    path = f"activities.{key}.settling_minutes"
    for scenario, more in (
        (replace(owner, {"strategies.online.times_per_year.video": "20..40..60"}), 1),
        (wider, len(drawn(wider).columns) - len(before.columns)),
        (
            replace(wider, {path: "1..2..3"}),
            len(drawn(replace(wider, {path: "1..2..3"})).columns) - len(before.columns),
        ),
    ):
        columns = drawn(scenario).columns
        assert len(columns) == len(before.columns) + more
        for name, column in before.columns.items():
            np.testing.assert_array_equal(columns[name], column, err_msg=name)


def test_draws_beyond_the_usual_dimensions(owner):
    """A scenario of very many activities is drawn like any other, each number apart from the rest."""
    for index in range(10):
        owner, _ = add_activity(owner, f"Night {index}", like="event")
    columns = np.array(list(drawn(owner, 256).columns.values()))
    assert len(columns) > 200
    assert len({column.tobytes() for column in columns}) == len(columns)


def test_all_strategies_meet_the_same_draws(owner):
    """A strategy and its copy have the same figures in every draw, so neither is ahead by luck."""
    single = {path: spread for path, spread in owner.ranges.items() if "times_per_year" not in path}
    twins, key = add_strategy(owner.model_copy(update={"ranges": single}), "Twin", like="online")
    result = outcomes(twins).draws
    one, other = list(twins.strategies).index("online"), list(twins.strategies).index(key)
    np.testing.assert_allclose(result["net_value"][:, one], result["net_value"][:, other], rtol=1e-12)
    assert outcomes(twins).ahead("net_value", one, other) == pytest.approx(0.5, abs=0.05)


SPANS = st.tuples(st.floats(-50, 50), st.floats(0.01, 100), st.floats(0, 1))


@FEW
@given(SPANS)
@example((0.0, 1.0, 0.0))
@example((0.0, 1.0, 1.0))
def test_draws_follow_the_pert_distribution(span):
    """Draws lie within their range and have the mean and spread of the beta distribution that PERT stands for."""
    low, width, share = span
    likely = low + width * share
    known = stats.beta(1 + 4 * share, 5 - 4 * share, low, width)
    draws = pert(Spread(low, likely, low + width), 3, 2048, 0)
    assert low <= draws.min() <= draws.max() <= low + width
    assert draws.mean() == pytest.approx(known.mean(), abs=0.002 * width)
    assert draws.mean() == pytest.approx((low + 4 * likely + low + width) / 6, abs=0.002 * width)
    assert draws.std() == pytest.approx(known.std(), rel=0.02)


def test_one_draw_falls_in_each_stratum():
    """In every dimension, sorted, the points are one from each equal part of (0, 1)."""
    for row in points(0, 512, 0):
        assert np.sort(row).tolist() == list(range(512))


@FEW
@given(st.floats(0, 1))
@example(0.0)
@example(1.0)
def test_quantiles_are_those_of_the_distribution(share):
    """In the middle of each stratum the quantile is that of the beta distribution, to some millionths of the range."""
    known = stats.beta.ppf((np.arange(512) + 0.5) / 512, 1 + 4 * share, 5 - 4 * share)
    np.testing.assert_allclose(quantiles(share, 300), known, rtol=0, atol=4e-6)


def test_every_prefix_is_even():
    """The first half of the draws has one in each stratum twice as wide, the first quarter likewise."""
    for row in points(1, 512, 3):
        for part in (2, 4, 8):
            assert np.sort(row[: 512 // part] // part).tolist() == list(range(512 // part))


def test_points_are_a_net():
    """Two dimensions side by side are even together: of 16 by 16 boxes each has the same number of 4,096 points."""
    one, other = points(0, 4096, 0)[:2] >> 8
    assert set(np.bincount(16 * one + other)) == {16}


def test_points_that_are_kept_are_those_that_scipy_works_out(owner):
    """The file has the points of all numbers of a preset, for as many draws as are taken; the next block is made."""
    for block in range(monte_carlo.KNOWN + 1):
        for digits in (3, (DRAWS - 1).bit_length(), 13):
            assert np.array_equal(monte_carlo.corners(block, digits), monte_carlo.worked_out(block, digits))
    assert len(places(owner)) <= monte_carlo.KNOWN * monte_carlo.BLOCK
    assert 2**monte_carlo.DIGITS >= DRAWS


def test_two_numbers_are_drawn_apart():
    """Neither two numbers nor two seeds share their draws."""
    both = np.corrcoef(points(0, 1024, 0)[:150])
    assert np.abs(both - np.eye(150)).max() < 0.2
    assert np.abs(both - np.eye(150)).mean() < 0.02
    assert not np.array_equal(points(0, 1024, 0)[0], points(0, 1024, 1)[0])


def test_each_block_is_drawn_apart(owner):
    """Dimensions of one block share nothing with the next one's, and a preset's numbers with a range fit into one."""
    both = np.corrcoef(points(0, 4096, 0)[:40], points(1, 4096, 0)[:40])
    assert np.abs(both - np.eye(80)).max() < 0.1
    assert len(uncertain(owner)) <= len(points(0, 8, 0))


def test_cached_draws_cannot_be_written_to():
    """The draws that all share are protected from whoever would change them."""
    with pytest.raises(ValueError, match="read-only"):
        points(0, 8, 0)[0] = 0


def test_a_range_of_no_width_is_its_value():
    """A range from 3 to 3 is drawn as 3."""
    assert set(pert(Spread(3.0, 3.0, 3.0), 0, 8, 0)) == {3.0}


def test_without_a_range_that_holds_nothing_is_uncertain(scenario):
    """No range, or none but those that have lost their number, leaves nothing to draw."""
    assert outcomes(scenario).certain
    stale = scenario.model_copy(update={"ranges": replace(scenario, {MEAL: "20..25..30"}).ranges})
    assert outcomes(stale).certain
    assert not outcomes(replace(scenario, {MEAL: "10..14..30"})).certain


@FEW
@given(ranged())
def test_draws_stay_within_their_range(scenario):
    """Every draw of a number lies between its low and its high, its likely value too."""
    for path, column in drawn(scenario, draws=64).columns.items():
        spread = scenario.ranges[path]
        assert spread.low <= column.min() <= column.max() <= spread.high
        assert spread.low <= get(scenario, path) <= spread.high


@FEW
@given(ranged(), st.floats(0.05, 0.9))
def test_bands_are_nested(scenario, share):
    """The wider share of the draws reaches at least as far, at both ends, and never over the draws themselves."""
    it = outcomes(scenario, draws=64)
    for measure in ("hours", "cost", "wins", "net_value"):
        inner, outer = it.band(measure, share), it.band(measure, share + 0.05)
        every = it.draws[measure].min(axis=0), it.draws[measure].max(axis=0)
        slack = 1e-9 * np.abs(it.draws[measure]).max(axis=0)
        for low, high in ((outer, inner), (every, outer)):
            assert np.all(low[0] <= high[0] + slack)
            assert np.all(low[1] >= high[1] - slack)


def test_the_band_holds_its_share(found):
    """Eight of ten draws lie in the band of 80%, and five in that of 50%."""
    for share in (0.8, 0.5):
        low, high = found.band("net_value", share)
        inside = ((found.draws["net_value"] >= low) & (found.draws["net_value"] <= high)).mean(axis=0)
        np.testing.assert_allclose(inside, share, atol=0.01)


@FEW
@given(ranged())
def test_leads_are_shares_of_one(scenario):
    """The shares in which each leads add up to 1, most as least, and who is ahead of whom adds up too."""
    it = outcomes(scenario, draws=64)
    for measure in ("cost", "wins"):
        assert it.lead(measure).sum() == pytest.approx(1)
        assert it.lead(measure, most=False).sum() == pytest.approx(1)
        assert it.ahead(measure, 0, 1) + it.ahead(measure, 1, 0) == pytest.approx(1)
        assert (it.draws[measure][:, 0] > it.draws[measure][:, 1]).mean() <= it.ahead(measure, 0, 1) + 1e-12


def test_the_sampling_error_holds_against_other_seeds(owner):
    """Shares of draws from another seed differ by no more than three of the errors that are stated."""
    job = assumptions.scenario("uk-job-seeker")
    for scenario in (owner, job):
        base = outcomes(scenario)
        for share, other in zip(base.lead("wins"), outcomes(scenario, seed=1).lead("wins"), strict=True):
            error = base.sampling_error((share + other) / 2)
            assert abs(share - other) <= 3 * np.sqrt(2) * error + 1e-9


def test_more_draws_are_less_in_error(scenario):
    """Four times the draws halve the error, and a share of all or nothing has none."""
    wide = replace(scenario, {RATE: "0.1..0.2..0.4"})
    few, many = outcomes(wide, draws=100), outcomes(wide, draws=400)
    assert few.sampling_error(0.3) == pytest.approx(2 * many.sampling_error(0.3))
    assert many.sampling_error(0) == many.sampling_error(1) == 0
    assert outcomes(wide).draws.size == DRAWS


def plainly(scenario, draws, rng):
    """The scenario with each number drawn from its range by a generator of beta variates: no Sobol, no quantiles."""
    columns = {}
    for path, (low, likely, high) in uncertain(scenario).items():
        share = (likely - low) / (high - low)
        columns[path] = low + (high - low) * rng.beta(1 + SHAPE * share, 1 + SHAPE * (1 - share), draws)
    return evaluate(Cases(scenario, columns))


def test_a_quarter_of_a_million_plain_draws_agree():
    """Odds and bands from the page's draws are those of many plain ones, within three of the errors that are stated."""
    scenario, rng = assumptions.scenario("uk-job-seeker"), np.random.Generator(np.random.SFC64(5))
    mine, chunks, size = outcomes(scenario), 10, 25_000
    for_wins, below, cheapest = np.zeros(3), {}, np.zeros(3)
    ends = {(measure, share): mine.band(measure, share) for measure in ("cost", "wins") for share in (0.5, 0.8)}
    for _ in range(chunks):
        theirs = plainly(scenario, size, rng)
        for_wins += np.bincount(theirs.wins.argmax(axis=1), minlength=3)
        cheapest += np.bincount(theirs.cost.argmin(axis=1), minlength=3)
        for (measure, share), band in ends.items():
            counts = [(theirs[measure] < end).mean(axis=0) for end in band]
            below[measure, share] = below.get((measure, share), 0) + np.array(counts) / chunks
    for shares, mine_ in ((for_wins, mine.lead("wins")), (cheapest, mine.lead("cost", most=False))):
        for theirs_, own in zip(shares / (chunks * size), mine_, strict=True):
            assert abs(theirs_ - own) <= 3 * mine.sampling_error(theirs_) + 2e-3
    for (_, share), found_ in below.items():
        tail = (1 - share) / 2
        np.testing.assert_allclose(found_[0], tail, atol=3 * mine.sampling_error(tail) + 2e-3)
        np.testing.assert_allclose(found_[1], 1 - tail, atol=3 * mine.sampling_error(tail) + 2e-3)


def hundredths(words):
    """'98 of 100' in hundredths; tenths must not move at all, so theirs are set far apart."""
    part, whole = map(int, words.split(" of "))
    return part if whole == 100 else 1000 * part


@pytest.mark.parametrize("preset", NEWEST)
def test_another_seed_says_the_same(preset):
    """The odds that are printed are the numbers' and not the seed's, but for one of a hundred near the ends."""
    scenario = assumptions.scenario(preset)
    near = {"none": 0, "all": 100}
    for measure, most in (("cost", False), ("wins", True)):
        said = []
        for seed in range(3):
            it = outcomes(scenario, seed=seed)
            odds = [formats.odds(share, it.sampling_error(share)) for share in it.lead(measure, most)]
            said.append([near.get(words) if words in near else hundredths(words) for words in odds])
        assert np.ptp(said, axis=0).max() <= 1, said
