"""What every export says of itself: whose numbers it rests on, its date, the version, and the link."""

from __future__ import annotations

from datetime import UTC, date, datetime

from calculator import __version__, assumptions, lettering
from calculator.errors import UnknownPreset
from calculator.lettering import PLAIN
from calculator.model import Scenario

DOT = " · "


def today() -> date:
    """The day on which something is exported, in universal time, so that every server prints the same."""
    return datetime.now(UTC).date()


def dated(day: date) -> str:
    """A day in words: '3 November 2026'."""
    return f"{day.day} {day:%B %Y}"


def grounds(scenario: Scenario) -> str:
    """Whether the numbers are the user's own, typical, or both."""
    try:
        own = sum(mark == "yours" for mark in assumptions.marks(scenario).values())
    except UnknownPreset:
        return "Your own numbers"
    return "Your numbers beside typical ones" if own else "Typical numbers"


def pieces(scenario: Scenario, link: str = "", day: date | None = None) -> list[str]:
    """The stamp in its pieces, the link last."""
    said = [grounds(scenario), dated(day or today()), f"version {__version__}", bare(link)]
    return [piece for piece in said if piece]


def stamp(parts: list[str], link: str, size: float, room: float) -> str:
    """The stamp in a row; a link that has no room is cut to where it leads."""
    line = _joined(parts)
    if not link or lettering.width(line, PLAIN, size) <= room:
        return line
    return _joined([*parts[:-1], host(link)])


def _joined(parts: list[str]) -> str:
    """The pieces in a row, which may be broken between them alone."""
    return "\u00a0· ".join(piece.replace(" ", "\u00a0") for piece in parts if piece)


def host(link: str) -> str:
    """Where a link leads, without its numbers."""
    return bare(link).split("?", 1)[0].rstrip("/")


def bare(link: str) -> str:
    """A link without its scheme, as people write it; nothing where nobody knows where it leads."""
    said = link.strip().split("://", 1)[-1]
    return "" if said.startswith("/") else said
