"""What a link is, for sites that embed it: https://oembed.com, as JSON, of the kind "rich".

Its HTML is one frame. In it are the still figure, which stands whatever becomes of us, and the script that puts the
widget in its place. A site that keeps of a frame only its address, as WordPress does, shows the widget.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from calculator.web import tags
from calculator.web.head import PAGES
from calculator.web.links import link, pairs
from calculator.web.peers import origin
from calculator.web.policy import WIDGET, Framing
from calculator.web.work import pages

WIDE, HIGH = 640, 1040
"""Pixels of the frame where whoever embeds it has no limit; what is below scrolls in it."""
EMBEDDED = (*PAGES, "/widget")
"""The pages of which there is a widget."""
PICTURES = (("preview", 1200, 628), ("small", 600, 314))
"""The cards that a picture of a link may be, the largest first, with the pixels of each."""
NO_LIMIT = 100_000
HOUR = 3600


async def embedded(request: Request) -> Response:
    """The answer for `?url=`: 404 where it is no page of ours, 501 for any form but JSON, as the standard says."""
    asked = request.query_params
    if asked.get("format", "json").lower() != "json":
        return PlainTextResponse("Only format=json is answered here.", 501)
    host = origin(request.scope)
    address = asked.get("url", "")
    path = _path(address, host)
    if path is None:
        return PlainTextResponse(
            f"There is no page of that address here. Give url={host}/ or a link that begins so.", 404
        )
    query = urlsplit(address).query
    wide, high = (_limit(asked.get(name, "")) for name in ("maxwidth", "maxheight"))
    if not wide or not high:
        name = "maxheight" if wide else "maxwidth"
        return PlainTextResponse(f"{name} takes whole pixels from 1 up, such as {name}=640.", 400)
    most = wide, high
    made = await pages.do(lambda: answer(query, host, most))
    return JSONResponse(made, headers={"Cache-Control": f"public, max-age={HOUR}"})


def answer(query: str, host: str, most: tuple[int, int]) -> dict[str, Any]:
    """A frame no larger than `most`, and the card as its picture."""
    from calculator import permalink
    from calculator.embed import snippet
    from calculator.embed.settings import read, without

    settings, _ = read(pairs(query))
    shown = link(permalink.query(without(pairs(query))))
    wide, high = min(WIDE, most[0]), min(HIGH, most[1])
    if Framing.read().widget == WIDGET:
        html = snippet.enclosed(shown.scenario, settings, host, wide, high)
    else:  # a frame with no origin is on nobody's list
        html = snippet.frame(shown.scenario, settings, host, str(wide), high)
    made: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "provider_name": tags.NAME,
        "provider_url": f"{host}/",
        "cache_age": HOUR,
        "width": wide,
        "height": high,
        "html": html,
    }
    fitting = [picture for picture in PICTURES if picture[1] <= most[0] and picture[2] <= most[1]]
    if fitting:
        name, made["thumbnail_width"], made["thumbnail_height"] = fitting[0]
        address = shown.under("/card.png")
        size = "" if name == "preview" else f"{'&' if '?' in address else '?'}size={name}"
        made["thumbnail_url"] = f"{host}{address}{size}"
    return made


def _path(address: str, host: str) -> str | None:
    """The page of ours that an address leads to."""
    try:
        given, own = urlsplit(address), urlsplit(host)
    except ValueError:
        return None
    if given.scheme not in ("http", "https") or given.netloc.lower() != own.netloc.lower():
        return None
    path = given.path.removeprefix(own.path) or "/"
    return path if path in EMBEDDED else None


def _limit(given: str) -> int:
    """Pixels that whoever embeds it has room for; many where no limit is given, 0 for what is no number of pixels."""
    if not given:
        return NO_LIMIT
    return min(int(given), NO_LIMIT) if given.isascii() and given.isdigit() and len(given) < 20 else 0
