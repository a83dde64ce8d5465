"""Small multiples for one column: blocks of thin lines under a heading, words at the left, marks at the right.

The words have a fixed width, so that the same figure serves a phone and a desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts import frame, marks
from calculator.charts.palette import INK
from calculator.charts.words import fit

WORDS = 130
"""Pixels that the words at the left take."""
HEAD, LINE, GAP, THIN = 26, 23, 10, 12


@dataclass(frozen=True)
class Block:
    """A heading and the words of its lines, as plotly's pseudo-HTML."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Places:
    """Where blocks stand: pixels from the top of each heading and each block's lines, and the height of all."""

    headings: list[float]
    lines: list[list[float]]
    height: float


def places(blocks: Sequence[Block]) -> Places:
    """The blocks' places from the top down."""
    headings: list[float] = []
    lines: list[list[float]] = []
    top = 0.0
    for block in blocks:
        headings.append(top + HEAD / 2)
        lines.append([top + HEAD + LINE * (index + 0.5) for index in range(len(block.lines))])
        top += HEAD + LINE * len(block.lines) + GAP
    return Places(headings, lines, top)


def fitted(name: str) -> str:
    """The name as far as the words' width goes."""
    return fit(name, WORDS - 8, 13)


def figure(blocks: Sequence[Block], data: list[frame.Trace], xaxis: dict[str, Any]) -> dict[str, Any]:
    """The figure of the blocks, its marks drawn by `data` at the lines' places."""
    where = places(blocks)
    left = {"xshift": -WORDS}
    notes = [frame.note(block.heading, at, **left) for block, at in zip(blocks, where.headings, strict=True)]
    small = {"font": {"size": 13, "color": INK.light}, **left}
    for block, at in zip(blocks, where.lines, strict=True):
        notes += [frame.note(words, y, **small) for words, y in zip(block.lines, at, strict=True)]
    margin = {"l": WORDS + 1} | ({} if xaxis["ticktext"] else {"b": 4})
    return frame.figure(data, where.height, xaxis, annotations=notes, margin=margin)


def bars(
    values: list[float], at: list[float], texts: list[str], marker: dict[str, Any], said: list[str]
) -> frame.Trace:
    """Thin bars with their figures at the end."""
    outside = {"textposition": "outside", "constraintext": "none", "textangle": 0, "cliponaxis": False}
    words = {"text": texts, "textfont": {"size": 12, "color": INK.light}, **outside}
    return marks.bars(values, at, THIN, marker, said, **words)
