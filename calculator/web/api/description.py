"""What each path of the API says of itself, and the whole as OpenAPI 3.1, which FastAPI writes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, TypeAdapter
from starlette.responses import Response

from calculator import __version__, assumptions, settings
from calculator.exports.schema import close
from calculator.model import Scenario
from calculator.registry import Entry
from calculator.web.api import answers
from calculator.web.api.guard import RequestLimits
from calculator.web.api.schemas import (
    Comparison,
    FromPreset,
    FromScenario,
    Parameters,
    Presets,
    Refusal,
    Tree,
    answered,
)
from calculator.web.peers import API

if TYPE_CHECKING:
    from fastapi import FastAPI

TITLE = "Networking cost calculator"
ABOUT = (
    "What face-to-face, online and blended networking cost and yield: the figures that the command line prints, the "
    "answer in words, and the charts. Any page may ask, with no key. Money is in the scenario's currency."
)
LINK = (
    "The query of a link, as the app writes it: `preset`, and any number or word of the scenario by its path, such as "
    "`activities.breakfast.meal_fee=12..18..30`. What cannot be used is an error. Each key stands once."
)
SAID = {
    "presets": "The scenarios to start from",
    "parameters": "Every number of a scenario, with its range, its bounds and its source",
    "scenario": "A scenario as JSON, which POST /compare and the command line read",
    "compare": "A comparison: every measure of every strategy, the answer in words, ranges and odds",
    "charts": "A chart, or the answer card, as an image",
}
SHAPES: dict[str, type[BaseModel]] = {
    "presets": Presets,
    "parameters": Parameters,
    "scenario": Scenario,
    "compare": Comparison,
}
REFUSALS = {
    400: "What was sent cannot be read at all",
    404: "There is nothing at this address",
    405: "The address is not asked in this way",
    408: "The body took too long",
    413: "The body is too long",
    414: "The query is too long",
    415: "The body is not declared as JSON",
    422: "The scenario does not hold together, or a setting is not one; every fault is named",
    429: "This address has asked too often; Retry-After says when it may again",
    503: "Too much is asked at the moment, or images cannot be drawn here",
}
POSTED = (400, 408, 413, 415, 422, 429, 503)
READ = {"presets": (400, 405, 414, 429, 503), "charts": (404, 405, 414, 422, 429, 503)}
LINKED = (405, 414, 422, 429, 503)
TAG = {"ETag": {"schema": {"type": "string"}, "description": "for If-None-Match, which is answered with 304"}}
EXAMPLE = {"preset": "uk-owner", "set": {"activities.breakfast.meal_fee": "12..18..30", "profile.hourly_value": 40}}
IMAGES: Tree = {
    "image/png": {"schema": {"type": "string", "format": "binary"}},
    "image/svg+xml": {"schema": {"type": "string"}},
}


def of(name: str) -> dict[str, Any]:
    """What FastAPI is told of a path that is read: words, the link that it takes, and each answer it may give."""
    return _told(SAID[name], f"get_{name}", READ.get(name, LINKED), SHAPES.get(name))


def asked(entry: Entry) -> dict[str, Any]:
    """What FastAPI is told of an analysis."""
    return {**_told(entry.about, f"get_{entry.id}", LINKED, answered(entry)), "description": entry.more}


def posted() -> dict[str, Any]:
    """What FastAPI is told of a comparison whose scenario stands in the body."""
    least = assumptions.scenario(assumptions.default().id).model_dump(mode="json")
    examples = {
        "changes": {"summary": "A preset and changes by path", "value": EXAMPLE},
        "scenario": {"summary": "A whole scenario", "value": {"scenario": least}},
    }
    body = {key: part for key, part in _body().items() if key != "$defs"}
    said = _told(SAID["compare"], "post_compare", POSTED, Comparison)
    said["openapi_extra"] = {
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "examples": examples}}}
    }
    del said["responses"][304], said["responses"][200]["headers"]  # it has no tag
    return said


def written(app: FastAPI, limits: RequestLimits) -> bytes:
    """The description as JSON, made once; it says where the API stands, under the path that CALCULATOR_URL may have."""
    return _written(app, limits, urlsplit(settings.public()).path + API)


@lru_cache(maxsize=4)
def _written(app: FastAPI, limits: RequestLimits, server: str) -> bytes:
    from fastapi.openapi.utils import get_openapi

    about = f"{ABOUT} At most {limits.body:,} bytes of a body are read, and {limits.query:,} characters of a query."
    servers = [{"url": server}]
    tree = get_openapi(title=TITLE, version=__version__, description=about, routes=app.routes, servers=servers)
    shapes = tree["components"]["schemas"]
    shapes |= _body()["$defs"]
    close(shapes)
    for name in ("Activity", "Window"):
        days = shapes[name]["properties"]["days"]
        kept = {key: days.pop(key) for key in ("title", "default") if key in days}
        shapes[name]["properties"]["days"] = {**kept, "anyOf": [days, {"type": "string"}]}  # 'mon thu' will do
    return answers.written(tree)


def _told(summary: str, operation: str, codes: tuple[int, ...], shape: type[BaseModel] | None) -> dict[str, Any]:
    given: Tree = {"content": IMAGES} if shape is None else {"model": shape}
    responses: dict[int | str, Tree] = {200: {"description": summary, "headers": TAG, **given}}
    responses[304] = {"description": "The reader has it already", "headers": TAG}
    responses |= {code: {"description": REFUSALS[code], "model": Refusal} for code in codes}
    responses[429]["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "seconds"}}
    if 422 in codes:
        message = "Value of an hour is 5000; it takes a number from 0 to 1000 (money/hour)."
        path = "profile.hourly_value"
        example = {"error": f"{message} [{path}]", "path": path, "faults": [{"path": path, "message": message}]}
        responses[422]["content"] = {"application/json": {"example": example}}
    extra = {} if shape is Presets else {"parameters": [_link()]}
    return {
        "summary": summary,
        "operation_id": operation,
        "response_class": Response,
        "responses": responses,
        "openapi_extra": extra,
    }


def _link() -> Tree:
    fields = {"preset": {"type": "string", "description": f"{' or '.join(assumptions.presets())}, or without edition"}}
    shape = {"type": "object", "properties": fields, "additionalProperties": {"type": "string"}}
    example = {"preset": "uk-owner", "profile.hourly_value": "40"}
    form = {"name": "link", "in": "query", "required": False, "style": "form", "explode": True}
    return {**form, "description": LINK, "schema": shape, "example": example}


def _body() -> Tree:
    """The shape of a body, with the shapes that it is made of under `$defs`."""
    return TypeAdapter(FromPreset | FromScenario).json_schema(ref_template="#/components/schemas/{model}")
