"""The calculator as it is hosted: nginx with the shipped configuration, two replicas, and PostgreSQL, once for all."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from benchmarks.behind import Site, program, site
from tests.postgres import database


@pytest.fixture(scope="session")
def hosted(postgres_server: str) -> Iterator[Site]:
    """The site. A machine without nginx skips, and fails where all is required."""
    if program() is None:
        message = "No nginx was found. Install it to run the tests of hosting."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(message)
    told = {
        "CALCULATOR_LOGS": "json",
        "CALCULATOR_DRAIN_SECONDS": "2",
        "CALCULATOR_ALLOWANCE": "600",
        "DATABASE_URL": database(postgres_server),
    }
    with site(told) as found:
        yield found
