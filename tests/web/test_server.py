"""The real server under hostile use: large and slow requests, forged headers, and an end that always comes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import Request, urlopen

import pytest

from benchmarks.servers import free_port
from calculator.web import head
from calculator.web.widget import answer
from tests.browser.conftest import started
from tests.exports.pictures import opened
from tests.web.test_web import MINE, QUERY, Tags
from tests.web.test_web import answer as answer_of

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "CALCULATOR_HEADER_SECONDS": "1",
    "CALCULATOR_REQUEST_SECONDS": "2",
    "CALCULATOR_UPLOAD_BYTES": "3000000",
    "CALCULATOR_ALLOWANCE": "1",
    "CALCULATOR_SOCKETS": "2",
}
UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The port of the app, served as the README says with little patience, and its log."""
    path = tmp_path_factory.mktemp("server") / "log"
    with path.open("w") as log:
        process, address = started(log, **SETTINGS)
        yield int(address.rpartition(":")[2]), path
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app, served with its own settings: its process, its address and its log."""
    path = tmp_path_factory.mktemp("app") / "log"
    with path.open("w") as log:
        process, address = started(log)
        yield process, address, path
        process.kill()
        process.wait(10)


def said(port, request, patience=5.0):
    """The beginning of what the server says to these bytes; nothing where it closes without a word."""
    with socket.create_connection(("localhost", port)) as connection:
        connection.settimeout(patience)
        connection.sendall(request)
        return connection.recv(2000).decode("latin-1")


def asked(path, *headers):
    """A request as bytes."""
    lines = "".join(f"{line}\r\n" for line in headers)
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode("latin-1")


def opening(*headers):
    """The request with which a page of the app connects, as bytes."""
    return asked("/_stcore/stream", *headers).replace(b"\r\n\r\n", f"\r\n{UPGRADE}\r\n".encode())


def closing(port, frame):
    """The code with which a page's connection is closed that sends this frame."""
    with socket.create_connection(("localhost", port)) as connection:
        connection.settimeout(30)
        connection.sendall(opening())
        assert b"101" in connection.recv(2000)
        connection.sendall(frame)
        came = b""
        while not (found := re.search(rb"\x88[\x02-\x7d](..)", came, re.DOTALL)):
            came += connection.recv(4000)
        return int.from_bytes(found[1], "big")


def status(answered):
    """The status of an answer."""
    return int(answered.split(" ", 2)[1])


HEADERS = [
    (["X-A: " + "a" * 15_000], 200),
    (["X-A: " + "a" * 17_000], 431),
    (["X-A: " + "a" * 5_000_000], 431),
    ([f"X-{at}: a" for at in range(3_000)], 431),
    (["Accept-Encoding: gzip" + " " * 40_000 + "x"], 431),
    (["X-Forwarded-For: " + "9" * 5_000_000], 431),
]


@pytest.mark.parametrize(("lines", "wanted"), HEADERS, ids=range(len(HEADERS)))
def test_large_headers_are_not_read(server, lines, wanted):
    """Headers over 16 kB are refused with a sentence, however they are made up, and smaller ones are not."""
    answered = said(server[0], asked("/_stcore/health", *lines))
    assert status(answered) == wanted
    if wanted == 431:
        assert "at most 16,384 bytes" in answered


def test_a_large_request_ends(server):
    """A first line and a body have a longest length too, and what is sent after the refusal is heard by nobody."""
    port = server[0]
    assert status(said(port, asked("/" + "a" * 70_000))) == 414
    body = b"POST /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99000000\r\n\r\n"
    with socket.create_connection(("localhost", port)) as connection:
        connection.settimeout(5)
        connection.sendall(body)
        for _ in range(100):
            try:
                connection.sendall(b"a" * 100_000)
            except OSError:
                break
            time.sleep(0.02)
        else:
            pytest.fail("Ten megabytes of a body were taken.")


def test_a_page_connection_with_odd_headers_is_answered(server):
    """Headers that the reader of a page's connection takes offence at are refused, and not left hanging."""
    for lines in ([f"X-{at}: a" for at in range(200)], ["X-A: " + "a" * 10_000]):
        assert status(said(server[0], opening(*lines))) == 431


SLOW = [
    ("GET / HTTP/1.1\r\n", "X-A: a\r\n", "408"),
    ("", "\r\n", "408"),
    ("POST /api/v1/compare HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", "a", ""),
]


@pytest.mark.parametrize(("begin", "more", "wanted"), SLOW)
def test_slow_requests_are_closed(server, begin, more, wanted):
    """Whoever sends a line now and then is closed once the time for headers or for the rest is over."""
    began = time.monotonic()
    answered = b""
    with socket.create_connection(("localhost", server[0])) as connection:
        connection.settimeout(0.2)
        connection.sendall(begin.encode())
        while time.monotonic() < began + 12:
            try:
                connection.sendall(more.encode())
                found = connection.recv(1000)
            except TimeoutError:
                continue
            except OSError:
                break
            answered += found
            if not found:
                break
    assert time.monotonic() < began + 10
    assert wanted in answered.decode()


def test_who_says_nothing_is_closed(server):
    """A connection on which nothing comes is closed without a word."""
    assert said(server[0], b"") == ""


def test_forged_addresses_share_one_allowance(server):
    """A loopback address is no proxy: whatever it says of others, what they ask is charged to itself."""
    port, refused = server[0], 0
    for at in range(300):
        link = f"/api/v1/compare?profile.hourly_value={at + 0.5}"
        refused = status(said(port, asked(link, f"X-Forwarded-For: 198.51.100.{at % 250}", "Connection: close"), 30))
        if refused == 429:
            break
    assert refused == 429
    assert status(said(port, asked("/card.png", "X-Forwarded-For: 203.0.113.1"))) == 429
    assert status(said(port, asked("/widget"))) == 429
    page = said(port, asked("/", "Accept: text/html"))
    assert status(page) == 429
    assert "\r\nrefresh: " in page.lower()
    assert status(said(port, asked("/_stcore/health"))) == 200


def test_nothing_of_streamlit_is_open(server):
    """Its counters are not there, a name that no file has is not found, and no traceback is in the log of all this."""
    port, path = server
    assert status(said(port, asked("/_stcore/metrics"))) == 404
    assert status(said(port, asked("/app/static/" + "a" * 5_000))) == 404
    assert status(said(port, opening("Origin: http://evil.example"))) == 403
    assert closing(port, b"\x81\x84\x00\x00\x00\x00text") == 1003
    assert closing(port, b"\x82\x84\x00\x00\x00\x00\xff\xff\xff\xff") == 1002
    log = path.read_text()
    assert "Traceback" not in log
    assert "checkip" not in log


def lines_run(call, *given):
    """How many lines of Python a call runs in its own file: what is thrown away meanwhile may run some too."""
    count, home = 0, call.__code__.co_filename

    def each(frame, event, _arg):
        nonlocal count
        count += event == "line"
        return each if frame.f_code.co_filename == home else None

    sys.settrace(each)
    try:
        call(*given)
    finally:
        sys.settrace(None)
    return count


def test_what_a_reader_unpacks_is_read_in_one_pass():
    """However long a header is and whatever is in it, its reading grows no faster than its commas."""
    assert answer._unpacks("br, GZIP ; q=0.5")
    assert answer._unpacks("gzip")
    assert not answer._unpacks("gzip;q=0, br")
    assert not answer._unpacks("xgzip")
    assert not answer._unpacks("gzip" + " " * 40_000 + "x")
    for piece in (" ", "\t;", "gzip ", "q=", "0", "."):
        short, long = (lines_run(answer._unpacks, "gzip" + piece * size + "x") for size in (1_000, 10_000))
        assert short == long
    for piece in (",", "gzip ;q=0,", " , "):
        short, long = (lines_run(answer._unpacks, piece * size) for size in (1_000, 10_000))
        assert long <= 10 * short


STUCK = """
import re, sys, threading, time
sys.path.insert(0, {root!r})
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
import uvicorn
from calculator.web import ending
from calculator.web.work import Desk
from contextlib import asynccontextmanager

@asynccontextmanager
async def lifespan(_):
    with ending.watched():
        yield

def stuck():
    print("stuck", flush=True)
    {work}

async def worst(_):
    await Desk(600).do(stuck) if {aside} else stuck()
    return PlainTextResponse("done")

app = Starlette(routes=[Route("/worst", worst)], lifespan=lifespan)
uvicorn.run(app, port={port}, log_level="error")
"""
WORST = {
    "a thread that never ends": ("while True: time.sleep(1)", True),
    "the event loop that waits": ("time.sleep(600)", False),
    "the interpreter, held by a search": ("re.match('(a|a)+$', 'a' * 60 + 'b')", True),
    "the interpreter, held by a sum": ("sum(range(10 ** 15))", False),
}


@pytest.mark.parametrize("name", WORST)
def test_it_ends_whatever_it_does(name):
    """A server that is told to end is gone in time, also where a thread never ends or nothing else can run."""
    work, aside = WORST[name]
    port = free_port()
    code = STUCK.format(root=str(ROOT), work=work, aside=aside, port=port)
    env = {**os.environ, "CALCULATOR_END_SECONDS": "1"}
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env)
    try:
        with socket.socket() as connection:
            for _ in range(200):
                if connection.connect_ex(("127.0.0.1", port)) == 0:
                    break
                time.sleep(0.1)
            connection.sendall(asked("/worst"))
            assert server.stdout.readline() == b"stuck\n"
            server.send_signal(signal.SIGTERM)
            server.wait(9)
    finally:
        server.kill()
        server.stdout.close()


def test_pages_have_the_tags_and_the_card_of_their_link(app):
    """The app as it is served: pages with the tags of their link, a card, and a log that says nothing of either."""
    _, address, log = app
    urlopen(address).read()  # what is first may come before all is loaded
    pages = {}
    for path in head.PAGES:
        packed = Request(f"{address}{path}?{QUERY}", headers={"Accept-Encoding": "gzip"})
        with urlopen(packed) as got:
            pages[path] = got.read().decode()
    with urlopen(f"{address}/card.png?{QUERY}") as got:
        card = opened(got.read())
    with urlopen(f"{address}/oembed?url={quote(address + '/?' + QUERY, safe='')}") as got:
        embedded = json.loads(got.read())
    sentence = answer_of(MINE).sentence
    assert [Tags(text).meta["og:title"] for text in pages.values()] == [sentence] * len(pages)
    assert all(Tags(text).meta["og:image"].startswith(f"{address}/card.png?") for text in pages.values())
    assert card.size == (1200, 628)
    assert embedded["title"] == sentence
    assert "hourly_value" not in log.read_text()
    assert parse_qs(urlsplit(embedded["thumbnail_url"]).query)


def test_the_app_ends_with_pages_open(app):
    """The app itself, with a page open, a request half sent and the API at work, ends within ten seconds."""
    process, address, _ = app
    port = int(address.rpartition(":")[2])
    page, half, work = (socket.create_connection(("localhost", port)) for _ in range(3))
    with page, half, work:
        page.sendall(opening())
        assert b"101" in page.recv(2000)
        half.sendall(b"POST /api/v1/compare HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n")
        work.sendall(asked("/api/v1/charts/card.png?preset=us-owner"))
        process.terminate()
        process.wait(10)


def test_every_setting_is_described():
    """The page of settings has every variable of the code with its default and its meaning, and no other."""
    from calculator.settings import SETTINGS

    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        default = setting.default if setting.default != "" else "none"
        assert f"| `{setting.name}` | {default} | {setting.meaning} |" in page
    assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) == {setting.name for setting in SETTINGS}


def test_settings_are_read_in_one_place():
    """No other module reads a variable of ours from the environment."""
    for path in (ROOT / "calculator").rglob("*.py"):
        if path.name != "settings.py":
            assert not re.search(r"environ.*(CALCULATOR_|DATABASE_)", path.read_text(encoding="utf-8")), path
