"""What an analysis found, for every door: the page places it, the command line prints it, a file keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_args, get_type_hints

from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.engine.results import UNITS, coded

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

Row_co = TypeVar("Row_co", covariant=True, bound="DataclassInstance")
Money = Annotated[float, "money"]
MoneyPerYear = Annotated[float, "money/year"]
Hours = Annotated[float, "hours"]
HoursPerYear = Annotated[float, "hours/year"]
HoursPerWeek = Annotated[float, "hours/week"]
ClockHour = Annotated[float, "hours after midnight"]
TimesPerYear = Annotated[float, "times/year"]
Wins = Annotated[float, "wins"]
Share = Annotated[float, "share"]
OfMeasure = Annotated[float, "that of the measure"]
OfPath = Annotated[float, "that of the number at the path"]
"""What a column of rows counts. One that is named after a measure counts what the measure does, and need not say it."""
EMPTY = Table(("",), ())
"""The table of an answer that has no figures."""


@dataclass(frozen=True)
class Finding(Generic[Row_co]):
    """An answer in words first, then its figures.

    `id` is its name for machines. `sentence` is the answer, `notes` what is said after it; both are plain text that may
    hold a person's own words. `table` has the figures as people read them, and is the twin of the chart where there is
    one. `rows` has them with every digit, each an instance of `row`, a dataclass whose fields are the columns; None is
    none. `working` says how it is worked out. `currency` is what money in the units of columns stands for.
    """

    id: str
    sentence: str
    row: type[Row_co]
    rows: tuple[Row_co, ...] = ()
    table: Table = EMPTY
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    working: tuple[str, ...] = ()
    currency: str = "money"

    @property
    def columns(self) -> list[str]:
        """The names of the columns, also where there are no rows."""
        return [field.name for field in fields(self.row)]

    def as_tree(self, schema: int) -> dict[str, Any]:
        """The finding as JSON has it."""
        words = {"answer": self.sentence, "notes": list(self.notes)}
        return {"schema": schema, "finding": self.id, **words, "rows": [asdict(row) for row in self.rows]}

    def frame(self) -> pd.DataFrame:
        """The rows as a table; `attrs` has the answer in words, and the unit of each column that has one.

        Where each row has a unit of its own there is a column that says it.
        """
        import pandas as pd  # imported when first asked for: it is large

        table = pd.DataFrame([asdict(row) for row in self.rows], columns=self.columns)
        units = {} if "unit" in self.columns else {name: UNITS[name] for name in self.columns if name in UNITS}
        for name, hint in get_type_hints(self.row, include_extras=True).items():
            for kind in (hint, *get_args(hint)):  # `Hours`, or `Hours | None`
                if hasattr(kind, "__metadata__"):
                    units[name] = kind.__metadata__[0]
        coded_units = {name: coded(unit, self.currency) for name, unit in units.items()}
        table.attrs = {"finding": self.id, "answer": self.sentence, "units": coded_units}
        return table
