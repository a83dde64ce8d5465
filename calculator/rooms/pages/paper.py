"""What is printed or sent round: the sheet with the code, the plan of a session, and the report of a room.

Each is a page without a script that holds its own fonts, so it prints as it looks, and asks nothing of the network.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from calculator import __version__
from calculator.charts import palette
from calculator.exports.content import THIN
from calculator.exports.page.document import qr
from calculator.exports.page.style import fonts
from calculator.exports.stamp import bare, dated, today
from calculator.exports.templates import html
from calculator.rooms import words
from calculator.rooms.board import Axis, Board, Strip
from calculator.rooms.pages.held import SealedPage, colours, held, read
from calculator.rooms.pages.present import joining
from calculator.rooms.room import USUAL, Room, written_code

KEYS = (
    ("space", "on to the next state, then to the next view"),
    ("← →", "the view before and after"),
    ("R", "reveal the picture, or hide it again"),
    ("F", "freeze: no more answers; again to take them"),
    ("Q", "the code and its QR, and back"),
)
SHORT = (
    ("0", "Welcome. Show the code; the sheet hangs at the door."),
    ("3", "Everybody answers: six numbers, three beliefs, one’s own result."),
    ("10", "Space: hidden. Each guesses how many hours a week the room spends."),
    ("13", "R: reveal. Hours, then Cost. Who guessed it?"),
    ("19", "Who it suits, and What decides."),
    ("23", "Talk about it: the first question, in pairs."),
    ("27", "Phones: vote again. Beliefs, with the change."),
    ("29", "Each opens the full calculator from the phone. Send the report."),
)
LONG = (
    ("0", "Welcome, and what each hopes to win by networking."),
    ("10", "Everybody answers. Help with the numbers one never looks at: travel, dues, getting back to work."),
    ("20", "Hidden. In pairs: what surprised you in your own result?"),
    ("30", "R: reveal Hours. Where do the hours go that nobody wrote down?"),
    ("40", "Cost. Would you pay it as one bill?"),
    ("50", "Who it suits, and What decides. Which of these numbers do you know?"),
    ("60", "Talk about it: three groups, a question each, ten minutes; then hear them."),
    ("78", "Vote again. Beliefs: what has moved, and what do the numbers say?"),
    ("85", "Each writes down one thing to try for a month, and opens the full calculator."),
    ("89", "F: freeze. Send the report, and delete the room."),
)
WIDE, DOT = 100, 0.6
"""Parts of a strip's width, and the part that is half a dot."""
HIGH, RADIUS = 8, 4
"""Dots that stand on each other at most, and half the height of each."""
EDGE = 0.03
"""Share of the width from an end within which a tick's words begin or end at it."""


def sheet(room: Room, host: str) -> SealedPage:
    """The sheet for the door: the room's code, its QR and what to do, on one page of A4."""
    link = joining(room, host)
    return _page(
        "sheet",
        f"{words.title(room.title)}: join",
        (),
        room=words.title(room.title),
        code=written_code(room.code),
        short=bare(link),
        qr=qr(link),
        at_least=room.at_least,
        expires=dated(room.expires.date()),
    )


def kit() -> SealedPage:
    """How a session runs, on one screen: the steps, the keys, and a plan for 30 and for 90 minutes."""
    return _page("kit", "How to run a session", (), keys=KEYS, short=SHORT, long=LONG, usual=USUAL)


def report(room: Room, board: Board, address: str = "", on: date | None = None) -> SealedPage:
    """The board on paper, to be sent round afterwards; `address` opens the room's numbers in the calculator."""
    slots = palette.slot(board.scenario)
    drawn = {}
    for name, measure in (("hours", "hours_per_week"), ("cost", "cost")):
        axis = board.axis(measure)
        drawn[name] = [*(_strip(strip, axis) for strip in board.strips(measure)), _scale(axis)]
    return _page(
        "report",
        f"{words.title(room.title)}: the room",
        tuple(slots.values()),
        room=words.title(room.title),
        board=words.data(board),
        day=dated(on or today()),
        drawn=drawn,
        address=address,
        thin=THIN,
        version=__version__,
    )


def _page(template: str, title: str, slots: tuple[int, ...], **given: object) -> SealedPage:
    style = fonts() + colours(slots) + read("paper.css")
    policy = held("", style).policy
    text = html(f"rooms/pages/{template}.html", title=title, style=style, policy=policy, **given)
    return SealedPage(text, policy)


def _scale(axis: Axis) -> str:
    """The ticks under the strips."""
    ticks = []
    for value, said in axis.ticks.items():
        share = _share(value, axis)
        anchor = "start" if share < EDGE else "end" if share > 1 - EDGE else "middle"
        ticks.append(f'<text x="{WIDE * share:.2f}%" y="14" text-anchor="{anchor}">{said}</text>')
    return f'<svg class="scale" height="18" aria-hidden="true">{"".join(ticks)}</svg>'


def _strip(strip: Strip, axis: Axis) -> str:
    """Dots that stand on each other where they are close, in parts of the width; beyond a few they stand beside."""
    places = Counter[float]()
    marks = []
    for dot in strip.dots:
        at = round(WIDE * _share(dot, axis) / (2 * DOT)) * 2 * DOT
        column, level = divmod(places[at], HIGH)
        places[at] += 1
        aside = (column + 1) // 2 * (1 if column % 2 else -1)
        marks.append((min(max(at + aside * 2 * DOT, DOT), WIDE - DOT), level))
    high = 2 * RADIUS * (1 + max((level for _, level in marks), default=0)) + 6
    circles = "".join(
        f'<circle cx="{at:.2f}%" cy="{high - 3 - RADIUS * (2 * level + 1):.1f}" r="{RADIUS}"/>' for at, level in marks
    )
    line = f"{WIDE * _share(strip.median, axis):.2f}%"
    return (
        f'<svg height="{high}" aria-hidden="true"><g class="s{palette.colour(strip.slot)}">{circles}</g>'
        f'<line class="base" x1="0" x2="100%" y1="{high - 1}" y2="{high - 1}"/>'
        f'<line class="median" x1="{line}" x2="{line}" y1="0" y2="{high}"/></svg>'
    )


def _share(value: float, axis: Axis) -> float:
    """How far along an axis a value lies, from 0 to 1."""
    wide = axis.upper - axis.start
    return (value - axis.start) / wide if wide else 0.0
