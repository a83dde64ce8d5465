"""The presenter's page: the code and its QR while people answer, and then the board, as large as the wall allows."""

from __future__ import annotations

from calculator.charts import palette
from calculator.exports.page.document import qr
from calculator.exports.page.live import embedded
from calculator.exports.page.style import fonts
from calculator.exports.stamp import bare, dated
from calculator.exports.templates import html
from calculator.model import Scenario
from calculator.rooms import words
from calculator.rooms.pages.held import SealedPage, colours, held, read
from calculator.rooms.room import Room, written_code

VIEWS = {
    "hours": "Hours",
    "cost": "Cost",
    "suits": "Who it suits",
    "decides": "What decides",
    "beliefs": "Beliefs",
    "talk": "Talk about it",
}
"""The views of the board, in the order in which they are gone through."""
EXPORTS = {
    "html": "Report",
    "pdf": "Report, PDF",
    "pptx": "Slides",
    "xlsx": "Workbook",
    "csv": "CSV",
    "people.csv": "People, CSV",
}
"""What can be taken away, by the end of its name."""


def joining(room: Room, host: str) -> str:
    """The link by which phones join, short enough to be typed."""
    return f"{host}/r/{written_code(room.code)}"


def present(room: Room, scenario: Scenario, host: str) -> SealedPage:
    """The page of a room whose phones join at this address. It holds no answer and no secret."""
    style = fonts() + colours(palette.slot(scenario).values()) + read("present.css")
    script = read("present.js")
    link = joining(room, host)
    page = html(
        "rooms/pages/present.html",
        title=words.title(room.title),
        code=written_code(room.code),
        short=bare(link),
        qr=qr(link),
        expires=dated(room.expires.date()),
        views=VIEWS,
        exports=EXPORTS,
        data=embedded({"code": room.code, "views": list(VIEWS), "at_least": room.at_least}),
        style=style,
        script=script,
    )
    return held(page, style, [script])
