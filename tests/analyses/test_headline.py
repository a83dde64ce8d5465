"""The answer in words: each case of it, that what it says is so, and that anybody can read it."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textstat import textstat

from calculator import assumptions, formats
from calculator.analyses.comparison import Compared
from calculator.analyses.headline import headline
from calculator.analyses.monte_carlo import TOO_CLOSE, outcomes
from calculator.analyses.sensitivity import swings
from calculator.cases import Cases
from calculator.changes import replace
from calculator.edits import add_strategy, delete
from calculator.engine import evaluate
from calculator.period import Period
from tests.strategies import FEW, ranged

WORTH = "pipelines.clients.value_per_win"
ROLE = "pipelines.role.value_per_win"
CALLS = "strategies.online.times_per_year.video"
PRESETS = [found.short for found in assumptions.presets().values() if found.edition == assumptions.editions()[0]]
STRANGE = re.compile(r"\bnan\b|\binf\b|None|!|\bshould\b|\bprofit\b|£-|  |\.\.|-\d|\{|\}")
GRADE = 7.0
"""Flesch and Kincaid's school grade: twelve-year-olds read it once."""


def compared(scenario, draws=256):
    """A comparison of a scenario, from which its headline is made."""
    return Compared(outcomes(scenario, draws), swings(scenario), Period.of("all", scenario.profile))


def said(scenario, draws=256, period=None):
    """The headline of a scenario."""
    it = compared(scenario, draws)
    return headline(it.outcomes, it.swings, period)


def left(scenario):
    """What each strategy leaves over the horizon, of numbers without a range."""
    results = evaluate(Cases(scenario))
    return dict(zip(scenario.strategies, map(float, results.net_value[0]), strict=True))


def pounds(amount):
    """An amount as the sentences write it."""
    return formats.money(amount, "GBP")


@pytest.fixture
def pair(scenario):
    """The worked example without its blend: exact numbers, two strategies."""
    return delete(scenario, "strategies.blended")


# -- clients ----------------------------------------------------------------------------------------------------


def test_where_none_pays_the_least_loss_is_named(scenario):
    """At a small worth of a client all three lose, and the sentence has the worth and the smallest loss."""
    poor = replace(scenario, {WORTH: 100})
    best = max(left(poor).values())
    assert best < 0
    years = formats.in_words(poor.profile.years)
    name = max(left(poor), key=left(poor).get).replace("_", " ")
    assert said(poor).sentence == (
        f"At £100 a client, none of these pays for itself; {name} loses least, {pounds(-best)} in {years}."
    )


def test_of_two_that_lose_neither_pays(pair):
    """Two strategies are 'neither', not 'none'."""
    assert ", neither of these pays for itself; " in said(replace(pair, {WORTH: 100})).sentence


def test_where_one_pays_best_what_is_left_is_named(scenario):
    """At a large worth of a client the one that leaves most is named with what it leaves."""
    rich = replace(scenario, {WORTH: 50_000})
    key = max(left(rich), key=left(rich).get)
    name = key.replace("_", " ")
    assert (
        said(rich).sentence == f"At £50,000 a client, {name} pays best: {pounds(left(rich)[key])} left over in a year."
    )


def test_the_worth_decides_the_sentence(scenario):
    """The answer is another at another worth of a client."""
    assert len({said(replace(scenario, {WORTH: worth})).sentence for worth in (0, 500, 5000, 50_000)}) == 4


def test_the_worth_from_which_it_pays_is_where_it_breaks_even(pair):
    """A client worth a little more than the figure makes the strategy pay, and a little less does not."""
    one = delete(pair, "strategies.online")
    results = evaluate(Cases(one))
    needed = float(results.cost[0, 0] / results.wins[0, 0])
    low, high = said(replace(one, {WORTH: needed * 0.99})), said(replace(one, {WORTH: needed * 1.01}))
    assert " does not pay for itself: it loses " in low.sentence
    assert " pays for itself: " in high.sentence
    assert low.lead == f"It pays once a client is worth more than {pounds(needed)}."
    assert high.lead == f"It pays as long as a client is worth more than {pounds(needed)}."


def test_near_nothing_left_is_breaking_even(pair):
    """An amount that rounds to nothing is no pay and no loss."""
    one = delete(pair, "strategies.online")
    results = evaluate(Cases(one))
    even = replace(one, {WORTH: float(results.cost[0, 0] / results.wins[0, 0])})
    assert said(even).sentence.endswith("face to face just about breaks even in a year.")


def test_a_worth_that_nobody_can_enter_is_not_named(pair):
    """Where no worth within bounds would make any of them pay, that is said instead of a number."""
    hopeless = replace(pair, {"pipelines.clients.close_rate": 0.002, "profile.hourly_value": 1000, WORTH: 100})
    assert max(evaluate(Cases(hopeless)).wins[0]) >= 0.05 or "wins a client" in said(hopeless).sentence
    huge = replace(pair, {"profile.hourly_value": 1000, "pipelines.clients.close_rate": 0.02, WORTH: 100})
    least = min(evaluate(Cases(huge)).cost_per_win[0])
    assert (f"more than {pounds(least)}" in said(huge).lead) == (least <= 10_000_000)


def test_close_ones_are_not_told_apart():
    """Where neither of the best two leads in six of ten draws it is too close to call, with what each comes to."""
    owner = delete(assumptions.scenario("uk-owner"), "strategies.blended")
    found = None
    for worth in range(3000, 12_000, 250):
        it = compared(replace(owner, {WORTH: worth}))
        if it.ahead(*it.ranked[:2]) < TOO_CLOSE:
            found = headline(it.outcomes, it.swings)
    assert found is not None
    assert found.sentence.startswith("Too close to call: face to face leaves about £")
    assert re.search(
        r"^A client worth clearly (more|less) than £[\d,]+ would favour (online|face to face)\.$", found.lead
    )


def test_a_client_worth_nothing_leaves_only_cost(pair):
    """With no worth given nothing can pay, so the cheapest is named."""
    cheap = min(evaluate(Cases(pair)).cost[0])
    name = "online" if evaluate(Cases(pair)).cost[0, 1] == cheap else "face to face"
    assert said(replace(pair, {WORTH: 0})).sentence == (
        f"With a client worth nothing, only cost counts: {name} costs least, {pounds(cheap)} in a year."
    )


def test_an_hour_worth_nothing_leaves_cash(pair):
    """Without a price for the hour the cash of the two ends is all there is, and the reader is asked for the rest."""
    free = replace(pair, {"profile.hourly_value": 0})
    cash = [pounds(amount) for amount in evaluate(Cases(free)).cash[0]]
    assert said(free).sentence == (
        f"Leaving out your time, face to face costs {cash[0]} and online {cash[1]} in a year. "
        "Price your hour to see the rest."
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [("referrals_per_relationship", "Nobody refers you"), ("close_rate", "No referral is won")],
)
def test_nothing_won_names_what_holds_them_back(scenario, field, words):
    """A rate of nothing is named as what holds all of them back, beside what it costs."""
    found = said(replace(scenario, {f"pipelines.clients.{field}": 0}))
    assert found.sentence.startswith("On these numbers none of these wins a client in a year; ")
    assert found.lead == f"{words}, and that is what holds them back."


# -- a role -----------------------------------------------------------------------------------------------------


@pytest.fixture
def seeker():
    """A job seeker with two ways and no ranges."""
    found = delete(assumptions.scenario("uk-job-seeker"), "strategies.blended")
    return found.model_copy(update={"ranges": {}})


def test_the_better_chance_is_named_with_its_price(seeker):
    """The chance of the better way and what it costs more are those of the results."""
    results = evaluate(Cases(seeker))
    chance, cost = results.win_probability[0], results.cost[0]
    best = int(chance.argmax())
    names = ("face to face", "online")
    assert cost[best] > cost[1 - best]
    assert said(seeker).sentence == (
        f"{names[best].capitalize()} gives the better chance of an offer, {formats.share(chance[best])} in a year, and "
        f"costs {pounds(cost[best] - cost[1 - best])} more."
    )
    needed = (cost[best] - cost[1 - best]) / (chance[best] - chance[1 - best])
    assert said(replace(seeker, {ROLE: needed + 1})).lead.startswith(
        f"The extra cost over {names[1 - best]} pays as long as the"
    )
    assert said(replace(seeker, {ROLE: needed - 1})).lead.startswith(
        f"The extra cost over {names[1 - best]} pays only if the"
    )


def test_equal_chances_are_too_close(seeker):
    """Where both ways win alike the sentence has their one chance, and then who costs more."""
    even = replace(
        seeker.model_copy(
            update={"strategies": {"one": seeker.strategies["online"], "two": seeker.strategies["online"]}}
        ),
        {
            "strategies.one.name": "One",
            "strategies.two.name": "Two",
            "strategies.two.times_per_year.video": "49..50.1..51",
        },
    )
    assert said(even).sentence.startswith("Too close to call: about a ")


def test_one_way_alone_gives_its_chance(seeker):
    """A single way has nothing to be compared with; its chance and cost are told."""
    one = delete(seeker, "strategies.online")
    results = evaluate(Cases(one))
    assert said(one).sentence == (
        f"Face to face gives a {formats.share(results.win_probability[0, 0])} chance of an offer in a year, for "
        f"{pounds(results.cost[0, 0])}."
    )


# -- what is the same for both ----------------------------------------------------------------------------------


def test_the_odds_are_those_of_the_draws():
    """The share of draws in which the named strategy leaves most is what the last sentence says."""
    it = compared(assumptions.scenario("uk-owner"), 4096)
    net = it.outcomes.draws["net_value"]
    share = float((net.argmax(axis=1) == it.ranked[0]).mean())
    odds = formats.odds(share, it.outcomes.sampling_error(share))
    assert headline(it.outcomes, it.swings).rest == (
        f"{it.opening(it.ranked[0])} comes out best in {odds} ways it might go, with our ranges.",
    )


def test_ranges_of_the_users_own_are_not_called_ours():
    """A range that differs from the preset's is no longer ours."""
    own = replace(assumptions.scenario("uk-owner"), {"pipelines.clients.close_rate": "0.2..0.3..0.5"})
    assert said(own).rest[0].endswith(" it might go, with these ranges.")


def test_the_amount_is_the_middle_of_what_might_be():
    """Half of the draws leave more than the figure that is named, but for its rounding."""
    it = compared(assumptions.scenario("us-owner"), 4096)
    best = it.ranked[0]
    amount = float(re.sub(r"[^\d]", "", it.about(best))) * np.sign(it.net[best])
    low, high = it.outcomes.band("net_value")
    assert abs(amount - float(np.median(it.outcomes.draws["net_value"][:, best]))) <= (high[best] - low[best]) / 20


def test_the_answer_is_for_the_worth_that_it_names():
    """The range of a worth does not move the answer, which begins with the worth; of all else it does."""
    owner = assumptions.scenario("uk-owner")
    wide = replace(owner, {WORTH: "100..1500..9000"})
    assert owner.pipelines["clients"].value_per_win == 1500
    assert said(wide).sentence == said(owner).sentence
    assert (outcomes(wide, 64).draws["value"] == 1500 * outcomes(owner, 64).draws["wins"]).all()


def test_another_period_gives_its_amounts(scenario):
    """A year's amount is the horizon's over its years, and the sentence says a year."""
    poor = replace(scenario, {WORTH: 100})
    found = said(poor, period=Period.of("year", poor.profile)).sentence
    assert found.endswith(f", {pounds(-max(left(poor).values()) / poor.profile.years)} a year.")


def test_strategies_turned_round_get_the_same_answer(scenario):
    """Nobody is favoured: the order in which strategies stand does not change who is named."""
    turned = scenario.model_copy(update={"strategies": dict(reversed(scenario.strategies.items()))})
    assert said(turned).sentence == said(scenario).sentence


def test_the_same_mix_comes_to_the_same(pair):
    """Two names for one mix are no comparison."""
    same = pair.strategies["online"].model_copy(update={"name": "Also online"})
    both = pair.model_copy(update={"strategies": {"online": pair.strategies["online"], "other": same}})
    assert said(both).sentence == "Online and Also online are the same mix, so they come to the same."


def test_no_strategies_and_no_activities(scenario, pair):
    """Where there is nothing to compare the sentence says what to do."""
    nothing = scenario.model_copy(update={"strategies": {}})
    assert said(nothing).sentence == "No strategies yet. Start from a preset or add a way to network."
    empty = {key: mix.model_copy(update={"times_per_year": {}}) for key, mix in pair.strategies.items()}
    assert said(pair.model_copy(update={"strategies": empty})).sentence.startswith("No activities yet")


def test_a_strategy_just_added_wins_no_comparison(pair):
    """An empty strategy costs nothing and is told apart, not declared the best."""
    added, _ = add_strategy(pair, "Fresh")
    found = said(added)
    assert found.sentence == said(pair).sentence
    assert any("has no activities yet" in sentence for sentence in found.rest)


@pytest.mark.parametrize(("name", "inside"), [("eBay", "eBay"), ("LinkedIn only", "LinkedIn only")])
def test_a_name_of_the_users_own_stands_as_it_is(pair, name, inside):
    """A strategy that the user named keeps its letters inside a sentence."""
    named = replace(pair, {"strategies.online.name": name, "strategies.face_to_face.name": name + " 2", WORTH: 100})
    assert inside in said(named).sentence


# -- anybody can read it ----------------------------------------------------------------------------------------


def figures(sentence):
    """The figures in a sentence: amounts and shares; a horizon in digits is a period."""
    return re.findall(r"\d[\d,.]*", re.sub(r"\d[\d.]* (years?|months?)", "", sentence))


@FEW
@given(ranged(), st.booleans())
def test_every_headline_reads_as_one(scenario, role):
    """Whatever the scenario: no rubbish, at most two figures in the sentence, and no part of a client."""
    goal = "role" if role and "role" in scenario.pipelines else scenario.goal
    found = said(scenario.model_copy(update={"goal": goal}), 64)
    assert not STRANGE.search(found.text), found.text
    names = [mix.name for mix in scenario.strategies.values()]
    bare = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$^", "it", found.sentence)
    assert len(figures(bare)) <= 2, found.sentence
    assert not re.search(r"\d\.\d+ (more )?clients", found.text)


def plain(scenario):
    """A scenario whose names are short: how hard a user's own names are is not ours to grade."""
    names = {f"strategies.{key}.name": name for key, name in zip(scenario.strategies, "ABCDEFGHIJKL", strict=False)}
    return replace(scenario, names)


@FEW
@given(ranged(), st.sampled_from([0, 500, 5000, 50_000]))
def test_a_twelve_year_old_reads_it(scenario, worth):
    """The sentence is of grade seven at most, by Flesch and Kincaid, over generated scenarios."""
    goal = scenario.goal
    found = said(plain(replace(scenario, {f"pipelines.{goal}.value_per_win": worth})), 64)
    assert textstat.flesch_kincaid_grade(found.sentence) <= GRADE, found.sentence


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("worth", [0, 500, 1500, 3000, 6000, 12_000, 50_000])
@pytest.mark.parametrize("hourly", [0, 20])
def test_the_presets_read_easily(preset, worth, hourly):
    """Each preset's sentence is of grade seven at most and under 28 words at any worth."""
    start = assumptions.scenario(preset)
    found = said(replace(start, {f"pipelines.{start.goal}.value_per_win": worth, "profile.hourly_value": hourly}))
    assert textstat.flesch_kincaid_grade(found.sentence) <= GRADE, found.sentence
    assert len(found.sentence.split()) <= 28
