"""Charts and the answer card of a scenario as images, drawn once and kept."""

from __future__ import annotations

from datetime import date
from typing import Literal

from calculator.errors import BadInput, CalculatorError, Fault, shortened, suggestion
from calculator.kept import fingerprint, kept
from calculator.model import Scenario
from calculator.period import Name
from calculator.tally import counted
from calculator.web.api.refusals import ApiRefusal
from calculator.web.cards import ROOM

CARD = "card"
LEAST, MOST = 200, 2000
"""Pixels of a side; a scale of 2 doubles them."""
PIXELS = 6_000_000
"""Pixels that a PNG of a given size may have, all of which a server draws within a second."""
ImageKind = Literal["png", "svg"]


def chart_ids() -> list[str]:
    """Every picture there is, the card first."""
    from calculator import assumptions
    from calculator.exports import images

    return [CARD, *(chart.id for chart in images.charts(assumptions.scenario(assumptions.default().id)))]


def size(width: int | None, height: int | None, scale: float = 1) -> str:
    """The size as the exports take it; empty where none is given, which is each picture's own."""
    if width is None and height is None:
        return ""
    if width is None or height is None:
        missing = "width" if width is None else "height"
        raise BadInput([Fault(missing, "Give a width and a height, or neither.")])
    if width * height * scale**2 > PIXELS:
        asked = f"{width} x {height} pixels at a scale of {scale:g} are {width * height * scale**2:,.0f}"
        raise BadInput([Fault("scale", f"{asked}; a picture has {PIXELS:,} at most. Ask for a smaller one.")])
    return f"{width}x{height}"


def picture(
    scenario: Scenario, chart: str, kind: ImageKind, size: str, scale: float, period: Name, address: str
) -> bytes:
    """The image's bytes, dated today. Raises ApiRefusal: 404 for an unknown chart, 503 where none can be drawn."""
    from calculator.exports import stamp

    return drawn(scenario, chart, kind, size, scale, period, address, stamp.today())


@kept(ROOM, weigh=len, key=fingerprint)
def drawn(
    scenario: Scenario, chart: str, kind: ImageKind, size: str, scale: float, period: Name, address: str, day: date
) -> bytes:
    """The image's bytes on a day."""
    from calculator.exports import files, images

    known = [CARD, *(each.id for each in images.charts(scenario, period))]
    if chart not in known:
        hint = suggestion(chart, known) or f" There are: {', '.join(known)}."
        raise ApiRefusal(404, f"There is no chart '{shortened(chart)}' of this scenario.{hint}")
    counted.add("exports", "chart")
    if chart == CARD:
        return files.pictures(scenario, chart, kind, size, scale, address, period=period)[chart]
    try:
        return images.image(scenario, chart, kind, size or "page", scale, address, period, day)
    except CalculatorError as error:  # everything that was asked is known to fit: it is the browser
        raise ApiRefusal(503, str(error), {"Retry-After": "60"}) from error
