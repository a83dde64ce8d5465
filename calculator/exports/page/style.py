"""The page's sheet: fonts inside it, the app's colours for light and dark, and always light on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from calculator.charts import palette
from calculator.parts import Tone

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "ui" / "static"
FACES = (
    ("Newsreader", 600, "newsreader-latin-600-normal"),
    ("Public Sans", 400, "public-sans-latin-400-normal"),
    ("Public Sans", 700, "public-sans-latin-700-normal"),
)
FIGURES = (HERE / "figures.css").read_text(encoding="utf-8")
"""How charts of bars look, in a page and in a widget."""
GROUND = {
    "paper": palette.PAPER,
    "band": palette.BAND,
    "ink": palette.INK,
    "muted": palette.MUTED,
    "border": palette.BORDER,
    "rule": palette.RULE,
    "grid": palette.GRID,
    "link": palette.LINK,
    "error": palette.ERROR,
}
"""What is not a strategy's, a part's or an item's, by its name in a sheet."""


@cache
def sheet() -> str:
    """The whole sheet as CSS: with fonts as data, so that it looks the same where they are not installed."""
    tones = GROUND | numbered("fill", palette.FILLS) | numbered("strong", palette.STRONGS)
    tones |= numbered("part", palette.FAMILY, 0) | numbered("on", palette.ON_FAMILY, 0)
    light = "".join(f"--{name}:{tone.light};" for name, tone in tones.items())
    dark = "".join(f"--{name}:{tone.dark};" for name, tone in tones.items())
    scheme = f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}"
    own = (HERE / "style.css").read_text(encoding="utf-8")
    return f"{fonts()}:root{{color-scheme:light;{light}}}\n{scheme}\n{classes()}\n{FIGURES}{own}"


@cache
def fonts() -> str:
    """The fonts as data inside a sheet."""
    faces = ""
    for family, weight, name in FACES:
        data = base64.b64encode((FONTS / f"{name}.woff2").read_bytes()).decode()
        source = f'url("data:font/woff2;base64,{data}") format("woff2")'
        faces += f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}\n'
    return faces


def numbered(name: str, tones: tuple[Tone, ...], first: int = 1) -> dict[str, Tone]:
    """Tones of one kind by name: fill-1, fill-2 and so on."""
    return {f"{name}-{index}": tone for index, tone in enumerate(tones, first)}


def classes() -> str:
    """The classes of parts and items, the text on them, and strategies: marks in the fill, names in the strong."""
    parts = "".join(
        f".p{at}{{fill:var(--part-{at})}}.on-p{at}{{fill:var(--on-{at})}}" for at in range(len(palette.FAMILY))
    )
    return parts + "".join(
        f".s{at}{{fill:var(--fill-{at})}}.plot .solid.s{at}{{fill:var(--strong-{at});stroke:var(--strong-{at})}}"
        f".plot .pale.s{at}{{stroke:var(--fill-{at})}}.t.s{at}{{color:var(--strong-{at})}}"
        f".card.s{at}{{color:var(--strong-{at});border-color:var(--fill-{at})}}"
        f".dot.again.s{at}{{fill:var(--paper);stroke:var(--fill-{at});stroke-width:3}}"
        for at in range(1, len(palette.FILLS) + 1)
    )


def hashed(text: str) -> str:
    """What a page's policy calls a style or a script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
