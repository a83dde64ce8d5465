"""A file that fails in a real browser: the page is drawn anew by itself, and says so."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.conftest import started


def test_a_file_that_fails_is_said_without_another_press(browser: Browser, tmp_path) -> None:
    """One press on a file that cannot be made, and the page names it; nobody has to change anything first."""
    with (tmp_path / "log").open("w") as log:
        process, address = started(log, "tests/browser/failing.py")
        page = browser.new_page()
        try:
            page.goto(address)
            page.get_by_role("button", name="Slides").click(timeout=60_000)
            expect(page.get_by_role("alert")).to_contain_text("Slides could not be made", timeout=60_000)
        finally:
            page.close()
            process.terminate()
            process.wait(10)
