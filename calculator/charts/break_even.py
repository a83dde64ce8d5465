"""At what value of each number two strategies tie: a line a number, with where it is now and where they tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
CAPTION = "Each number on its own scale, the nearest tie first. Thick line: its range. Dot: now. Bar: a tie."


@dataclass(frozen=True)
class NumberLine:
    """One number: what it is called, its value now, where they tie, and its range (None without one).

    `ends` are the two values that its line runs between. `said` spells now and the tie, `spelled` the ends.
    """

    label: str
    now: float | None
    ties: tuple[tuple[float, float], ...]
    plausible: tuple[float, float] | None
    ends: tuple[float, float]
    said: tuple[str, str]
    spelled: tuple[str, str]


def break_even(lines: Sequence[NumberLine], table: Table) -> Chart:
    """The lines, of which the first eight are drawn, and a table of all numbers."""
    shown = lines[:SHOWN]
    data, words, height = [], [], 0
    for line in shown:
        label = [line.label]
        if width(line.label, BOLD, SIZE) > frame.NARROWEST:  # what the number belongs to has a line of its own
            label = [fit(part, frame.NARROWEST, SIZE) for part in line.label.rpartition(": ")[::2] if part]
        top = height + SECOND * (len(label) - 1)
        data += _marks(line, top)
        words += [frame.note(f"<b>{plain(part)}</b>", height + LABEL + SECOND * at) for at, part in enumerate(label)]
        small = {"font": {"size": 12, "color": MUTED.light}}
        middle = cut(f"now {line.said[0]}, tie {line.said[1]}", 46)
        words += [
            frame.note(plain(line.spelled[0]), top + ENDS, **small),
            frame.note(plain(line.spelled[1]), top + ENDS, x=1, xanchor="right", **small),
            frame.note(plain(middle), top + ENDS, x=0.5, xanchor="center", **small),
        ]
        height = top + ROW
    axis = axes.axis(1, {}, showgrid=False) | {"range": [-0.02, 1.02]}
    figure = frame.figure(data, height, axis, annotations=words, margin={"b": 4})
    said = [f"{cut(line.label, 40)}: now {line.said[0]}, tie {cut(line.said[1], 30)}" for line in shown]
    texts = [f"{TITLE} {'; '.join(said[:count])}." for count in range(len(said), 0, -1)] or [f"{TITLE} At none."]
    alt = next((text for text in texts if len(text) <= LONGEST_ALT), cut(texts[-1], LONGEST_ALT))
    return Chart("break_even", TITLE, CAPTION, (), figure, alt, table)


def _marks(line: NumberLine, top: float) -> list[frame.Trace]:
    said = hover(line.label, f"Now {line.said[0]}", f"They tie at {line.said[1]}")
    low, high = line.ends

    def place(value: float) -> float:
        return min(max((value - low) / ((high - low) or 1), 0), 1)

    def stretch(ends: tuple[float, float], thick: float, colour: str, tall: float = 0) -> frame.Trace:
        up_and_down = [top + LINE - tall, top + LINE + tall]
        return marks.line(list(ends), up_and_down, {"width": thick, "color": colour}, said, cliponaxis=False)

    drawn = [stretch((0, 1), 1, BORDER.light)]
    if line.plausible:
        drawn.append(stretch((place(line.plausible[0]), place(line.plausible[1])), 7, BORDER.light))
    for first, last in line.ties:
        if first < last:
            drawn.append(stretch((place(first), place(last)), 5, INK.light))
        drawn.append(stretch((place(first), place(first)), 4, INK.light, 11))
    if line.now is not None:
        drawn.append(marks.dot(place(line.now), top + LINE, INK.light, False, said))
    return drawn
