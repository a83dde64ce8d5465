"""The widget in other people's pages, from another site, with third-party cookies blocked, and with our server away."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from calculator import assumptions, formats, permalink
from calculator.cases import Cases
from calculator.changes import replace
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
OWNER = assumptions.scenario("uk-owner")
HOUR = f"{OWNER.profile.hourly_value:g}"


class World(NamedTuple):
    """Where the calculator is, and where the pages of others are."""

    home: str
    host: str


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One calculator, of which a widget needs the routes alone, and one server of hosts for all tests here."""
    with socket.socket() as free:
        port = bound(free)
    process = subprocess.Popen([sys.executable, "-m", "tests.browser.routes", str(port)], cwd=ROOT)
    home = f"http://localhost:{port}"
    try:
        _wait(f"{home}/widget?preset=uk-owner")
        with hosts.served(home) as host:
            yield World(home, host)
    finally:
        process.terminate()
        process.wait(10)


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


def until(found: Callable[[], Any]) -> Any:
    """What is found once there is any."""
    for _ in range(100):
        if got := found():
            return got
        time.sleep(0.04)
    pytest.fail("It did not come.")


def fits(page: Page, frame: Frame) -> float:
    """How high a frame is that is as high as what is in it; nothing where it is not."""
    inside, outside = frame.evaluate("Math.ceil(inside.getBoundingClientRect().height)"), high(page)
    return outside if abs(outside - inside) <= 1 else 0


def fill(frame: Frame, label: str, value: str) -> None:
    """Type a number and wait until the ledger follows."""
    before = frame.inner_text(".ledger")
    frame.get_by_label(label).fill(value)
    until(lambda: frame.inner_text(".ledger") != before)


@pytest.mark.parametrize("host", ["bare.html", "strict_csp.html", "rtl.html", "spa.html"])
def test_it_fits_its_host(go: Go, host: str) -> None:
    """At every width the frame is as high as what is in it, nothing sticks out, and the picture has given way."""
    page = go(f"/{host}", 320)
    frame = inner(page)
    heights = []
    for width in (320, 768, 1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(60)
        inside = until(lambda: fits(page, frame))
        heights.append(inside)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert frame.evaluate("document.documentElement.scrollWidth") <= frame.evaluate("innerWidth")
        small = "(all) => all.filter((it) => it.getBoundingClientRect().height < 44).length"
        assert frame.locator("input:visible, button:visible").evaluate_all(small) == 0
    assert heights[0] == heights[-1] > heights[2]
    assert not page.locator("figure.networking-cost").is_visible()  # the only one, wherever an editor put the script
    assert frame.evaluate("getComputedStyle(inside).direction") == "ltr"


def linked(page: Page) -> str:
    """Where the whole calculator opens with what is on screen."""
    address: str = page.locator("#open").evaluate("(it) => it.href")
    return address


def expected(scenario: Scenario) -> list[str]:
    """The money lines of a ledger, as the engine has them."""
    results = evaluate(Cases(scenario))
    lines = (results.cost, results.cash, results.time_value)
    return [formats.money(float(it), scenario.currency) for line in lines for it in line[0]]


def test_it_computes_what_the_engine_computes(go: Go, world: World) -> None:
    """For generated scenarios and typed numbers, the ledger on screen is the engine's, figure by figure."""
    scenarios = [assumptions.scenario("uk-owner"), *(it for it in generated(8) if it.strategies)][:4]
    page = go("/widget", at=world.home)
    for scenario in scenarios:
        query = permalink.query(permalink.encode(scenario))
        page.goto(f"{world.home}/widget?{query}&charts=cost,hours,cash,wins&controls=hour,profile.weeks_per_year")
        for label, value in (("Your hour", "33.5"), ("Weeks in which", "20")):
            page.get_by_label(label).fill(value)
        until(lambda: {"33.5", "20"} <= set(dict(parse_qsl(urlsplit(linked(page)).query)).values()))
        changed, faults = permalink.decode(parse_qsl(urlsplit(linked(page)).query))
        assert (faults, changed.profile.hourly_value, changed.profile.weeks_per_year) == ([], 33.5, 20)
        assert page.locator(
            ":is([data-figure=cost], [data-figure=cash], [data-figure=time_value])"
        ).all_inner_texts() == (expected(changed))


TYPED = ("30,5", "1,250", "12 50", "25 %", "6:45", "12..30", "2..8..30", "30..12", "30.5.5", "about 600", "-5", "x 5")


def test_numbers_are_read_as_everywhere(go: Go, world: World) -> None:
    """What a person may type is the same number in a field here as in a link: never another one without a word."""
    page = go("/widget?preset=uk-owner&controls=pipelines.clients.value_per_win", at=world.home)
    field, path = page.locator("input"), "pipelines.clients.value_per_win"
    for typed in TYPED:
        field.fill("777")
        until(lambda: "777" in linked(page))
        field.fill(typed)
        until(lambda: "777" not in linked(page))
        meant, faults = permalink.decode([("preset", "uk-owner"), (path, typed)])
        assert permalink.decode(parse_qsl(urlsplit(linked(page)).query))[0] == meant, typed
        refused = "takes a number" in page.inner_text("output")
        assert bool(faults) == refused == (field.get_attribute("aria-invalid") == "true")
    field.fill("40")
    until(lambda: page.inner_text("output") == "")
    before = linked(page)
    field.fill("")
    page.wait_for_timeout(250)
    assert (page.inner_text("output"), linked(page)) == ("", before)  # whoever is at it may take their time
    field.blur()
    until(lambda: page.inner_text("output"))


def test_the_whole_answer_follows_from_the_server(go: Go, world: World) -> None:
    """A change is answered at once, then with what it hangs on; the field stays in place, and it is read out once."""
    page = go("/widget?preset=uk-owner&controls=hour,profile.years", at=world.home)
    first = page.inner_text("#deck")
    page.evaluate(
        "() => { window.spoken = []; new MutationObserver(() => spoken.push(said.textContent))"
        ".observe(said, { childList: true, characterData: true, subtree: true }); }"
    )
    field = page.get_by_label("Your hour")
    place = field.bounding_box()
    field.press_sequentially("5", delay=60)
    until(lambda: "instead of" in page.inner_text("#deck"))
    assert field.bounding_box() == place
    page.wait_for_function("() => spoken.length > 0", timeout=10_000)
    assert first
    page.wait_for_timeout(600)
    assert len(page.evaluate("spoken")) == 1
    assert re.search("would pay|pays|holds|costs|decides|favour", page.inner_text("#deck"))
    assert page.evaluate("spoken")[0] == page.inner_text("#answer")
    found, faults = permalink.decode(parse_qsl(urlsplit(linked(page)).query))
    assert faults == []
    assert found.profile.hourly_value == float(page.get_by_label("Your hour").input_value())


def test_what_cannot_be_is_said(go: Go, world: World) -> None:
    """A number outside its bounds is named and left out; so is a setting, and everything else stays."""
    page = go("/widget?preset=uk-owner&controls=hour,nonsense&charts=pie&profile.years=99", at=world.home)
    said = page.inner_text("#left-out")
    assert all(word in said for word in ("nonsense", "pie", "Years looked ahead is 99; it takes a number from 0.25"))
    before = page.inner_text(".ledger")
    page.get_by_label("Your hour").fill("5000")
    beside = page.locator("input + output").first
    until(lambda: "0 to 1,000" in beside.inner_text())
    assert page.inner_text(".ledger") == before
    page.get_by_role("button", name="Back to these numbers").click()
    until(lambda: beside.inner_text() == "")
    page.emulate_media(forced_colors="active")  # bars keep their own colours where a system forces others
    assert page.locator(".bar rect").first.evaluate("it => getComputedStyle(it).forcedColorAdjust") == "none"


def test_without_scripts(go: Go, world: World) -> None:
    """With no script anywhere the sentence, bars and ledger are there, and no field that does nothing."""
    page = go("/widget?preset=uk-owner", script=False, at=world.home)
    assert "£" in page.inner_text("#answer")
    assert page.locator(".bar rect").count() >= 3
    assert not page.locator("input").first.is_visible()


def test_hosts_that_unfold_links(go: Go) -> None:
    """A frame that a site leaves whole shows figure, then widget; one that it cleans shows the widget: never both."""
    page = go("/oembed_consumer.html", 768)
    for name in ("#cleaned", "#whole"):
        page.locator(f"{name} iframe").scroll_into_view_if_needed()
        frame = page.query_selector(f"{name} iframe").content_frame()
        if name == "#whole":
            frame.wait_for_selector(f"{WIDGET} >> visible=true", timeout=10_000)
            assert not frame.locator("figure").is_visible()
            frame = frame.query_selector(WIDGET).content_frame()
        frame.wait_for_selector("#ask:not([hidden])")
        fill(frame, "Your hour", "60")
    assert page.locator("figure").count() == 0


def test_hosts_that_take_no_script(go: Go) -> None:
    """Where scripts are taken out, the figure stays, and the widget computes in a frame that scrolls."""
    page = go("/no_scripts.html", 768)
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
        assert frame.get_by_label("Your hour").input_value() == ("99" if at == 0 else HOUR)
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
    page.wait_for_timeout(1000)
    assert 300 < high(page) <= 300 + 5 * 50 + 250  # a few may come at once
    stopped = high(page)
    page.wait_for_timeout(1300)  # past the two seconds in which grows are counted
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


COVER = """
const made = Object.assign(document.createElement("div"), { id: "cover", textContent: "You have won" });
Object.assign(made.style, { position: "fixed", inset: "0", background: "white", pointerEvents: "none" });
document.body.append(made);
"""


def test_nothing_is_told_without_consent(go: Go, world: World) -> None:
    """The widget names who asks; until its visitor agrees only its height leaves it, and after a stop nothing more."""
    page = go("/asking.html", 800)
    frame = inner(page)
    box = frame.locator("#consent")
    assert world.host in box.inner_text()
    fill(frame, "Your hour", "60")
    page.wait_for_timeout(300)
    assert {it["type"] for it in page.evaluate("heard")} <= {"netcost:ready", "netcost:height"}
    page.evaluate(f"() => {{ {COVER} }}")
    share = frame.get_by_role("button", name="Share them")
    share.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    share.click()  # on something that was laid over it, and lets a press through
    assert "lies over this" in box.inner_text()
    assert {it["type"] for it in page.evaluate("heard")} <= {"netcost:ready", "netcost:height"}
    page.evaluate("() => cover.remove()")

    def agreed() -> bool:
        if share.count():  # it asks to press again where it was not in sight for long enough
            page.wait_for_timeout(600)
            share.click()
        return bool(page.evaluate("heard.some((it) => it.type === 'netcost:state')"))

    until(agreed)
    heard = page.evaluate("heard")
    for message in heard:
        jsonschema.Draft202012Validator(SCHEMA).validate(message)
    assert {it["type"].partition(":")[2] for it in heard} >= {"ready", "consent", "result", "state"}
    result = [it for it in heard if it["type"] == "netcost:result"][-1]
    mine = permalink.decode(parse_qsl([it for it in heard if it["type"] == "netcost:state"][-1]["query"]))[0]
    assert mine.profile.hourly_value == 60
    assert result["strategies"]["online"]["cost"] == pytest.approx(float(evaluate(Cases(mine)).cost[0, 1]))
    frame.get_by_role("button", name="Stop sharing").click()
    page.wait_for_function("() => heard.some((it) => it.type === 'netcost:consent' && !it.granted)")
    page.evaluate("() => { heard.length = 0; }")
    fill(frame, "Your hour", "70")
    page.wait_for_timeout(900)
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
    page.wait_for_selector(f"text={expected(OWNER)[0]}")
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


def test_it_stands_without_us(browser: Browser, world: World) -> None:
    """With the calculator away before, picture, sentence and table stand; away later, the widget still computes."""
    context = browser.new_context(viewport={"width": 768, "height": 900})
    page = context.new_page()
    page.goto(f"{world.host}/bare.html")
    frame = inner(page)
    context.set_offline(True)
    fill(frame, "Your hour", "60")
    cost = expected(replace(OWNER, {"profile.hourly_value": 60}))[0]
    until(lambda: cost in frame.inner_text(".ledger") and not frame.locator(".held").count())
    context.set_offline(False)
    with socket.socket() as taken, hosts.served(f"http://localhost:{bound(taken)}") as host:  # where nobody listens
        page.goto(f"{host}/bare.html")
        figure = page.locator("figure.networking-cost")
        for width, drawn in ((768, 640), (360, 360)):
            page.set_viewport_size({"width": width, "height": 900})
            until(lambda drawn=drawn: figure.locator("img").evaluate("(it) => it.naturalWidth") == drawn)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("#after").bounding_box()["y"] < 1100
        assert expected(OWNER)[0] in figure.inner_text()
    context.close()


def bound(taken: socket.socket) -> int:
    """A port that nobody else gets while the socket is open, and at which nobody answers."""
    taken.bind(("localhost", 0))
    port: int = taken.getsockname()[1]
    return port


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
