"""The answer card of a link as a picture, drawn once: `/card.png?preset=uk-owner&size=square`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calculator.errors import CalculatorError
from calculator.web.links import Link, link, pairs
from calculator.web.origin import origin
from calculator.web.work import pages

ROOM = 16_000_000
"""Bytes of pictures that are kept, some two hundred cards."""
SIZES = ("preview", "square", "small")
KINDS = {"png": "image/png", "svg": "image/svg+xml"}
HEADERS = {
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:",
    "X-Content-Type-Options": "nosniff",
}
"""A card is drawn anew once an hour at most; opened by itself, it can load nothing and run nothing."""


class Pictures:
    """Pictures by what is on them; those asked for least recently go first."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """The picture of that key, drawn if need be, by one thread at a time."""
        with self._lock:
            found = self._kept.pop(key, None) or draw()
            self._kept[key] = found
            while len(self._kept) > 1 and self.size > self.room:
                self._kept.popitem(last=False)
            return found

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return sum(map(len, self._kept.values()))


pictures = Pictures()


async def card(request: Request) -> Response:
    """The card of the link whose query it is; what the link cannot say is as in the preset."""
    kind = request.scope["path"].rsplit(".", 1)[-1]  # the whole address may hold bytes that are no text
    query = request.scope["query_string"].decode("latin-1")
    size = dict(pairs(query)).get("size", "preview")
    if size not in SIZES:
        return PlainTextResponse(f"The size of a card is one of {', '.join(SIZES)}.", 400)
    host = origin(request.scope)
    try:
        body = await pages.do(lambda: picture(link(query), size, kind, host))
    except CalculatorError as error:
        return PlainTextResponse(str(error), 422)
    return _answered(request, body, KINDS[kind])


def picture(found: Link, size: str, kind: str, host: str) -> bytes:
    """The card of a link, from those that are kept where it is among them."""
    from calculator.exports import card as cards  # resvg is loaded with the first card
    from calculator.exports import stamp, svg

    day = stamp.today()
    address = f"{host}{found.under('/')}"
    content = f"{found.scenario.model_dump_json()} {size} {kind} {address} {day}"

    def draw() -> bytes:
        drawn = cards.card_svg(found.scenario, size, address, day)
        return svg.png(drawn) if kind == "png" else svg.with_fonts(drawn).encode()

    return pictures.get(sha256(content.encode("utf-8", "replace")).hexdigest(), draw)


def _answered(request: Request, body: bytes, kind: str) -> Response:
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {**HEADERS, "ETag": tag}
    if known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(media_type=kind, headers={**headers, "Content-Length": str(len(body))})
    return Response(body, media_type=kind, headers=headers)


def known(given: str, tag: str) -> bool:
    """Whether the reader has what bears that tag already."""
    return given.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in given.split(","))
