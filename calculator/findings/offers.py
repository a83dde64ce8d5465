"""Each kind of forgotten hours as a person is asked about it: what it would add, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.analyses.hidden_hours import TIMES, Effect, Effects, Figure, kinds
from calculator.findings.hidden_hours import NOTHING, hours_said
from calculator.model import Scenario
from calculator.parameters import get


@dataclass(frozen=True)
class Offer:
    """One kind as a person is asked about it: its name, what it adds to the strategy, and what that rests on."""

    kind: str
    name: str
    said: str
    basis: str
    on: bool
    offered: bool


def offers(scenario: Scenario, strategy: str, found: Effects) -> tuple[Offer, ...]:
    """Every kind, in the order of the table of their figures."""
    index = list(scenario.strategies).index(strategy)
    return tuple(
        Offer(
            one.kind,
            kinds()[one.kind].name,
            _said(scenario, one, index),
            _basis(one.kind),
            one.on,
            one.offered,
        )
        for one in found.each
    )


def _said(scenario: Scenario, one: Effect, index: int) -> str:
    """What a kind adds to the strategy; or that it is counted, or why there is nothing."""
    if one.fault:
        return one.fault
    counted = _counted(scenario, one)
    if abs(one.hours[index]) > NOTHING:
        hours, money = (
            hours_said(scenario, float(one.hours[index])),
            formats.money(float(one.cost[index]), scenario.currency),
        )
        return f"{'Adds' if one.on else 'Would add'} {hours}, {money} a year. {counted}".strip()
    if one.offered:
        return f"Adds nothing to this strategy. {counted}".strip()
    return counted or "Nothing in your mixes that it belongs to."


def _counted(scenario: Scenario, one: Effect) -> str:
    """In which numbers of the activities in use a kind is counted already."""
    used = {key for mix in scenario.strategies.values() for key, times in mix.times_per_year.items() if times > 0}
    paths = [path for path in one.counted if path.split(".")[1] in used]
    if not paths:
        return ""
    values = sorted({float(get(scenario, path)) for path in paths})
    minutes = " to ".join(formats.whole(value) for value in dict.fromkeys((values[0], values[-1])))
    if kinds()[one.kind].within in paths:
        name = scenario.activities[paths[0].split(".")[1]].name
        return f"Already counted in the {minutes} minutes of {name}."
    return f"Already counted: {minutes} minutes."


def _basis(kind: str) -> str:
    """The figures that a kind is made of, and what they rest on."""
    figures = kinds()[kind].figures
    minutes, times = next(figure for name, figure in figures.items() if name != TIMES), figures.get(TIMES)
    often = f", {_figure(times)} times a year for each club" if times else " each time"
    notes = " ".join(dict.fromkeys(figure.note for figure in figures.values()))
    mark = "Our assumption" if minutes.source.kind == "assumption" else minutes.source.title
    return f"{mark}: {_figure(minutes)} minutes{often}. {notes}"


def _figure(figure: Figure) -> str:
    likely, low, high = map(formats.whole, (figure.value, figure.low, figure.high))
    return likely if low == high else f"{likely} ({low} to {high})"
