"""What people come for, done in the app by hand, each within twelve interactions, on a phone, which takes the most."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, answer, settled

MOST = 12
PHONE = 360


class Hand:
    """A person at the page, whose every tap and every field filled is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, what: Locator) -> None:
        """Tap something, and wait for what comes of it."""
        self._act(what.first.click)

    def press(self, name: str) -> None:
        """Tap a button."""
        self.tap(self.page.get_by_role("button", name=name))

    def tick(self, name: str) -> None:
        """Tap a tick."""
        self.tap(self.page.locator(".st-key-ticks").get_by_text(name, exact=True))

    def fill(self, label: str, value: str) -> None:
        """Type into a field."""
        field = self.page.get_by_label(label, exact=True).first

        def typed() -> None:
            field.fill(value)
            field.press("Enter")

        self._act(typed)

    def choose(self, label: str, option: str) -> None:
        """Open a list, and take one of it: two taps."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.scroll_into_view_if_needed()
        self.page.wait_for_timeout(200)  # a list closes when the page moves under it
        self.tap(box)
        self.tap(self.page.get_by_role("option", name=option))

    def close(self) -> None:
        """Leave what floats above the page."""
        self._act(lambda: self.page.keyboard.press("Escape"))

    def go(self, name: str) -> None:
        """Open another page: one tap, or two where the menu is folded; it folds again by itself."""
        link = self.page.get_by_role("link", name=name, exact=True)
        if (self.page.viewport_size or {})["width"] < 640:
            self.tap(self.page.get_by_test_id("stExpandSidebarButton"))
        self.tap(link)

    def _act(self, act: Callable[[], object]) -> None:
        self.count += 1
        act()
        self.page.wait_for_timeout(350)
        settled(self.page)


def test_a_club_member_learns_whether_to_quit(opened: Open) -> None:
    """With her own numbers and without LinkedIn, she reads whether the club pays at her worth of a client."""
    page = opened(width=PHONE, height=740, charts=False)
    hand = Hand(page)
    for label, value in {"A client is worth, £": "3000", "Your hour, £": "30"}.items():
        hand.fill(label, value)
    hand.fill("Drive each way, minutes", "15")
    hand.fill("Dues a year, £", "900")
    hand.press("Which of these do you do?")
    hand.tick("LinkedIn")
    hand.close()
    assert "£3,000" in answer(page)
    hand.tap(page.get_by_role("link", name="Odds, break-even, the best mix and more answers"))
    hand.tap(page.get_by_role("tab", name="Keep or quit"))
    said = page.get_by_role("tabpanel").inner_text()
    assert re.search(r"[Bb]reakfast club.*(pays|does not pay|leaves|keep)", said, re.DOTALL)
    assert hand.count <= MOST


def test_a_job_seeker_learns_which_way_gives_the_better_chance(opened: Open) -> None:
    """The answer says whose chance is better or that none's is, and how sure that is; one doubt is taken as said."""
    page = opened(width=PHONE, height=740, charts=False)
    hand = Hand(page)
    hand.choose("You are", "UK job seeker")
    hand.fill("The new role is worth, £", "9000")
    hand.press("Not sure")
    assert re.search(r"\d+% ?(chance )?(of an offer|in )|of an offer, .*\d+%", answer(page))
    assert re.search(r"ways? it might go", page.locator(".st-key-headline").inner_text())
    assert "skipped=" in page.url
    assert hand.count <= MOST


def test_a_coach_gets_a_slide_and_a_widget_with_her_names(opened: Open) -> None:
    """What she calls her ways stands in the slides and in the line for her own page."""
    page = opened(width=PHONE, height=740, charts=False)
    hand = Hand(page)
    names = ("Table talk", "From the sofa", "Half and half")
    hand.press("What do you call them?")
    for number, name in enumerate(names, 1):
        hand.fill(f"Way {number}", name)
    hand.close()
    hand.go("Share")
    with page.expect_download(timeout=60_000) as waiting:
        hand.press("Slides")
    with zipfile.ZipFile(waiting.value.path()) as slides:
        words = " ".join(slides.read(part).decode("utf-8") for part in slides.namelist() if part.endswith(".xml"))
    hand.go("Embed")
    line = page.locator("[data-testid=stCode] code").first.text_content() or ""
    for name in names:
        assert name in words
        assert name.replace(" ", "+") in line or name in line
    assert hand.count <= MOST


def test_a_freelancer_does_it_in_euros_and_kilometres(opened: Open) -> None:
    """Other labels for money and way, and her own worth: the answer is in euros, and the numbers stay."""
    page = opened(width=PHONE, height=740, charts=False)
    hand = Hand(page)
    hand.press("Currency and distance")
    hand.choose("Currency", "Euro (EUR)")
    hand.tap(page.get_by_text("Kilometres", exact=True))
    hand.close()
    expect(page.get_by_label("Your hour, €")).to_have_value("20")
    hand.fill("A client is worth, €", "2500")
    assert "€2,500" in answer(page)
    assert "distance_unit=km" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert hand.count <= MOST
