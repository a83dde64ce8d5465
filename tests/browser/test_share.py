"""The Share page: the link, its picture, files that open, and another's scenario beside one's own."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page

from calculator import assumptions, documents, permalink
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import CHARTS
from tests.browser.conftest import Open, answer, fill, low, settled

FILES = {
    "Workbook with live formulas": "xl/workbook.xml",
    "Slides": "ppt/presentation.xml",
    "One-page report": "<!doctype html>",
    "Take-away that computes": "<!doctype html>",
    "Scenario file": "",
}


def fetched(page: Page, label: str) -> bytes:
    """What a download button gives."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_link_opens_the_same_scenario_and_says_whose_it_is(opened: Open) -> None:
    """A link from the Share page opens on the same answer, as somebody's; a change makes it a copy.

    Its page carries its own sentence, over the whole time, and picture for previews.
    """
    page = opened("/share?profile.hourly_value=33&period=month", charts=False)
    link = page.get_by_test_id("stCode").first.inner_text()
    parts = urlsplit(link.replace("\n", ""))
    there = opened(f"/?{parts.query}", charts=False)
    mine = Study(permalink.decode([("profile.hourly_value", "33")])[0])
    assert answer(there) == mine.answer("month").sentence
    assert there.locator("meta[property='og:title']").get_attribute("content") == mine.headline.sentence
    picture = there.locator("meta[property='og:image']").get_attribute("content")
    assert picture is not None
    assert Image.open(io.BytesIO(there.request.get(picture).body())).size == (1200, 628)
    assert "Your changes start a copy" in there.locator(".st-key-shared").inner_text()
    fill(there, "Your hour, £", "44")
    there.get_by_role("link", name="Compare with the original").click()
    there.wait_for_selector(".st-key-versus")
    settled(there)
    assert "the original" in there.locator(".st-key-versus").inner_text()


def test_each_file_is_made_and_opens(opened: Open) -> None:
    """Every button gives a whole file of its kind, under a megabyte, and on a phone each can be hit.

    The picture of the link is twice 1200 by 628, and opaque.
    """
    page = opened("/share?strategies.online.name=Padel+%3Cb%3E", width=360, height=740, charts=False)
    assert low(page) == []
    table = page.locator(".st-key-versus table")
    assert table.evaluate("it => it.getBoundingClientRect().right") <= 360  # its last column too
    for label, kind in FILES.items():
        content = fetched(page, label)
        assert 1_000 < len(content) < 1_000_000, label
        if label == "Scenario file":
            assert documents.read(content.decode()).strategies["online"].name == "Padel <b>"
        elif kind.endswith(".xml"):
            assert kind in zipfile.ZipFile(io.BytesIO(content)).namelist()
        else:
            assert content.decode().lower().startswith(kind), label
    picture = Image.open(io.BytesIO(fetched(page, "Picture, 1200 by 628")))
    assert picture.size == (2400, 1256)
    assert picture.convert("RGBA").getextrema()[3] == (255, 255)


def test_a_coachs_file_stands_beside_mine_and_can_be_taken(opened: Open, tmp_path: Path) -> None:
    """A scenario file is compared strategy by strategy, and a press takes it over.

    A broken file is answered with its faults, and the numbers on screen stay.
    """
    page = opened("/share?profile.hourly_value=33", charts=False)
    broken = tmp_path / "members.json"
    broken.write_text(json.dumps({"name": "x", "profile": {"years": 40}}))
    page.locator("input[type=file]").set_input_files(broken)
    alert = page.locator("[data-testid=stAlert]", has_text="members.json")
    alert.wait_for()
    said = alert.inner_text()
    assert "members.json is not a scenario" in said
    assert "0.25 to 10" in said
    assert "Nothing of yours was changed" in said
    assert "profile.hourly_value=33" in page.url
    theirs = tmp_path / "coach.json"
    theirs.write_text(documents.write(replace(assumptions.scenario("uk-owner"), {"profile.hourly_value": 77})))
    page.locator("input[type=file]").set_input_files(theirs)
    page.get_by_role("button", name="Use this scenario instead of mine").click()
    page.wait_for_function("location.search.includes('profile.hourly_value=77')")


def test_a_browser_keeps_a_chart_without_the_server(opened: Open) -> None:
    """The camera gives an opaque, light picture at twice its size, even in the dark."""
    page = opened("/share", scheme="dark", height=2000)
    page.wait_for_selector(".st-key-snapshot .main-svg")
    page.locator(".st-key-snapshot").hover()
    with page.expect_download() as waiting:
        page.locator(".st-key-snapshot .modebar-btn").first.click()
    picture = Image.open(waiting.value.path()).convert("RGBA")
    assert picture.width == 2000
    assert picture.getextrema()[3] == (255, 255)
    assert min(picture.getpixel((3, picture.height - 3))[:3]) > 240


def test_drawing_all_charts_can_be_stopped(opened: Open) -> None:
    """Drawing all charts shows how far it is; Cancel ends it with nothing, and another chart is drawn at once after."""
    page = opened("/share", charts=False)
    page.get_by_role("button", name=f"Draw all {len(CHARTS)}").click()
    page.get_by_text(re.compile(f"Drawing [12] of {len(CHARTS)}")).first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Cancel").wait_for(state="hidden")
    settled(page)
    assert page.get_by_role("button", name=f"Keep all {len(CHARTS)}").count() == 0
    page.get_by_role("button", name="Draw it").click()
    page.get_by_role("button", name="Keep the PNG").wait_for(timeout=60_000)
    assert Image.open(io.BytesIO(fetched(page, "Keep the PNG"))).width == 2000
