"""The Details page: every number, and activities and strategies of one's own."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from calculator import permalink
from calculator.exports.content import Content
from calculator.model import Scenario
from tests.browser.conftest import SCHEMES, Open, answer, fill, settled

CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(500)
    settled(page)


def in_dialog(page: Page, button: str, name: str = "") -> None:
    """Answer the dialog that is open."""
    dialog = page.get_by_role("dialog")
    if name:
        dialog.get_by_label("Name").fill(name)
        dialog.get_by_label("Name").press("Enter")
        page.wait_for_timeout(500)
    dialog.get_by_role("button", name=button, exact=True).click()
    page.wait_for_timeout(700)
    settled(page)


def view(page: Page, name: str) -> None:
    """Switch to another group of numbers."""
    page.locator(".st-key-details-where").get_by_text(name, exact=True).click()
    page.wait_for_timeout(400)
    settled(page)


def chosen(page: Page, kind: str) -> str:
    """The activity or strategy that is chosen."""
    return page.get_by_role("combobox", name=kind).input_value()


def linked(page: Page) -> Scenario:
    """The scenario that the address carries, which is what a reload shows."""
    pairs = [pair for pair in parse_qsl(urlsplit(page.url).query) if pair[0] != "period"]
    scenario, faults = permalink.decode(pairs)
    assert faults == []
    return scenario


def names(page: Page) -> set[str]:
    """What the activities are called."""
    return {activity.name for activity in linked(page).activities.values()}


def readable(page: Page, body: Locator) -> None:
    """Axe finds nothing wrong with what floats above the page, in either scheme."""
    for scheme in SCHEMES[::-1]:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(1000)
        assert body.get_by_test_id("stCaptionContainer").count() == 1
        found = Axe().run(page, options=CONTRAST).response["violations"]
        assert [(scheme, one["nodes"][0]["html"][:200]) for one in found] == []


def test_a_number_is_typed_and_ranged_and_is_yours_everywhere(opened: Open) -> None:
    """What will not do leaves the field as it was; what will is there after going to the comparison and back.

    The same link shows the same scenario on either page. Source shows why the number is what it is, readable in either
    scheme; a range typed there is taken, and Reset takes it back.
    """
    page = opened("/details?profile.hourly_value=44&media.phone.richness=0.7&goal=role", charts=False)
    fill(page, "Breakfast club: start, time of day", "25:00")
    assert "It stays at 06:45." in page.locator("[data-testid=stAlert]").inner_text().replace("\u2060", "")
    expect(page.get_by_label("Breakfast club: start, time of day")).to_have_value("06:45")
    ranged(page)
    fill(page, "Breakfast club: meal fee, £", "20.5")
    row = page.locator(".st-key-row-activities-breakfast-meal_fee")
    assert "yours" in row.inner_text()
    assert "was £14" in row.inner_text()
    page.get_by_role("link", name="Back to the comparison").click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    expect(page.get_by_label("A breakfast, £")).to_have_value("20.5")
    scenario = linked(page)
    assert (scenario.goal, scenario.profile.hourly_value, scenario.activities["breakfast"].meal_fee) == (
        "role",
        44,
        20.5,
    )
    assert answer(page) == Content(scenario).headline.sentence
    page.get_by_role("link", name="Adjust details").click()
    page.wait_for_selector(".st-key-details-head")
    settled(page)
    expect(page.get_by_label("Breakfast club: meal fee, £")).to_have_value("20.5")


def ranged(page: Page) -> None:
    """Open a source, read it, type a range there, and take that back."""
    row = page.locator(".st-key-row-activities-breakfast-session_minutes")
    row.get_by_role("button", name="Source").click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_role("link").first.wait_for()
    readable(page, body)
    field = body.get_by_label("Number or range, such as 12..18..30")
    field.fill("80..100..120")
    field.press("Enter")
    page.wait_for_function("location.search.includes('activities.breakfast.session_minutes=80..100..120')")
    settled(page)
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Reset").click()
    page.wait_for_function("!location.search.includes('session_minutes')")
    settled(page)


def test_activities_and_strategies_of_ones_own(opened: Open) -> None:
    """One's own activity goes through its whole life, its link has it, and Undo brings it back.

    A copied strategy with another count, given by the week, appears beside the others on the Compare page.
    """
    page = opened("/details", charts=False)
    page.get_by_role("button", name="Add an activity").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    readable(page, dialog)
    in_dialog(page, "Add", "Padel night")
    assert chosen(page, "Activity") == "Padel night"
    fill(page, "Padel night: session, minutes", "90")
    padel = linked(page).activities["padel_night"]
    assert (padel.name, padel.session_minutes) == ("Padel night", 90)
    press(page, "Copy")
    in_dialog(page, "Add", "Padel morning")
    expect(page.get_by_label("Padel morning: session, minutes")).to_have_value("90")
    press(page, "Rename")
    in_dialog(page, "Rename", "Padel at dawn")
    assert chosen(page, "Activity") == "Padel at dawn"
    press(page, "Delete")
    in_dialog(page, "Delete")
    assert "Padel at dawn" not in names(page)
    press(page, "Undo")
    assert "Padel at dawn" in names(page)
    lighter(page)


def lighter(page: Page) -> None:
    """Copy a strategy, give it another count, and find it on the Compare page."""
    view(page, "Strategies")
    press(page, "Copy")
    in_dialog(page, "Add", "Lighter")
    assert chosen(page, "Strategy") == "Lighter"
    page.locator(".st-key-mix-phone").get_by_text("a week", exact=True).click()
    settled(page)
    fill(page, "Phone call, times a week", "2")
    assert linked(page).strategies["mix_4"].times_per_year["phone"] == 94
    page.get_by_role("link", name="Compare", exact=True).first.click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    assert page.locator('[class*="st-key-card-4"] h3').inner_text() == "Lighter"
    assert "Four ways" in page.inner_text("body")
