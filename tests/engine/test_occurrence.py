"""What one occurrence takes, by hand: minutes by part, protected time, idle moments, and money."""

import ast
from pathlib import Path

import numpy as np
import pytest

from calculator import assumptions
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import cash, evaluate, pipeline, results, time
from calculator.engine.arithmetic import where
from calculator.engine.term import Term

ONE = {"strategies.face_to_face.times_per_year.breakfast": 1, "profile.hourly_value": 60}
"""One breakfast a year, a minute of time worth 1: figures are minutes."""


def breakfast(scenario, **fields):
    """Results of one breakfast of the worked example with these fields, minutes being money."""
    changes = {f"activities.breakfast.{name}": value for name, value in fields.items() if "." not in name}
    return evaluate(Cases(replace(scenario, {**ONE, **changes})))


def minutes(results, part):
    """Minutes of one part."""
    return results.hours_by_part[part][0, 0] * 60


def worth(results, part):
    """What one part is worth, in minutes of ordinary time."""
    return results.time_value_by_part[part][0, 0]


@pytest.mark.parametrize(("people", "pitches"), [(0, 0), (1, 0), (2, 1), (31, 30), (1.5, 0.5)])
def test_your_own_pitch_is_conversation(scenario, people, pitches):
    """A round of 0 or 1 people has no pitches to sit through; each one more adds a minute, out of the conversation."""
    results = breakfast(scenario, people_in_round=people, pitch_seconds=60)
    assert minutes(results, "pitches") == pytest.approx(pitches)
    assert minutes(results, "conversation") == pytest.approx(90 - pitches)


def test_a_sampled_round_is_clipped_to_its_session(scenario):
    """A case drawn with more pitches than the session holds has no conversation, and no negative one."""
    cases = Cases(scenario, {"activities.breakfast.pitch_seconds": [60.0, 180.0, 3600.0]})
    parts = evaluate(cases).hours_by_part
    assert parts["pitches"][:, 0].tolist() == pytest.approx([25, 75, 75])
    assert parts["conversation"][:, 0].tolist() == pytest.approx([50, 0, 0])


def test_travel_put_to_work_is_no_travel(scenario):
    """Of 60 minutes on the road, a quarter of it on the telephone, 45 count."""
    results = breakfast(scenario, travel_working_share=0.25)
    assert minutes(results, "travel") == pytest.approx(45)


def test_work_in_the_car_does_not_give_the_school_run_back(scenario):
    """Even with all the travel put to work, the way home through the school run costs its 30 minutes on top."""
    results = breakfast(scenario, travel_working_share=1)
    assert (minutes(results, "travel"), worth(results, "travel")) == (0, pytest.approx(30))
    assert results.protected_hours[0, 0] == pytest.approx(0.5)


def test_no_start_or_no_days_takes_no_protected_time(scenario):
    """What has no fixed hour, or no fixed day, can be put where it takes nothing from the family."""
    for fields in ({"start_hour": "none"}, {"days": ""}):
        results = breakfast(scenario, **fields)
        assert (worth(results, "travel"), results.protected_hours[0, 0]) == (pytest.approx(60), 0)


def test_protected_time_is_averaged_over_the_days(scenario):
    """On Thursdays and Saturdays by turns, the school run is met every other time."""
    results = breakfast(scenario, days="thu sat")
    assert results.protected_hours[0, 0] == pytest.approx(0.25)
    assert worth(results, "travel") == pytest.approx(60 + 15)


def test_sessions_in_protected_time_cost_what_they_displace(scenario):
    """From 08:00 to 09:30, a third of the session is school run: pitches and conversation each cost a third more."""
    results = breakfast(scenario, start_hour=8)
    assert worth(results, "pitches") == pytest.approx(30 * (1 + 1 / 3))
    assert worth(results, "conversation") == pytest.approx(60 * (1 + 1 / 3))
    assert (worth(results, "travel"), worth(results, "follow_up")) == (pytest.approx(60), pytest.approx(24))
    assert results.protected_hours[0, 0] == pytest.approx(0.5)


def test_an_idle_moment_is_not_taken_from_the_family(scenario):
    """What is done in idle moments is worth half an hour's rate, whatever the window; the rest pays for the window."""
    results = breakfast(scenario, start_hour=8, dead_time_share=0.4)
    assert worth(results, "conversation") == pytest.approx(60 * (0.6 * (1 + 1 / 3) + 0.4 * 0.5))
    idle = breakfast(scenario, start_hour=8, dead_time_share=1)
    assert worth(idle, "conversation") == pytest.approx(30)
    assert worth(idle, "travel") == pytest.approx(60)


def test_two_windows_that_touch_are_one(scenario):
    """Protected time that ends where the next begins is met in both: half an hour of session, half of travel."""
    tree = scenario.model_dump()
    tree["protected"]["breakfast_at_home"] = {"days": ["thu"], "start_hour": 8.0, "end_hour": 8.5}
    results = breakfast(type(scenario).model_validate(tree))
    assert results.protected_hours[0, 0] == pytest.approx(1.0)


def test_a_window_on_another_day_is_not_met(scenario):
    """The school run of other days does not touch a Thursday breakfast."""
    results = evaluate(Cases(replace(scenario, {**ONE, "protected.school_run.days": "mon tue wed fri"})))
    assert results.protected_hours[0, 0] == 0


def test_windows_that_vary_from_case_to_case(scenario):
    """A school run that is drawn to begin later takes less of the way home; one that ends before it begins, nothing."""
    results = evaluate(Cases(scenario, {"protected.school_run.start_hour": [8.5, 8.75, 9.5]}))
    assert results.protected_hours[:, 0].tolist() == pytest.approx([25, 12.5, 0])


def test_writing_wastes_nobody(scenario):
    """Hours with people who cannot help are wasted in a room or a call, and not in writing."""
    assert breakfast(scenario).wasted_hours[0, 0] == pytest.approx(0.75)
    tree = scenario.model_dump()
    tree["media"]["written"] = {"richness": 0.1}
    written = breakfast(type(scenario).model_validate(tree), medium="written")
    assert written.wasted_hours[0, 0] == 0


def test_money_by_item(scenario):
    """Miles and parking are travel, a ticket is entry, and twelve subscriptions make a year."""
    fields = {"fares_and_parking": 5, "entry_fee": 7, "monthly_subscription": 2}
    items = {item: cash[0, 0] for item, cash in breakfast(scenario, **fields).cash_by_item.items()}
    by_hand = {"travel": 12 * 0.5 + 5, "meals": 14, "entry": 7, "dues": 700, "joining": 100, "subscriptions": 24}
    assert items == pytest.approx(by_hand)


def test_dues_run_pro_rata_and_joining_does_not(scenario):
    """A quarter of a year pays a quarter of the dues and the whole joining fee; three years pay it once."""
    items = evaluate(Cases(scenario, {"profile.years": [0.25, 3.0]})).cash_by_item
    assert items["dues"][:, 0].tolist() == [175, 2100]
    assert items["joining"][:, 0].tolist() == [100, 100]


def test_token_attendance_does_not_introduce_all_members(scenario):
    """Two breakfasts of four exchanges introduce eight of the thirty members; eight breakfasts introduce all."""
    path = "strategies.face_to_face.times_per_year.breakfast"
    results = evaluate(Cases(scenario, {path: [0.0, 2.0, 8.0]}))
    assert results.contacts[:, 0].tolist() == pytest.approx([0, 8 + 0.8, 30 + 3.2])


def test_one_takes_only_one_role(scenario):
    """For a role, what is won is the chance of one offer and not the number of offers."""
    tree = scenario.model_dump()
    tree["goal"], tree["pipelines"] = "role", {"role": tree["pipelines"]["clients"]}
    results = evaluate(Cases(type(scenario).model_validate(tree)))
    chance = 1 - np.exp(-1)
    assert results.wins[0, 0] == pytest.approx(1)
    assert results.value[0, 0] == pytest.approx(6000 * chance)
    assert results.cost_per_win[0, 0] == pytest.approx(7050 / chance)


def test_no_strategy_no_activity(scenario):
    """A scenario without strategies has no results, and one without activities has only nothing."""
    tree = scenario.model_dump()
    assert evaluate(Cases(type(scenario).model_validate({**tree, "strategies": {}}))).cost.shape == (1, 0)
    assert evaluate(Cases(type(scenario).model_validate({**tree, "strategies": {}}))).wins.shape == (1, 0)
    idle = {**tree, "activities": {}, "strategies": {"none": {"name": "None", "times_per_year": {}}}}
    results = evaluate(Cases(type(scenario).model_validate(idle)))
    assert results.cost.tolist() == [[0]]
    assert results.bottleneck[0][0] is None


def test_results_are_asked_for_by_name(scenario):
    """A measure that does not exist is named, with those that do."""
    with pytest.raises(KeyError, match=r"no measure 'profit'.*net_value"):
        evaluate(Cases(scenario))["profit"]


@pytest.mark.parametrize("module", [cash, time, pipeline, results])
def test_formulas_take_their_functions_from_one_module(module):
    """What is not + − × ÷ comes from `arithmetic`, so that it runs on terms too; numpy is there for types alone."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    formulas = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any("measured" in ast.unparse(mark) for mark in node.decorator_list)
    ]
    inside = [inner for node in (formulas or [tree]) for line in getattr(node, "body", []) for inner in ast.walk(line)]
    used = [node.attr for node in inside if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "np"]
    assert set(used) <= {"intp"}


def test_no_formula_asks_a_term_whether_it_is_true():
    """A choice keeps both branches, and one that could not is refused."""
    fee = Term(14.0, "input", name="Meal fee")
    choice = where(fee > 10, fee, 10.0)
    assert [part.value for part in choice.parts] == [True, 14.0, 10.0]
    assert choice.value == 14.0
    with pytest.raises(TypeError, match="keeps both branches"):
        bool(fee > 10)


def test_a_part_that_is_weighted_is_worth_what_the_formula_says(monkeypatch):
    """Whatever part `weighted_minutes` gives, its value is made of those minutes; no list names the parts again."""
    plain = assumptions.scenario("uk-owner")
    before = evaluate(Cases(plain)).time_value_by_part
    weigh = time.weighted_minutes

    def heavier(activity, profile, inside):
        minutes = weigh(activity, profile, inside)
        return {**minutes, "preparation": 3 * time.minutes_by_part(activity)["preparation"]}

    monkeypatch.setattr(time, "weighted_minutes", heavier)
    after = evaluate(Cases(plain)).time_value_by_part
    assert after["preparation"] == pytest.approx(3 * before["preparation"])
    assert after["travel"] == pytest.approx(before["travel"])
