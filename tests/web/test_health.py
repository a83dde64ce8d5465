"""What an operator sees: whether the process lives and is ready, its counters, and a log without anybody's words."""

import json
import logging
import socket
import urllib.request

import pytest

from calculator import settings
from calculator.tally import counted
from calculator.web import draining, health, logs, metrics, seen
from tests.web.conftest import reader


@pytest.fixture
def started(monkeypatch):
    """A process that has started and is not told to end."""
    monkeypatch.setattr(health, "stores", health.Stores())
    health.warmed.set()
    yield
    health.warmed.clear()
    draining._begun.clear()


def test_it_is_ready_between_start_and_end(client, started, monkeypatch):
    """Not ready before it is warm, nor once it was told to end; alive all the while, and never out of allowance."""
    health.warmed.clear()
    assert client.get("/readyz").json() == {"ready": False, "reasons": [health.STARTING]}
    health.warmed.set()
    assert client.get("/readyz").status_code == 200
    draining._begun.set()
    ending = client.get("/readyz")
    assert (ending.status_code, ending.json()["reasons"]) == (503, [health.ENDING])
    assert ending.headers["connection"] == "close"
    assert client.get("/healthz").status_code == 200
    assert "no-store" in ending.headers["cache-control"]


def test_it_is_ready_while_its_store_can_be_reached(client, started, monkeypatch, tmp_path):
    """A store that cannot be reached is a reason, said without its address; one that answers is none."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"postgresql://me:word@127.0.0.1:{taken.getsockname()[1]}/rooms"
        monkeypatch.setenv("DATABASE_URL", closed)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, [health.STORE])
    assert "word" not in answer.text
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/rooms.sqlite")
    monkeypatch.setattr(health, "stores", health.Stores())
    assert client.get("/readyz").status_code == 200


def test_counters_are_there_for_the_operator_alone(monkeypatch):
    """On a port of their own stand requests by kind and status, waits, open pages, works, files and memory."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("CALCULATOR_METRICS_PORT", str(port))
    made = counted.of("exports").get("card", 0)
    with metrics.served(), reader() as client:
        client.get("/card.svg?profile.hourly_value=31.07")
        client.get("/api/v1/compare?profile.hourly_value=five")
        client.request("BREW", "/healthz")
        said = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
        assert client.get("/metrics").status_code == 404
    for line in (
        'calculator_requests_total{kind="picture",method="GET",status="200"} 1.0',
        'calculator_requests_total{kind="api",method="GET",status="422"} 1.0',
        'calculator_requests_total{kind="health",method="other",status="405"} 1.0',
        'calculator_request_seconds_count{kind="picture"} 1.0',
        f'calculator_exports_total{{kind="card"}} {made + 1}.0',
        "calculator_sessions 0.0",
    ):
        assert line in said
    for name in (
        "calculator_evaluations_total",
        "calculator_waiting",
        "calculator_draining",
        "process_resident_memory",
    ):
        assert f"\n{name}" in said


def test_a_port_that_is_taken_is_no_reason_to_stop(monkeypatch, caplog):
    """Without counters the calculator goes on, and says why there are none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("CALCULATOR_METRICS_PORT", str(port))
        with metrics.served():
            assert f"Port {port}" in caplog.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/_stcore/stream", "session"),
        ("/_stcore/upload_file/a/b", "upload"),
        ("/widget/app.0123.js", "file"),
        ("/widget", "widget"),
        ("/api/v1/charts/card.png", "chart"),
        ("/r/ABCDEFGH/answer", "phone"),
        ("/Jane Doe", "other"),
    ],
)
def test_a_request_is_known_by_its_kind(path, kind):
    """There is a small number of kinds, whatever people ask."""
    assert seen.kind(path) == kind


def test_a_line_of_the_log_as_json_has_nobodys_words():
    """Queries are cut from what others write, and of an error its kind and its place are kept, and not its words."""
    try:
        raise ValueError("Jane earns 31")
    except ValueError as error:
        trouble = (ValueError, error, error.__traceback__)
    record = logs.told("uvicorn.error", 40, "a.py", 1, 'asked for "/?%s" in vain', ("jane=31&of=them",), trouble)
    line = json.loads(logging.Formatter(logs.PLAIN).format(record))
    assert line["message"] == 'asked for "/ in vain'
    assert line["error"]["type"] == "ValueError"
    assert "test_health.py" in line["error"]["at"][0]
    assert not {"Jane", "jane", "31"} & set(json.dumps(line).replace('"', " ").split())


def test_the_store_is_a_setting():
    """Where rooms are kept is said in one place."""
    assert "DATABASE_URL" in {setting.name for setting in settings.SETTINGS}


def test_waits_are_counted_up_to_each_bound():
    """A run counts at its own bound and at all above, the longest beyond them, and their seconds add up."""
    from prometheus_client import CollectorRegistry, generate_latest

    before = dict(counted.of(metrics.RUNS))
    with counted.timed(metrics.RUNS):
        pass
    counted.add(metrics.RUNS, "longer")
    registry = CollectorRegistry()
    registry.register(metrics.Counted())
    said = generate_latest(registry).decode()
    so_far = sum(before.values())
    assert f'calculator_page_run_seconds_bucket{{le="30.0"}} {so_far - before.get("longer", 0) + 1}.0' in said
    assert f"calculator_page_run_seconds_count {so_far + 2}.0" in said
