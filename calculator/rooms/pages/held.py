"""A page that holds all it needs, and the policy under which it is sent: no other script, no other style, no cookie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from calculator.charts import palette
from calculator.exports.page.style import GROUND, hashed, numbered

HERE = Path(__file__).parent


@dataclass(frozen=True)
class SealedPage:
    """A page as HTML, and its Content-Security-Policy."""

    html: str
    policy: str


def held(html: str, style: str, scripts: Iterable[str] = ()) -> SealedPage:
    """The page, with leave for this style, these scripts and its own pictures, and to ask its own server."""
    allowed = " ".join(map(hashed, scripts)) or "'none'"
    lines = {
        "default-src": "'none'",
        "script-src": allowed,
        "style-src": hashed(style),
        "font-src": "data:",
        "img-src": "data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return SealedPage(html, "; ".join(f"{name} {value}" for name, value in lines.items()))


def read(name: str) -> str:
    """One of the files beside this one."""
    return (HERE / name).read_text(encoding="utf-8")


def colours(slots: Iterable[int]) -> str:
    """The app's colours as properties, light and dark, and the classes of these strategies."""
    used = sorted(set(map(palette.colour, slots)))
    numbers = numbered("fill", palette.FILLS) | numbered("strong", palette.STRONGS)
    tones = {**GROUND, **{name: numbers[name] for at in used for name in (f"fill-{at}", f"strong-{at}")}}
    light, dark = (
        "".join(f"--{name}:{getattr(tone, scheme)};" for name, tone in tones.items()) for scheme in ("light", "dark")
    )
    classes = "".join(f".s{at}{{fill:var(--fill-{at})}}.t.s{at}{{color:var(--strong-{at})}}" for at in used)
    dusk = f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}"
    return f":root{{color-scheme:light;{light}}}{dusk}{classes}"
