"""What holds for every request of a room, before it is read and as it is refused.

A hall full of phones has one address, so they do not share an address's allowance: each phone is counted by its token,
and what a room refuses is counted by address (`rooms.service`), and charged to it as well.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from calculator.allowance import asking, shared
from calculator.errors import BadInput, CalculatorError
from calculator.rooms.room import Closed, NoRoom, NotAllowed, NotKept, TooMany
from calculator.web.api.reading import body
from calculator.web.api.refusals import ApiRefusal, refused, unfit
from calculator.web.api.work import later
from calculator.web.doors import ours
from calculator.web.work import Refused

if TYPE_CHECKING:
    from calculator.rooms.service import Rooms

Given = TypeVar("Given")
Handler = Callable[[Request], Awaitable[Response]]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BODY = 16_000
"""Bytes of a body: an answer of forty numbers has about three thousand."""
FEE = 0.002
"""Processor seconds that a refusal is charged."""
TOGETHER = 40
"""Threads that ask the store at a time; most of them wait for the disk."""
AGAIN = 5
"""Seconds after which to ask again where the store cannot be reached."""
STRANGER = "This was sent by a page of another site. Open the room's own page."
STATUS = {NoRoom: 404, NotAllowed: 403, Closed: 409, TooMany: 429, NotKept: 503}
_places: RunVar[CapacityLimiter] = RunVar("places at the store")


def at(path: str, told: Callable[[Request, Response], Response] | None = None, **handlers: Handler) -> Route:
    """An address with what it does by method; what it refuses is JSON, unless `told` makes something else of it."""

    async def answer(request: Request) -> Response:
        response = await _answered(request, handlers)
        return told(request, response) if told is not None and response.status_code >= 400 else response

    return Route(path, answer, methods=METHODS)


async def _answered(request: Request, handlers: dict[str, Handler]) -> Response:
    method = "GET" if request.method == "HEAD" else request.method
    handler = handlers.get(method)
    try:
        if handler is None:
            allowed = ", ".join([*handlers, *(["HEAD"] if "GET" in handlers else [])])
            raise ApiRefusal(405, f"{request.method} is not answered here. Use {allowed}.", {"Allow": allowed})
        # browsers say in two headers which page sends this: one of ours may, and so may a program
        site = request.headers.get("sec-fetch-site", "none").lower()
        if method != "GET" and (site not in ("same-origin", "none") or ours(request.scope) is None):
            raise ApiRefusal(403, STRANGER)
        return await handler(request)
    except ApiRefusal as refusal:
        response = refusal.response
    except Refused as late:
        response = later(late).response
    except CalculatorError as error:
        response = said(error)
    shared().charge(asking.get(), FEE)
    return response


def said(error: CalculatorError) -> Response:
    """An error of the rooms as the API says its own."""
    if isinstance(error, BadInput):
        return unfit(error)
    wait = error.seconds if isinstance(error, TooMany) else AGAIN if isinstance(error, NotKept) else 0
    again = {"Retry-After": str(math.ceil(wait))} if wait else {}
    words = f"{error} Ask again in {math.ceil(wait)} s." if isinstance(error, TooMany) else str(error)
    return refused(STATUS.get(type(error), 422), words, (), again)


async def sent(request: Request) -> bytes:
    """The body of a request. Raises ApiRefusal where it is no JSON, too long or too late."""
    return await body(request, BODY)


def bearer(request: Request) -> str:
    """The token or secret that the request brings; empty where it brings none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip()[:100] if kind.lower() == "bearer" else ""


async def asked(work: Callable[[Rooms], Given]) -> Given:
    """What `work` gives that is done with the rooms, in a thread, since it waits for the store."""

    def opened() -> Given:
        from calculator.rooms.service import rooms  # with the store's libraries, which take a second to import

        return work(rooms())

    return await threaded(opened)


async def threaded(work: Callable[[], Given]) -> Given:
    """What `work` gives, in one of the threads of the rooms."""
    try:
        places = _places.get()
    except LookupError:
        places = CapacityLimiter(TOGETHER)
        _places.set(places)
    return await to_thread.run_sync(work, limiter=places)
