"""The tables in data/: complete, sourced, in bounds, and unchanged once released. How one is added: data/README.md."""

import csv
import hashlib
import re
from pathlib import Path

import pytest

from calculator import checks
from calculator.assumptions import DATA, NATURE, OURS, Assumption, assumptions, editions, presets, scenario, sources
from calculator.assumptions import rows as rows_of
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.model import Activity, Pipeline, Profile, is_number
from calculator.parameters import parameters

PRESETS = list(presets())
COUNTRIES = {"uk-owner": "GBP", "uk-job-seeker": "GBP", "us-owner": "USD", "ca-owner": "CAD", "de-owner": "EUR"}
STRATEGIES = {"face_to_face", "online", "blended"}
KINDS = {"industry_survey", "measured_study", "official_rate", "official_statistic", "published_price", "vendor_claim"}
CHOICES = {"profile.years", "profile.hours_per_week", "profile.cash_per_year"}
_CLAIMS = """E009 E010 E011 E012 E013 E026 E086 E087 E091 E092 E093 E094 E095 E097 E099 E100 E135 E155 E158
E236 E237 E238"""
OPINION = frozenset(re.findall(r"E\d{3}", _CLAIMS))
"""Claims, opinions and ratios on a tiny base: fit to be quoted beside a result, never to be a default."""
WORDS = ("activities", "strategies", "windows", "presets")
"""Tables that hold words, not assumptions."""
EDITIONS = DATA / "editions.sha256"


def rows() -> list[tuple[str, Assumption]]:
    """Every assumption of every preset, with the preset's id."""
    return [(preset, row) for preset in PRESETS for row in assumptions(preset).values()]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files() -> list[Path]:
    """Every table of assumptions of every edition."""
    return [path for edition in editions() for path in (DATA / edition).rglob("*.csv") if path.stem not in WORDS]


def named(text: str) -> set[str]:
    """The ids of evidence that a text names."""
    return set(re.findall(r"\bE\d{3}\b", text))


def known(edition: str) -> set[str]:
    """The fields that an edition has a number for; one that came later cannot have a row there."""
    tables = [path for path in files() if path.is_relative_to(DATA / edition)]
    return {row["path"].rpartition(".")[2] for path in tables for row in table(path)}


def chosen(path: str) -> bool:
    """Whether a number is a choice or a limit, which no formula draws."""
    return path in CHOICES or ".times_per_year." in path or path.endswith(".most_per_year")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_has_a_row(preset: str) -> None:
    """No number of a preset comes from a default in the code, but for fields that its edition is too old to know."""
    found, used = parameters(scenario(preset)), scenario(preset)
    mixes = {f"strategies.{s}.times_per_year.{a}" for s, mix in used.strategies.items() for a in mix.times_per_year}
    starts = {f"activities.{key}.start_hour" for key, item in used.activities.items() if item.start_hour is None}
    needed = {path for path in found if ".times_per_year." not in path} - starts | mixes
    if presets()[preset].edition != editions()[0]:
        there = known(presets()[preset].edition)
        needed = {path for path in needed if path in mixes or path.rpartition(".")[2] in there}
    assert needed == set(assumptions(preset))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_is_ordered_and_in_bounds(preset: str) -> None:
    """Low, value and high stand in that order, and each would be taken in a field of the app."""
    for path, row in assumptions(preset).items():
        assert row.low <= row.value <= row.high, path
        assert all(parameters(scenario(preset))[path].takes(end) for end in (row.low, row.high)), path


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_are_whole(preset: str) -> None:
    """A preset has the three strategies, both goals, all four media and no warning against it."""
    found = scenario(preset)
    assert set(found.strategies) == STRATEGIES
    assert set(found.pipelines) == {"clients", "role"}
    assert set(found.media) == {"in_person", "video", "phone", "written"}
    assert checks.warnings(found.model_dump()) == []
    assert found.currency == COUNTRIES[preset.removesuffix("-" + presets()[preset].edition)]


def test_the_default_is_the_british_owner() -> None:
    """The app opens with the newest edition of the UK small-business owner, and no preset has been taken out."""
    assert PRESETS[0] == f"uk-owner-{editions()[0]}"
    assert {presets()[key].short for key in PRESETS} == set(COUNTRIES)


def test_countries_have_numbers_of_their_own() -> None:
    """Each preset states its own wage, mileage, weeks, budget, dues, travel and worth of a win."""
    own = ["profile.hourly_value", "profile.mileage_rate", "profile.weeks_per_year", "profile.cash_per_year"]
    own += ["activities.breakfast.annual_dues", "activities.breakfast.meal_fee", "activities.breakfast.travel_minutes"]
    own += ["pipelines.clients.value_per_win", "pipelines.role.value_per_win"]
    for key in PRESETS:
        preset = presets()[key]
        stated = {row["path"] for row in table(DATA / preset.edition / "presets" / f"{preset.short}.csv")}
        assert set(own) <= stated, key


def test_a_preset_repeats_nothing_shared() -> None:
    """A row of a preset's own file differs from the shared row, or there is none."""
    for edition in editions():
        shared = {row["path"]: row for row in table(DATA / edition / "assumptions.csv")}
        for path in (DATA / edition / "presets").iterdir():
            assert [row["path"] for row in table(path) if row == shared.get(row["path"])] == [], path.name


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_path_stands_twice_in_a_file(path: Path) -> None:
    """Each number has one row in a file."""
    paths = [row["path"] for row in table(path)]
    assert len(paths) == len(set(paths))


def test_every_cited_source_exists() -> None:
    """The source of a row and every id in a note can be looked up."""
    cited = {row.source.id for _, row in rows()} | {key for _, row in rows() for key in named(row.note)}
    assert cited <= set(sources())


def test_every_source_is_cited() -> None:
    """No source is listed that nothing rests on: no number, no note, no row of the calibration."""
    cited = {row.source.id for _, row in rows()} | {key for _, row in rows() for key in named(row.note)}
    assert set(sources()) == cited | named((DATA / "calibration.csv").read_text("utf-8"))


def test_sources_say_where_they_are() -> None:
    """A source has a title, a publisher, a year and an address; ours and nature have none of these."""
    for source in sources().values():
        if source.id in (OURS, NATURE):
            assert (source.publisher, source.year, source.url) == ("", "", "")
            continue
        assert source.kind in KINDS, source.id
        assert source.title, source.id
        assert source.publisher, source.id
        assert re.fullmatch(r"(19|20)\d\d", source.year), source.id
        assert re.match(r"https?://", source.url), source.id


def test_no_default_rests_on_folklore_or_opinion() -> None:
    """What is only said, or claimed for a result, is no source of a number and is not brought up in its note."""
    assert [row.path for _, row in rows() if row.source.kind == "folklore"] == []
    assert [row.path for _, row in rows() if {row.source.id, *named(row.note)} & OPINION] == []


def test_every_number_says_what_it_is() -> None:
    """Each row has a sentence of its own, short enough for a hint."""
    for preset, row in rows():
        assert row.note.endswith("."), (preset, row.path)
        assert 10 <= len(row.note) < 200, (preset, row.path)
        assert "!" not in row.note, (preset, row.path)


def test_what_is_so_by_nature_has_no_range() -> None:
    """What simply does not apply is exact: 0, or 1 for the yardstick and for the one person met."""
    for _, row in rows():
        if row.source.id == NATURE:
            assert row.low == row.value == row.high, row.path
            assert row.value in (0, 1), row.path


def test_choices_have_no_range() -> None:
    """How often, how often at most and how long is the user's to choose, so not uncertain, and nobody published it."""
    for _, row in rows():
        if chosen(row.path):
            assert row.low == row.value == row.high, row.path
            assert row.source.id == OURS, row.path
            assert row.note.endswith("yours to change.") or row.note.endswith("yours to choose."), row.path


def test_what_is_uncertain_has_a_range() -> None:
    """Anything else that is an assumption of ours has room on one side at least."""
    others = [row for _, row in rows() if not chosen(row.path)]
    assert [row.path for row in others if row.source.id == OURS and row.low == row.high] == []


@pytest.mark.parametrize("preset", [key for key in PRESETS if "owner" in key])
def test_the_breakfast_meets_the_school_run(preset: str) -> None:
    """An early breakfast takes protected time in an owner's presets, and staying at the desk takes none."""
    results = evaluate(Cases(scenario(preset)))
    hours = dict(zip(results.strategies, results.protected_hours[0], strict=True))
    assert hours["face_to_face"] > hours["blended"] > 0
    assert hours["online"] == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_no_mix_goes_beyond_its_ceilings(preset: str) -> None:
    """No strategy of a preset does an activity more often than the preset says that there are people for."""
    found = scenario(preset)
    for mix in found.strategies.values():
        for key, times in mix.times_per_year.items():
            assert times <= (found.activities[key].most_per_year or times), key


@pytest.mark.parametrize("preset", PRESETS)
def test_the_budgets_hold_every_mix(preset: str) -> None:
    """Nobody starts over budget: each mix fits the hours and the money that its preset can spare."""
    results, profile = evaluate(Cases(scenario(preset))), scenario(preset).profile
    assert (results.hours_per_week <= profile.hours_per_week).all()
    assert (results.cash / profile.years <= profile.cash_per_year).all()


def test_the_model_has_no_field_without_numbers() -> None:
    """Every number of the person, of an activity and of a pipeline is set somewhere in the tables."""
    leaves = {row.path.rpartition(".")[2] for _, row in rows()}
    for kind in (Profile, Activity, Pipeline):
        assert {name for name, field in kind.model_fields.items() if is_number(field)} <= leaves


def test_the_rows_of_copies_keep_their_order() -> None:
    """Copies of a strategy have rows in the copies' own order, the same in every process."""
    uk = scenario("uk-owner")
    copies = {f"mix_{number}": uk.strategies["online"] for number in range(4, 12)}
    grown = uk.model_copy(update={"strategies": uk.strategies | copies})
    told = dict.fromkeys(path.split(".")[1] for path in rows_of(grown) if path.startswith("strategies.mix_"))
    assert list(told) == list(copies)


def test_editions_never_change() -> None:
    """A released edition is what was shared, so its files stay to the letter, with none added or missing."""
    released = dict(reversed(line.split()) for line in EDITIONS.read_text("utf-8").splitlines())
    there = [path for edition in editions() for path in sorted((DATA / edition).rglob("*")) if path.is_file()]
    found = {path.relative_to(DATA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    changed = sorted(set(found.items()) ^ set(released.items()))
    assert changed == [], "editions never change once released: make a new folder"
