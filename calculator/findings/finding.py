"""What an analysis found, for every door: the page places it, the command line prints it, a file keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from calculator.charts.chart import Chart
from calculator.charts.tables import Table

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

Row_co = TypeVar("Row_co", covariant=True, bound="DataclassInstance")
EMPTY = Table(("",), ())
"""The table of an answer that has no figures."""


@dataclass(frozen=True)
class Finding(Generic[Row_co]):
    """An answer in words first, then its figures.

    `id` is its name for machines. `sentence` is the answer, `notes` what is said after it; both are plain text that may
    hold a person's own words. `table` has the figures as people read them, and is the twin of the chart where there is
    one. `rows` has them with every digit, each an instance of `row`, a dataclass whose fields are the columns; None is
    none. `working` says how it is worked out.
    """

    id: str
    sentence: str
    row: type[Row_co]
    rows: tuple[Row_co, ...] = ()
    table: Table = EMPTY
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    working: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, also where there are no rows."""
        return [field.name for field in fields(self.row)]

    def as_tree(self, schema: int) -> dict[str, Any]:
        """The finding as JSON has it."""
        words = {"answer": self.sentence, "notes": list(self.notes)}
        return {"schema": schema, "finding": self.id, **words, "rows": [asdict(row) for row in self.rows]}

    def frame(self) -> pd.DataFrame:
        """The rows as a table; `attrs` has the answer in words, and the unit of each column that has one of its own."""
        import pandas as pd  # imported when first asked for: it is large

        table = pd.DataFrame([asdict(row) for row in self.rows], columns=self.columns)
        hints = get_type_hints(self.row, include_extras=True)
        units = {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}
        table.attrs = {"finding": self.id, "answer": self.sentence, "units": units}
        return table
