"""The page in a real browser: nothing leaves it, it reads with no script, it prints whole, and it computes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import Browser, Page

from calculator import formats
from calculator.analyses.monte_carlo import DRAWS
from calculator.changes import replace
from calculator.exports.content import Content
from calculator.exports.page import page
from calculator.exports.page.document import qr
from calculator.exports.page.live import asked, embedded
from calculator.model import Scenario
from tests.exports.cases import CASES, HOSTILE, LINK

Open = Callable[..., Page]
ON = date(2026, 11, 3)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open an export as a file; at the end nothing may have been asked of the network, and nothing may have failed."""
    contexts, asked_for, failures = [], [], []

    def go(scenario: Scenario, width: int = 1200, scheme: Any = "light", script: bool = True, **how: Any) -> Page:
        path = tmp_path / "export.html"
        path.write_text(page(scenario, LINK, on=ON, **how), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        shown = context.new_page()
        shown.on("request", lambda request: asked_for.append(request.url))
        shown.on("console", lambda message: failures.append(message.text))
        shown.on("pageerror", lambda error: failures.append(str(error)))
        shown.goto(path.as_uri())
        return shown

    yield go
    for context in contexts:
        context.close()
    strangers = [url for url in asked_for if not url.startswith(("file:", "data:"))]
    assert (strangers, failures) == ([], [])


@pytest.mark.parametrize("name", CASES)
def test_every_scenario_makes_a_page(name: str) -> None:
    """Any scenario gives a file far under a megabyte; only the take-away holds a script."""
    still, text = (page(CASES[name], LINK, live=live, on=ON) for live in (False, True))
    assert len(still.encode()) < len(text.encode()) < 500_000 or not CASES[name].strategies
    assert "3 November 2026" in text
    assert "<script" not in still
    assert ("<script" in text) == bool(CASES[name].strategies)
    words = re.sub(r"base64,[^\"]+|<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"\bnan\b|\binf\b|>None<", words)


def test_the_page_says_what_the_engine_says(opened: Open) -> None:
    """Sentence, ledgers and ranges are the ones of the app, with no script at all."""
    content = Content(CASES["GBP"])
    shown = opened(CASES["GBP"], script=False)
    assert shown.inner_text("h1") == content.headline.sentence
    card = shown.inner_text(".card >> nth=0")
    for line in content.ledger:
        assert line.figures[0] in card
    assert content.won.ranges[0] in card
    assert shown.locator("figure .plot[role=img]").count() == 4
    assert shown.locator("#inputs tbody tr").count() >= len(content.facts)


@pytest.mark.parametrize("name", ["GBP", "six", "hostile", "role"])
def test_it_fits(opened: Open, name: str) -> None:
    """Nothing is wider than the window, on a phone as on a desk, folded or not."""
    shown = opened(CASES[name], live=True)
    shown.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    cut = "(it) => { const box = it.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; }"
    for width in (320, 360, 768, 1200):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            shown.evaluate(f"[...document.querySelectorAll('svg text, .over, input, .card')].filter({cut}).length") == 0
        )


def said(shown: Page, where: str, words: str) -> None:
    """Wait until the words stand there; the page's policy forbids to evaluate a text, so no other way is open."""
    shown.locator(where).filter(has_text=words).wait_for()


def test_names_cannot_break_out(opened: Open) -> None:
    """A name that is markup is shown as it was typed, in the static page and in the one that computes."""
    shown = opened(CASES["hostile"], live=True)
    shown.get_by_label("Your hour").fill("55")
    said(shown, "#deck", "You changed")
    assert shown.evaluate("window.hit") is None
    assert HOSTILE in shown.inner_text(".cards")
    assert shown.locator("main img").count() == 0


def test_data_cannot_end_its_block() -> None:
    """JSON in the page holds no tag and no comment, and reads back the same."""
    tree = {"name": f"{HOSTILE}<!--\u2028\u2029&"}
    text = embedded(tree)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == tree


def test_dark_on_a_dark_screen_and_light_on_paper(opened: Open) -> None:
    """The ground follows the screen; print is white whatever the screen."""
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert opened(CASES["GBP"]).evaluate(ground) == "rgb(253, 252, 250)"
    shown = opened(CASES["GBP"], scheme="dark")
    assert shown.evaluate(ground) == "rgb(20, 23, 26)"
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate(ground) == "rgb(255, 255, 255)"
    assert shown.evaluate("getComputedStyle(document.body).color") == "rgb(29, 33, 38)"


def test_forced_colours_leave_keys_and_bars_alone(opened: Open) -> None:
    """Where a system forces its colours, the squares of a key and their bars keep the ones they share."""
    shown = opened(CASES["GBP"])
    rects = "document.querySelectorAll('#cash_by_item :is(.key, .bar) rect')"
    filled = f"[...{rects}].map((it) => getComputedStyle(it).fill)"
    before = shown.evaluate(filled)
    shown.emulate_media(forced_colors="active")
    assert shown.evaluate(filled) == before
    assert len(set(before)) > 3


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_whole(opened: Open, paper: str, tmp_path: Path) -> None:
    """The answer, the ledgers and charts stand on the first sheet, on A4 all four; no word lies outside a sheet."""
    shown = opened(CASES["GBP"], live=True)
    file = tmp_path / "page.pdf"
    shown.pdf(path=file, format=paper, print_background=True)
    from pypdf import PdfReader

    sheets = PdfReader(file).pages
    assert len(sheets) <= 3
    first = " ".join(sheets[0].extract_text().split())
    whole = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    for words in ("online loses least", "Full cost", "Where does the cash go"):
        assert words in first
    assert "How many clients might it win" in (first if paper == "A4" else whole)
    assert LINK.partition("?")[0] in whole
    assert "Make it yours" not in whole
    for sheet in sheets:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        for x, y in places(sheet):
            assert -1 <= x <= width
            assert -1 <= y <= height


def places(sheet: Any) -> list[tuple[float, float]]:
    """Where the words of a sheet begin."""
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            x, y = tm[4], tm[5]
            found.append((cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]))

    sheet.extract_text(visitor_text=visit)
    return found


def test_the_take_away_computes(opened: Open) -> None:
    """Changed fields give the figures that the engine gives for the same changes, with nobody to ask."""
    scenario = CASES["GBP"]
    fields = asked(scenario)
    shown = opened(scenario, live=True)
    given = {"Your hour, £": 40.0, "Breakfast club: times a year": 22.0, "Breakfast club: meal fee, £": 21.5}
    changes = {}
    for field in fields:
        if field.label in given:
            shown.get_by_label(field.label).fill(str(given[field.label]))
            changes |= {path: given[field.label] * scale for path, scale in field.scales.items()}
    said(shown, "#deck", "times a year")
    content = Content(replace(scenario, changes))
    for index in range(3):
        card = shown.inner_text(f"[data-strategy='{index}']")
        for line in content.ledger:
            assert line.figures[index] in card or line.ranges, line
        middle = float(shown.inner_text(f"[data-strategy='{index}'] [data-figure=wins]"))
        assert middle == pytest.approx(float(content.outcomes.likely("wins")[index]), rel=0.05, abs=0.06)
        low, high = map(float, shown.inner_text(f"[data-strategy='{index}'] [data-range=wins]").split(" to "))
        theirs = [float(edge[index]) for edge in content.outcomes.band("wins")]
        assert low == pytest.approx(theirs[0], rel=0.1, abs=0.26)
        assert high == pytest.approx(theirs[1], rel=0.1, abs=0.26)
    assert content.line("cost").figures[0] in shown.inner_text("#full_cost")
    assert shown.inner_text("h1").startswith(content.headline.sentence.partition(";")[0])


def test_the_take_away_draws_as_the_page_does(opened: Open) -> None:
    """Drawn anew with the shared numbers, charts and tables say what the static page said; draws are the page's own."""
    shown = opened(CASES["six"], live=True)
    unfold = "() => document.querySelectorAll('details').forEach((it) => { it.open = true; })"
    shown.evaluate(unfold)
    figures = ["hours_by_part", "cash_by_item", "full_cost"]
    before = {name: shown.inner_text(f"#{name}") for name in figures}
    marks = {name: shown.evaluate(f"document.querySelectorAll('#{name} rect').length") for name in figures}
    field = shown.get_by_label("A client is worth")
    field.fill("1800")
    said(shown, "#deck", "You changed")
    shown.evaluate(unfold)
    assert {name: shown.inner_text(f"#{name}") for name in figures} == before
    assert {name: shown.evaluate(f"document.querySelectorAll('#{name} rect').length") for name in figures} == marks
    assert "of 1,024 ways" in shown.inner_text("main")
    shown.get_by_role("button", name="Back to the shared numbers").click()
    assert "You changed" not in shown.inner_text("#deck")
    assert f"of {DRAWS:,} ways" in shown.inner_text("main")


def test_what_will_not_do_is_said(opened: Open) -> None:
    """A number out of bounds is named with what it takes, and the figures stay."""
    shown = opened(CASES["GBP"], live=True)
    before = shown.inner_text(".cards")
    shown.get_by_label("Your hour").fill("5000")
    said(shown, "output:not(:empty)", "takes a number")
    assert shown.inner_text("output:not(:empty)") == "It takes a number from 0 to 1,000. It stays at 20."
    assert shown.inner_text(".cards") == before
    shown.emulate_media(forced_colors="active")  # bars keep their own colours where a system forces others
    assert shown.locator(".bar rect").first.evaluate("it => getComputedStyle(it).forcedColorAdjust") == "none"


@pytest.mark.parametrize("name", ["GBP", "USD", "CAD", "seeker"])
def test_money_is_spelled_alike(name: str) -> None:
    """The browser writes amounts as the calculator does, in the currencies of the presets."""
    currency = CASES[name].currency
    locale = str(formats.locale(currency)).replace("_", "-")
    assert locale in page(CASES[name], live=True)
    assert formats.symbol(currency) in asked(CASES[name])[0].label


def test_the_code_holds_the_link() -> None:
    """The QR code is the link's, and one too long to be read is left out."""
    assert qr(LINK).count("<path") >= 1
    assert segno.make_qr(LINK, error="l").symbol_size(border=4)[0] < 70
    assert qr("https://example.org/?" + "a" * 2000) == ""
    assert "too long for a QR code" in page(CASES["GBP"], "https://example.org/?" + "a" * 2000)


def test_only_an_address_becomes_a_link() -> None:
    """A link that is a script is printed as words."""
    text = page(CASES["GBP"], 'javascript:alert("x")')
    assert 'href="javascript' not in text
    assert "javascript:alert(&quot;x&quot;)" in text


def test_pages_differ_only_by_their_date() -> None:
    """The same scenario on the same day gives the same bytes."""
    assert page(CASES["GBP"], LINK, live=True, on=ON) == page(CASES["GBP"], LINK, live=True, on=ON)


def test_accessible(opened: Open) -> None:
    """No serious finding of axe, light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    shown = opened(CASES["six"])
    context = shown.context.browser.new_context(bypass_csp=True)
    tested = context.new_page()
    tested.goto(shown.url)
    for scheme in ("light", "dark"):
        tested.emulate_media(color_scheme=scheme)
        found = Axe().run(tested).response["violations"]
        assert [it["id"] for it in found if it["impact"] in ("serious", "critical")] == [], scheme
    context.close()
