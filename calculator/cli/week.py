"""`week`: the week that a strategy takes, in words and as a calendar file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, One, Output, PresetId, Settings
from calculator.errors import CalculatorError


@app.command()
def week(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    calendar: Annotated[
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
    form: Form = "table",
    output: Output = None,
) -> None:
    """When you leave home, sit and are back in a week, and what of it falls into protected time.

    It is about the first strategy where none is named.
    """
    found = reading.scenario(file, preset, settings or ())
    one = reading.strategy(found, strategy)

    from calculator.findings.week import finding

    if calendar is not None:
        from calculator.exports import files, ics

        if not one:
            raise CalculatorError("There is no strategy, so there is no calendar to write. Add a way to network.")
        files.write(calendar, ics.calendar(found, one, start.date() if start else date.today()))  # noqa: DTZ011 -- of the person's own day
    writing.found(finding(found, one), form, output)
