"""The JSON API: the command line's figures through another door, and a refusal in its words for what does not fit."""

import json
import logging
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree as ET

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from typer.testing import CliRunner

from calculator import assumptions, documents, permalink
from calculator.allowance import Allowance
from calculator.changes import check, replace
from calculator.cli import app as commands
from calculator.errors import CalculatorError, UnknownPreset
from calculator.exports import browser
from calculator.registry import ENTRIES
from calculator.turns import Turns
from calculator.web import work
from calculator.web.api import Api, answers, guard, pictures, reading
from calculator.web.api.application import application
from calculator.web.api.asked import KeptAnswers
from calculator.web.api.guard import RequestLimits
from calculator.web.api.work import figures
from calculator.web.sent import Sent
from tests.conftest import on_a_loop
from tests.exports.pictures import opened
from tests.strategies import FEW, ranged
from tests.web.conftest import reader

ROOT = Path(__file__).parents[2]
API = "/api/v1"
MEAL, HOUR = "activities.breakfast.meal_fee", "profile.hourly_value"
MINE = replace(assumptions.scenario("us-owner"), {HOUR: "60..90..120", "strategies.online.name": "A <b> & \"q\" 'ü'"})
REFUSAL = {"error", "path", "faults"}


@pytest.fixture(scope="module")
def client():
    """Somebody who asks the app as it is put together."""
    with reader() as found:
        yield found


def printed(*words, text=None):
    """What the command line prints, as JSON."""
    ran = CliRunner().invoke(commands, list(words), input=text)
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def posted(client, body, **more):
    """What comes of a body, which is bytes or what JSON can hold."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(f"{API}/compare", content=content, headers={"Content-Type": "application/json"}, **more)


def refused(got, status):
    """The refusal in an answer, in the one shape there is."""
    assert got.status_code == status, got.text
    assert got.headers["content-type"] == "application/json"
    assert got.headers["cache-control"] == "no-store"
    found = got.json()
    assert set(found) == REFUSAL
    assert found["error"]
    assert all(set(fault) == {"path", "message"} for fault in found["faults"])
    assert found["path"] == next((fault["path"] for fault in found["faults"] if fault["path"]), None)
    return found


# -- the same figures ----------------------------------------------------------------------------------


CHANGES = {MEAL: "12..18..30", HOUR: "55", "profile.years": "3", "activities.breakfast.days": "tue thu"}


@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker"])
def test_compare_is_what_the_command_line_prints(client, preset):
    """Every figure and key of a comparison by link and by body is the command line's, with nothing taken away."""
    words = [part for path, value in CHANGES.items() for part in ("--set", f"{path}={value}")]
    wanted = printed("compare", "--preset", preset, *words, "--format", "json")
    by_link = client.get(f"{API}/compare", params={"preset": preset, **CHANGES}).json()
    by_body = posted(client, {"preset": preset, "set": CHANGES}).json()
    assert by_link == by_body
    assert {key: by_link[key] for key in wanted} == wanted
    assert list(by_link)[: len(wanted)] == list(wanted)


def test_a_whole_scenario_is_compared(client):
    """A scenario as it is given is compared as the command line compares the file."""
    given_ = client.get(f"{API}/scenario?{urlencode(permalink.encode(MINE))}")
    assert documents.read(given_.text) == MINE
    wanted = printed("compare", "-", "--format", "json", text=given_.text)
    found = posted(client, {"scenario": given_.json()}).json()
    assert {key: found[key] for key in wanted} == wanted
    changed = posted(client, {"scenario": given_.json(), "set": {HOUR: 40}}).json()
    assert changed["link"] == permalink.query(permalink.encode(replace(MINE, {HOUR: 40})))


def test_lists_are_what_the_command_line_prints(client):
    """Presets, and the numbers of a scenario with their sources, are those of the command line."""
    assert client.get(f"{API}/presets").json() == printed("presets", "--format", "json")
    wanted = printed("parameters", "--preset", "us-owner", "--set", f"{MEAL}=18", "--format", "json")
    assert client.get(f"{API}/parameters", params={"preset": "us-owner", MEAL: 18}).json() == wanted


@FEW
@given(ranged())
def test_any_scenario_is_the_same_through_both_doors(scenario):
    """By link and by body any scenario gives one answer, whose link gives it back, and whose ranges are in order."""
    with TestClient(application(RequestLimits())) as client:
        link = client.get(f"/compare?{permalink.query(permalink.encode(scenario))}")
        assert link.content == posted_bare(client, scenario).content
    found = link.json()
    assert permalink.decode(parse_qsl(found["link"])) == (scenario, [])
    for measures in found["ranges"].values():
        for ends in measures.values():
            assert ends["80"][0] <= ends["50"][0] <= ends["50"][1] <= ends["80"][1]
    assert sum(found["odds"]["wins_most"].values()) == pytest.approx(1)
    assert sum(found["odds"]["costs_least"].values()) == pytest.approx(1)


def posted_bare(client, scenario):
    """A whole scenario, sent to the API by itself."""
    body = json.dumps({"scenario": scenario.model_dump(mode="json")})
    return client.post("/compare", content=body, headers={"Content-Type": "application/json; charset=utf-8"})


GIVEN = {"reach": {"by": "profile.hourly_value", "on": "cost", "target": "4000"}, "explain": {"measure": "cost"}}
GIVEN["decides"] = {"between": "online", "and": "blended", "on": "wins"}
GIVEN["best-mix"] = {"hours": "3", "driving": "false", "keep-protected": "true"}
"""What is asked of those that have to be told, and of some that can be."""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.command)
def test_every_analysis_is_asked_as_on_the_command_line(client, entry):
    """Each analysis has its answer here, with the rows that its command prints, for any link."""
    given = GIVEN.get(entry.command, {})
    got = client.get(f"{API}/{entry.command}", params={"preset": "uk-job-seeker", HOUR: "12", **given})
    options = {"driving": "--no-driving", "keep-protected": "--keep-protected"}
    words = [[options[key]] if key in options else [f"--{key}", value] for key, value in given.items()]
    words = [] if "measure" in given else [word for option in words for word in option]
    first = [given["measure"]] if "measure" in given else []
    asked = (entry.command, *first, "--preset", "uk-job-seeker", "--set", f"{HOUR}=12", *words, "--format", "json")
    assert got.json() == printed(*asked)


def test_options_that_will_not_do_are_named(client):
    """What is missing, out of bounds or no choice is said in words, with what would do."""
    found = refused(client.get(f"{API}/reach", params={"per": "day", "target": "much"}), 422)
    assert {fault["path"] for fault in found["faults"]} == {"by", "target", "per"}
    assert "by is missing; it takes a number of the scenario by its path." in found["error"]
    assert "per is 'day'; it takes year or all." in found["error"]
    assert "from 0 to 24" in refused(client.get(f"{API}/best-mix?not-before=25"), 422)["error"]
    assert "Did you mean online?" in refused(client.get(f"{API}/week?strategy=onlin"), 422)["error"]


def test_what_people_are_shown_first(client):
    """Beside the figures stand the sentence that the page has at its top, and what is unlikely to be meant."""
    found = client.get(f"{API}/compare", params={"strategies.online.times_per_year.linkedin": 900}).json()
    assert found["headline"]["sentence"].endswith(".")
    assert found["about"]["names"]["online"] == "Online"
    assert [warning["path"] for warning in found["warnings"]] == ["strategies.online.times_per_year.linkedin"]
    point = found["strategies"]["online"]["contacts"]
    low, high = found["ranges"]["online"]["contacts"]["80"]
    assert low < point < high


def test_no_strategies_is_an_answer(client):
    """A scenario of which everything was deleted has an empty comparison, and no charts but its card."""
    link = {"without": "strategies.online,strategies.blended,strategies.face_to_face"}
    found = client.get(f"{API}/compare", params=link).json()
    assert found["strategies"] == found["ranges"] == found["odds"]["wins_most"] == {}
    refused(client.get(f"{API}/charts/full_cost.svg", params=link), 404)
    assert client.get(f"{API}/charts/card.svg", params=link).status_code == 200


# -- what does not fit ---------------------------------------------------------------------------------


WRONG = [
    {MEAL: "999"},
    {"activities.brekfast.meal_fee": "9"},
    {HOUR: "cheap", "profile.years": "40", "goal": "fame"},
    {"activities.breakfast.pitch_seconds": "3600"},
    {"activities.lunch.start_hour": "23:59"},
    {HOUR: "30..20..10"},
]


@pytest.mark.parametrize("changes", WRONG, ids=lambda changes: next(iter(changes)))
def test_faults_are_said_as_everywhere(client, changes):
    """A link or body with anything that does not fit is refused, all faults at once, in the words of every door."""
    wanted = check(assumptions.scenario("uk-owner"), changes)
    for got in (client.get(f"{API}/compare", params=changes), posted(client, {"set": changes})):
        found = refused(got, 422)
        said = {(fault["path"], fault["message"]) for fault in found["faults"]}
        assert said == {(fault.path, fault.message) for fault in wanted}
        assert set(found["error"].split("\n")) == {str(fault) for fault in wanted}


@pytest.mark.parametrize("path", ["compare", "scenario", "parameters", "charts/card.svg"])
def test_every_link_is_held_to_it(client, path):
    """No path answers with other numbers than it was asked for."""
    found = refused(client.get(f"{API}/{path}?preset=nope&{HOUR}=x"), 422)
    assert {fault["path"] for fault in found["faults"]} == {"preset", HOUR}
    with pytest.raises(UnknownPreset) as error:
        assumptions.scenario("nope")
    assert str(error.value) in [fault["message"] for fault in found["faults"]]


LINKS = {
    "profile.years=2&profile.years=3": "'profile.years' stands twice in the link.",
    "s=1.AAAA": "cut off on its way",
    "s=0.x": "not one of ours",
    "profile.years=%ff": "no text in UTF-8",
    "strategies.online.name=%ED%A0%80": "no text in UTF-8",
    "&".join(f"{i:x}=" for i in range(1501)): "over 1,500 settings",
    "profile.years": "Years looked ahead",
    "ranges.profile.years=9..99": "The range of",
}


@pytest.mark.parametrize("query", LINKS, ids=lambda query: query[:20])
def test_links_that_are_none(client, query):
    """A link that is torn, doubled or no text is refused with a sentence that says so."""
    assert LINKS[query] in refused(client.get(f"{API}/compare?{query}"), 422)["error"]


def test_what_others_hang_on_links_is_left_aside(client):
    """A link pasted from a page or a post works as it is: how it was shown and who sent it are no part of it."""
    plain = client.get(f"{API}/compare?preset=uk-owner&{HOUR}=40")
    hung = client.get(f"{API}/compare?preset=uk-owner&{HOUR}=40&period=week&embed=true&utm_source=post&utm_source=b")
    assert hung.content == plain.content


BODIES = {
    b"": (400, "empty"),
    b"{": (400, "line 1, column 2"),
    b"\xff\xfe": (400, "UTF-8"),
    b'{"preset": "uk-owner", "preset": "us-owner"}': (400, "'preset' stands twice"),
    b'{"set": {"profile.years": NaN}}': (400, "NaN is no number"),
    b'{"set": {"profile.years": -Infinity}}': (400, "-Infinity is no number"),
    b'{"set": {"profile.years": ' + b"9" * 5000 + b"}}": (400, "5,000 digits"),
    b'{"set": {"profile.years": ' + b"9" * 299 + b"}}": (422, "Years looked ahead"),
    b'{"set": {"profile.years": 1e999}}': (422, "Years looked ahead"),
    b'{"preset": "\\ud800"}': (400, "half a character"),
    b"[" * 100_000: (400, "nested too deep"),
    b'{"scenario":' * 20_000: (400, "nested too deep"),
    b'{"scenario": ' + b'{"a":' * 400 + b"1" + b"}" * 400 + b"}": (422, "There is no 'a'"),
    b"[]": (422, "takes an object"),
    b"null": (422, "takes an object"),
    b'{"scenario": 3}': (422, "scenario takes an object"),
    b'{"preset": {}}': (422, "preset takes the id"),
    b'{"preset": "nope"}': (422, "There is no preset 'nope'."),
    b'{"set": []}': (422, "set takes an object"),
    b'{"sett": {}}': (422, "There is no 'sett' in a body."),
    b'{"preset": "uk-owner", "scenario": {}}': (422, "not both"),
    b'{"scenario": {}}': (422, "activities is missing."),
    b'{"set": {"profile.years": true}}': (422, "Years looked ahead is True"),
    b'{"set": {"goal": {"a": []}}}': (422, "goal"),
    b'{"set": {"": 1}}': (422, "There is no parameter ''."),
}


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:24].decode("latin-1"))
def test_bodies_that_are_none(client, body):
    """Whatever a body holds that is no scenario, the answer says what, and is quick."""
    status, said = BODIES[body]
    start = time.perf_counter()
    assert said in refused(posted(client, body), status)["error"]
    assert time.perf_counter() - start < 5


FLOODS = [
    {"scenario": {"activities": {f"a{i}": {} for i in range(900)}}},
    {"scenario": {"strategies": {f"s{i}": {"name": "x", "times_per_year": {"a": 1}} for i in range(900)}}},
    {"scenario": {"ranges": {f"profile.{i}": {"low": 2, "high": 1} for i in range(900)}}},
    {"set": {f"activities.brekfast.meal_fee{i}": 1 for i in range(900)}},
    {"set": {MEAL: "9" * 200_000}},
    {"preset": "x" * 200_000},
    {"set": {f"{'a.' * 60_000}b": 1}},
]


@pytest.mark.parametrize("body", FLOODS, ids=range(len(FLOODS)))
def test_floods_are_held_back(client, body):
    """A body full of faults costs little time, and the answer names the first of them."""
    start = time.perf_counter()
    got = posted(client, body)
    assert time.perf_counter() - start < 8  # on a busy machine; most take a few hundredths
    assert 1 <= len(refused(got, 422)["faults"]) <= 100
    assert len(got.content) < 60_000


KEYS = st.text() | st.sampled_from(["scenario", "preset", "set", HOUR, "profile", "activities", "ranges", "days"])
LEAVES = st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(["uk-owner", "1..2"])
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=12)


def test_nothing_fails_here(client):
    """Whatever JSON comes, the answer is one that is described."""

    @settings(max_examples=80)
    @given(ANYTHING)
    def ask(tree):
        content = json.dumps(tree)
        got = client.post(f"{API}/compare", content=content, headers={"Content-Type": "application/json"})
        assert got.status_code in (200, 400, 422)

    ask()


# -- how it is asked -----------------------------------------------------------------------------------


def test_other_ways_of_asking(client):
    """Paths, methods and kinds that there are not are refused in the same shape, and what there is is named."""
    assert "openapi.json" in refused(client.get(f"{API}/nothing"), 404)["error"]
    assert "openapi.json" in refused(client.get(f"{API}/"), 404)["error"]
    assert "openapi.json" in refused(client.get(API), 404)["error"]
    assert "openapi.json" in refused(client.get(f"{API}/line%0Abreak"), 404)["error"]
    got = client.delete(f"{API}/compare")
    assert "Use GET or POST." in refused(got, 405)["error"]
    assert {"GET", "POST", "HEAD"} <= set(got.headers["allow"].split(", "))
    refused(client.post(f"{API}/scenario", json={}), 405)
    refused(client.post(f"{API}/compare", content=b"{}", headers={"Content-Type": "text/plain"}), 415)
    refused(client.post(f"{API}/compare", content=b"{}"), 415)
    refused(client.post(f"{API}/compare?preset=uk-owner", json={}), 400)
    refused(client.get(f"{API}/presets?goal=role"), 400)


def test_an_answer_is_kept(client):
    """An answer has a tag by which a reader who has it is told so, and an age for the caches between."""
    query = f"{API}/compare?preset=uk-owner&{HOUR}=41"
    first = client.get(query)
    assert "public" in first.headers["cache-control"]
    assert "stale-while-revalidate" in first.headers["cache-control"]
    same = client.get(f"{API}/compare?{HOUR}=41.0&preset={assumptions.default().id}")
    assert same.headers["etag"] == first.headers["etag"]
    assert client.get(f"{API}/compare?{HOUR}=42").headers["etag"] != first.headers["etag"]
    for tag in (first.headers["etag"], f"W/{first.headers['etag']}", "*"):
        again = client.get(query, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["access-control-allow-origin"] == "*"
    asked = client.head(query, headers={"Accept-Encoding": "identity"})
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == str(len(first.content))
    assert posted(client, {}).headers["cache-control"] == "no-store"


def test_a_link_asked_again_is_not_read_again(monkeypatch):
    """The same link has its answer without being read; another path has another, and a refusal is not kept."""
    link, read = f"{HOUR}=43.5&utm_source=post", []
    monkeypatch.setattr(reading, "linked", lambda query, linked=reading.linked: read.append(query) or linked(query))
    with TestClient(application(RequestLimits())) as client:
        first, again = (client.get(f"/compare?{link}") for _ in range(2))
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
        known = client.get(f"/compare?{link}", headers={"If-None-Match": first.headers["etag"]})
        assert (known.status_code, read) == (304, [link.encode()])
        assert client.get(f"/scenario?{link}").content != first.content
        refusals = [refused(client.get(f"/compare?{HOUR}=x"), 422) for _ in range(2)]
    assert refusals[0] == refusals[1]
    assert len(read) == 4


def test_kept_answers_are_bounded():
    """Links and answers together stay within their room; those asked for least recently go."""
    asked = KeptAnswers(room=100)
    for name in (b"a", b"b"):
        asked.keep(("compare", name), Sent.of(b"x" * 40))
    assert asked.get(("compare", b"a")) == Sent.of(b"x" * 40)
    asked.keep(("compare", b"c"), Sent.of(b"y" * 40))
    assert [asked.get(("compare", name)) is None for name in (b"a", b"b", b"c")] == [False, True, False]
    asked.keep(("compare", b"c"), Sent.of(b"z"))
    assert asked.size == 43
    asked.keep(("compare", b"q" * 101), Sent.of(b""))
    assert asked.get(("compare", b"q" * 101)) is None
    assert asked.size <= 100


@pytest.mark.parametrize("path", ["presets", "compare", "compare?profile.years=99", "nothing", "openapi.json"])
def test_any_page_may_ask(client, path):
    """A widget in a frame without an origin reads answers and refusals, whoever asked first, and sends no cookies."""
    for headers in ({}, {"Origin": "null"}, {"Origin": "https://coach.example"}):
        got = client.get(f"{API}/{path}", headers=headers)
        assert got.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in got.headers


def test_a_preflight_is_answered(client):
    """A browser that asks whether it may post JSON is told that it may."""
    wish = {"Origin": "null", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    got = client.options(f"{API}/compare", headers=wish)
    assert (got.status_code, got.content) == (204, b"")
    assert "POST" in got.headers["access-control-allow-methods"]
    assert "content-type" in got.headers["access-control-allow-headers"].lower()


def test_the_description_is_of_this_version(client):
    """The description is OpenAPI 3.1, names every path, and is served from here alone."""
    got = client.get(f"{API}/openapi.json")
    found = got.json()
    assert found["openapi"].startswith("3.1")
    assert found["servers"] == [{"url": API}]
    named = {"/presets", "/parameters", "/scenario", "/compare", "/charts/{chart}.{kind}"}
    assert named | {f"/{entry.command}" for entry in ENTRIES} == set(found["paths"])
    for path in ("docs", "redoc"):
        refused(client.get(f"{API}/{path}"), 404)


def test_it_says_where_it_stands(monkeypatch):
    """Under an address that has a path, programs are sent to that path."""
    monkeypatch.setenv("CALCULATOR_URL", "https://b.example/net/")
    with reader() as client:
        assert client.get(f"{API}/openapi.json").json()["servers"] == [{"url": f"/net{API}"}]


def test_a_mistake_of_ours_has_the_same_shape(monkeypatch):
    """What fails on the server is said in the same shape, to any page, without what failed in it."""

    def fail():
        raise RuntimeError("secret")

    monkeypatch.setattr(answers, "presets", fail)
    with TestClient(application(RequestLimits()), raise_server_exceptions=False) as client:
        got = client.get("/presets")
    assert "secret" not in str(refused(got, 500))
    assert got.headers["access-control-allow-origin"] == "*"


def by_hand(*messages):
    """What the API sends to a POST whose body comes in these messages, and then never again."""
    sent, left = [], list(messages)

    async def receive():
        return left.pop(0) if left else await anyio.sleep_forever()

    async def send(message):
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/compare", "headers": headers, "query_string": b""}
    on_a_loop(application(RequestLimits()), scope, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])["error"]


def test_a_body_that_does_not_end(monkeypatch):
    """Who sends a part of a body and then waits, or goes, holds nothing up."""
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    part = {"type": "http.request", "body": b"{", "more_body": True}
    status, said = by_hand(part)
    assert (status, "Send it again." in said) == (408, True)
    status, said = by_hand(part, {"type": "http.disconnect"})
    assert (status, "ended before" in said) == (400, True)


# -- charts --------------------------------------------------------------------------------------------


def test_the_card_needs_no_browser(client, monkeypatch):
    """The answer card comes as PNG and SVG, in the size asked for, where there is no browser."""
    monkeypatch.setattr(browser, "svg", lambda *_: pytest.fail("No browser is needed for a card."))
    got = client.get(f"{API}/charts/card.png?preset=us-owner&width=800&height=500&scale=2")
    assert opened(got.content).size == (1600, 1000)
    assert got.headers["content-type"] == "image/png"
    drawing = client.get(f"{API}/charts/card.svg?{urlencode(permalink.encode(MINE))}")
    assert ET.fromstring(drawing.text).attrib["width"] == "1200"
    assert "default-src 'none'" in drawing.headers["content-security-policy"]
    tag = drawing.headers["etag"]
    same = client.get(f"{API}/charts/card.svg?{urlencode(permalink.encode(MINE))}", headers={"If-None-Match": tag})
    assert same.status_code == 304


def test_a_chart_is_drawn_once(client, monkeypatch):
    """A chart is drawn in the size that is asked for, for the period asked for, and kept."""
    drawn = []

    def draw(figure, wide, high):
        drawn.append(figure)
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"></svg>'

    monkeypatch.setattr(browser, "svg", draw)
    pictures.drawn.cache.clear()
    query = f"{API}/charts/full_cost.png?{HOUR}=43&width=640&height=480"
    assert opened(client.get(query).content).size == (640, 480)
    assert client.get(query).status_code == 200
    assert len(drawn) == 1
    assert client.get(f"{query}&period=week").status_code == 200
    assert len(drawn) == 2


def test_without_a_browser_it_says_so(client, monkeypatch):
    """Where charts cannot be drawn, the sentence says what would do, and the next one is tried again."""

    def none(*_):
        raise CalculatorError(browser.NONE)

    monkeypatch.setattr(browser, "svg", none)
    pictures.drawn.cache.clear()
    got = client.get(f"{API}/charts/full_cost.svg")
    assert "Install one" in refused(got, 503)["error"]


CHARTS = {
    "charts/nope.png": (404, "There is no chart 'nope'"),
    "charts/ful_cost.png": (404, "Did you mean full_cost?"),
    "charts/full_cost.gif": (404, "png or svg"),
    "charts/full_cost": (404, "openapi.json"),
    "charts/card.png?width=99&height=5000": (422, "width is '99'; it takes a whole number from 200 to 2000."),
    "charts/card.png?width=x&height=1e3": (422, "height is '1e3'"),
    "charts/card.png?width=600": (422, "Give a width and a height, or neither."),
    "charts/card.png?width=2000&height=2000&scale=2": (422, "are 16,000,000; a picture has 6,000,000 at most."),
    "charts/card.png?scale=9": (422, "scale is '9'; it takes a number from 1 to 2."),
    "charts/card.png?scale=nan": (422, "scale is 'nan'"),
    "charts/card.png?period=day": (422, "week, month, year or all"),
}


@pytest.mark.parametrize("path", CHARTS)
def test_charts_that_there_are_not(client, path):
    """A chart, form or size that there is not is refused with those that there are."""
    status, said = CHARTS[path]
    assert said in refused(client.get(f"{API}/{path}"), status)["error"]


# -- limits --------------------------------------------------------------------------------------------


def limited(**limits):
    """The API alone, with these limits."""
    return TestClient(application(RequestLimits(**limits)))


def test_long_queries_and_bodies_are_not_read():
    """What is longer than the limits allow is refused before it is read."""
    with limited(query=50, body=100) as client:
        assert client.get("/presets").status_code == 200
        refused(client.get("/compare?" + "a" * 51), 414)
        refused(posted_to(client, b" " * 101), 413)
        assert posted_to(client, b"{}" + b" " * 98).status_code == 200


def posted_to(client, body):
    """What comes of a body sent to the API by itself."""
    return client.post("/compare", content=body, headers={"Content-Type": "application/json"})


@pytest.fixture
def purse(monkeypatch):
    """A small allowance of processor seconds for everybody, in place of that which the environment sets."""
    found = Allowance(5.0)
    for module in (guard, work):
        monkeypatch.setattr(module, "shared", lambda: found)
    return found


def test_who_has_used_its_minute_waits(purse):
    """An address that has used its processor time is told how long to wait, before anything is read; others are not."""
    with limited() as client:
        assert client.get("/compare?profile.hourly_value=33.25").status_code == 200  # one that is not kept
        assert 0 < purse.left("") < 5
        purse.charge("", 6.0)
        got = client.get("/presets")
        assert "within a minute" in refused(got, 429)["error"]
        assert 1 <= int(got.headers["retry-after"]) <= 30
        assert got.headers["access-control-allow-origin"] == "*"
        assert client.options("/compare").status_code == 204
    with TestClient(application(RequestLimits()), client=("203.0.113.5", 1)) as other:
        assert other.get("/presets").status_code == 200


def test_work_is_charged_and_what_is_kept_is_not(purse):
    """A comparison is charged what it took; one that is kept, like a refusal, next to nothing."""
    with limited() as client:
        link = "/compare?profile.hourly_value=31.25"
        assert client.get(link).status_code == 200
        spent = 5 - purse.left("")
        assert client.get(link).status_code == 200
        assert client.get("/compare?profile.hourly_value=x").status_code == 422
        assert 5 - purse.left("") < 1.5 * spent


def test_limits_are_set_in_the_environment(monkeypatch, caplog):
    """Each limit has a variable; what is no number is said, and the default stays."""
    monkeypatch.setenv("CALCULATOR_API_BODY", "1000")
    monkeypatch.setenv("CALCULATOR_API_QUERY", "-5")
    with caplog.at_level(logging.WARNING):
        assert RequestLimits.read() == RequestLimits(body=1000)
    assert "CALCULATOR_API_QUERY" in caplog.text


def test_a_queue_that_is_too_long_is_said(monkeypatch):
    """Who would wait too long for a turn is told to come back, while others go on being served."""
    monkeypatch.setattr(figures, "turns", [Turns(0)])
    monkeypatch.setattr(work, "PATIENCE", 0.0)
    with limited() as client:
        got = client.get("/compare")
        assert "Ask again" in refused(got, 503)["error"]
        assert got.headers["retry-after"] == "5"


def test_it_is_made_when_first_asked():
    """Neither the app's routes nor its middleware import FastAPI, which takes half a second."""
    code = "import sys; from calculator import web; web.routes(); web.middleware(); print('fastapi' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
    with TestClient(Api()) as client:
        assert client.get("/presets").status_code == 200


# -- the page that describes it ------------------------------------------------------------------------


HERE = "http://localhost:8501"
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def curls():
    """The commands of the page, each as its words."""
    scripts = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    lines = [line for script in scripts for line in script.replace("\\\n", " ").splitlines()]
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.parametrize("words", curls(), ids=" ".join)
def test_examples_are_answered(client, monkeypatch, words):
    """Every command of the page gets what the page says: figures, an image, or the refusal that is printed."""
    monkeypatch.setattr(browser, "svg", lambda *_: '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    url = next(word for word in words if word.startswith(HERE)).removeprefix(HERE)
    kind, body = (words[words.index(option) + 1] if option in words else "" for option in ("-H", "-d"))
    headers = dict([kind.split(": ")]) if kind else {}
    got = client.post(url, content=body, headers=headers) if body else client.get(url)
    if "5000" in url:
        assert refused(got, 422) == json.loads(re.search(r"^```json\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1])
    else:
        assert got.status_code == 200


def test_the_page_names_every_answer(client):
    """The page has each path, each key of an answer, each status, and each limit with its default."""
    found = client.get(f"{API}/openapi.json").json()
    statuses = {code for path in found["paths"].values() for way in path.values() for code in way["responses"]}
    for code in statuses - {"200"}:
        assert re.search(rf"\b{code}\b", PAGE), code
    extra = set(client.get(f"{API}/compare").json()) - {"schema", "scenario", "strategies"}
    assert set(re.findall(r"^\| `(\w+)` \| [a-z]", PAGE, re.MULTILINE)) >= extra
    for name, value in vars(RequestLimits()).items():
        assert f"| `CALCULATOR_API_{name.upper()}` | {value} |" in PAGE
