"""The workbook is a second reckoning: its formulas, worked out elsewhere, give what the engine gives."""

import io
import re
import zipfile

import pytest
from hypothesis import Phase, given, seed, settings

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.exports.workbook import NAMES, workbook
from calculator.exports.workbook.warmth import STEPS
from calculator.model import Scenario
from calculator.parameters import parameters
from tests.exports import workbooks
from tests.exports.workbooks import cell, differences, expected, opened, shown
from tests.strategies import lively, scenarios

PRESETS = ("uk-owner", "uk-job-seeker")
"""One of each goal; other currencies and units are among the generated scenarios."""
GENERATED = 4
"""Generated scenarios of each kind that go through LibreOffice."""
CHANGES = {
    "profile.hourly_value": 33.5,
    "profile.years": 3.25,
    "activities.breakfast.meal_fee": 21.0,
    "activities.breakfast.days": "mon fri",
    "activities.breakfast.start_hour": 8.0,
    "activities.phone.medium": "video",
    "activities.conference.start_hour": 7.5,
    "activities.conference.days": "Tuesday, Wednesday",
    "protected.school_run.end_hour": 9.75,
    "strategies.online.times_per_year.breakfast": 3.0,
    "pipelines.clients.churn": 0.0,
}
"""What is changed in a workbook by hand: numbers and words, each of which moves results."""
FUNCTIONS = {
    "ABS", "AND", "CHOOSE", "EXP", "FIXED", "IF", "INDEX", "ISNUMBER", "LN", "MATCH", "MAX", "MIN", "OR", "SEARCH",
    "SQRT", "SUM", "SUMPRODUCT",
}  # fmt: skip
"""Known to Excel 2010 and LibreOffice 7, and none of them recalculates unasked."""
HOSTILE = ('=HYPERLINK("http://example.org","x")', "+cmd|' /C calc'!A0", "@SUM(1)", '=1+1"&A1&"')


def generated(strategy, count):
    """The same scenarios at every run."""
    found = []

    @seed(2026)
    @settings(max_examples=count, phases=[Phase.generate], database=None)
    @given(strategy)
    def collect(scenario):
        found.append(scenario)

    collect()
    return found


def examples():
    """Scenarios by name: the presets, and as users could make them."""
    found = {name: assumptions.scenario(name) for name in PRESETS}
    for kind, strategy in (("any", scenarios()), ("lively", lively())):
        found |= {f"{kind}-{index}": scenario for index, scenario in enumerate(generated(strategy, GENERATED))}
    return found


def edited(data, changes):
    """The workbook after somebody has typed into its input cells."""
    book, file = opened(data, values=False), io.BytesIO()
    for path, value in changes.items():
        cell(book, path).value = value
    book.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Every example with what LibreOffice makes of its formulas, the stored values having been spoilt."""
    workbooks.office()
    found = examples()
    books = {name: workbooks.poisoned(workbook(scenario)) for name, scenario in found.items()}
    found["edited"] = replace(found["uk-owner"], CHANGES)
    books["edited"] = edited(books["uk-owner"], CHANGES)
    done = workbooks.recalculated(books, tmp_path_factory.mktemp("workbooks"))
    return {name: (scenario, opened(done[name])) for name, scenario in found.items()}


# -- the numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_recalculated(recalculated, name):
    """LibreOffice works out every measure of a preset as the engine does, to 1e-9."""
    scenario, book = recalculated[name]
    assert differences(shown(book), expected(scenario)) == {}


@pytest.mark.parametrize("kind", ["any", "lively"])
def test_generated_scenarios_are_recalculated(recalculated, kind):
    """LibreOffice works out every measure of any scenario as the engine does, none included."""
    found = {name: pair for name, pair in recalculated.items() if name.startswith(kind)}
    assert len(found) == GENERATED
    for name, (scenario, book) in found.items():
        assert differences(shown(book), expected(scenario)) == {}, name


def test_a_changed_cell_changes_the_comparison(recalculated):
    """Numbers and words typed into the Inputs give what the engine makes of the changed scenario."""
    scenario, book = recalculated["edited"]
    assert differences(shown(book), expected(scenario)) == {}
    assert shown(book) != shown(recalculated["uk-owner"][1])


def test_the_sentence_follows(recalculated):
    """The headline is the page's until a cell is changed; then it says what each costs as things are now."""
    said = {name: recalculated[name][1]["Results"]["A2"].value for name in ("uk-owner", "edited")}
    assert said["uk-owner"].startswith(Study(recalculated["uk-owner"][0]).headline.sentence)
    assert re.match(r"Over [\d.]+ years?, counting your time: Face to face costs £[\d,]+; ", said["edited"])


def test_nothing_fails_in_a_cell(recalculated):
    """No formula comes to an error, in any scenario."""
    for name, (_, book) in recalculated.items():
        failed = [each.coordinate for sheet in book for row in sheet for each in row if each.data_type == "e"]
        assert failed == [], name


def test_the_last_step_is_idle(recalculated):
    """The steps that find the first win have come to rest before the last of them."""
    for name, (_, book) in recalculated.items():
        rows = {row[0]: [each for each in row[2:] if each is not None] for row in book["Model"].values}
        last, end = (rows[f"Years after step {number}"] for number in (STEPS - 1, STEPS))
        assert last == pytest.approx(end, rel=1e-10), name


@settings(max_examples=8)
@given(scenarios() | lively())
def test_stored_values_are_right(scenario):
    """A viewer that cannot calculate shows the engine's numbers: the value beside each formula is its own."""
    assert differences(shown(opened(workbook(scenario))), expected(scenario)) == {}


def test_the_poison_is_noticed():
    """A workbook that is not recalculated after its stored values were spoilt agrees nowhere."""
    scenario = assumptions.scenario("uk-owner")
    spoilt = shown(opened(workbooks.poisoned(workbook(scenario))))
    assert set(spoilt.values()) == {workbooks.POISON}


# -- the file ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def preset():
    """The workbook of the first preset."""
    return workbook(assumptions.scenario("uk-owner"))


def test_the_sheets(preset):
    """Results come first, then what they rest on."""
    assert opened(preset).sheetnames == list(NAMES)


def test_every_number_has_its_path(preset):
    """Each number of the scenario stands in an unlocked cell that bears its path as a name."""
    scenario, book = assumptions.scenario("uk-owner"), opened(preset)
    for path in parameters(scenario):
        found = cell(book, path)
        assert not found.protection.locked, path
    assert cell(book, "activities.breakfast.meal_fee").value == scenario.activities["breakfast"].meal_fee


def test_bounds_are_watched(preset):
    """An input cell takes what the field takes, and says so."""
    book = opened(preset)
    rules = {str(rule.sqref): rule for rule in book["Inputs"].data_validations.dataValidation}
    rule = rules[cell(book, "activities.breakfast.meal_fee").coordinate]
    assert (rule.type, float(rule.formula1), float(rule.formula2)) == ("decimal", 0, 200)
    assert rule.error == "It takes a number from 0 to 200 (money)."


def test_formulas_read_well(preset):
    """A formula names its inputs by their paths, and the rows of the model by theirs."""
    written = {each.value for row in opened(preset, values=False)["Model"] for each in row}
    assert "=activities.lunch.travel_minutes*(1-activities.lunch.travel_working_share)" in written
    assert "=SUMPRODUCT(mix.online,each.travel_minutes)*profile.years/60" in written


def test_only_plain_functions(preset):
    """No macro, no link to elsewhere, nothing volatile, nothing that an older Excel lacks."""
    parts = zipfile.ZipFile(io.BytesIO(preset))
    assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
    assert not [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
    formulas = [each.value for sheet in opened(preset, False) for row in sheet for each in row if each.data_type == "f"]
    used = {word for text in formulas for word in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", text))}
    assert used <= FUNCTIONS
    assert max(map(len, formulas)) < 8192


def test_words_stay_words():
    """What looks like a formula in a person's words is shown as it was typed, and runs nowhere."""
    scenario = assumptions.scenario("uk-owner")
    names = dict(zip(("name", *(f"strategies.{key}.name" for key in scenario.strategies)), HOSTILE, strict=True))
    data = workbook(replace(scenario, {**names, "activities.breakfast.name": HOSTILE[0]}))
    book = opened(data, values=False)
    for path, words in names.items():
        assert (cell(book, path).data_type, cell(book, path).value) == ("s", words)
        assert cell(book, path).quotePrefix
    formulas = [each.value for sheet in book for row in sheet for each in row if each.data_type == "f"]
    assert not [text for text in formulas if any(words in text for words in HOSTILE)]
    assert [opened(data)["Results"].cell(4, column).value for column in (3, 4, 5)] == list(HOSTILE[1:])


@pytest.mark.parametrize("strategies", [0, 1, 6, 12])
def test_any_number_of_strategies(strategies):
    """Nothing to compare, one or a dozen: the file opens, and its charts have as many bars."""
    tree = assumptions.scenario("uk-owner").model_dump()
    kept = list(tree["strategies"].items())[:strategies]
    more = {f"mix_{i}": {**tree["strategies"]["blended"], "name": f"Mix {i} " * 9} for i in range(4, 1 + strategies)}
    scenario = Scenario.model_validate({**tree, "strategies": {**dict(kept), **more}, "ranges": {}})
    data = workbook(scenario)
    assert differences(shown(opened(data)), expected(scenario)) == {}
    charts = opened(data)["Results"]._charts
    assert len(charts) == (3 if strategies else 0)
    assert all(series.val.numRef.f.startswith("Results!$C$") for chart in charts for series in chart.series)


def test_no_activities():
    """A comparison of nothing costs nothing, and nothing holds it back."""
    scenario = assumptions.scenario("uk-owner")
    empty = {key: {"name": mix.name, "times_per_year": {}} for key, mix in scenario.strategies.items()}
    tree = {**scenario.model_dump(), "activities": {}, "strategies": empty, "ranges": {}}
    bare = Scenario.model_validate(tree)
    assert differences(shown(opened(workbook(bare))), expected(bare)) == {}


def test_it_is_small():
    """A preset's workbook is under 120 kB, and has fewer than 4,000 formulas to work out."""
    data = workbook(assumptions.scenario("us-owner"))
    formulas = [each for sheet in opened(data, False) for row in sheet for each in row if each.data_type == "f"]
    assert len(data) < 120_000
    assert len(formulas) < 4_000
