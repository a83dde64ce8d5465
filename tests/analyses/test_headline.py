"""The answer in words: each case of it, and that what it says is so."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions, formats
from calculator.analyses.comparison import Comparison
from calculator.analyses.headline import headline
from calculator.analyses.monte_carlo import TOO_CLOSE, outcomes
from calculator.analyses.sensitivity import swings
from calculator.analyses.together import HOUR, together
from calculator.cases import Cases
from calculator.changes import replace
from calculator.edits import add_activity, add_strategy, delete
from calculator.engine import evaluate
from tests.strategies import FEW, ranged

CALLS = "strategies.online.times_per_year.video"
PRESETS = ("uk-owner", "uk-job-seeker", "us-owner", "ca-owner")
STRANGE = re.compile(r"\bnan\b|\binf\b|None|!|\bshould\b|£-|  |\.\.|-\d|\{|\}")


def compared(scenario, draws=256):
    """A comparison of a scenario, from which its headline is made."""
    return Comparison(outcomes(scenario, draws), swings(scenario))


def said(scenario, draws=256):
    """The headline of a scenario."""
    it = compared(scenario, draws)
    return headline(it.outcomes, it.swings)


def everything(found):
    """A headline as one text."""
    return " ".join(filter(None, [found.sentence, found.lead, *found.rest]))


def sentences(found):
    """A headline's sentences, one by one."""
    return [part for part in re.split(r"(?<=[.])\s+(?=[^\d])", everything(found)) if part]


def yearly(scenario, measure="cost"):
    """A measure of money, a year, as the sentences write it, by strategy."""
    amounts = evaluate(Cases(scenario))[measure][0] / scenario.profile.years
    return dict(zip(scenario.strategies, (formats.money(float(a), scenario.currency) for a in amounts), strict=True))


def weekly(scenario):
    """Hours a week as the sentences write them, by strategy."""
    hours = evaluate(Cases(scenario)).hours_per_week[0]
    return dict(zip(scenario.strategies, (f"{formats.hours(float(h))} hours" for h in hours), strict=True))


@pytest.fixture
def cheap_wins(scenario):
    """The worked example with more calls, of people who all could help: online costs least and wins most."""
    return replace(scenario, {CALLS: "180..200..220", "activities.video.relevant_share": 1, "media.video.richness": 1})


@pytest.fixture
def pair(scenario):
    """The worked example without its blend."""
    return delete(scenario, "strategies.blended")


# -- clear ------------------------------------------------------------------------------------------------------


def test_a_clear_answer_names_hours_and_money_of_the_dearest_and_the_cheapest(cheap_wins):
    """The sentence has the two ends of cost with the figures of the results, in the scenario's order."""
    hours, money = weekly(cheap_wins), yearly(cheap_wins)
    assert said(cheap_wins).sentence == (
        f"Face to face takes {hours['face_to_face']} a week and costs {money['face_to_face']} a year, counting your "
        f"time; online {hours['online']} and {money['online']}."
    )


def test_the_odds_are_those_of_the_draws(cheap_wins):
    """The deck's odds are the share of draws in which that strategy wins more than every other."""
    it = compared(cheap_wins)
    wins = it.outcomes.draws["wins"]
    share = float((wins.argmax(axis=1) == 1).mean())
    odds = formats.odds(share, it.outcomes.sampling_error(share))
    assert share > TOO_CLOSE
    assert headline(it.outcomes, it.swings).lead.startswith(
        f"Online wins most clients in {odds}".replace("10 of 10", "all")
    )


def test_odds_of_a_hand_made_case(scenario):
    """Where one wins more in about 7 of 10 draws, the deck says the tenths that the draws give."""
    it = compared(replace(scenario, {CALLS: "100..300..400", "profile.hourly_value": 25}), draws=1000)
    wins = it.outcomes.draws["wins"]
    share = max(float((wins.argmax(axis=1) == index).mean()) for index in range(3))
    assert 0.6 < share < 0.95
    assert f" {round(10 * share)} of 10 plausible years." in headline(it.outcomes, it.swings).lead


def test_names_stand_in_the_scenarios_order(cheap_wins):
    """Strategies turned round are named the other way round, with the same figures."""
    turned = cheap_wins.model_copy(update={"strategies": dict(reversed(cheap_wins.strategies.items()))})
    hours, money = weekly(turned), yearly(turned)
    assert said(turned).sentence.startswith(f"Online takes {hours['online']} a week and costs {money['online']} a year")


def test_without_ranges_no_odds_are_named(scenario):
    """A scenario whose numbers have no range has nothing to bet on."""
    assert said(scenario).lead == ""


# -- near tie ---------------------------------------------------------------------------------------------------


def test_a_near_tie_names_both_costs_and_what_decides(pair):
    """Costs within 5% are about the same, and the number named moves their difference most."""
    near = replace(pair, {CALLS: "300..387..480", "activities.breakfast.meal_fee": "13..14..15"})
    money = yearly(near)
    assert said(near).sentence == (
        f"Face to face and online cost about the same: {money['face_to_face']} and {money['online']} a year, "
        "counting your time. What decides is Online: Video call, times a year."
    )


def test_what_decides_keeps_a_name_as_the_user_has_it(pair):
    """An activity's own name is not made small inside a sentence; a number of the person gets its article."""
    near = replace(
        pair, {CALLS: 387, "activities.video.name": "LinkedIn", "activities.video.session_minutes": "20..30..40"}
    )
    assert said(near).sentence.endswith("What decides is LinkedIn: session.")
    near = replace(pair, {CALLS: 387, "profile.mileage_rate": "0.4..0.5..0.6"})
    assert said(near).sentence.endswith("What decides is the cost of driving.")


def test_a_near_tie_in_which_nothing_decides(pair):
    """Without a range that moves the difference, no number is said to decide."""
    assert said(replace(pair, {CALLS: 387})).sentence.endswith("counting your time.")


def test_no_leader_in_six_of_ten_is_a_near_tie(pair):
    """Costs further apart are about the same too where the draws leave open which of them is more."""
    wide = replace(pair, {CALLS: "50..350..1000"})
    it = compared(wide)
    assert it.yearly_cost[0] / it.yearly_cost[1] > 1 / 0.95
    assert 0.4 < it.outcomes.ahead("cost", 0, 1) < TOO_CLOSE
    assert "cost about the same" in said(wide).sentence


def test_equal_costs_of_different_mixes_name_two_strategies(scenario):
    """Two mixes that cost the same to the penny are not one strategy named twice."""
    free = {"activities.video.monthly_subscription": 0, "strategies.blended.times_per_year.breakfast": 0}
    wider, key = add_activity(replace(delete(scenario, "strategies.face_to_face"), free), "Chat", like="video")
    even = {"strategies.blended.times_per_year.video": 0, f"strategies.blended.times_per_year.{key}": 100}
    found = said(replace(wider, even))
    assert found.sentence.startswith("Online and blended cost about the same")
    assert found.rest[-1] == "Online and blended cost the same at any value of your hour."


# -- one costs least, another wins most -------------------------------------------------------------------------


def test_two_answers_name_the_trade(scenario):
    """What costs least does not win most: the extra cost, the extra clients, and one by the other, from the results."""
    point = evaluate(Cases(scenario))
    extra, more = point.cost[0, 0] - point.cost[0, 1], point.wins[0, 0] - point.wins[0, 1]
    money = [formats.money(float(amount), "GBP") for amount in (extra, extra / more)]
    assert said(scenario).sentence == (
        f"Online costs least, face to face wins most: {money[0]} against {formats.count(more)} more clients in 1 year, "
        f"or {money[1]} for each."
    )


def test_the_third_may_win_most(scenario):
    """Where the one that wins most is neither the dearest nor the cheapest, it is the one that is named."""
    found = said(replace(scenario, {"media.video.richness": 1, "activities.video.relevant_share": 1}))
    wins = evaluate(Cases(replace(scenario, {"media.video.richness": 1, "activities.video.relevant_share": 1}))).wins
    assert wins[0].argmax() == 2
    assert found.sentence.startswith("Online costs least, blended wins most: ")
    assert all("Face to face" not in sentence for sentence in sentences(found))


def test_a_difference_too_small_to_show_is_no_second_answer(scenario):
    """A hundredth of a client more is not called winning most at a price of thousands."""
    small = replace(scenario, {"pipelines.clients.referrals_per_relationship": 0.15})
    point = evaluate(Cases(small))
    assert 0 < point.wins[0, 0] - point.wins[0, 1] < 0.05 < point.wins[0, 0]
    assert said(small).sentence.startswith("Face to face takes")


@pytest.mark.parametrize(("worth", "words"), [(6000, "only if"), (20000, "as long as")])
def test_the_worth_of_a_client_is_held_against_what_it_must_be(scenario, worth, words):
    """The deck says what a client must be worth, and whether that is more than it is."""
    path = "pipelines.clients.value_per_win"
    found = everything(said(replace(scenario, {path: worth})))
    needed = re.search(
        rf"repays its extra cost {words} a client is worth more than £([\d,]+) \(now £{worth:,}\)", found
    )
    results = evaluate(Cases(scenario, {path: [float(needed[1].replace(",", "")) + step for step in (-1, 1)]}))
    less, more = results.net_value[:, 0] - results.net_value[:, 1]
    assert less < 0 < more


def test_a_role_is_held_to_its_chance():
    """For a role the trade is between money and the chance of an offer."""
    scenario = assumptions.scenario("uk-job-seeker")
    chance = [formats.share(float(share)) for share in evaluate(Cases(scenario)).win_probability[0]]
    found = said(scenario)
    assert f"a chance of an offer of {chance[0]} rather than {chance[1]} in 1 year" in found.sentence
    assert "has the best chance of an offer in" in found.lead
    assert "a new role is worth more than" in everything(found)
    assert "client" not in everything(found)


def test_a_worth_out_of_bounds_is_not_named(scenario):
    """Where a client would have to be worth more than anything may be, the deck says that it never pays."""
    dear = {
        "activities.breakfast.annual_dues": 50_000,
        "profile.years": 10,
        "strategies.face_to_face.times_per_year.breakfast": 3000,
        "profile.hourly_value": 1000,
        "activities.breakfast.meal_fee": 200,
        "profile.protected_time_value": 5,
        "pipelines.clients.referrals_per_relationship": 0.05,
        "pipelines.clients.close_rate": 0.0002,
    }
    found = said(replace(scenario, dear))
    assert "does not repay its extra cost whatever a client is worth." in everything(found)


# -- nothing won ------------------------------------------------------------------------------------------------


def test_nothing_won_names_what_holds_them_back(scenario):
    """Where no strategy wins a client, the sentence names their bottlenecks, as they are."""
    none = replace(scenario, {"pipelines.clients.close_rate": 0.001})
    assert set(evaluate(Cases(none)).bottleneck[0]) == {"deepening", "meeting_people"}
    assert said(none).sentence == (
        "On these numbers none of them wins a client in 1 year. "
        "Meeting people and time to deepen relationships are what hold them back."
    )


@pytest.mark.parametrize(
    ("field", "words"), [("close_rate", "No referral is won"), ("referrals_per_relationship", "Nobody refers you")]
)
def test_a_rate_of_nothing_is_what_holds_them_back(scenario, field, words):
    """No hour of conversation helps where no referral comes or none is won, and no bottleneck is blamed."""
    found = said(replace(scenario, {f"pipelines.clients.{field}": 0}))
    assert found.sentence.endswith(f"{words}, and that is what holds them back.")


def test_nothing_won_of_a_role():
    """Without an offer, no client is spoken of."""
    scenario = replace(assumptions.scenario("uk-job-seeker"), {"pipelines.role.close_rate": 0.001})
    assert said(scenario).sentence.startswith("On these numbers none of them leads to an offer in 1 year.")


# -- an hour worth nothing --------------------------------------------------------------------------------------


def test_an_hour_worth_nothing_leaves_cash_and_hours(scenario):
    """Where time has no value, cash a year and hours a week stand side by side, and the deck asks for a value."""
    free = replace(scenario, {"profile.hourly_value": 0})
    money, hours = yearly(free, "cash"), weekly(free)
    assert said(free).sentence == (
        f"Counting no value for your time, face to face costs {money['face_to_face']} a year in cash and takes "
        f"{hours['face_to_face']} a week; online {money['online']} and {hours['online']}."
    )
    assert said(free).rest == ("Give your hour a value to see the full cost.",)


def test_one_strategy_and_an_hour_worth_nothing(pair):
    """A single strategy is not said to count a time that it does not count."""
    one = replace(delete(pair, "strategies.online"), {"profile.hourly_value": 0})
    assert said(one).sentence.startswith("Counting no value for your time, face to face costs £1,800 a year in cash")


# -- few, none, the same ----------------------------------------------------------------------------------------


def test_one_strategy_is_told_and_not_compared(pair):
    """A single strategy has its hours and money, and an invitation to add a second."""
    one = delete(pair, "strategies.online")
    money, hours = yearly(one), weekly(one)
    found = said(one)
    spent = f"{hours['face_to_face']} a week and costs {money['face_to_face']} a year"
    assert found.sentence == f"Face to face takes {spent}, counting your time."
    assert (found.lead, found.rest) == ("", ("Add a second way to compare.",))


def test_no_strategies(pair):
    """Without a strategy the sentence says how to come by one."""
    none = delete(delete(pair, "strategies.online"), "strategies.face_to_face")
    assert said(none).sentence == "No strategies yet. Start from a preset or add a way to network."


def test_no_activities(scenario):
    """Where nothing takes place, with activities or without, it costs nothing, and the sentence says what to enter."""
    empty = delete(delete(scenario, "activities.video"), "activities.breakfast")
    resting = replace(
        scenario,
        {
            f"strategies.{key}.times_per_year.{activity}": 0
            for key in scenario.strategies
            for activity in scenario.activities
        },
    )
    for nothing in (empty, resting, delete(delete(empty, "strategies.online"), "strategies.blended")):
        assert said(nothing).sentence == "No activities yet: it costs nothing. Say how often you go."


def test_a_strategy_just_added_wins_no_comparison(scenario):
    """A strategy with nothing in it is not what costs least; the deck says that it is empty."""
    wider, _ = add_strategy(scenario, "my way")
    assert said(wider).sentence == said(scenario).sentence
    assert said(wider).rest == (*said(scenario).rest, "My way has no activities yet.")


def test_one_strategy_beside_an_empty_one(pair):
    """Where but one of two has activities, it is told alone."""
    found = said(replace(pair, {CALLS: 0}))
    assert found.sentence.startswith("Face to face takes 3.0 hours a week")
    assert found.rest == ("Online has no activities yet.",)


def test_the_same_mix_costs_the_same(pair):
    """Copies of one mix are said to be so, whether or not one of them names an activity that it never takes."""
    twins, key = add_strategy(delete(pair, "strategies.online"), "my way", like="face_to_face")
    named = replace(twins, {f"strategies.{key}.times_per_year.video": 0})
    for same in (twins, named):
        assert said(same).sentence == "Face to face and my way are the same mix, so they cost the same."
    for _ in range(3):
        twins, _ = add_strategy(twins, "one more", like=key)
    assert said(twins).sentence == "All 5 ways are the same mix, so they cost the same."


@pytest.mark.parametrize(
    ("name", "opening"),
    [("my way", "My way"), ("iPhone calls", "iPhone calls"), ("BNI", "BNI"), ("$5 [x](y)", "$5 [x](y)")],
)
def test_a_name_of_the_users_own_stands_as_it_is(pair, name, opening):
    """A user's name keeps its letters inside a sentence, and gets a capital at the start only where it is all small."""
    named, key = add_strategy(delete(pair, "strategies.face_to_face"), name, like="online")
    named = replace(named, {f"strategies.{key}.times_per_year.video": 40})
    assert f"{opening} costs least" in said(named).sentence or f"; {name} " in said(named).sentence
    assert said(delete(named, "strategies.online")).sentence.startswith(f"{opening} takes")


# -- the value of an hour ---------------------------------------------------------------------------------------


def test_the_hour_that_is_named_makes_them_cost_the_same():
    """Evaluated again just below and above the value of an hour in the deck, another strategy is the cheaper one."""
    scenario = assumptions.scenario("uk-job-seeker")
    worth = float(re.search(r"only if your hour is worth more than £(\d+)\.", everything(said(scenario)))[1])
    cost = evaluate(Cases(scenario, {"profile.hourly_value": [worth - 1, worth + 1]})).cost
    assert cost[0, 0] > cost[0, 1]
    assert cost[1, 0] < cost[1, 1]


def test_the_same_cash_is_no_break_even(pair):
    """Two ways without cash cost the same at an hour worth nothing, and that is not called becoming cheaper."""
    wider, key = add_strategy(replace(pair, {"activities.video.monthly_subscription": 0}), "more calls", like="online")
    two = replace(delete(wider, "strategies.face_to_face"), {f"strategies.{key}.times_per_year.video": 200})
    assert said(two).rest[-1] == "More calls costs more than online as soon as your hour is worth anything."


@FEW
@given(ranged())
def test_what_the_deck_says_of_the_hour_is_so(scenario):
    """Whatever it says of an hour's value holds when the scenario is evaluated over all values of an hour."""
    it = compared(scenario, draws=32)
    if len(it.active) < 2 or not scenario.profile.hourly_value:
        return
    said_of_it = (part for part in headline(it.outcomes, it.swings).rest if "your hour is worth" in part)
    hour = next((part for part in said_of_it if not part.endswith(" is nothing.")), "")  # that is of a price as well
    cost = evaluate(Cases(scenario, {"profile.hourly_value": [0.0, 1e-3, 1000.0]})).cost
    for dear in it.active:
        if hour.startswith(f"{it.opening(dear)} "):
            gap, slack = cost[:, dear] - cost[:, it.cheapest], 1e-5 + 1e-9 * cost.max()
            assert gap[2] < slack or "more than" not in hour or "costs more" in hour
            assert gap[0] < slack or "less than" not in hour
            assert gap[0] > -slack or "even nothing" not in hour


# -- every sentence ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("hourly", [0, 5, 30, 1000])
def test_sentences_of_the_presets_are_short(preset, hourly):
    """Every sentence about a preset has fewer than 28 words, whatever an hour is worth."""
    found = said(replace(assumptions.scenario(preset), {"profile.hourly_value": hourly}))
    for sentence in sentences(found):
        assert len(sentence.split()) < 28, sentence


@FEW
@given(ranged(), st.booleans())
def test_every_sentence_reads_as_one(scenario, empty):
    """Each sentence is short, begins with a capital, ends in a full stop, and holds no figure that is none."""
    if empty:
        scenario, _ = add_strategy(scenario, "my way")
    found = said(scenario, draws=64)
    assert not STRANGE.search(everything(found)), everything(found)
    for text in (found.sentence, found.lead, *found.rest):
        assert text == "" or (text[0].isupper() and text.endswith("."))
    for sentence in sentences(found):
        assert len(sentence.split()) < 28, sentence


@FEW
@given(ranged())
def test_what_costs_least_does(scenario):
    """Who is said to cost least has the lowest full cost, and who is said to win most wins more than it."""
    it = compared(scenario, draws=64)
    found = re.match(r"(.+) costs least, (.+) wins most: ", headline(it.outcomes, it.swings).sentence)
    if found:
        names = [it.opening(index).lower() for index in range(len(it.names))]
        cheap, best = names.index(found[1].lower()), names.index(found[2].lower())
        assert it.yearly_cost[cheap] == min(it.yearly_cost[index] for index in it.active)
        assert it.outcomes.point.wins[0, best] > it.outcomes.point.wins[0, cheap]
        assert np.argmax(it.lead) == best


# -- a price beside the hour ------------------------------------------------------------------------------------


def test_a_price_turns_it_where_no_hour_does(pair):
    """Where no hour makes it cheaper, the price that does alone is named, and below it the other costs more."""
    calls = {CALLS: 200, "activities.breakfast.meal_fee": 60, "activities.video.monthly_subscription": 300}
    dear = replace(pair, calls)
    words = r"alone makes face to face cheaper than online; Breakfast club: meal fee under £(\d+) does\."
    fee = float(re.search(words, everything(said(dear)))[1])
    cost = evaluate(Cases(dear, {"activities.breakfast.meal_fee": [fee - 1, fee + 1]})).cost
    assert cost[0, 0] < cost[0, 1]
    assert cost[1, 0] > cost[1, 1]


def test_a_price_and_an_hour_turn_it_together(pair):
    """Where neither does alone, the deck names both: at no fee the two tie at the hour that it says."""
    calls = {CALLS: 200, "activities.breakfast.meal_fee": 60, "activities.video.monthly_subscription": 200}
    dear = replace(pair, calls)
    words = r"only if your hour is worth less than £(\d+) and Breakfast club: meal fee is nothing\."
    worth = float(re.search(words, everything(said(dear)))[1])
    free = {HOUR: [worth - 1, worth + 1], "activities.breakfast.meal_fee": [0, 0]}
    cost = evaluate(Cases(dear, free)).cost
    assert cost[0, 0] < cost[0, 1]
    assert cost[1, 0] > cost[1, 1]


@FEW
@given(ranged())
def test_what_is_said_of_a_price_is_so(scenario):
    """With the price that is found at what is named, and the hour where one is, the two cost the same."""
    results = evaluate(Cases(scenario))
    keys = [key for key, held in zip(scenario.strategies, results.bottleneck[0], strict=True) if held]
    cost = dict(zip(scenario.strategies, results.cost[0], strict=True))
    if len(keys) < 2:
        return
    dear, cheap = max(keys, key=cost.__getitem__), min(keys, key=cost.__getitem__)
    found = together(scenario, dear, cheap)
    if found is None or cost[dear] - cost[cheap] < 1e-6 * cost[dear]:
        return
    columns = {found.path: [found.price]} | ({HOUR: [found.hour]} if found.hour is not None else {})
    then = evaluate(Cases(scenario, columns)).cost[0]
    one, other = (list(scenario.strategies).index(key) for key in (dear, cheap))
    assert then[one] == pytest.approx(then[other], rel=1e-6, abs=1e-6)
