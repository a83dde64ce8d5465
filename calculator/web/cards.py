"""The answer card of a link as a picture, drawn once: `/card.png?preset=uk-owner&size=square`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calculator.errors import CalculatorError
from calculator.kept import fingerprint, kept
from calculator.tally import counted
from calculator.web.links import Link, link, pairs
from calculator.web.peers import origin
from calculator.web.sent import Sent
from calculator.web.work import pages

if TYPE_CHECKING:
    from calculator.model import Scenario

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
    return Sent.of(body).response(request, KINDS[kind], HEADERS)


def picture(asked: Link, size: str, kind: str, host: str) -> bytes:
    """The card of a link as it is today."""
    from calculator.exports import stamp

    return drawn(asked.scenario, size, kind, f"{host}{asked.under('/')}", stamp.today())


@kept(ROOM, weigh=len, key=fingerprint)
def drawn(scenario: Scenario, size: str, kind: str, address: str, day: date) -> bytes:
    """The card of a scenario that stands at an address, with the day on it."""
    from calculator.exports import card as cards  # resvg is loaded with the first card
    from calculator.exports import svg

    counted.add("exports", "card")
    made = cards.card_svg(scenario, size, address, day)
    return svg.png(made) if kind == "png" else svg.with_fonts(made).encode()
