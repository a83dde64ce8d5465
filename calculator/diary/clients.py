"""The clients that somebody won, from a table of theirs, and what they teach: referrals, how many are won, their worth.

Each number is learnt in the same way: our range says how likely each value was before anything was counted, and what
was counted makes some of them likelier. A few clients move a number little, and many move it all the way.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scipy.stats import beta, gamma, invgamma

from calculator import assumptions, currencies, formats
from calculator.cases import Cases
from calculator.diary.rates import TAIL
from calculator.diary.words import plainly
from calculator.engine import evaluate
from calculator.errors import BadInput, CalculatorError, Fault, shortened
from calculator.model import Scenario
from calculator.notation import Reading, Spread, Unread, parse, written
from calculator.parameters import parameters, spread_of
from calculator.safety import isolated, visible

BYTES = 2 * 1024 * 1024
ROWS = 20_000
FAULTS = 12
"""Rows with a fault that are named."""
COLUMNS = {
    "won_on": ("date won", "date", "won", "won on", "day", "datum", "gewonnen am", "fecha", "data"),
    "worth": ("worth", "value", "amount", "revenue", "margin", "wert", "betrag", "valeur", "importe", "valor"),
    "activity": (
        "activity",
        "from",
        "source",
        "came from",
        "which activity",
        "channel",
        "quelle",
        "aktivitat",
        "origen",
    ),
}
"""What a column may be called, in small letters without accents."""
WEIGHT = 7.0
"""What the variance of a PERT range is a seventh of: the product of its mean's distances from both ends."""


@dataclass(frozen=True)
class Client:
    """One that was won: when, for how much where that is known, and by which activity of the scenario."""

    day: date
    worth: float | None
    activity: str


@dataclass(frozen=True)
class Book:
    """The clients of a table. `elsewhere` came from no activity of the scenario; `notes` say what was left out."""

    clients: tuple[Client, ...]
    elsewhere: int
    notes: tuple[str, ...]

    def between(self, begin: date, end: date) -> list[Client]:
        """Those won between two days, both included."""
        return [client for client in self.clients if begin <= client.day <= end]


@dataclass(frozen=True)
class Lesson:
    """What was learnt of one number: what it was by our range, what it is now, and how in one sentence."""

    path: str
    ours: Spread
    learnt: Spread
    sentence: str

    @property
    def text(self) -> str:
        """The new range as links and files write it."""
        return "..".join(written(end or 0.0) for end in self.learnt)


def read(scenario: Scenario, content: bytes, name: str) -> Book:
    """The clients in a table with a header. Raises CalculatorError or BadInput, with every row that will not do."""
    name = shortened(visible(name))
    rows, columns = _table(content, name)
    places = {isolated(each.name): key for key, each in scenario.activities.items()}
    known = {plainly(title): key for title, key in places.items()} | {key: key for key in scenario.activities}
    order = _order([row[columns["won_on"]] for row in rows], scenario.currency)
    clients, faults, elsewhere, undated = [], [], 0, 0
    for number, row in enumerate(rows, 2):
        try:
            day = _day(row[columns["won_on"]], order)
            worth = _worth(row[columns["worth"]], scenario) if "worth" in columns else None
        except ValueError as error:
            faults.append(Fault("", f"Row {number} of {isolated(name)}: {error}"))
            continue
        if day is None:
            undated += 1
            continue
        came = plainly(row[columns["activity"]]) if "activity" in columns else ""
        activity = known.get(came) or known.get(came.removesuffix("s")) or known.get(came.replace(" ", "_"), "")
        if "activity" in columns and not activity:
            elsewhere += 1
        else:
            clients.append(Client(day, worth, activity))
    if faults:
        more = [Fault("", f"and {len(faults) - FAULTS} more rows")] if len(faults) > FAULTS else []
        raise BadInput([*faults[:FAULTS], *more], f"{isolated(name)} was not taken.")
    notes = []
    if elsewhere:
        notes.append(f"Not counted, since they came from no activity of this comparison: {_clients(elsewhere)}.")
    if undated:
        notes.append(f"Not counted, since they have no date: {undated} {'row' if undated == 1 else 'rows'}.")
    return Book(tuple(clients), elsewhere, tuple(notes))


def lessons(
    scenario: Scenario, strategy: str, book: Book, begin: date, end: date, referrals: float | None = None
) -> list[Lesson]:
    """What the clients won between two days say of what leads to clients, with referrals where they were counted."""
    won = book.between(begin, end)
    years = ((end - begin).days + 1) / 365.25
    worths = [client.worth for client in won if client.worth]
    learnt = []
    if referrals is not None:
        if referrals < len(won):
            raise CalculatorError(
                f"Of {formats.whole(referrals)} referrals {len(won)} cannot have been won. "
                "Count every referral, won or not."
            )
        learnt += [_given(scenario, strategy, referrals, years), _closed(scenario, len(won), referrals)]
    learnt.append(_worths(scenario, worths))
    return [lesson for lesson in learnt if lesson]


def prior(scenario: Scenario, path: str) -> Spread | None:
    """Our range of a number, which does not know the user's clients yet; None where there is none.

    It is the preset's and not the scenario's, or what was learnt once would count twice.
    """
    origin = assumptions.origin(scenario)
    spread = spread_of(
        origin if path in parameters(origin) and origin.currency == scenario.currency else scenario, path
    )
    return spread if spread.low is not None and spread.high is not None and spread.low < spread.high else None


def _moments(spread: Spread) -> tuple[float, float]:
    """The mean and the variance of a range, drawn as everywhere in the calculator."""
    low, likely, high = (float(end or 0) for end in spread)
    mean = (low + 4 * likely + high) / 6
    return mean, (mean - low) * (high - mean) / WEIGHT


def _closed(scenario: Scenario, won: int, referrals: float) -> Lesson | None:
    """The share of referrals that are won: a Beta distribution, which begins at our range."""
    path = "pipelines.clients.close_rate"
    ours = prior(scenario, path)
    if ours is None:
        return None
    mean, variance = _moments(ours)
    weight = mean * (1 - mean) / variance - 1
    after = beta(mean * weight + won, (1 - mean) * weight + referrals - won)
    learnt = _spread(after, 3)
    said = (
        f"You won {won} of {formats.whole(referrals)} referrals. "
        f"With our range, which counts as {formats.whole(weight)} more, that makes "
        f"{_share(learnt.likely)} won, between {_share(learnt.low)} and {_share(learnt.high)}."
    )
    return Lesson(path, ours, learnt, said)


def _given(scenario: Scenario, strategy: str, referrals: float, years: float) -> Lesson | None:
    """Referrals a year from one warm relationship: a Gamma distribution, which begins at our range.

    How many relationships there were to give them is reckoned, since no calendar knows.
    """
    path = "pipelines.clients.referrals_per_relationship"
    ours = prior(scenario, path)
    rate = scenario.pipelines["clients"].referrals_per_relationship if "clients" in scenario.pipelines else 0.0
    if ours is None or not rate or strategy not in scenario.strategies or scenario.goal != "clients":
        return None
    results = evaluate(Cases(scenario))
    given = float(results.referrals[0, results.strategies.index(strategy)])
    warm = given / rate / scenario.profile.years * years
    if not warm:
        return None
    mean, variance = _moments(ours)
    after = gamma(mean * mean / variance + referrals, scale=1 / (mean / variance + warm))
    learnt = _spread(after, 3)
    said = (
        f"You had {formats.whole(referrals)} referrals, "
        f"from about {formats.count(warm / years)} warm relationships as we reckon. "
        f"With our range that makes {formats.count(learnt.likely or 0)} a year from each, "
        f"between {formats.count(learnt.low or 0)} and {formats.count(learnt.high or 0)}."
    )
    return Lesson(path, ours, learnt, said)


def _worths(scenario: Scenario, worths: Sequence[float]) -> Lesson | None:
    """What a client is worth on average: a Gamma distribution of one over it, which begins at our range.

    Clients are taken to differ as much as their average, as the worth of customers mostly does.
    """
    path = "pipelines.clients.value_per_win"
    ours = prior(scenario, path) if worths else None
    if ours is None:
        return None
    mean, variance = _moments(ours)
    shape = 2 + mean * mean / variance
    after = invgamma(shape + len(worths), scale=mean * (shape - 1) + sum(worths))
    learnt = _spread(after, 0)

    def money(amount: float | None) -> str:
        return formats.money(formats.rounded(amount or 0.0, (learnt.high or 0) - (learnt.low or 0)), scenario.currency)

    average = formats.money(sum(worths) / len(worths), scenario.currency)
    said = (
        f"{_clients(len(worths))} brought {average} on average. "
        f"With our range, which counts as {formats.whole(shape - 1)} more, that makes "
        f"{money(learnt.likely)}, between {money(learnt.low)} and {money(learnt.high)}."
    )
    return Lesson(path, ours, learnt, said)


def _spread(after: object, digits: int) -> Spread:
    """The middle of what is likely now, and the ends that hold 19 in 20 of it."""
    return Spread(*(round(float(after.ppf(share)), digits) for share in (TAIL, 0.5, 1 - TAIL)))  # type: ignore[attr-defined]


def _share(amount: float | None) -> str:
    return formats.share(amount or 0.0)


def _clients(number: int) -> str:
    return f"{formats.whole(number)} {'client' if number == 1 else 'clients'}"


def _table(content: bytes, name: str) -> tuple[list[list[str]], dict[str, int]]:
    """The rows of a table under its header, and the place of each column that is known. Raises CalculatorError."""
    said = isolated(name)
    if len(content) > BYTES:
        raise CalculatorError(f"{said} has more than {BYTES // 1024 // 1024} MB, which is the most that is read.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) if any(map(str.strip, row))]
    except csv.Error:
        raise CalculatorError(f"{said} is no table of text with commas between its columns.") from None
    head = [plainly(title) for title in rows[0]] if rows else []
    columns = {
        column: next(head.index(title) for title in titles if title in head)
        for column, titles in COLUMNS.items()
        if any(title in head for title in titles)
    }
    if "won_on" not in columns:
        raise CalculatorError(
            f"{said} has no column for the date. Its first row names the columns, such as: date won,worth,activity."
        )
    if len(rows) > ROWS:
        raise CalculatorError(f"{said} has more than {formats.whole(ROWS)} rows, which is the most that is read.")
    width = max(columns.values()) + 1
    return [row + [""] * (width - len(row)) for row in rows[1:]], columns


def _order(texts: Sequence[str], currency: str) -> str:
    """Whether 3/4 is the third of April or the fourth of March, by what the dates of a table allow."""
    pairs = [match for text in texts if (match := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}", text.strip()))]
    if any(int(match[1]) > 12 for match in pairs):
        return "D"
    return "M" if any(int(match[2]) > 12 for match in pairs) or currency == "USD" else "D"


def _day(text: str, order: str) -> date | None:
    """A day as people write it; None where nothing is written."""
    text = text.strip()
    if not text:
        return None
    match = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text)
    parts = [int(part) for part in match.groups()] if match else []
    if not match and (match := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)", text)):
        one, other, year = (int(part) for part in match.groups())
        parts = [year + (2000 if year < 100 else 0), *((other, one) if order == "D" else (one, other))]
    try:
        return date(*parts) if parts else date.fromisoformat(text)
    except (ValueError, TypeError):
        raise ValueError(f"the date is '{shortened(text, 30)}'; it takes one such as 2026-03-05.") from None


def _worth(text: str, scenario: Scenario) -> float | None:
    try:
        amount = parse(text, optional=True, reading=Reading("money", scenario.currency)).likely
    except Unread:
        amount = -1.0
    if amount is not None and not 0 <= amount <= 10_000_000 * currencies.scale(scenario.currency):
        raise ValueError(f"the worth is '{shortened(text, 30)}'; it takes an amount such as 4500.")
    return amount
