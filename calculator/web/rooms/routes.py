"""Which address of a room does what. Phones have `/r/…`, who presents has `/present/…`, and `/rooms` opens one.

Each refusal is JSON as the API's, and of a page a page. Tokens and secrets come as `Authorization: Bearer`, which no
log holds and no browser sends by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from calculator import documents
from calculator.errors import BadInput, CalculatorError, Fault, shortened
from calculator.rooms.room import USUAL, NoRoom, Room, Withheld, read_code, starting, written_code
from calculator.web.api.refusals import JSON, ApiRefusal
from calculator.web.peers import origin
from calculator.web.rooms.answers import Paper, board, boards, looked, papers, plain, state, states, wall
from calculator.web.rooms.guard import asked, at, bearer, sent, threaded
from calculator.web.sent import Sent
from calculator.web.work import Desk

if TYPE_CHECKING:
    from calculator.rooms.pages import SealedPage

FILE = Desk(90, places=1)
"""Files take seconds, so one is made at a time."""
SECOND, SECONDS = "public, max-age=1", "public, max-age=5"
"""For how long a cache in front may answer a hall that asks all at once: a state, and the page of phones."""
SOON = "public, max-age=10"
"""How long a phone's page is kept before the server, so that a hall that opens it at once asks for it once."""


def routes() -> list[BaseRoute]:
    """All addresses of rooms; what else stands under theirs is answered as nothing."""
    return [
        at("/rooms", POST=_create),
        at("/r/{code}", _as_page, GET=_phone),
        at("/r/{code}/sheet", _as_page, GET=_sheet),
        at("/r/{code}/join", POST=_join),
        at("/r/{code}/answer", GET=_mine, PUT=_answer),
        at("/r/{code}/state", GET=_state),
        at("/workshop-kit", _as_page, GET=_kit),
        at("/present/{code}", _as_page, GET=_presenter, DELETE=_delete),
        at("/present/{code}/sheet.pdf", GET=_printed_sheet),
        at("/present/{code}/export.{kind}", GET=_export),
        at("/present/{code}/state", PUT=_move),
        at("/present/{code}/board", GET=_board),
        at("/r/{rest:path}", _as_page, GET=_nothing),
        at("/present/{rest:path}", _as_page, GET=_nothing),
    ]


# -- phones ------------------------------------------------------------------------------------------------------------


async def _join(request: Request) -> Response:
    code = request.path_params["code"]
    await sent(request)
    return plain({"token": await asked(lambda rooms: rooms.join(code))}, 201)


async def _answer(request: Request) -> Response:
    code, token = request.path_params["code"], bearer(request)
    body = await sent(request)
    version = await asked(lambda rooms: rooms.answer(code, token, body))
    states.forget(code)
    return plain({"saved": True, "version": version})


async def _mine(request: Request) -> Response:
    code, token = request.path_params["code"], bearer(request)
    answer = await asked(lambda rooms: rooms.mine(code, token))
    return plain({"changes": answer.changes, "before": answer.before, "after": answer.after} if answer else None)


async def _state(request: Request) -> Response:
    code = request.path_params["code"]
    told = states.get((read_code(code),))
    if told is None:
        told = await asked(lambda rooms: state(rooms, code))
    return told.response(request, JSON, {"Cache-Control": SECOND})


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
    sent = Sent(await threaded(lambda: wall(room, people, shown)), f'"{room.version}"')
    return sent.response(request, JSON, {"Cache-Control": "no-cache"})


async def _delete(request: Request) -> Response:
    code, secret = request.path_params["code"], bearer(request)
    await asked(lambda rooms: rooms.delete(code, secret))
    states.forget(code)
    for kept in (boards, papers):
        kept.forget(code)
    return plain({"deleted": True})


async def _export(request: Request) -> Response:
    from calculator.rooms.alike import PEOPLE, as_csv
    from calculator.rooms.takeaway import FILES, Takeaway

    code, kind, secret = request.path_params["code"], request.path_params["kind"], bearer(request)
    file = FILES.get(kind)
    if file is None and kind != PEOPLE:
        raise ApiRefusal(404, f"There is no such file of a room. It comes as {', '.join([*FILES, PEOPLE])}.")
    room, _, shown = await asked(lambda rooms: looked(rooms, code, secret))
    if isinstance(shown, Withheld):
        few = f"Fewer than {room.at_least} have answered, so there is nothing to take away yet."
        raise ApiRefusal(
            409, few if shown.why == "too few" else "The picture has not been shown yet, so there is no file."
        )
    if file is None:
        rows = await asked(lambda rooms: rooms.people_alike(room, shown))
        content = await threaded(lambda: as_csv(starting(room.scenario_link), rows))
        return _file(content, "text/csv; charset=utf-8", f"workshop-{written_code(room.code)}-people.csv")
    drawn, _ = await threaded(lambda: board(room, shown))
    taken = Takeaway(room, drawn, f"{origin(request.scope)}/?{room.scenario_link}")
    return _file(await FILE.do(lambda: file.made(taken)), file.kind, f"workshop-{written_code(room.code)}.{kind}")


async def _printed_sheet(request: Request) -> Response:
    from calculator.exports import browser
    from calculator.rooms import pages

    code, secret, host = request.path_params["code"], bearer(request), origin(request.scope)
    room, _ = await asked(lambda rooms: rooms.presented(code, secret))
    content = await FILE.do(lambda: browser.paper(pages.sheet(room, host).html))
    return _file(content, "application/pdf", f"workshop-{written_code(room.code)}-sheet.pdf")


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


# -- pages -------------------------------------------------------------------------------------------------------------


async def _phone(request: Request) -> Response:
    room = await _room(request)
    made = await _page(request, "phone", room.code, lambda pages: pages.phone(room, starting(room.scenario_link)))
    made.headers["Cache-Control"] = SECONDS
    return made


async def _presenter(request: Request) -> Response:
    room, host = await _room(request), origin(request.scope)
    link = room.scenario_link
    return await _page(request, "present", room.code, lambda pages: pages.present(room, starting(link), host))


async def _sheet(request: Request) -> Response:
    room, host = await _room(request), origin(request.scope)
    return await _page(request, "sheet", room.code, lambda pages: pages.sheet(room, host))


async def _kit(request: Request) -> Response:
    return await _page(request, "kit", "", lambda pages: pages.kit())


async def _room(request: Request) -> Room:
    code = request.path_params["code"]
    return await asked(lambda rooms: rooms.room(code))


async def _page(request: Request, kind: str, code: str, make: Callable[[Any], SealedPage]) -> Response:
    """A page, made once for all who open it under this address, and packed once for whoever takes it packed."""
    key = (code, kind, origin(request.scope))
    paper = papers.get(key)
    if paper is None:

        def made() -> Paper:
            from calculator.rooms import pages  # with charts and more, which take a second to import

            return Paper.of(make(pages))

        paper = await threaded(lambda: papers.of(key, made))
    packed = "gzip" in request.headers.get("accept-encoding", "").lower()
    headers = {
        "Cache-Control": SOON if kind == "phone" else "no-store",
        "Content-Security-Policy": paper.policy,
        "Vary": "Accept-Encoding",
    }
    content, tag = (paper.packed, f'"{paper.hash}-gz"') if packed else (paper.html, f'"{paper.hash}"')
    return Sent(content, tag, packed).response(request, "text/html", headers)


def _as_page(request: Request, refusal: Response) -> Response:
    """A refusal as a page, where a page was asked for; what a program asks stays as it is."""
    if "text/html" not in request.headers.get("accept", ""):
        return refusal
    from calculator.exports.templates import html

    words = json.loads(bytes(refusal.body))["error"]
    page = html("web/refusal.html", title="Workshop", heading="This does not open", words=words)
    kept = {
        name: refusal.headers[name] for name in ("retry-after", "cache-control", "allow") if name in refusal.headers
    }
    return HTMLResponse(page, refusal.status_code, kept)


async def _nothing(_: Request) -> Response:
    raise NoRoom("There is nothing at this address.")


def _object(content: bytes, keys: tuple[str, ...]) -> dict[str, Any]:
    """The object in a body that has these keys at most. Raises ApiRefusal, BadInput."""
    try:
        tree = documents.parsed(content.decode("utf-8"), "The body")
    except (UnicodeDecodeError, RecursionError):
        raise ApiRefusal(400, "The body is no JSON in UTF-8, or nested too deep.") from None
    except CalculatorError as error:
        raise ApiRefusal(400, str(error)) from None
    if not isinstance(tree, dict):
        raise ApiRefusal(400, "The body takes an object.")
    unknown = [shortened(key) for key in tree if key not in keys]
    if unknown:
        raise BadInput(
            [Fault(key, f"There is no '{key}' in this body. There are: {', '.join(keys)}.") for key in unknown]
        )
    return tree
