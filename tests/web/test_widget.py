"""The widget's routes: what they send, how small it is, and what a browser may do with it."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from calculator import assumptions
from calculator.exports.content import Content
from calculator.web import widget
from tests.web.test_web import RUBBISH, Tags

HEAVY = 100_000
"""Bytes of all that one widget loads, packed."""


def files(text):
    """What the page of a widget asks for."""
    return re.findall(r'(?:href|src)="(widget/[^"]+)"', text)


def test_the_page_is_whole(client):
    """The sentence and every figure of the ledger stand in the page as it is sent, before any script."""
    got = client.get("/widget?preset=uk-owner")
    content = Content(assumptions.scenario("uk-owner"))
    bare = re.sub(r"(?s)<script.*?</script>", "", got.text)
    assert content.headline.sentence in bare
    for line in content.ledger:
        assert all(f">{figure}<" in bare for figure in line.figures)
    assert Tags(got.text).link["application/json+oembed"].startswith("https://net.example/oembed?")


def test_all_of_it_is_small(client):
    """Page, script, sheet, fonts and the script for other pages come packed, and together are light."""
    page = client.get("/widget?preset=uk-owner")
    sizes = {"page": len(gzip.compress(page.content))}
    for name in [*files(page.text), "embed.js"]:
        got = client.get(f"/{name}")
        packed = got.headers.get("content-encoding") == "gzip"
        assert packed != name.endswith(".woff2")
        sizes[name] = int(client.head(f"/{name}", headers={"Accept-Encoding": "gzip"}).headers["content-length"])
    assert len(sizes) == 7
    assert sum(sizes.values()) < HEAVY


def test_files_are_named_by_what_is_in_them(client):
    """A file is kept for ever under its name, open to a frame with no origin, and another name is not found."""
    page = client.get("/widget?preset=uk-owner").text
    assert len(files(page)) >= 5
    for name in files(page):
        got = client.get(f"/{name}")
        assert "immutable" in got.headers["cache-control"]
        assert got.headers["access-control-allow-origin"] == "*"
    assert client.get("/widget/app.000000000000.js").status_code == 404
    assert client.post("/widget").status_code == 405


def test_what_a_browser_may_do_with_it(client):
    """The page runs its own script and nothing else; no attribute needs more than that."""
    got = client.get("/widget?preset=uk-owner&theme=host&ink=224466&paper=ffffff")
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in got.text
    assert "set-cookie" not in got.headers
    scripts = re.findall(r"<script([^>]*)>", got.text)
    assert sorted("src=" in attributes for attributes in scripts) == [False, True]
    [sheet] = [name for name in files(got.text) if "colours" in name]
    assert "--ink:#224466" in client.get("/" + sheet.replace("&amp;", "&")).text


@pytest.mark.parametrize(("takes", "packed"), [("br, gzip", True), ("gzip;q=0, *;q=0", False), ("x-gzip", False)])
def test_only_who_unpacks_gets_it_packed(takes, packed):
    """A reader that refuses gzip, or speaks of something else, gets the text itself."""
    got = TestClient(Starlette(routes=widget.routes())).get("/embed.js", headers={"Accept-Encoding": takes})
    assert (got.headers.get("content-encoding") == "gzip") == packed
    assert "networking" in got.text
    assert got.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/widget?preset=uk-owner", "/widget.svg?preset=uk-owner", "/embed.js"])
def test_nothing_is_sent_twice(client, path):
    """Who has an answer already is told so, packed or not; HEAD says how long it is."""
    for takes in ("gzip", "identity"):
        got = client.get(path, headers={"Accept-Encoding": takes})
        again = client.get(path, headers={"Accept-Encoding": takes, "If-None-Match": got.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        asked = client.head(path, headers={"Accept-Encoding": takes})
        assert (asked.content, asked.headers["content-length"]) == (b"", got.headers["content-length"])


@pytest.mark.parametrize(
    "query", [*RUBBISH, "theme=host&ink=zz", "controls=,,&charts=,", "strategies.online.name=</script>"]
)
def test_any_query_has_a_widget_and_a_picture(client, query):
    """Whatever a query holds, there is a widget with an answer and a picture that is well-formed."""
    page = client.get(f"/widget?{query}")
    assert page.status_code == 200
    assert 'id="answer"' in page.text
    assert page.text.count("</script>") == 2
    assert ET.fromstring(client.get(f"/widget.svg?{query}").text).tag.endswith("svg")


@pytest.mark.parametrize(("asked", "got"), [("", 640), ("500", 500), ("20", 320), ("9999", 1200), ("x", 640)])
def test_a_picture_is_as_wide_as_asked(client, asked, got):
    """A picture has the width that was asked for, within its limits."""
    assert ET.fromstring(client.get(f"/widget.svg?width={asked}").text).attrib["width"] == str(got)


def test_colours_that_cannot_be_read(client):
    """Colours without contrast are refused with a sentence, by the sheet and by the widget, which keeps its own."""
    got = client.get("/widget/colours.css?ink=777777&paper=888888")
    assert got.status_code == 422
    assert "contrast of 1.3" in got.text
    page = client.get("/widget?theme=host&ink=777777&paper=888888").text
    assert "contrast of 1.3" in page
    assert 'class="auto"' in page


def test_a_widgets_own_oembed(client):
    """The answer for a widget's address frames that widget, with its settings and its edition."""
    for preset in ("uk-owner", "uk-owner-2026-11"):
        page = client.get(f"/widget?preset={preset}&charts=hours")
        found = client.get(Tags(page.text).link["application/json+oembed"]).json()
        source = urlsplit(re.search(r'<iframe src="([^"]*)"', found["html"])[1])
        assert source.path == "/widget"
        assert source.query == f"preset={preset}&amp;charts=hours"
