"""A number of a scenario as people read it: its value and unit, how far it may be off, whose it is and why.

>>> from calculator import assumptions
>>> fact = fact_of(assumptions.scenario("uk-owner"), "profile.mileage_rate")
>>> fact.label, fact.unit, fact.value, fact.mark
('Cost of driving', '£/mile', '£0.55', 'typical')
"""

from __future__ import annotations

from dataclasses import dataclass

from calculator import assumptions, formats
from calculator.assumptions import Assumption
from calculator.model import Scenario
from calculator.notation import plain
from calculator.parameters import CENT, Parameter, parameters, spread_of

HOUR = "hours after midnight"


@dataclass(frozen=True)
class Fact:
    """One number in words. `spread` and `was` are empty where there is no range, or the preset has the same."""

    path: str
    label: str
    unit: str
    value: str
    spread: str
    mark: str
    was: str
    row: Assumption | None

    @property
    def full(self) -> str:
        """The label with its unit."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


def fact_of(scenario: Scenario, path: str, mark: str = "") -> Fact:
    """The fact of the number at a path; its mark may be given where it is known already."""
    known, row = parameters(scenario)[path], assumptions.rows(scenario).get(path)
    low, likely, high = spread_of(scenario, path)
    ends = [figure(scenario, known, end) for end in (low, high)]
    spread = f"{ends[0]} to {ends[1]}" if low != high else ""
    value, mark = figure(scenario, known, likely), mark or assumptions.mark(scenario, path)
    before = figure(scenario, known, row.value) if row and mark == "yours" and row.value != likely else ""
    return Fact(path, known.label, unit_of(scenario, known), value, spread, mark, before, row)


def unit_of(scenario: Scenario, known: Parameter) -> str:
    """What a number counts, as a person reads it."""
    if known.unit == HOUR:
        return "time of day"
    if known.scale == CENT:
        return f"%{known.unit.removeprefix('share').replace('/', ' a ')}"
    return formats.unit(known.unit, scenario.currency, scenario.distance_unit)


def figure(scenario: Scenario, known: Parameter, number: float | None) -> str:
    """A number as its own kind is written: money, a time of day, per cent, or digits."""
    if number is None:
        return "none"
    if known.unit == HOUR:
        return formats.clock(number)
    if known.unit.startswith("money"):
        return formats.money_exact(number, scenario.currency)
    if known.scale == CENT:
        return f"{round(number / CENT, 6):g}%"
    return f"{round(number, 6):,g}" if number < 1e6 else plain(number)
