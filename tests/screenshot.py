"""The pictures of the README and of docs/workshop.md, from the running app: `make screenshot` takes them anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import workshop_pictures
from tests.browser.conftest import QUIET, chromium, settled, started

PICTURE = Path(__file__).parents[1] / "docs" / "screenshot.png"
SIZE = {"width": 1280, "height": 1010}


def main() -> int:
    """Start the app, look at it as a first visitor does, keep the first screen, and then a workshop's."""
    with TemporaryDirectory() as folder:
        process, address = started(
            subprocess.DEVNULL,
            CALCULATOR_ROOMS_FILE=str(Path(folder) / "rooms.db"),
            CALCULATOR_URL="https://calculator.example",  # what stands on the wall is no address of whoever takes these
        )
        try:
            _taken(address)
        finally:
            process.terminate()
            process.wait(10)
    return 0


def _taken(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        settled(page)
        page.wait_for_selector(".st-key-chart-full_cost .main-svg")
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURE)
        page.close()
        workshop_pictures.take(browser, address)


if __name__ == "__main__":
    sys.exit(main())
