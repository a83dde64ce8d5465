"""The scenario: frozen, bounded, and held together."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calculator import checks
from calculator.changes import replace
from calculator.documents import validated
from calculator.errors import BadInput
from calculator.model import Activity, Pipeline, Profile, Scenario, Window, is_number
from calculator.parameters import parameters
from tests.strategies import lively, scenarios

KINDS = (Profile, Window, Activity, Pipeline)
NUMBERS = [(kind, name) for kind in KINDS for name, field in kind.model_fields.items() if is_number(field)]


def tree_with(scenario, path, value):
    """The plain tree with one value put at a path, unchecked."""
    tree = scenario.model_dump()
    *branches, leaf = path.split(".")
    branch = tree
    for part in branches:
        branch = branch[part]
    branch[leaf] = value
    return tree


def faults(tree):
    """Everything that is wrong with a tree, as text."""
    with pytest.raises(BadInput) as caught:
        validated(tree)
    return str(caught.value)


@pytest.mark.parametrize(("kind", "name"), NUMBERS, ids=lambda value: getattr(value, "__name__", value))
def test_every_number_says_its_title_unit_and_bounds(kind, name):
    """Each number has a title, a unit, a step and bounds, from which every door takes its words."""
    field = kind.model_fields[name]
    assert field.title
    assert field.json_schema_extra["unit"]
    assert field.json_schema_extra["step"] > 0
    low, high = (next(getattr(m, end) for m in field.metadata if hasattr(m, end)) for end in ("ge", "le"))
    assert low < high


@pytest.mark.parametrize("path", ["profile.years", "activities.breakfast.meal_fee", "pipelines.clients.churn"])
def test_bounds_themselves_are_allowed_and_nothing_beyond(scenario, path):
    """The lowest and the highest number will do; the next one beyond, true, text, NaN and infinity will not."""
    known = parameters(scenario)[path]
    for value in (known.low, known.high):
        validated(tree_with(scenario, path, value))
    beyond = [math.nextafter(known.low, -math.inf), math.nextafter(known.high, math.inf)]
    for value in (*beyond, True, "one", None, math.nan, math.inf, 10**400, [1]):
        assert f"it takes {known.allowed}" in faults(tree_with(scenario, path, value))


@given(st.one_of(lively(), scenarios()))
def test_a_valid_scenario_is_its_own_tree(scenario):
    """What a valid scenario dumps is a valid scenario again, and the same."""
    assert Scenario.model_validate(scenario.model_dump()) == scenario


def test_a_scenario_is_frozen(scenario):
    """No field of any branch can be set."""
    for branch in (scenario, scenario.profile, scenario.activities["breakfast"]):
        with pytest.raises(ValidationError):
            branch.name = "Other"


def test_an_activity_left_blank_takes_and_costs_nothing():
    """All numbers of an activity are optional and begin at 0; a start or a ceiling that is not given is none."""
    activity = Activity(name="Walk", medium="in_person")
    numbers = {name: getattr(activity, name) for kind, name in NUMBERS if kind is Activity}
    assert numbers.pop("start_hour") is numbers.pop("most_per_year") is None
    assert set(numbers.values()) == {0}


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ("Mon, Tuesday", ("mon", "tue")),
        ("mon tue", ("mon", "tue")),
        ("THU;sa", ("thu", "sat")),
        (["Wednesday", "fri"], ("wed", "fri")),
        ("", ()),
        ([], ()),
    ],
)
def test_days_as_people_write_them(given, days):
    """Short or long, in a row or as a list, with commas or capitals: a day is a day."""
    assert Activity(name="Club", medium="in_person", days=given).days == days


@pytest.mark.parametrize("given", ["m", "t", "funday", "mon funday", ["mon", 3], 5, None, {"mon": 1}, "monn"])
def test_what_is_no_day_is_refused(scenario, given):
    """One letter is no day, and neither is a number."""
    assert "activities.breakfast.days" in faults(tree_with(scenario, "activities.breakfast.days", given))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"activities.breakfast.days": "mon mon"}, "a day stands twice"),
        ({"activities.breakfast.days": ["mon", "Monday"]}, "a day stands twice"),
        ({"activities.breakfast.pitch_seconds": 181}, "31 people at 181 seconds need 90.5 minutes; the session has 90"),
        ({"activities.breakfast.start_hour": 0.25}, "must lie within one day"),
        ({"activities.breakfast.start_hour": 22.5}, "must lie within one day"),
        ({"protected.school_run.end_hour": 8.5}, "ends before it starts"),
        ({"activities.video.medium": "phone"}, "medium phone has no richness"),
        ({"goal": "role"}, "pipelines.role is missing"),
        ({"currency": "GBX"}, "three letters of ISO 4217"),
    ],
)
def test_what_does_not_hold_together_is_said(scenario, changes, sentence):
    """Days twice, rounds that outlast the session, journeys over midnight and missing branches each get a sentence."""
    with pytest.raises(BadInput, match=sentence):
        replace(scenario, changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"activities.breakfast.pitch_seconds": 180}, "a round that fills the session to the second"),
        ({"activities.breakfast.start_hour": 0.5}, "leaving home at midnight"),
        ({"activities.breakfast.start_hour": 22}, "home by midnight"),
        ({"protected.school_run.start_hour": 0, "protected.school_run.end_hour": 24}, "a whole day"),
    ],
)
def test_what_just_holds_together_is_allowed(scenario, changes, why):
    """The edges themselves will do."""
    assert replace(scenario, changes), why


def test_windows_may_touch_and_not_overlap(scenario):
    """Protected time may begin where another ends, but no earlier on a day that both have."""
    tree = scenario.model_dump()
    tree["protected"]["breakfast"] = {"days": ["fri"], "start_hour": 7.5, "end_hour": 8.5}
    assert validated(tree)
    tree["protected"]["breakfast"]["end_hour"] = 8.75
    assert "overlaps" in faults(tree)
    tree["protected"]["breakfast"]["days"] = ["sat"]
    assert validated(tree)


def test_an_unknown_activity_in_a_mix_is_an_error(scenario):
    """A strategy cannot use what is not there; the closest activity is suggested."""
    tree = scenario.model_dump()
    tree["strategies"]["online"]["times_per_year"]["brekfast"] = 3
    assert "there is no activity 'brekfast'. Did you mean breakfast?" in faults(tree)


def test_more_than_once_a_day_is_a_warning(scenario):
    """Seven times a week are fine, once more is asked about, and neither is an error."""
    path = "strategies.online.times_per_year.video"
    assert checks.warnings(replace(scenario, {path: 350}).model_dump()) == []
    found = checks.warnings(replace(scenario, {path: 351}).model_dump())
    assert [fault.path for fault in found] == [path]


def test_a_range_that_does_not_hold_its_value_is_a_warning(scenario):
    """A range beside its value is said and left aside, and no error."""
    tree = scenario.model_dump()
    tree["ranges"] = {"profile.years": {"low": 2.0, "high": 3.0}}
    assert [fault.path for fault in checks.warnings(validated(tree).model_dump())] == ["ranges.profile.years"]
