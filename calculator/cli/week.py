"""The week that a strategy takes, as a calendar file beside the answer in words."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from calculator.errors import CalculatorError

if TYPE_CHECKING:
    from calculator.analyses.study import Study


def calendar(
    study: "Study",
    asked: Mapping[str, Any],
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write its fixed times as a calendar too.", show_default=False),
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="The calendar starts on the first Monday from here, such as 2027-01-04; today where not said.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the calendar, where a file is named."""
    if ics is None:
        return

    from calculator.exports import files
    from calculator.exports.ics import calendar as made

    if not asked["strategy"]:
        raise CalculatorError("There is no strategy, so there is no calendar to write. Add a way to network.")
    first = start.date() if start else date.today()  # noqa: DTZ011 -- of the person's own day
    files.write(ics, made(study.scenario, asked["strategy"], first))
