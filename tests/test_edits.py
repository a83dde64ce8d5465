"""Adding, copying and deleting: keys, ranges, and what is forgotten with what goes."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator import assumptions, edits
from calculator.changes import replace
from calculator.edits import FIXED, add_activity, add_strategy, delete, drop, free_slot, speaks_of, take_up
from calculator.errors import BadInput
from calculator.model import HOLDS, Scenario
from calculator.parameters import parameters
from tests.strategies import FEW, ranged

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=80)
MEAL = "activities.breakfast.meal_fee"


@pytest.fixture
def wide(scenario):
    """The worked example with a range on an activity's number and on a mix's."""
    return replace(scenario, {MEAL: "10..14..20", "strategies.online.times_per_year.video": "50..100..120"})


@FEW
@given(NAMES, NAMES)
@example("☕", "比較")
@example("1:2:1", "1" * 80)
@example("__", "++")
@example("a" * 80, "a" * 80)
def test_a_key_is_valid_and_new_whatever_the_name(one, other):
    """Two activities of any names have keys of lower-case letters, digits and _, each its own."""
    before = assumptions.scenario("uk-owner")
    first, key = add_activity(before, one)
    second, another = add_activity(first, other)
    assert KEY.fullmatch(key)
    assert KEY.fullmatch(another)
    assert len(second.activities) == len(before.activities) + 2
    assert (second.activities[key].name, second.activities[another].name) == (one, other)


@pytest.mark.parametrize("name", ["☕", "1" * 80, "Breakfast club " * 5])
def test_a_model_full_of_one_name_has_as_many_keys(scenario, name):
    """All activities may bear one name, of emoji, digits or signs alone too, and still be told apart."""
    for _ in range(HOLDS["activities"] - len(scenario.activities)):
        scenario, key = add_activity(scenario, name)
        assert KEY.fullmatch(key)
    assert len(scenario.activities) == HOLDS["activities"]


def test_a_key_says_what_the_name_says(scenario):
    """A key is the name's own letters and digits, so that a path can be read."""
    assert add_activity(scenario, "Padel, Tuesday nights")[1] == "padel_tuesday_nights"
    assert add_activity(scenario, "1:2:1")[1] == "activity_1_2_1"


def test_one_too_many_is_refused(scenario):
    """Where the model takes no more, adding says how many it takes."""
    for _ in range(HOLDS["activities"] - len(scenario.activities)):
        scenario, _ = add_activity(scenario, "Padel")
    with pytest.raises(BadInput, match="a scenario holds 24 at most"):
        add_activity(scenario, "Padel")


def test_a_name_that_the_model_refuses_is_refused(scenario):
    """A name of nothing, or longer than names may be, is refused in words."""
    for add in (add_activity, add_strategy):
        with pytest.raises(BadInput, match="at least 1 character"):
            add(scenario, "")
        with pytest.raises(BadInput, match="at most 80 characters"):
            add(scenario, "x" * 81)


def test_a_new_activity_has_no_numbers_and_no_strategy_uses_it(scenario):
    """An activity made from nothing takes and costs nothing, and stands in no mix."""
    after, key = add_activity(scenario, "Padel")
    numbers = {path: getattr(after.activities[key], path.rpartition(".")[2]) for path in _numbers(after, key)}
    assert set(numbers.values()) == {0.0, None}
    assert not any(key in strategy.times_per_year for strategy in after.strategies.values())


def test_a_copied_activity_has_the_numbers_and_the_ranges(wide):
    """A copy differs in its name alone; its ranges are its own, and no mix's range comes with it."""
    after, key = add_activity(wide, "Second club", like="breakfast")
    assert after.activities[key].model_dump() == {**wide.activities["breakfast"].model_dump(), "name": "Second club"}
    assert set(after.ranges) == {*wide.ranges, f"activities.{key}.meal_fee"}
    assert after.ranges[f"activities.{key}.meal_fee"] == wide.ranges[MEAL]


def test_a_copied_strategy_has_the_mix_and_its_ranges(wide):
    """A copy takes the same activities as often, with the same ranges."""
    after, key = add_strategy(wide, "Online again", like="online")
    assert after.strategies[key].times_per_year == wide.strategies["online"].times_per_year
    new = f"strategies.{key}.times_per_year.video"
    assert set(after.ranges) == {*wide.ranges, new}
    assert after.ranges[new] == wide.ranges["strategies.online.times_per_year.video"]


def test_a_copy_is_changed_without_its_model(wide):
    """Changing a copy leaves what it was copied from as it was."""
    after, key = add_strategy(wide, "Online again", like="online")
    changed = replace(after, {f"strategies.{key}.times_per_year.video": 7})
    assert changed.strategies["online"] == wide.strategies["online"]


def test_deleting_an_activity_forgets_its_uses_and_ranges(wide):
    """No mix and no range speaks of an activity that is gone."""
    after = delete(wide, "activities.video")
    assert [dict(strategy.times_per_year) for strategy in after.strategies.values()] == [
        {"breakfast": 50},
        {},
        {"breakfast": 25},
    ]
    assert set(after.ranges) == {MEAL}


def test_deleting_a_strategy_leaves_the_activities(wide):
    """A strategy goes with its ranges, and nothing else does."""
    after = delete(wide, "strategies.online")
    assert list(after.strategies) == ["face_to_face", "blended"]
    assert (after.activities, set(after.ranges)) == (wide.activities, {MEAL})


def test_deleting_forgets_none_of_a_longer_name(scenario):
    """An activity whose key begins or ends with another's keeps its uses and ranges when the other goes."""
    wider, key = add_activity(scenario, "Breakfast", like="video")
    wider = replace(
        wider, {f"activities.{key}.meal_fee": "1..2..3", f"strategies.online.times_per_year.{key}": "1..2..3"}
    )
    after = delete(wider, "activities.breakfast")
    assert key == "breakfast_2"
    assert set(after.ranges) == {f"activities.{key}.meal_fee", f"strategies.online.times_per_year.{key}"}
    assert after.strategies["online"].times_per_year[key] == 2


@FEW
@given(ranged(), st.data())
def test_nothing_speaks_of_what_was_deleted(before, data):
    """After a deletion no number and no range lies in the branch that is gone, and all others stay as they were."""
    branch = data.draw(st.sampled_from(["activities", "strategies"]))
    key = data.draw(st.sampled_from(sorted(getattr(before, branch))))
    path = f"{branch}.{key}"
    after = delete(before, path)
    kept = {name for name in parameters(before) if not speaks_of(name, path)}
    assert set(parameters(after)) == kept
    assert dict(after.ranges) == {name: spread for name, spread in before.ranges.items() if name in kept}


@FEW
@given(ranged(), NAMES, st.data())
def test_adding_and_deleting_is_as_if_nothing_had_been(before, name, data):
    """What is added, from nothing or as a copy, and deleted again leaves no trace."""
    add, branch = data.draw(st.sampled_from([(add_activity, "activities"), (add_strategy, "strategies")]))
    like = data.draw(st.sampled_from(["", *getattr(before, branch)]))
    after, key = add(before, name, like)
    assert delete(after, f"{branch}.{key}") == before


@FEW
@given(ranged())
def test_the_old_scenario_stays_as_it_was(before):
    """Adding, copying and deleting give new scenarios, and change nothing in the one that they were given."""
    was = before.model_dump()
    add_activity(before, "Padel", like="breakfast")
    add_strategy(before, "Mine", like="online")
    delete(before, "activities.breakfast")
    delete(before, "strategies.blended")
    assert before.model_dump() == was


def test_the_presets_own_strategies_keep_their_colours():
    """The first to be added has the fourth colour, and one that is deleted frees its own."""
    assert free_slot(FIXED) == 4
    assert free_slot(["face_to_face", "blended"]) == 2
    assert free_slot([*FIXED, "mix_4", "mix_6"]) == 5


def test_a_key_that_names_no_colour_takes_the_lowest():
    """A strategy from a file, whose key says no colour, has the lowest that the others leave."""
    assert free_slot(["mine"]) == 2
    assert free_slot([*FIXED, "mine", "mix_5"]) == 6


@given(
    st.lists(st.sampled_from([*FIXED, "mine", "yours", *(f"mix_{i}" for i in range(1, 20))]), unique=True, max_size=11)
)
def test_a_new_strategy_never_meets_its_own_key(keys):
    """Whatever strategies there are, one more has a key of its own."""
    before = assumptions.scenario("uk-owner")
    tree = {
        **before.model_dump(),
        "ranges": {},
        "strategies": {key: {"name": key, "times_per_year": {}} for key in keys},
    }
    after, key = add_strategy(Scenario.model_validate(tree), "One more")
    assert key not in keys
    assert list(after.strategies) == [*keys, key]


def _numbers(scenario, key):
    return [path for path in parameters(scenario) if path.startswith(f"activities.{key}.")]


@pytest.mark.parametrize("activity", assumptions.scenario("uk-owner").activities)
def test_an_activity_dropped_and_taken_up_is_as_it_was(activity):
    """What no strategy does any more costs nothing there, and comes back as often as another scenario has it."""
    before = assumptions.scenario("uk-owner")
    without = drop(before, activity)
    assert not any(activity in mix.times_per_year for mix in without.strategies.values())
    assert without.activities == before.activities
    again = take_up(without, activity, before)
    for key, mix in before.strategies.items():
        assert again.strategies[key].times_per_year.get(activity, 0) == mix.times_per_year.get(activity, 0)


def test_an_activity_that_no_preset_does_is_taken_up_monthly_by_what_is_like_it():
    """A new meeting in person is once a month in each mix that meets in person, and in no other."""
    wider, key = add_activity(assumptions.scenario("uk-owner"), "Padel night", like="event")
    found = take_up(wider, key, assumptions.scenario("uk-owner"))
    assert [mix.times_per_year.get(key) for mix in found.strategies.values()] == [12, None, 12]


def test_a_strategy_without_an_activity_stands_beside_the_others():
    """The copy does all but the one, with the ranges of the rest, and the strategy itself stays as it was."""
    times = "strategies.face_to_face.times_per_year"
    start = replace(
        assumptions.scenario("uk-owner"), {f"{times}.breakfast": "30..44..47", f"{times}.lunch": "2..6..12"}
    )
    found, key = edits.without(start, "face_to_face", "breakfast", "No club")
    mix = start.strategies["face_to_face"]
    assert found.strategies["face_to_face"] == mix
    assert found.strategies[key].times_per_year == {k: n for k, n in mix.times_per_year.items() if k != "breakfast"}
    own = {path for path in found.ranges if path.startswith(f"strategies.{key}.")}
    assert own == {f"strategies.{key}.times_per_year.lunch"}


@pytest.mark.parametrize("branch", ["activities", "strategies"])
def test_what_is_deleted_makes_no_other_number_ones_own(branch):
    """After a delete the numbers that count as one's own are those of before, less those that went."""
    mine = replace(
        assumptions.scenario("uk-owner"),
        {"profile.hourly_value": 33, "activities.lunch.meal_fee": 9, "strategies.blended.times_per_year.lunch": 7},
    )
    own = {path for path, mark in assumptions.marks(mine).items() if mark == "yours"}
    for key in getattr(mine, branch):
        left = edits.delete(mine, f"{branch}.{key}")
        marks = assumptions.marks(left)
        assert {path for path, mark in marks.items() if mark == "yours"} == own & marks.keys()


@pytest.mark.parametrize("branch", ["activities", "strategies"])
def test_a_copy_makes_no_number_ones_own(branch):
    """What a copy has in common with its original rests on the same; what is changed in it is one's own."""
    add, leaf = (add_activity, "session_minutes") if branch == "activities" else (add_strategy, "times_per_year.phone")
    owner = assumptions.scenario("uk-owner")
    for like in getattr(owner, branch):
        copied, key = add(owner, "Another", like=like)
        assert "yours" not in assumptions.marks(copied).values()
        changed = f"{branch}.{key}.{leaf}"
        marks = assumptions.marks(replace(copied, {changed: 333}))
        assert [path for path, mark in marks.items() if mark == "yours"] == [changed]
    new, key = add(owner, "Padel")
    own = replace(new, {f"{branch}.{key}.{leaf}": 60})
    assert [path for path, mark in assumptions.marks(own).items() if mark == "yours"] == [f"{branch}.{key}.{leaf}"]
