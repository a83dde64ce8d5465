"""`python -m tests.deploy.room`: the room of thirty phones, at two replicas behind nginx on one PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.behind import site
from tests.postgres import cluster, database

TEST = "tests/browser/test_room.py"


def main() -> int:
    """Start all of it, and run the test there."""
    with cluster() as server, site({"DATABASE_URL": database(server)}) as found:
        told = {**os.environ, "ROOM_AT": f"http://localhost:{found.port}", "REQUIRE_BROWSER": "1"}
        return subprocess.run([sys.executable, "-m", "pytest", TEST], env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
