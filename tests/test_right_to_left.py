"""Names that run from right to left: wherever one stands in a line with more, it is kept apart from the rest.

Without marks of its own such a name is shown with the figure after it exchanged, '5.3 מקוון' for 'מקוון 5.3'.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from calculator import asking, assumptions, checks, terminal
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import compare_charts
from calculator.charts.chart import Chart
from calculator.embed import snippet
from calculator.embed.body import Widget
from calculator.embed.settings import Settings
from calculator.exports import card, deciding
from calculator.exports.content import Content
from calculator.exports.page.document import page
from calculator.exports.slides import slides
from calculator.exports.workbook import workbook
from calculator.facts import fact_of
from calculator.findings.finding import Finding
from calculator.model import Scenario
from calculator.parameters import parameters
from calculator.period import Period
from calculator.registry import ENTRIES

OWNER = assumptions.scenario("uk-owner")
ALONE = {"b", "bdi", "h3", "option", "td", "text", "th"}
"""Elements in which a name may stand by itself: nothing else runs on in their line, or `bdi` keeps it apart."""
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source"}
WORDS = st.text("אבגדהשתمنسعلی0123", min_size=2, max_size=7).filter(lambda word: not word.isdigit())


def called(word: str) -> tuple[Scenario, list[str]]:
    """The owner with every strategy and activity called in that script, and what they are called."""
    paths = [f"strategies.{key}.name" for key in OWNER.strategies] + [
        f"activities.{key}.name" for key in OWNER.activities
    ]
    names = {path: f"{word} {chr(0x05D0 + at)}" for at, path in enumerate(paths)}
    return replace(OWNER, dict(names)), list(names.values())


def mixed_up(texts: Iterable[str], names: list[str]) -> list[str]:
    """The texts in which a name stands with more and is not kept apart."""
    return [
        text
        for text in texts
        for name in names
        if text.strip() != name and text.count(name) != text.count(f"\u2068{name}\u2069")
    ]


def drawn(chart: Chart) -> Iterator[str]:
    """The words of a chart: around it, in it, over it and in its table."""
    layout = chart.figure["layout"]
    yield from (chart.title, chart.caption, chart.alt, *(name for name, _ in chart.key))
    yield from (re.sub("<[^>]*>", "", note["text"]) for note in layout.get("annotations", ()))
    for trace in chart.figure["data"]:
        yield from (re.sub("<[^>]*>", " ", said) for said in trace.get("hovertext", ()))
    yield from (cell for row in (chart.table.header, *chart.table.rows) for cell in row)


def told(finding: Finding) -> Iterator[str]:
    """All words of a finding."""
    yield from (finding.sentence, *finding.notes, *finding.working)
    yield from (cell for row in (finding.table.header, *finding.table.rows) for cell in row)
    yield from drawn(finding.chart) if finding.chart else ()


def answered(study: Study) -> Iterator[str]:
    """Every analysis, of the strategy and the pair that it takes if none is named."""
    for entry in ENTRIES:
        path, times = f"pipelines.{study.scenario.goal}.churn", "strategies.blended.times_per_year.breakfast"
        for asked in {path, times} if any(option.name == "path" for option in entry.options) else {path}:
            yield from told(entry.ask(study, {"path": asked, "target": 99, "measure": "cost"}))


class Words(HTMLParser):
    """The words of some HTML or SVG, an element at a time; a name alone is told with what it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Words that are read out, and the element from now on."""
        self.texts += [value or "" for name, value in attrs if name in ("alt", "aria-label", "title")]
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """The element is over, and what was left open in it."""
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Words; those of code and style are none."""
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data if self.open[-1] in ALONE else f"{self.open[-1]}: {data}")


def deck(scenario: Scenario) -> Iterator[str]:
    """All words of the slides: text, tables, notes, and the names and descriptions of charts."""
    file = slides(scenario)
    for slide in Presentation(io.BytesIO(file)).slides:
        yield from (line.text for line in slide.notes_slide.notes_text_frame.paragraphs)
        for shape in slide.shapes:
            yield from (line.text for line in shape.text_frame.paragraphs) if shape.has_text_frame else ()
            yield from (cell.text for row in shape.table.rows for cell in row.cells) if shape.has_table else ()
    with zipfile.ZipFile(io.BytesIO(file)) as pack:
        for name in pack.namelist():
            if name.startswith("ppt/charts/chart"):
                yield from re.findall("<c:v>([^<]*)</c:v>", pack.read(name).decode())
            if name.startswith("ppt/slides/slide"):
                yield from re.findall('descr="([^"]*)"', pack.read(name).decode())


def sheets(scenario: Scenario) -> Iterator[str]:
    """All words of the workbook: those that are stored, and what formulas gave."""
    with zipfile.ZipFile(io.BytesIO(workbook(scenario))) as pack:
        yield from re.findall("<t[^>]*>([^<]*)</t>", pack.read("xl/sharedStrings.xml").decode())
        for name in pack.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield from re.findall('t="str"><f>[^<]*</f><v>([^<]*)</v>', pack.read(name).decode())


def printed(study: Study) -> Iterator[str]:
    """What the terminal shows of the comparison and of a finding."""
    file = io.StringIO()
    terminal.comparison(file, study.outcomes, study.headline)
    found = ENTRIES[0].ask(study, {})
    terminal.finding(file, (found.sentence, *found.notes), found.table)
    yield from file.getvalue().splitlines()


@settings(max_examples=2, deadline=None, phases=[Phase.generate])  # to shrink a name tells nothing more
@given(WORDS)
def test_a_name_that_runs_from_right_to_left_is_kept_apart_at_every_door(word: str) -> None:
    """No line of words, chart, card, widget, report, slide, sheet or terminal has such a name among its figures."""
    scenario, names = called(word)
    study = Study(scenario)
    numbers = parameters(scenario)
    doors = {
        "answers": [said for period in ("week", "all") for said in (study.answer(period).text,)],
        "findings": answered(study),
        "charts": (
            said
            for chart in compare_charts(study.results, study.outcomes, Period.of("all", scenario.profile))
            for said in drawn(chart)
        ),
        "labels": (
            said
            for path, number in numbers.items()
            for said in (number.label, number.title, number.fault(-1).message, fact_of(scenario, path).full)
        ),
        "questions": (asking.asking(scenario, path).text for path in numbers),
        "what matters": deciding.words(scenario, list(study.swings.paths)),
        "warnings": (fault.message for fault in checks.warnings(scenario.model_dump())),
        "card": Words(card.card_svg(scenario)).texts,
        "widget": Words(Widget(Content(scenario), Settings(), []).html()).texts,
        "picture": Words(snippet.figure(scenario, Settings(), "https://net.example")).texts,
        "report": Words(page(scenario, live=True)).texts,
        "slides": deck(scenario),
        "workbook": sheets(scenario),
        "terminal": printed(study),
    }
    found = {door: mixed_up(texts, names)[:5] for door, texts in doors.items()}
    assert not {door: texts for door, texts in found.items() if texts}


def test_names_that_run_from_left_to_right_get_no_marks() -> None:
    """Where no name runs the other way, nothing is added to any line."""
    study = Study(OWNER)
    said = [*answered(study), *study.answer("all").text, *(number.label for number in parameters(OWNER).values())]
    assert not [text for text in said if "\u2068" in text]
