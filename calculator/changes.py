"""The only door for changes to a scenario: text is parsed, bounds are checked, and a new scenario comes out.

>>> from calculator import assumptions
>>> mine = replace(assumptions.scenario("uk-owner"), {"activities.breakfast.meal_fee": "12..18..30"})
>>> mine.activities["breakfast"].meal_fee, mine.ranges["activities.breakfast.meal_fee"].high
(18.0, 30.0)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from calculator.currencies import settled
from calculator.documents import validated
from calculator.errors import BadInput, Fault, UnknownPath, hinting
from calculator.model import Scenario
from calculator.parameters import Parameter, current, parameters, put, words

Value = float | str | None


@hinting()
def replace(scenario: Scenario, changes: Mapping[str, Value]) -> Scenario:
    """The scenario with these changes; text is parsed, and a plain number ends the range that stood there.

    Raises BadInput with every fault of every change.
    """
    currency = settled(changes.get("currency"), scenario.currency)  # amounts are read as those of the new one
    tree, known, named = scenario.model_dump(), parameters(scenario, currency), words(scenario)
    faults = [fault for path, value in changes.items() for fault in _put(tree, known, named, path, value)]
    if not faults:
        try:
            return Scenario.model_validate(tree)
        except (ValidationError, BadInput):
            pass  # which `validated` puts into words
    try:
        validated(tree)
    except BadInput as error:
        faults += error.faults
    raise BadInput(faults)


def check(scenario: Scenario, changes: Mapping[str, Value]) -> tuple[Fault, ...]:
    """Everything that stands against these changes; nothing where they will do."""
    try:
        replace(scenario, changes)
    except BadInput as error:
        return error.faults
    return ()


def _put(
    tree: dict[str, Any], known: Mapping[str, Parameter], named: Collection[str], path: str, value: Value
) -> Iterator[Fault]:
    path = current(path)
    if path in known:
        try:
            spread = known[path].read(value)
        except BadInput as error:
            yield from error.faults
            return
        put(tree, path, spread.likely)
        tree["ranges"].pop(path, None)
        if spread.low != spread.high:
            tree["ranges"][path] = {"low": spread.low, "high": spread.high}
    elif path in named:
        put(tree, path, value)
    else:
        yield from UnknownPath(path, [*known, *named]).faults
