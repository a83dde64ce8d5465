"""Calibration: what the presets give beside what was published, and why where the two part.

The published figures stand in `data/calibration.csv`; here is what the model says to each. A row outside its
range bears a reason, so that nobody takes the model for more than it is. `python -m calculator.calibration`
prints the page docs/calibration.md.

>>> [row.id for row in table() if row.id == "online_year" and row.inside]
['online_year']
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from calculator import formats
from calculator.assumptions import DATA, OURS, scenario, sources
from calculator.cases import Cases
from calculator.engine import Results, evaluate
from calculator.engine.time import pitch_minutes
from calculator.model import Pipeline

OWNER, SEEKER, AMERICAN = "uk-owner", "uk-job-seeker", "us-owner"
FACE, ONLINE, BLENDED = "face_to_face", "online", "blended"
LONG = 4.0
"""Years over which a level is taken: the slow first year no longer rules it."""
SIGNS = ("share", "GBP", "USD")
"""Units that are written as a sign at the figure."""
WORKING_WEEK = 45.5
"""Hours an owner works in a week, networking or not. Source: E173."""


@dataclass(frozen=True)
class CalibrationRow:
    """One published figure, with its range, beside the model's."""

    id: str
    question: str
    unit: str
    evidence: tuple[str, ...]
    low: float
    likely: float | None
    high: float
    reading: str
    why_not: str
    model: float

    @property
    def inside(self) -> bool:
        """Whether the model's figure lies in the published range."""
        return self.low <= self.model <= self.high

    @property
    def published(self) -> str:
        """The published figure and its range, as people read them."""
        spread = f"{self._bare(self.low)} to {self._bare(self.high)}" if self.low < self.high else ""
        if self.likely is None:
            return f"{self._bare(self.low)} to {self.written(self.high)}"
        return f"{self.written(self.likely)} ({spread})" if spread else self.written(self.likely)

    def written(self, figure: float) -> str:
        """A figure with this row's unit, as people read it."""
        return f"{self._bare(figure)} {self.unit}" if self.unit not in SIGNS else self._bare(figure)

    def _bare(self, figure: float) -> str:
        if self.unit == "share":
            return formats.share(figure)
        return formats.money(figure, self.unit) if self.unit in SIGNS else f"{round(figure, 1):g}"


@cache
def table() -> tuple[CalibrationRow, ...]:
    """Every published figure beside what the model gives with the presets' own numbers."""
    rows = []
    with (DATA / "calibration.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            likely = float(row["likely"]) if row["likely"] else None
            low, high, evidence = float(row["low"]), float(row["high"]), tuple(row["evidence"].split())
            words = (row["question"], row["unit"], evidence, low, likely, high, row["reading"], row["why_not"])
            rows.append(CalibrationRow(row["id"], *words, MODEL[row["id"]]()))
    return tuple(rows)


# -- what the model says -------------------------------------------------------------------------------


def _results(preset: str, columns: Mapping[str, Sequence[float]] | None = None) -> Results:
    return evaluate(Cases(scenario(preset), columns or {}))


def _pipeline(preset: str) -> Pipeline:
    return scenario(preset).pipelines[scenario(preset).goal]


def _one(results: Results, measure: str, strategy: str, case: int = 0) -> float:
    return float(results[measure][case, results.strategies.index(strategy)])


def _written_hours() -> float:
    """Hours a week of what is written for many; e-mail to one person is left out."""
    results, profile = _results(OWNER), scenario(OWNER).profile
    strategy = results.strategies.index(ONLINE)
    hours = [results.hours_by_activity[key][0, strategy] for key in ("linkedin", "short_messages", "forum", "content")]
    return float(sum(hours) / profile.years / profile.weeks_per_year)


def _yearly_referrals() -> float:
    return _one(_results(OWNER, {"profile.years": [LONG]}), "referrals", FACE) / LONG


def _first_year() -> float:
    results = _results(OWNER, {"profile.years": [LONG]})
    return float(results.referrals_by(1.0)[0, results.strategies.index(FACE)]) / _yearly_referrals()


def _tenure() -> float:
    """Referrals a year from the end of the third to the end of the seventh, against those of the first."""
    results = _results(OWNER, {"profile.years": [7.0]})
    face = results.strategies.index(FACE)
    first, third, last = (float(results.referrals_by(years)[0, face]) for years in (1.0, 3.0, 7.0))
    return (last - third) / 4 / first


def _fortnightly(*halved: str) -> float:
    """Change in referrals within the club alone, where these activities take place half as often."""
    times = scenario(OWNER).strategies[FACE].times_per_year
    club = {key: number if key in ("breakfast", "one_to_one") else 0.0 for key, number in times.items()}
    columns = {f"strategies.{FACE}.times_per_year.{key}": [n, n / 2 if key in halved else n] for key, n in club.items()}
    results = _results(OWNER, {**columns, "profile.years": [LONG, LONG]})
    return _one(results, "referrals", FACE, 1) / _one(results, "referrals", FACE) - 1


def _online_year() -> float:
    """Change in a year's referrals of a group ten years old, where all that was in person is by video."""
    old = _one(_results(OWNER, {"profile.years": [10.0]}), "relationships", FACE)
    columns = {
        "profile.years": [1.0, 1.0],
        "pipelines.clients.starting_relationships": [old, old],
        "media.in_person.richness": [1.0, scenario(OWNER).media["video"].richness],
    }
    results = _results(OWNER, columns)
    return _one(results, "referrals", FACE, 1) / _one(results, "referrals", FACE) - 1


def _share_of_income() -> float:
    results, profile = _results(OWNER, {"profile.years": [LONG]}), scenario(OWNER).profile
    return _one(results, "value", FACE) / LONG / (profile.hourly_value * WORKING_WEEK * profile.weeks_per_year)


MODEL: dict[str, Callable[[], float]] = {
    "hours_face_to_face": lambda: _one(_results(OWNER), "hours_per_week", FACE),
    "hours_of_half": lambda: _one(_results(OWNER), "hours_per_week", BLENDED),
    "hours_of_top_earners": lambda: float(_results(OWNER).hours_per_week.min()),
    "hours_written": _written_hours,
    "hours_of_search": lambda: float(_results(SEEKER).hours_per_week.max()),
    "pitch_minutes": lambda: float(pitch_minutes(scenario(OWNER).activities["breakfast"])),
    "referrals_a_year": _yearly_referrals,
    "referrals_claimed": _yearly_referrals,
    "referrals_per_one_to_one": lambda: (
        _yearly_referrals() / scenario(OWNER).strategies[FACE].times_per_year["one_to_one"]
    ),
    "first_year": _first_year,
    "tenure": _tenure,
    "fortnightly": lambda: _fortnightly("breakfast", "one_to_one"),
    "fortnightly_breakfasts": lambda: _fortnightly("breakfast"),
    "online_year": _online_year,
    "first_business": lambda: _one(_results(OWNER), "months_to_first_win", FACE),
    "close_rate": lambda: _pipeline(OWNER).close_rate,
    "offers": lambda: _pipeline(SEEKER).close_rate,
    "share_of_income": _share_of_income,
    "value_per_referral": lambda: _pipeline(OWNER).close_rate * _pipeline(OWNER).value_per_win,
    "cost_per_contact": lambda: _one(_results(AMERICAN), "cost_per_contact", FACE),
}
"""What the model says to each row of the table, by its id."""


# -- the page ------------------------------------------------------------------------------------------

INTRODUCTION = """\
# Calibration: the model beside what was published

Written by `python -m calculator.calibration > docs/calibration.md`; a test holds it to the model and the data.

The presets with their own numbers, worked out by the engine, beside published figures that bear on results. Inside
a range is no proof: most of these figures are claims of clubs, memories and surveys of people who chose to answer,
and two rows are our own estimates, marked so. Outside stands with its reason."""

LIMITS = """\
## What this does not show

- No study compares the three strategies head to head for small firms, so no row tests which of them wins.
- For a role, no published figure says how many introductions a job seeker's mix brings: its level is ours.
- The year by video does not settle how rich video is: relationships fade slowly, so a year changes little at any value.
- In every preset deepening is what binds, so meeting more people changes nothing there. That is the model's claim.
- Referrals are set by the hours to trust and by the referrals of one relationship: data can fix only their ratio.
- At a client's default worth no strategy of the owners' presets pays within its horizon. What a client is worth is
  yours to enter."""


def markdown() -> str:
    """The page docs/calibration.md."""
    rows = table()
    count = f"{sum(row.inside for row in rows)} of {len(rows)} rows lie inside; the others say why not."
    head = "| question | model | published | inside | how it was read, and why not |\n|---|---|---|---|---|"
    lines = []
    for row in rows:
        remark = f"{row.reading} **{row.why_not}**" if row.why_not else row.reading
        evidence = ", ".join("our assumption" if key == OURS else key for key in row.evidence)
        published, inside = f"{row.published} [{evidence}]", "yes" if row.inside else "no"
        lines.append(f"| {row.question} | {row.written(row.model)} | {published} | {inside} | {remark} |")
    cited = sorted({key for row in rows for key in row.evidence} - {OURS})
    rests = [f"- {key}: {s.publisher}, [{s.title}]({s.url}), {s.year}" for key in cited for s in [sources()[key]]]
    return "\n".join([INTRODUCTION, "", count, "", head, *lines, "", LIMITS, "", "## Sources", "", *rests, ""])


if __name__ == "__main__":
    sys.stdout.write(markdown())
