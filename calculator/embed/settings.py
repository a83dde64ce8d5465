"""How a widget shows a scenario: the keys that stand in its address beside those of the link.

>>> found, faults = read([("charts", "cost,hours"), ("theme", "dark"), ("profile.hourly_value", "40")])
>>> found.charts, found.pairs(), faults
(('cost', 'hours'), [('charts', 'cost,hours'), ('theme', 'dark')], [])

What cannot be used is a fault, and everything else is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from calculator import assumptions
from calculator.charts.palette import INK, PAPER
from calculator.embed import colours
from calculator.errors import Fault, shortened

Pairs = list[tuple[str, str]]

CHARTS = {"cost": "Full cost", "hours": "Hours", "cash": "Cash", "wins": "What it may win"}
"""The charts there are, and what they are called."""
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
        found = [(key, getattr(self, key)) for key in KEYS if getattr(self, key) != getattr(standard, key)]
        return [(key, ",".join(value) if isinstance(value, tuple) else value) for key, value in found]


def read(pairs: Iterable[tuple[str, str]]) -> tuple[Settings, list[Fault]]:
    """The settings among the pairs, and a fault for each that cannot be used. It never raises."""
    pairs = list(pairs)
    given = {key: value.strip() for key, value in pairs if key in KEYS}
    faults: list[Fault] = []
    found = Settings(
        controls=_controls(given.get("controls", ""), faults),
        charts=_charts(given.get("charts", ""), faults),
        theme=_one("theme", given, THEMES, faults),
        show=_one("show", {"show": _kept(pairs), **given}, SHOWS, faults),
        results=_one("results", given, RESULTS, faults),
    )
    return _coloured(found, given, faults), faults


def without(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The pairs of the link itself; where the newest numbers are asked for, the preset loses its edition."""
    kept = list(pairs)
    newest = ("show", "live") in kept
    return [(key, _newest(value) if key == "preset" and newest else value) for key, value in kept if key not in KEYS]


def _kept(pairs: Pairs) -> str:
    """What the link itself says: a preset with its edition stays as it is."""
    return "frozen" if dict(pairs).get("preset") in assumptions.presets() else "live"


def _newest(preset: str) -> str:
    known = assumptions.presets().get(preset)
    return known.short if known else preset


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in text.split(",")))))


def _controls(text: str, faults: list[Fault]) -> tuple[str, ...]:
    """Words and paths; whether the scenario has them is seen when it is shown."""
    words = _words(text)
    if len(words) > MOST:
        faults.append(Fault("controls", f"controls names {len(words)} fields; a widget has {MOST} at most."))
    return words[:MOST]


def _charts(text: str, faults: list[Fault]) -> tuple[str, ...]:
    words = _words(text)
    wrong = [word for word in words if word not in CHARTS]
    if wrong:
        names = ", ".join(CHARTS)
        faults.append(Fault("charts", f"charts has '{shortened(wrong[0])}'; it takes {names}, with commas between."))
    return tuple(word for word in words if word in CHARTS) or Settings().charts


def _one(key: str, given: dict[str, str], known: tuple[str, ...], faults: list[Fault]) -> str:
    """One of the words that a setting may have, and the first of them where it has another."""
    value = given.get(key, "").lower()
    if value in known or not value:
        return value or known[0]
    words = ", ".join(filter(None, known))
    faults.append(Fault(key, f"{key} is '{shortened(value)}'; it takes {words}."))
    return known[0]


def _coloured(found: Settings, given: dict[str, str], faults: list[Fault]) -> Settings:
    """The settings with the page's own colours, if they can be read on each other; else those of the screen."""
    if found.theme != "host":
        return found
    own = {name: given.get(name, "").lower().lstrip("#") for name in COLOURS}
    standard = {"ink": INK.light, "paper": PAPER.light, "accent": ""}
    full = {name: f"#{_six(value)}" if value else standard[name] for name, value in own.items()}
    full["accent"] = full["accent"] or full["ink"]
    wrong = [fault for fault in (_hex(name, full[name]) for name in COLOURS) if fault]
    wrong = wrong or _readable({name: colour for name, colour in full.items() if own[name] or name != "accent"})
    if wrong:
        faults.extend(wrong)
        return Settings(found.controls, found.charts, show=found.show, results=found.results)
    return Settings(found.controls, found.charts, "host", **full, show=found.show, results=found.results)


def _six(text: str) -> str:
    return "".join(2 * letter for letter in text) if len(text) == 3 else text


def _hex(name: str, colour: str) -> Fault | None:
    if re.fullmatch(r"#[0-9a-f]{6}", colour):
        return None
    return Fault(name, f"{name} is '{shortened(colour[1:])}'; it takes six digits of a colour, such as 1d2126.")


def _readable(own: dict[str, str]) -> list[Fault]:
    """A fault for each colour of words that cannot be read on the paper."""
    found = []
    for name in (name for name in own if name != "paper"):
        ratio = colours.contrast(own[name], own["paper"])
        if ratio < colours.TEXT:
            text = f"{name} {own[name]} on paper {own['paper']} has a contrast of {ratio:.1f}; words take at least 4.5."
            found.append(Fault(name, f"{text} The widget keeps its own colours."))
    return found
