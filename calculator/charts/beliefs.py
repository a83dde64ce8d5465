"""The charts of the three beliefs: small ones, each with the figures that its verdict rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from calculator import formats
from calculator.analyses.beliefs import QUARTERS, Goals, Mixed, Spare
from calculator.charts import axes, bars, drawn, frame, marks
from calculator.charts.bars import Scale
from calculator.charts.chart import Chart
from calculator.charts.palette import INK, MUTED, PAPER, Look, look, slot
from calculator.charts.tables import Table
from calculator.charts.words import alt, hover, short
from calculator.model import Scenario
from calculator.named import inline, seeks_role, strategy_names

MIXED = Look(MUTED.light, INK.light, False)
"""How a mix is drawn, which is no strategy of its own."""
PARTS = ("", "a quarter", "half", "three quarters", "")


def mixes(scenario: Scenario, mixed: Mixed) -> Chart:
    """What mixes of two strategies win at the same hours."""
    one, other = (scenario.strategies[key].name for key in (mixed.one, mixed.other))
    inside = short(inline(scenario, mixed.other))
    names = [one, *(f"{part.capitalize()} {inside}" for part in PARTS[1:-1]), other]
    looks = [_look(scenario, mixed.one), *[MIXED] * (len(QUARTERS) - 2), _look(scenario, mixed.other)]
    role = seeks_role(scenario)
    values, figures = mixed.chances if role else mixed.wins, won(scenario, mixed)
    title = "What does each mix win in the same hours?"
    prize, horizon = "Chance of an offer" if role else "Clients won", formats.years(scenario.profile.years)
    rows = zip(names, figures, (_money(scenario, cost) for cost in mixed.cost_per_win), strict=True)
    return Chart(
        "belief_face_to_face",
        title,
        f"{prize} in {horizon}, every mix at the hours of {inline(scenario, mixed.one)}",
        (),
        _bars(names, looks, list(values), figures, f"All in {horizon}", share=role),
        alt(title, "", names, figures),
        Table(("Mix", prize, "Full cost of one offer" if role else "Full cost of one client"), tuple(rows)),
    )


def won(scenario: Scenario, mixed: Mixed) -> list[str]:
    """What each mix wins; for a role its chance of an offer. In two digits where fewer would hide a difference."""
    if seeks_role(scenario):
        return [formats.share(chance) for chance in mixed.chances]
    said = [formats.count(wins) for wins in mixed.wins]
    pairs = zip(mixed.wins, said, strict=True)
    return [f"{wins:.2g}" if wins < 1 and said.count(words) > 1 else words for wins, words in pairs]


def spare(scenario: Scenario, taken: Spare) -> Chart:
    """Hours a week online, with odd moments and without, against those there are to spare."""
    name = scenario.strategies[taken.online].name
    names = [name, "Without odd moments", "Of all, written"]
    values = [taken.hours, taken.working, taken.written]
    looks = [_look(scenario, taken.online), MIXED, MIXED]
    figures = [f"{formats.hours(value)} h" for value in values]
    title = "Does it fit into the hours you can spare?"
    budget = f"You can spare {formats.hours(taken.budget)} h"
    rows = (*zip(names, figures, strict=True), ("You can spare", f"{formats.hours(taken.budget)} h"))
    return Chart(
        "belief_no_time",
        title,
        "Hours a week. Odd moments are idle ones, such as a wait, in which part of it is done",
        (),
        _bars(names, looks, values, figures, "Hours a week", taken.budget, budget),
        alt(title, f"{budget}. ", names, figures),
        Table(("Part", "Hours a week"), rows),
    )


def goals(scenario: Scenario, compared: Goals) -> Chart:
    """What each strategy wins under both goals, as a share of the most that any wins."""
    names = list(strategy_names(scenario).values())
    shares = {goal: [value / max(wins) for value in wins] for goal, wins in compared.wins.items()}
    pairs = list(zip(shares["clients"], shares["role"], strict=True))
    figures = [f"clients {formats.share(one)}, role {formats.share(other)}" for one, other in pairs]
    title = "Does the order change with the goal?"
    header = ("Strategy", "Clients won", "Cost of one client", "Offers expected", "Cost of one offer")
    columns: list[list[str]] = []
    for goal in ("clients", "role"):
        columns.append([formats.count(value) for value in compared.wins[goal]])
        columns.append([_money(scenario, value) for value in compared.cost_per_win[goal]])
    return Chart(
        "belief_role_differs",
        title,
        "Wins as a share of the most that any strategy wins: clients (dot), a role (ring)",
        (),
        _dots(scenario, names, pairs, figures),
        alt(title, "Wins as a share of the most. ", names, figures),
        Table(header, tuple(zip(names, *columns, strict=True))),
    )


def _money(scenario: Scenario, amount: float) -> str:
    return formats.money(amount, scenario.currency) if math.isfinite(amount) else formats.NONE


def _look(scenario: Scenario, strategy: str) -> Look:
    return look(slot(scenario)[strategy])


def _bars(
    names: Sequence[str],
    looks: Sequence[Look],
    values: list[float],
    figures: list[str],
    what: str,
    budget: float = 0.0,
    words: str = "",
    share: bool = False,
) -> dict[str, Any]:
    """A bar a row, and a dotted line at what there is to spend."""
    places, height = frame.rows(names, looks, figures)
    # the name of a mix has no colour of its own, but that of all text, in either theme
    coloured = f'<span style="color:{INK.light}">'
    places = [
        replace(place, label=place.label.replace(coloured, "").replace("</span>", "")) if own is MIXED else place
        for place, own in zip(places, looks, strict=True)
    ]
    upper = bars.end(values, budget)
    ticks = axes.share_ticks if share else axes.count_ticks
    scale = Scale(upper, ticks(axes.ticks(upper)), (budget, words) if 0 < budget <= upper else None)
    data = []
    for name, own, value, place, figure in zip(names, looks, values, places, figures, strict=True):
        if value > 0:
            marker = marks.hatch(own.fill) if own.again else {"color": own.fill}
            said = [hover(name, f"{what}: {figure}")]
            data.append(drawn.bar(name, [value], [place.at], [""], marker, PAPER.light, said))
    return drawn.framed(data, places, height, scale)


def _dots(
    scenario: Scenario, names: Sequence[str], pairs: Sequence[tuple[float, float]], figures: Sequence[str]
) -> dict[str, Any]:
    """A dot for clients and a ring for a role in each row."""
    looks = [_look(scenario, key) for key in scenario.strategies]
    places, height = frame.rows(names, looks, figures)
    data = [
        marks.dot(share, place.at, own.fill, ring, hover(name, figure))
        for name, own, pair, place, figure in zip(names, looks, pairs, places, figures, strict=True)
        for share, ring in zip(pair, (False, True), strict=True)
    ]
    ticks = {share: formats.share(share) for share in (0.25, 0.5, 0.75, 1.0)}
    return frame.figure(data, height, axes.axis(1.04, ticks), annotations=frame.labels(places))
