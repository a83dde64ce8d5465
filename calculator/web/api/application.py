"""The application: which path answers what. What each says of itself to programs is in `description`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp

from calculator.errors import CalculatorError, Fault, shortened
from calculator.model import Scenario
from calculator.period import Name
from calculator.registry import ENTRIES
from calculator.web import cards
from calculator.web.api import answers, asking, description, pictures, reading
from calculator.web.api.asked import FRESH, KeptAnswers
from calculator.web.api.guard import Guard, RequestLimits
from calculator.web.api.refusals import JSON, ApiRefusal, refused, unfit
from calculator.web.api.work import drawing, figures
from calculator.web.peers import API, origin
from calculator.web.sent import Sent

PLACE = {"width", "height", "scale"}
"""Keys of a chart's query that are not of its scenario."""
TAKES = {
    "width": f"a whole number from {pictures.LEAST} to {pictures.MOST}",
    "height": f"a whole number from {pictures.LEAST} to {pictures.MOST}",
    "scale": "a number from 1 to 2",
    **{key: asking.takes(option) for key, option in asking.TAKEN.items()},
}


def _charts(shape: dict[str, Any]) -> None:
    """Name the pictures there are, once the description is asked for; which they are takes a while to say."""
    shape |= {"enum": pictures.chart_ids(), "example": pictures.CARD}


Side = Annotated[int | None, Query(ge=pictures.LEAST, le=pictures.MOST)]
Made = Callable[[Scenario], bytes]


def application(limits: RequestLimits | None = None) -> ASGIApp:
    """The API, with the limits that the environment sets where none are given."""
    limits, asked = limits or RequestLimits.read(), KeptAnswers()
    app = FastAPI(title=description.TITLE, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    for path, make in (
        ("parameters", answers.parameters),
        ("scenario", answers.whole),
        ("compare", answers.comparison),
    ):
        app.get(f"/{path}", **description.of(path))(_linked(path, make, asked))
    for entry in ENTRIES:
        app.get(f"/{entry.command}", **description.asked(entry))(asking.answer(entry, asked))
    app.get("/presets", **description.of("presets"))(_presets)
    app.get("/charts/{chart}.{kind}", **description.of("charts"))(_chart)
    app.post("/compare", **description.posted())(_posted(limits.body))

    async def described(request: Request) -> Response:
        sent = Sent.of(await figures.do(lambda: description.written(app, limits)))
        return sent.response(request, JSON, FRESH)

    app.add_api_route("/openapi.json", described, include_in_schema=False)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    return Guard(app, limits)


# -- answers -----------------------------------------------------------------------------------------------------------


def _linked(path: str, make: Made, asked: KeptAnswers) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        query = request.scope["query_string"]
        return await asked.answer(request, path, figures, lambda: make(reading.linked(query)))

    return answer


def _posted(most: int) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        query = request.scope["query_string"]
        if query:
            raise ApiRefusal(400, "A POST is described by its body alone. Leave out the query, or send a GET.")
        content = await reading.body(request, most)
        made = await figures.do(lambda: answers.comparison(reading.described(content)))
        return Response(made, media_type=JSON, headers={"Cache-Control": "no-store"})

    return answer


async def _presets(request: Request) -> Response:
    if request.scope["query_string"]:
        raise ApiRefusal(400, "There is nothing to choose of the presets. Leave out the query.")
    return Sent.of(await figures.do(answers.presets)).response(request, JSON, FRESH)


async def _chart(
    request: Request,
    chart: Annotated[str, Path(json_schema_extra=_charts)],
    kind: Annotated[str, Path(json_schema_extra={"enum": list(cards.KINDS), "example": "png"})],
    width: Side = None,
    height: Side = None,
    scale: Annotated[float, Query(ge=1, le=2)] = 1,
    period: Name = "all",
) -> Response:
    if kind not in cards.KINDS:
        raise ApiRefusal(404, f"There is no chart as '{shortened(kind)}'. It comes as png or svg.")
    query, host = request.scope["query_string"], origin(request.scope)

    def draw() -> bytes:
        scenario = reading.linked(query, PLACE)
        address = f"{host}/?{answers.link(scenario)}"
        form: pictures.ImageKind = "png" if kind == "png" else "svg"
        size = pictures.size(width, height, scale if form == "png" else 1)
        return pictures.picture(scenario, chart, form, size, scale, period, address)

    return Sent.of(await drawing.do(draw)).response(request, cards.KINDS[kind], cards.HEADERS)


# -- refusals ----------------------------------------------------------------------------------------------------------


async def _refusal(_: Request, error: Any) -> Response:
    response: Response = error.response
    return response


async def _unfit(_: Request, error: Any) -> Response:
    return unfit(error)


async def _invalid(_: Request, error: Any) -> Response:
    """What FastAPI finds wrong, in our words."""
    faults = []
    for item in error.errors():
        name = str(item["loc"][1])
        state = "missing" if item["type"] == "missing" else f"'{shortened(item['input'])}'"
        faults.append(Fault(name, f"{name} is {state}; it takes {TAKES[name]}."))
    return refused(422, "\n".join(map(str, faults)), faults)


async def _http(request: Request, error: Any) -> Response:
    """No such path, or not in that way."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] != Match.NONE]
    allowed = sorted({method for route in routes for method in getattr(route, "methods", ())} - {"HEAD"})
    if error.status_code == 405 and allowed:
        text = f"{request.method} is not answered here. Use {' or '.join(allowed)}."
        return refused(405, text, (), {"Allow": ", ".join([*allowed, "HEAD", "OPTIONS"])})
    return refused(error.status_code, f"There is nothing at this address. What there is, {API}/openapi.json says.")


async def _failed(_: Request, __: Exception) -> Response:
    return refused(500, "Something failed here, and not in what you sent. Try again, or report it.")


HANDLERS: dict[Any, Callable[[Request, Any], Awaitable[Response]]] = {
    ApiRefusal: _refusal,
    CalculatorError: _unfit,
    RequestValidationError: _invalid,
    HTTPException: _http,
    Exception: _failed,
}
