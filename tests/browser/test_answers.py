"""The Answers page in a browser: every tab fits and can be read, and its controls, links and files do what they say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Page, expect

from calculator.ui.views.page import VIEWS
from tests.browser.conftest import Open, answer, faults, low, settled

WIDER = """() => [...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] *')].filter(one =>
    one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 100 && !one.closest('[role=tablist]')
    && !one.querySelector('table') && !['visible', 'hidden'].includes(getComputedStyle(one).overflowX)
    ).map(one => one.className)"""
"""What scrolls sideways, but for the tabs and for tables, which do so in a box of their own."""


def show(page: Page, view: str) -> None:
    """Open a tab."""
    page.get_by_role("tab", name=VIEWS[view], exact=True).click()
    page.wait_for_function("view => location.search.includes('view=' + view)", arg=view, timeout=20_000)
    settled(page)


def opened_tab(page: Page) -> str:
    """The tab that is open."""
    return page.locator('[role=tab][aria-selected="true"]').inner_text()


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list as a person does, and wait for another answer."""
    before = page.inner_text("[data-testid=stMain]")
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_function("was => document.querySelector('[data-testid=stMain]').innerText !== was", arg=before)
    settled(page)


def calendar(page: Page) -> int:
    """How many events the calendar file of a week has, as a calendar reads it: a breakfast and both journeys."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Calendar file (.ics)").click()
    events = Calendar.from_ical(Path(waiting.value.path()).read_bytes()).walk("VEVENT")
    assert any("Breakfast club" in str(event["summary"]) for event in events)
    return len(events)


def test_every_tab_fits_and_can_be_read(opened: Open) -> None:
    """On a laptop and on a phone, in light and dark: one first heading, no sideways scroll, nothing that axe finds."""
    page = opened("/answers?view=week")
    looks = [(1280, 900, "light"), (360, 740, "dark")]
    for view in VIEWS:
        show(page, view)
        for width, height, scheme in looks:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)
            check(page, view, width)
            assert width > 360 or low(page) == [], view
        looks.reverse()  # the next tab begins as this one ended, since every change draws the charts anew


def check(page: Page, view: str, width: int) -> None:
    """The headings, the width and what axe finds."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")
    assert levels.count(1) == 1, view
    assert all(after <= before + 1 for before, after in pairwise(levels)), view
    assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    assert page.evaluate(WIDER) == [], view
    rules = ["color-contrast"] if width > 360 else []  # all else is the same on a phone
    assert faults(page, *rules) == [], view


def test_a_tab_is_in_the_link_and_a_choice_lasts(opened: Open) -> None:
    """A link opens its tab; a choice changes the answer, lasts through another page, and a reload keeps the tab."""
    page = opened("/answers?view=decides&profile.hourly_value=33", charts=False)
    assert opened_tab(page) == "What decides"
    before = answer(page)
    choose(page, "And", "Blended")
    after = answer(page)
    assert after != before
    page.get_by_role("link", name="Details", exact=True).click()
    page.wait_for_url("**/details**")
    settled(page)
    page.get_by_role("link", name="Answers", exact=True).click()
    page.wait_for_url("**/answers**")
    settled(page)
    assert (opened_tab(page), answer(page)) == ("What decides", after)
    assert "profile.hourly_value=33" in page.url
    page.reload()
    settled(page)
    assert (opened_tab(page), answer(page)) == ("What decides", before)


def test_the_best_mix_becomes_a_strategy_and_goes_again(opened: Open) -> None:
    """The mix is added beside the others, is offered wherever a strategy is, and deleting it on Details is the end.

    On the way the calendar file of a week opens in a calendar.
    """
    page = opened("/answers?view=best_mix", charts=False)
    page.get_by_role("button", name="Add this mix as a strategy").click()
    page.wait_for_function("location.search.includes('mix_4')")
    settled(page)
    show(page, "week")
    assert calendar(page) == 3
    choose(page, "The week of", "Best mix")
    assert answer(page).startswith("Best mix")
    page.get_by_role("link", name="Details", exact=True).click()
    page.get_by_text("Strategies", exact=True).click()
    settled(page)
    choose(page, "Strategy", "Best mix")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_function("!location.search.includes('mix_4')")
    page.get_by_role("link", name="Answers", exact=True).click()
    page.wait_for_url("**/answers**")
    settled(page)
    assert answer(page).startswith("Face to face")


def test_forgotten_hours_are_added_and_taken_back(opened: Open) -> None:
    """A switch puts its hours into the numbers; Undo on another page takes them out, and a number opens to its inputs.

    What went in leads to its activity on Details.
    """
    page = opened("/answers?view=hidden_hours", width=360, height=740, charts=False)
    before = page.url
    page.get_by_text("Committee work", exact=True).first.click()
    page.wait_for_function("was => location.href !== was", arg=before)
    settled(page)
    assert answer(page).startswith("Forgotten hours add")
    page.get_by_role("link", name="Back to the comparison").click()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("!location.search.includes('committee')")
    page.go_back()
    page.wait_for_url("**/answers**")
    settled(page)
    assert not page.get_by_role("switch", name="Committee work").is_checked()
    page.get_by_text("Open a number: where does it come from?").click()
    settled(page)
    page.get_by_text("What went in", exact=True).click()
    settled(page)  # what is pressed while the page is drawn anew may be gone before it is let go
    page.get_by_role("button", name="Conference").click()
    page.wait_for_url("**/details**")
    settled(page)
    expect(page.get_by_label("Activity", exact=True).first).to_have_value("Conference")
