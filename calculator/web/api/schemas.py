"""The shapes of what the API takes and gives, for its description, read from the model and from what is printed.

>>> sorted(schemas())[:3]
['Activity', 'Amounts', 'Body']
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Field, create_model

from calculator import printed
from calculator.engine.pipeline import BOTTLENECKS
from calculator.engine.results import BREAKDOWNS, UNITS
from calculator.exports.schema import schema
from calculator.registry import Entry
from calculator.web.api import asking
from calculator.web.api.answers import RANGED, SHARES

Tree = dict[str, Any]
TEXT: Tree = {"type": "string"}
NONE_OR_TEXT: Tree = {"type": ["string", "null"]}
NUMBER: Tree = {"type": "number"}
NONE_OR_NUMBER: Tree = {"type": ["number", "null"]}
VERSION: Tree = {"type": "integer", "const": 1, "description": "of this form; a change that breaks readers raises it"}


def ref(name: str) -> Tree:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(properties: Tree, required: list[str] | None = None) -> Tree:
    """An object with these fields and no others, all of them there if not said otherwise."""
    fields = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": fields, "additionalProperties": False}


def each(inner: Tree) -> Tree:
    """An object with one such value by id."""
    return {"type": "object", "additionalProperties": inner}


def listed(inner: Tree) -> Tree:
    """A list of such values."""
    return {"type": "array", "items": inner}


def schemas() -> Tree:
    """All shapes by name."""
    fault = closed({"path": NONE_OR_TEXT, "message": TEXT})
    return {
        **_scenario(),
        "Amounts": each(NUMBER),
        "Body": _body(),
        "Comparison": _comparison(),
        "Fault": fault,
        "Measures": _measures(),
        "Parameters": _rows("parameters", _parameter()),
        "Presets": _rows("presets", _preset()),
        "Refusal": closed({"error": TEXT, "path": NONE_OR_TEXT, "faults": listed(ref("Fault"))}),
    }


def answered(entry: Entry) -> type[BaseModel]:
    """The shape of the answer of an analysis: its rows are those of its findings."""
    about = "of this form; a change that breaks readers raises it"
    kinds: dict[str, Any] = {"finding": str, "answer": str, "notes": list[str]}
    kinds["rows"] = list[Union[asking.rows(entry)]]  # type: ignore[misc]  # noqa: UP007 -- known when it is run
    kinds["version"] = Annotated[Literal[1], Field(alias="schema", description=about)]
    name = "".join(part.capitalize() for part in entry.id.split("_"))
    return create_model(f"{name}Answer", __config__=ConfigDict(extra="forbid"), **kinds)


def _scenario() -> Tree:
    """The model's own schema, its parts beside it."""
    text = json.dumps(schema()).replace("#/$defs/", "#/components/schemas/")
    tree: Tree = json.loads(text)
    parts: Tree = tree.pop("$defs")
    for part in parts.values():
        days = part["properties"].get("days")
        if days:
            title, default = days.pop("title"), {"default": days.pop("default")} if "default" in days else {}
            part["properties"]["days"] = {"title": title, **default, "anyOf": [days, TEXT]}  # 'mon thu' will do
    return {"Scenario": {key: value for key, value in tree.items() if not key.startswith("$")}, **parts}


def _body() -> Tree:
    value = {"type": ["number", "string", "null"], "description": "a number, a range such as '12..18..30', or a word"}
    changes = {**each(value), "maxProperties": 2000, "description": "changes by path"}
    scenario = {**closed({"scenario": ref("Scenario"), "set": changes}, ["scenario"])}
    preset = {**closed({"preset": {**TEXT, "description": "with its edition or without"}, "set": changes}, [])}
    return {"anyOf": [preset, scenario]}


def _comparison() -> Tree:
    ends = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
    ranges = closed({name: closed(dict.fromkeys(SHARES, ends)) for name in RANGED})
    about = {"currency": TEXT, "goal": TEXT, "years": NUMBER, "names": each(TEXT)}
    return closed(
        {
            "schema": VERSION,
            "scenario": {**TEXT, "description": "its name"},
            "strategies": each(ref("Measures")),
            "about": closed(about),
            "link": {**TEXT, "description": "the shortest query that gives this scenario"},
            "headline": closed({"sentence": TEXT, "lead": TEXT, "rest": listed(TEXT)}),
            "ranges": {**each(ranges), "description": "low and high of the middle 50 and 80 % of the draws"},
            "odds": closed({"draws": {"type": "integer"}, "wins_most": ref("Amounts"), "costs_least": ref("Amounts")}),
            "warnings": listed(ref("Fault")),
        }
    )


def _measures() -> Tree:
    """Every measure with what it counts; none where it does not exist."""
    found: Tree = {name: {**NONE_OR_NUMBER, "description": unit} for name, unit in UNITS.items()}
    found["bottleneck"] = {"enum": [*BOTTLENECKS, None], "description": "what holds it back"}
    parts = {name: {**each(NUMBER), "description": UNITS[name]} for name in BREAKDOWNS}
    return closed({**found, **parts})


def _rows(name: str, row: Tree) -> Tree:
    return closed({"schema": VERSION, name: listed(row)})


def _preset() -> Tree:
    return closed({**dict.fromkeys(printed.PRESET, TEXT), "strategies": listed(TEXT)})


def _parameter() -> Tree:
    texts = dict.fromkeys((*printed.FACTS, *printed.SOURCED), NONE_OR_TEXT)
    numbers = dict.fromkeys(("value", "low", "high"), NONE_OR_NUMBER) | dict.fromkeys(("min", "max"), NUMBER)
    return closed({**texts, **numbers, "path": TEXT, "label": TEXT, "unit": TEXT, "mark": TEXT})
