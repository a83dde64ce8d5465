"""Where the hours go: by part against what can be spared, and how much of them is with people who can help."""

from __future__ import annotations

from typing import get_args

from calculator import formats
from calculator.charts import axes, bars, marks
from calculator.charts.bars import Segment
from calculator.charts.chart import Chart, Table
from calculator.charts.palette import HATCH, PART_TONES
from calculator.charts.period import Period
from calculator.charts.view import View
from calculator.charts.words import alt, leader
from calculator.engine import Results
from calculator.parts import PARTS, Use


def said(amount: float) -> str:
    """Hours with their unit."""
    return f"{formats.hours(amount)} h"


def hours_by_part(results: Results, period: Period) -> Chart:
    """Stacked bars of hours by part, and the hours there are to spare."""
    view = View(results, period)
    segments = bars.shown(
        [
            Segment(part.title, part.fill.tone, view.amounts(results.hours_by_part[key]), unit=" h")
            for key, part in PARTS.items()
        ]
    )
    totals = view.amounts(results.hours)
    profile = view.scenario.profile
    budget = profile.hours_per_week * profile.weeks_per_year * profile.years * period.factor
    texts = [said(total) for total in totals]
    figures = bars.over(totals, texts, budget, said)
    title = period.asked("How many hours", "does each take" if len(totals) > 1 else "does it take")
    spare = f"You can spare {formats.hours(budget).removesuffix('.0')} h"
    return Chart(
        "hours_by_part",
        title,
        f"Hours {period.label}, by what you do in them. {spare}.",
        bars.key(segments),
        bars.stacked(view, segments, figures, formats.hours, _axis(totals, budget, spare)),
        alt(title, f"{leader(view.names, totals, texts, 'takes')}{spare}. ", view.names, figures),
        bars.table(view, segments, [formats.hours(total) for total in totals], formats.hours),
    )


def _axis(totals: list[float], budget: float, words: str) -> axes.Axis:
    upper = bars.upper(totals, budget)
    line = axes.reference(budget, words, upper) if 0 < budget <= upper else None
    return axes.Axis(axes.axis(upper, axes.hour_ticks(axes.ticks(upper))), line)


def where_hours_go(results: Results, period: Period) -> Chart:
    """Bars of equal length: with people who could help, with people who cannot, travel, and what is around it."""
    view = View(results, period)
    segments = _uses(view)
    totals = view.amounts(results.hours)
    shares = [_shares(segment, totals) for segment in segments]
    figures = [f"{said(total)} {period.label}" if total > 0 else "nothing" for total in totals]
    title = "Where do the hours go?"
    useful = [formats.share(share) for share in shares[0].values] if shares else []
    takeaway = "Share with people who could help: " if shares else ""
    return Chart(
        "where_hours_go",
        title,
        "Share of all hours. Around it are preparation, follow-up and settling back to work.",
        bars.key(bars.shown(segments)),
        _whole(view, shares, figures),
        alt(title, takeaway, view.names, [f"{a} of {b}" for a, b in zip(useful, figures, strict=True)]),
        _table(view, segments, shares, totals),
    )


def _uses(view: View) -> list[Segment]:
    """The four uses of time, which add up to all hours. Writing counts as with people who could help."""
    parts = {part: view.amounts(view.results.hours_by_part[part]) for part in PARTS}
    wasted = view.amounts(view.results.wasted_hours)
    session, travel, around = (
        [sum(values) for values in zip(*(parts[key] for key, part in PARTS.items() if part.use == use), strict=True)]
        for use in get_args(Use)
    )
    useful = [max(all_of_it - lost, 0.0) for all_of_it, lost in zip(session, wasted, strict=True)]
    colour = PART_TONES["conversation"]
    return [
        Segment("With people who could help", colour, useful),
        Segment("With people who cannot help (hatched)", colour, wasted, HATCHED),
        Segment("Travel", PART_TONES["travel"], travel),
        Segment("Around it", PART_TONES["preparation"], around),
    ]


HATCHED = marks.hatch(PART_TONES["conversation"].light, HATCH.light)


def _shares(segment: Segment, totals: list[float]) -> Segment:
    values = [value / total if total > 0 else 0.0 for value, total in zip(segment.values, totals, strict=True)]
    return Segment(segment.name, segment.tone, values, segment.marker)


def _whole(view: View, shares: list[Segment], figures: list[str]) -> dict[str, object]:
    spelled = {share: formats.share(share) for share in (0.25, 0.5, 0.75)}
    return bars.stacked(view, shares, figures, formats.share, axes.Axis(axes.axis(1.02, spelled)))


def _table(view: View, segments: list[Segment], shares: list[Segment], totals: list[float]) -> Table:
    def both(amount: float, share: float) -> str:
        return f"{formats.hours(amount)} ({formats.share(share)})"

    body = [
        (segment.name, *map(both, segment.values, share.values))
        for segment, share in zip(segments, shares, strict=True)
    ]
    return Table(("", *view.names), (*body, ("All hours", *map(formats.hours, totals))))
