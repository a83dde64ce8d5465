"""Names are one line of signs that can be seen: at every door others are refused in words, and nothing is lost."""

import json
import unicodedata
from urllib.parse import urlencode

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from calculator import assumptions, documents, edits, permalink
from calculator.changes import check, replace
from calculator.cli import app
from calculator.errors import BadInput
from calculator.exports.schema import schema
from tests.web.conftest import reader

OWNER = assumptions.scenario("uk-owner")
BREAKS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"]
UNSEEN = ["\x00", "\x01", "\x08", "\x0b", "\x1b", "\x1f", "\x7f", "\x9f", "\ufffe", "\uffff"]
TURNING = ["\u202a", "\u202e", "\u2066", "\u2069"]
UNFIT = [*BREAKS, "\t", *UNSEEN, *TURNING]
PATHS = ("name", "activities.breakfast.name", "strategies.online.name")
ORDINARY = ["Café ☕", "比較", "שלום ערבי", "نه‌تنها", "👩‍👩‍👧", "A\u200fB", "R & D; 50%", "a\u00a0b", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
"""Names of every script, with the marks that Persian, Hebrew and emoji are joined and ordered by."""


def said(sign):
    """What is said of a name with this sign in it."""
    wrong = sign[0]
    return "the tab" if wrong == "\t" else "the line break" if sign in BREAKS else f"U+{ord(wrong):04X}"


@pytest.mark.parametrize("sign", UNFIT, ids=ascii)
@pytest.mark.parametrize("path", PATHS)
def test_a_change_says_what_to_take_out(path, sign):
    """A control character, the end of a line or what turns words round is named with its path, and shown escaped."""
    with pytest.raises(BadInput) as refused:
        replace(OWNER, {path: f"Padel{sign}=1+41"})
    words = str(refused.value)
    assert path in words
    assert f"it takes one line of text; take out {said(sign)}" in words
    assert not [letter for letter in words.replace("\n", "") if unicodedata.category(letter) in ("Cc", "Zl", "Zp")]


@pytest.mark.parametrize("name", [" ", "\u00a0\u3000", "\u200b", "\u2060\ufeff"], ids=ascii)
def test_a_name_can_be_seen(name):
    """Spaces alone, wide ones and those of no width among them, are no name."""
    with pytest.raises(BadInput, match="that can be seen"):
        replace(OWNER, {"name": name})


@pytest.mark.parametrize("name", ORDINARY, ids=ascii)
def test_people_may_call_things_as_they_do(name):
    """Letters of any script and the signs that join them are kept as they were given, through a link and a file too."""
    changed = replace(OWNER, dict.fromkeys(PATHS, name))
    assert changed.name == changed.activities["breakfast"].name == name
    assert permalink.decode(permalink.encode(changed)) == (changed, [])
    assert documents.read(documents.write(changed)) == changed


@pytest.mark.parametrize("sign", UNFIT, ids=ascii)
def test_a_link_keeps_all_else(sign):
    """A link says which name will not do; a new activity with such a name is there under its id, with its numbers."""
    pairs = [
        ("activities.padel.name", f"Padel{sign}"),
        ("activities.padel.session_minutes", "90"),
        ("origin", f"x{sign}"),
    ]
    scenario, faults = permalink.decode(pairs)
    assert sorted(fault.path for fault in faults) == ["activities.padel.name", "origin"]
    assert all("one line of text" in fault.message for fault in faults)
    assert (scenario.activities["padel"].name, scenario.activities["padel"].session_minutes) == ("Padel", 90)


@pytest.mark.parametrize("sign", ["\r", "\x00", "\ufffe"], ids=ascii)
def test_every_door_says_the_same(sign, tmp_path):
    """File, command line, API by link and by body, and a new activity refuse a name in the same sentence."""
    name, path = f"Padel{sign}x", "strategies.online.name"
    sentence = f"it takes one line of text; take out {said(sign)}"
    tree = OWNER.model_dump(mode="json")
    tree["strategies"]["online"]["name"] = name
    with pytest.raises(BadInput, match=path):
        documents.read(json.dumps(tree))
    with pytest.raises(BadInput) as refused:
        edits.add_activity(OWNER, name)
    assert sentence in str(refused.value)
    (tmp_path / "mine.json").write_text(json.dumps(tree), encoding="utf-8")
    for words in (["--set", f"{path}={name}"], [str(tmp_path / "mine.json")]):
        ran = CliRunner().invoke(app, ["compare", *words])
        assert ran.exit_code == 2
        assert sentence in " ".join(ran.stderr.split())
    with reader() as client:
        by_link = client.get(f"/api/v1/compare?{urlencode({path: name})}")
        by_body = client.post("/api/v1/compare", json={"scenario": tree})
    for answer in (by_link, by_body):
        assert answer.status_code == 422
        assert (answer.json()["path"], sentence in answer.json()["error"]) == (path, True)


def test_half_a_character_is_refused():
    """What a command line makes of bytes that are no text is no name either."""
    with pytest.raises(BadInput, match="without half a character"):
        replace(OWNER, {"name": "a\udcff"})


@given(st.text(min_size=1, max_size=80))
def test_the_schema_knows_names_too(name):
    """The schema takes what the model takes; of the rest it takes names that nobody can see, which it cannot tell."""
    fits = jsonschema.Draft202012Validator(schema()["properties"]["name"]).is_valid(name)
    faults = check(OWNER, {"name": name})
    if not faults:
        assert fits
    elif fits:
        assert "that can be seen" in faults[0].message or name.endswith("\n")  # which Python's own patterns pass over
