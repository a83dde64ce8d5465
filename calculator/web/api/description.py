"""What each path of the API says of itself, and the whole as OpenAPI 3.1."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import Response

from calculator import __version__, assumptions, settings
from calculator.registry import Entry
from calculator.web.api import answers, pictures
from calculator.web.api.limits import Limits
from calculator.web.api.schemas import Tree, answered, ref, schemas
from calculator.web.origin import API

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
SHAPES = {"presets": "Presets", "parameters": "Parameters", "scenario": "Scenario", "compare": "Comparison"}
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
UNCHANGED: Tree = {"description": "The reader has it already", "headers": TAG}
EXAMPLE = {"preset": "uk-owner", "set": {"activities.breakfast.meal_fee": "12..18..30", "profile.hourly_value": 40}}


def of(name: str, method: str = "get") -> dict[str, Any]:
    """What FastAPI is told of a path: words, the link that it takes, and each answer that it may give."""
    said: dict[str, Any] = {
        "summary": SAID[name],
        "operation_id": f"{method}_{name}",
        "response_class": Response,
        "responses": _responses(name, method),
    }
    if method == "post":
        said["openapi_extra"] = {"requestBody": _body()}
    elif name != "presets":
        said["openapi_extra"] = {"parameters": [_link()]}
    return said


def asked(entry: Entry) -> dict[str, Any]:
    """The same of an analysis."""
    found = {200: {"description": entry.about, "model": answered(entry), "headers": TAG}, 304: UNCHANGED}
    return {
        "summary": entry.about,
        "description": entry.more,
        "operation_id": f"get_{entry.id}",
        "response_class": Response,
        "responses": {**found, **{code: _refusal(code) for code in LINKED}},
        "openapi_extra": {"parameters": [_link()]},
    }


def written(app: FastAPI, limits: Limits) -> bytes:
    """The description as JSON, made once."""
    return _written(app, limits, _server())


@lru_cache(maxsize=4)
def _written(app: FastAPI, limits: Limits, server: str) -> bytes:
    from fastapi.openapi.utils import get_openapi

    about = f"{ABOUT} At most {limits.body:,} bytes of a body are read, and {limits.query:,} characters of a query."
    servers = [{"url": server}]
    tree = get_openapi(title=TITLE, version=__version__, description=about, routes=app.routes, servers=servers)
    components = tree.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **schemas()}
    _name_charts(tree)
    return answers.written(tree)


def _server() -> str:
    """Where the API stands, under the path that CALCULATOR_URL may have."""
    return urlsplit(settings.public()).path + API


def _name_charts(tree: Tree) -> None:
    for parameter in tree["paths"]["/charts/{chart}.{kind}"]["get"]["parameters"]:
        if parameter["name"] == "chart":
            parameter["schema"] = {"type": "string", "enum": pictures.chart_ids()}
            parameter["example"] = pictures.CARD
        if parameter["name"] == "kind":
            parameter["schema"] = {"type": "string", "enum": ["png", "svg"]}
            parameter["example"] = "png"


def _link() -> Tree:
    fields = {"preset": {"type": "string", "description": f"{' or '.join(assumptions.presets())}, or without edition"}}
    shape = {"type": "object", "properties": fields, "additionalProperties": {"type": "string"}}
    example = {"preset": "uk-owner", "profile.hourly_value": "40"}
    form = {"name": "link", "in": "query", "required": False, "style": "form", "explode": True}
    return {**form, "description": LINK, "schema": shape, "example": example}


def _body() -> Tree:
    examples = {
        "changes": {"summary": "A preset and changes by path", "value": EXAMPLE},
        "scenario": {"summary": "A whole scenario", "value": {"scenario": _least()}},
    }
    return {"required": True, "content": {"application/json": {"schema": ref("Body"), "examples": examples}}}


def _least() -> Tree:
    """A preset as JSON."""
    return assumptions.scenario(assumptions.default().id).model_dump(mode="json")


def _responses(name: str, method: str) -> dict[int | str, Tree]:
    codes = POSTED if method == "post" else READ.get(name, LINKED)
    found: dict[int | str, Tree] = {200: _answer(name, method)}
    if method == "get":
        found[304] = UNCHANGED
    return {**found, **{code: _refusal(code) for code in codes}}


def _answer(name: str, method: str) -> Tree:
    if name == "charts":
        image: Tree = {"schema": {"type": "string", "format": "binary"}}
        content: Tree = {"image/png": image, "image/svg+xml": {"schema": {"type": "string"}}}
    else:
        content = {"application/json": {"schema": ref(SHAPES[name])}}
    headers = TAG if method == "get" else {}
    return {"description": SAID[name], "content": content, "headers": headers}


def _refusal(code: int) -> Tree:
    found: Tree = {"description": REFUSALS[code], "content": {"application/json": {"schema": ref("Refusal")}}}
    if code == 429:
        found["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "seconds"}}
    if code == 422:
        message = "Value of an hour is 5000; it takes a number from 0 to 1000 (money/hour)."
        path = "profile.hourly_value"
        example = {"error": f"{message} [{path}]", "path": path, "faults": [{"path": path, "message": message}]}
        found["content"]["application/json"]["example"] = example
    return found
