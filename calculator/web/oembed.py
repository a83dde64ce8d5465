"""What a link is, for sites that embed it: https://oembed.com, as JSON, of the kind "rich"."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from calculator.web import tags
from calculator.web.head import PAGES
from calculator.web.links import Link, aside, link
from calculator.web.origin import origin

WIDE, HIGH = 1120, 900
"""Pixels of the frame, where whoever embeds it has no limit."""
PICTURES = (("preview", 1200, 628), ("small", 600, 314))
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
    found = await aside(lambda: link(urlsplit(address).query))
    most = (_limit(asked.get("maxwidth", "")), _limit(asked.get("maxheight", "")))
    return JSONResponse(answer(found, path, host, most), headers={"Cache-Control": f"public, max-age={HOUR}"})


def answer(found: Link, path: str, host: str, most: tuple[int, int]) -> dict[str, Any]:
    """A frame with the page in it, no larger than `most`, and the card as its picture."""
    wide, high = min(WIDE, most[0]), min(HIGH, most[1])
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": tags.NAME,
        "provider_url": f"{host}/",
        "cache_age": HOUR,
        "width": wide,
        "height": high,
        "html": _frame(found, path, host, wide, high),
        **_picture(found, host, most),
    }


def _frame(found: Link, path: str, host: str, wide: int, high: int) -> str:
    query = f"{found.query}&embed=true" if found.query else "embed=true"
    source, title = escape(f"{host}{path}?{query}"), escape(found.title)
    return (
        f'<iframe src="{source}" title="{title}" width="{wide}" height="{high}" style="border:0;max-width:100%" '
        'loading="lazy"></iframe>'
    )


def _picture(found: Link, host: str, most: tuple[int, int]) -> dict[str, Any]:
    """The largest card that fits; none where none does."""
    for name, wide, high in PICTURES:
        if wide <= most[0] and high <= most[1]:
            address = found.under("/card.png")
            size = "" if name == "preview" else f"{'&' if '?' in address else '?'}size={name}"
            return {"thumbnail_url": f"{host}{address}{size}", "thumbnail_width": wide, "thumbnail_height": high}
    return {}


def _path(address: str, host: str) -> str | None:
    """The page of ours that an address leads to."""
    try:
        given, own = urlsplit(address), urlsplit(host)
    except ValueError:
        return None
    if given.scheme not in ("http", "https") or given.netloc.lower() != own.netloc.lower():
        return None
    path = given.path.removeprefix(own.path) or "/"
    return path if path in PAGES else None


def _limit(given: str) -> int:
    """Pixels that whoever embeds it has room for; without a limit where none is given."""
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 6 else 100_000
