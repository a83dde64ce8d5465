"""The Compare page as a visitor meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculator import formats
from calculator.charts import CHARTS, LEADING
from tests.browser.conftest import Open, answer, compared, faults, fill, low, settled, tab, watched


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


@pytest.fixture(scope="module")
def front(visitor: BrowserContext, server: str) -> Iterator[Page]:
    """The page of a visitor with no link, opened once for all tests here that look at it and leave it as it is."""
    with tab(visitor, server) as page, watched(server) as watch:
        page.set_viewport_size({"width": 1280, "height": 900})
        watch(page)
        page.goto(server)
        settled(page)
        yield page


def test_the_first_paint_is_a_finished_comparison(front: Page) -> None:
    """A visitor with no link finds a sentence, three ledgers with figures, and three charts drawn with their words.

    Headlines and text are set in the fonts that the app serves.
    """
    assert re.search(r"£[\d,]+", answer(front))
    assert "it might go" in front.locator(".st-key-headline").inner_text()
    assert list(cards(front)) == ["Face to face", "Online", "Blended"]
    front.wait_for_function(f"() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= {len(LEADING)}")
    words = front.locator("[role=figure]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(words) == len(LEADING)
    assert all(words)
    loaded = front.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"Newsreader", "Public Sans"} <= {name.strip('"') for name in loaded}


def test_every_figure_agrees_with_the_command_line(front: Page, opened: Open) -> None:
    """The ledgers and the headline show the numbers that `compare --format json` prints for the same scenario."""
    link = "preset=us-owner-2026-11&activities.breakfast.meal_fee=31&period=all"
    settings = ("--preset", "us-owner-2026-11", "--set", "activities.breakfast.meal_fee=31")
    agree(front, compared("--preset", "uk-owner"), "GBP")
    agree(opened(f"/?{link}", charts=False), compared(*settings), "USD")


def agree(page: Page, results: dict[str, Any], currency: str) -> None:
    """Whether the ledgers of a page show what the command line printed."""
    for strategy, card in zip(results["strategies"].values(), cards(page).values(), strict=True):
        assert card["cost"] == formats.money(strategy["cost"], currency)
        assert card["Cash"] == formats.money(strategy["cash"], currency)
        assert card["Value of your time"] == formats.money(strategy["time_value"], currency)
        assert card["Hours a week"] == formats.hours(strategy["hours_per_week"])
        assert re.match(r"[\d.]+ \([\d.]+ to [\d.]+\)", card["Clients won"])


def test_forced_colours_and_paper_lose_nothing(front: Page) -> None:
    """Where a system forces its colours what is chosen and ticked stands out, and on paper no menu covers the words."""
    ground = "it => getComputedStyle(it).backgroundColor"
    front.emulate_media(forced_colors="active")
    period = front.locator(".st-key-ledger-head")
    chosen, other = (period.get_by_role("radio", name=name, exact=True) for name in ("All 2 years", "Week"))
    assert chosen.evaluate(ground) != other.evaluate(ground)
    box = front.locator(".st-key-mornings label > div").first
    assert box.evaluate(ground) != front.locator(".stApp").evaluate(ground)
    front.emulate_media(forced_colors="none", media="print")
    expect(front.get_by_test_id("stHeader")).to_be_hidden()
    expect(front.locator(".st-key-in-sight")).to_be_hidden()
    front.emulate_media(media="screen")


def test_a_table_says_what_its_chart_shows(front: Page) -> None:
    """The table under a chart has the figures that stand at the bars."""
    chart = front.locator(".st-key-chart-full_cost")
    chart.get_by_text("The numbers as a table").click()
    chart.locator("table").wait_for()
    table = chart.locator("table").inner_text()
    labels = " ".join(chart.locator(".annotation-text").all_text_contents())
    totals = re.findall(r"£[\d,]+", labels)
    assert len(totals) >= 3
    assert all(total in table for total in totals[:3])
    chart.get_by_text("The numbers as a table").click()


def test_a_number_of_ones_own_lasts_and_what_will_not_do_is_refused(opened: Open) -> None:
    """A new value of an hour moves the sentence, the meter and the address, and adds nothing to the history.

    A breakfast at 999 is refused with its range: field, link and answer stay. After a reload numbers, answer and period
    are as they were. Another preset shows its own currency and numbers, and Undo brings the former ones back.
    """
    page = opened(charts=False)
    first, entries = answer(page), page.evaluate("history.length")
    fill(page, "Your hour, £", "33.5")
    assert answer(page) != first
    assert query(page)["profile.hourly_value"] == "33.5"
    assert "1 of" in page.locator(".st-key-questions-head").inner_text()
    assert page.evaluate("history.length") == entries
    before, link, field = answer(page), page.url, page.get_by_label("A breakfast, £")
    expect(field).not_to_have_value("")
    value = field.input_value()
    fill(page, "A breakfast, £", "999")
    said = page.locator(".st-key-questions, [data-testid=stMain]").get_by_text("999").first.inner_text()
    assert "0 to 200" in said
    expect(field).to_have_value(value)
    assert (answer(page), page.url) == (before, link)
    page.get_by_text("Month", exact=True).click()
    page.wait_for_function("location.search.includes('period=month')")
    settled(page)
    mine = answer(page), cards(page)
    page.reload()
    settled(page)
    assert (answer(page), cards(page)) == mine
    expect(page.get_by_label("Your hour, £")).to_have_value("33.5")
    page.get_by_role("combobox", name="You are").click()
    page.get_by_role("option", name="US small-business owner").click()
    page.wait_for_function("location.search.includes('us-owner')")
    settled(page)
    assert "$" in answer(page)
    expect(page.get_by_label("Your hour, $")).not_to_have_value("33.5")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("!location.search.includes('us-owner')")
    settled(page)
    assert answer(page) == mine[0]
    expect(page.get_by_label("Your hour, £")).to_have_value("33.5")


def test_a_link_with_rubbish_opens_and_says_what_was_left_out(opened: Open) -> None:
    """What fits in a link is used, and each setting that does not is named with what would do."""
    page = opened(
        "/?preset=zz&activities.brekfast.meal_fee=3&profile.years=40&profile.hourly_value=33&period=aeon", charts=False
    )
    said = page.locator("[data-testid=stAlert]", has_text="settings").inner_text()
    assert "4 settings" in said
    assert "Did you mean activities.breakfast.meal_fee?" in said
    assert "0.25 to 10" in said
    expect(page.get_by_label("Your hour, £")).to_have_value("33")
    assert "Traceback" not in page.content()


@pytest.mark.parametrize("path", ["/", "/details", "/sources"])
def test_a_phone_needs_no_sideways_scroll_and_nothing_serious_stands_in_the_way(opened: Open, path: str) -> None:
    """On a phone nothing is wider than the screen or too low for a finger, and every question and ledger is there.

    Axe finds no violation on any page, on a phone in the dark and on a laptop in the light.
    """
    page = opened(path, width=320, height=740)
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.wait_for_timeout(600)
        reachable(page, path, width)
    for scheme, width in (("dark", 360), ("light", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two
        page.wait_for_timeout(600)
        assert faults(page) == [], (scheme, width)


def reachable(page: Page, path: str, width: int) -> None:
    """Whether a phone of a width shows all of a page, high enough for a finger."""
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
        if width == 360:
            first = page.locator(".st-key-qs input").first.evaluate(
                "it => it.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop"
            )
            assert first <= 2 * 740
            page.locator(".st-key-in-sight").wait_for()
            fill(page, "A client is worth, £", "9000")
            line = page.locator(".st-key-in-sight")
            assert line.inner_text() == answer(page)
            assert (line.bounding_box() or {"y": 740})["y"] < 740


def test_every_chart_follows_the_colour_scheme_and_its_table_stays_in_its_place(opened: Open) -> None:
    """The same bar has its dark colour in the dark, and text on the page turns light; the key of a hatch is hatched.

    No table under a chart is cut off at any width: it fits the page, or scrolls within its own box.
    """
    page = opened(f"/?more={','.join(CHARTS)}")
    square = page.locator(".chart-key li", has_text="(hatched)").locator("i").first
    assert "gradient" in square.evaluate("one => getComputedStyle(one).backgroundImage")
    fills = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two
        page.wait_for_selector(".st-key-chart-hours_by_part .bars path")
        page.wait_for_timeout(500)
        bar = page.locator(".st-key-chart-hours_by_part .bars path").first
        ink = page.locator(".st-key-chart-hours_by_part .xtick text").first
        fills[scheme] = [one.evaluate("one => getComputedStyle(one).fill") for one in (bar, ink)]
    assert all(light != dark for light, dark in zip(*fills.values(), strict=True))
    in_place(page, with_fits=True)


def test_the_table_of_a_long_name_stays_in_its_place(opened: Open) -> None:
    """Where one word is longer than a phone is wide, the tables scroll within their own boxes."""
    in_place(opened(f"/?more={','.join(CHARTS)}&strategies.online.name={'M' * 80}", charts=False), with_fits=False)


def in_place(page: Page, *, with_fits: bool) -> None:
    """Whether all tables, opened, stay in their places at each width."""
    for chart in page.locator('[class*="st-key-chart-"]').all():
        chart.get_by_text("The numbers as a table").click()
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(800)
        assert lost(page) == 0
        assert fits(page, width) or not with_fits


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


def test_a_tab_shows_where_it_is_on_every_field(front: Page) -> None:
    """The list of presets, a number and the switch each get an outline of 2 px by keyboard."""
    for role, name in (("combobox", "You are"), ("textbox", "Your hour, £"), ("radio", "Clients")):
        field = front.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # a role's name
        field.focus()
        front.keyboard.press("Shift+Tab")
        front.keyboard.press("Tab")
        widths = front.evaluate(
            "() => { const found = []; for (let one = document.activeElement, n = 0; one && n < 4; n++,"
            " one = one.parentElement) if (getComputedStyle(one).outlineStyle !== 'none')"
            " found.push(parseFloat(getComputedStyle(one).outlineWidth)); return found; }"
        )
        assert max(widths, default=0) >= 2, name
