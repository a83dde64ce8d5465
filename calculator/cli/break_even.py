"""`break-even` and `reach`: at what value two strategies tie, and what a number must be for one to come to a target."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, On, One, Output, PresetId, Settings

Against = Annotated[
    str | None,
    typer.Option("--against", metavar="ID", help="The other; the next where none is named.", show_default=False),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="PATH", help="Only this number, any number of times.", show_default=False),
]


@app.command("break-even")
def break_even(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    against: Against = None,
    on: On = "cost",
    by: By = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """At what value of each number two strategies tie; the nearest to now first, or never, and why not.

    It compares the first two strategies where none are named.
    """
    found = reading.scenario(file, preset, settings or ())

    from calculator.findings.break_even import finding

    one = reading.strategy(found, strategy)
    other = reading.other(found, against, one)
    writing.found(finding(found, one, other, on, by), form, output)


@app.command()
def reach(
    by: Annotated[str, typer.Option("--by", metavar="PATH", help="The number that may change.")],
    target: Annotated[float, typer.Option("--target", metavar="NUMBER", help="What the measure is to be.")],
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    on: On = "wins",
    per: Annotated[Literal["year", "all"], typer.Option(help="A year, or the whole horizon.")] = "year",
    form: Form = "table",
    output: Output = None,
) -> None:
    """What a number must be for a strategy to come to a target; where it cannot, the nearest that it comes.

    It is about the first strategy where none is named.
    """
    found = reading.scenario(file, preset, settings or ())

    from calculator.findings.reach import finding

    writing.found(finding(found, by, reading.strategy(found, strategy), on, target, per), form, output)
