"""Where the hours go: by part against what can be spared, and how much of them is with people who can help."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from calculator import formats
from calculator.charts import bars, drawn
from calculator.charts.bars import HOURS, SHARE, Bars, Scale, Segment
from calculator.charts.chart import Chart
from calculator.charts.palette import PART_TONES
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import leader
from calculator.engine import Results
from calculator.parts import PARTS, Use
from calculator.period import Period


def hours_by_part(results: Results, period: Period) -> Chart:
    """Stacked bars of hours by part, and the hours there are to spare."""
    view = View(results, period)
    segments = bars.declared(view, "hours_by_part", PARTS, results.hours_by_part)
    profile = view.scenario.profile
    budget = profile.hours_per_week * profile.weeks_per_year * profile.years * period.factor
    spare = f"You can spare {formats.hours(budget).removesuffix('.0')} h"
    stack = bars.stacked(view, HOURS, segments, ("hours", "All"), budget, spare)
    title = period.asked("How many hours", "does each take" if len(view.names) > 1 else "does it take")
    leads = leader(view.names, stack.totals, list(map(HOURS.total, stack.totals)), "takes")
    caption = f"Hours {period.label}, by what you do in them. {spare}."
    return drawn.chart("hours_by_part", title, caption, stack, stack.table, stack.labels, f"{leads}{spare}. ")


def where_hours_go(results: Results, period: Period) -> Chart:
    """Bars of equal length: with people who could help, with people who cannot, travel, and what is around it."""
    view = View(results, period)
    uses, totals = _uses(view), view.amounts(results.hours)
    shares = [
        replace(use, values=[value / all_ if all_ > 0 else 0.0 for value, all_ in zip(use.values, totals, strict=True)])
        for use in uses
    ]
    figures = bars.nothing(totals, [f"{HOURS.total(total)} {period.label}" for total in totals])
    scale = Scale(1.02, {share: formats.share(share) for share in (0.25, 0.5, 0.75)})
    stack = Bars(view.names, view.slots, figures, SHARE, scale, shares)
    title = "Where do the hours go?"
    rows = [
        (use.name, *(f"{formats.hours(a)} ({formats.share(b)})" for a, b in zip(use.values, share.values, strict=True)))
        for use, share in zip(uses, shares, strict=True)
    ]
    useful = [f"{formats.share(share)} of {figure}" for share, figure in zip(shares[0].values, figures, strict=True)]
    around = formats.joined([part.title.lower() for part in PARTS.values() if part.use == "around"])
    caption = f"Share of all hours. Around it are {around}."
    table = Table(("", *view.names), (*rows, ("All hours", *map(formats.hours, totals))))
    return drawn.chart("where_hours_go", title, caption, stack, table, useful, "Share with people who could help: ")


def _uses(view: View) -> list[Segment]:
    """The four uses of time, which add up to all hours. Writing counts as with people who could help."""
    parts = {part: view.amounts(view.results.hours_by_part[part]) for part in PARTS}
    wasted = view.amounts(view.results.wasted_hours)
    keys = [[key for key, part in PARTS.items() if part.use == use] for use in get_args(Use)]
    session, travel, around = ([sum(each) for each in zip(*(parts[key] for key in of), strict=True)] for of in keys)
    talk, road, rest = (PART_TONES[of[0]] for of in keys)
    useful = [max(all_of_it - lost, 0.0) for all_of_it, lost in zip(session, wasted, strict=True)]
    return [
        Segment("useful", "With people who could help", useful, talk),
        Segment("wasted_hours", "With people who cannot help (hatched)", wasted, talk, hatched=True),
        Segment("travel", "Travel", travel, road),
        Segment("around", "Around it", around, rest),
    ]
