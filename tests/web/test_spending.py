"""The allowance: processor seconds an address a minute, at every route, in turn, and in bounded memory."""

import asyncio
import sys
import threading
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from calculator import allowance, turns
from calculator.allowance import Allowance, asking, bucket, shared
from calculator.turns import QUEUE, Turns
from calculator.web import cards, head, oembed, spending, work
from calculator.web.api import reading
from calculator.web.spending import Spending
from calculator.web.widget import files, page
from calculator.web.work import Desk, Refused
from tests.conftest import on_a_loop
from tests.web.conftest import reader


def test_an_allowance_comes_back():
    """It comes back evenly, is never more than a minute's, and each address has its own, however many there are."""
    clock = [0.0]
    purse = Allowance(30, now=lambda: clock[0], most=3)
    purse.charge("a", 30)
    assert purse.wait("a") == 0
    purse.charge("a", 1)
    assert purse.wait("a") == pytest.approx(2)
    assert purse.left("a") == pytest.approx(-1)
    assert purse.wait("b") == 0
    clock[0] = 12.0
    assert purse.left("a") == pytest.approx(5)
    clock[0] = 10_000.0
    assert purse.left("a") == 30
    for other in "cdef":
        purse.charge(other, 1)
    assert len(purse._whole) == 3


def test_no_allowance_is_no_limit():
    """A rate of nothing lets everybody do everything, and keeps nobody."""
    purse = Allowance(0)
    purse.charge("a", 1e9)
    assert purse.wait("a") == 0
    assert not purse._whole


def test_a_class_fits_in():
    """A hundred people behind one address, who each try another number every four seconds for ten minutes, all can.

    A comparison that nobody asked for before takes some twenty thousandths of a processor second.
    """
    clock = [0.0]
    purse = Allowance(40, now=lambda: clock[0])
    for _ in range(150):
        for _ in range(100):
            assert purse.wait("school") == 0
            purse.charge("school", 0.02 + spending.FEE)
        clock[0] += 4


def test_what_is_kept_of_addresses_is_bounded():
    """Forged addresses of megabytes leave nothing behind, and of true ones there are so many at most, of few bytes."""
    purse = Allowance(40)
    for at in range(40):
        purse.charge(bucket(f"{at}" + "9" * 5_000_000), 0.01)
    assert set(purse._whole) == {""}
    for at in range(30_000):
        purse.charge(bucket(f"2001:db8:{at:x}:ffff:ffff:ffff:ffff:ffff"), 0.01)
    assert len(purse._whole) == 20_000
    size = sys.getsizeof(purse._whole) + sum(map(sys.getsizeof, purse._whole)) + 24 * len(purse._whole)
    assert size < 6_000_000


def app(purse, *routes):
    """An app that counts what is asked of it."""
    return Starlette(routes=list(routes), middleware=[Middleware(Spending, allowance=purse)])


ROUTES = ["/", "/compare", "/card.png", "/widget", "/widget.svg", "/oembed", "/embed.js"]


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_counts(path):
    """At every route each answer says what is left, and with nothing left there is none but when to come again."""
    purse = Allowance(10, now=lambda: 0.0)
    with TestClient(app(purse, Route(path, lambda _: PlainTextResponse("here")))) as client:
        got = client.get(path)
        assert got.text == "here"
        assert got.headers["ratelimit-policy"].startswith('"processor";q=10000;w=60')
        assert got.headers["ratelimit"].startswith(f'"processor";r={10000 - 1000 * spending.FEE:.0f};t=')
        purse.charge("", 12)
        refused = client.get(path)
        assert refused.status_code == 429
        assert 12 <= int(refused.headers["retry-after"]) <= 13
        assert refused.headers["cache-control"] == "no-store"
        assert "r=0;" in refused.headers["ratelimit"]
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.headers["refresh"] == page.headers["retry-after"]


def test_files_are_sent_to_everybody():
    """A page's files come also where nothing is left, so that none stays half drawn."""
    purse = Allowance(10)
    purse.charge("", 100)
    path = "/static/js/index.js"
    with TestClient(app(purse, Route(path, lambda _: PlainTextResponse("here")))) as client:
        assert client.get(path).status_code == 200


def test_an_open_page_waits():
    """What is done on a page with nothing left is held back and then done; nothing of it is lost."""
    now = [0.0]
    purse = Allowance(10, now=lambda: now[0])

    async def echo(socket):
        await socket.accept()
        await socket.send_bytes(await socket.receive_bytes())
        await socket.close()

    with (
        TestClient(app(purse, WebSocketRoute("/_stcore/stream", echo))) as client,
        client.websocket_connect("/_stcore/stream") as socket,
    ):
        purse.charge("", 10.5)
        asked = purse.left("")
        socket.send_bytes(b"changed")
        now[0] = 3.5
        assert asked < 0
        assert socket.receive_bytes() == b"changed"


@pytest.fixture
def purse(monkeypatch):
    """An allowance of its own for the desk."""
    found = Allowance(40, now=lambda: 0.0)
    monkeypatch.setattr(work, "shared", lambda: found)
    return found


def burn(seconds):
    """Use the processor for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def asked(desk, who, make):
    """Have something made for an address."""
    asking.set(who)
    return await desk.do(make)


def test_work_is_charged_to_who_asked(purse):
    """The processor seconds of a work are taken from the address that asked; waiting costs nothing."""
    desk = Desk(10)

    async def both():
        await asyncio.gather(
            asyncio.create_task(asked(desk, "busy", lambda: burn(0.05))),
            asyncio.create_task(asked(desk, "idle", lambda: time.sleep(0.05))),
        )

    on_a_loop(both)
    assert purse.left("busy") <= 40 - 0.05
    assert purse.left("idle") > 40 - 0.04


def test_addresses_take_turns(purse):
    """One address that asks fifty times holds up another's one work by the work that has begun, and no more."""
    desk, done = Desk(10, places=1), []

    async def many():
        greedy = [asyncio.create_task(asked(desk, "greedy", lambda: done.append("greedy"))) for _ in range(50)]
        await asyncio.sleep(0)
        honest = asyncio.create_task(asked(desk, "honest", lambda: done.append("honest")))
        await asyncio.gather(*greedy, honest)

    on_a_loop(many)
    assert done.index("honest") <= 2
    assert len(done) == 51


def test_a_queue_does_not_outlast_an_allowance(purse):
    """What is queued is looked at again when its turn comes, so a burst does not spend what is not there."""
    desk = Desk(10, places=1)
    purse.rate = 0.1

    async def many():
        tasks = [asyncio.create_task(asked(desk, "greedy", lambda: burn(0.06))) for _ in range(30)]
        return await asyncio.gather(*tasks, return_exceptions=True)

    found = on_a_loop(many)
    assert sum(not isinstance(one, Refused) for one in found) <= 4
    assert {one.status for one in found if one is not None} == {429}


def test_so_many_may_wait():
    """Of one address so many wait at most, and the next is refused at once."""

    async def crowd():
        full = Turns(0)
        waiting = [asyncio.create_task(work.taken(full, "a")) for _ in range(QUEUE)]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await work.taken(full, "a")
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return refused.value.status, len(full.waiting)

    assert on_a_loop(crowd) == (503, 0)


COSTLY = [
    (head, "link", "/?profile.hourly_value=31"),
    (cards, "picture", "/card.svg?profile.hourly_value=31"),
    (oembed, "answer", "/oembed?url=https://net.example/"),
    (page, "page", "/widget?profile.hourly_value=31"),
    (page, "picture", "/widget.svg?profile.hourly_value=31"),
    (page, "_coloured", "/widget/colours.css?ink=000000"),
    (files, "files", "/widget/app.js"),
    (reading, "linked", "/api/v1/compare?profile.hourly_value=31"),
    (reading, "described", "/api/v1/compare"),
]


@pytest.mark.parametrize(("module", "name", "path"), COSTLY, ids=[path for *_, path in COSTLY])
def test_nothing_costly_runs_on_the_event_loop(monkeypatch, module, name, path):
    """What reads a link, works out or draws does so in a thread beside the one that answers everybody."""
    threads, made = {}, getattr(module, name)

    def noted(*given, **more):
        threads["work"] = threading.get_ident()
        return made(*given, **more)

    async def loop(_):
        threads["loop"] = threading.get_ident()
        return HTMLResponse("<html><head></head></html>")

    monkeypatch.setattr(module, name, noted)
    with reader(Route("/loop", loop), Route("/", lambda _: HTMLResponse("<html><head></head></html>"))) as client:
        client.get("/loop")
        client.post(path, json={}) if name == "described" else client.get(path)
    assert len(set(threads.values())) == 2


def test_work_without_end_is_given_up(purse):
    """Who waits for a work beyond its deadline is told so; its place is free when it has ended, and not before."""
    desk, gate = Desk(0.05), threading.Event()

    async def late():
        with pytest.raises(Refused) as refused:
            await asked(desk, "a", gate.wait)
        held = turns.shared().working["a"]
        waiting = asyncio.create_task(asked(Desk(10), "a", lambda: "next"))
        await asyncio.sleep(0)
        gate.set()
        assert await waiting == "next"
        return refused.value.status, held

    assert on_a_loop(late) == (503, 1)
    assert not turns.shared().working


def test_a_failure_is_told():
    """What a work raises is raised where it was asked for."""

    async def failing():
        await asked(Desk(10), "a", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        on_a_loop(failing)


def test_the_runs_of_a_page_count(monkeypatch):
    """What a page takes to be drawn is charged to whoever has it open, and it is drawn when it is their turn."""
    found, seats, held = Allowance(40, now=lambda: 0.0), Turns(), []
    monkeypatch.setattr(turns, "shared", lambda: held.append(seats) or seats)
    monkeypatch.setattr(allowance, "shared", lambda: found)
    drawn = AppTest.from_file(
        str(Path(__file__).parents[2] / "calculator" / "ui" / "page.py"), default_timeout=60
    ).run()
    assert not drawn.exception
    assert sum(found._whole.values()) > 0  # a test's session has no address
    assert held
    assert not seats.working


def test_there_is_one_for_all():
    """All of a process share one allowance, which tests have none of."""
    assert shared() is shared()
    assert shared().rate == 0
