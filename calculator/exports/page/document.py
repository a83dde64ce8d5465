"""The file: what may run in it, what it rests on, and the way back to the app. `page.html` says how it is laid out."""

from __future__ import annotations

import re
from datetime import date

import segno
from segno import DataOverflowError

from calculator import __version__, assumptions, formats
from calculator.analyses.monte_carlo import DRAWS
from calculator.exports.content import THIN, Content
from calculator.exports.page import figures
from calculator.exports.page import live as take_away
from calculator.exports.page.style import hashed, sheet
from calculator.exports.stamp import dated
from calculator.exports.templates import html
from calculator.model import DAY_NAMES, DAYS, Scenario
from calculator.notation import plain
from calculator.safety import isolated, safe

NOT_HTML = re.compile("[^\t\n\r -\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an HTML file cannot hold or UTF-8 cannot write."""
MOST = 12
"""Numbers of one's own in the table; the appendix has all."""
LONGEST = 1200
"""Characters of a link that a phone still reads from a QR code of this size."""


def page(scenario: Scenario, link: str = "", *, live: bool = False, on: date | None = None) -> str:
    """A self-contained HTML file of a comparison; `live` adds fields that still compute, `link` the way back.

    It asks nothing of the network, and without `live` it holds no script. `on` is the date printed on it: today's.
    """
    content = Content(scenario)
    computes, style = live and bool(content.called), sheet()
    policy = {"default-src": "'none'", "style-src": hashed(style), "font-src": "data:", "img-src": "data:"}
    policy |= {"script-src": hashed(take_away.CODE)} if computes else {}
    policy |= {"base-uri": "'none'", "form-action": "'none'"}
    text = html(
        "exports/page/page.html",
        content=content,
        day=dated(on or date.today()),  # noqa: DTZ011  # the day where the file is made
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        style=style,
        colour=figures.colour,
        draws=formats.whole(DRAWS),
        key=figures.key,
        plot=figures.plot,
        STRIPES=figures.STRIPES,
        THIN=THIN,
        fields=take_away.asked(scenario) if computes else [],
        lesson=_lesson(content),
        address=link,
        code=qr(link),
        script=take_away.CODE if computes else "",
        data=take_away.data(content) if computes else "",
        days=dict(zip(DAYS, DAY_NAMES, strict=True)),
        version=__version__,
        noted=_noted,
        isolated=isolated,
        plain=plain,
        MOST=MOST,
    )
    return NOT_HTML.sub("", text)


def _lesson(content: Content) -> str:
    flips = sum(fact.path in content.flips for fact in content.deciding)
    first = "These numbers move the difference in full cost most, each within its range."
    if not flips:
        return f"{first} None of them alone changes who costs least or wins most."
    which = "The first alone changes" if flips == 1 else f"Each of the first {flips} alone changes"
    return f"{first} {which} who costs least or wins most."


def _noted(note: str) -> str:
    """A note whose sources, named by id, are links."""

    def linked(match: re.Match[str]) -> str:
        source = assumptions.sources().get(match[0])
        link = f'<a href="{safe(source.url)}" rel="noopener noreferrer">' if source and source.url else ""
        return f"{link}{match[0]}</a>" if link else match[0]

    return re.sub(r"E\d{3}", linked, safe(note))


def qr(link: str) -> str:
    """The link as the SVG of a QR code, dark on white with its quiet border; empty where it is too long to be read."""
    if len(link) > LONGEST:
        return ""
    try:
        code = segno.make_qr(link, error="l")
    except DataOverflowError:
        return ""
    width, height = code.symbol_size(border=4)
    drawn = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return drawn.replace(
        "<svg ", f'<svg role="img" aria-label="The link as a QR code" width="{width}" height="{height}" ', 1
    )
