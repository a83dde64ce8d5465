"""Every colour, light and dark, in one table; which colours a strategy has; and the sheet that turns charts dark.

Figures are always built in the light colours. `css()` re-colours what plotly drew by attribute, so a change of
theme needs no new figure. For this a light colour stands for one dark colour only: where two uses share a light
colour and differ in the dark, one of them is a shade off (`INK_ON_FILL`, `PAPER_ON_FILL`, the fourth strong).

>>> look(1).fill, look(7).fill, look(7).again
('#d9480f', '#d9480f', True)
>>> dark("#d9480f")
'#e0602f'
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import NamedTuple

from calculator import parts
from calculator.model import Scenario
from calculator.parts import ITEMS, PARTS, Tone


class Look(NamedTuple):
    """How a strategy's marks are drawn, in light colours. `again` is a colour's second use: hatched, dashed, open."""

    fill: str
    strong: str
    again: bool


BAND = Tone("#f3f1ec", "#1f2428")
INK = Tone("#1d2126", "#eceae4")
MUTED = Tone("#5a6068", "#a8adb3")
BORDER = Tone("#7b8087", "#767e86")
RULE = Tone("#d9d5cc", "#3a4046")
GRID = Tone("#e6e2da", "#2b3036")
LINK = Tone("#1c64b4", "#6aa9f0")
ERROR = Tone("#a8201a", "#ff8a80")
PAPER, PAPER_ON_FILL, INK_ON_FILL = parts.PAPER, parts.PAPER_ON_FILL, parts.INK_ON_FILL
INKS = (INK, BORDER)
"""What is drawn in ink and its shade, where no strategy and no part is meant."""
HATCH = Tone("#fdfcf8", "#469c80")
"""Lines over conversation for time with people who cannot help; the text on conversation stays readable on both."""

FILLS = (
    Tone("#d9480f", "#e0602f"),
    Tone("#2b7cd3", "#4b93e6"),
    Tone("#6b2f5b", "#efb3d3"),
    Tone("#0a4d2c", "#2e7d6c"),
    Tone("#978a55", "#b3a870"),
    Tone("#a9577f", "#b5e861"),
)
"""Marks of the strategies, by slot: at least 3:1 on paper."""
STRONGS = (
    Tone("#b93a08", "#f07a4c"),
    Tone("#1c64b4", "#6aa9f0"),
    Tone("#6b2f5b", "#efb3d3"),
    Tone("#0a4d2d", "#4aa591"),
    Tone("#756a3a", "#b3a870"),
    Tone("#96466c", "#b5e861"),
)
"""Names of the strategies, and fills that carry small type: at least 4.5:1 on paper and band."""

FAMILY = tuple(dict.fromkeys(each.fill.tone for each in (*PARTS.values(), *ITEMS.values())))
"""Parts of time and items of cash, in the order in which they are stacked. None of them names a strategy."""
PART_TONES = {key: part.fill.tone for key, part in PARTS.items()}
ON = {each.fill.tone: each.fill.text for each in (*PARTS.values(), *ITEMS.values())}
"""The text on each of the family."""
ON_FAMILY = tuple(ON[tone] for tone in FAMILY)
TEXT_ON = {tone.light: text.light for tone, text in ON.items()}
"""The light colour of text on a light fill of the family."""
CLASSES = {tone.light: f"p{place}" for place, tone in enumerate(FAMILY)}
"""The class by which a page draws a light fill of the family."""

GROUND = (PAPER, BAND, INK, MUTED, BORDER, RULE, GRID, LINK, ERROR, INK_ON_FILL, PAPER_ON_FILL, HATCH)
TONES = tuple(dict.fromkeys((*GROUND, *FILLS, *STRONGS, *FAMILY)))
"""Every colour there is."""
HATCHED = {PAPER, INK, HATCH, PART_TONES["conversation"], *FILLS, *STRONGS}
"""Lines and grounds of hatches."""

_FIXED = {"face_to_face": 1, "online": 2, "blended": 3}
_MOST = 12


@cache
def dark(light: str) -> str:
    """The dark colour that stands for a light one."""
    return next(tone.dark for tone in TONES if tone.light == light)


def colour(slot: int) -> int:
    """Which colour the strategy in a slot has, counted from 1; from the seventh on the six colours come again."""
    return (slot - 1) % len(FILLS) + 1


def look(slot: int) -> Look:
    """How the strategy in a slot is drawn."""
    index = colour(slot) - 1
    return Look(FILLS[index].light, STRONGS[index].light, slot > len(FILLS))


def slot(scenario: Scenario) -> dict[str, int]:
    """The slot of each strategy by id.

    The presets' three are fixed, an id such as `mix_4` says its own, and any other takes the lowest that is free; so
    a colour stays with its strategy when another is deleted.
    """
    ids = list(scenario.strategies)
    endings = {name: re.search(r"_(\d{1,2})$", name) for name in ids}
    said = {name: int(ending[1]) for name, ending in endings.items() if ending and 0 < int(ending[1]) <= _MOST}
    taken: dict[int, str] = {}
    for claims in (_FIXED, said):
        for name in ids:
            if name in claims and name not in taken.values():
                taken.setdefault(claims[name], name)
    free = (number for number in count(1) if number not in taken)
    kept = {name: number for number, name in taken.items()}
    return {name: kept[name] if name in kept else next(free) for name in ids}


@cache
def css() -> str:
    """The sheet that re-colours plotly's SVG for the theme in force: by fill, stroke and the style of a bold name.

    The squares of a key line, `<i style="background:#54a184">` under `.chart-key`, follow it too.
    """
    rules = []
    for tone in TONES:
        drawn = "rgb({}, {}, {})".format(*bytes.fromhex(tone.light[1:]))
        for kind in ("fill", "stroke"):  # marks and text carry it in `style`, lines and ground of a hatch as `kind`
            hatch = f',pattern [{kind}="{drawn}"]' if tone in HATCHED else ""
            rules.append(f'[style*="{kind}: {drawn}"]{hatch}{{{kind}:{tone.css}!important}}')
        if tone in (*STRONGS, INK):
            rules.append(f'tspan[style*="fill:{tone.light}"]{{fill:{tone.css}!important}}')
    squares = [f'[style*="{tone.light}"]{{background:{tone.css}!important}}' for tone in (*FAMILY, *INKS)]
    return ".js-plotly-plot{{\n{}\n}}\n.chart-key{{\n{}\n}}\n".format("\n".join(rules), "\n".join(squares))
