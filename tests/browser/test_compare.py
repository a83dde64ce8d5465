"""The Compare page as a visitor meets it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from calculator import formats
from calculator.charts import CHARTS, LEADING
from tests.browser.conftest import Open, answer, compared, fill, low, settled


def cards(page: Page) -> dict[str, dict[str, str]]:
    """The ledgers: by strategy, the figure of each row."""
    found = {}
    for card in page.locator('[class*="st-key-card-"]').all():
        rows = [row.locator("td").all_inner_texts() for row in card.locator("tbody tr").all()]
        found[card.locator("h3").inner_text()] = dict(rows) | {"cost": card.locator("p strong").first.inner_text()}
    return found


def query(page: Page) -> dict[str, str]:
    """The settings in the address."""
    return dict(parse_qsl(urlsplit(page.url).query))


def test_the_first_paint_is_a_finished_comparison(opened: Open) -> None:
    """A visitor with no link finds a sentence, three ledgers with figures, and three charts drawn with their words."""
    page = opened()
    assert re.search(r"£[\d,]+", answer(page))
    assert "it might go" in page.locator(".st-key-headline").inner_text()
    assert list(cards(page)) == ["Face to face", "Online", "Blended"]
    page.wait_for_function(f"() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= {len(LEADING)}")
    words = page.locator("[role=figure]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(words) == len(LEADING)
    assert all(words)


@pytest.mark.parametrize("link", ["", "preset=us-owner-2026-11&activities.breakfast.meal_fee=31&period=all"])
def test_every_figure_agrees_with_the_command_line(opened: Open, link: str) -> None:
    """The ledgers and the headline show the numbers that `compare --format json` prints for the same scenario."""
    settings = [pair for pair in parse_qsl(link) if pair[0] not in ("preset", "period")]
    preset = dict(parse_qsl(link)).get("preset", "uk-owner")
    results = compared("--preset", preset, *(word for path, value in settings for word in ("--set", f"{path}={value}")))
    page = opened(f"/?{link}")
    currency = "USD" if link else "GBP"
    for strategy, card in zip(results["strategies"].values(), cards(page).values(), strict=True):
        assert card["cost"] == formats.money(strategy["cost"], currency)
        assert card["Cash"] == formats.money(strategy["cash"], currency)
        assert card["Value of your time"] == formats.money(strategy["time_value"], currency)
        assert card["Hours a week"] == formats.hours(strategy["hours_per_week"])
        assert re.match(r"[\d.]+ \([\d.]+ to [\d.]+\)", card["Clients won"])


def test_a_table_says_what_its_chart_shows(opened: Open) -> None:
    """The table under a chart has the figures that stand at the bars."""
    page = opened()
    chart = page.locator(".st-key-chart-full_cost")
    chart.get_by_text("The numbers as a table").click()
    page.wait_for_timeout(400)
    table = chart.locator("table").inner_text()
    labels = " ".join(chart.locator(".annotation-text").all_text_contents())
    totals = re.findall(r"£[\d,]+", labels)
    assert len(totals) >= 3
    assert all(total in table for total in totals[:3])


def test_a_changed_number_moves_the_answer_and_the_link(opened: Open) -> None:
    """A new value of an hour changes the sentence, the meter and the address, and adds nothing to the history."""
    page = opened()
    before, entries = answer(page), page.evaluate("history.length")
    fill(page, "Your hour, £", "40")
    assert answer(page) != before
    assert query(page)["profile.hourly_value"] == "40"
    assert "1 of" in page.locator(".st-key-questions-head").inner_text()
    assert page.evaluate("history.length") == entries


def test_a_reload_keeps_what_is_yours(opened: Open) -> None:
    """After a reload the numbers, the answer and the period are as they were."""
    page = opened()
    fill(page, "Your hour, £", "33.5")
    page.get_by_text("Month", exact=True).click()
    settled(page)
    before = answer(page), cards(page)
    page.reload()
    settled(page)
    assert (answer(page), cards(page)) == before
    expect(page.get_by_label("Your hour, £")).to_have_value("33.5")


def test_another_preset_sets_every_question(opened: Open) -> None:
    """Choosing a preset shows its own currency and numbers, and Undo brings the former ones back."""
    page = opened()
    fill(page, "Your hour, £", "55")
    before = answer(page)
    page.get_by_role("combobox", name="You are").click()
    page.get_by_role("option", name="US small-business owner").click()
    page.wait_for_timeout(500)
    settled(page)
    assert "$" in answer(page)
    expect(page.get_by_label("Your hour, $")).not_to_have_value("55")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_timeout(500)
    settled(page)
    assert answer(page) == before
    expect(page.get_by_label("Your hour, £")).to_have_value("55")


def test_a_number_that_will_not_do_is_said_and_stays_out(opened: Open) -> None:
    """A breakfast at 999 is refused with its range; field, link and answer stay as they were."""
    page = opened()
    before, link, field = answer(page), page.url, page.get_by_label("A breakfast, £")
    expect(field).not_to_have_value("")
    value = field.input_value()
    fill(page, "A breakfast, £", "999")
    said = page.locator("[data-testid=stAlert]").inner_text()
    assert "999" in said
    assert "0 to 200" in said
    expect(field).to_have_value(value)
    assert (answer(page), page.url) == (before, link)


def test_a_link_with_rubbish_opens_and_says_what_was_left_out(opened: Open) -> None:
    """What fits in a link is used, and each setting that does not is named with what would do."""
    page = opened("/?preset=zz&activities.brekfast.meal_fee=3&profile.years=40&profile.hourly_value=33&period=aeon")
    said = page.locator("[data-testid=stAlert]").inner_text()
    assert "4 settings" in said
    assert "Did you mean activities.breakfast.meal_fee?" in said
    assert "0.25 to 10" in said
    expect(page.get_by_label("Your hour, £")).to_have_value("33")
    assert "Traceback" not in page.content()


def test_markup_in_a_link_is_shown_as_written(opened: Open) -> None:
    """A name with HTML, Markdown and maths in it appears letter by letter and does nothing."""
    page = opened("/?strategies.online.name=%3Cimg+src%3Dx+onerror%3D%22window.bad%3D1%22%3E+$x$+%5Ba%5D(http://x.y)")
    assert page.evaluate("window.bad") is None
    assert "<img src=x onerror=" in page.locator('[class*="st-key-card-2"] h3').inner_text()
    assert page.locator('[class*="st-key-card-2"] a[href^="http://x.y"]').count() == 0


@pytest.mark.parametrize("path", ["/", "/details", "/sources"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_assistive_technology(opened: Open, path: str, scheme: str) -> None:
    """Axe finds no violation on any page in either scheme."""
    page = opened(path, scheme=scheme)
    page.wait_for_timeout(1500)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", ["/", "/details", "/sources"])
def test_a_phone_needs_no_sideways_scroll(opened: Open, path: str, width: int) -> None:
    """On a phone nothing is wider than the screen or too low for a finger, and every question and ledger is there."""
    page = opened(path, width=width, height=740)
    page.wait_for_timeout(800)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] *')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'"
        " && getComputedStyle(one).overflowX !== 'hidden' && one.clientWidth > 100).map(one => one.className)"
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert low(page) == []
    if path == "/":
        assert len(cards(page)) == 3
        for label in (
            "Your hour, £",
            "Drive each way, minutes",
            "A breakfast, £",
            "Dues a year, £",
            "Breakfasts a year",
        ):
            page.get_by_label(label).scroll_into_view_if_needed()
            box = page.get_by_label(label).bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


def test_charts_follow_the_colour_scheme(opened: Open) -> None:
    """The same bar has its dark colour in the dark, and text on the page turns light."""
    fills = {}
    for scheme in ("light", "dark"):
        page = opened("/?more=hours_by_part", scheme=scheme)
        page.wait_for_selector(".st-key-chart-hours_by_part .bars path")
        bar = page.locator(".st-key-chart-hours_by_part .bars path").first
        ink = page.locator(".st-key-chart-hours_by_part .xtick text").first
        fills[scheme] = [one.evaluate("one => getComputedStyle(one).fill") for one in (bar, ink)]
    assert all(light != dark for light, dark in zip(*fills.values(), strict=True))


def test_the_app_brings_its_own_letters(opened: Open) -> None:
    """Headlines and text are set in the fonts that the app serves."""
    page = opened()
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"Newsreader", "Public Sans"} <= {name.strip('"') for name in loaded}


def test_one_strategy_and_six_are_shown_without_comparison_that_is_not_there(opened: Open) -> None:
    """A link may leave one strategy, or add more than there are columns; each has its ledger."""
    one = opened("/?without=strategies.face_to_face,strategies.blended")
    assert list(cards(one)) == ["Online"]
    assert "Add a second way" in one.locator(".st-key-headline").inner_text()
    more = "&".join(
        f"strategies.mix_{n}.name=Mix+{n}&strategies.mix_{n}.times_per_year.phone={9 * n}" for n in (4, 5, 6)
    )
    assert len(cards(opened(f"/?{more}"))) == 6
    none = opened("/?without=strategies.face_to_face,strategies.blended,strategies.online")
    assert "Start from a preset" in answer(none)


@pytest.mark.parametrize("link", ["", "strategies.online.name=" + "M" * 80])
def test_an_open_table_stays_in_its_place(opened: Open, link: str) -> None:
    """No table under a chart is cut off at any width: it fits the page, or scrolls within its own box."""
    page = opened(f"/?more={','.join(CHARTS)}&{link}")
    for chart in page.locator('[class*="st-key-chart-"]').all():
        chart.get_by_text("The numbers as a table").click()
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(800)
        assert lost(page) == 0
        if not link:
            assert fits(page, width)


def lost(page: Page) -> int:
    """How many open tables are cut off."""
    found: int = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stExpander] .stMarkdown')].filter(box =>"
        " box.getBoundingClientRect().right > innerWidth ||"
        " (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'auto')).length"
    )
    return found


def fits(page: Page, width: int) -> bool:
    """Whether no figure takes two lines and no table leaves the page."""
    figures = page.locator(".st-key-chart-cash_by_item tbody td").all_inner_texts()
    edges = page.locator('[data-testid="stExpander"] table').evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    return max(edges) <= width and all("\n" not in figure.strip() for figure in figures)


def test_a_tab_shows_where_it_is_on_every_field(opened: Open) -> None:
    """The list of presets, a number and the switch each get an outline of 2 px by keyboard."""
    page = opened()
    for role, name in (("combobox", "You are"), ("textbox", "Your hour, £"), ("radio", "Clients")):
        field = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # a role's name
        field.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        widths = page.evaluate(
            "() => { const found = []; for (let one = document.activeElement, n = 0; one && n < 4; n++,"
            " one = one.parentElement) if (getComputedStyle(one).outlineStyle !== 'none')"
            " found.push(parseFloat(getComputedStyle(one).outlineWidth)); return found; }"
        )
        assert max(widths, default=0) >= 2, name


def test_the_key_of_a_hatch_is_hatched(opened: Open) -> None:
    """The square of the hours with people who cannot help does not look like the one of those who could."""
    page = opened("/?more=where_hours_go")
    square = page.locator(".chart-key li", has_text="(hatched)").locator("i")
    assert "gradient" in square.evaluate("one => getComputedStyle(one).backgroundImage")
