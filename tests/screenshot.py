"""The picture in the README, from the running app: `make screenshot` rewrites docs/screenshot.png."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET, chromium, settled, started

PICTURE = Path(__file__).parents[1] / "docs" / "screenshot.png"
SIZE = {"width": 1280, "height": 1010}


def main() -> int:
    """Start the app, look at it as a first visitor does, and keep the first screen."""
    process, address = started(subprocess.DEVNULL)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            page = browser.new_page(viewport=SIZE)
            page.goto(address)
            settled(page)
            page.wait_for_selector(".st-key-chart-full_cost .main-svg")
            page.wait_for_timeout(1500)
            page.screenshot(path=PICTURE)
    finally:
        process.terminate()
        process.wait(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
