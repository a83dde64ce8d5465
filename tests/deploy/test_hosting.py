"""Two replicas behind nginx as shipped: who answers, what is kept, and that nothing is lost when one of them goes."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import threading
import time
from itertools import count

import pytest

from calculator.web.head import PAGES
from tests.browser.conftest import PLOTLY
from tests.deploy.workshop import Workshop, until

NEW = count(1)
MARKS = ("markwoman", "markquery", "4711.25")
"""What somebody might enter, and no log may have."""


def asked(site, path, method="GET", body=None, **headers):
    """The status, the headers and the body of an answer, over a connection of its own."""
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def named(headers):
    """The replica that an answer's cookie names; none where it sets none."""
    cookies = [line.partition(";")[0] for line in headers.get_all("Set-Cookie", [])]
    return next((line.partition("=")[2] for line in cookies if line.startswith("replica=")), None)


def total(replica, kind, status="200"):
    """How many requests of a kind a replica has answered so."""
    return replica.counted(f'calculator_requests_total{{kind="{kind}",method="GET",status="{status}"}}')


def new(path):
    """A path that nobody asked for before."""
    return f"{path}{'&' if '?' in path else '?'}profile.hourly_value={20 + next(NEW) / 100}"


def test_a_session_stays_with_its_replica(hosted):
    """New visitors are spread over the replicas; with the cookie that they are given all they ask meets at one."""
    found = {named(asked(hosted, "/")[1]) for _ in range(6)}
    addresses = {f"127.0.0.1:{one.port}": one for one in hosted.replicas}
    assert found == set(addresses)
    for address, replica in addresses.items():
        before = total(replica, "download", "404")
        for at in range(5):
            status, headers, _ = asked(hosted, f"/media/{at}.csv", Cookie=f"replica={address}; other=1")
            assert (status, named(headers)) == (404, None)
        until = time.monotonic() + 10
        while total(replica, "download", "404") < before + 5 and time.monotonic() < until:
            time.sleep(0.05)  # a request is counted once its answer is out
        assert total(replica, "download", "404") == before + 5


def test_a_cookie_names_a_replica_or_nothing(hosted):
    """Whatever stands in it, nginx asks nobody but the replicas."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.5)
        for forged in (f"127.0.0.1:{other.getsockname()[1]}", "replicas", "evil.example", "127.0.0.1:1/../", "a b"):
            status, headers, _ = asked(hosted, "/_stcore/health", Cookie=f"replica={forged}")
            assert status == 200
            assert named(headers)
        with pytest.raises(TimeoutError):
            other.accept()


def test_what_is_the_same_for_everybody_is_kept(hosted):
    """The first asks a replica; others are answered by nginx, and whoever has it is told so by its tag."""
    for path in (*map(new, ("/widget?preset=uk-owner", "/card.svg", "/api/v1/compare", "/widget.svg")), "/embed.js"):
        status, first, body = asked(hosted, path)
        assert (status, first["X-Cache"], first["RateLimit"] is not None) == (200, "MISS", True)
        status, second, again = asked(hosted, path, Cookie="replica=1; _streamlit_xsrf=2")
        assert (second["X-Cache"], second["RateLimit"], second["Set-Cookie"], again) == ("HIT", None, None, body)
        assert asked(hosted, path, If_None_Match=first["ETag"])[0] == 304
        assert asked(hosted, path, Authorization="Bearer mine")[1]["X-Cache"] == "BYPASS"
        assert asked(hosted, path, "HEAD")[1]["X-Cache"] == "HIT"


def test_a_hall_of_phones_asks_for_its_page_once(hosted):
    """A room's phone page is kept for a moment; what a phone says and may see is answered by a replica each time."""
    body = json.dumps({"link": "preset=uk-owner", "title": "markwoman", "at_least": 5})
    status, _, opened = asked(hosted, "/rooms", "POST", body, Content_Type="application/json")
    assert status == 201
    room = f"/r/{json.loads(opened)['code']}"
    status, first, page = asked(hosted, room, Accept="text/html")
    assert (status, first["X-Cache"]) == (200, "MISS")
    assert asked(hosted, room, Accept="text/html")[1]["X-Cache"] == "HIT"
    assert asked(hosted, room, If_None_Match=first["ETag"])[0] == 304
    assert b"markwoman" in page
    tokens = [asked(hosted, f"{room}/join", "POST", "{}", Content_Type="application/json")[2] for _ in range(2)]
    assert tokens[0] != tokens[1]
    own = {"Authorization": f"Bearer {json.loads(tokens[0])['token']}", "Content_Type": "application/json"}
    given = json.dumps({"changes": {"profile.hourly_value": 41}, "before": {}, "after": {}})
    assert asked(hosted, f"{room}/answer", "PUT", given, **own)[0] == 200
    status, headers, mine = asked(hosted, f"{room}/answer", **own)
    assert (status, headers["X-Cache"], json.loads(mine)["changes"]) == (200, None, {"profile.hourly_value": 41})


def test_what_is_somebodys_own_is_not_kept(hosted):
    """Pages, posts and refusals are answered by a replica each time."""
    scenario = json.dumps({"preset": "uk-owner"})
    for _ in range(2):
        status, headers, _ = asked(hosted, "/api/v1/compare", "POST", scenario, Content_Type="application/json")
        assert (status, headers["X-Cache"]) == (200, None)
        assert asked(hosted, "/api/v1/compare?profile.hourly_value=markquery")[0] == 422
        assert asked(hosted, "/?markwoman=1")[1]["X-Cache"] is None
    assert asked(hosted, "/api/v1/compare?profile.hourly_value=markquery")[1]["X-Cache"] != "HIT"
    assert asked(hosted, "/readyz")[0] == 404
    assert b"calculator_requests" not in asked(hosted, "/metrics")[2]


def test_links_have_the_address_that_the_visitor_asked(hosted):
    """The replicas learn from nginx under which host they are known; what a visitor says of others is not believed."""
    page = asked(hosted, "/", X_Forwarded_Host="evil.example", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="https")
    assert f'og:url" content="{hosted.address}/'.encode() in page[2]
    assert b"evil.example" not in page[2]
    assert asked(hosted, f"/oembed?url={hosted.address}/")[0] == 200


def test_an_open_page_and_a_room_go_on_when_a_replica_is_killed(hosted, browser):
    """A replica is gone at once, with no farewell, while a page is open there and phones of a room send.

    Phones lose nothing that was saved, and whichever replica is asked has the same room and board. The page goes on at
    the other with its numbers and its files.
    """
    page, hour = changed(hosted, browser)
    title = page.get_by_role("heading", level=1).first.inner_text()
    assert sum(each.counted('calculator_page_run_seconds_bucket{le="+Inf"}') for each in hosted.replicas) >= 2
    one = next(each for each in hosted.replicas if each.counted("calculator_sessions") == 1)
    other = next(each for each in hosted.replicas if each is not one)
    cookie = next(each for each in page.context.cookies() if each["name"] == "replica")
    assert cookie["value"] == f"127.0.0.1:{one.port}"
    with Workshop(hosted.port) as room:
        room.reveal(one, other)
        one.end(signal.SIGKILL)
        one.process.wait(10)
        room.goes_on()
    deadline = time.monotonic() + 60
    while other.counted("calculator_sessions") != 1:
        assert time.monotonic() < deadline, "The page did not come back."
        page.wait_for_timeout(200)
    one.start()
    page.wait_for_function("!document.querySelector('[data-testid=stConnectionStatus]')", timeout=30_000)
    assert "hourly_value=47.25" in page.url
    assert hour.input_value() == "47.25"
    assert page.get_by_role("heading", level=1).first.inner_text() == title
    one.wait()  # back, and yet the files of the page are asked of the one where its session is now
    page.get_by_role("link", name="Many people").first.click()  # the first that the new session is asked for
    page.wait_for_url("**/many-people?**hourly_value=47.25**", timeout=30_000)
    button = page.get_by_test_id("stDownloadButton").get_by_role("button").first
    with page.expect_download(timeout=60_000) as taken:
        button.click()
    assert "47.25" in taken.value.path().read_text(encoding="utf-8")
    assert total(one, "download") == 0
    page.close()
    assert room.lost() == []
    room.alike(one, other)
    room.end(one, other)


def changed(site, browser):
    """A page of the app on which the value of an hour was changed, and the field of it."""
    page = browser.new_page(reduced_motion="reduce")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": [PLOTLY]})  # its charts are not looked at
    page.goto(f"{site.address}/?profile.hourly_value=41.5", wait_until="domcontentloaded")
    hour = page.get_by_label("Your hour", exact=False).first
    hour.wait_for(timeout=60_000)
    hour.fill("47.25")
    hour.press("Enter")
    page.wait_for_url("**hourly_value=47.25**", timeout=30_000)
    return page, hour


def test_a_rolling_restart_fails_no_request(hosted):
    """Each replica is told to end: it says so first, answers on, and is gone only then, while the other is back."""
    for one in hosted.replicas:
        one.wait()
    stop, failed, answered = threading.Event(), [], []
    paths = ["/", "/api/v1/compare?preset=uk-owner", "/widget?preset=us-owner", "/api/v1/best-mix?hours=3&cash=600"]

    def load(path):
        while not stop.is_set():
            try:
                status, _, body = asked(hosted, new(path))
            except (OSError, http.client.HTTPException) as error:
                status, body = 0, repr(error)
            answered.append(path)
            if status != 200 or not body:
                failed.append((path, status, body[:200]))
            time.sleep(1)  # both replicas have all the processor that they start with

    threads = [threading.Thread(target=load, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    try:
        first, last = hosted.replicas
        ended(hosted, first)
        first.start()
        first.wait()
        time.sleep(1.5)  # nginx looks again for one that was away after a second
        ended(hosted, last)  # and stays away: the first has shown how one comes back
        gone = len(answered)
        until(lambda: all(answered[gone:].count(path) >= 2 for path in paths))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert len(answered) > 20


def ended(site, one):
    """A replica is told to end, and is gone in good order."""
    one.end()
    deadline = time.monotonic() + 5
    while one.ready() != 503:
        assert time.monotonic() < deadline
    assert one.counted("calculator_draining") == 1
    assert f"replica=127.0.0.1:{one.port}" not in opened(site, one), "A new page goes to another."
    assert one.process.wait(20) in (0, -signal.SIGTERM)


def opened(site, replica):
    """What is said to a page that connects and whose cookie names a replica."""
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(
            b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + f"Cookie: replica=127.0.0.1:{replica.port}\r\n\r\n".encode()
        )
        said = line.recv(4000).decode()
    assert said.startswith("HTTP/1.1 101")
    assert "replica=127.0.0.1:" in said
    return said


def test_no_log_has_anybodys_words(hosted):
    """After all of this no line of nginx or of a replica has a query, a name or a number; each of a replica is JSON."""
    asked(hosted, "/markwoman?profile.hourly_value=4711.25", Referer="http://x/?markquery")
    asked(hosted, "/api/v1/compare", "POST", '{"preset": "markwoman", "set": {"markquery": 4711.25}}')
    asked(hosted, "/r/markquery/answer", "PUT", '{"changes": {"markwoman": 4711.25}}', Authorization="Bearer markquery")
    logs = [one.log.read_text() for one in hosted.replicas]
    nginx = "".join((hosted.folder / name).read_text() for name in ("access.log", "error.log", "nginx.err"))
    for text in (*logs, nginx):
        assert not [mark for mark in MARKS if mark in text]
        assert "hourly_value" not in text
    for line in "".join(logs).splitlines():
        if line.startswith("{"):
            assert {"time", "level", "logger", "message"} <= json.loads(line).keys()
        else:
            assert not line.strip() or "Streamlit app" in line or "URL:" in line, line
    kinds = {json.loads(line).get("kind") for line in "".join(logs).splitlines() if line.startswith("{")}
    assert {"other", "api", "phone"} <= kinds


def test_pages_of_the_app_are_known_to_the_log():
    """A page that is added is counted as one."""
    from calculator.web.seen import kind

    assert {kind(path) for path in PAGES} == {"page"}
