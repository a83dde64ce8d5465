"""A room in real browsers: thirty phones and a wall, from the first answer to the end, whatever happens in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from benchmarks.servers import free_port
from calculator import assumptions, permalink
from calculator.changes import replace
from tests.browser.conftest import ROOT, _wait

PHONES = 30
LONG, HEBREW = "Breakfast clubs, chambers of commerce and every trade fair!!", "מקוון בלבד עם לינקדאין"
SCENARIO = replace(
    assumptions.scenario("uk-owner"), {"strategies.face_to_face.name": LONG, "strategies.online.name": HEBREW}
)
PHONE: Any = {"width": 390, "height": 844}


class Opened(NamedTuple):
    """A room, and where it is."""

    home: str
    code: str
    secret: str

    @property
    def phone(self) -> str:
        """Where phones join, as it is typed."""
        return f"{self.home}/r/{self.code[:4]}-{self.code[4:]}"

    @property
    def wall(self) -> str:
        """The presenter's link."""
        return f"{self.home}/present/{self.code}#{self.secret}"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A room of the routes alone, kept in a file of this test's own; or of a calculator that is named in ROOM_AT."""
    if home := os.environ.get("ROOM_AT"):  # replicas behind nginx, say: `python -m tests.deploy.room`
        yield made(home)
        return
    port = free_port()
    environment = {**os.environ, "CALCULATOR_ROOMS_FILE": str(tmp_path_factory.mktemp("rooms") / "rooms.db")}
    command = [sys.executable, "-m", "tests.browser.routes", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(f"http://localhost:{port}/workshop-kit")
        yield made(f"http://localhost:{port}")
    finally:
        process.terminate()
        process.wait(10)


def made(home: str) -> Opened:
    """A room that is opened there."""
    body = {"link": permalink.query(permalink.encode(SCENARIO)), "title": LONG, "at_least": 5}
    sent = json.dumps(body).encode()
    asked = urllib.request.Request(f"{home}/rooms", sent, {"Content-Type": "application/json"}, method="POST")
    room = json.load(urllib.request.urlopen(asked))
    return Opened(home, room["code"], room["secret"])


@pytest.fixture
def failures() -> Iterator[list[str]]:
    """What a script of ours failed at; at the end there may be nothing."""
    found: list[str] = []
    yield found
    assert found == []


def opened(context: BrowserContext, address: str, failures: list[str]) -> Page:
    """A page of the room; what fails in it is heard of."""
    page = context.new_page()
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(address)
    return page


def phone(browser: Browser, room: Opened, failures: list[str]) -> Page:
    """One more phone in the room."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    return opened(context, room.phone, failures)


def sent(page: Page, hour: str, vote: int) -> None:
    """Fill in an hour's worth and a belief, and send."""
    page.fill("#field-hour", hour)
    page.locator("#before .choices").first.locator("label").nth(vote).tap()
    page.locator("#send").tap()
    expect(page.locator("#sent")).to_contain_text("Sent.")


VIOLATIONS = "rules => axe.run({ ...rules, resultTypes: ['violations'] }).then(found => found.violations)"


def faults(page: Page) -> list[str]:
    """What axe finds in the page, then in its colours in the dark; and whether it scrolls sideways."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = []
    for scheme, rules in (("dark", {"runOnly": ["color-contrast"]}), ("light", {})):
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate(VIOLATIONS, rules)
        found += [f"{scheme} {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        found.append(f"{page.url} scrolls sideways at {page.viewport_size}")
    return found


QUICK = """async ([hour, vote]) => {
    document.querySelector('#field-hour').value = hour;
    document.querySelectorAll('#before .choices input')[vote].click();
    document.querySelector('#send').click();
    const said = document.querySelector('#sent');
    await new Promise(done => {
        const look = () => said.textContent.startsWith('Sent.') && done();
        new MutationObserver(look).observe(said, { childList: true });
        setTimeout(done, 20000);
    });
    return said.textContent;
}"""
"""What most phones do, in one go."""
LOW = """() => [...document.querySelectorAll('a, button, input:not([type=radio]), .choices span')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
    .map(one => one.outerHTML.slice(0, 200))"""


def resumed(browser: Browser, room: Opened, failures: list[str]) -> Page:
    """One whose battery died, and who goes on under the own link of the answer, on another phone; it counts once."""
    first = phone(browser, room, failures)
    sent(first, "60", 0)
    assert first.evaluate(LOW) == []
    own = first.locator("#resume a").get_attribute("href")
    first.context.close()
    page = opened(browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True), str(own), failures)
    expect(page.locator("#sent")).to_contain_text("Your answer is in the room")
    assert page.input_value("#field-hour") == "60"
    assert faults(page) == []
    sent(page, "61", 1)
    return page


def in_a_lift(browser: Browser, room: Opened, failures: list[str]) -> None:
    """One whose network goes, and whose answer is sent by itself once it is back."""
    page = phone(browser, room, failures)
    page.wait_for_selector("#send:enabled")
    page.context.set_offline(True)
    page.fill("#field-hour", "62")
    page.locator("#send").tap()
    expect(page.locator("#sent")).to_contain_text("No network")
    page.context.set_offline(False)
    expect(page.locator("#sent")).to_contain_text("Sent.", timeout=20_000)
    page.context.close()


def walk_through(wall: Page) -> None:
    """Go from the answers to the last view by keyboard; nothing is seen of them before, and each view fits the wall."""
    wall.keyboard.press("f")  # which would show the picture, so it does nothing yet
    wall.keyboard.press("Space")
    expect(wall.locator("#heading")).to_have_text("Hidden until it is shown")
    assert wall.locator("circle").count() == 0
    wall.keyboard.press("Space")
    expect(wall.locator("#view circle")).to_have_count(3 * PHONES, timeout=20_000)
    for view in ("hours", "cost", "suits", "decides", "beliefs", "talk"):
        expect(wall.locator("[aria-current=true]")).to_have_attribute("data-view", view)
        assert faults(wall) == []
        assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"), view
        wall.keyboard.press("ArrowRight")


def test_a_room_of_thirty_phones_from_the_first_answer_to_the_end(
    browser: Browser, room: Opened, failures: list[str], tmp_path: Path
) -> None:
    """Thirty answer, one of them twice and one without a network; the wall shows all of them, and then all is gone."""
    wall = opened(browser.new_context(viewport={"width": 1280, "height": 720}), room.wall, failures)
    expect(wall.locator("#count")).to_contain_text("Fewer than 5 answers")
    assert room.secret not in wall.url  # the address that stands on the wall does not have it
    assert faults(wall) == []
    for at in range(PHONES - 2):
        page = phone(browser, room, failures)
        assert page.evaluate(QUICK, [str(15 + at), at % 3]).startswith("Sent.")
        page.context.close()
    last = resumed(browser, room, failures)
    in_a_lift(browser, room, failures)
    expect(wall.locator("#people")).to_have_text(f"{PHONES} answers")
    walk_through(wall)

    # phones follow, and vote again; the first vote stays what it was
    expect(last.locator("#after")).to_be_visible(timeout=10_000)
    assert last.locator("#before input").first.is_disabled()
    last.locator("#after .choices").first.locator("label").nth(2).tap()
    expect(last.locator("#sent")).to_contain_text("Sent.")
    wall.keyboard.press("f")
    expect(last.locator("#state")).to_contain_text("takes no more answers", timeout=10_000)
    assert last.locator("#send").is_disabled()

    # what is taken away, and the end
    wall.click("#room")
    with wall.expect_download() as held:
        wall.click("[data-export=csv]")
    held.value.save_as(tmp_path / "room.csv")
    assert "full cost a year" in (tmp_path / "room.csv").read_text(encoding="utf-8-sig")
    with wall.expect_download() as held:
        wall.click("[data-export=sheet]")
    held.value.save_as(tmp_path / "sheet.pdf")
    sheet = PdfReader(tmp_path / "sheet.pdf")
    assert (len(sheet.pages), f"{room.code[:4]}-{room.code[4:]}" in sheet.pages[0].extract_text()) == (1, True)
    wall.click("#delete")
    wall.click("#sure")
    expect(wall.locator("#fault")).to_contain_text("deleted")
    expect(last.locator("#state")).to_contain_text("This room is closed", timeout=10_000)
    wall.context.close()
    last.context.close()


def test_the_plan_of_a_session_fits_one_screen_and_needs_no_script(
    browser: Browser, room: Opened, failures: list[str]
) -> None:
    """On a laptop it is all in sight, and axe finds nothing in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    kit = opened(context, f"{room.home}/workshop-kit", failures)
    assert kit.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert faults(kit) == []
    context.close()
