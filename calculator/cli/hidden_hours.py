"""`hidden-hours`: what the hours that people forget would add."""

from __future__ import annotations

from typing import Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, One, Output, PresetId, Settings
from calculator.errors import CalculatorError, shortened, suggestion


@app.command("hidden-hours")
def hidden_hours(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Add early, follow_up, settling, committee or substitute, any number of times.",
            show_default=False,
        ),
    ] = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What arriving early, follow-up, settling back, committee work and finding a substitute would add.

    It speaks of the first strategy where none is named, and its table of all.
    """
    found = reading.scenario(file, preset, settings or ())
    one = reading.strategy(found, strategy)

    from calculator.analyses import hidden_hours as analysis
    from calculator.findings.hidden_hours import finding

    was = {}
    for kind in dict.fromkeys(add or ()):
        if kind not in analysis.kinds():
            hint = suggestion(kind, analysis.kinds()) or f" There are: {', '.join(analysis.kinds())}."
            raise CalculatorError(f"There is no kind of hours '{shortened(kind)}'.{hint}")
        was[kind] = analysis.before(found, kind)
        found = analysis.added(found, kind)
    writing.found(finding(found, one, analysis.effects(found, was)), form, output)
