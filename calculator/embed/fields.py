"""The numbers that a visitor may change in a widget: those most people want to, or any that its maker names.

>>> from calculator import assumptions
>>> list(known(assumptions.scenario("uk-owner")))
['worth', 'hour', 'travel', 'fee', 'dues', 'times']
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from calculator.embed.settings import NONE, Settings
from calculator.errors import Fault, UnknownPath, shortened
from calculator.exports.page.live import Field, asked, field
from calculator.facts import fact_of
from calculator.model import Scenario
from calculator.parameters import current, get, parameters

STANDARD = ("hour", "travel", "fee", "times")
"""The fields of a widget whose maker names none."""


def known(scenario: Scenario) -> Mapping[str, Field]:
    """The fields that have a word of their own, by that word."""
    return {found.id.removeprefix("field-"): found for found in asked(scenario)}


def chosen(scenario: Scenario, settings: Settings) -> tuple[list[Field], list[Fault]]:
    """The fields of a widget, and a fault for each name that names no number of the scenario."""
    there = known(scenario)
    wanted = settings.controls or tuple(name for name in STANDARD if name in there)
    faults: list[Fault] = []
    found = [_found(scenario, there, name, faults) for name in wanted if name != NONE]
    return _apart([one for one in found if one is not None]), faults


def _apart(found: list[Field]) -> list[Field]:
    """The fields, less those of a number that one before them asks for already."""
    first = {path: one.id for one in reversed(found) for path in one.scales}
    return [one for one in found if any(first[path] == one.id for path in one.scales)]


def _found(scenario: Scenario, there: Mapping[str, Field], name: str, faults: list[Fault]) -> Field | None:
    if name in there:
        return there[name]
    path = current(name)
    if path in parameters(scenario) and get(scenario, path) is not None:
        return field(scenario, f"field-{re.sub('[^a-z0-9]', '-', path)}", fact_of(scenario, path).full, {path: 1.0})
    hint = str(UnknownPath(path, [*there, *parameters(scenario)]))
    sentence = hint if path not in parameters(scenario) else f"{shortened(path)} has no number to change."
    faults.append(Fault("controls", sentence))
    return None
