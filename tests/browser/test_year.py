"""A calendar dropped into the real app: it is read in memory, and nothing of it is left in a file or a log."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, low, settled, started
from tests.ui.test_year import SECRET, calendar

LARGE = 5_000_000
"""Bytes, more than Starlette keeps in memory by itself, and more than other requests may have."""


def test_nothing_of_a_calendar_is_left_where_it_was_read(browser: Browser, tmp_path: Path) -> None:
    """The app reads a large export on a phone; no temporary file, log or folder has a word of it at any time."""
    calm = f"DESCRIPTION:{SECRET} " + "x" * 60
    filler = [line for _ in range(LARGE // 100) for line in ("BEGIN:VTODO", calm, "END:VTODO")]
    file, scratch = tmp_path / "mine.ics", tmp_path / "t"
    file.write_bytes(calendar(*filler))
    scratch.mkdir()
    began = time.time()
    with (tmp_path / "log").open("w") as log:
        process, address = started(log, TMPDIR=str(scratch))
        watch = subprocess.Popen([sys.executable, "-c", WATCH, str(process.pid), str(scratch)], stdout=subprocess.PIPE)
        page = browser.new_page(viewport={"width": 360, "height": 780}, color_scheme="dark")
        try:
            page.goto(f"{address}/your-year")
            settled(page)
            page.get_by_label("From, year and month").fill("2025-11")
            page.get_by_label("To, year and month").fill("2026-10")
            page.get_by_label("To, year and month").press("Enter")
            settled(page)
            page.locator("input[type=file]").set_input_files(file)
            page.wait_for_selector(".st-key-year-groups", timeout=60_000)
            settled(page)
            assert page.inner_text("h1").startswith("You went networking 56 times in 52 weeks")
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            assert low(page) == []
            assert SECRET not in page.url
        finally:
            page.close()
            process.terminate()
            process.wait(10)
    held, _ = watch.communicate(timeout=10)
    assert held.decode().split() == []
    assert SECRET not in (tmp_path / "log").read_text(encoding="utf-8")
    left = [path for path in scratch.rglob("*") if path.is_file() and SECRET in path.read_text("latin-1")]
    new = [path for path in ROOT.iterdir() if path.is_file() and path.stat().st_mtime > began]
    assert [path for path in [*left, *new] if SECRET in path.read_text("latin-1")] == []


WATCH = """
import os, sys, time
seen = set()
while True:
    try:
        for name in os.listdir(f"/proc/{sys.argv[1]}/fd"):
            path = os.readlink(f"/proc/{sys.argv[1]}/fd/{name}")
            if path.startswith(sys.argv[2]):
                seen.add(path.replace(" ", "_"))
    except FileNotFoundError:
        if not os.path.exists(f"/proc/{sys.argv[1]}/fd"):
            break
    except OSError:
        break
    time.sleep(0.002)
print(*seen)
"""
"""Files of a folder that a process has open, one that was deleted as it was made among them."""
pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Open files are listed in /proc.")
