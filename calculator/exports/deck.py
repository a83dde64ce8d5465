"""How slides look: paper and ink, a title that fits, points, and a chart that PowerPoint can edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from calculator.charts.palette import BAND, INK, MUTED, PAPER
from calculator.exports.slide_charts import Native, place, rgb

SERIF, SANS = "Georgia", "Arial"
"""Typefaces that every machine that opens slides has, or has a twin of."""
WIDTH, HEIGHT, SIDE = 13.333, 7.5, 0.7
TITLE_ONLY = 5
FIRST = 2
"""How many rows of the ledger matter most."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Slide:
    """One message, what is said under it, its chart if it has one, and the speaker's notes.

    Of a table the first column is so wide, in inches, and so many rows stand out.
    """

    title: str
    points: Sequence[str] = ()
    chart: Native | None = None
    notes: str = ""
    small: bool = False
    table: Sequence[Sequence[str]] = ()
    first: float = 2.6
    strong: int = FIRST


class Deck:
    """The presentation, 16:9; `stamp` stands at the foot of each slide."""

    def __init__(self, stamp: str) -> None:
        self._file, self._stamp = Presentation(), stamp
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)

    def add(self, slide: Slide) -> None:
        """Put a slide at the end."""
        page = self._file.slides.add_slide(self._file.slide_layouts[TITLE_ONLY])
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = rgb(PAPER.light)
        _title(page, slide.title)
        if slide.chart:
            _text(page, slide.points, (1.5, 0.45), 14, MUTED.light)
            place(page, slide.chart, (Inches(SIDE), Inches(1.95), Inches(WIDTH - 2 * SIDE), Inches(4.85)))
        elif slide.table:
            _text(page, slide.points, (1.65, 0.6), 18, INK.light)
            _table(page, slide)
        else:
            letters = sum(max(len(point), 60) for point in slide.points)
            largest = 16 if slide.small else 22
            size = largest if letters < 700 else min(largest, 17) if letters < 1100 else 14
            _text(page, slide.points, (1.75, 5.0), size, INK.light)
        _text(page, [self._stamp], (6.92, 0.35), 11, MUTED.light)
        page.notes_slide.notes_text_frame.text = clean(slide.notes)

    def save(self, file: IO[bytes]) -> None:
        """Write the presentation."""
        self._file.save(file)


def clean(words: str) -> str:
    """Words without what no XML file can hold."""
    return NOT_XML.sub("", words)


def _title(page: Page, words: str) -> None:
    shape = page.shapes.title
    if shape is None:
        return
    shape.left, shape.top, shape.width, shape.height = (
        Inches(SIDE),
        Inches(0.35),
        Inches(WIDTH - 2 * SIDE),
        Inches(1.15),
    )
    size = 28 if len(words) < 90 else 24 if len(words) < 140 else 19
    _write(shape.text_frame, [words], size, INK.light, SERIF)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _text(page: Page, points: Sequence[str], where: tuple[float, float], size: int, colour: str) -> None:
    """Points in a box that begins so far down and is so high, in inches."""
    if not points:
        return
    box = page.shapes.add_textbox(Inches(SIDE), Inches(where[0]), Inches(WIDTH - 2 * SIDE), Inches(where[1]))
    _write(box.text_frame, points, size, colour, SANS)


def _table(page: Page, slide: Slide) -> None:
    """A native table: names at the top, figures at the right of their columns, the sum in bold."""
    rows, first = slide.table, slide.first
    rest = (WIDTH - 2 * SIDE - first) / (len(rows[0]) - 1)
    size = 18 if len(rows[0]) <= 4 else 13 if len(rows[0]) <= 7 else 9
    frame = page.shapes.add_table(
        len(rows), len(rows[0]), Inches(SIDE), Inches(2.5), Inches(WIDTH - 2 * SIDE), Inches(3.6)
    )
    table = frame.table
    table.horz_banding = False
    for at, column in enumerate(table.columns):
        column.width = Inches(rest if at else first)
    for down, row in enumerate(rows):
        for at, words in enumerate(row):
            cell = table.cell(down, at)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(BAND.light if down == 0 else PAPER.light)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _write(cell.text_frame, [words], size, INK.light, SANS, right=at > 0, bold=down <= slide.strong)


def _write(
    frame: TextFrame, points: Sequence[str], size: int, colour: str, face: str, right: bool = False, bold: bool = False
) -> None:
    frame.word_wrap = True
    for index, point in enumerate(points):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = (
            PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT,
            Pt(0 if right or bold else size * 0.5),
        )
        run = paragraph.add_run()
        run.text = clean(point)
        run.font.size, run.font.name, run.font.color.rgb = Pt(size), face, rgb(colour)
        run.font.bold = bold or face == SERIF
