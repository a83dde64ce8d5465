"""A room's board as files: a table of facts, a workbook, slides, and a report as a page and as a PDF.

Each holds what the board shows and no more: nobody's numbers stand together in a row, and a count that is not told on
the board is not told in a file. People as rows are a file of another kind, in `alike`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from calculator import __version__, currencies, printed
from calculator.charts import bars
from calculator.charts.bars import Bars, Scale, Segment
from calculator.charts.chart import Chart
from calculator.charts.words import short
from calculator.exports import browser
from calculator.exports.content import THIN
from calculator.exports.data import MARK
from calculator.exports.stamp import dated, today
from calculator.exports.whole import DECK, SHEET, whole
from calculator.named import strategy_names
from calculator.parameters import parameters
from calculator.rooms import words
from calculator.rooms.board import Board
from calculator.rooms.pages.paper import report
from calculator.rooms.room import Room

if TYPE_CHECKING:
    from calculator.exports.slide_charts import Native

MEASURES = {"hours_per_week": "hours a week", "cost": "full cost a year"}
"""The measures of which there are dots."""


class BoardFact(NamedTuple):
    """One figure of the board; its value is empty where it is not told."""

    part: str
    what: str
    way: str
    value: float | str | None
    unit: str


class File(NamedTuple):
    """A file: what it is made by, and of what kind a browser is told that it is."""

    made: Callable[[Takeaway], bytes]
    kind: str


def facts(board: Board) -> Iterator[BoardFact]:
    """Every figure that the board shows, one a row."""
    names, money = strategy_names(board.scenario), board.scenario.currency
    yield BoardFact("room", "people", "", board.people, "people")
    for measure, what in MEASURES.items():
        unit = "hours/week" if measure == "hours_per_week" else f"{money}/year"
        for strip in board.strips(measure):
            yield BoardFact("median", what, names[strip.strategy], strip.median, unit)
            yield from (BoardFact("dot", what, names[strip.strategy], dot, unit) for dot in strip.dots)
    for key, (hours, cost) in board.totals.items():
        yield BoardFact("total", "hours a year", names[key], hours, "hours/year")
        yield BoardFact("total", "full cost a year", names[key], cost, f"{money}/year")
    for what, counts in (("costs least", board.costs_least), ("wins most", board.wins_most)):
        yield from (BoardFact("suits", what, names[key], count, "people") for key, count in counts.items())
    for bar in board.decides:
        label = words.label(board.scenario, bar.path)
        for end, value in zip(("low", "high"), bar.ends, strict=True):
            yield BoardFact("decides", f"{label}: {end}", "", value, parameters(board.scenario)[bar.path].unit)
        yield BoardFact("decides", f"{label}: turns the answer", "", "yes" if bar.turns else "no", "")
    for vote in board.votes:
        for when, counted in (("before", vote.before), ("after", vote.after), ("by the numbers", vote.by_numbers)):
            for answer, number in zip(words.ANSWERS, counted, strict=False):
                yield BoardFact("beliefs", f"{vote.claim}: {answer}, {when}", "", number, "people")
        yield BoardFact("beliefs", f"{vote.claim}: more hold it true than before", "", vote.moved, "people")
    yield from (BoardFact("talk", said, "", None, "") for said in words.prompts(board))


@dataclass(frozen=True)
class Takeaway:
    """A room's board on its way out; `address` opens the room's numbers in the calculator."""

    room: Room
    board: Board
    address: str = ""

    def csv(self) -> bytes:
        """The facts as a table that a spreadsheet opens by itself."""
        import pandas as pd  # imported when first used: it is large

        board = self.board
        table = pd.DataFrame(list(facts(board)), columns=list(BoardFact._fields))
        return (MARK + printed.as_csv(table, currencies.comma(board.scenario.currency))).encode()

    def page(self) -> bytes:
        """The report as a page."""
        return report(self.room, self.board, self.address).html.encode("utf-8", "replace")

    def pdf(self) -> bytes:
        """The report on paper. Raises CalculatorError where the server has no browser to print with."""
        return browser.paper(report(self.room, self.board, self.address).html)

    def workbook(self) -> bytes:
        """A workbook: what the room says, the dots with medians that are formulas, and every fact."""
        from xlsxwriter import Workbook
        from xlsxwriter.utility import xl_range

        from calculator.exports.workbook import styles

        board = self.board
        file = io.BytesIO()
        with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            look = styles.Styles(book)
            said, dots, table = (book.add_worksheet(name) for name in ("Room", "Dots", "Facts"))
            said.set_column(0, 0, 110)
            said.write_string(0, 0, words.title(self.room.title), look("title"))
            lines = [f"{board.people} people, {_day()}", *words.totals(board), words.suits(board)]
            lines += [words.deciding(board), *(f"{it.claim}: {words.held(board, it)}" for it in board.votes)]
            lines += ["To talk about:", *words.prompts(board), _small(board), THIN]
            for row, line in enumerate(lines, 1):
                said.write_string(row, 0, line, look("wrap"))
            places = [(measure, strip) for measure in MEASURES for strip in board.strips(measure)]
            dots.set_column(0, len(places), 22)
            for at, label in enumerate(("", "", "Middle one", "Dots")):
                dots.write_string(at, 0, label, look("left"))
            money = styles.money(board.scenario.currency)
            for column, (measure, strip) in enumerate(places, 1):
                number = look("figure", styles.HOURS if measure == "hours_per_week" else money)
                dots.write_string(0, column, board.scenario.strategies[strip.strategy].name, look("column"))
                dots.write_string(1, column, MEASURES[measure], look("column"))
                below = xl_range(3, column, 2 + len(strip.dots), column)
                dots.write_formula(2, column, f"=MEDIAN({below})", number, median(strip.dots))
                dots.write_column(3, column, strip.dots, number)
            table.set_column(0, 0, 10)
            table.set_column(1, 1, 70)
            table.set_column(2, 4, 18)
            table.write_row(0, 0, BoardFact._fields, look("left"))
            for row, fact in enumerate(facts(board), 1):
                for column, value in enumerate(fact):
                    if isinstance(value, str):
                        table.write_string(row, column, value, look("wrap"))
                    elif value is not None:
                        table.write_number(row, column, value, look("figure"))
            dots.freeze_panes(3, 1)
            table.freeze_panes(1, 0)
        return whole(file.getvalue())

    def slides(self) -> bytes:
        """A PowerPoint file of the board: one message a slide, with charts that can be edited."""
        from calculator.exports.deck import Deck, Slide

        board = self.board
        said = words.data(board)
        totals, suits, decides = said["totals"], said["suits"], said["decides"]
        made = f"networking cost calculator {__version__} · {_day()}"
        deck = Deck(f"{words.title(self.room.title)} · {board.people} people · {made}")
        notes = f"{_small(board)}\n\n{THIN}"
        names = [short(name, 40) for name in strategy_names(board.scenario).values()]
        for part, measure, its in (("hours", "hours_per_week", totals[:-1]), ("cost", "cost", totals[-1:])):
            title = its[0] if its else said[part]["title"]
            middles = _middles(board, measure, names) if names else None
            deck.add(Slide(title, (said[part]["sentence"],), middles, notes))

        table = [("", "Costs least", suits["most"]["title"])]
        counts = zip(names, suits["least"]["counts"], suits["most"]["counts"], strict=True)
        table += [(name, least["said"], most["said"]) for name, least, most in counts]
        deck.add(Slide(suits["sentence"], (_small(board),), notes=notes, table=table, strong=0))

        table = [("Number", "From low to high", "Turns the answer")] if decides["bars"] else []
        for bar in decides["bars"]:
            table.append((bar["label"], f"{bar['ends']} ({bar['whose']})", "yes" if bar["turns"] else "no"))
        deck.add(Slide(decides["sentence"], notes=notes, table=table, first=5.4, strong=0))

        table = [("Belief", "Votes", "Numbers")]
        table += [(it["claim"], it["held"], it["numbers"]) for it in said["beliefs"]]
        believed = "What this room believes, and what its numbers say"
        deck.add(Slide(believed, notes=notes, table=table, first=4.2, strong=0))
        deck.add(Slide("Talk about it", said["prompts"], notes=notes))
        file = io.BytesIO()
        deck.save(file)
        return whole(file.getvalue())


def _day() -> str:
    return dated(today())


def _small(board: Board) -> str:
    return f"Each dot is one person, rounded. Counts of fewer than {board.at_least} are not told."


def _middles(board: Board, measure: str, names: list[str]) -> Native:
    """The middle of the room, a bar a way."""
    from calculator.exports.slide_charts import native

    strips = board.strips(measure)
    medians, said = [strip.median for strip in strips], [strip.said for strip in strips]
    title = f"The middle of the room: {MEASURES[measure]}"
    unit = bars.HOURS if measure == "hours_per_week" else bars.money(board.scenario.currency)
    parts = [Segment(measure, title, medians)]
    drawn = Bars(names, [strip.slot for strip in strips], said, unit, Scale(max(medians), {}), parts)
    alt = f"{title}. {'; '.join(f'{name} {figure}' for name, figure in zip(names, said, strict=True))}."
    chart = Chart(measure, title, "Half of the room is above, half below", (), {}, alt, drawn.table, drawn)
    return native(chart, board.scenario.currency)


FILES: Mapping[str, File] = {
    "csv": File(Takeaway.csv, "text/csv; charset=utf-8"),
    "xlsx": File(Takeaway.workbook, SHEET),
    "html": File(Takeaway.page, "text/html; charset=utf-8"),
    "pptx": File(Takeaway.slides, DECK),
    "pdf": File(Takeaway.pdf, "application/pdf"),
}
"""Every file of a room by the end of its name."""
