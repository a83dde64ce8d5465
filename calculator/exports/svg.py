"""Drawing: pieces of SVG with words made safe, bars as they are described, and the picture as PNG without a browser.

resvg drops words without a sound where it is given no fonts, so ours are always named.
"""

from __future__ import annotations

import resvg_py

from calculator import lettering
from calculator.charts.bars import PALE, Bars, hatch
from calculator.charts.palette import PAPER, Look
from calculator.lettering import FACES, FONTS, Face
from calculator.safety import safe

EDGE = 1.5
"""Width of a pale bar's outline in pixels; no bar of anything above 0 is drawn shorter than this."""


def text(x: float, y: float, words: str, face: Face, size: float, colour: str, anchor: str = "start") -> str:
    """Words on one line, from their baseline's start, middle or end."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} {face.css} font-size="{size:.2f}" fill="{colour}">{safe(words)}</text>'


def lines(x: float, y: float, words: list[str], face: Face, size: float, colour: str, leading: float) -> str:
    """Lines of words, the first on the baseline `y`."""
    return "".join(text(x, y + index * size * leading, line, face, size, colour) for index, line in enumerate(words))


def bar(x: float, y: float, wide: float, high: float, fill: str, more: str = "") -> str:
    """A filled rectangle."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'.replace('.0"', '"')
    return f'<rect {place} fill="{fill}"{more}/>'


def row(bars: Bars, at: int, look: Look, box: tuple[float, float, float, float], paper: str = PAPER.light) -> str:
    """One strategy's bar in its own colours within a box, which the longest of all bars fills.

    What is pale has an outline, and what is solid is hatched in the colour of the paper where a colour is used again.
    """
    x, y, wide, high = box
    longest, drawn, solid = max(bars.totals), "", look.strong
    if look.again:
        drawn, solid = hatch(f"again{at}", look.strong, paper), f"url(#again{at})"
    for segment in bars.segments:
        if amount := segment.values[at]:
            length = amount / longest * (wide - EDGE)
            if segment.pale:
                edge = f' stroke="{look.fill}" stroke-width="{EDGE}" fill-opacity="{PALE}"'
                inner = max(length - EDGE / 2, 0.5)
                drawn += bar(x + EDGE / 2, y + EDGE / 2, inner, high - EDGE, look.fill, edge)
            else:
                drawn += bar(x, y, max(length, EDGE), high, solid)
            x += length
    return drawn


def document(size: tuple[int, int], room: tuple[float, float], title: str, body: str) -> str:
    """A whole picture of `size` pixels on opaque paper; `body` is drawn as if it had the `room`."""
    (wide, high), (across, down) = size, room
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'width="{wide}" height="{high}" viewBox="0 0 {across:.2f} {down:.2f}" preserveAspectRatio="none">'
        f'<title>{safe(title)}</title><rect width="100%" height="100%" fill="{PAPER.light}"/>{body}</svg>'
    )


def with_fonts(picture: str) -> str:
    """The picture with the fonts that it uses inside it."""
    used = [face for face in FACES if face.css in picture or face.file.startswith("public")]
    return picture.replace("</title>", f"</title>{lettering.embedded(used)}", 1)


def png(picture: str, scale: float = 1) -> bytes:
    """The picture as PNG, `scale` times its size, with our own fonts and where they lack a letter the system's."""
    return resvg_py.svg_to_bytes(
        svg_string=picture,
        zoom=scale,
        background=PAPER.light,
        skip_system_fonts=not lettering.missing(picture),
        font_files=[str(FONTS / f"{face.file}.ttf") for face in FACES],
        font_family=lettering.PLAIN.family,
        sans_serif_family=lettering.PLAIN.family,
        serif_family=lettering.SERIF.family,
    )
