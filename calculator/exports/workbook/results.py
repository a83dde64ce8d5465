"""The Results sheet: the answer in a sentence, a ledger a strategy, every measure, and charts that follow them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from calculator.charts.palette import look, slot
from calculator.engine.arithmetic import same
from calculator.engine.results import UNITS as COUNTED
from calculator.engine.term import Term
from calculator.exports.workbook import styles as looks
from calculator.exports.workbook.formula import Given, at, cell, either, extreme, fixed, joined, position
from calculator.exports.workbook.inputs import OPEN, Inputs
from calculator.exports.workbook.layout import Measures
from calculator.exports.workbook.sheet import FIRST, Grid, Row, address, text, words
from calculator.parts import ITEMS, PARTS
from calculator.safety import isolated

SHEET = "Results"
LABELS, UNITS, FIGURES = 37, 9, 16
"""Widths of the columns, in characters."""
NOTES = (
    "An hour worth nothing makes time taken from the family free as well. Dues run pro rata, so for less than a year "
    "they understate a club that sells whole years. What is left after costs is no gain over doing nothing: "
    "relationships that nobody keeps up are taken to fall silent."
)


@dataclass
class ResultsSheet:
    """The sheet as it is written."""

    grid: Grid
    inputs: Inputs
    measures: Measures
    headline: Term
    lines: dict[str, Row] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """The strategies' ids."""
        return list(self.inputs.scenario.strategies)

    def write(self) -> None:
        """The whole sheet but its charts."""
        self._head()
        self._takes()
        self._yields()
        for measure, title, parts, form in (
            ("hours_by_part", "Hours by part", PARTS, looks.HOURS),
            ("time_value_by_part", "Value of your time by part", PARTS, self.money),
            ("cash_by_item", "Cash by item", ITEMS, self.money),
        ):
            self._block(title, *((f"{measure}.{key}", part.title, form) for key, part in parts.items()))
        self._sentence()

    @property
    def money(self) -> str:
        """The number format of amounts."""
        return looks.money(self.inputs.scenario.currency)

    @property
    def names(self) -> Row:
        """The strategies' names, as columns bear them."""
        return self.lines["names"]

    def _head(self) -> None:
        sheet, style = self.grid.sheet, self.grid.styles
        sheet.set_column(0, 0, LABELS, style("text"))
        sheet.set_column(1, 1, UNITS, style("text"))
        sheet.set_column(FIRST, FIRST + max(len(self.keys), 3) - 1, FIGURES, style("text"))
        text(sheet, 0, 0, self.inputs["name"], style("title"))
        sheet.set_row(0, 26)
        horizon = self._horizon()
        self.grid.row = row = 3
        cells = [self.inputs[f"strategies.{key}.name"] for key in self.keys]
        self.lines["names"], self.places["names"] = self.grid.line(horizon, "", cells), row
        text(sheet, row, 0, horizon, style("left"))
        words(sheet, row, 1, "", style("left"))
        for index, number in enumerate(slot(self.inputs.scenario).values()):
            colours: dict[str, Any] = {"font_color": look(number).strong, "top": 5, "top_color": look(number).fill}
            text(sheet, row, FIRST + index, cells[index], style("column", **colours))
        self.grid.fit(row, cells, FIGURES)
        sheet.freeze_panes(self.grid.row, FIRST)
        sheet.repeat_rows(self.grid.row - 1)

    def _takes(self) -> None:
        """What each strategy costs and leaves, and which hours are among its own."""
        self._block(
            "",
            ("cost", "Full cost", self.money),
            ("net_value", "Left after costs, at these numbers", self.money),
            ("hours_per_week", "Hours a week", looks.HOURS),
            ("hours", "Hours", looks.HOURS),
            ("cash", "Cash", self.money),
            ("time_value", "Value of your time", self.money),
        )
        self._block(
            "Of which: these overlap, and are never added",
            ("wasted_hours", "With people who cannot help", looks.HOURS),
            ("protected_hours", "From protected time", looks.HOURS),
        )

    def _yields(self) -> None:
        """What comes of it, and what one of each costs."""
        self._block(
            "What comes of it",
            ("contacts", "People met", looks.COUNT),
            ("touchpoints", "People exchanged words with", looks.COUNT),
            ("relationships", "Warm relationships at the end", looks.COUNT),
            ("referrals", "Referrals", looks.COUNT),
            ("wins", self._either("Clients won", "Offers expected"), looks.COUNT),
            ("win_probability", self._either("Chance of a client", "Chance of an offer"), looks.SHARE),
            ("months_to_first_win", "Months to the first, at even odds", looks.COUNT),
            ("value", self._either("Worth of the clients", "Worth of the role"), self.money),
            ("bottleneck", "What holds it back", looks.PLAIN),
        )
        price = looks.price(self.inputs.scenario.currency)
        self._block(
            "Full cost of one",
            ("cost_per_contact", "Person met", price),
            ("cost_per_relationship", "Warm relationship", price),
            ("cost_per_referral", "Referral", price),
            ("cost_per_win", self._either("Client", "Offer"), price),
        )

    def _horizon(self) -> Term:
        years = self.inputs["profile.years"]
        return joined("Over ", years, either(same(years, 1), " year", " years"))

    def _block(self, title: str, *rows: tuple[str, Given, str]) -> None:
        """Rows under their title, if they have one: of each its measure, its label and its number format."""
        if title:
            self.grid.row += 1
            for column in range(FIRST + max(len(self.keys), 1)):
                words(self.grid.sheet, self.grid.row, column, "" if column else title, self.grid.styles("left"))
            self.grid.row += 1
        for measure, label, form in rows:
            cells = [cell(f"Model!{each.path}", each.value) for each in self.measures[measure].cells]
            self.places[measure] = self.grid.row
            unit, style = self._unit(measure), {"cost": "strong", "bottleneck": "wrapped"}.get(measure, "figure")
            self.lines[measure] = self.grid.line(label, unit, cells, form=form, style=style)
            if measure == "bottleneck":
                self.grid.sheet.set_row(self.places[measure], 28)
            for index, key in enumerate(self.keys):
                place = address(self.places[measure], FIRST + index)
                self.grid.book.define_name(f"results.{key}.{measure}", f"={SHEET}!{place}")

    def _unit(self, measure: str) -> str:
        """Money, hours or months; a row that counts anything else says so in its label."""
        unit = COUNTED[measure.partition(".")[0]]
        if unit.startswith("money"):
            return self.inputs.scenario.currency
        return unit if unit in ("hours", "months") else ""

    def _either(self, client: str, role: str) -> Term:
        """A label for clients or for a role, whichever the goal is."""
        return either(same(self.inputs["goal"], "role"), role, client)

    def _sentence(self) -> None:
        """The answer as it was exported, or the plain comparison once a number has been changed."""
        sheet, style = self.grid.sheet, self.grid.styles
        last = FIRST + max(len(self.keys), 3) - 1
        sentence = self.headline
        if self.keys:
            costs = self.lines["cost"].block
            dear, cheap = (position(extreme(word, costs), costs) for word in ("MAX", "MIN"))
            first = (self._horizon(), ", counting your time: ", self._called(dear), " costs ", self._cost(dear))
            other = ("; ", self._called(cheap), " ", self._cost(cheap)) if len(self.keys) > 1 else ()
            sentence = either(same(self.inputs.changed, 0), self.headline, joined(*first, *other, "."))
        sheet.merge_range(1, 0, 1, last, "", style("headline"))
        text(sheet, 1, 0, sentence, style("headline"))
        sheet.set_row(1, 18 * (2 + (len(str(self.headline.value)) > 170)))
        self.grid.row += 1
        sheet.merge_range(self.grid.row, 0, self.grid.row, last, NOTES, style("note"))
        sheet.set_row(self.grid.row, 56)
        sheet.protect("", OPEN)

    def _called(self, index: Term) -> Term:
        """The name of a strategy in a sentence, kept apart from its figures where any name runs from right to left."""
        name = at(self.names.block, index)
        marked = any(isolated(mix.name) != mix.name for mix in self.inputs.scenario.strategies.values())
        return joined("\u2068", name, "\u2069") if marked else name

    def _cost(self, index: Term) -> Term:
        amount = fixed(at(self.lines["cost"].block, index), 0)
        before, after = looks.around(self.inputs.scenario.currency)
        return joined(*(part for part in (before, amount, after) if part != ""))
