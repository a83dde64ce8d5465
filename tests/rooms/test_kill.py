"""A server that is killed with no farewell, at any moment: what it said was saved is there when it is back."""

import os
import random
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from benchmarks.servers import free_port
from tests.rooms.phones import Phone, asked


@contextmanager
def served(port, address, log):
    """A server of rooms in that database."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "tests.rooms.serving:app",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    env = {**os.environ, "DATABASE_URL": address}
    process = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            try:
                asked(port, "GET", "/r/BCDFGHJK/state")
            except OSError:
                time.sleep(0.1)
            else:
                break
        else:
            pytest.fail("The server did not start within half a minute.")
        yield process
    finally:
        process.kill()
        process.wait(10)


def test_what_was_acknowledged_survives_a_kill(address, tmp_path):
    """Phones send without a pause while the server is killed, twice; none of them loses what was said to be saved."""
    port, room, phones = free_port(), None, []
    with (tmp_path / "log").open("w") as log:
        for _ in range(2):
            with served(port, address, log) as server:
                if room is None:
                    _, room = asked(port, "POST", "/rooms", {"link": "preset=uk-owner"})
                for phone in phones:  # those of before: what they had was kept
                    assert phone.saved <= phone.held() <= phone.sent
                phones = [Phone(port, room["code"]) for _ in range(6)]
                for phone in phones:
                    phone.start()
                deadline = time.monotonic() + 30
                while min(phone.saved for phone in phones) < 2:
                    assert time.monotonic() < deadline, "The phones did not get through."
                    time.sleep(0.01)
                time.sleep(random.uniform(0, 0.3))  # noqa: S311
                server.kill()
                for phone in phones:
                    phone.stop.set()
                for phone in phones:
                    phone.join()
        with served(port, address, log):
            assert [phone for phone in phones if not phone.saved <= phone.held() <= phone.sent] == []
            _, state = asked(port, "GET", f"/r/{room['code']}/state")
            assert state["people"] == 12
            assert sum(phone.saved for phone in phones) >= 12
