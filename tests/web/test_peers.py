"""Whom we believe: a proxy that the operator names, and nobody else."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from calculator import settings
from calculator.allowance import bucket
from calculator.web.peers import Peers, origin, parsed, vary
from tests.web.conftest import reader

PROXY = "10.0.0.0/8, ::1"


def seen(monkeypatch, peer, proxies, **headers):
    """Who asks and under which address, as the app has it, and the answer itself."""
    monkeypatch.setenv("CALCULATOR_TRUSTED_PROXIES", proxies)

    def said(request):
        kept = [name for name in request.headers if "forward" in name or "real" in name]
        return JSONResponse([request.client.host, origin(request.scope), kept])

    app = Starlette(routes=[Route("/", said)], middleware=[Middleware(Peers)])
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with TestClient(app, base_url="http://inside", client=(peer, 5)) as client:
        return client.get("/", headers=given)


CHAINS = [
    ("203.0.113.5", PROXY, None, "203.0.113.5"),
    ("203.0.113.5", PROXY, "198.51.100.7", "203.0.113.5"),
    ("127.0.0.1", "", "198.51.100.7", "127.0.0.1"),
    ("10.0.0.1", PROXY, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
    ("10.0.0.1", PROXY, "203.0.113.9, 198.51.100.7, 10.2.3.4", "198.51.100.7"),
    ("10.0.0.1", PROXY, "203.0.113.9, nonsense", "10.0.0.1"),
    ("10.0.0.1", PROXY, "nonsense, 10.2.3.4", "10.2.3.4"),
    ("10.0.0.1", PROXY, "198.51.100.7:4711", "198.51.100.7"),
    ("::ffff:10.0.0.1", PROXY, "[2001:db8::1]:80", "2001:db8::1"),
    ("10.0.0.1", PROXY, None, "10.0.0.1"),
    ("10.0.0.1", PROXY, "1" * 100_000, "10.0.0.1"),
]


@pytest.mark.parametrize(("peer", "proxies", "stated", "wanted"), CHAINS)
def test_whose_request_it_is(monkeypatch, peer, proxies, stated, wanted):
    """The address that connects counts; of what a named proxy states, the last that is no such proxy."""
    headers = {"x_forwarded_for": stated} if stated else {}
    assert seen(monkeypatch, peer, proxies, **headers).json()[0] == wanted


def test_the_last_host_counts(monkeypatch):
    """Of several forwarded hosts the last was added by our own proxy; what is no host or scheme is left aside."""
    forwarded = {"x_forwarded_host": "evil.example, net.example", "x_forwarded_proto": "http, https"}
    assert seen(monkeypatch, "10.0.0.1", PROXY, **forwarded).json()[1:] == ["https://net.example", []]
    assert seen(monkeypatch, "203.0.113.5", PROXY, **forwarded).json()[1:] == ["http://inside", []]
    wrong = {"x_forwarded_host": "a.example/<b>", "x_forwarded_proto": "javascript"}
    assert seen(monkeypatch, "10.0.0.1", PROXY, **wrong).json()[1] == "http://inside"


def test_what_an_answer_depends_on_is_said_once(monkeypatch):
    """Where a proxy is believed, answers with our address in them say so to caches between; else they do not."""
    assert seen(monkeypatch, "10.0.0.1", PROXY).headers["vary"] == "X-Forwarded-Host, X-Forwarded-Proto"
    assert "vary" not in seen(monkeypatch, "10.0.0.1", "").headers
    with reader() as client:
        got = client.get("/widget", headers={"Accept-Encoding": "gzip"})
        assert got.headers.get_list("vary") == ["Accept-Encoding"]
        assert "vary" in client.get("/card.svg").headers
        assert "x-forwarded" not in client.get("/card.svg").headers["vary"].lower()


def test_a_proxy_that_nobody_named_is_said_once(monkeypatch, caplog):
    """Whoever runs it behind a proxy and forgets to say so reads it in the log; strangers write nothing there."""
    with caplog.at_level(logging.WARNING):
        seen(monkeypatch, "93.184.216.34", "", x_forwarded_for="198.51.100.7")
        seen(monkeypatch, "10.0.0.1", PROXY, x_forwarded_for="198.51.100.7")
        assert "forwards" not in caplog.text
        seen(monkeypatch, "10.0.0.1", "", x_forwarded_for="198.51.100.7")
    assert caplog.text.count("10.0.0.1 forwards requests") == 1


def test_names_in_vary_stand_once():
    """Whoever names a header, and in which letters, it stands once, and all in one line."""
    headers = MutableHeaders(raw=[(b"vary", b"Accept-Encoding, Origin"), (b"vary", b"accept-encoding")])
    vary(headers, ["origin", "X-Forwarded-Host"])
    assert headers.getlist("vary") == ["Accept-Encoding, Origin, X-Forwarded-Host"]


def test_what_is_no_network_is_said(monkeypatch, caplog):
    """An entry that is none is said and left out, and the others count; old variables are said to be old."""
    monkeypatch.setenv("CALCULATOR_TRUSTED_PROXIES", "localhost, 10.1.2.3 10.0.0.7/33")
    monkeypatch.setenv("CALCULATOR_PROXY", "1")
    with caplog.at_level(logging.WARNING):
        assert [str(one) for one in settings.networks("CALCULATOR_TRUSTED_PROXIES")] == ["10.1.2.3/32"]
        settings.warn_of_gone()
    assert "'localhost'" in caplog.text
    assert "'10.0.0.7/33'" in caplog.text
    assert "CALCULATOR_TRUSTED_PROXIES instead" in caplog.text


@pytest.mark.parametrize("given", ["", "x", "1.2.3", "1.2.3.4.5", "::1::", "[::1", "999.1.1.1", "1" * 5_000_000, "\0"])
def test_what_is_no_address_counts_as_one(given):
    """Whatever is no address shares one bucket, and no part of it is kept."""
    assert bucket(given) == ""
    assert parsed(given) is None or given == "[::1"


def test_networks_count_as_one():
    """Of IPv6 the network of 64 bits is one, IPv4 within it is IPv4, and this machine is itself by any name."""
    assert bucket("2001:db8:1:2:3::4") == bucket("2001:db8:1:2::") == "2001:db8:1:2::/64"
    assert bucket("::ffff:203.0.113.5") == bucket("203.0.113.5") == "203.0.113.5"
    assert bucket("::1") == bucket("127.0.0.9") == bucket("::ffff:127.0.0.1")
