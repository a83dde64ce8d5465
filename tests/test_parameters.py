"""Paths: every number and word by its name, and changes through one door."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import parameters as registry
from calculator.changes import check, replace
from calculator.errors import BadInput, UnknownPath
from calculator.model import Range
from calculator.notation import written
from calculator.parameters import get, parameters, spread_of, text, words
from tests.strategies import lively, scenarios

ALL_KINDS = st.one_of(lively(), scenarios())
MEAL = "activities.breakfast.meal_fee"


def said(scenario, changes):
    """What is said against changes, as text."""
    with pytest.raises(BadInput) as caught:
        replace(scenario, changes)
    return str(caught.value)


# -- the registry ---------------------------------------------------------------------------------------------


def test_every_number_of_the_tree_has_a_path(scenario):
    """What is a number in the file is a parameter, and nothing else is."""
    tree = scenario.model_dump()
    del tree["ranges"]

    def leaves(branch, root=""):
        for key, value in branch.items():
            if isinstance(value, dict):
                yield from leaves(value, f"{root}{key}.")
            elif isinstance(value, float) or key in ("start_hour", "most_per_year"):
                yield f"{root}{key}"

    absent = {"strategies.face_to_face.times_per_year.video", "strategies.online.times_per_year.breakfast"}
    assert set(parameters(scenario)) == set(leaves(tree)) | absent


def test_a_parameter_says_what_it_is_called_and_takes(scenario):
    """The label comes from the activity's name and the field's title, the bounds and unit from the field."""
    known = parameters(scenario)
    assert known[MEAL].label == "Breakfast club: meal fee"
    assert known[MEAL].allowed == "a number from 0 to 200 (money)"
    assert known["activities.breakfast.start_hour"].allowed.endswith(", or none")
    assert known["strategies.online.times_per_year.video"].label == "Online: Video call, times a year"
    assert known["profile.years"].label == "Years looked ahead"
    assert known["protected.school_run.end_hour"].label == "School run: end"


def test_labels_and_paths_are_all_different(scenario):
    """No two numbers have the same label, so a message can be followed without its path."""
    labels = [known.label for known in parameters(scenario).values()]
    assert len(set(labels)) == len(labels)


def test_every_word_has_a_path(scenario):
    """Names, media, days, goal, currency and unit can be read and set by path."""
    expected = {"name", "currency", "distance_unit", "goal"}
    expected |= {f"activities.{key}.{word}" for key in scenario.activities for word in ("name", "medium", "days")}
    expected |= {f"strategies.{key}.name" for key in scenario.strategies} | {"protected.school_run.days"}
    assert set(words(scenario)) == expected


# -- get and text ---------------------------------------------------------------------------------------------


def test_get_reads_numbers_words_and_what_is_not_there(scenario):
    """A number, a word, no fixed hour, and no time a year of what a strategy does not use."""
    assert get(scenario, MEAL) == 14
    assert get(scenario, "activities.breakfast.days") == ("thu",)
    assert get(scenario, "activities.video.start_hour") is None
    assert get(scenario, "strategies.online.times_per_year.breakfast") == 0


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("activities.brekfast.meal_fee", "Did you mean activities.breakfast.meal_fee?"),
        ("profile.hourly_valu", "Did you mean profile.hourly_value?"),
        ("activities.breakfast.nam", "Did you mean activities.breakfast.name?"),
        ("zzz", "There is no parameter 'zzz'."),
        ("", "There is no parameter ''."),
        ("profile", "There is no parameter 'profile'."),
        ("profile.years.x", "There is no parameter"),
        ("ranges.profile.years.low", "There is no parameter"),
        ("x" * 10_000, "xxx…'."),
        ("profile.__class__", "There is no parameter"),
    ],
)
def test_an_unknown_path_is_named_with_the_closest(scenario, path, hint):
    """Reading and writing a misspelt path both say which one was probably meant, and stay short."""
    with pytest.raises(UnknownPath) as caught:
        get(scenario, path)
    assert hint in str(caught.value)
    assert hint in said(scenario, {path: "1"})
    assert len(str(caught.value)) < 200


@given(ALL_KINDS)
def test_text_gives_everything_back(scenario):
    """Every number and word, written as links write it and put back, leaves the scenario as it was."""
    written = {path: text(scenario, path) for path in [*parameters(scenario), *words(scenario)]}
    put_back = replace(scenario, written)
    for path in written:
        assert get(put_back, path) == get(scenario, path), path
    assert put_back.ranges == scenario.ranges


@given(ALL_KINDS, st.data())
def test_a_range_is_written_in_a_row(scenario, data):
    """The text of a number with a range gives number and range back."""
    path = data.draw(st.sampled_from(sorted(parameters(scenario))))
    known = parameters(scenario)[path]
    shares = sorted(data.draw(st.lists(st.integers(0, 100), min_size=3, max_size=3, unique=True)))
    low, likely, high = (known.low + (known.high - known.low) * share / 100 for share in shares)
    ranges = {path: Range(low=low, high=high)}
    tree = scenario.model_copy(update={"ranges": ranges})
    value = get(tree, path)
    if value is not None and low <= value <= high:
        assert tuple(spread_of(tree, path)) == (low, value, high)
        assert text(tree, path) == "..".join(map(written, (low, value, high)))
    else:
        assert text(tree, path) == written(value)
    row = "..".join(map(written, (low, likely, high)))
    if not check(scenario, {path: row}):
        found = replace(scenario, {path: row})
        assert (text(found, path), get(found, path)) == (row, likely)


# -- replace --------------------------------------------------------------------------------------------------


@given(ALL_KINDS, st.data())
def test_replace_changes_what_it_says_and_nothing_else(scenario, data):
    """A change moves its own path, leaves every other as it was, and leaves the scenario it was given alone."""
    before = scenario.model_dump_json()
    path = data.draw(st.sampled_from(sorted(parameters(scenario))))
    known = parameters(scenario)[path]
    value = known.low + (known.high - known.low) * data.draw(st.integers(0, 100)) / 100
    if check(scenario, {path: value}):
        return  # bounds are held, but not what must hold between numbers
    found = replace(scenario, {path: value})
    assert scenario.model_dump_json() == before
    assert get(found, path) == value
    others = [other for other in [*parameters(scenario), *words(scenario)] if other != path]
    assert [get(found, other) for other in others] == [get(scenario, other) for other in others]


@given(ALL_KINDS, st.dictionaries(st.text(max_size=20), st.text(max_size=20) | st.floats() | st.none(), max_size=3))
def test_any_changes_are_refused_in_words(scenario, changes):
    """No path and no value makes a change fail in any other way than with faults."""
    faults = check(scenario, changes)
    assert len(faults) >= len(changes)  # no such text is the path of a number or word
    assert all(fault.message.endswith((".", "?")) for fault in faults)


@given(st.data())
def test_any_value_at_any_path_is_refused_in_words_or_taken(scenario, data):
    """Whatever is put at a path is taken within its bounds, or refused with a fault at that path."""
    path = data.draw(st.sampled_from([*parameters(scenario), *words(scenario)]))
    value = data.draw(st.text(max_size=12) | st.floats() | st.integers() | st.none() | st.booleans())
    faults = check(scenario, {path: value})
    if path not in parameters(scenario):
        assert not faults or path.split(".")[-1] in " ".join(fault.path for fault in faults)
    elif not faults:
        assert parameters(scenario)[path].takes(get(replace(scenario, {path: value}), path))


def test_nothing_to_change_changes_nothing(scenario):
    """Without changes the scenario is the same."""
    assert replace(scenario, {}) == scenario


@pytest.mark.parametrize(
    ("value", "number"),
    [(18, 18), ("18", 18), ("18,5", 18.5), ("£18.50", 18.5), (" 18 ", 18), ("12..18..30", 18), ("12..30", 21)],
)
def test_a_number_may_be_written_as_people_write_it(scenario, value, number):
    """Text is parsed: a currency sign, a decimal comma, a range."""
    assert get(replace(scenario, {MEAL: value}), MEAL) == number


def test_a_share_may_be_per_cent_and_an_hour_a_time(scenario):
    """35 % is 0.35, a quarter to seven is 6.75, and a value with thousands set apart is one number."""
    changes = {"pipelines.clients.close_rate": "35 %", "activities.breakfast.start_hour": "6:45"}
    found = replace(scenario, {**changes, "pipelines.clients.value_per_win": "12,500"})
    assert [get(found, path) for path in changes] == [0.35, 6.75]
    assert get(found, "pipelines.clients.value_per_win") == 12_500


def test_a_plain_number_ends_the_range(scenario):
    """A range stands until a number without one takes its place; another path's range stays."""
    ranged = replace(scenario, {MEAL: "12..18..30", "profile.years": "1..1..3"})
    found = replace(ranged, {MEAL: 20})
    assert set(found.ranges) == {"profile.years"}
    assert set(ranged.ranges) == {MEAL, "profile.years"}


def test_no_fixed_hour_is_none_and_nothing_else_is(scenario):
    """A start can be none; the price of a meal cannot."""
    path = "activities.breakfast.start_hour"
    for none in ("none", "", None):
        assert get(replace(scenario, {path: none}), path) is None
        assert "it takes a number from 0 to 200 (money)." in said(scenario, {MEAL: none})


def test_an_activity_is_added_to_a_mix(scenario):
    """A time a year of what a strategy did not use makes it part of the mix."""
    path = "strategies.online.times_per_year.breakfast"
    assert replace(scenario, {path: 4}).strategies["online"].times_per_year == {"video": 100, "breakfast": 4}


@pytest.mark.parametrize(
    "value",
    [
        "forty",
        "999",
        "-1",
        "12..300",
        "-5..10",
        "30..18..12",
        "nan",
        "inf",
        "1 2",
        True,
        math.nan,
        math.inf,
        10**400,
        [],
    ],
)
def test_a_wrong_value_is_named_with_what_would_do(scenario, value):
    """Out of bounds, out of order, or no number: the sentence says what the field takes, and nothing is changed."""
    found = said(scenario, {MEAL: value})
    assert found.startswith("Breakfast club: meal fee is ")
    order = " A range goes low..likely..high." if ".." in str(value) else ""
    assert found.endswith(f"it takes a number from 0 to 200 (money).{order} [{MEAL}]")


def test_all_faults_of_all_changes_are_said_at_once(scenario):
    """A number, a path, a word and what no longer holds together are one list."""
    changes = {MEAL: "forty", "profile.yaers": 1, "goal": "love", "activities.breakfast.pitch_seconds": 3600}
    found = said(scenario, changes)
    for part in ("meal fee is forty", "Did you mean profile.years?", "goal is 'love'", "need 1800 minutes"):
        assert part in found
    assert len(check(scenario, changes)) == 4


def test_check_finds_nothing_where_replace_does_not_fail(scenario):
    """Checking says what replacing would, and nothing where it would do."""
    assert check(scenario, {MEAL: 18}) == ()
    assert [fault.path for fault in check(scenario, {MEAL: 999})] == [MEAL]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("name", "Mine", "Mine"),
        ("activities.breakfast.name", "Frühstück 🍳", "Frühstück 🍳"),
        ("activities.breakfast.days", "Mon, Thursday", ("mon", "thu")),
        ("activities.breakfast.medium", "video", "video"),
        ("currency", "CAD", "CAD"),
        ("distance_unit", "km", "km"),
    ],
)
def test_words_are_set_as_numbers_are(scenario, path, value, expected):
    """Names, days, media, currency and unit go through the same door."""
    assert get(replace(scenario, {path: value}), path) == expected


# -- names that changed ---------------------------------------------------------------------------------------


def test_an_old_path_keeps_working(monkeypatch, scenario):
    """A renamed path is understood wherever a path is, with any one part in place of a star."""
    renamed = {"profile.rate": "profile.hourly_value", "activities.*.meal": "activities.*.meal_fee"}
    monkeypatch.setattr(registry, "RENAMED", renamed)
    assert get(scenario, "activities.breakfast.meal") == 14
    found = replace(scenario, {"profile.rate": 50, "activities.breakfast.meal": "12..18..30"})
    assert (found.profile.hourly_value, get(found, MEAL)) == (50, 18)
    assert set(found.ranges) == {MEAL}
    assert registry.current("activities.breakfast.meal.more") == "activities.breakfast.meal.more"
    assert "Breakfast club: meal fee is 999" in said(scenario, {"activities.breakfast.meal": 999})
