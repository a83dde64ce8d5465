"""What all tests share: the worked example of `docs/worked-example.md`, and how hard hypothesis tries."""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp

import anyio
import pytest
from hypothesis import HealthCheck, settings

from calculator import assumptions
from calculator.documents import validated
from tests.postgres import postgres, postgres_server  # noqa: F401 -- fixtures for all tests

NEWEST = tuple(preset.id for preset in assumptions.presets().values() if preset.edition == assumptions.editions()[0])
"""The presets of the newest edition, for tests that no older edition would fail by itself."""
EXAMPLE = Path(__file__).parent.parent / "docs" / "worked-example.md"

os.environ.setdefault("CALCULATOR_ALLOWANCE", "0")  # all tests have one address, and ask more than anybody may
os.environ["CALCULATOR_ROOMS_FILE"] = str(Path(mkdtemp(prefix="rooms")) / "rooms.sqlite")  # and never the user's own
os.environ.pop("DATABASE_URL", None)
collect_ignore = ["made_up.py"]  # runs in a copy of the project that has what it asks for

settings.register_profile("quick", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def worked_example():
    """The scenario file that the worked example prints, as text."""
    return re.search(r"```json\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)[1]


@pytest.fixture(scope="session")
def scenario():
    """The scenario of the worked example, small enough to be worked out by hand."""
    return validated(json.loads(worked_example()))


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, one for all tests of a process: Playwright allows no second in it."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import QUIET, chromium

    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory):
    """The address of the app, served as the README says, for all tests of a process that only look at it."""
    from tests.browser.conftest import chromium, started

    with (tmp_path_factory.mktemp("server") / "log").open("w") as log:
        process, address = started(log, BROWSER_PATH=chromium())
        yield address
        process.terminate()
        process.wait(10)


def on_a_loop(make, *given):
    """What a coroutine function gives, run in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(anyio.run, make, *given).result()
