"""The same people on many processes: the same bytes, whatever dies, and one sentence where nothing can be done."""

import os
import signal
import socket
import time

import pytest

from calculator.batch import cluster
from calculator.batch.running import RunAsked, run
from calculator.errors import CalculatorError
from tests.batch.test_batch import written

PEOPLE = 60_000


@pytest.fixture(scope="module")
def client():
    """Two processes of this machine; a piece that ends two is given up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "TRIES", 1)
        with cluster.here(2) as started:
            yield started


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A file of six pieces."""
    rows = [["member", "Your hour, £"], *([f"m{at}", f"{at % 900 / 10}"] for at in range(PEOPLE))]
    return written(tmp_path_factory.mktemp("people") / "people.csv", rows)


def test_a_scheduler_that_cannot_be_reached_is_said(monkeypatch):
    """Where nobody listens, the address is named with what would do."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        address = f"tcp://localhost:{free.getsockname()[1]}"
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(CalculatorError, match=f"No scheduler answers at {address}"), cluster.there(address):
        pass


def test_a_worker_with_another_version_is_named(client, monkeypatch):
    """Workers whose numpy is not ours, or that lack a package, are named before anything is sent."""
    client.wait_for_workers(1, timeout=60)
    cluster._fit(client, "tcp://here")
    monkeypatch.setattr(cluster, "__version__", "9.9.9")
    with pytest.raises(CalculatorError, match=r"has the calculator \S+, and here is 9\.9\.9"):
        cluster._fit(client, "tcp://here")
    monkeypatch.setattr(cluster, "OURS", "__import__('no_such_package')")
    with pytest.raises(CalculatorError, match="lacks a package"):
        cluster._fit(client, "tcp://here")


def test_a_killed_worker_loses_nothing_and_the_bytes_are_those_of_one_core(client, source, tmp_path):
    """One of two workers is killed over its piece: every piece comes back, and the file is the same byte for byte."""
    alone, together = tmp_path / "alone.parquet", tmp_path / "together.parquet"
    run(RunAsked(source, alone)).finish()
    process = next(iter(client.run(os.getpid).values()))
    heard = []

    def tell(told):
        if not heard:
            os.kill(process, signal.SIGKILL)
        heard.append(told.people)

    made = run(RunAsked(source, together), cluster.spread(client), tell)
    made.finish()
    assert made.told.people == PEOPLE
    assert process not in client.run(os.getpid).values()
    assert together.read_bytes() == alone.read_bytes()


def test_a_piece_that_ends_every_worker_is_given_up_in_a_sentence(client):
    """A worker without the memory that it needs is ended by the system, and so is the next; then it is said."""
    with pytest.raises(CalculatorError, match=r"want of memory\. Give each more, or use fewer\. What is done is kept"):
        list(cluster.spread(client)(_killed, [1]))


def _killed(_):
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
