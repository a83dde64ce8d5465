"""Where a number comes from, in words and figures: its steps, and the numbers of yours and ours that went in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.charts.tables import Table
from calculator.engine.results import UNITS
from calculator.facts import Fact, fact_of
from calculator.findings.finding import Finding
from calculator.model import Scenario
from calculator.named import activity_name
from calculator.parameters import get, parameters, spread_of
from calculator.period import Period
from calculator.safety import isolated
from calculator.trace import CLOSED, Step, Trace, methods, trace

STEPS = ("Step", "Comes to")
INPUTS = ("Number", "Value", "Whose")
ADDING = ("hours", "cash", "time_value", "cost", "contacts", "touchpoints", "referrals", "wins", "value", "net_value")
"""Measures of which a year has its share."""


@dataclass(frozen=True, kw_only=True)
class TraceRow:
    """A step with its formula, a number that went in, or an activity that takes no part."""

    kind: str
    name: str
    activity: str | None = None
    how: str | None = None
    value: float | None
    unit: str | None
    path: str | None = None
    low: float | None = None
    high: float | None = None
    mark: str | None = None
    source: str | None = None


def finding(study: Study, strategy: str, measure: str, period: Period | None = None) -> Finding[TraceRow]:
    """Where a measure of a strategy comes from. Raises CalculatorError where there is none of that name."""
    return told(trace(study.scenario, strategy, measure), period)


def told(traced: Trace, period: Period | None = None) -> Finding[TraceRow]:
    """A trace in words and as rows."""
    table = Table(("Step or number", *INPUTS[1:]), (*((*row, "") for row in steps(traced).rows), *inputs(traced).rows))
    name = isolated(traced.scenario.strategies[traced.strategy].name)
    figure = spelled(traced.scenario, UNITS[traced.measure], traced.figure)
    years = formats.years(traced.scenario.profile.years)
    sentence = f"{name}: {traced.measure.replace('_', ' ')} over {years} is {figure}."
    # what each step is, in the words of the engine
    named = ((step.name.partition(" (")[0], step.about) for step in traced.steps[1:])
    working = tuple(dict.fromkeys(f"{name[:1].upper()}{name[1:]}: {about}" for name, about in named))
    return Finding("trace", sentence, TraceRow, _rows(traced), table, _notes(traced, period), working=working)


def steps(traced: Trace) -> Table:
    """Each step with its formula and what it comes to, for each activity that has any; the notes have the others."""
    cells = []
    for step in traced.steps:
        if _counts(step) or step is traced.steps[0]:
            alone = len(step.ways) == 1 and not step.ways[0].activity
            some = step.ways if alone else [way for way in step.ways if way.value]
            said = ((isolated(way.activity), spelled(traced.scenario, step.unit, way.value)) for way in some)
            figures = "; ".join(f"{activity} {figure}".strip() for activity, figure in said)
            cells.append((f"{step.name} = {'; or '.join(step.formulas)}", figures))
    return Table(STEPS, tuple(cells))


def inputs(traced: Trace) -> Table:
    """Each number that went in and is not 0."""
    return Table(INPUTS, tuple((fact.full, fact.value, fact.mark) for fact in facts(traced)))


def facts(traced: Trace) -> list[Fact]:
    """The numbers that went in and are not 0, with their units and sources."""
    return [fact_of(traced.scenario, path) for path in traced.inputs if get(traced.scenario, path)]


def spelled(scenario: Scenario, unit: str, value: float) -> str:
    """A figure of a step with its unit, to the hundredth."""
    if math.isnan(value):
        return formats.NONE
    if unit.startswith("money"):
        return formats.money_exact(round(value, 2), scenario.currency)
    digits = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 or not value else f"{value:.2g}"
    return f"{digits} {unit}".replace("-", "\u2212", value < 0).rstrip()


def _counts(step: Step) -> bool:
    return any(way.value for way in step.ways)


def _notes(traced: Trace, period: Period | None) -> tuple[str, ...]:
    notes = [traced.steps[0].about]
    if traced.measure in ADDING:
        over = period or Period.of("year", traced.scenario.profile)
        share = spelled(traced.scenario, UNITS[traced.measure], traced.figure * over.factor)
        notes.append(f"That is {share} {over.label}.")
    if any(form.startswith("in closed form") for step in traced.steps for form in step.formulas):
        notes.append(CLOSED)
    nothing = [step.name for step in traced.steps[1:] if not _counts(step)]
    if nothing:
        notes.append(f"Steps that come to nothing are left out: {len(nothing)}, such as {nothing[0]}.")
    noughts = sum(not get(traced.scenario, path) for path in traced.inputs)
    if noughts:
        notes.append(f"Numbers that went in and are 0 or none are left out too: {noughts}.")
    if traced.left_out:
        known = [activity_name(traced.scenario, path.rpartition(".")[2]) for path in traced.left_out]
        notes.append(f"Taken 0 times a year, and so no part of it: {formats.joined(known)}.")
    return tuple(notes)


def _rows(traced: Trace) -> tuple[TraceRow, ...]:
    """A row for each way in which each step is worked out, then one for each number."""
    rows = [
        TraceRow(
            kind="step",
            name=step.name,
            activity=way.activity or None,
            how=way.formula,
            value=None if math.isnan(way.value) else way.value,
            unit=step.unit.replace("money", traced.scenario.currency),
        )
        for step in traced.steps
        for way in step.ways
    ]
    for kind, paths in (("input", traced.inputs), ("left out", traced.left_out)):
        for path in paths:
            fact, spread = fact_of(traced.scenario, path), spread_of(traced.scenario, path)
            known = parameters(traced.scenario)[path]
            rows.append(
                TraceRow(
                    kind=kind,
                    name=fact.label,
                    value=spread.likely,
                    unit=fact.unit if known.scale == 1 else known.unit,  # a program reads the number as it is kept
                    path=path,
                    low=spread.low,
                    high=spread.high,
                    mark=fact.mark,
                    source=fact.row.source.id if fact.row and fact.mark != "yours" else None,
                )
            )
    return tuple(rows)


@lru_cache(maxsize=16)
def method(preset: str, goal: str) -> tuple[Step, ...]:
    """Every measure and every step of a preset's first strategy for a goal, as the engine has them."""
    scenario = assumptions.scenario(preset).model_copy(update={"goal": goal})
    return methods(scenario, next(iter(scenario.strategies)))
