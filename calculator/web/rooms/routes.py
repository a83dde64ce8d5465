"""Which address of a room does what. Phones have `/r/…`, who presents has `/present/…`, and `/rooms` opens one.

Each refusal is JSON as the API's, and of a page a page. Tokens and secrets come as `Authorization: Bearer`, which no
log holds and no browser sends by itself.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from calculator import documents
from calculator.errors import BadInput, CalculatorError, Fault, shortened
from calculator.rooms.room import USUAL, NoRoom
from calculator.web.api.refusals import Refusal
from calculator.web.rooms.answers import looked, plain, states, tagged, wall
from calculator.web.rooms.guard import asked, at, bearer, sent, threaded


def routes() -> list[BaseRoute]:
    """All addresses of rooms; what else stands under theirs is answered as nothing."""
    return [
        at("/rooms", POST=_create),
        at("/r/{code}/join", POST=_join),
        at("/r/{code}/answer", GET=_mine, PUT=_answer),
        at("/r/{code}/state", GET=_state),
        at("/present/{code}", DELETE=_delete),
        at("/present/{code}/state", PUT=_move),
        at("/present/{code}/board", GET=_board),
        at("/r/{rest:path}", GET=_nothing),
        at("/present/{rest:path}", GET=_nothing),
    ]


# -- phones ------------------------------------------------------------------------------------------------------------


async def _join(request: Request) -> Response:
    code = request.path_params["code"]
    await sent(request)
    return plain({"token": await asked(lambda rooms: rooms.join(code))}, 201)


async def _answer(request: Request) -> Response:
    code, token = request.path_params["code"], bearer(request)
    body = await sent(request)
    _, version = await asked(lambda rooms: rooms.answered(code, token, body))
    states.forget(code)
    return plain({"saved": True, "version": version})


async def _mine(request: Request) -> Response:
    code, token = request.path_params["code"], bearer(request)
    answer = await asked(lambda rooms: rooms.mine(code, token))
    return plain({"changes": answer.changes, "before": answer.before, "after": answer.after} if answer else None)


async def _state(request: Request) -> Response:
    code = request.path_params["code"]
    found = states.get(code)
    if found is None:
        found = await asked(lambda rooms: states.read(rooms, code))
    return tagged(request, found.content, found.tag)


# -- who presents ------------------------------------------------------------------------------------------------------


async def _create(request: Request) -> Response:
    tree = _object(await sent(request), ("link", "title", "at_least"))
    link, title, at_least = tree.get("link", ""), tree.get("title", ""), tree.get("at_least", USUAL)
    room, secret = await asked(lambda rooms: rooms.create(link, title, at_least))
    return plain({"code": room.code, "secret": secret, "expires": room.expires.isoformat()}, 201)


async def _move(request: Request) -> Response:
    code, secret = request.path_params["code"], bearer(request)
    tree = _object(await sent(request), ("state",))
    room = await asked(lambda rooms: rooms.move(code, secret, tree.get("state", "")))
    states.forget(code)
    return plain({"state": room.state, "version": room.version})


async def _board(request: Request) -> Response:
    code, secret = request.path_params["code"], bearer(request)
    room, people, shown = await asked(lambda rooms: looked(rooms, code, secret))
    return tagged(request, await threaded(lambda: wall(room, people, shown)), f'"{room.version}"')


async def _delete(request: Request) -> Response:
    code, secret = request.path_params["code"], bearer(request)
    await asked(lambda rooms: rooms.delete(code, secret))
    states.forget(code)
    return plain({"deleted": True})


async def _nothing(_: Request) -> Response:
    raise NoRoom("There is nothing at this address.")


def _object(content: bytes, keys: tuple[str, ...]) -> dict[str, Any]:
    """The object in a body that has these keys at most. Raises Refusal, BadInput."""
    try:
        tree = documents.parsed(content.decode("utf-8"), "The body")
    except (UnicodeDecodeError, RecursionError):
        raise Refusal(400, "The body is no JSON in UTF-8, or nested too deep.") from None
    except CalculatorError as error:
        raise Refusal(400, str(error)) from None
    if not isinstance(tree, dict):
        raise Refusal(400, "The body takes an object.")
    unknown = [shortened(key) for key in tree if key not in keys]
    if unknown:
        raise BadInput(
            [Fault(key, f"There is no '{key}' in this body. There are: {', '.join(keys)}.") for key in unknown]
        )
    return tree
