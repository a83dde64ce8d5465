"""What an analysis found, for every door: the page places it, the command line prints it, a file keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator.charts.chart import Chart, Table


@dataclass(frozen=True)
class Finding:
    """An answer in words first, then its figures.

    `id` is its name for machines. `sentence` is the answer, `notes` what is said after it; both are plain text that may
    hold a person's own words. `table` has the figures as people read them, and is the twin of the chart where there is
    one. `rows` has them with every digit, by column; None is none. `working` says how it is worked out.
    """

    id: str
    sentence: str
    table: Table
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    working: tuple[str, ...] = ()

    def as_tree(self, schema: int) -> dict[str, Any]:
        """The finding as JSON has it."""
        words = {"answer": self.sentence, "notes": list(self.notes)}
        return {"schema": schema, "finding": self.id, **words, "rows": [dict(row) for row in self.rows]}
