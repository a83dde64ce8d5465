"""What is not let in to the app's own pages, before Streamlit sees it."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from calculator.web.doors import Doors

STREAM = "/_stcore/stream"


def client(found=None):
    """Somebody who asks an app that has everything, behind the doors; connections that come through are noted."""

    async def stream(socket):
        if found is not None:
            found.append((socket.headers.get("host"), socket.headers.get("origin")))
        await socket.accept()
        try:
            while True:
                await socket.send_bytes(await socket.receive_bytes())
        except WebSocketDisconnect:
            pass

    routes = [Route("/{path:path}", lambda _: PlainTextResponse("here")), WebSocketRoute(STREAM, stream)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Doors)]), base_url="http://net.example")


CLOSED = [
    "/_stcore/metrics",
    "/_stcore/metrics/",
    "/base/_stcore/metrics",
    "/app/static/" + "a" * 5000,
    "/" + "ab/" * 700,
]


@pytest.mark.parametrize("path", CLOSED, ids=lambda path: path[:24])
def test_what_nobody_needs_is_not_there(path):
    """Streamlit's counters, and names that no file can have, are as if there were nothing."""
    with client() as asked:
        assert asked.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/app/static/public-sans-latin-400-normal.woff2", "/static/x" * 3]
)
def test_all_else_is_there(path):
    """Pages, files and what Streamlit asks of itself come through."""
    with client() as asked:
        assert asked.get(path).text == "here"


FOREIGN = [
    "http://evil.example",
    "null",
    "",
    "http://net.example.evil.example",
    "http://net.example@evil.example",
    "http://[",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_opens_no_connection(origin):
    """It is closed before anything that would look up where this machine is."""
    found = []
    with (
        client(found) as asked,
        pytest.raises(WebSocketDisconnect) as closed,
        asked.websocket_connect(STREAM, headers={"origin": origin}),
    ):
        pass
    assert closed.value.code == 1008
    assert found == []


def test_pages_of_ours_do(monkeypatch):
    """The app's own page opens one, and a program; under its public address too, whatever host a proxy asks for."""
    found = []
    monkeypatch.setenv("CALCULATOR_URL", "https://public.example/net")
    with client(found) as asked:
        for headers in ({"origin": "http://net.example"}, {}, {"origin": "https://public.example"}):
            with asked.websocket_connect(STREAM, headers={"host": "net.example", **headers}) as socket:
                socket.send_bytes(b"x")
                assert socket.receive_bytes() == b"x"
    hosts = [host for host, _ in found]
    assert hosts == ["net.example", "net.example", "public.example"]


def test_text_is_not_taken():
    """A connection that sends text is closed, and the app sees one that went."""
    with client() as asked, asked.websocket_connect(STREAM) as socket:
        socket.send_text("text")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
    assert closed.value.code == 1003


def test_so_many_pages_of_one_address(monkeypatch):
    """Of one address so many are open at a time, and one that closes makes room; none is kept in the count."""
    monkeypatch.setenv("CALCULATOR_SOCKETS", "1")
    with client() as asked:
        with (
            asked.websocket_connect(STREAM),
            pytest.raises(WebSocketDisconnect) as closed,
            asked.websocket_connect(STREAM),
        ):
            pass
        with asked.websocket_connect(STREAM) as socket:
            socket.send_bytes(b"x")
            assert socket.receive_bytes() == b"x"
    assert closed.value.code == 1013
