"""How a widget shows a scenario: the keys that stand in its address beside those of the link.

>>> found, faults = read([("charts", "cost,hours"), ("theme", "dark"), ("profile.hourly_value", "40")])
>>> found.charts, found.pairs(), faults
(('cost', 'hours'), [('charts', 'cost,hours'), ('theme', 'dark')], [])

What cannot be used is a fault, and everything else is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from calculator import assumptions
from calculator.charts.palette import INK, PAPER
from calculator.embed import colours
from calculator.errors import Fault, shortened

Pairs = list[tuple[str, str]]


class WidgetChart(NamedTuple):
    """A chart as a list names it, its id, its title in a widget before the words for how long, and how to read it."""

    name: str
    id: str
    title: str
    caption: str


THICK = "Thick is half of the ways it might go, thin 8 in 10, the dot their middle."
CHARTS = {
    "cost": WidgetChart("Full cost", "full_cost", "Full cost", "Solid is cash, pale the value of your time."),
    "hours": WidgetChart("Hours", "hours_by_part", "Hours", "By what you do in them."),
    "cash": WidgetChart("Cash", "cash_by_item", "Cash", "By what it pays for."),
    "wins": WidgetChart(
        "What it may win", "outcomes", "Clients", f"{THICK} What networking yields rests on thin evidence."
    ),
}
"""The charts there are, by their words in an address."""
THEMES = ("auto", "light", "dark", "host")
SHOWS = ("live", "frozen")
RESULTS = ("", "ask", "ask-numbers")
"""Whether the page asks its visitors for their totals, or for these and the numbers behind them."""
COLOURS = ("ink", "paper", "accent")
KEYS = ("controls", "charts", "theme", *COLOURS, "show", "results")
NONE = "none"
"""What stands for no fields at all."""
MOST = 8
"""Fields that a widget has at most."""


@dataclass(frozen=True)
class Settings:
    """How a widget shows a scenario. Without `controls` it asks what most people want to change."""

    controls: tuple[str, ...] = ()
    charts: tuple[str, ...] = ("cost",)
    theme: str = "auto"
    ink: str = ""
    paper: str = ""
    accent: str = ""
    show: str = "live"
    results: str = ""

    @property
    def colours(self) -> colours.Theme:
        """Where it takes its colours from."""
        return colours.Theme(self.theme, self.ink, self.paper, self.accent)

    def pairs(self) -> Pairs:
        """What is not as it is by default, as the keys of an address."""
        standard = Settings()
        changed = [(key, getattr(self, key)) for key in KEYS if getattr(self, key) != getattr(standard, key)]
        return [(key, ",".join(value) if isinstance(value, tuple) else value) for key, value in changed]


def read(pairs: Iterable[tuple[str, str]]) -> tuple[Settings, list[Fault]]:
    """The settings among the pairs, and a fault for each that cannot be used. It never raises."""
    pairs = list(pairs)
    given = {key: value.strip() for key, value in pairs if key in KEYS}
    faults: list[Fault] = []
    # words and paths; whether the scenario has them is seen when it is shown
    controls, charts = _words(given.get("controls", "")), _words(given.get("charts", ""))
    if len(controls) > MOST:
        text = f"controls names {len(controls)} fields; a widget has {MOST} at most."
        faults.append(Fault("controls", text))
    if wrong := [word for word in charts if word not in CHARTS]:
        text = f"charts has '{shortened(wrong[0])}'; it takes {', '.join(CHARTS)}, with commas between."
        faults.append(Fault("charts", text))
    # what the link itself says: a preset with its edition stays as it is
    kept = "frozen" if dict(pairs).get("preset") in assumptions.presets() else "live"
    settings = Settings(
        controls=controls[:MOST],
        charts=tuple(word for word in charts if word in CHARTS) or Settings().charts,
        theme=_one("theme", given, THEMES, faults),
        show=_one("show", {"show": kept, **given}, SHOWS, faults),
        results=_one("results", given, RESULTS, faults),
    )
    return _coloured(settings, given, faults), faults


def without(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The pairs of the link itself; where the newest numbers are asked for, the preset loses its edition."""
    kept = [(key, value) for key, value in pairs]
    own = [(key, value) for key, value in kept if key not in KEYS]
    if ("show", "live") not in kept:
        return own
    presets = assumptions.presets()
    return [(key, presets[value].short if key == "preset" and value in presets else value) for key, value in own]


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in text.split(",")))))


def _one(key: str, given: dict[str, str], known: tuple[str, ...], faults: list[Fault]) -> str:
    """The word that a setting has; the first of those it may have, with a fault, where it has another."""
    value = given.get(key, "").lower()
    if value in known or not value:
        return value or known[0]
    words = ", ".join(filter(None, known))
    faults.append(Fault(key, f"{key} is '{shortened(value)}'; it takes {words}."))
    return known[0]


def _coloured(settings: Settings, given: dict[str, str], faults: list[Fault]) -> Settings:
    """The settings with the page's own colours, if they can be read on each other; else those of the screen."""
    if settings.theme != "host":
        return settings
    own = {name: given.get(name, "").lower().lstrip("#") for name in COLOURS}
    standard = {"ink": INK.light, "paper": PAPER.light, "accent": ""}
    full: dict[str, str] = {}
    wrong = []
    for name, value in own.items():
        six = "".join(2 * letter for letter in value) if len(value) == 3 else value
        full[name] = (f"#{six}" if value else standard[name]) or full["ink"]
        if not re.fullmatch(r"#[0-9a-f]{6}", full[name]):
            text = f"{name} is '{shortened(full[name][1:])}'; it takes six digits of a colour, such as 1d2126."
            wrong.append(Fault(name, text))
    for name in [] if wrong else [name for name in ("ink", "accent") if own[name] or name == "ink"]:
        ratio = colours.contrast(full[name], full["paper"])
        if ratio < colours.TEXT:
            text = (
                f"{name} {full[name]} on paper {full['paper']} has a contrast of {ratio:.1f}; words take at least 4.5."
            )
            wrong.append(Fault(name, f"{text} The widget keeps its own colours."))
    faults.extend(wrong)
    return (
        replace(settings, theme="auto")
        if wrong
        else replace(settings, ink=full["ink"], paper=full["paper"], accent=full["accent"])
    )
