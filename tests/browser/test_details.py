"""The Details page: every number, and activities and strategies of one's own."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer, fill, settled


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


def test_a_number_changed_in_details_is_yours_everywhere(opened: Open) -> None:
    """Going to the comparison and back loses nothing, and the row says whose the number is and what it was."""
    page = opened("/details")
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
    """Source shows why the number is what it is; a range typed there is taken, and Reset takes it back."""
    page = opened("/details")
    row = page.locator(".st-key-row-activities-breakfast-session_minutes")
    row.get_by_role("button", name="Source").click()
    page.wait_for_timeout(600)
    body = page.get_by_test_id("stPopoverBody")
    assert body.get_by_role("link").count() >= 1
    field = body.get_by_label("Number or range, such as 12..18..30")
    field.fill("80..100..120")
    field.press("Enter")
    page.wait_for_timeout(600)
    settled(page)
    assert "activities.breakfast.session_minutes=80..100..120" in page.url
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(600)
    settled(page)
    assert "session_minutes" not in page.url


def test_an_activity_can_be_added_copied_renamed_and_deleted(opened: Open) -> None:
    """One's own activity goes through its whole life, survives a reload in between, and Undo brings it back."""
    page = opened("/details")
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


def test_a_strategy_of_ones_own_is_compared(opened: Open) -> None:
    """A copied strategy with another count, given by the week, appears beside the others on the Compare page."""
    page = opened("/details")
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


def test_search_finds_numbers_and_says_when_it_finds_none(opened: Open) -> None:
    """A word lists the numbers that bear it; a misspelt one is answered with the word that was probably meant."""
    page = opened("/details")
    fill(page, "Search", "parking")
    assert page.get_by_label("Lunch: fares and parking, £").count() == 1
    fill(page, "Search", "parkng")
    assert "Did you mean parking?" in page.inner_text("body")


def test_only_mine_lists_what_was_changed(opened: Open) -> None:
    """With the switch on, the page shows the changed numbers alone, wherever they belong."""
    page = opened("/details?profile.hourly_value=44&media.phone.richness=0.7")
    page.get_by_text("Show only mine").click()
    page.wait_for_timeout(400)
    settled(page)
    assert page.locator('[class*="st-key-row-"]').count() == 2


def test_a_pitch_round_longer_than_its_session_is_refused(opened: Open) -> None:
    """A rule between two numbers is explained with a remedy, and the field goes back."""
    page = opened("/details")
    fill(page, "Breakfast club: session, minutes", "10")
    assert "Lengthen one or shorten the other" in page.locator("[data-testid=stAlert]").inner_text()
    expect(page.get_by_label("Breakfast club: session, minutes")).to_have_value("105")


def test_a_start_is_a_time_of_day_or_none(opened: Open) -> None:
    """06:45 is shown as a clock shows it, takes 7:15, and may be left empty."""
    page = opened("/details")
    field = page.get_by_label("Breakfast club: start, time of day")
    expect(field).to_have_value("06:45")
    fill(page, "Breakfast club: start, time of day", "7:15")
    expect(field).to_have_value("07:15")
    fill(page, "Breakfast club: start, time of day", "")
    assert "start_hour=none" in page.url


def test_nothing_done_in_details_is_lost_in_the_answer(opened: Open) -> None:
    """The same link opened on either page shows the same scenario."""
    link = "?profile.hourly_value=44&goal=role"
    page = opened(f"/details{link}")
    page.get_by_role("link", name="Back to the comparison").click()
    page.wait_for_selector(".st-key-questions")
    settled(page)
    assert answer(page) == answer(opened(f"/{link}"))


def said(page: Page) -> str:
    """The box with what would not do."""
    return page.locator("[data-testid=stAlert]").inner_text().replace("\u2060", "")


def test_what_stays_is_said_as_the_field_writes_it(opened: Open) -> None:
    """A time of day, money, and the number that was changed, not the one that it quarrels with."""
    page = opened("/details")
    fill(page, "Breakfast club: start, time of day", "25:00")
    assert "It stays at 06:45." in said(page)
    assert "hours after midnight" not in said(page)
    fill(page, "Breakfast club: meal fee, £", "999")
    assert "0 to 200 (£). It stays at £14." in said(page)
    fill(page, "Breakfast club: session, minutes", "10")
    assert "session stays at 105." in said(page)


def test_a_range_the_wrong_way_round_says_how_ranges_go(opened: Open) -> None:
    """Both ends of 30..12 are within bounds, so bounds alone would not help; nor would they where nothing is typed."""
    page = opened("/details")
    row = page.locator(".st-key-row-activities-breakfast-meal_fee")
    row.get_by_role("button", name="Source").click()
    page.wait_for_timeout(600)
    for typed, expected in (("30..12", "low..likely..high"), ("", "is empty")):
        field = page.get_by_test_id("stPopoverBody").get_by_role("textbox")
        field.fill(typed)
        field.press("Enter")
        page.wait_for_timeout(600)
        settled(page)
        assert expected in said(page)


def test_two_of_one_name_are_not_made(opened: Open) -> None:
    """A name that another activity has is answered with why it will not do; a second copy has a free one."""
    page = opened("/details")
    press(page, "Rename")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Lunch")
    dialog.get_by_label("Name").press("Enter")
    page.wait_for_timeout(500)
    assert "Another activity has this name" in dialog.inner_text()
    assert dialog.get_by_role("button", name="Rename", exact=True).is_disabled()
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    for _ in range(2):
        page.get_by_role("combobox", name="Activity").click()
        page.get_by_role("option", name="Lunch", exact=True).click()
        page.wait_for_timeout(500)
        press(page, "Copy")
        in_dialog(page, "Add")
    assert chosen(page, "Activity") == "Lunch (copy 2)"


def test_each_medium_is_named(opened: Open) -> None:
    """The four numbers of the media have one title; each row says of which medium it is."""
    page = opened("/details")
    view(page, "People and wins")
    names = page.locator('[class*="st-key-row-media-"] [data-testid=stColumn]:first-child').all_inner_texts()
    assert len({name.splitlines()[0] for name in names}) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opener", ["Source", "Add an activity"])
def test_what_floats_above_the_page_is_as_readable(opened: Open, scheme: str, opener: str) -> None:
    """Axe finds nothing wrong with a source or a dialog that is open, in either scheme."""
    page = opened("/details", scheme=scheme)
    page.get_by_role("button", name=opener).first.click()
    page.wait_for_timeout(1200)
    body = page.get_by_test_id("stPopoverBody") if opener == "Source" else page.get_by_role("dialog")
    assert body.get_by_test_id("stCaptionContainer").count() == 1
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [one["nodes"][0]["html"][:200] for one in found] == []
