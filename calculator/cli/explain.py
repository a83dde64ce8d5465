"""`explain`: where a number comes from, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, One, Output, PresetId, Settings

Measure = Annotated[str, typer.Argument(metavar="MEASURE", help="Such as cost, hours or wins.", show_default=False)]


@app.command()
def explain(
    measure: Measure,
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """Say where a number comes from: each step with its formula, and every number that went in with its source.

    The formulas are read from the engine itself.
    """
    from calculator.findings import trace

    found = reading.known(reading.scenario(file, preset, settings or ()))
    writing.found(trace.finding(found, reading.strategy(found, strategy), measure), form, output)
