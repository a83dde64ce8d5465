"""The widget in other people's pages, from another site, with third-party cookies blocked, and with our server away."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from calculator import assumptions, formats, permalink
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.model import Scenario
from tests import check_hosts
from tests.browser import hosts
from tests.browser.conftest import ROOT, _wait
from tests.exports.test_page_engine import generated

SCHEMA = json.loads((ROOT / "docs" / "messages.schema.json").read_text(encoding="utf-8"))
WIDGET = "iframe[src*='/widget?']"
SLOW = {"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8, "offline": False}
"""A slow phone line: 1.6 Mbit/s and 150 ms there and back."""
HEAVY = 200_000
"""Bytes that a widget may load, all of it, as they go over the line."""


class World(NamedTuple):
    """Where the calculator is, and where the pages of others are."""

    home: str
    host: str


@contextmanager
def calculator() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The routes alone on a free port."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "tests.browser.routes", str(port)], cwd=ROOT)
    try:
        _wait(f"http://localhost:{port}/widget?preset=uk-owner")
        yield process, f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One calculator and one server of hosts for all tests here."""
    with calculator() as (_, home), hosts.served(home) as host:
        yield World(home, host)


Go = Callable[..., Page]


@pytest.fixture
def go(browser: Browser, world: World) -> Iterator[Go]:
    """Open a page; at the end nothing may be stored, nobody else may have been asked, and no script of ours failed."""
    contexts, strangers, failures = [], [], []

    def visit(path: str, width: int = 1200, scheme: Any = "light", script: bool = True, at: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: strangers.append(asked.url) if _stranger(asked.url, world) else None)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto((at or world.host) + path)
        return page

    yield visit
    for context in contexts:
        assert context.cookies() == []
        assert [origin["localStorage"] for origin in context.storage_state()["origins"]] == []
        context.close()
    assert (strangers, failures) == ([], [])


def _stranger(url: str, world: World) -> bool:
    return not url.startswith((*world, "data:", "about:")) and "localhost" not in url


def inner(page: Page, at: int = 0) -> Frame:
    """The widget of a page, once it is shown."""
    page.wait_for_selector(f"{WIDGET} >> nth={at} >> visible=true", timeout=15_000)
    frame = page.query_selector_all(WIDGET)[at].content_frame()
    assert frame is not None
    frame.wait_for_selector("#answer")
    return frame


def high(page: Page, at: int = 0) -> float:
    """How high the frame of a widget is."""
    box = page.locator(WIDGET).nth(at).bounding_box()
    assert box is not None
    return box["height"]


def fill(frame: Frame, label: str, value: str) -> None:
    """Type a number and wait until the ledger follows."""
    before = frame.inner_text(".ledger")
    frame.get_by_label(label).fill(value)
    for _ in range(50):
        if frame.inner_text(".ledger") != before:
            return
        frame.page.wait_for_timeout(50)
    pytest.fail("The ledger did not follow.")


@pytest.mark.parametrize("host", ["bare.html", "strict_csp.html", "rtl.html", "spa.html"])
def test_it_fits_its_host(go: Go, host: str) -> None:
    """At every width the frame is as high as what is in it, nothing sticks out, and the picture has given way."""
    page = go(f"/{host}", 320)
    frame = inner(page)
    heights = []
    for width in (320, 768, 1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        heights.append(high(page))
        assert abs(heights[-1] - frame.evaluate("inside.getBoundingClientRect().height")) <= 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert frame.evaluate("document.documentElement.scrollWidth") <= frame.evaluate("innerWidth")
        small = "(all) => all.filter((it) => it.getBoundingClientRect().height < 44).length"
        assert frame.locator("input:visible, button:visible").evaluate_all(small) == 0
    assert heights[0] == heights[-1] > heights[2]
    assert not page.locator("figure.networking-cost").is_visible()
    assert frame.evaluate("getComputedStyle(inside).direction") == "ltr"


def expected(scenario: Scenario) -> list[str]:
    """The money lines of a ledger, as the engine has them."""
    results, years = evaluate(Cases(scenario)), scenario.profile.years
    lines = (results.cash, results.time_value, results.cost)
    return [formats.money(float(it) / years, scenario.currency) for line in lines for it in line[0]]


def test_it_computes_what_the_engine_computes(go: Go, world: World) -> None:
    """For generated scenarios and typed numbers, the ledger on screen is the engine's, figure by figure."""
    scenarios = [assumptions.scenario("uk-owner"), *(it for it in generated(8) if it.strategies)][:4]
    page = go("/widget", at=world.home)
    for scenario in scenarios:
        query = permalink.query(permalink.encode(scenario))
        page.goto(f"{world.home}/widget?{query}&charts=cost,hours,cash,wins&controls=hour,profile.weeks_per_year")
        for label, value in (("Your hour", "33.5"), ("Weeks in which", "20")):
            page.get_by_label(label).fill(value)
            page.wait_for_timeout(400)
        href = page.get_by_role("link", name="Open with my numbers").evaluate("(it) => it.href")
        changed, faults = permalink.decode(parse_qsl(urlsplit(href).query))
        assert (faults, changed.profile.hourly_value, changed.profile.weeks_per_year) == ([], 33.5, 20)
        assert page.locator(":is([data-line=cash], [data-line=time_value], [data-line=cost])").all_inner_texts() == (
            expected(changed)
        )


def test_the_whole_answer_follows_from_the_server(go: Go, world: World) -> None:
    """A change is answered at once, then with odds; it is read out once, and the link out has the visitor's numbers."""
    page = go("/widget?preset=uk-owner&controls=hour,profile.years", at=world.home)
    first = page.inner_text("#deck")
    page.evaluate(
        "() => { window.spoken = []; new MutationObserver(() => spoken.push(said.textContent))"
        ".observe(said, { childList: true, characterData: true, subtree: true }); }"
    )
    page.get_by_label("Your hour").press_sequentially("5", delay=60)
    page.wait_for_function("() => spoken.length > 0", timeout=10_000)
    assert first
    page.wait_for_timeout(800)
    assert len(page.evaluate("spoken")) == 1
    assert re.search("plausible|too close", page.inner_text("#deck"))
    assert page.evaluate("spoken")[0] == page.inner_text("#answer")
    href = page.get_by_role("link", name="Open with my numbers").evaluate("(it) => it.href")
    found, faults = permalink.decode(parse_qsl(urlsplit(href).query))
    assert faults == []
    assert found.profile.hourly_value == float(page.get_by_label("Your hour").input_value())


def test_what_cannot_be_is_said(go: Go, world: World) -> None:
    """A number outside its bounds is named and left out; so is a setting, and everything else stays."""
    page = go("/widget?preset=uk-owner&controls=hour,nonsense&charts=pie&profile.years=99", at=world.home)
    said = page.inner_text("#left-out")
    assert all(word in said for word in ("nonsense", "pie", "profile.years"))
    before = page.inner_text(".ledger")
    page.get_by_label("Your hour").fill("5000")
    page.wait_for_timeout(300)
    assert "0 to 1,000" in page.inner_text("#fault")
    assert page.inner_text(".ledger") == before
    page.get_by_role("button", name="Back to these numbers").click()
    page.wait_for_timeout(200)
    assert page.inner_text("#fault") == ""


def test_without_scripts(go: Go, world: World) -> None:
    """With no script anywhere the sentence, bars and ledger are there, and no field that does nothing."""
    page = go("/widget?preset=uk-owner", script=False, at=world.home)
    assert "£" in page.inner_text("#answer")
    assert page.locator(".bar rect").count() >= 3
    assert not page.locator("input").first.is_visible()


@pytest.mark.parametrize("host", ["no_scripts.html", "oembed_consumer.html"])
def test_hosts_that_take_no_script(go: Go, host: str) -> None:
    """Where scripts are taken out, the figure stays, and the widget computes in a frame that scrolls."""
    page = go(f"/{host}", 768)
    page.locator(WIDGET).scroll_into_view_if_needed()
    frame = inner(page)
    assert page.locator("figure.networking-cost img").is_visible()
    assert page.locator("figure.networking-cost table").is_visible()
    fill(frame, "Your hour", "60")
    assert high(page) >= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 768


def test_sandboxes(go: Go) -> None:
    """In frames with and without an origin, and where the whole lesson is in one, the widget paints and computes."""
    page = go("/sandbox.html", 1000)
    for name in ("full", "narrow"):
        page.locator(f"#{name}").scroll_into_view_if_needed()
        frame = page.query_selector(f"#{name}").content_frame()
        frame.wait_for_selector("#ask:not([hidden])")
        fill(frame, "Your hour", "60")
    page.locator("#course").scroll_into_view_if_needed()
    lesson = page.query_selector("#course").content_frame()
    lesson.wait_for_selector(f"{WIDGET} >> visible=true", timeout=10_000)
    assert lesson.locator(WIDGET).bounding_box()["height"] > 300


def test_ten_on_a_page(go: Go) -> None:
    """Ten widgets do not mix up their heights or numbers, and those out of sight wait."""
    page = go("/ten.html", 800)
    first = inner(page)
    assert page.locator(f"{WIDGET} >> visible=true").count() < 10
    fill(first, "Your hour", "99")
    for at in range(10):
        page.locator("iframe").nth(at).evaluate("(it) => it.parentElement.scrollIntoView()")
        frame = inner(page, at)
        assert frame.get_by_label("Your hour").input_value() == ("99" if at == 0 else "19.74")
        assert high(page, at) > 300


def test_a_frame_that_grows_for_ever_is_stopped(go: Go, world: World) -> None:
    """A frame that asks for more and more gets five grows and no more, and never more than there may be."""
    script = (
        "let h = 300; addEventListener('message', (e) => { "
        "const say = (type) => parent.postMessage({ type, version: 1, height: h }, e.origin); "
        "say('netcost:ready'); setInterval(() => { h += 50; say('netcost:height'); }, 40); });"
    )
    page = go("/spa.html", 800)

    def fake(route: Route) -> None:
        route.fulfill(body=f"<p id=answer>x</p><script>{script}</script>", content_type="text/html")

    page.route(re.compile(r"/widget\?"), fake)
    page.reload()
    inner(page)
    page.wait_for_timeout(1500)
    assert 300 < high(page) <= 300 + 5 * 50 + 250  # a few may come at once
    stopped = high(page)
    page.wait_for_timeout(2500)
    assert high(page) == stopped


def test_messages_of_strangers_are_nothing(go: Go) -> None:
    """What does not come from the widget moves no frame, and what is no greeting of the page opens nothing."""
    page = go("/asking.html", 800)
    frame = inner(page)
    before = high(page)
    page.evaluate("() => { postMessage({ type: 'netcost:height', height: 3000 }, '*'); }")
    frame.evaluate("() => { postMessage({ type: 'netcost:hello', results: 'ask' }, '*'); }")
    page.evaluate("() => { heard.length = 0; document.querySelector('iframe').contentWindow.postMessage('x', '*'); }")
    page.wait_for_timeout(300)
    assert high(page) == before
    assert page.evaluate("heard.filter((it) => it.type !== 'netcost:height').length") == 0


def test_nothing_is_told_without_consent(go: Go, world: World) -> None:
    """The widget names who asks; until its visitor agrees only its height leaves it, and after a stop nothing more."""
    page = go("/asking.html", 800)
    frame = inner(page)
    box = frame.locator("#consent")
    assert world.host in box.inner_text()
    fill(frame, "Your hour", "60")
    page.wait_for_timeout(300)
    assert {it["type"] for it in page.evaluate("heard")} <= {"netcost:ready", "netcost:height"}
    frame.get_by_role("button", name="Share them").click()
    page.wait_for_function("() => heard.some((it) => it.type === 'netcost:state')")
    heard = page.evaluate("heard")
    for message in heard:
        jsonschema.Draft202012Validator(SCHEMA).validate(message)
    assert {it["type"].partition(":")[2] for it in heard} >= {"ready", "consent", "result", "state"}
    result = [it for it in heard if it["type"] == "netcost:result"][-1]
    mine = permalink.decode(parse_qsl([it for it in heard if it["type"] == "netcost:state"][-1]["query"]))[0]
    assert mine.profile.hourly_value == 60
    assert result["strategies"]["online"]["cost"] == pytest.approx(float(evaluate(Cases(mine)).cost[0, 1]))
    frame.get_by_role("button", name="Stop sharing").click()
    page.wait_for_timeout(700)
    page.evaluate("() => { heard.length = 0; }")
    fill(frame, "Your hour", "70")
    page.wait_for_timeout(1200)
    assert {it["type"] for it in page.evaluate("heard")} <= {"netcost:height"}


def test_by_keyboard(go: Go, world: World) -> None:
    """Every field and link is reached by Tab in the order of the page, and the one in focus has an outline."""
    page = go("/widget?preset=uk-owner", 320, at=world.home)
    page.wait_for_selector("#ask:not([hidden])")
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert names == ["field-hour", "field-travel", "field-fee", "field-times", "open", "Source"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(browser: Browser, world: World, scheme: Any) -> None:
    """No serious finding of axe, with every chart, and in colours of a page's own."""
    from axe_playwright_python.sync_playwright import Axe

    own = "&theme=host&ink=224466&paper=e9f0dd&accent=8844aa" if scheme == "light" else ""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{world.home}/widget?preset=uk-owner&charts=cost,hours,cash,wins{own}")
    page.wait_for_selector("#ask:not([hidden])")
    found = Axe().run(page).response["violations"]
    context.close()
    assert [it["id"] for it in found if it["impact"] in ("serious", "critical")] == []


def test_light_enough_for_a_slow_phone(browser: Browser, world: World, record_property: Any) -> None:
    """On a slow phone the numbers are there within a second or so, and all that is loaded is far under 200 kB."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(f"{world.home}/widget?preset=uk-owner", wait_until="commit")
    page.wait_for_selector("text=£8,512")
    seconds = time.perf_counter() - begun
    painted = page.evaluate(
        "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()[0].startTime))"
        ".observe({ type: 'paint', buffered: true }))"
    )
    page.wait_for_load_state("networkidle")
    script = len(page.request.get(f"{world.home}/embed.js").body())
    context.close()
    record_property("seconds", seconds)
    record_property("bytes", sum(sizes) + script)
    said = f"first numbers after {seconds:.2f} s, painted at {painted / 1000:.2f} s, {sum(sizes) + script:,.0f} bytes"
    sys.stdout.write(f"\n{said}\n")
    assert painted < 2500
    assert sum(sizes) + script < HEAVY


def test_it_stands_without_us(browser: Browser) -> None:
    """With our server away before, picture, sentence and table stand; away afterwards, the widget still computes."""
    with calculator() as (process, home), hosts.served(home) as host:
        context = browser.new_context(viewport={"width": 768, "height": 900})
        page = context.new_page()
        page.goto(f"{host}/bare.html")
        frame = inner(page)
        process.terminate()
        process.wait(10)
        fill(frame, "Your hour", "60")
        page.wait_for_timeout(700)
        mine = permalink.decode([("preset", "uk-owner"), ("profile.hourly_value", "60")])[0]
        cost = float(evaluate(Cases(mine)).cost[0, 0]) / mine.profile.years
        assert formats.money(cost, "GBP") in frame.inner_text("#answer")
        page.goto(f"{host}/bare.html")
        page.wait_for_timeout(500)
        figure = page.locator("figure.networking-cost")
        assert figure.locator("img").evaluate("(it) => it.naturalWidth") == 640
        assert "£8,512" in figure.inner_text()
        assert page.locator("#after").bounding_box()["y"] < 1100
        context.close()


def test_hosts_are_checked(browser: Browser, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """The check of a coach's own pages passes what works, and names what does not with what would do."""
    assert check_hosts.checked(browser, f"{world.host}/bare.html")
    good = capsys.readouterr().out
    assert good.count(": painted") == good.count("the still figure is in the HTML") == 2
    assert not check_hosts.checked(browser, f"{world.host}/blocked.html")
    assert f"add frame-src {world.home}" in capsys.readouterr().out
    assert not check_hosts.checked(browser, f"{world.host}/hear.js")
    assert "there is no widget" in capsys.readouterr().out
    assert check_hosts.main([]) == 2
