"""`odds` and `decides`: how often each strategy is first, and which numbers decide between two."""

from __future__ import annotations

from typing import Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, On, Output, PresetId, Settings

Between = Annotated[
    str | None,
    typer.Option("--between", metavar="ID", help="A strategy; the first where none is named.", show_default=False),
]
And = Annotated[
    str | None, typer.Option("--and", metavar="ID", help="Another; the next where none is named.", show_default=False)
]
Variance = Annotated[bool, typer.Option("--variance", help="Shares of the variance, in place of the swings.")]


@app.command()
def odds(
    file: File = None, preset: PresetId = None, settings: Settings = None, form: Form = "table", output: Output = None
) -> None:
    """How often each strategy costs least, wins most and is worth most, and how far its figures may be off."""
    found = reading.scenario(file, preset, settings or ())

    from calculator.analyses.study import Study
    from calculator.findings.odds import finding

    writing.found(finding(Study(found)), form, output)


@app.command()
def decides(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    between: Between = None,
    and_: And = None,
    on: On = "cost",
    variance: Variance = False,
    form: Form = "table",
    output: Output = None,
) -> None:
    """Which numbers decide between two strategies, and which of them change the winner within their range.

    It compares the first two strategies where none are named.
    """
    found = reading.scenario(file, preset, settings or ())

    from calculator.analyses.study import Study
    from calculator.findings import decides
    from calculator.findings import variance as doubts

    one = reading.strategy(found, between)
    other = reading.other(found, and_, one)
    writing.found((doubts if variance else decides).finding(Study(found), one, other, on), form, output)
