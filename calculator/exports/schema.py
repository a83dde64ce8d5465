"""The scenario file as a JSON Schema, read from the model: every field with its title, unit, bounds and step.

>>> tree = schema()
>>> meal = tree["$defs"]["Activity"]["properties"]["meal_fee"]
>>> meal["title"], meal["unit"], meal["minimum"], meal["maximum"]
('Meal fee', 'money', 0, 20000000)

`python -m calculator.exports.schema` prints it; docs/scenario.schema.json is that.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any

from calculator import SCHEMA
from calculator.model import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = (
    "A comparison of ways to network, as `python -m calculator scenario` prints it and `compare` reads it. Money is in "
    "the scenario's currency. The calculator also takes a range, such as '12..18..30', wherever a number stands, and "
    "checks what no schema can: that a round of pitches fits its session, and that windows of one day do not overlap."
)


@cache
def _schema() -> str:
    tree = Scenario.model_json_schema()
    close(tree)
    own = tree.pop("$defs")
    head = {"$schema": DIALECT, "title": "Scenario", "description": ABOUT, "version": SCHEMA}
    rest = {key: value for key, value in tree.items() if key not in head}
    return json.dumps({**head, **rest, "$defs": own}, ensure_ascii=False)


def close(tree: Any) -> None:
    """Let no key in that is not of the pattern that the keys of an object follow."""
    if isinstance(tree, dict):
        if "patternProperties" in tree:
            tree["additionalProperties"] = False
        for branch in tree.values():
            close(branch)


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file."""
    tree: dict[str, Any] = json.loads(_schema())
    return tree


def as_text() -> str:
    """The schema as indented JSON text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
