"""The colours of a widget, and those of a page that gives its own: always with enough contrast to be read.

>>> round(contrast("#1d2126", "#fdfcfa"), 1)
15.8
>>> readable("#ffff00", "#ffffff", TEXT) != "#ffff00"
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from calculator.charts import palette
from calculator.exports.page.style import GROUND, numbered
from calculator.parts import Tone

TEXT, MARK = 4.5, 3.0
"""Least contrast of words and of marks with what is behind them, as WCAG 2.2 has it at AA."""
STEP = 0.04
"""How far a colour goes towards black or white at each attempt to be readable."""


class Theme(NamedTuple):
    """Where a widget takes its colours from: ours for a light or dark page, or those that the page gives (`host`)."""

    name: str
    ink: str = ""
    paper: str = ""
    accent: str = ""


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The first colour with that share of the other in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, ground: str, least: float) -> str:
    """The colour, or as little darker or lighter as makes it stand out enough."""
    far = max(("#000000", "#ffffff"), key=lambda end: contrast(end, ground))
    share = 0.0
    while contrast(mixed(colour, far, share), ground) < least and share < 1:
        share = min(share + STEP, 1.0)
    return mixed(colour, far, share)


def tones() -> dict[str, Tone]:
    """Every colour of a widget by name, light and dark."""
    ground = {name: tone for name, tone in GROUND.items() if name != "grid"}  # bars stand on none
    strategies = numbered("fill", palette.FILLS) | numbered("strong", palette.STRONGS)
    return ground | strategies | numbered("part", palette.FAMILY, 0)


def fixed(theme: Theme) -> dict[str, str]:
    """Every colour by name where it does not follow the screen: a still picture, a light, dark or given theme."""
    ink, paper, host = theme.ink, theme.paper, theme.name == "host"
    dark = _luminance(paper) < _luminance(ink) if host else theme.name == "dark"
    own = {name: tone.dark if dark else tone.light for name, tone in tones().items()}
    if not host:
        return own
    # ours, made lighter or darker until they can be read on the page's own background
    band = mixed(paper, ink, 0.05)
    marks = {name: readable(colour, paper, MARK) for name, colour in own.items() if name.startswith("fill")}
    words = {name: readable(colour, band, TEXT) for name, colour in own.items() if name.startswith("strong")}
    ground = {"paper": paper, "band": band, "ink": ink, "rule": mixed(paper, ink, 0.18)}
    ground |= {"muted": readable(mixed(ink, paper, 0.3), band, TEXT), "error": readable(own["error"], band, TEXT)}
    ground |= {"border": readable(mixed(ink, paper, 0.5), band, MARK), "link": readable(theme.accent, band, TEXT)}
    return {**own, **ground, **marks, **words}


def rules(colours: Mapping[str, str]) -> str:
    """The colours as the properties of a style sheet."""
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _channels(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (n / 255 for n in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
