"""The widget as a page for frames, and as a still picture: made once for each query, whole before any script runs."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calculator.kept import fingerprint, kept
from calculator.tally import counted
from calculator.web import tags
from calculator.web.links import pairs
from calculator.web.peers import origin
from calculator.web.widget import files
from calculator.web.widget.answer import Body, answered
from calculator.web.work import pages

ROOM = 8_000_000
"""Bytes of pages that are kept, and as many of still pictures: some hundred of each."""
FRESH = {"Cache-Control": "public, max-age=300, stale-while-revalidate=86400"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'"
)
BARE = "default-src 'none'; style-src 'unsafe-inline'"
HTML, SVG = "text/html; charset=utf-8", "image/svg+xml"


def weight(body: Body) -> int:
    """Bytes that a body takes, at most: as it is, and packed."""
    return 2 * len(body.content)


async def widget(request: Request) -> Response:
    """The page of a link. What the link cannot say is as in the preset, and said in a line."""
    query, host = _query(request), origin(request.scope)
    body = await pages.do(lambda: page(query, host).ready())
    return answered(request, body, {**FRESH, "Content-Security-Policy": POLICY})


async def still(request: Request) -> Response:
    """The picture of a link, `width` pixels across."""
    body = await pages.do(lambda: picture(_query(request)).ready())
    return answered(request, body, {**FRESH, "Content-Security-Policy": BARE})


async def coloured(request: Request) -> Response:
    """The colours that a page gives its widget; 422 where they cannot be read on each other."""
    return await to_thread.run_sync(_coloured, request)


def _coloured(request: Request) -> Response:
    from calculator.embed import colours, settings

    look, faults = settings.read([*request.query_params.multi_items(), ("theme", "host")])
    if faults:
        return PlainTextResponse(" ".join(fault.message for fault in faults), 422)
    scheme = "dark" if colours.contrast(look.paper, "#ffffff") > colours.contrast(look.paper, "#000000") else "light"
    sheet = f":root{{color-scheme:{scheme};{colours.rules(colours.fixed(look.colours))}}}"
    return answered(request, Body(sheet.encode(), files.CSS), files.AN_HOUR)


@kept(ROOM, weigh=weight, key=fingerprint)
def page(query: str, host: str) -> Body:
    """The page of a query, under the address at which the calculator is known."""
    from calculator import permalink
    from calculator.embed import settings, snippet
    from calculator.embed.body import Widget
    from calculator.exports.content import Content

    look, faults = settings.read(pairs(query))
    scenario, wrong = permalink.decode(settings.without(pairs(query)))
    shown = Widget(Content(scenario), look, snippet.link(scenario, look), (*faults, *wrong))
    own = ""
    if look.theme == "host":
        colours = "&amp;".join(f"{name}={getattr(look, name).lstrip('#')}" for name in settings.COLOURS)
        own = f'<link rel="stylesheet" href="widget/colours.css?{colours}">'
    head = _head(shown.title, own, f"{host}/widget?{query}", host)
    data = f'<script type="application/json" id="data">{shown.data()}</script>' if shown.content.called else ""
    script = f'<script src="widget/{files.name("app", "js")}" defer></script>' if data else ""
    text = f'<!doctype html><html lang="en" class="{look.theme}">{head}<body>{shown.html()}{data}{script}</body></html>'
    return Body(text.encode("utf-8", "replace"), HTML)


@kept(ROOM, weigh=weight, key=fingerprint)
def picture(query: str) -> Body:
    """The still picture of a query."""
    from calculator import permalink
    from calculator.embed import picture as drawing
    from calculator.embed import settings
    from calculator.exports.content import Content

    counted.add("exports", "widget")
    look, _ = settings.read(pairs(query))
    scenario, _ = permalink.decode([pair for pair in settings.without(pairs(query)) if pair[0] != "width"])
    asked = dict(pairs(query)).get("width", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else drawing.WIDE
    return Body(drawing.picture(Content(scenario), look, width).encode("utf-8", "replace"), SVG)


def _query(request: Request) -> str:
    text: str = request.scope["query_string"].decode("latin-1")
    return text


def _head(title: str, own: str, address: str, host: str) -> str:
    about = tags.discovery(title, f"{host}/oembed?format=json&url={quote(address, safe='')}")
    preloads = "".join(
        f'<link rel="preload" href="widget/{name}" as="font" type="font/woff2" crossorigin>' for name in files.fonts()
    )
    return (
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="widget/{files.name("style", "css")}">{own}{preloads}'
        f'<link rel="icon" href="data:,">{about}</head>'
    )
