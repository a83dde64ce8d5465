"""The addresses of a room, as phones, the presenter and strangers ask them."""

import logging
from types import SimpleNamespace

import pytest

from calculator.allowance import shared
from calculator.rooms import service
from calculator.rooms.service import Rooms
from calculator.rooms.store import Store
from calculator.web.rooms import tending
from calculator.web.rooms.answers import boards, states
from tests.web.conftest import reader

HOST = "https://net.example"


@pytest.fixture
def http(address, monkeypatch):
    """Somebody who asks a server whose rooms are in a store of each kind."""
    store = Store(address)
    monkeypatch.setattr(service._one, "_rooms", Rooms(store))
    with reader() as client:
        yield client
    store.close()


def key(secret):
    """The header that brings a token or a secret."""
    return {"Authorization": f"Bearer {secret}"}


def opened(http, at_least=3):
    """The code of a new room and its secret."""
    made = http.post("/rooms", json={"link": "preset=uk-owner", "title": "May", "at_least": at_least})
    assert made.status_code == 201, made.text
    assert made.json()["expires"] > "2026"
    return made.json()["code"], made.json()["secret"]


def joined(http, code, hour=40.0):
    """The token of a phone that has joined and answered."""
    token = http.post(f"/r/{code}/join", json={}).json()["token"]
    sent = http.put(f"/r/{code}/answer", json={"changes": {"profile.hourly_value": hour}}, headers=key(token))
    assert sent.status_code == 200, sent.text
    assert sent.json()["saved"]
    return token


def test_a_room_over_the_wire(http):
    """Phones join, answer and follow; the wall is dark until it is revealed, then lit, and the end is the end."""
    code, secret = opened(http)
    tokens = [joined(http, code, hour) for hour in (20, 40)]
    state = http.get(f"/r/{code.lower()}/state")
    assert state.json() == {"state": "collecting", "version": 3, "people": "fewer than 3"}
    assert http.get(f"/r/{code}/answer", headers=key(tokens[0])).json()["changes"] == {"profile.hourly_value": 20}
    tokens.append(joined(http, code, 60))
    assert http.put(f"/present/{code}/state", json={"state": "hidden"}, headers=key(secret)).json()["state"] == "hidden"
    states.forget(code)
    state = http.get(f"/r/{code}/state")
    assert state.json() == {"state": "hidden", "version": 5, "people": 3}
    assert http.get(f"/r/{code}/state", headers={"If-None-Match": state.headers["etag"]}).status_code == 304
    board = f"/present/{code}/board"
    dark = http.get(board, headers=key(secret)).json()
    assert (dark["board"], dark["why"], dark["people"]) == (None, "not revealed", 3)
    http.put(f"/present/{code}/state", json={"state": "revealed"}, headers=key(secret))
    made = boards.made
    lit = http.get(board, headers=key(secret))
    assert (lit.json()["board"]["people"], lit.json()["why"], lit.json()["waiting"]) == (3, None, 0)
    for _ in range(5):  # whoever else looks: it is worked out once
        assert http.get(board, headers=key(secret)).content == lit.content
    joined(http, code, 80)
    later = http.get(board, headers=key(secret)).json()
    assert (later["board"], later["waiting"], later["people"]) == (lit.json()["board"], 1, 4)
    assert boards.made == made + 1
    assert http.get(board, headers={**key(secret), "If-None-Match": lit.headers["etag"]}).status_code == 200
    http.put(f"/present/{code}/state", json={"state": "frozen"}, headers=key(secret))
    assert http.put(f"/r/{code}/answer", json={}, headers=key(tokens[0])).status_code == 409
    assert http.delete(f"/present/{code}", headers=key(secret)).json() == {"deleted": True}
    for path in (f"/r/{code}/state", f"/r/{code}/answer", board):
        assert http.get(path, headers=key(secret)).status_code == 404


def test_pages_and_files_of_a_room(http):
    """Phone, presenter, sheet and kit are pages that load nothing else; files come once the picture is shown."""
    code, secret = opened(http)
    page = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    for path in (f"/r/{code[:4]}-{code[4:]}", f"/r/{code}/sheet", f"/present/{code}", "/workshop-kit"):
        got = http.get(path, headers=page)
        assert got.status_code == 200, path
        assert "default-src 'none'" in got.headers["content-security-policy"]
        assert got.headers["content-encoding"] == "gzip"
        assert secret not in got.text
        assert http.get(path, headers={**page, "Accept-Encoding": "identity"}).text == got.text
    export = f"/present/{code}/export"
    assert http.get(f"{export}.csv", headers=key(secret)).status_code == 409
    for number in range(3):
        joined(http, code, 30 + number)
    http.put(f"/present/{code}/state", json={"state": "revealed"}, headers=key(secret))
    for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("html", b"<!doctype html>"), ("pptx", b"PK")):
        file = http.get(f"{export}.{kind}", headers=key(secret))
        assert file.status_code == 200
        assert file.content.startswith(begins)
        assert file.headers["content-disposition"].endswith(f'.{kind}"')
    people = http.get(f"{export}.people.csv", headers=key(secret)).content
    joined(http, code, 90)
    assert http.get(f"{export}.people.csv", headers=key(secret)).content == people
    assert http.get(f"{export}.csv").status_code == 403
    assert http.get(f"{export}.exe", headers=key(secret)).status_code == 404
    assert http.delete(f"/present/{code}", headers=key(secret)).status_code == 200
    gone = http.get(f"/r/{code}", headers=page)
    assert (gone.status_code, gone.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no room with this code" in gone.text


def test_other_sites_send_nothing(http):
    """What a page of another site sends, however it says so, is refused, and what is no JSON is as well."""
    code, secret = opened(http)
    token = joined(http, code)
    asked = (
        ("POST", "/rooms", {}),
        ("POST", f"/r/{code}/join", {}),
        ("PUT", f"/r/{code}/answer", key(token)),
        ("PUT", f"/present/{code}/state", key(secret)),
        ("DELETE", f"/present/{code}", key(secret)),
    )
    strange = ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"})
    strange += ({"Sec-Fetch-Site": "same-site"}, {"Origin": "http://["})
    for method, path, headers in asked:
        for more in strange:
            assert http.request(method, path, json={"state": "frozen"}, headers={**headers, **more}).status_code == 403
        if method != "DELETE":
            form = http.request(method, path, data={"state": "frozen"}, headers=headers)
            assert (form.status_code, form.headers["content-type"]) == (415, "application/json")
    answer = http.get(f"/r/{code}/state", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    own = {"Origin": HOST, "Sec-Fetch-Site": "same-origin", **key(token)}
    assert http.put(f"/r/{code}/answer", json={}, headers=own).status_code == 200
    assert http.get(f"/r/{code}/state").json()["state"] == "collecting"


def test_what_does_not_fit_is_refused_in_words(http):
    """Bodies too large, no JSON or of other fields, wrong ways and wrong keys: each gets a status and a sentence."""
    code, secret = opened(http)
    token = joined(http, code)
    send = {"Content-Type": "application/json"}
    answer = f"/r/{code}/answer"
    for status, method, path, more in (
        (413, "PUT", answer, {"content": b" " * 20_000, "headers": {**key(token), **send}}),
        (422, "PUT", answer, {"content": b"[" * 9000, "headers": {**key(token), **send}}),
        (422, "PUT", answer, {"json": {"changes": {"profile.years": 99}}, "headers": key(token)}),
        (403, "PUT", answer, {"json": {}, "headers": key("nobody")}),
        (403, "PUT", answer, {"json": {}}),
        (403, "GET", answer, {}),
        (403, "DELETE", f"/present/{code}", {"headers": key(token)}),
        (403, "PUT", f"/present/{code}/state", {"json": {"state": "frozen"}, "headers": key("x")}),
        (422, "PUT", f"/present/{code}/state", {"json": {"state": "open"}, "headers": key(secret)}),
        (422, "PUT", f"/present/{code}/state", {"json": {"state": ["frozen"]}, "headers": key(secret)}),
        (422, "PUT", f"/present/{code}/state", {"json": {"status": 1}, "headers": key(secret)}),
        (400, "PUT", f"/present/{code}/state", {"json": [], "headers": key(secret)}),
        (400, "POST", "/rooms", {"content": b"\xff", "headers": send}),
        (422, "POST", "/rooms", {"json": {"link": 7, "at_least": "many"}}),
        (404, "GET", "/r/BCDFGHJK/state", {}),
        (404, "GET", "/r/..%2f..%2fetc/state", {}),
        (404, "GET", f"/r/{code}/nothing/here", {}),
        (405, "PATCH", answer, {"json": {}}),
        (405, "GET", "/rooms", {}),
    ):
        got = http.request(method, path, **more)
        assert got.status_code == status, (method, path, more, got.text)
        assert set(got.json()) == {"error", "path", "faults"}
        assert got.json()["error"]
        assert got.headers["cache-control"] == "no-store"
    assert (
        "it takes a number from 0.25 to 10 (years)"
        in http.put(answer, json={"changes": {"profile.years": 99}}, headers=key(token)).text
    )


def test_secrets_are_in_no_log(http, caplog):
    """Neither token nor secret is in a line of the log, in a header that goes out, or in an answer but the one."""
    with caplog.at_level(logging.DEBUG):
        code, secret = opened(http)
        token = joined(http, code)
        answers = [
            http.put(f"/present/{code}/state", json={"state": "revealed"}, headers=key(secret)),
            http.get(f"/present/{code}/board", headers=key(secret)),
            http.put(f"/r/{code}/answer", json={"changes": {"x": 1}}, headers=key(token)),
            http.get(f"/r/{code}/answer", headers=key(token)),
            http.get(f"/present/{code}/board", headers=key(token)),
        ]
    for answer in answers:
        assert answer.headers["referrer-policy"] == "no-referrer"
    spoken = caplog.text + "".join(f"{answer.headers}{answer.text}" for answer in answers)
    assert token not in spoken
    assert secret not in spoken


def test_a_hall_shares_an_address(http, monkeypatch):
    """Five hundred phones of one address join and answer within a minute; a stranger who guesses there is stopped."""
    monkeypatch.setattr(shared(), "rate", 40)
    rooms = service._one._rooms
    monkeypatch.setattr(rooms._refused, "_now", lambda: 0.0)
    code, _ = opened(http)
    tokens = [http.post(f"/r/{code}/join", json={}).json()["token"] for _ in range(500 if rooms.store.lite else 50)]
    guesses = [http.get(f"/r/{code}/answer", headers=key(f"{number}")).status_code for number in range(250)]
    assert set(guesses) == {403, 429}
    assert guesses[-1] == 429
    for token in tokens[::10]:
        assert http.put(f"/r/{code}/answer", json={"changes": {}}, headers=key(token)).status_code == 200
    shared().charge("", 1000)  # and were its allowance used up, by whatever else is done there
    assert http.put(f"/r/{code}/answer", json={"changes": {}}, headers=key(tokens[0])).status_code == 200
    assert http.get(f"/r/{code}/state").status_code == 200


def test_a_store_that_is_away_is_said(monkeypatch, tmp_path):
    """Where rooms cannot be kept, a phone is told to come again, the log says why, and all else is served."""
    monkeypatch.setattr(service._one, "_rooms", None)
    monkeypatch.setattr(service._one, "_failed", None)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:9/x")
    with reader() as client:
        for _ in range(3):
            answer = client.get("/r/BCDFGHJK/state")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "hidden" not in answer.text
        assert client.get("/api/v1/presets").status_code == 200
    monkeypatch.setattr(service._one, "_failed", None)


def test_rooms_that_are_over_are_looked_for(monkeypatch, tmp_path):
    """The hourly look deletes what is over, and opens no database where there was never a room; its place is said."""
    monkeypatch.setenv("CALCULATOR_ROOMS_FILE", str(tmp_path / "none.sqlite"))
    monkeypatch.setattr(service._one, "_rooms", None)
    assert tending.expire() == 0
    assert not (tmp_path / "none.sqlite").exists()
    assert tending.place() == str(tmp_path / "none.sqlite")
    monkeypatch.setenv("DATABASE_URL", "postgresql://coach:hidden@db.example:5432/rooms?sslmode=require")
    assert tending.place() == "the database at db.example:5432/rooms"
    monkeypatch.setattr(service._one, "_failed", None)
    monkeypatch.setattr(service, "Store", lambda: None)
    monkeypatch.setattr(service, "Rooms", lambda _: SimpleNamespace(expire=lambda: 3, store=SimpleNamespace(place="")))
    assert tending.expire() == 3
