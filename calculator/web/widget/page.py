"""The widget as a page for frames, and as a still picture: made once for each query, whole before any script runs."""

from __future__ import annotations

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
    from calculator.exports.templates import html

    look, faults = settings.read(pairs(query))
    scenario, wrong = permalink.decode(settings.without(pairs(query)))
    shown = Widget(Content(scenario), look, snippet.link(scenario, look), (*faults, *wrong))
    own = [f"{name}={getattr(look, name).lstrip('#')}" for name in settings.COLOURS] if look.theme == "host" else []
    address = quote(f"{host}/widget?{query}", safe="")
    text = html(
        "web/widget/page.html",
        theme=look.theme,
        title=shown.title,
        colours="&".join(own),
        about=tags.discovery(shown.title, f"{host}/oembed?format=json&url={address}"),
        body=shown.html(),
        data=shown.data() if shown.content.called else "",
        name=files.name,
        fonts=files.fonts,
    )
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
