"""The Embed page in a browser: what it shows is what a stranger's page shows once the lines are pasted there."""

from __future__ import annotations

from urllib.parse import parse_qsl

from playwright.sync_api import Browser, Frame, Page

from calculator import permalink
from calculator.exports.content import Content
from tests.browser import hosts
from tests.browser.conftest import Open, settled

LINK = "preset=uk-owner&profile.hourly_value=33&activities.breakfast.meal_fee=12..18..30"


def chosen(page: Page, words: str) -> None:
    """Press one of the choices and wait for the page."""
    page.get_by_text(words, exact=True).first.click()
    page.wait_for_timeout(250)
    settled(page)


def widget(frames: list[Frame]) -> Frame:
    """The widget among the frames of a page, once it can be used."""
    found = next(frame for frame in reversed(frames) if "/widget?" in frame.url)
    found.wait_for_selector("#ask:not([hidden])", timeout=15_000)
    return found


def previewed(page: Page, width: int) -> tuple[Frame, float]:
    """The widget of the preview at a width, and how high the preview is."""
    chosen(page, f"{width} px")
    outer = page.frame_locator(".st-key-embed-frame iframe").locator("iframe >> visible=true")
    outer.wait_for(timeout=15_000)
    shown = page.locator(".st-key-embed-frame iframe")
    page.wait_for_function(
        "() => { const it = document.querySelector('.st-key-embed-frame iframe');"
        " return Math.abs(it.getBoundingClientRect().height - it.contentDocument.body.scrollHeight) < 2; }"
    )
    box = shown.bounding_box()
    assert box is not None
    assert box["width"] == width
    return widget(page.frames), box["height"]


def test_what_is_shown_is_what_is_pasted(opened: Open, browser: Browser, server: str) -> None:
    """The preview is as wide and as high as it is said to be, and the lines show its very numbers on another site."""
    page = opened(f"/embed-builder?{LINK}")
    chosen(page, "Hours")
    chosen(page, "Dark")
    _, tall = previewed(page, 320)
    shown, low = previewed(page, 1200)
    assert low < tall
    lines = page.locator("[data-testid=stCode] code").first.text_content() or ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    with hosts.served(server, f"<!doctype html><title>A coach</title>{lines}") as host:
        context = browser.new_context(viewport={"width": 700, "height": 900})
        there = context.new_page()
        there.goto(f"{host}/pasted.html")
        there.wait_for_selector("iframe >> visible=true", timeout=15_000)
        pasted = widget(there.frames)
        for part in ("#answer", ".charts", ".ledger", ".fields"):
            assert pasted.text_content(part) == shown.text_content(part)
        assert pasted.evaluate("document.documentElement.className") == "dark"
        assert pasted.text_content("#answer") == Content(permalink.decode(parse_qsl(LINK))[0]).headline.sentence
        context.close()
