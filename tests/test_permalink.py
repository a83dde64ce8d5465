"""Links: every scenario there and back, what a damaged one says, how long they are, and the golden ones."""

import base64
import csv
import json
import random
import re
import subprocess
import sys
import time
import zlib
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator import assumptions, edits, permalink
from calculator.changes import replace
from calculator.documents import validated
from calculator.errors import BadInput, Fault
from calculator.model import BRANCHES, DAYS, HOLDS
from calculator.notation import plain
from calculator.parameters import get, parameters
from calculator.permalink import LONGEST, READABLE, compact, decode, encode, explain, note, url, versions
from calculator.permalink.skips import MOST as SKIPS
from tests.golden_links import FOLDER, totals
from tests.strategies import FEW, scenarios

ROOT = Path(__file__).parent.parent
UK = assumptions.scenario("uk-owner")
BASE = "https://calculator.example.org/compare"
NAMES = st.sampled_from(
    ["Padel night", "Café ☕", " ", "15", "none", "1..2..3", "a&b=c", "比較", '"<script>"', "x" * 80]
)


def seeded(seed):
    """Chance that is the same each time."""
    return random.Random(seed)  # noqa: S311


def pack(content, version=1):
    """A packed part with any content and a checksum that fits."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = zlib.crc32(content).to_bytes(4, "big") + deflate.compress(content) + deflate.flush()
    return f"{version}.{base64.urlsafe_b64encode(body).decode().rstrip('=')}"


def messages(*pairs):
    """What is said of a link."""
    return [fault.message for fault in decode(pairs)[1]]


def shape(scenario):
    """The order in which a scenario shows what it has."""
    return [list(getattr(scenario, branch)) for branch in ("protected", "activities", "strategies")]


def steps(rng, scenario, count, ranged=False):
    """Changes of some numbers as people make them, a few presses of the button each."""
    found = {}
    for path in rng.sample(sorted(parameters(scenario)), 3 * count):
        known = parameters(scenario)[path]
        value = min(known.high, round(known.low + known.step * rng.randint(2, 60), 3))
        high = min(known.high, round(1.4 * value, 2))
        text = f"{plain(round(0.7 * value, 2))}..{plain(value)}..{plain(high)}" if ranged else plain(value)
        try:
            replace(scenario, {**found, path: text})
        except BadInput:
            continue
        found[path] = text
        if len(found) == count:
            break
    return found


def rich(rng, ranged):
    """Three activities and two strategies of one's own, all their numbers given, and thirty other changes."""
    made = UK
    for title, like in (("Rotary lunch", "breakfast"), ("Padel night", "event"), ("Alumni call", "")):
        made, key = edits.add_activity(made, title, like)
        mine = [path for path in parameters(made) if path.startswith(f"activities.{key}.")]
        fixed = {"people_in_round": "20", "pitch_seconds": "40", "session_minutes": "85", "travel_minutes": "35"}
        changes = {f"activities.{key}.{field}": value for field, value in fixed.items()}
        for path in (path for path in mine if path not in changes and not path.endswith("start_hour")):
            known = parameters(made)[path]
            value = min(known.high / 1.5, round(known.low + known.step * rng.randint(1, 40), 3))
            spread = f"{plain(round(0.8 * value, 2))}..{plain(value)}..{plain(round(1.3 * value, 2))}"
            changes[path] = spread if ranged else plain(value)
        made = replace(made, {**changes, f"activities.{key}.start_hour": "7.25", f"activities.{key}.days": "tue thu"})
    for title in ("My own mix", "Half and half"):
        made, key = edits.add_strategy(made, title)
        times = {f"strategies.{key}.times_per_year.{a}": plain(rng.randint(0, 60)) for a in made.activities}
        made = replace(made, times)
    return replace(made, steps(rng, UK, 30))


# -- there and back -------------------------------------------------------------------------------------------


def values(draw, known):
    """A number that the parameter takes, from everyday ones to the end of its bounds."""
    everyday = st.integers(0, 40).map(lambda n: min(known.high, known.low + n * known.step))
    wild = st.floats(known.low, known.high)
    return draw(st.one_of(everyday, everyday, st.sampled_from([known.low, known.high]), wild))


def changed(draw, made):
    """One number, perhaps with a range around it."""
    path = draw(st.sampled_from(sorted(parameters(made))))
    ends = sorted(values(draw, parameters(made)[path]) for _ in range(draw(st.sampled_from([1, 3]))))
    return replace(made, {path: "..".join(map(plain, ends))})


def worded(draw, made):
    """One word: a name, days, a medium, the goal, the currency."""
    days = st.lists(st.sampled_from(DAYS), unique=True, max_size=7).map(" ".join)
    activity = draw(st.sampled_from(sorted(made.activities) or ["none"]))
    words = {
        "name": NAMES,
        "goal": st.sampled_from(["clients", "role"]),
        "currency": st.sampled_from(["USD", "EUR"]),
        "distance_unit": st.sampled_from(["mile", "km"]),
        f"activities.{activity}.name": NAMES,
        f"activities.{activity}.days": days,
        f"activities.{activity}.medium": st.sampled_from(["phone", "written"]),
        f"activities.{activity}.start_hour": st.sampled_from(["none", "9.5", "13.1"]),
    }
    path = draw(st.sampled_from(sorted(words)))
    return replace(made, {path: draw(words[path])})


def added(draw, made):
    """An activity, a strategy or protected time of one's own, like another or not."""
    branch = draw(st.sampled_from(["activities", "strategies", "protected"]))
    if branch == "protected":
        return grafted(made, f"protected.gym_{draw(st.integers(0, 9))}", {"days": [], "start_hour": 1, "end_hour": 2.5})
    add = edits.add_activity if branch == "activities" else edits.add_strategy
    return add(made, draw(NAMES), draw(st.sampled_from(["", *getattr(made, branch)])))[0]


def deleted(draw, made):
    """One activity or strategy less, a place in a mix less, or something that the goal does not need."""
    members = [f"{branch}.{key}" for branch in ("activities", "strategies") for key in getattr(made, branch)]
    mixes = [(key, a) for key, mix in made.strategies.items() for a in mix.times_per_year]
    others = [f"{branch}.{key}" for branch in ("media", "pipelines", "protected") for key in getattr(made, branch)]
    one = draw(st.sampled_from([*members, *mixes, *others]))
    if one in members:
        return edits.delete(made, one)
    tree = made.model_dump()
    branch, key = one.split(".") if isinstance(one, str) else ("", "")
    home = tree[branch] if branch else tree["strategies"][one[0]]["times_per_year"]
    del home[key or one[1]]
    root = one if branch else f"strategies.{one[0]}.times_per_year.{one[1]}"
    tree["ranges"] = {path: r for path, r in tree["ranges"].items() if not f"{path}.".startswith(f"{root}.")}
    return validated(tree)


def rearranged(draw, made):
    """Another order of a branch, a range that does not hold its number or has no width, another preset's name."""
    kind, tree = draw(st.sampled_from(["order", "range", "preset", "zero"])), made.model_dump()
    if kind == "order":
        branch = draw(st.sampled_from(["activities", "strategies"]))
        tree[branch] = {key: tree[branch][key] for key in draw(st.permutations(list(tree[branch])))}
    elif kind == "range":
        path = draw(st.sampled_from([path for path in parameters(made) if get(made, path) and path in made.ranges]))
        low, high = sorted([values(draw, parameters(made)[path]), values(draw, parameters(made)[path])])
        tree["ranges"][path] = {"low": low, "high": draw(st.sampled_from([low, high]))}
    elif kind == "preset":
        tree["preset"] = draw(st.sampled_from(["", "none", "uk-owner-2031-05", "mine & yours"]))
    elif tree["strategies"] and tree["activities"]:
        mix = tree["strategies"][draw(st.sampled_from(list(tree["strategies"])))]["times_per_year"]
        mix.setdefault(draw(st.sampled_from(list(tree["activities"]))), 0.0)
    return validated(tree)


def grafted(made, path, member):
    """The scenario with one member more."""
    branch, key = path.split(".")
    tree = made.model_dump()
    tree[branch][key] = member
    return validated(tree)


@st.composite
def edited(draw):
    """A preset after some edits; one that the scenario refuses is not made."""
    made = assumptions.scenario(draw(st.sampled_from(list(assumptions.presets()))))
    for _ in range(draw(st.integers(0, 12))):
        edit = draw(st.sampled_from([changed, changed, worded, added, deleted, rearranged]))
        try:
            made = edit(draw, made)
        except BadInput:
            continue
    return made


def over_the_wire(scenario, form=None):
    """What a browser that opens the link of a scenario gives."""
    return decode(parse_qsl(permalink.query(encode(scenario, form)), strict_parsing=True))


@given(edited(), st.sampled_from([None, True, False]))
def test_a_link_holds_the_whole_scenario(made, form):
    """Whatever was edited, in either form, the link gives the scenario back, and in the same order."""
    found, faults = over_the_wire(made, form)
    assert (found, faults) == (made, [])
    assert shape(found) == shape(made)


@given(scenarios(), st.sampled_from([None, True, False]))
def test_a_scenario_without_preset_fits_too(made, form):
    """A scenario that comes from no preset is given back, and still says that it comes from none."""
    assert over_the_wire(made, form) == (made, [])


@pytest.mark.parametrize("preset", list(assumptions.presets()))
def test_a_preset_is_its_id(preset):
    """The link of a preset is its id with the edition, and nothing else, whatever form is asked for."""
    scenario = assumptions.scenario(preset)
    assert encode(scenario) == encode(scenario, compact=True) == [("preset", preset)]


def test_a_few_changes_can_be_read():
    """The example of the README is a link that a person can read."""
    link = url(replace(UK, {"activities.breakfast.meal_fee": 15}), BASE)
    assert link == f"{BASE}?preset={UK.preset}&activities.breakfast.meal_fee=15"


def test_names_are_in_a_link_where_they_are_the_scenarios():
    """What a person typed as a name is in the link; the names of the preset are not."""
    made = replace(UK, {"activities.breakfast.name": "Rotary"})
    assert encode(made)[1:] == [("activities.breakfast.name", "Rotary")]


def test_everything_of_the_largest_scenario_fits():
    """The most activities and strategies there may be, with the longest keys, are within the limits of a link."""
    tree = UK.model_dump()
    member = {**tree["activities"]["breakfast"], "days": ["mon"]}
    names = {
        branch: [f"{branch[0] * 37}_{n:02}" for n in range(HOLDS[branch])] for branch in ("activities", "strategies")
    }
    tree["activities"] = {key: {**member, "meal_fee": n / 7 + 0.1} for n, key in enumerate(names["activities"])}
    mix = dict.fromkeys(tree["activities"], 1 / 3)
    tree["strategies"] = {
        f"{'s' * 37}_{n:02}": {"name": f"S{n}", "times_per_year": mix} for n in range(HOLDS["strategies"])
    }
    tree["ranges"] = {}
    made = validated(tree)
    assert over_the_wire(made) == (made, [])


# -- how long a link is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_ten_changes_fit_in_400_characters(seed):
    """Ten changed numbers, from any part of the scenario, with the address of the app."""
    assert len(url(replace(UK, steps(seeded(seed), UK, 10)), BASE)) <= 400


@pytest.mark.parametrize("ranged", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_a_rich_scenario_fits_in_1800_characters(seed, ranged):
    """Three own activities with all their numbers, two own strategies and thirty changes, ranges and all."""
    made = rich(seeded(seed), ranged)
    assert note(made, BASE) == ""
    assert over_the_wire(made) == (made, [])


def test_what_does_not_fit_a_messenger_is_said():
    """A link that is too long is still whole, and a sentence names its length."""
    made = rich(seeded(1), ranged=True)
    made = replace(made, {path: f"{n / 7}" for n, path in enumerate(parameters(made)) if "times_per_year" in path})
    count = len(url(made, BASE, [("period", "week")]))
    assert count > LONGEST
    assert note(made, BASE, [("period", "week")]) == (
        f"This link has {count:,} characters; some messengers cut links over 1,800."
    )
    assert over_the_wire(made) == (made, [])


def test_the_shorter_form_is_taken():
    """Up to the length that a person reads it is readable; beyond it, the shorter of the two."""
    rng = seeded(7)
    for count in range(1, 30):
        made = replace(UK, steps(rng, UK, count))
        readable = len(permalink.query(encode(made, compact=False)))
        assert (encode(made)[1][0] != "s") == (readable <= READABLE)
        assert len(permalink.query(encode(made))) <= readable


def test_a_url_keeps_what_the_base_has():
    """The base may have a query and a fragment of its own."""
    assert url(UK, "http://localhost:8501") == f"http://localhost:8501/?preset={UK.preset}"
    assert url(UK, "https://a.org/b?lang=en#top", [("period", "week")]) == (
        f"https://a.org/b?lang=en&preset={UK.preset}&period=week#top"
    )


# -- what is said of a link that does not fit -----------------------------------------------------------------


def test_readable_settings_go_before_packed_ones():
    """Both forms may be mixed; what a person adds by hand is what they see."""
    made = replace(UK, {"profile.years": 3, "profile.hourly_value": 50})
    found, faults = decode([*encode(made, compact=True), ("profile.hourly_value", "60")])
    assert (found, faults) == (replace(made, {"profile.hourly_value": 60}), [])
    made = edits.delete(made, "activities.forum")
    found, faults = decode([*encode(made, compact=True), ("without", "strategies.online")])
    assert (found, faults) == (edits.delete(made, "strategies.online"), [])


def test_the_packed_tree_is_that_of_a_file():
    """The tree in the packed part is that of a scenario file, less what does not differ."""
    made = replace(UK, {"profile.years": 3, "activities.breakfast.meal_fee": "12..18..30"})
    text = dict(encode(made, compact=True))["s"]
    body = base64.urlsafe_b64decode(text[2:] + "==")
    assert json.loads(zlib.decompress(body[4:], -15)) == {
        "profile": {"years": 3},
        "activities": {"breakfast": {"meal_fee": "12..18..30"}},
    }


@cache
def whole():
    """A packed link of a rich scenario."""
    return encode(rich(seeded(3), ranged=True))


@pytest.mark.parametrize("kept", [2, 3, 7, 8, 9, 100, 101, 102, 103, -30, -3, -2, -1])
def test_a_link_that_was_cut_off_is_recognised(kept):
    """Wherever a messenger cuts it, the link opens on its preset and says what happened, and no number is half read."""
    preset, (_, packed) = whole()
    found, faults = decode([preset, ("s", packed[:kept]), ("profile.years", "3")])
    assert found == replace(UK, {"profile.years": 3})
    assert explain(faults) == (
        "This link was cut off on its way: the end of its packed part is missing. The settings in it are left out; "
        "ask for the link again, or for the scenario as a file. Everything else is as it was shared."
    )


@pytest.mark.parametrize("ending", [".", ")", ",", "\n", " ", "=", '"', ").", "=="])
def test_what_a_mail_adds_to_a_link_does_no_harm(ending):
    """A full stop after the link, or a line break in it, is none of its packed part."""
    preset, (_, text) = whole()
    wanted = decode(whole())
    assert decode([preset, ("s", text + ending)]) == wanted
    assert decode([preset, ("s", f"{text[:70]}\r\n{text[70:]}")]) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not one of ours"),
        ("hello", "is not one of ours"),
        ("0.AAAA", "is not one of ours"),
        ("1.é", "is not one of ours"),
        ("1.AAAA____", "altered on its way"),
        (f"1.A{pack(b'{}')[3:]}", "checksum does not fit"),
        (pack(b" " * 100_001), "unfolds to over 100,000"),
        (pack(b"0" * 2_000_000), "unfolds to over 100,000"),
        (pack(b"[" * 90_000), "holds no settings"),
        (pack(b'{"profile":' * 9_000), "holds no settings"),
        (pack(b'{"a":' * 20 + b"1" + b"}" * 20), "is no number and no word"),
        (pack(b"\xff\xfe"), "holds no settings"),
        (pack(b"[1,2]"), "'s' in the packed part is no number and no word"),
        (pack(b'{"profile":{"years":[3]}}'), "'profile.years' in the packed part is no number and no word"),
        (pack(b'{"profile":{"years":null}}'), "'profile.years' in the packed part is no number and no word"),
        (
            pack(b'{"profile":{"years":1' + b"0" * 9000 + b"}}"),
            "profile.years has 9,001 characters; a value takes at most 200.",
        ),
        (pack(b'{"profile":{"years":NaN}}'), "Years looked ahead is NaN"),
        (pack(b'{"name":"\\ud800"}'), "holds no settings"),
        (pack(b"[", 9), "Made by a later version. The packed part of this link holds no settings."),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_a_broken_packed_part_is_said(text, said):
    """Whatever a packed part holds, it is said in a sentence, at once, and all else is used."""
    started = time.process_time()
    found, faults = decode([("preset", UK.preset), ("s", text), ("profile.hourly_value", "31")])
    assert time.process_time() - started < 1
    assert found.profile.hourly_value == 31
    assert len(faults) == 1
    assert said in faults[0].message
    json.dumps([found.name, *map(str, faults)], ensure_ascii=False).encode()


def test_a_later_version_is_said():
    """What a later version knows and this one does not is listed in one sentence; the rest is used."""
    content = b'{"profile":{"years":3,"patience":2},"activities":{"breakfast":{"tips":1}}}'
    found, faults = decode([("preset", UK.preset), ("s", pack(content, 7))])
    assert found == replace(UK, {"profile.years": 3})
    sentence = "Made by a later version; 2 numbers were left out: `profile.patience`, `activities.breakfast.tips`."
    assert faults == [Fault("", sentence)]
    assert messages(("v", "2"), ("profile.patience", "2")) == [
        "Made by a later version; 1 number was left out: `profile.patience`."
    ]
    assert messages(("v", "2"), ("profile.years", "2")) == []


@pytest.mark.parametrize("version", ["0", "-1", "two", "1.5", "²", "99999"])
def test_a_version_that_is_none_is_said(version):
    """A version that is no whole number is a fault, and the link is read as one of schema 1."""
    assert messages(("v", version)) == [f"The version of this link is '{version}'; it takes a whole number from 1."]


def test_settings_that_do_not_fit_are_said():
    """A misspelt path has its hint, a number out of bounds its bounds, and the rest is as it was shared."""
    link = [("activities.brekfast.meal_fee", "15"), ("profile.years", "40"), ("profile.hourly_value", "31")]
    found, faults = decode(link)
    assert found.profile.hourly_value == 31
    assert "Did you mean activities.breakfast.meal_fee?" in faults[0].message
    assert faults[1].message == "Years looked ahead is 40; it takes a number from 0.25 to 10 (years)."
    assert explain(faults) == (
        "This link has 2 settings we could not use: `activities.brekfast.meal_fee`, `profile.years`. "
        "Everything else is as it was shared."
    )
    assert explain([]) == ""


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("preset", "uk-ownr"), "There is no preset 'uk-ownr'"),
        (("without", "strategies.onlin"), "There is no 'strategies.onlin' to leave out."),
        (("without", "pipelines.clients"), "pipelines.clients is missing"),
        (("without", "media.in_person"), "medium in_person has no richness"),
        (("without", "profile.years"), "There is no 'profile.years' to leave out."),
        (("order", "strategies.onlin"), "There is no 'strategies.onlin' to put first."),
        (("origin", "x" * 81), "The origin has 81 characters"),
        (("activities.pa-del.name", "Padel"), "'pa-del' cannot be added"),
        (("ranges.profile.years", "soon"), "The range of Years looked ahead is soon; it takes a number"),
        (("ranges.profile.years", "1..99"), "is 1..99; it takes a number from 0.25 to 10 (years), such as 12..30."),
        (("ranges.profile.patience", "1..2"), "names no number"),
        (("activities.breakfast.session_minutes", "5"), "Lengthen one or shorten the other."),
    ],
    ids=lambda value: "=".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_each_word_of_a_link_says_what_it_takes(pair, said):
    """A word that cannot be used is a fault with its reason, and what stands beside it is used."""
    found, faults = decode([pair, ("profile.hourly_value", "31")])
    assert found.profile.hourly_value == 31
    assert faults
    assert said in faults[0].message


def test_an_edition_that_is_not_here_opens_on_the_newest():
    """A link to a later edition of a preset that we know opens on that preset, not on the default, and says so."""
    found, faults = decode([("preset", "us-owner-2031-05"), ("profile.years", "3")])
    assert found == replace(assumptions.scenario("us-owner"), {"profile.years": 3})
    assert faults[0].message.startswith("There is no preset 'us-owner-2031-05'.")
    assert faults[0].message.endswith(f"of {assumptions.editions()[0]} instead.")


def test_changes_that_fit_only_together_survive_one_that_does_not():
    """Protected time is moved as a whole although a third change, named nowhere, cannot be used."""
    link = {"protected.school_run.start_hour": "18", "protected.school_run.end_hour": "20"}
    found, faults = decode([("activities.breakfast.session_minutes", "5"), *link.items()])
    assert (found.protected["school_run"].start_hour, found.protected["school_run"].end_hour) == (18, 20)
    assert len(faults) == 1


def test_what_others_hang_on_a_link_is_none_of_ours():
    """Marks of newsletters and networks, and how the page shows a scenario, are passed over without a word."""
    pairs = [
        ("utm_source", "x"),
        ("fbclid", "1"),
        ("ref", "a"),
        ("embed", "true"),
        ("period", "week"),
        ("view", "odds"),
    ]
    assert decode(pairs) == (UK, [])


def test_a_link_of_nonsense_is_named_as_far_as_it_is_read():
    """Hundreds of unknown settings, of additions, of ranges and of what is gone are each named."""
    found, faults = decode([(f"a.x{n}.m", "1") for n in range(600)])
    assert (found, len(faults)) == (UK, 600)
    found, faults = decode([(f"activities.x{n}.name", "X") for n in range(200)])
    assert len(found.activities) == HOLDS["activities"]
    assert len(faults) == 200 - HOLDS["activities"] + len(UK.activities)
    _, faults = decode([(f"ranges.x{n}", "1..2") for n in range(400)])
    assert len(faults) == 400
    _, faults = decode([("without", ",".join(f"media.x{n}" for n in range(600)))])
    assert len(faults) == 600
    assert "untried" in faults[-1].message


PATHS = [*parameters(UK), "name", "preset", "without", "order", "origin", "v", "s", "ranges.profile.years", ""]
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["none", "1..2", "3..2..1", "1e999", "-0", "inf", "activities.call,preset", "mon mon", "0.5", "12"]
    ),
)


@given(st.lists(st.tuples(st.sampled_from(PATHS) | st.text(max_size=20), TEXTS), max_size=12))
def test_no_link_raises(pairs):
    """Whatever the settings are, there is a scenario whose own link is whole."""
    found, _ = decode(pairs)
    assert over_the_wire(found) == (found, [])


@cache
def forms():
    """A valid link in both forms."""
    made = rich(seeded(5), ranged=True)
    return [permalink.query(encode(made, form)) for form in (False, True)]


@given(st.data(), st.booleans())
def test_no_damage_raises(data, form):
    """A valid link with characters changed, lost, added or moved opens, and says what it lost."""
    text = forms()[form]
    for _ in range(data.draw(st.integers(1, 3))):
        at, until = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
        insert = data.draw(st.sampled_from(["", "", "A", "=", "&", "%", ".", "ß"]))
        text = text[:at] + insert + text[data.draw(st.sampled_from([at, at + 1, until])) :]
    found, _ = decode(parse_qsl(text, keep_blank_values=True))
    assert over_the_wire(found) == (found, [])


@given(st.binary(max_size=60), st.integers(1, 3))
def test_no_packed_content_raises(content, version):
    """Bytes that no version ever packed, with a checksum that fits, are said or used."""
    found, _ = decode([("s", pack(content, version))])
    assert found.preset == UK.preset


@given(st.recursive(NAMES | st.integers() | st.floats() | st.none(), lambda inner: st.dictionaries(NAMES, inner)))
def test_no_packed_tree_raises(tree):
    """Trees of any shape, with numbers of any size, are said or used."""
    found, _ = decode([("s", pack(json.dumps({"profile": tree, "name": "Mine"}).encode()))])
    assert found.name == "Mine"


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}(\.[a-z]{7,9}){0,3}", fullmatch=True), st.text(), max_size=6))
def test_packed_text_comes_back_to_the_letter(settings):
    """'15', '15.0', '015' and '1e3' stay what they are, although numbers are packed as numbers."""
    texts = ["15", "15.0", "015", "1e3", "-0", "0.1", "1e22", "9" * 20, "nan", "5e-324", "1.", "-1", "1-1"]
    pairs = [*settings.items(), *((f"x{n}", text) for n, text in enumerate(texts))]
    keys = [key for key, _ in pairs]
    assume(not any(other.startswith(f"{key}.") for key in keys for other in keys))
    assert sorted(compact.unpacked(compact.packed(pairs, 1), 1, [])[1]) == sorted(pairs)


# -- versions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("migration", versions.MIGRATIONS)
def test_a_migration_does_what_its_sample_says(migration):
    """Each migration is pure, still gives its frozen sample, and takes whatever a stranger may have typed."""
    before = list(migration.before)
    assert migration.change(before) == migration.after
    assert before == migration.before
    migration.change([("", ""), ("preset", "x"), ("activities.breakfast.travel_minutes", "soon")])


def doubled(pairs):
    """A migration such as there may be: years were once half-years."""
    return [(key, f"{float(value) / 2:g}" if key == "profile.years" else value) for key, value in pairs]


def test_an_older_link_is_migrated(monkeypatch):
    """A link without a version is of schema 1 and migrated; one that states the newest is taken as it is."""
    made = replace(UK, {"profile.years": 3})
    old = [("preset", UK.preset), ("profile.years", "6")]
    old_packed = [("preset", UK.preset), ("s", pack(b'{"profile":{"years":6}}'))]
    monkeypatch.setattr(versions, "MIGRATIONS", (versions.Migration(doubled, [], []),))
    assert decode(old) == decode(old_packed) == (made, [])
    assert encode(made) == [("preset", UK.preset), ("v", "2"), ("profile.years", "3")]
    for form in (True, False):
        assert over_the_wire(made, form) == (made, [])


def test_a_renamed_path_needs_no_migration(monkeypatch):
    """A path with another name is read under its new one, in both forms, and in ranges too."""
    monkeypatch.setattr("calculator.parameters.RENAMED", {"activities.*.breakfast_fee": "activities.*.meal_fee"})
    made = replace(UK, {"activities.breakfast.meal_fee": 15})
    assert decode([("activities.breakfast.breakfast_fee", "15")]) == (made, [])
    assert decode([("s", pack(b'{"activities":{"breakfast":{"breakfast_fee":15}}}'))]) == (made, [])


# -- golden links ---------------------------------------------------------------------------------------------

ANNOUNCE = (
    "A link that was shared shows other totals. If that is meant, name the change in CHANGELOG.md, with its reason, "
    "and correct the file by hand; links are never taken out of it."
)


def golden():
    """The links on file by what they show, each with its query and its totals by strategy."""
    found = {}
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                _, rows = found.setdefault(f"{file.stem}: {row.pop('shows')}", (row.pop("link"), []))
                rows.append(row)
    return found


GOLDEN = golden()


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_link_opens_as_it_did(name):
    """Every link that was ever put on file opens without a fault, with the totals that it had then."""
    link, wanted = GOLDEN[name]
    found, faults = decode(parse_qsl(link, keep_blank_values=True))
    assert faults == [], ANNOUNCE
    now = totals(found)
    assert [row["strategy"] for row in now] == [row["strategy"] for row in wanted], ANNOUNCE
    for row, before in zip(now, wanted, strict=True):
        for measure in ("hours", "cash", "cost", "wins"):
            assert float(row[measure]) == pytest.approx(float(before[measure]), rel=1e-12, abs=1e-12), ANNOUNCE


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_link_is_written_again(name):
    """The scenario of a golden link is whole in a link of today, in either form."""
    found, _ = decode(parse_qsl(GOLDEN[name][0], keep_blank_values=True))
    for form in (True, False):
        assert over_the_wire(found, form) == (found, [])


def test_golden_links_are_of_all_kinds():
    """Among them are every preset, both goals, both forms, ranges, additions and what was left out."""
    links = " ".join(link for link, _ in GOLDEN.values())
    assert all(preset in links for preset in assumptions.presets())
    assert all(kind in links for kind in ("s=1.", "without=", "order=", "goal=", "ranges.", "..", ".name=", "origin="))
    assert all(branch in links for branch in BRANCHES)


# -- the page about links -------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")


def test_the_script_opens_links_without_us(tmp_path):
    """The script of the page, on its own, prints the settings of every golden link, of each in either form."""
    script = re.search(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1]
    assert len([line for line in script.splitlines() if line.strip()]) <= 20
    assert "calculator" not in script
    (tmp_path / "open_link.py").write_text(script, encoding="utf-8")
    links = [f"{BASE}?{link}" for link, _ in GOLDEN.values()] + [f"{BASE}?{permalink.query(whole())}"]
    command = [sys.executable, "-I", "open_link.py", *links]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ran.stderr == ""
    for link, part in zip(links, ran.stdout.strip().split("\n\n"), strict=True):
        printed = [tuple(line.split(" = ", 1)) for line in part.splitlines()]
        assert decode(printed) == decode(parse_qsl(urlsplit(link).query))


def test_the_script_says_when_a_link_is_damaged(tmp_path):
    """A link that was cut off is an error in the script too, and no wrong numbers."""
    script = re.search(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1]
    (tmp_path / "open_link.py").write_text(script, encoding="utf-8")
    packed = whole()[1][1]
    for text in (packed[:-9], f"{packed[:40]}A{packed[41:]}"):
        command = [sys.executable, "-I", "open_link.py", f"{BASE}?s={text}"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode != 0
        assert "profile" not in ran.stdout


def test_the_links_of_the_page_open():
    """Each link that the page shows is one that the calculator opens without a fault."""
    links = re.findall(r"^\?(\S+)$", PAGE, re.MULTILINE)
    assert len(links) >= 3
    for link in links:
        assert decode(parse_qsl(link))[1] == [], link


@FEW
@given(scenarios(), st.data())
def test_what_was_skipped_survives_the_link_and_changes_no_number(scenario, data):
    """Any numbers of any scenario may be skipped: they come back in their order, and the scenario is the same."""
    paths = data.draw(st.lists(st.sampled_from(sorted(parameters(scenario))), unique=True, max_size=SKIPS))
    pairs = parse_qsl(permalink.query([*encode(scenario), *permalink.skips(paths)]))
    opened, faults = decode(pairs)
    assert (opened, faults) == (scenario, [])
    assert permalink.skipped(dict(pairs).get("skipped", ""), opened) == (paths, [])


@given(st.text(max_size=300))
def test_whatever_is_said_to_be_skipped_is_known_or_said_to_be_wrong(text):
    """Every name among the skipped is a number of the scenario, once, or has a fault that names the parameter."""
    found, faults = permalink.skipped(text, UK)
    assert len(set(found)) == len(found)
    assert set(found) <= set(parameters(UK))
    assert {fault.path for fault in faults} <= {"skipped"}
    assert len(found) + len(faults) == len({one for one in text.split(",") if one})
