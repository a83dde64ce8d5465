"""At what value of each number two strategies tie: a line a number, with where it is now and where they tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from calculator.charts import axes, frame, marks
from calculator.charts.chart import Chart
from calculator.charts.palette import BORDER, INK, MUTED
from calculator.charts.tables import Table
from calculator.charts.words import LONGEST_ALT, cut, fit, hover, plain
from calculator.lettering import BOLD, width

ROW, LABEL, LINE, ENDS = 74, 14, 40, 59
"""Pixels of a row, and from its top to its label, its line and the words at its ends."""
SECOND, SIZE = 18, 14
"""Pixels of a label's second line, and of its type."""
SHOWN = 8
TITLE = "At what value do they tie?"
CAPTION = "Each number on its own scale, the nearest tie first. Thick line: its plausible range. Dot: now. Bar: a tie."


@dataclass(frozen=True)
class Line:
    """One number: what it is called, its value now, where they tie, and its plausible range (None without one).

    `ends` are the two values that its line runs between. `said` spells now and the tie, `spelled` the ends.
    """

    label: str
    now: float | None
    ties: tuple[tuple[float, float], ...]
    plausible: tuple[float, float] | None
    ends: tuple[float, float]
    said: tuple[str, str]
    spelled: tuple[str, str]


def break_even(lines: Sequence[Line], table: Table) -> Chart:
    """The lines, of which the first eight are drawn, and a table of all numbers."""
    shown = lines[:SHOWN]
    return Chart("break_even", TITLE, CAPTION, (), _figure(shown), _alt(shown), table)


def _figure(lines: Sequence[Line]) -> dict[str, Any]:
    labels = [_label(line.label) for line in lines]
    *tops, height = accumulate((ROW + SECOND * (len(label) - 1) for label in labels), initial=0)
    rows = list(zip(lines, labels, tops, strict=True))
    data = [trace for line, label, top in rows for trace in _marks(line, _base(label, top))]
    words = [note for line, label, top in rows for note in _words(line, label, top)]
    axis = axes.axis(1, {}, showgrid=False) | {"range": [-0.02, 1.02]}
    return frame.figure(data, height, axis, annotations=words, margin={"b": 4})


def _label(label: str) -> list[str]:
    """What a row is called: in one line, or what the number belongs to in a line of its own."""
    if width(label, BOLD, SIZE) <= frame.NARROWEST:
        return [label]
    return [fit(part, frame.NARROWEST, SIZE) for part in label.rpartition(": ")[::2] if part]


def _base(label: Sequence[str], top: float) -> float:
    """Where a row would start if its label had one line."""
    return top + SECOND * (len(label) - 1)


def _place(line: Line, value: float) -> float:
    low, high = line.ends
    return min(max((value - low) / ((high - low) or 1), 0), 1)


def _marks(line: Line, top: float) -> list[frame.Trace]:
    said = hover(line.label, f"Now {line.said[0]}", f"They tie at {line.said[1]}")
    found = [_stretch((0, 1), top, 1, BORDER.light, said)]
    if line.plausible:
        low, high = (_place(line, value) for value in line.plausible)
        found.append(_stretch((low, high), top, 7, BORDER.light, said))
    for low, high in line.ties:
        if low < high:
            found.append(_stretch((_place(line, low), _place(line, high)), top, 5, INK.light, said))
        found.append(_bar(_place(line, low), top, said))
    if line.now is not None:
        found.append(marks.dot(_place(line, line.now), top + LINE, INK.light, False, said))
    return found


def _stretch(ends: tuple[float, float], top: float, thick: float, colour: str, said: str) -> frame.Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(ends),
        "y": [top + LINE, top + LINE],
        "line": {"width": thick, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": said,
    }


def _bar(at: float, top: float, said: str) -> frame.Trace:
    return _stretch((at, at), top, 4, INK.light, said) | {"y": [top + LINE - 11, top + LINE + 11]}


def _words(line: Line, label: Sequence[str], first: float) -> list[dict[str, Any]]:
    small = {"font": {"size": 12, "color": MUTED.light}}
    top = _base(label, first)
    found = [
        *(frame.note(f"<b>{plain(part)}</b>", first + LABEL + SECOND * index) for index, part in enumerate(label)),
        frame.note(plain(line.spelled[0]), top + ENDS, **small),
        frame.note(plain(line.spelled[1]), top + ENDS, x=1, xanchor="right", **small),
    ]
    middle = f"now {line.said[0]}, tie {line.said[1]}"
    return [*found, frame.note(plain(cut(middle, 46)), top + ENDS, x=0.5, xanchor="center", **small)]


def _alt(lines: Sequence[Line]) -> str:
    if not lines:
        return f"{TITLE} At none."
    said = [f"{cut(line.label, 40)}: now {line.said[0]}, tie {cut(line.said[1], 30)}" for line in lines]
    texts = (f"{TITLE} {'; '.join(said[:count])}." for count in range(len(said), 0, -1))
    return next((text for text in texts if len(text) <= LONGEST_ALT), cut(f"{TITLE} {said[0]}", LONGEST_ALT))
