"""What a copy of the project says of a made-up item of cash and a made-up field, at every door, as JSON and as files.

It is run in the copy by `tests/test_made_up.py`, after the copy was changed as CONTRIBUTING says.
"""

import csv
import io
import json
from pathlib import Path

from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from calculator import asking, assumptions, permalink, printed, registry, web
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.exports import data
from calculator.exports.page import page
from calculator.exports.page.live import ENGINE
from calculator.exports.slides import slides
from calculator.exports.workbook import workbook

OUT = Path("found")
FEE = "activities.breakfast.childcare_fee"


def details():
    """The Details page by itself."""
    from calculator.ui import details, pages, state

    state.start()
    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    details.show()


def charted(deck):
    """The series of every chart of some slides: what each is called, and its values by strategy."""
    shapes = [shape for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_chart]
    return [{series.name: list(series.values) for series in shape.chart.plots[0].series} for shape in shapes]


def main():
    """Ask everything of the preset, and leave the files beside."""
    OUT.mkdir()
    scenario = assumptions.scenario("uk-owner")
    results = evaluate(Cases(scenario))
    figures = printed.figures(results)[["strategy", "measure", "value"]]
    (OUT / "workbook.xlsx").write_bytes(workbook(scenario))
    (OUT / "page.html").write_text(page(scenario, live=True), encoding="utf-8")
    (OUT / "engine.js").write_text(ENGINE, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(data.as_csv("results", scenario).removeprefix(data.MARK))))
    mine = replace(scenario, {FEE: 20})
    with TestClient(Starlette(routes=web.routes(), middleware=web.middleware())) as asked:
        answers = {path: asked.get(path).text for path in ("/api/v1/openapi.json", "/api/v1/compare?preset=uk-owner")}
        (OUT / "widget.html").write_text(asked.get("/widget?preset=uk-owner&charts=cash,hours").text, encoding="utf-8")
    app = AppTest.from_function(details, default_timeout=60).run()
    waiting = "activities.breakfast.waiting_minutes"
    found = {
        "questions": [asking.asking(scenario, path).text for path in (FEE, waiting)],
        "older": evaluate(Cases(assumptions.scenario(f"uk-owner-{assumptions.editions()[1]}"))).cash[0].tolist(),
        "engine": printed.comparison(results)["strategies"],
        "figures": figures.astype(object).where(figures.notna(), None).to_numpy().tolist(),
        "csv": {row["strategy"]: row["value"] for row in rows if row["measure"] == "cash_by_item.childcare"},
        "slides": charted(slides(scenario)),
        "ties": {row.path: row.now for row in registry.entry("break_even").ask(Study(scenario), {}).rows},
        "link": [permalink.encode(mine), permalink.decode(permalink.encode(mine))[0] == mine],
        "description": json.loads(answers["/api/v1/openapi.json"]),
        "answer": json.loads(answers["/api/v1/compare?preset=uk-owner"]),
        "details": {"faults": [error.value for error in app.exception], "said": [it.value for it in app.markdown]},
    }
    (OUT / "found.json").write_text(json.dumps(found), encoding="utf-8")


main()
