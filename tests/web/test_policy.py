"""Who may frame what: the pages themselves and those who are listed, the widget anybody, the presenter nobody."""

import logging
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from calculator.web.policy import Policy, merged
from tests.web.conftest import reader

COACH, OTHER = "https://coach.example", "https://*.school.example:8443"


def ancestors(response):
    """The one directive that says who may frame an answer; a star where there is none, since then anybody may."""
    policy = response.headers.get("content-security-policy", "")
    found = [part for part in policy.split("; ") if "frame-ancestors" in part]
    assert len(found) <= 1
    return found[0].removeprefix("frame-ancestors ") if found else "*"


def asked(path, **headers):
    """What comes of a path, through the policy alone, from a server that sends these headers."""
    route = Route("/{path:path}", lambda _: PlainTextResponse("found", headers=headers))
    with TestClient(Starlette(routes=[route], middleware=[Middleware(Policy)])) as client:
        return client.get(path)


SURFACES = [
    ("/", "'self'", "SAMEORIGIN"),
    ("/compare", "'self'", "SAMEORIGIN"),
    ("/static/js/index.js", "'self'", "SAMEORIGIN"),
    ("/widgets", "'self'", "SAMEORIGIN"),
    ("/r/BCDFGHJK", "'none'", "DENY"),
    ("/present/BCDFGHJK", "'none'", "DENY"),
    ("/present/BCDFGHJK/board", "'none'", "DENY"),
    ("/admin", "'none'", "DENY"),
    ("/admin/rooms", "'none'", "DENY"),
    ("/api/v1/presets", "'none'", "DENY"),
    ("/widget", "*", None),
    ("/widget.svg", "*", None),
    ("/widget/data.json", "*", None),
    ("/card.png", "*", None),
]


@pytest.mark.parametrize(("path", "who", "old"), SURFACES)
def test_who_may_frame_it(path, who, old):
    """Each surface says who may frame it, to old browsers too, and nothing is guessed at or told to others."""
    got = asked(path)
    assert ancestors(got) == who
    assert got.headers.get("x-frame-options") == old
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["referrer-policy"] in ("no-referrer", "strict-origin-when-cross-origin")
    assert "camera=()" in got.headers["permissions-policy"]


def test_every_answer_of_the_app_has_it(client):
    """Pages with their tags, pictures, the API, what is not there and what has not changed: all bear the policy."""
    tag = client.get("/card.png").headers["etag"]
    answers = [client.get(path) for path in ("/", "/details", "/card.svg", "/oembed", "/api/v1/presets", "/nowhere")]
    answers += [client.head("/card.png"), client.get("/card.png", headers={"If-None-Match": tag})]
    assert [got.status_code for got in answers] == [200, 200, 200, 404, 200, 404, 200, 304]
    assert all(ancestors(got) and got.headers["x-content-type-options"] == "nosniff" for got in answers)
    assert client.get("/card.svg").headers["content-security-policy"].startswith("default-src 'none'")


def test_listed_origins(monkeypatch):
    """Origins that are listed may frame the page, or are the only ones that may frame the widget."""
    monkeypatch.setenv("CALCULATOR_FRAME_ORIGINS", f"{COACH}/, {OTHER}")
    monkeypatch.setenv("CALCULATOR_EMBED_ORIGINS", f"{COACH}\n{COACH}")
    page = asked("/")
    assert ancestors(page) == f"'self' {COACH} {OTHER}"
    assert "x-frame-options" not in page.headers  # which knows one origin at most, and would shut the others out
    assert ancestors(asked("/widget")) == COACH
    assert ancestors(asked("/present/BCDFGHJK")) == "'none'"


WRONG = [
    "coach.example",
    "https://",
    "*",
    "https://*",
    "'self'",
    "https://a.example/page",
    "javascript:alert(1)",
    "https://a;script",
]


@pytest.mark.parametrize("given", WRONG)
def test_what_is_no_origin_lets_nobody_in(monkeypatch, caplog, given):
    """An entry that is no origin is said and left out; a list of such is an empty list, and not an open door."""
    monkeypatch.setenv("CALCULATOR_FRAME_ORIGINS", given)
    monkeypatch.setenv("CALCULATOR_EMBED_ORIGINS", f"{given} x")
    with caplog.at_level(logging.WARNING):
        assert ancestors(asked("/")) == "'self'"
        assert ancestors(asked("/widget")) == "'none'"
    assert f"CALCULATOR_FRAME_ORIGINS names '{given}'" in caplog.text
    assert asked("/").headers["x-frame-options"] == "SAMEORIGIN"


def test_a_route_keeps_its_own_policy():
    """What a route says of scripts and styles stays; who may frame it is not its to say."""
    own = "script-src 'nonce-1'; frame-ancestors https://evil.example; object-src 'none'"
    got = asked("/widget", **{"Content-Security-Policy": own, "X-Frame-Options": "DENY", "Referrer-Policy": "origin"})
    assert got.headers["content-security-policy"] == "script-src 'nonce-1'; object-src 'none'"
    assert "x-frame-options" not in got.headers
    assert got.headers["referrer-policy"] == "origin"


def test_a_route_shuts_nobody_out():
    """Where anybody may frame it, nothing is left of a route's own word on that."""
    assert (
        "content-security-policy"
        not in asked("/widget", **{"Content-Security-Policy": "frame-ancestors 'none'"}).headers
    )


def test_several_policies_are_all_held():
    """Policies add up, so each of several gets the directive, whether they stand in one header or in two."""
    assert merged(["default-src 'none', img-src *", "Frame-Ancestors *"], "'none'") == (
        "default-src 'none'; frame-ancestors 'none', img-src *; frame-ancestors 'none', frame-ancestors 'none'"
    )


def test_the_socket_passes():
    """A connection that is no request is not touched."""
    from starlette.routing import WebSocketRoute

    async def echo(socket):
        await socket.accept()
        await socket.send_text("here")
        await socket.close()

    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", echo)], middleware=[Middleware(Policy)])
    with TestClient(app) as client, client.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "here"


def test_the_whole_app_is_served_with_it():
    """The routes and the middleware together, as the app has them."""
    with reader() as client:
        assert ancestors(client.get("/card.png")) == "*"


HOST = """<!doctype html><title>host</title>
<iframe name="page" src="{app}/?embed=true"></iframe><iframe name="card" src="{app}/card.svg"></iframe>
<iframe name="sandboxed" sandbox="allow-scripts" srcdoc="<script>
  fetch('{app}/api/v1/compare', {{method: 'POST', headers: {{'Content-Type': 'application/json'}}, body: '{{}}'}})
    .then(answer => answer.json()).then(found => document.title = document.body.innerText = found.scenario)
</script><body>"></iframe>"""


@pytest.fixture
def host(server, tmp_path):
    """The address of another site's page that frames the app: a server of its own, or browsers ask for leave first."""
    (tmp_path / "index.html").write_text(HOST.format(app=server), encoding="utf-8")
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    Thread(target=other.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{other.server_port}/"
    other.shutdown()
    other.server_close()


def test_a_browser_keeps_to_it(browser, server, host):
    """In another site's page the app stays blank, a picture shows, and a frame without an origin may ask the API."""
    page = browser.new_page()
    page.goto(host)
    page.frame(name="sandboxed").wait_for_function("() => document.body.innerText.includes('owner')")
    assert page.frame(name="card").locator("svg").count() == 1
    assert page.frame(name="page").url.startswith("chrome-error:")
    page.goto(server)
    page.wait_for_selector("h1", timeout=30_000)  # the app by itself is not hindered by its own policy
    page.close()
