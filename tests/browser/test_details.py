"""The Details page: every number, and activities and strategies of one's own."""

from __future__ import annotations

from urllib.parse import parse_qsl

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from calculator import permalink
from calculator.exports.content import Content
from tests.browser.conftest import SCHEMES, Open, answer, fill, settled


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


def said(page: Page) -> str:
    """The box with what would not do."""
    return page.locator("[data-testid=stAlert]").inner_text().replace("\u2060", "")


def test_a_field_takes_what_is_typed_and_is_yours_everywhere(opened: Open) -> None:
    """A time of day, money and minutes: what will do is taken, and what will not is explained in the field's own words.

    06:45 is shown as a clock shows it, takes 7:15, and may be left empty. A rule between two numbers comes with a
    remedy, and names the number that was changed. Going to the comparison and back loses nothing, and the row says
    whose the number is and what it was.
    """
    page = opened("/details", charts=False)
    field = page.get_by_label("Breakfast club: start, time of day")
    expect(field).to_have_value("06:45")
    fill(page, "Breakfast club: start, time of day", "25:00")
    assert "It stays at 06:45." in said(page)
    assert "hours after midnight" not in said(page)
    fill(page, "Breakfast club: meal fee, £", "999")
    assert "0 to 200 (£). It stays at £14." in said(page)
    fill(page, "Breakfast club: session, minutes", "10")
    assert "Lengthen one or shorten the other" in said(page)
    assert "session stays at 105." in said(page)
    expect(page.get_by_label("Breakfast club: session, minutes")).to_have_value("105")
    fill(page, "Breakfast club: start, time of day", "7:15")
    expect(field).to_have_value("07:15")
    fill(page, "Breakfast club: start, time of day", "")
    assert "start_hour=none" in page.url
    fill(page, "Breakfast club: meal fee, £", "20.5")
    row = page.locator(".st-key-row-activities-breakfast-meal_fee")
    assert "yours" in row.inner_text()
    assert "was £14" in row.inner_text()
    expect(row.get_by_role("button", name="Reset")).to_be_visible()
    page.get_by_role("link", name="Back to the comparison").click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    expect(page.get_by_label("A breakfast, £")).to_have_value("20.5")
    page.get_by_role("link", name="Adjust details").click()
    page.wait_for_selector(".st-key-details-head")
    settled(page)
    expect(page.get_by_label("Breakfast club: meal fee, £")).to_have_value("20.5")


def test_a_source_opens_with_its_note_and_link_and_takes_a_range(opened: Open) -> None:
    """Source shows why the number is what it is; a range typed there is taken, and Reset takes it back.

    Both ends of 120..80 are within bounds, so bounds alone would not help; nor would they where nothing is typed.
    """
    page = opened("/details", charts=False)
    row = page.locator(".st-key-row-activities-breakfast-session_minutes")
    row.get_by_role("button", name="Source").click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_role("link").first.wait_for()
    for typed, expected in (("120..80", "low..likely..high"), ("", "is empty")):
        ranged(page, typed)
        assert expected in said(page)
    ranged(page, "80..100..120")
    assert "activities.breakfast.session_minutes=80..100..120" in page.url
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(600)
    settled(page)
    assert "session_minutes" not in page.url


def ranged(page: Page, typed: str) -> None:
    """Type a range where a source is open."""
    field = page.get_by_test_id("stPopoverBody").get_by_label("Number or range, such as 12..18..30")
    field.fill(typed)
    field.press("Enter")
    page.wait_for_timeout(600)
    settled(page)


def test_an_activity_can_be_added_copied_renamed_and_deleted(opened: Open) -> None:
    """One's own activity goes through its whole life, survives a reload in between, and Undo brings it back.

    A name that another activity has is answered with why it will not do; a second copy has a free one.
    """
    page = opened("/details?activities.second.name=Lunch+%28copy%29", charts=False)
    press(page, "Add an activity")
    in_dialog(page, "Add", "Padel night")
    assert chosen(page, "Activity") == "Padel night"
    fill(page, "Padel night: session, minutes", "90")
    page.reload()
    settled(page)
    assert "activities.padel_night.session_minutes=90" in page.url
    page.get_by_role("combobox", name="Activity").click()
    page.get_by_role("option", name="Padel night").click()
    page.wait_for_timeout(500)
    press(page, "Copy")
    in_dialog(page, "Add", "Padel morning")
    expect(page.get_by_label("Padel morning: session, minutes")).to_have_value("90")
    press(page, "Rename")
    in_dialog(page, "Rename", "Padel at dawn")
    assert chosen(page, "Activity") == "Padel at dawn"
    press(page, "Delete")
    in_dialog(page, "Delete")
    assert "dawn" not in page.url
    press(page, "Undo")
    assert "name=Padel+at+dawn" in page.url
    press(page, "Rename")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Lunch")
    dialog.get_by_label("Name").press("Enter")
    page.wait_for_timeout(500)
    assert "Another activity has this name" in dialog.inner_text()
    assert dialog.get_by_role("button", name="Rename", exact=True).is_disabled()
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    page.get_by_role("combobox", name="Activity").click()
    page.get_by_role("option", name="Lunch", exact=True).click()
    page.wait_for_timeout(500)
    press(page, "Copy")
    in_dialog(page, "Add")
    assert chosen(page, "Activity") == "Lunch (copy 2)"


def test_a_strategy_of_ones_own_is_compared(opened: Open) -> None:
    """A copied strategy with another count, given by the week, appears beside the others on the Compare page."""
    page = opened("/details", charts=False)
    view(page, "Strategies")
    press(page, "Copy")
    in_dialog(page, "Add", "Lighter")
    assert chosen(page, "Strategy") == "Lighter"
    page.locator(".st-key-mix-phone").get_by_text("a week", exact=True).click()
    settled(page)
    fill(page, "Phone call, times a week", "2")
    assert "strategies.mix_4.times_per_year.phone=94" in page.url
    page.get_by_role("link", name="Compare", exact=True).first.click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    assert page.locator('[class*="st-key-card-4"] h3').inner_text() == "Lighter"
    assert "Four ways" in page.inner_text("body")


def test_numbers_are_found_and_nothing_is_lost_in_the_answer(opened: Open) -> None:
    """A word lists the numbers that bear it; a misspelt one is answered with the word that was probably meant.

    The four numbers of the media have one title; each row says of which medium it is. With the switch on, the page
    shows the changed numbers alone, wherever they belong. The same link shows the same scenario on either page.
    """
    link = "profile.hourly_value=44&media.phone.richness=0.7&goal=role"
    page = opened(f"/details?{link}", charts=False)
    fill(page, "Search", "parking")
    assert page.get_by_label("Lunch: fares and parking, £").count() == 1
    fill(page, "Search", "parkng")
    assert "Did you mean parking?" in page.inner_text("body")
    fill(page, "Search", "")
    view(page, "People and wins")
    names = page.locator('[class*="st-key-row-media-"] [data-testid=stColumn]:first-child').all_inner_texts()
    assert len({name.splitlines()[0] for name in names}) == 4
    page.get_by_text("Show only mine").click()
    page.wait_for_timeout(400)
    settled(page)
    assert page.locator('[class*="st-key-row-"]').count() == 2
    page.get_by_role("link", name="Back to the comparison").click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    assert answer(page) == Content(permalink.decode(parse_qsl(link))[0]).headline.sentence


def test_what_floats_above_the_page_is_as_readable(opened: Open) -> None:
    """Axe finds nothing wrong with a source or a dialog that is open, in either scheme."""
    page = opened("/details", charts=False)
    for opener in ("Source", "Add an activity"):
        page.get_by_role("button", name=opener).first.click()
        body = page.get_by_test_id("stPopoverBody") if opener == "Source" else page.get_by_role("dialog")
        body.wait_for()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(1000)
            assert body.get_by_test_id("stCaptionContainer").count() == 1
            found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
            assert [(scheme, one["nodes"][0]["html"][:200]) for one in found] == []
        page.keyboard.press("Escape")
        body.wait_for(state="hidden")
