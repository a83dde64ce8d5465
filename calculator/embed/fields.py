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
    return {question.id.removeprefix("field-"): question for question in asked(scenario)}


def chosen(scenario: Scenario, settings: Settings) -> tuple[list[Field], list[Fault]]:
    """The fields of a widget, and a fault for each name that names no number of the scenario."""
    there, numbers = known(scenario), parameters(scenario)
    fields: list[Field] = []
    faults: list[Fault] = []
    for name in settings.controls or tuple(name for name in STANDARD if name in there):
        path = current(name)
        if name in there:
            fields.append(there[name])
        elif path in numbers and get(scenario, path) is not None:
            label = fact_of(scenario, path).full
            fields.append(
                field(scenario, f"field-{re.sub('[^a-z0-9]', '-', path)}", label, {path: numbers[path].scale})
            )
        elif name != NONE:
            unknown = str(UnknownPath(path, [*there, *numbers]))
            words = f"{shortened(path)} has no number to change." if path in numbers else unknown
            faults.append(Fault("controls", words))
    # none that asks again for a number of one before it
    first = {path: one.id for one in reversed(fields) for path in one.scales}
    return [one for one in fields if any(first[path] == one.id for path in one.scales)], faults
