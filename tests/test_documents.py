"""Scenario files: what is written is read, and whatever else is read is refused in words."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import parameters as registry
from calculator.documents import LIMIT, load, read, validated, write
from calculator.errors import BadInput, CalculatorError
from calculator.model import Range, Scenario
from calculator.parameters import parameters
from tests.conftest import worked_example
from tests.strategies import lively, scenarios

EXAMPLE = worked_example()
VALID = json.loads(EXAMPLE)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("1..2..3"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def message(content):
    """What is said about a text that is no scenario."""
    with pytest.raises(CalculatorError) as caught:
        read(content, "my.json")
    return str(caught.value)


def changed(**sections):
    """The worked example's text with fields of its sections set, or the section itself."""
    tree = json.loads(EXAMPLE)
    for section, fields in sections.items():
        if isinstance(fields, dict) and isinstance(tree.get(section), dict):
            tree[section].update(fields)
        else:
            tree[section] = fields
    return json.dumps(tree)


def breakfast(**fields):
    """The worked example's text with fields of the breakfast set."""
    return changed(activities={"breakfast": {**VALID["activities"]["breakfast"], **fields}})


def places(tree, root=()):
    """Every place in a tree, as the keys that lead there."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield (*root, key)
        yield from places(value, (*root, key))


# -- there and back -------------------------------------------------------------------------------------------


@given(st.one_of(lively(), scenarios()))
def test_what_is_written_is_read(scenario):
    """A scenario written to a file and read again is the same, to the last digit."""
    assert read(write(scenario)) == scenario


@given(st.one_of(lively(), scenarios()), st.data())
def test_ranges_are_written_and_read(scenario, data):
    """The range of any number survives the file."""
    path = data.draw(st.sampled_from(sorted(parameters(scenario))))
    known, value = parameters(scenario)[path], registry.get(scenario, path)
    if value:  # there is none where there is no fixed hour, or an activity is not in the mix
        ranged = scenario.model_copy(update={"ranges": {path: Range(low=known.low, high=value)}})
        assert read(write(ranged)) == ranged


def test_a_range_may_stand_where_its_number_is(scenario):
    """A file may say 12..18..30 wherever a number is, or 12..30 for the middle."""
    found = read(breakfast(meal_fee="12..18..30", travel_minutes="50..70"))
    assert found.activities["breakfast"].meal_fee == 18
    assert found.activities["breakfast"].travel_minutes == 60
    assert found.ranges["activities.breakfast.meal_fee"] == Range(low=12.0, high=30.0)
    assert found.ranges["activities.breakfast.travel_minutes"] == Range(low=50.0, high=70.0)


def test_a_file_is_loaded_by_its_path(tmp_path, scenario):
    """A file in UTF-8 is read, with or without a byte-order mark."""
    path = tmp_path / "Café.json"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + EXAMPLE.encode())
        assert load(path) == scenario


def test_reading_changes_nothing_of_what_it_was_given():
    """The tree that is validated is left as it was, ranges in a row and all."""
    tree = json.loads(breakfast(meal_fee="12..18..30"))
    before = json.loads(json.dumps(tree))
    validated(tree)
    assert tree == before


# -- files that are none --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "my.json is empty"),
        ("  \n", "my.json is empty"),
        ("\ufeff", "my.json is empty"),
        ("{", "my.json is not JSON: Expecting property name enclosed in double quotes at line 1, column 2."),
        ("PK\x03\x04\x00\x00", "my.json is not JSON"),
        ("null", "it is null, and should be an object"),
        ("[]", "it is a list, and should be an object"),
        ("5", "it is a number, and should be an object"),
        ('"text"', "it is a text, and should be an object"),
        ('{"name": 1, "name": 2}', "'name' stands twice in one place"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ('{"a": ' + "9" * 5000 + "}", "a number has 5,000 digits"),
        ("[" * 100_000 + "]" * 100_000, "nested too deep"),
        ('{"a":' * 40_000 + "1" + "}" * 40_000, "nested too deep"),
        ('{"name": "\\ud800"}', "half a character"),
        ('{"\\udfff": 1}', "half a character"),
        ("x" * (LIMIT + 1), f"over {LIMIT:,} characters long"),
        ("{" + ",".join(f'"k{i}":1' for i in range(20_000)) + "}", "an object has 20,000 fields"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_a_text_that_is_no_scenario_is_said_in_a_sentence(content, sentence):
    """Empty, binary, huge, too deep, twice the same key, no finite number: each has its sentence."""
    assert sentence in message(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00\x01", "is not text in UTF-8"),
        ("é".encode() * LIMIT, "characters long"),
        (b"x" + "é".encode() * LIMIT, "characters long"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_is_no_scenario_is_named(tmp_path, content, sentence):
    """Bytes that are no text, or far too many, are refused by the file's name."""
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(CalculatorError, match=rf"file\.json.*{sentence}"):
        load(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """A missing file and a folder are refused by name and reason."""
    with pytest.raises(CalculatorError, match=r"none\.json cannot be read: No such file"):
        load(tmp_path / "none.json")
    with pytest.raises(CalculatorError, match=r"cannot be read: Is a directory"):
        load(tmp_path)


# -- fields ---------------------------------------------------------------------------------------------------

YEARS = "Years looked ahead is {}; it takes a number from 0.25 to 10 (years). [profile.years]"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (99, "99"),
        (0, "0"),
        (True, "true"),
        (None, "null"),
        ([1], "a list"),
        ({}, "an object"),
        (1e308, "1e+308"),
        ("3..2..1", "'3..2..1'"),
        ("two", "'two'"),
    ],
)
def test_a_wrong_number_is_named_with_what_would_do(value, shown):
    """The sentence names the field, what was given, the range and the unit; true is no 1."""
    expected = YEARS.format(shown)
    if ".." in shown:
        expected = expected.replace(" [profile", " A range goes low..likely..high. [profile")
    assert expected in message(changed(profile={"years": value}))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (breakfast(meal_fee=999), "Breakfast club: meal fee is 999; it takes a number from 0 to 200 (money)."),
        (breakfast(meal_fe=9), "There is no 'activities.breakfast.meal_fe' in a scenario. Did you mean meal_fee?"),
        (breakfast(name=""), "activities.breakfast.name is ''; it takes at least 1 character."),
        (breakfast(name="x" * 81), "it takes at most 80 characters."),
        (breakfast(medium="pigeon"), "it takes 'in_person', 'video', 'phone' or 'written'."),
        (breakfast(days="funday"), "it takes 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun'."),
        (breakfast(start_hour=25), "it takes a number from 0 to 24 (hours after midnight), or none."),
        (
            breakfast(meal_fee="12..18..300"),
            "The range of Breakfast club: meal fee ends at 300; it takes a number from 0",
        ),
        (changed(activities=[]), "activities is a list; it takes an object with fields."),
        (changed(goal="love"), "goal is 'love'; it takes 'clients' or 'role'."),
        (changed(currency="Pounds"), "it takes three letters of ISO 4217"),
        (changed(distance_unit="furlong"), "distance_unit is 'furlong'; it takes 'mile' or 'km'."),
        (changed(strategies={"My Mix": {}}), "a key takes lower-case letters, digits and _"),
        (changed(ranges={"profile.years": {"low": 3, "high": 2}}), "runs from 3 down to 2"),
        (changed(ranges={"profile.years": {"low": -5, "high": 2}}), "ends at -5; it takes a number from 0.25 to 10"),
        (changed(ranges={"profile.yaers": {"low": 1, "high": 2}}), "which names no number of this scenario"),
        (
            changed(ranges={"profile.years": {"low": "1", "high": 2}}),
            "ranges.profile.years.low is '1'; it takes a finite",
        ),
        (changed(ranges=[]), "ranges is a list; it takes an object with fields."),
        (changed(**{"profile.years": "1..2"}), "There is no 'profile.years' in a scenario."),
        (changed(**{"activities.new": {"meal_fee": "1..2"}}), "There is no 'activities.new' in a scenario."),
        (changed(**{"": 1}), "There is no '' in a scenario."),
        (changed(protected={str.lower(c): {} for c in "abc"}), "protected.a.start_hour is missing. It takes a number"),
        (
            changed(activities={f"a{i}": VALID["activities"]["video"] for i in range(60)}),
            "activities has 62 entries; a scenario holds 24 at most.",
        ),
    ],
)
def test_a_fault_says_what_would_do(content, sentence):
    """Every kind of fault has a sentence that names the place and what it takes."""
    assert sentence in message(content)


def test_every_missing_field_is_named():
    """An empty object lacks nine things, and each is named."""
    missing = [line for line in message("{}").splitlines() if line.endswith("is missing.")]
    assert len(missing) == 9


def test_all_faults_are_said_at_once():
    """Fields out of bounds, misspelt and missing, and what does not hold together, are one list."""
    tree = json.loads(breakfast(pitch_seconds=300, days="mon mon", start_hour=0.1, fee=3))
    tree["profile"]["years"] = 99
    del tree["profile"]["mileage_rate"]
    tree["strategies"]["online"]["times_per_year"]["vide"] = 3
    tree["protected"]["school_run"]["end_hour"] = 8
    found = message(json.dumps(tree))
    assert "8 faults" in found
    for part in (
        "Years looked ahead is 99",
        "profile.mileage_rate is missing",
        "no 'activities.breakfast.fee'",
        "need 150 minutes",
        "a day stands twice",
        "within one day",
        "no activity 'vide'. Did you mean video?",
        "ends before it starts",
    ):
        assert part in found


def test_one_mistake_is_one_fault():
    """A branch that is wrong as a whole is said once, and not for each thing that refers to it."""
    ranged = json.loads(breakfast(meal_fee="12..18..30"))
    for broken in ({**ranged, "activities": 5}, {**ranged, "profile": None}):
        assert message(json.dumps(broken)).count("\n") == 1
    assert message(breakfast(medium="pigeon")).count("\n") == 1


@pytest.mark.parametrize(
    "content",
    [
        changed(protected={f"w{i}": {"days": ["mon"], "start_hour": 1, "end_hour": 2} for i in range(1900)}),
        changed(strategies={"online": {"name": "Online", "times_per_year": {f"k{i}": 1 for i in range(1900)}}}),
        changed(profile={f"k{i}": 1 for i in range(1900)}),
        changed(ranges={f"profile.k{i}": {"low": 2, "high": 1} for i in range(1900)}),
        breakfast(days="xx " * 300_000),
        breakfast(days=["mon"] * 120_000),
    ],
    ids=["windows", "mix", "fields", "ranges", "words", "days"],
)
def test_a_file_of_nonsense_is_refused_in_no_time(content):
    """A thousand faults cost no more than a second and a hundred lines."""
    began = time.perf_counter()
    found = message(content)
    assert time.perf_counter() - began < 2
    assert len(found.splitlines()) <= 102


# -- names that changed ---------------------------------------------------------------------------------------


@pytest.fixture
def renamed(monkeypatch):
    """Two paths as if they had been renamed."""
    changes = {"profile.rate": "profile.hourly_value", "activities.*.meal": "activities.*.meal_fee"}
    monkeypatch.setattr(registry, "RENAMED", changes)


def test_an_old_file_is_still_read(renamed, scenario):
    """A path that has been renamed is understood where it stands, and in the ranges."""
    tree = json.loads(EXAMPLE)
    tree["profile"]["rate"] = tree["profile"].pop("hourly_value")
    tree["activities"]["breakfast"]["meal"] = "12..14..30"
    del tree["activities"]["breakfast"]["meal_fee"]
    tree["ranges"] = {"profile.rate": {"low": 20, "high": 40}}
    found = read(json.dumps(tree))
    assert found.profile == scenario.profile
    assert found.activities == scenario.activities
    assert found.ranges["profile.hourly_value"] == Range(low=20.0, high=40.0)
    assert found.ranges["activities.breakfast.meal_fee"] == Range(low=12.0, high=30.0)


def test_old_and_new_name_together_are_a_fault(renamed):
    """Where both names stand, the new one counts and the old one is named as unknown."""
    assert "There is no 'profile.rate' in a scenario." in message(changed(profile={"rate": 5}))


def test_an_old_name_without_its_branch_is_a_fault(monkeypatch):
    """A renamed path whose new place is not there is left where it is, and said."""
    monkeypatch.setattr(registry, "RENAMED", {"profile.rate": "media.phone.richness"})
    assert "There is no 'profile.rate' in a scenario." in message(changed(profile={"rate": 0.5}))


# -- anything at all ------------------------------------------------------------------------------------------


def outcome(content):
    """The scenario in a text, or what is said against it; any other exception is let through."""
    try:
        return read(content, "my.json")
    except CalculatorError as error:
        return error


def refused_or_valid(content):
    """Assert that a text is a scenario that can be written again, or is refused by name with faults in sentences."""
    found = outcome(content)
    if isinstance(found, CalculatorError):
        assert str(found).encode().startswith(b"my.json")
        faults = found.faults if isinstance(found, BadInput) else [found]
        assert faults
        assert all(str(getattr(fault, "message", fault)).endswith((".", "?")) for fault in faults)
    else:
        assert read(write(found)) == found


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_refused_in_words(content):
    """No text whatever makes reading fail in any other way than with a sentence."""
    refused_or_valid(content)


@given(JSON)
def test_any_json_is_refused_in_words(tree):
    """No JSON whatever does either, NaN and infinity and text in place of numbers included."""
    refused_or_valid(json.dumps(tree))


@given(st.data())
def test_any_mutation_of_a_scenario_is_refused_in_words_or_valid(data):
    """A scenario file in which any places hold anything, or nothing, is a scenario or a list of faults."""
    tree = json.loads(EXAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        *branches, leaf = data.draw(st.sampled_from(list(places(tree))))
        branch = tree
        for part in branches:
            branch = branch[part]
        if data.draw(st.booleans()):
            branch[leaf] = data.draw(JSON)
        elif isinstance(branch, dict):
            branch[data.draw(st.text(max_size=10) | st.sampled_from(["name", "days", "a.b"]))] = branch.pop(leaf)
    refused_or_valid(json.dumps(tree))


@given(st.data())
def test_any_value_in_any_field_is_named_or_taken(data):
    """A wrong value in one field is one fault or more, the first of which names that field."""
    tree = json.loads(EXAMPLE)
    path = data.draw(st.sampled_from(sorted(parameters(validated(tree)))))
    value = data.draw(st.none() | st.booleans() | st.floats(-1e4, 1e4) | st.text(max_size=10) | st.integers(-9, 9999))
    registry.put(tree, path, value)
    known, found = parameters(validated(VALID))[path], outcome(json.dumps(tree))
    if isinstance(found, Scenario):
        assert known.takes(value) or isinstance(value, str)  # a text that is taken is a range
    elif isinstance(value, bool | str) or not known.takes(value):
        assert found.faults[0].path == path
        assert known.allowed in found.faults[0].message
