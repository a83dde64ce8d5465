"""The picture and the tags of a link: right for that link, safe whatever it says, and never in the page's way."""

import logging
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from calculator import assumptions, permalink, web
from calculator.analyses.headline import headline
from calculator.analyses.monte_carlo import outcomes
from calculator.analyses.sensitivity import swings
from calculator.changes import replace
from calculator.errors import CalculatorError
from calculator.safety import safe
from calculator.ui import pages as app
from calculator.web import cards, head, links, logs, oembed
from calculator.web.head import BASE, preloads
from calculator.web.logs import NoQuery
from tests.conftest import on_a_loop
from tests.exports.pictures import opened
from tests.web.conftest import PAGE, reader

ROOT = Path(__file__).parents[2]
MINE = replace(
    assumptions.scenario("us-owner"), {"profile.hourly_value": 90, "strategies.online.name": "A <b> & \"q\" 'x'"}
)
QUERY = urlencode(permalink.encode(MINE))
RUBBISH = (
    "%",
    "%ff%fe",
    "a=b&a=c",
    "preset=nope",
    "s=%00",
    "=&=&",
    "profile.years=1e999",
    "x" * 3000,
    "preset=%F0%9F%98%80",
)


class Tags(HTMLParser):
    """What the head of a page says of it."""

    def __init__(self, text):
        super().__init__()
        self.meta, self.link, self.title, self._in, self.names = {}, {}, "", "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep the tags that others read."""
        found = dict(attrs)
        self.names.append(tag)
        if tag == "meta":
            self.meta[found.get("property") or found.get("name")] = found.get("content")
        if tag == "link":
            self.link[found.get("type")] = found.get("href")
        self._in = tag

    def handle_data(self, data):
        """Keep the title."""
        self.title += data if self._in == "title" else ""
        self._in = ""


def answer(scenario):
    """The sentences about a scenario."""
    return headline(outcomes(scenario), swings(scenario))


def test_tags_of_a_link(client):
    """A page says the sentence of the very link, its deck, and where its picture is, all of it as plain words."""
    got = client.get(f"/details?{QUERY}")
    tags = Tags(got.text)
    words = answer(MINE)
    assert tags.meta["og:title"] == tags.meta["twitter:title"] == words.sentence
    deck = " ".join(filter(None, (words.lead, *words.rest)))
    assert deck.startswith(tags.meta["og:description"].removesuffix("…"))
    assert tags.meta["og:description"].startswith(words.lead)
    assert tags.meta["twitter:card"] == "summary_large_image"
    assert tags.meta["og:locale"] == "en_GB"
    assert tags.title == "Networking cost calculator"
    image = urlsplit(tags.meta["og:image"])
    assert (image.scheme, image.netloc, image.path) == ("https", "net.example", "/card.png")
    assert permalink.decode(links.pairs(image.query)) == (MINE, [])
    assert urlsplit(tags.meta["og:url"]).path == "/details"
    assert "b" not in tags.names


def test_the_picture_of_the_tags_is_there(client):
    """The address in the tags is that of a card, of the size they say."""
    tags = Tags(client.get(f"/?{QUERY}").text)
    got = client.get(tags.meta["og:image"])
    assert got.headers["content-type"] == "image/png"
    assert opened(got.content).size == (int(tags.meta["og:image:width"]), int(tags.meta["og:image:height"]))


def test_the_page_stays_whole(client):
    """But for its title and the tags the page is as it was, and what is said of its length and age is right."""
    client.get("/")
    got = client.get("/", headers={"Accept-Encoding": "gzip", "If-None-Match": '"old"'})
    assert got.status_code == 200
    assert int(got.headers["content-length"]) == len(got.content)
    assert not {"etag", "last-modified", "content-encoding"} & set(got.headers)
    early = (BASE + preloads()).decode()
    assert early in got.text
    bare = re.sub(r"(?s)<meta.*>(?=</head>)", "", got.text.replace(early, "")).replace(
        "Networking cost calculator", "Streamlit", 1
    )
    assert bare == PAGE
    asked = client.head("/")
    assert (asked.status_code, asked.content) == (200, b"")


def test_other_pages_are_left_alone(client):
    """What is no page of the app passes as it is, packed if need be."""
    got = client.get("/elsewhere", headers={"Accept-Encoding": "gzip"})
    assert got.text == PAGE
    assert (got.headers["etag"], got.headers["content-encoding"]) == ('W/"old"', "gzip") or got.headers[
        "etag"
    ] == '"old"'
    assert client.get("/nowhere").status_code == 404


@pytest.mark.parametrize(
    "response",
    [PlainTextResponse("</head>"), HTMLResponse("<p>no head"), HTMLResponse("</head>", 500)],
    ids=["text", "headless", "failed"],
)
def test_what_is_no_page_passes(response):
    """Only whole HTML pages get tags."""
    with reader(Route("/", lambda _: response)) as client:
        got = client.get("/")
    assert got.content == response.body
    assert got.status_code == response.status_code


def test_a_page_sent_as_a_file(tmp_path):
    """A server that would send the page from disk by its path gets it with the tags."""
    file = tmp_path / "index.html"
    file.write_text(PAGE, encoding="utf-8")

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.pathsend", "path": str(file)})

    sent = []

    async def take(message):
        sent.append(message)

    links.link("")
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"host", b"a.example")],
        "query_string": b"",
        "root_path": "",
    }
    on_a_loop(lambda: head.Head(app)(scope, None, take))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert "og:title" in Tags(sent[1]["body"].decode()).meta
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(sent[1]["body"])).encode()


def test_slow_tags(client, monkeypatch):
    """A page whose tags take long is begun without them, and has them in the end."""
    monkeypatch.setattr(head, "SOON", 0)
    got = client.get(f"/?{QUERY}&period=week")
    assert Tags(got.text).meta["og:title"] == answer(MINE).sentence
    assert got.text.endswith(PAGE[PAGE.index("</head>") :])
    assert "content-length" not in got.headers


def test_no_tags_are_no_fault(client, monkeypatch, caplog):
    """A page whose tags cannot be made is sent without them, and the log does not say of which link."""

    def fail(query):
        raise RuntimeError(query)

    monkeypatch.setattr(head, "link", fail)
    got = client.get("/?profile.hourly_value=77")
    assert got.status_code == 200
    assert "og:title" not in got.text
    assert "77" not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("query", RUBBISH)
def test_bad_links_have_a_picture(client, query):
    """A link that says nothing usable still has tags and a card."""
    assert "og:image" in Tags(client.get(f"/?{query}").text).meta
    assert opened(client.get(f"/card.png?{query}").content).size == (1200, 628)


@settings(max_examples=40)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@example(b"preset=uk-owner&strategies.x.name=</title><script>&strategies.x.times_per_year.lunch=2")
@example(b"strategies.online.name=%00%1b%ef%bf%be%22%3E%3Cscript%3E")
def test_any_query(query):
    """Whatever a query holds, the tags are tags and the card is well-formed."""
    text = quote(query, safe="=&%+.;/")
    found = links.link(text)
    page = Tags(f"<head>{head.tags.tags(found, '/', 'https://net.example')}</head>")
    assert set(page.names) == {"head", "meta", "link"}
    assert page.meta["og:title"] == unescape(safe(found.title))
    ET.fromstring(cards.picture(found, "preview", "svg", "https://net.example"))


@pytest.mark.parametrize(
    ("size", "pixels"), [("preview", (1200, 628)), ("square", (1080, 1080)), ("small", (600, 314))]
)
def test_sizes(client, size, pixels):
    """A card comes in the sizes that are named, and as SVG."""
    assert opened(client.get("/card.png", params={"size": size}).content).size == pixels
    got = client.get("/card.svg", params={"size": size})
    assert got.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert ET.fromstring(got.text).attrib["width"] == str(pixels[0])
    assert client.get("/card.png?size=4000x4000").status_code == 400


def test_cards_are_drawn_once(client):
    """The second reader gets the kept picture; one who has it already is told so; HEAD says how long it is."""
    cards.drawn.cache.clear()
    first = client.get(f"/card.png?{QUERY}&utm_source=post")
    second = client.get(f"/card.png?{QUERY}")
    assert first.content == second.content
    assert cards.drawn.cache.currsize == len(first.content)
    tag = second.headers["etag"]
    assert "max-age=" in second.headers["cache-control"]
    for given_tag in (tag, f'"x", W/{tag}', "*"):
        again = client.get(f"/card.png?{QUERY}", headers={"If-None-Match": given_tag})
        assert (again.status_code, again.content) == (304, b"")
    asked = client.head(f"/card.png?{QUERY}")
    assert (asked.content, asked.headers["content-length"]) == (b"", str(len(first.content)))
    assert client.post("/card.png").status_code == 405


ORIGINS = [
    ({}, {}, "https://net.example"),
    ({}, {"x-forwarded-proto": "http", "x-forwarded-host": "evil.example"}, "https://net.example"),
    ({"CALCULATOR_URL": "https://b.example/net/"}, {"host": "evil.example"}, "https://b.example/net"),
    ({}, {"host": 'x"><script>'}, "https://testserver"),
]


@pytest.mark.parametrize(("settings_", "headers", "expected"), ORIGINS)
def test_absolute_addresses(client, monkeypatch, settings_, headers, expected):
    """Links are under the address that is set, or that was asked for; nobody else says what it is."""
    for name, value in settings_.items():
        monkeypatch.setenv(name, value)
    image = Tags(client.get("/", headers=headers).text).meta["og:image"]
    assert image.removesuffix("/card.png") in (expected, f"{expected}:443", f"{expected}:80") or expected.endswith(
        "testserver"
    )
    assert "<" not in image
    assert "evil" not in image


def test_oembed(client):
    """The address in the page's head answers with one frame of the same link, which holds its figure, and its card."""
    tags = Tags(client.get(f"/compare?{QUERY}").text)
    got = client.get(tags.link["application/json+oembed"])
    found = got.json()
    assert (found["version"], found["type"], found["title"]) == ("1.0", "rich", answer(MINE).sentence)
    frame = Tags(found["html"])
    assert frame.names == ["iframe"]
    assert "allow-same-origin" not in found["html"]
    within = unescape(re.search(r'srcdoc="([^"]*)"', found["html"])[1])
    assert Tags(within).names[:4] == ["html", "body", "figure", "a"]
    assert found["title"] in unescape(within)
    assert re.search(r"</figure>\s*<script async src=\"[^\"]*/embed.js\"", within)
    source = urlsplit(unescape(re.search(r'<iframe src="([^"]*)"', found["html"])[1]))
    assert source.path == "/widget"
    assert permalink.decode(links.pairs(source.query)) == (MINE, [])
    assert client.get(found["thumbnail_url"]).headers["content-type"] == "image/png"
    assert (found["thumbnail_width"], found["thumbnail_height"]) == (1200, 628)


def test_oembed_where_few_may_frame_it(client, monkeypatch):
    """Where the widget is for listed sites alone, the frame leads to it directly: one without origin is on no list."""
    monkeypatch.setenv("CALCULATOR_EMBED_ORIGINS", "https://coach.example")
    html = client.get("/oembed", params={"url": "https://net.example/"}).json()["html"]
    assert Tags(html).names == ["iframe"]
    assert "srcdoc" not in html
    assert "allow-same-origin" in html


@pytest.mark.parametrize(("wide", "high", "card"), [(700, 400, 600), (400, 300, None), (1, 1, None), ("", "", 1200)])
def test_oembed_keeps_to_its_limits(client, wide, high, card):
    """Neither the frame nor the picture is larger than was asked for."""
    found = client.get("/oembed", params={"url": "https://net.example/", "maxwidth": wide, "maxheight": high}).json()
    assert found["width"] <= (wide or oembed.WIDE)
    assert found["height"] <= (high or oembed.HIGH)
    assert found.get("thumbnail_width") == card


@pytest.mark.parametrize("given", ["abc", "0", "-1", "6.5", "٣"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_oembed_refuses_what_is_no_number_of_pixels(client, name, given):
    """A limit that cannot be read is refused by its name, not passed over."""
    got = client.get("/oembed", params={"url": "https://net.example/", name: given})
    assert got.status_code == 400
    assert got.text.startswith(f"{name} takes")


@pytest.mark.parametrize(
    "url",
    ["", "https://other.example/", "https://net.example/card.png", "javascript:alert(1)", "http://[", "//net.example/"],
)
def test_oembed_of_strangers(client, url):
    """What is no page of ours is not found, and the sentence says what would be."""
    got = client.get("/oembed", params={"url": url})
    assert got.status_code == 404
    assert "https://net.example/" in got.text


def test_oembed_in_other_forms(client):
    """XML is not implemented, as the standard has it."""
    assert client.get("/oembed", params={"url": "https://net.example/", "format": "xml"}).status_code == 501


def test_likely_addresses_lead_to_the_page(client):
    """Who asks for a page where it might be is led to where it is, with the whole link."""
    for path, there in (("/compare", "/"), ("/embed", "/embed-builder")):
        got = client.get(f"{path}?{QUERY}&embed=true", follow_redirects=False)
        assert got.status_code == 307
        assert str(got.url.join(got.headers["location"])) == f"{got.url.join(there)}?{QUERY}&embed=true"
    assert client.get("/compare", follow_redirects=False).headers["location"] == "./"


def test_pages_are_those_of_the_app():
    """Every page that the app has under its own address gets tags."""
    named = {f"/{path}" for _, path in app.PAGES.values()}
    assert {"/", *named} == set(head.PAGES)


def test_logs_have_no_query():
    """The access log of a server has the path and no numbers."""
    web.middleware()
    log = logging.getLogger("uvicorn.access")
    assert any(isinstance(found, NoQuery) for found in log.filters)
    record = log.makeRecord(
        log.name,
        20,
        "",
        0,
        '%s - "%s %s HTTP/%s" %d',
        ("1.2.3.4", "GET", "/?profile.hourly_value=77", "1.1", 200),
        None,
    )
    assert log.filter(record)
    assert record.getMessage() == '1.2.3.4 - "GET / HTTP/1.1" 200'


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [("/details/_stcore/health", 404, False), ("/_stcore/health", 404, True), ("/details/picture.png", 404, True)],
)
def test_logs_have_no_search_for_the_server(path, status, kept):
    """A browser that opens a page's own address looks under it for the server; that it is not there is no fault."""
    said = '%s - "%s %s HTTP/%s" %d'
    record = logging.makeLogRecord({"msg": said, "args": ("1.2.3.4", "GET", path, "1.1", status)})
    assert NoQuery().filter(record) is kept


@pytest.mark.parametrize(
    ("name", "error", "kept"),
    [
        (logs.FAILED, CalculatorError("No Chromium was found."), False),
        (logs.FAILED, ZeroDivisionError("a mistake of ours"), True),
        (logs.FOREIGN, ValueError("a message that no page sends"), False),
    ],
)
def test_a_traceback_is_for_a_mistake_of_ours(name, error, kept):
    """A file that cannot be made for a reason that its user has read, or a stranger's message, is a line in the log."""
    logs.quiet()
    record = logging.LogRecord(name, logging.ERROR, "", 0, "failed", (), (type(error), error, None))
    assert logging.getLogger(name).filter(record)
    assert bool(record.exc_info) == kept
