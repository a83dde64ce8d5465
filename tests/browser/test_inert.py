"""Names are plain words on every page: nothing in one is fetched, can be clicked, is drawn, or is set as anything."""

from __future__ import annotations

from itertools import cycle
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Frame, Page

from calculator import assumptions
from calculator.ui.views.page import VIEWS
from tests.browser.conftest import Open, settled

STRANGER = "http://example.test"
NAMES = (
    f"![]({STRANGER}/x.png)",
    f"[press]({STRANGER}/) www.example.test",
    f"{STRANGER}/bare",
    f"<img src={STRANGER}/y.png onerror=hit=1>",
    f"<a href='{STRANGER}'>a</a> <b>b</b>",
    ":material/home: :red[r] :smile:",
    "$x^2$ and $$y$$",
    f"<{STRANGER}/auto> a@example.test",
    f"[r]: {STRANGER}/ref 't'",
    "**s** _e_ `c` ~~d~~ &lt;i&gt;",
    "# h | - l | > q",
)
"""Each of them would be something else in Markdown, in HTML or in a chart."""
MADE = """() => {
    const leads = value => {
        try {
            const to = new URL(value, 'http://here.test');
            return to.host.endsWith('example.test') || ['javascript:', 'mailto:'].includes(to.protocol);
        } catch { return false; }
    };
    const named = ['href', 'src', 'xlink:href', 'action', 'data', 'poster', 'background'];
    const words = '[data-testid=stMarkdownContainer], main.widget';
    const ours = 'b.t';
    return [...document.querySelectorAll('*')].filter(one =>
        [...one.attributes].some(({name, value}) => name.startsWith('on') || (named.includes(name) && leads(value)))
        || one.matches('.katex, del, code, i, b, em') && one.closest(words)
            && !one.matches(ours) && !one.closest('[data-testid=stCode]')
    ).map(one => one.outerHTML.slice(0, 300));
}"""
"""Elements that lead or look elsewhere, and signs of maths, code and the like where words are. The widget sets the name
of a bar in a `b.t` of its own, which no name here can make."""


def hostile() -> str:
    """A link in which the scenario, each activity and each strategy bears one of the names, and a path is one too."""
    owner, names = assumptions.scenario("uk-owner"), cycle(NAMES)
    paths = [f"activities.{key}.name" for key in owner.activities] + [
        f"strategies.{key}.name" for key in owner.strategies
    ]
    pairs = [(path, next(names)) for path in paths] + [("name", NAMES[0]), ("activities.padel.name", NAMES[8])]
    more = [("profile.years", NAMES[0]), (NAMES[1], "1"), ("period", NAMES[3]), ("preset", "uk-owner")]
    return urlencode([*pairs, *more, ("profile.hourly_value", "33")])


def made(page: Page | Frame) -> list[str]:
    """What is made of names on the page or in a frame in it."""
    return (
        [*page.evaluate(MADE), *(found for frame in page.child_frames for found in made(frame))]
        if isinstance(page, Frame)
        else made(page.main_frame)
    )


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the page."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_timeout(400)
    settled(page)


@pytest.fixture
def plain(opened: Open):
    """Open a page with hostile names; it says them somewhere, and makes nothing of them."""

    def go(path: str, **how: bool) -> Page:
        page = opened(f"{path}{'&' if '?' in path else '?'}{hostile()}", height=3000, **how)
        assert made(page) == []
        return page

    return go


def test_no_name_is_anything_else(plain) -> None:
    """Ledgers, charts, files, the widget beside its lines, and what is said of a link hold names as words.

    On Answers so do each question, its chart and its table, and a number opened.
    """
    page = plain("/")
    assert "example.test" in page.inner_text("body")
    for name in ("Share", "Embed"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_selector({"Share": ".st-key-snapshot", "Embed": ".st-key-embed-frame iframe"}[name])
        settled(page)
        assert "example.test" in page.inner_text("body")
        assert (name, made(page)) == (name, [])
    page.get_by_role("link", name="Answers", exact=True).click()
    page.get_by_role("tab").first.wait_for()
    for view in VIEWS.values():
        page.get_by_role("tab", name=view, exact=True).click()
        page.wait_for_timeout(400)
        settled(page)
        assert (view, made(page)) == (view, [])
    page.get_by_text("Open a number: where does it come from?").click()
    page.wait_for_selector(".st-key-asked-number")
    for part in ("Steps", "What went in", "What each step is"):
        page.locator(".st-key-open-number").get_by_text(part, exact=True).click()
        settled(page)
        assert made(page) == []


def test_no_name_is_anything_in_the_details(plain) -> None:
    """Rows, their fields and sources, a search, the strategies and what asks before it renames or deletes.

    The list of sources says of which numbers of one's own it has none.
    """
    page = plain("/sources?mark=yours", charts=False)
    assert "example.test" in page.inner_text("body")
    page.get_by_role("link", name="Details", exact=True).click()
    page.wait_for_selector(".st-key-details-where")
    settled(page)
    assert made(page) == []
    for view in ("You", "People and wins", "Strategies"):
        page.locator(".st-key-details-where").get_by_text(view, exact=True).click()
        page.wait_for_timeout(400)
        settled(page)
        assert (view, made(page)) == (view, [])
    for button in ("Copy", "Rename", "Delete"):
        press(page, button)
        page.get_by_role("dialog").wait_for()
        assert (button, made(page)) == (button, [])
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    for word in ("fee", NAMES[0], NAMES[3]):
        page.get_by_label("Search", exact=True).fill(word)
        page.get_by_label("Search", exact=True).press("Enter")
        page.wait_for_timeout(400)
        settled(page)
        assert (word, made(page)) == (word, [])
    page.get_by_label("Search", exact=True).fill("meal fee")
    page.get_by_label("Search", exact=True).press("Enter")
    page.wait_for_timeout(400)
    settled(page)
    press(page, "Source")
    assert made(page) == []
