"""A table of words, as every door shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A chart's numbers as text. The first column names, the others hold figures and are aligned right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
