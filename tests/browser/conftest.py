"""The real app in a real browser: one server a worker, one Chromium, an emptied tab a test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page
from typer.testing import CliRunner

from benchmarks.servers import free_port
from calculator.cli import app

ROOT = Path(__file__).parents[2]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""What a Chromium may be called; the first, which has no window to open, takes a seventh less work for a page."""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--font-render-hinting=none"]  # letters as wide as in a browser with a window
QUIET += ["--in-process-gpu"]  # nothing is drawn by a graphics card, so no process of its own need hand pictures on
QUIET += ["--test-third-party-cookie-phaseout"]  # as browsers are about to be: a frame of ours gets no cookies


def chromium() -> str:
    """Where Chromium is. A user's machine without it skips and says so; where it is required, tests fail."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = "No Chromium was found. Install it, or name it in CHROMIUM, to run the browser tests."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(message)
    return found


def started(log: Any, script: str = "app.py", **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """The app, or another page, on a free port, answering, with these variables set; and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    env = {**os.environ, **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    _wait(f"http://localhost:{port}/_stcore/health")
    return process, f"http://localhost:{port}"


def _wait(url: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=1).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("The app did not start within half a minute.")


Open = Callable[..., Page]
SCHEMES: tuple[Any, ...] = ("light", "dark")
PLOTLY = "*/PlotlyChart.*"
BLANK = "about:blank"


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who keeps the app's files from page to page, as people's browsers do.

    They ask for less motion: what turns while a page is drawn takes a quarter of a page's work to draw.
    """
    visitor = browser.new_context(reduced_motion="reduce")
    yield visitor
    visitor.close()


@pytest.fixture
def opened(visitor: BrowserContext, server: str) -> Iterator[Open]:
    """Open a page of the app; at the end nothing may have gone elsewhere, and no script may have failed.

    A test that looks at no chart says `charts=False`: what comes after each change is then drawn without plotly.
    """
    with ExitStack() as after, watched(server) as watch:

        def go(
            path: str = "/", width: int = 1280, height: int = 900, scheme: Any = "light", charts: bool = True
        ) -> Page:
            page = after.enter_context(tab(visitor, server))
            if not charts:
                network = page.context.new_cdp_session(page)
                after.callback(network.detach)
                network.send("Network.enable")
                network.send("Network.setBlockedURLs", {"urls": [PLOTLY]})
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            watch(page)
            page.goto(server + path)
            settled(page)
            return page

        yield go


@contextmanager
def tab(visitor: BrowserContext, server: str) -> Iterator[Page]:
    """A blank tab of a visitor's, which is blank again at the end, with nothing kept and no way back.

    Tabs are used again: one that has shown the app before has its scripts ready, which is two thirds of a page's work.
    """
    page = next((page for page in visitor.pages if page.url == BLANK), None) or visitor.new_page()
    yield page
    if page.is_closed():
        return
    if page.url.startswith(server):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto(BLANK)
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme="light", forced_colors="none")
    history = visitor.new_cdp_session(page)
    history.send("Page.resetNavigationHistory")
    history.detach()


@contextmanager
def watched(server: str) -> Iterator[Callable[[Page], None]]:
    """Watch pages: at the end nothing may have gone elsewhere or been missing, and no script may have failed."""
    strangers: list[str] = []
    failures: list[str] = []
    missing: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: strangers.append(request.url) if foreign(request.url, server) else None,
        "response": lambda answer: missing.append(answer.url) if answer.status == 404 else None,
        "pageerror": lambda error: failures.append(str(error)),
    }

    with ExitStack() as after:

        def watch(page: Page) -> None:
            for event, hear in heard.items():
                page.on(event, hear)
                after.callback(page.remove_listener, event, hear)

        yield watch
    assert strangers == []
    assert failures == []
    assert missing == []


def foreign(url: str, server: str) -> bool:
    """Whether a request leaves the app's own origin."""
    own = (server, server.replace("http", "ws"), "data:", "blob:")
    return not url.startswith(own)


def settled(page: Page) -> None:
    """Wait until the page has been drawn and nothing runs any more."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector(".st-key-address", state="attached")  # the last thing that a page writes
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget]') && !document.querySelector('[data-stale=true]')",
        timeout=20_000,
    )
    page.wait_for_function("() => location.search.length > 1", timeout=20_000)  # the link is in the address
    page.wait_for_timeout(250)


LOW = """() => [...document.querySelectorAll('[data-testid=stMain] :is(button, input, textarea, summary, [role=tab], '
    + '[data-testid=stPageLink-NavLink])')].filter(one => !one.matches('[type=file], [tabindex="-1"]'))
    .map(one => one.matches('input') ? one.closest('[data-testid=stTextInputRootElement], [role=group], label')
    || one : one)
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 1
    && one.getBoundingClientRect().height < 43.9).map(one => one.outerHTML.slice(0, 300))"""


def low(page: Page) -> list[str]:
    """The fields and buttons of a page that are lower than the 44 px that a finger needs."""
    found: list[str] = page.evaluate(LOW)
    return found


def faults(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds on a page by these rules, or by all of its own: each rule, and the first element that fails it."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run({resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})"
        ".then(found => found.violations)",
        rules,
    )
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def fill(page: Page, label: str, value: str) -> None:
    """Type a value into a field, as a person does, and wait for the page."""
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Enter")
    page.wait_for_timeout(350)
    settled(page)


def answer(page: Page) -> str:
    """The sentence at the top."""
    return page.inner_text("h1")


def compared(*arguments: str) -> dict[str, Any]:
    """What the command line prints of a comparison."""
    found: dict[str, Any] = json.loads(CliRunner().invoke(app, ["compare", "--format", "json", *arguments]).stdout)
    return found
