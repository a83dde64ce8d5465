"""Every door gives the same answer to the same numbers."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.cli import app
from calculator.embed.body import Widget
from calculator.embed.settings import Settings
from calculator.exports.card import card_svg
from calculator.exports.content import Content
from calculator.exports.page import page
from calculator.exports.slides import slides
from calculator.exports.workbook import workbook
from calculator.web.api.answers import compared
from tests.ui.conftest import components_are_looked_for_once  # noqa: F401 -- a fixture for these too

PAGE = Path(__file__).parent.parent / "calculator" / "ui" / "page.py"


def heading(html: str) -> str:
    """The words of a page's first heading."""
    return unescape(re.search(r"<h1[^>]*>(.*?)</h1>", html)[1])


@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker", "de-owner"])
def test_every_door_says_the_same_sentence(preset):
    """App, command line, API, card, widget, report, slides and workbook open with one and the same sentence."""
    scenario = assumptions.scenario(preset)
    shown = AppTest.from_file(PAGE, default_timeout=60)
    shown.query_params["preset"] = preset
    printed = CliRunner().invoke(app, ["compare", "--preset", preset], env={"COLUMNS": "400"}).stdout
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(scenario)), data_only=True)["Results"]
    said = {
        "app": re.sub(r"\\(.)", r"\1", shown.run().title[0].value),
        "command line": printed.splitlines()[0].strip(),
        "API": compared(scenario)["headline"]["sentence"],
        "card": re.search(r"<title>(.*?)</title>", card_svg(scenario))[1],
        "widget": heading(Widget(Content(scenario), Settings(), []).html()),
        "report": heading(page(scenario)),
        "slides": Presentation(io.BytesIO(slides(scenario))).slides[0].shapes.title.text_frame.text,
        "workbook": sheet["A2"].value[: len(Study(scenario).headline.sentence)],
    }
    assert set(said.values()) == {Study(scenario).headline.sentence}, said


@pytest.mark.parametrize("period", ["week", "month", "year", "all"])
def test_the_switch_turns_the_whole_screen(period):
    """Headline, cards and charts are for the period of the link, which is the whole horizon where none is named."""
    shown = AppTest.from_file(PAGE, default_timeout=60)
    if period != "all":
        shown.query_params["period"] = period
    shown.run()
    study = Study(assumptions.scenario("uk-owner"))
    span = {"week": "a week", "month": "a month", "year": "a year", "all": "in 2 years"}[period]
    assert re.sub(r"\\(.)", r"\1", shown.title[0].value) == study.answer(period).sentence
    cards = [it.value for it in shown.markdown if "full cost" in it.value]
    assert len(cards) == 3
    assert all(f"full cost {span}" in card for card in cards)
    share = {"week": 1 / 94, "month": 1 / 24, "year": 1 / 2, "all": 1}[period]
    assert study.money(float(study.results.cost[0, 0]) * share) in cards[0]
