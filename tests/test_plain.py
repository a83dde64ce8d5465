"""One word an idea: nothing that people read has a word that docs/plain.md says we do not use."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import compare_charts
from calculator.exports import data, slides, workbook
from calculator.facts import fact_of
from calculator.findings import beliefs, best_mix, break_even, decides, hidden_hours, keep, odds, right_tool, week
from calculator.parameters import parameters
from calculator.period import Period
from calculator.registry import ENTRIES

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "docs" / "plain.md").read_text(encoding="utf-8").splitlines()
NOT_SAID = [word.strip() for line in LINES if line.startswith("|") for word in line.split("|")[3].split(",")][
    2:
]  # after the head of the table
FOUND = re.compile(rf"\b({'|'.join(map(re.escape, NOT_SAID))})\b", re.IGNORECASE)
OWNER = assumptions.scenario("uk-owner")
ROLE = assumptions.scenario("uk-job-seeker")


def said(study):
    """What the answer, the charts, the labels and the findings that take little work say."""
    scenario = study.scenario
    for period in ("all", "week"):
        yield " ".join((study.answer(period).sentence, study.answer(period).lead, *study.answer(period).rest))
    for chart in compare_charts(study.results, study.outcomes, Period.of("all", scenario.profile)):
        yield f"{chart.title} {chart.caption} {chart.alt}"
    for path, known in parameters(scenario).items():
        yield f"{known.label} {fact_of(scenario, path).mark}"
    effects = hidden_hours.effects(scenario, {})
    for key in scenario.strategies:
        yield " ".join(
            it.said + it.name for it in hidden_hours.offers(scenario, key, effects, Period.of("all", scenario.profile))
        )
    told = [week.finding(study, next(iter(scenario.strategies))), beliefs.finding(study)]
    for it in told:
        yield " ".join((it.sentence, *it.notes, *it.working, *(cell for row in it.table.rows for cell in row)))
    yield data.as_csv("dictionary", scenario)


@pytest.mark.parametrize("scenario", [OWNER, ROLE, replace(OWNER, {"profile.weeks_per_year": 22})])
def test_what_is_said_has_none_of_the_words_that_we_do_not_use(scenario):
    """The answer, labels, marks, charts, findings and the dictionary of the exports keep to the words of the page."""
    assert len(NOT_SAID) > 20
    assert [(word[0], text[:90]) for text in said(Study(scenario)) if (word := FOUND.search(text))] == []


@pytest.mark.parametrize("scenario", [OWNER, ROLE])
def test_what_takes_work_to_find_keeps_to_the_words(scenario):
    """So do the answers that take work, the slides and the workbook."""
    study, (one, other) = Study(scenario), list(scenario.strategies)[:2]
    told = [
        odds.finding(study),
        decides.finding(study, one, other),
        break_even.finding(study, one, other, beyond=True),
        best_mix.finding(study, hours_per_week=2.0),
        keep.finding(study, one),
        right_tool.finding(study, one),
    ]
    texts = [
        " ".join(
            (it.sentence, *it.notes, *it.working, *it.table.header, *(cell for row in it.table.rows for cell in row))
        )
        for it in told
    ]
    deck = Presentation(io.BytesIO(slides.slides(scenario)))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    texts += [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(scenario)), read_only=True)
    sheets = [sheet for sheet in book if sheet.title != "Model"]  # where steps bear the formulas' own names
    cells = (cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    # words, and neither formulas nor paths
    texts += [cell for cell in cells if isinstance(cell, str) and not re.match(r"=|\w+\.\w", cell)]
    assert len(texts) > 200
    assert [(word[0], text[:90]) for text in texts if (word := FOUND.search(text))] == []


def test_what_is_asked_and_offered_keeps_to_them_too():
    """So do the words of the command line and of the Answers page, of the widget and of the report."""
    texts = [
        f"{entry.title} {entry.about} {entry.more} {' '.join(option.help for option in entry.options)}"
        for entry in ENTRIES
    ]
    folders = (
        ROOT / "calculator" / "web" / "widget",
        ROOT / "calculator" / "exports" / "page",
        ROOT / "calculator" / "embed",
        ROOT / "calculator" / "rooms" / "pages",
    )
    # in scripts the sentences alone: text between backticks or double quotes that has a space in it
    for path in (file for folder in folders for file in sorted(folder.glob("*.js"))):
        texts += re.findall(r"[`\"]([^`\"\n]* [^`\"\n]*)[`\"]", path.read_text(encoding="utf-8"))
    texts += [
        re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", path.read_text())
        for folder in folders
        for path in folder.glob("*.html")
    ]
    assert [(word[0], text[:90]) for text in texts if (word := FOUND.search(text))] == []
