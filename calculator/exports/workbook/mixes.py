"""What each strategy takes and yields over the horizon: a column a strategy, from the rows of the activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from calculator.analyses.headline import BOTTLENECK
from calculator.exports.workbook.formula import (
    Block,
    Given,
    Term,
    any_of,
    both,
    either,
    least,
    logarithm,
    products,
    same,
    summed,
    where,
)
from calculator.exports.workbook.inputs import Inputs
from calculator.exports.workbook.occurrence import Rows
from calculator.exports.workbook.sheet import Grid, Line
from calculator.exports.workbook.warmth import First, Phases, chance, log_per
from calculator.model import Pipeline, is_number
from calculator.parts import FEES, ITEMS, PARTS

NONE = "none"
ROWS = {"travel": "fares"}
"""The rows of items whose name a part of time has already."""
VALUED = ("conversation", "pitches", "travel")
"""Parts whose minutes may be worth more or less than working time."""
Measures = dict[str, Line]
"""A row a measure, by the name it has everywhere: `cost`, `hours_by_part.travel`."""


class Mixes:
    """The rows of the strategies as they are written."""

    def __init__(self, grid: Grid, inputs: Inputs, rows: Rows) -> None:
        self.grid, self.inputs, self.rows = grid, inputs, rows
        self.scenario = inputs.scenario
        self.keys = list(self.scenario.strategies)
        self.activities = list(self.scenario.activities)
        self.years = inputs["profile.years"]
        self.times: dict[str, Block] = {}
        self.joined: dict[str, Block] = {}
        self.found: Measures = {}

    def write(self) -> Measures:
        """Every measure by name."""
        self._matrices()
        self._pipeline()
        names = [self.inputs[f"strategies.{key}.name"] for key in self.keys]
        self.grid.heading("Over the horizon: hours and what they are worth", names)
        self._hours()
        self.grid.heading("Over the horizon: cash", names)
        self._cash()
        self.grid.heading("Rates a year", names)
        self._outcomes()
        return self.found

    # -- what is counted ------------------------------------------------------------------------------

    def _matrices(self) -> None:
        """A row a strategy and a column an activity: times a year, and members met by joining."""
        heads = [self.inputs[f"activities.{key}.name"] for key in self.activities]
        self.grid.heading("Times a year", heads)
        for key in self.keys:
            cells = [self.inputs[f"strategies.{key}.times_per_year.{name}"] for name in self.activities]
            row = self.grid.line(self.inputs[f"strategies.{key}.name"], "times/year", cells, f"mix.{key}")
            self.times[key] = row.block
        self.grid.heading("Members met by joining", heads)
        for key in self.keys:
            cells = [self._members(key, name) for name in self.activities]
            self.joined[key] = self.grid.line(
                self.inputs[f"strategies.{key}.name"], "people, once", cells, f"joined.{key}"
            ).block

    def _members(self, key: str, name: str) -> Term:
        """Token attendance does not introduce you to all of the members."""
        times, of = self.inputs[f"strategies.{key}.times_per_year.{name}"], f"activities.{name}"
        met = times * self.years * self.inputs[f"{of}.touchpoints"]
        return least(self.inputs[f"{of}.contacts_on_joining"], met)

    def _pipeline(self) -> None:
        """The numbers of the goal, each by a name of its own: `pipeline.close_rate`."""
        self.grid.heading("From people met to work won, for the goal")
        goals, self.pipeline = list(self.scenario.pipelines), dict[str, Term]()
        for name, field in Pipeline.model_fields.items():
            if is_number(field):
                cells = [self.inputs[f"pipelines.{goal}.{name}"] for goal in goals]
                cell = cells[0]
                for goal, other in zip(goals[1:], cells[1:], strict=True):
                    cell = either(same(self.inputs["goal"], goal), other, cell)
                row = self.grid.line(str(field.title), "", [cell], f"pipeline.{name}")
                self.pipeline[name] = Term(f"pipeline.{name}", row.cells[0].value)

    # -- rows over strategies -------------------------------------------------------------------------

    def over(self, name: str, label: str, unit: str, work: Callable[[str], Given]) -> Line:
        """A row worked out from a strategy's id; kept as a measure where it has a name."""
        return self.keep(name, self.grid.line(label, unit, [work(key) for key in self.keys]))

    def each(self, name: str, label: str, unit: str, work: Callable[..., Given], *lines: Line) -> Line:
        """A row worked out from other rows; kept as a measure where it has a name."""
        return self.keep(name, self.grid.each(label, unit, work, *lines))

    def keep(self, name: str, row: Line) -> Line:
        """The row, as a measure where it has a name."""
        if name:
            self.found[name] = row
        return row

    def total(self, key: str, row: str) -> Term:
        """Σ times a year × the row of the activities."""
        return products(self.times[key], self.rows[row])

    def added(self, name: str, label: str, unit: str, lines: Sequence[Line]) -> Line:
        """The sum of rows that stand one under the other."""
        return self.each(name, label, unit, lambda *cells: _sum(cells), *lines)

    # -- hours and cash -------------------------------------------------------------------------------

    def _hours(self) -> None:
        spent = [
            self.over(f"hours_by_part.{part}", f"Hours: {known.title.lower()}", "hours", self.timed(part))
            for part, known in PARTS.items()
        ]
        hours = self.added("hours", "Hours", "hours", spent)
        weeks = self.inputs["profile.weeks_per_year"]
        self.each("hours_per_week", "Hours a week", "hours/week", lambda h: h / self.years / weeks, hours)
        worth = [
            self.over(f"time_value_by_part.{part}", f"Value: {known.title.lower()}", "money", self.valued(part))
            for part, known in PARTS.items()
        ]
        self.added("time_value", "Value of your time", "money", worth)
        self.over("wasted_hours", "Of which with people who cannot help", "hours", self.timed("wasted"))
        self.over("protected_hours", "Of which protected time", "hours", self.timed("protected"))

    def timed(self, row: str) -> Callable[[str], Term]:
        """Hours over the horizon of minutes at each occurrence."""
        return lambda key: self.total(key, row) * self.years / 60

    def valued(self, part: str) -> Callable[[str], Term]:
        """Those hours at what they are worth."""
        hours = self.timed(f"{part}_valued" if part in VALUED else part)
        return lambda key: hours(key) * self.inputs["profile.hourly_value"]

    def _cash(self) -> None:
        items = [self.over(f"cash_by_item.{item}", f"Cash: {item}", "money", self.paid(item)) for item in ITEMS]
        cash = self.added("cash", "Cash", "money", items)
        self.each("cost", "Full cost", "money", lambda a, b: a + b, cash, self.found["time_value"])

    def paid(self, item: str) -> Callable[[str], Term]:
        """Money over the horizon: at each occurrence, or for taking part at all."""
        row = ROWS.get(item, item)
        if item in FEES:
            return lambda key: self.total(key, row) * self.years
        lengths: Mapping[str, Given] = {"year": self.years, "month": 12 * self.years, "once": 1}
        return lambda key: where(self.times[key], self.rows[row]) * lengths[ITEMS[item].per]

    # -- what it yields -------------------------------------------------------------------------------

    def _outcomes(self) -> None:
        years, of = self.years, self.pipeline
        met = self.over("", "C′: relevant people met", "people/year", lambda k: self.total(k, "relevant"))
        members = self.over("", "M: relevant members met by joining", "people, once", self._relevant_members)
        effective = self.over("", "H: effective hours", "hours/year", lambda k: self.total(k, "effective") / 60)
        deepened = self.each("", "D: relationships you could deepen", "people/year",
                             lambda h: h / of["hours_to_trust"], effective)  # fmt: skip
        spoken = self.over("", "P: touchpoints", "people/year", lambda k: self.total(k, "touchpoints"))
        kept = self.each("", "K: relationships that can be kept warm", "people",
                         lambda p: p / of["touchpoints_per_relationship"], spoken)  # fmt: skip
        decay = self.over("", "δ = −ln(1 − churn)", "per year", lambda _: log_per(of["churn"], of["churn"], 1))
        self.over("contacts", "People met, relevant or not", "people",
                  lambda k: self.total(k, "new_contacts") * years + summed(self.joined[k]))  # fmt: skip
        self.each("touchpoints", "Touchpoints", "exchanges", lambda p: p * years, spoken)
        turn = self.each(
            "", "t₁: members there are deepened until", "years",
            lambda d, c, m: either(d > c, least(years, m / (d - c)), years), deepened, met, members,
        )  # fmt: skip
        end = self._warm(met, deepened, kept, decay, turn)
        self._won()
        self._bottleneck(met, members, deepened, kept, turn, end)

    def _relevant_members(self, key: str) -> Term:
        return products(self.joined[key], self.rows["share"])

    def _warm(self, met: Line, deepened: Line, kept: Line, decay: Line, turn: Line) -> Line:
        of, years = self.pipeline, self.years
        start = self.over("", "S on day one", "relationships", lambda _: of["starting_relationships"])
        later = self.each("", "R after t₁", "relationships/year", least, deepened, met)
        rest = self.each("", "Years after t₁", "years", lambda t: years - t, turn)
        phases = Phases(self.grid, decay, kept)
        one, two, middle = phases.phase("Phase one: members are deepened", start, deepened, turn)
        three, four, end = phases.phase("Phase two: those newly met", middle, later, rest)
        self.grid.heading("Outcomes")
        self.each("relationships", "Relationships warm at the end", "relationships", least, end, kept)
        pieces = (one, two, three, four)
        warm = self.added("", "∫Warm over the horizon", "years", [piece.whole for piece in pieces])
        referred = of["referrals_per_relationship"]
        self.each("referrals", "Referrals", "referrals", lambda w: referred * w, warm)
        self.each("wins", "Wins expected", "wins", lambda r: r * of["close_rate"], self.found["referrals"])
        odds = self.each("win_probability", "Chance of a win", "share", chance, self.found["wins"])
        reached = self.each("", "At least even", "", lambda p: p >= 0.5, odds)
        rate = referred * of["close_rate"]
        needed = self.over("", "∫Warm needed for even odds", "years",
                           lambda _: either(rate > 0, logarithm(2) / rate, 0))  # fmt: skip
        self.keep("months_to_first_win", First(phases, pieces).months(needed, reached))
        return end

    def _won(self) -> None:
        self.grid.heading("Worth and price")
        worth, goal, found = self.pipeline["value_per_win"], self.inputs["goal"], self.found
        prize = self.each(
            "", "Wins that are worth something", "one role at most",
            lambda w, p: either(same(goal, "role"), p, w), found["wins"], found["win_probability"],
        )  # fmt: skip
        value = self.each("value", "Value", "money", lambda w: w * worth, prize)
        self.each("net_value", "Value less full cost", "money", lambda v, c: v - c, value, found["cost"])
        for name, row in (
            ("contact", found["contacts"]),
            ("relationship", found["relationships"]),
            ("referral", found["referrals"]),
            ("win", prize),
        ):
            self.each(f"cost_per_{name}", f"Full cost of one {name}", "money",
                      lambda c, n: either(n > 0, c / n, NONE), found["cost"], row)  # fmt: skip

    def _bottleneck(self, met: Line, members: Line, deepened: Line, kept: Line, turn: Line, end: Line) -> None:
        years, words = self.years, BOTTLENECK
        active = self.over("", "Takes place at all", "times/year", lambda k: summed(self.times[k]))

        def holding(n: Term, s: Term, k: Term, t: Term, d: Term, c: Term, m: Term) -> Term:
            lacking = any_of(t < years, both(d > c, same(m, 0)))
            held = either(lacking, words["meeting_people"], words["deepening"])
            return either(n > 0, either(s > k, words["keeping_in_touch"], held), NONE)

        self.each("bottleneck", "What holds it back", "", holding, active, end, kept, turn, deepened, met, members)


def _sum(cells: Sequence[Term]) -> Term:
    total = cells[0]
    for cell in cells[1:]:
        total = total + cell
    return total
