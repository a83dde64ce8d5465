"""Opens pages that have a widget in them, as a phone and as a desk do, and says how it fares there.

    python -m tests.check_hosts https://coach.example/cost https://coach.example/blog

It needs Playwright and a Chromium, and nothing of the calculator. It exits with 1 where a widget is not painted.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Frame, Page, sync_playwright

WIDTHS = {"phone": 360, "desk": 1200}
LEAST = 200
"""Pixels under which a widget cannot have been painted."""
PATIENCE = 10_000
"""Milliseconds for a page, and for its widget."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OURS = re.compile(r"/(embed\.js|widget)(\?|$)")
FIGURE = re.compile(r"""class=["']?[^"'>]*\bnetworking-cost\b""")
WATCH = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__refused.push([event.effectiveDirective, event.blockedURI]);
});
"""
PLACES = """
() => [...document.querySelectorAll("script[src], iframe[src]")].map((it) => [it.tagName, it.src])
  .filter(([, src]) => /\\/(embed\\.js|widget)(\\?|$)/.test(src))
"""


@dataclass(frozen=True)
class Finding:
    """How a widget fares on one page at one width."""

    kind: str
    painted: bool
    height: int
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        state = f"painted, {self.height} px high" if self.painted else "not painted"
        return f"  {self.kind}: {'; '.join((state, *self.remarks))}"


def main(urls: list[str]) -> int:
    """Check the pages; 0 where every widget is painted."""
    if not urls:
        sys.stderr.write("Give the pages to check: python -m tests.check_hosts https://coach.example/cost\n")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        fine = [checked(browser, url) for url in urls]
        browser.close()
    return 0 if all(fine) else 1


def checked(browser: Browser, url: str) -> bool:
    """Say how one page does; whether its widget is painted on a phone and on a desk."""
    sys.stdout.write(f"{url}\n")
    found = [_visit(browser, url, kind, width) for kind, width in WIDTHS.items()]
    sys.stdout.write("".join(f"{finding}\n" for finding in found))
    return all(finding.painted for finding in found)


def _visit(browser: Browser, url: str, kind: str, width: int) -> Finding:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    try:
        got = page.goto(url, timeout=PATIENCE)
        source = got.text() if got else ""
        return _looked(page, kind, source)
    except Error as error:
        return Finding(kind, painted=False, height=0, remarks=(error.message.splitlines()[0],))
    finally:
        context.close()


def _looked(page: Page, kind: str, source: str) -> Finding:
    """What is there once all of the page was in sight."""
    _scroll(page)
    places = page.evaluate(PLACES)
    heights = [round(height) for height in _waited(page, places)]
    remarks = [*_still(source), *_refused(page, places)]
    if not places:
        remarks.append("there is no widget and no script of one; a page builder may have taken it out")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    remarks += [f"the page is {wide} px wider than the window"] if wide > 0 else []
    return Finding(kind, painted=bool(heights), height=max(heights, default=0), remarks=tuple(remarks))


def _scroll(page: Page) -> None:
    """A frame may wait until it is nearly in sight."""
    for _ in range(12):
        if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight"):
            break
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(40)
    page.evaluate("scrollTo(0, 0)")


def _waited(page: Page, places: list[Any]) -> list[float]:
    """The heights of the widgets that are painted, as soon as there is one for each place."""
    for _ in range(PATIENCE // 200 if places else 1):
        heights = list(_heights(page))
        if heights or _shut_out(page):
            return heights
        page.wait_for_timeout(200)
    return []


def _shut_out(page: Page) -> bool:
    """Whether the page's own policy has refused a frame or a script, so that waiting is in vain."""
    found = page.evaluate("window.__refused")
    return any(directive.startswith(("frame-", "child-", "script-")) for directive, _ in found)


def _heights(page: Page) -> Iterator[float]:
    for frame in page.frames:
        if OURS.search(frame.url) and _answers(frame):
            box = frame.frame_element().bounding_box()
            if box and box["height"] >= LEAST and frame.frame_element().is_visible():
                yield box["height"]


def _answers(frame: Frame) -> bool:
    try:
        return bool(frame.locator("#answer").inner_text(timeout=1000).strip())
    except Error:
        return False


def _still(source: str) -> list[str]:
    has = FIGURE.search(source)
    missing = "no still figure in the HTML, so nothing stands while the calculator is away"
    return ["the still figure is in the HTML" if has else missing]


def _refused(page: Page, places: list[Any]) -> list[str]:
    """What the page's own policy does not let in, and what would."""
    homes = {_origin(src) for _, src in places}
    found = page.evaluate("window.__refused")
    wanted = {(directive, _origin(blocked)) for directive, blocked in found if _origin(blocked) in homes}
    return [f"its policy refuses us: add {directive} {home}" for directive, home in sorted(wanted)]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or sys.exit("No Chromium was found. Install it, or name it in CHROMIUM.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
