"""The way back to the app: the link in full, and as a QR code for those who hold it on paper."""

from __future__ import annotations

from html import escape

import segno
from segno import DataOverflowError

LONGEST = 1200
"""Characters of a link that a phone still reads from a QR code of this size."""


def share(link: str) -> str:
    """The link as a section; nothing where there is none."""
    if not link:
        return ""
    known = link.startswith(("https://", "http://"))
    said = f'<a href="{escape(link)}" rel="noopener noreferrer">{escape(link)}</a>' if known else escape(link)
    words = "<p>This link opens these numbers in the calculator, where everything can be changed.</p>"
    body = f'<div class="share"><div>{words}<p>{said}</p></div>{_code(link)}</div>'
    return f"<section><h2>Open it with your numbers</h2>{body}</section>"


def _code(link: str) -> str:
    code = qr(link)
    return f'<div class="qr">{code}</div>' if code else '<p class="muted">It is too long for a QR code.</p>'


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
