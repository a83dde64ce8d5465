"""From people met to work won, stage by stage, and the stage that holds each strategy back.

Stages are measured in different things, so each has its own scale; areas of a funnel would lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calculator import formats
from calculator.charts import axes, blocks, frame, marks
from calculator.charts.blocks import Block
from calculator.charts.chart import Chart
from calculator.charts.palette import INK
from calculator.charts.tables import Table
from calculator.charts.view import View
from calculator.charts.words import alt, hover, named, short
from calculator.engine import Results
from calculator.period import Period

BARS = 2.5
"""How many of the longest bar the axis would hold: the rest is for its figure and the word 'bottleneck'."""
HELD_BACK = {"meeting_people": "meeting people", "deepening": "deepening", "keeping_in_touch": "keeping in touch"}


@dataclass(frozen=True)
class Stage:
    """One stage: its name, its figure by strategy, how it is spelled, and the bottleneck that it stands for."""

    name: str
    values: list[float]
    texts: list[str]
    bottleneck: str = ""


def pipeline(results: Results, period: Period) -> Chart:
    """A block of thin bars for each stage, a bar for each strategy; bottlenecks are outlined and named."""
    view = View(results, period)
    stages = _stages(view)
    held = [HELD_BACK.get(name or "", formats.NONE) for name in results.bottleneck[0]]
    end = "a role" if view.role else "clients"
    title = f"From people met to {end}"
    last = [f"{text} {stages[-1].name.lower()}" for text in stages[-1].texts]
    clauses = [f"{text}, held back by {name}" for text, name in zip(last, held, strict=True)]
    words = [named(blocks.fitted(name), look.strong) for name, look in zip(view.names, view.looks, strict=True)]
    made = [Block(f"<b>{stage.name}</b>", words) for stage in stages]
    places, groups = blocks.places(made).lines, marks.drawn_alike(view.looks)
    data = [_trace(view, stage, at, rows) for stage, at in zip(stages, places, strict=True) for rows in groups]
    return Chart(
        "pipeline",
        title,
        f"People and work {period.label}, each on its own scale, at exactly these numbers. {_lesson(view)}".strip(),
        (),
        blocks.figure(made, data, axes.axis(BARS, {}) | {"showgrid": False}),
        alt(f"{title}.", "", view.names, clauses),
        Table(("", *view.names), (*((stage.name, *stage.texts) for stage in stages), ("Held back by", *held))),
    )


def _stages(view: View) -> list[Stage]:
    flow, results = view.results.flow, view.results
    years = view.scenario.profile.years
    met = view.values(flow.met * years + flow.members)
    deepened = view.values(flow.deepened * years)
    warm = view.values(results.relationships)
    won = "Offers" if view.role else "Clients"
    return [
        _flowing(view, "Met, and could help", met, "meeting_people"),
        _flowing(view, "Could be deepened", deepened, "deepening"),
        Stage("Kept warm at the end", warm, [formats.count(value) for value in warm], "keeping_in_touch"),
        _flowing(view, "Referrals", view.values(results.referrals)),
        _flowing(view, won, view.values(results.wins)),
    ]


def _flowing(view: View, name: str, values: Iterable[float], bottleneck: str = "") -> Stage:
    amounts = [value * view.period.factor for value in values]
    return Stage(name, amounts, [view.period.count(amount) for amount in amounts], bottleneck)


def _lesson(view: View) -> str:
    """What the tightest bottleneck means, in a sentence: whatever does not bind has no effect."""
    flow, years = view.results.flow, view.scenario.profile.years
    met, deepened = view.values(flow.met * years + flow.members), view.values(flow.deepened * years)
    stages = {  # what comes in at each, and what it lets through
        "deepening": (met, deepened),
        "meeting_people": (deepened, met),
        "keeping_in_touch": (view.values(flow.formed), view.values(flow.kept)),
    }
    held = [(index, *stages[kind], kind) for index, kind in enumerate(view.results.bottleneck[0]) if kind in stages]
    ratios = [
        (wide[index] / narrow[index], kind, short(view.names[index], 40))
        for index, wide, narrow, kind in held
        if narrow[index] > 0
    ]
    ratio, kind, name = max(ratios, default=(0.0, "", ""))
    if ratio < 1.25:
        return ""
    times = f"{formats.whole(ratio) if ratio >= 1.95 else formats.count(ratio)} times as many"
    start = f"With {name} you" if len(view.names) > 1 else "You"
    return {
        "deepening": f"{start} meet {times} people as you can deepen, so meeting more adds nothing.",
        "meeting_people": f"{start} could deepen {times} people as you meet, so longer talks add nothing.",
        "keeping_in_touch": f"{start} form {times} relationships as you can keep warm, so forming more adds nothing.",
    }[kind]


def _trace(view: View, stage: Stage, at: list[float], rows: list[int]) -> frame.Trace:
    """A stage's bars that are drawn alike, against the longest of the stage."""
    widest = max(stage.values, default=0.0) or 1.0
    held = view.results.bottleneck[0]
    tight = [bool(stage.bottleneck) and held[index] == stage.bottleneck for index in rows]
    texts = [
        f"{stage.texts[i]} <b>bottleneck</b>" if mark else stage.texts[i] for i, mark in zip(rows, tight, strict=True)
    ]
    fills = [view.looks[index].fill for index in rows]
    outline = {"color": INK.light, "width": [2 if mark else 0 for mark in tight]}
    again = view.looks[rows[0]].again
    marker = {"color": fills[0], **marks.hatch(fills[0])} if again else {"color": fills}
    said = [hover(view.names[index], f"{stage.name}: {text}") for index, text in zip(rows, texts, strict=True)]
    values = [stage.values[index] / widest for index in rows]
    return blocks.bars(values, [at[index] for index in rows], texts, marker | {"line": outline}, said)
