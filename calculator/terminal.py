"""What people read in a terminal: the answer in words and a table under it, as wide as the terminal is.

Where not all strategies fit side by side, the table goes on below. Colour is not used; bold is, where it can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import numpy as np
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from calculator import formats
from calculator.analyses.headline import BOTTLENECK, Headline
from calculator.analyses.ledger import left
from calculator.analyses.monte_carlo import Outcomes
from calculator.charts.tables import Table as Figures
from calculator.charts.words import apart
from calculator.named import seeks_role, strategy_names
from calculator.notation import plain
from calculator.period import Period
from calculator.safety import isolated

LABEL, COLUMN, GAP = 19, 18, 2
"""Characters that the labels, and each strategy, need at least, and what lies before a strategy."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066\u2067]")

LOOK: dict[str, Any] = {
    "box": box.SIMPLE_HEAD,
    "padding": (0, 0, 0, 1),
    "pad_edge": False,
    "show_edge": False,
    "header_style": "bold",
}

Say = Callable[[float], str]
TableRow = tuple[str, list[str]]
"""A label and a cell for each strategy."""


def harmless(text: str) -> str:
    """A text without what would steer the terminal instead of being shown in it.

    >>> harmless("red " + chr(27) + "[31m") == "red " + chr(0xFFFD) + "[31m"
    True
    """
    return CONTROL.sub("\ufffd", text)


def comparison(file: TextIO, outcomes: Outcomes, headline: Headline) -> None:
    """The headline, what follows from it, and every figure with its range."""
    console = _console(file)
    said = [(headline.sentence, "bold"), (headline.lead, ""), *((sentence, "") for sentence in headline.rest)]
    for sentence, style in said:
        if sentence:
            console.print(Text(harmless(sentence), style=style))
    for table in _tables(Ledger(outcomes), console.width):
        console.print()
        console.print(table)
    if outcomes.point.strategies and not outcomes.certain:
        cases = formats.whole(outcomes.draws.size)
        console.print(f"\nBelow each outcome: the middle 80% of {cases} ways it might go.")


def finding(file: TextIO, sentences: Sequence[str], figures: Figures) -> None:
    """An answer in words and its figures under it."""
    console = _console(file)
    for index, sentence in enumerate(filter(None, sentences)):
        console.print(Text(harmless(sentence), style="" if index else "bold"))
    if figures.rows:
        table = Table(**LOOK)
        for index, name in enumerate(figures.header):
            table.add_column(harmless(apart(name)), justify="right" if index else "left", overflow="fold")
        for row in figures.rows:
            table.add_row(*(harmless(apart(cell)) for cell in row))
        console.print()
        console.print(table)


def presets(file: TextIO, rows: Sequence[Mapping[str, Any]]) -> None:
    """A paragraph a preset."""
    console = _console(file)
    for row in rows:
        strategies = formats.joined([key.replace("_", " ") for key in row["strategies"]])
        goal = "find a role" if row["goal"] == "role" else "win clients"
        facts = [f"{row['name']}, in {row['currency']}, to {goal}", strategies, f"Edition {row['edition']}"]
        _paragraph(console, row["id"], facts)


def parameters(file: TextIO, rows: Sequence[Mapping[str, Any]]) -> None:
    """A paragraph a number: its name, what `--set` takes, its bounds, and what it rests on."""
    console = _console(file)
    for row in rows:
        source = ", ".join(row[key] for key in ("title", "publisher", "year") if row[key])
        bounds = f"{row['unit']}, {plain(row['min'])} to {plain(row['max'])}"
        mark = row["mark"].capitalize() + (f": {source}" if row["mark"] == "typical" else "")
        figures = [plain(row[end]) for end in ("low", "value", "high")]
        spelled = figures[1] if row["low"] == row["high"] else "..".join(figures)
        facts = [f"{row['path']}={spelled}", bounds, f"{mark}.", row["note"] or ""]
        _paragraph(console, row["label"], facts)


@dataclass(frozen=True)
class Ledger:
    """The figures of a comparison as people read them, a row each, over the horizon."""

    outcomes: Outcomes

    @property
    def names(self) -> list[str]:
        """The strategies' names."""
        names = strategy_names(self.outcomes.point.cases.scenario).values()
        return [harmless(isolated(" ".join(name.split()))) for name in names]

    @property
    def horizon(self) -> str:
        """How far ahead every figure looks, as the table's first heading."""
        return f"Over {formats.years(self.outcomes.point.cases.scenario.profile.years)}"

    def spent(self) -> Iterator[TableRow]:
        """What it costs and what is left, or the chance; then the hours and the cash in it, each apart."""
        yield self._single("Full cost", "cost", self._money)
        if self._role:
            yield self._ranged("Chance of an offer", "win_probability", formats.share)
        else:
            yield self._left()
        yield self._single("Hours a week", "hours_per_week", formats.hours)
        yield self._single("Hours", "hours", formats.hours)
        yield self._single("Cash", "cash", self._money)
        yield self._single("Value of your time", "time_value", self._money)

    def of_which(self) -> Iterator[TableRow]:
        """Hours that are among those above; they overlap, and are never added."""
        yield self._single("Hours with people who cannot help", "wasted_hours", formats.hours)
        yield self._single("Hours from protected time", "protected_hours", formats.hours)

    def won(self) -> Iterator[TableRow]:
        """What comes of it, always with its range."""
        role = self._role
        yield self._ranged("People met", "contacts", formats.count)
        yield self._ranged("Warm relationships at the end", "relationships", formats.count)
        yield self._ranged("Referrals", "referrals", formats.count)
        yield self._ranged("Offers expected" if role else "Clients won", "wins", formats.count)
        if not role:
            yield self._ranged("Chance of a client", "win_probability", formats.share)
        yield self._ranged("Months to the first (even odds)", "months_to_first_win", formats.count)
        yield self._ranged("Worth of the role" if role else "Worth of the clients", "value", self._money)
        if role:
            yield self._left()
        yield self._ranged(f"Full cost of one {'offer' if role else 'client'}", "cost_per_win", self._money)
        holding = self.outcomes.point.bottleneck[0]
        yield "What holds it back", [BOTTLENECK.get(str(key), formats.NONE) for key in holding]

    @property
    def _role(self) -> bool:
        return seeks_role(self.outcomes.point.cases.scenario)

    def _left(self) -> TableRow:
        line = left(self.outcomes, Period.of("all", self.outcomes.point.cases.scenario.profile))
        cells = zip(line.figures, line.ranges, strict=True)
        return line.label, ["\n".join(filter(None, (figure, spread))) for figure, spread in cells]

    def _money(self, amount: float) -> str:
        return formats.money(amount, self.outcomes.point.cases.scenario.currency)

    def _single(self, label: str, measure: str, say: Say) -> TableRow:
        return label, [say(float(value)) for value in self.outcomes.exact(measure)]

    def _ranged(self, label: str, measure: str, say: Say) -> TableRow:
        """The middle of the draws over its range."""
        if self.outcomes.certain:
            return self._single(label, measure, say)
        # the middle 80 % of each strategy's draws: a draw that has none lies above all that have a figure
        values = np.nan_to_num(self.outcomes.draws[measure], nan=np.inf)
        ends = np.quantile(values, [0.1, 0.9], axis=0, method="nearest")  # nothing lies between a figure and none
        bands = np.array(self.outcomes.band(measure))
        edges = np.where(np.isnan(bands), ends, bands).T.tolist()
        cells = [say(middle) for middle in self.outcomes.likely(measure).tolist()]
        spreads = [formats.between(low, high, say) for low, high in edges]
        pairs = zip(cells, spreads, strict=True)
        return label, [cell if spread == cell else f"{cell}\n{spread}" for cell, spread in pairs]


def _tables(ledger: Ledger, width: int) -> Iterator[Table]:
    """One table, or as many as it takes for the strategies to be read side by side."""
    count = len(ledger.names)
    fitting = max(1, (width - LABEL) // (COLUMN + GAP))
    tables = -(-count // fitting)
    size = -(-count // tables) if tables else 1
    narrowest = min(COLUMN, width // 2)
    for start in range(0, count, size):
        shown = slice(start, start + size)
        names = ledger.names[shown]
        labels = width - 1 - len(names) * (narrowest + GAP)  # said outright, or Rich crops where all is tight
        table = Table(**LOOK)
        table.add_column(ledger.horizon, overflow="fold", max_width=labels)
        for name in names:
            table.add_column(Text(name), justify="right", overflow="fold", min_width=narrowest)
        for lines in (ledger.spent(), ledger.of_which(), ledger.won()):
            for label, cells in lines:
                table.add_row(label, *cells[shown], style="bold" if label == "Full cost" else "")
            table.add_section()
        yield table


def _paragraph(console: Console, title: str, facts: Sequence[str]) -> None:
    console.print(Text(harmless(title), style="bold"))
    for fact in filter(None, facts):
        console.print(Padding(Text(harmless(fact), overflow="fold"), (0, 0, 0, 2), expand=False))
    console.print()


def _console(file: TextIO) -> Console:
    return Console(file=file, highlight=False, markup=False, emoji=False)
