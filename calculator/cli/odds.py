"""`odds` and `decides`: how often each strategy is first, and which numbers decide between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, Output, PresetId, Settings

if TYPE_CHECKING:
    from calculator.model import Scenario

Between = Annotated[
    str | None,
    typer.Option("--between", metavar="ID", help="A strategy; the first where none is named.", show_default=False),
]
And = Annotated[
    str | None, typer.Option("--and", metavar="ID", help="Another; the next where none is named.", show_default=False)
]
On = Annotated[str, typer.Option("--on", metavar="MEASURE", help="cost, hours, cash, wins, value, net_value …")]
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
    from calculator.findings.decides import finding, shares

    one = reading.strategy(found, between)
    other = reading.strategy(found, and_) if and_ else _next(found, one)
    writing.found((shares if variance else finding)(Study(found), one, other, on), form, output)


def _next(found: Scenario, one: str) -> str:
    return next((key for key in found.strategies if key != one), one)
