"""The pages and files of a room: light, closed to anything but themselves, and with no more in them than the board."""

from __future__ import annotations

import gzip
import io
import re
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.dml import MSO_FILL

from calculator import assumptions
from calculator.changes import replace
from calculator.exports import browser
from calculator.rooms import pages, words
from calculator.rooms.board import Board
from calculator.rooms.pages.held import hashed
from calculator.rooms.room import Answer, Room
from calculator.rooms.takeaway import FILES, Takeaway, facts
from tests.exports.cases import CASES
from tests.test_plain import FOUND
from tests.test_right_to_left import Words

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
EVIL, HEBREW = "<script>alert(1)</script> & 'friends'", "מקוון בלבד"
OWNER = replace(
    assumptions.scenario("uk-owner"),
    {"strategies.face_to_face.name": EVIL, "strategies.online.name": HEBREW, "activities.breakfast.name": "=1+1"},
)
ROOM = Room("BCDFGHJK", "", EVIL, "revealed", 1, 5, NOW, NOW + timedelta(days=14))
HOST = "https://net.example"
BOARD = Board(OWNER, [Answer({"profile.hourly_value": 10.0 * at}, {"no_time": 1}) for at in range(1, 10)], 5)
MADE = {
    "phone": lambda: pages.phone(ROOM, OWNER),
    "present": lambda: pages.present(ROOM, OWNER, HOST),
    "sheet": lambda: pages.sheet(ROOM, HOST),
    "kit": pages.kit,
    "report": lambda: pages.report(ROOM, BOARD, f"{HOST}/?preset=uk-owner"),
}


def test_the_phones_page_weighs_less_than_100_kb_with_all_that_it_needs():
    """It is one file that asks for no other, and packed it is less than a third of that."""
    page = pages.phone(ROOM, OWNER).html
    assert len(page.encode()) < 100_000
    assert len(gzip.compress(page.encode())) < 33_000
    assert not re.findall(r"""(?:src|href)=["'](?!data:|\.\./\?|["'])""", page.partition("<script")[0])
    assert "WebSocket" not in page


@pytest.mark.parametrize("name", MADE)
def test_a_page_holds_all_it_needs_and_its_policy_lets_in_nothing_else(name):
    """Every style and script in it is one that the policy names; markup in a name stays words."""
    made = MADE[name]()
    inside = re.findall(r"<style>(.*?)</style>|<script>(.*?)</script>", made.html, re.DOTALL)
    assert inside
    assert all(hashed(style or script) in made.policy for style, script in inside)
    assert "default-src 'none'" in made.policy
    assert "unsafe" not in made.policy
    assert "alert(1)</script>" not in made.html
    if name != "kit":
        assert "&lt;script&gt;alert(1)" in made.html
    assert not [word for text in Words(made.html).texts if (word := FOUND.search(text))]


def test_the_form_and_its_choices_stand_before_any_script():
    """Fields, beliefs and the result with the room's numbers are in the page itself, and a sentence where none runs."""
    page = pages.phone(ROOM, OWNER).html.partition('<script type="application/json"')[0]
    assert page.count('inputmode="decimal"') == 6
    assert page.count('type="radio"') == 2 * 3 * 3
    assert re.search(r"£[\d,]+</td>", page)
    assert "<noscript>" in page


def test_no_page_has_the_presenters_secret_or_an_answer_in_it():
    """What the presenter sees comes with the secret alone: the page itself is the same for everybody."""
    page = pages.present(ROOM, OWNER, HOST).html
    assert "dots" not in page.partition('id="data"')[2].partition("</script>")[0]


def test_every_file_says_what_the_board_says():
    """The table, the workbook, the slides and the report open, and have the medians, the counts and the questions."""
    made = {kind: FILES[kind].made(Takeaway(ROOM, BOARD)) for kind in FILES if kind != "pdf"}
    table = pd.read_csv(io.BytesIO(made["csv"]), encoding="utf-8-sig")
    medians = table[table["part"] == "median"]["value"].astype(float).tolist()
    assert medians == [strip.median for measure in ("hours_per_week", "cost") for strip in BOARD.strips(measure)]
    book = load_workbook(io.BytesIO(made["xlsx"]))
    assert book.sheetnames == ["Room", "Dots", "Facts"]
    assert str(book["Dots"]["B3"].value).startswith("=MEDIAN(")
    assert book["Dots"]["B1"].value == EVIL
    texts = [
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(made["pptx"])).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    for prompt in words.prompts(BOARD):
        assert any(prompt in text for text in texts)
        assert prompt in " ".join(Words(made["html"].decode()).texts)


def test_the_slides_of_a_room_hatch_a_colours_second_use():
    """A way whose colour comes a second time is told from the first by the hatch, as in every other chart of bars."""
    board = Board(CASES["twelve"], [Answer({}, {})] * 5, 5)
    deck = Presentation(io.BytesIO(FILES["pptx"].made(Takeaway(ROOM, board))))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for chart in charts:
        kinds = [point.format.fill.type for point in (chart.plots[0].series[0].points[at] for at in range(12))]
        assert [kind == MSO_FILL.PATTERNED for kind in kinds] == [at >= 6 for at in range(12)]
    assert len(charts) == 2


def test_nobodys_numbers_stand_together_in_a_file():
    """No row of any table is a person: dots stand in order of size, and counts of few are empty."""
    rows = list(facts(BOARD))
    for strip in BOARD.strips("cost"):
        name = OWNER.strategies[strip.strategy].name
        dots = [row.value for row in rows if (row.part, row.what, row.way) == ("dot", "full cost a year", name)]
        assert dots == sorted(dots)
    assert all(row.value is None or row.value >= 5 for row in rows if row.unit == "people" and "more" not in row.what)


def test_where_there_is_no_browser_the_pdf_says_what_would_do(monkeypatch):
    """It names what is missing, and that the page itself can be printed."""
    monkeypatch.setattr(browser, "_browser", lambda: (_ for _ in ()).throw(browser.CalculatorError(browser.NONE)))
    with pytest.raises(browser.CalculatorError, match="print it from your own browser"):
        Takeaway(ROOM, BOARD).pdf()
