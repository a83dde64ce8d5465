"""From nothing to the first chart in a browser, against a demo of Streamlit's own."""

from __future__ import annotations

import os
import shutil
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benchmarks.servers import answering, free_port, started

STARTS = {
    "the app": (("run", "app.py"), "", ".js-plotly-plot .main-svg"),
    "streamlit hello": (
        ("hello",),
        "/plotting_demo",
        "[data-testid=stVegaLiteChart] svg",
    ),
}
ROUNDS = 5
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def run() -> list[str]:
    """A line each, and the ratio."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        return ["start-up: no Chromium was found, so it was not measured"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        times: dict[str, list[float]] = {name: [] for name in STARTS}
        for _ in range(ROUNDS):
            for name in STARTS:
                times[name].append(_first_chart(browser, name))
    middle = {name: median(taken) for name, taken in times.items()}
    lines = [f"start-up to first chart: {name:16} median {taken:.2f} s" for name, taken in middle.items()]
    return [*lines, f"start-up: {middle['the app'] / middle['streamlit hello']:.2f} of streamlit hello"]


def _first_chart(browser: Browser, name: str) -> float:
    arguments, page_path, chart = STARTS[name]
    port = free_port()
    began = perf_counter()
    process = started(port, *arguments)
    context = browser.new_context()
    try:
        answering(port)
        page = context.new_page()
        page.goto(f"http://localhost:{port}{page_path}")
        page.wait_for_selector(chart, timeout=60_000)
        return perf_counter() - began
    finally:
        context.close()
        process.terminate()
        process.wait(10)
