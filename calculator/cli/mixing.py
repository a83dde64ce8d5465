"""`best-mix` and `blend`: which mix is best within limits, and what lies between two strategies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, On, Output, PresetId, Settings

Hours = Annotated[float | None, typer.Option(help="Hours a week at most; the scenario's where not said.")]
Cash = Annotated[float | None, typer.Option(help="Money a year at most; the scenario's where not said.")]
Before = Annotated[float | None, typer.Option(metavar="HOUR", help="Leave home no earlier, such as 9 or 8.5.")]
Driving = Annotated[bool, typer.Option("--driving/--no-driving", help="Whether it may take a car.")]
Evenings = Annotated[float | None, typer.Option(help="Evenings a week at most.")]
Evening = Annotated[
    float | None, typer.Option("--evening-from", metavar="HOUR", help="What ends later takes an evening: 18.")
]
Protected = Annotated[bool, typer.Option("--keep-protected", help="Leave protected time alone.")]
Wins = Annotated[float | None, typer.Option(metavar="N", help="The least cost for so many wins, not the most wins.")]


@app.command("best-mix")
def best_mix(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    hours: Hours = None,
    cash: Cash = None,
    not_before: Before = None,
    driving: Driving = True,
    evenings: Evenings = None,
    evening_from: Evening = None,
    keep_protected: Protected = False,
    wins: Wins = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """The mix that wins most within your limits, or costs least for so many wins, and what each limit costs you."""
    found = reading.scenario(file, preset, settings or ())

    from dataclasses import replace

    from calculator.analyses.optimise import Limits
    from calculator.findings.best_mix import finding

    given = {
        "hours_per_week": hours,
        "cash_per_year": cash,
        "not_before": not_before,
        "evenings_per_week": evenings,
        "evening_from": evening_from,
    }
    said = {name: value for name, value in given.items() if value is not None}
    limits = replace(Limits.of(found), driving=driving, protected_time=not keep_protected, **said)
    with _silent():
        answer = finding(found, limits, wins)
    writing.found(answer, form, output)


@app.command()
def blend(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    one: Annotated[
        str | None, typer.Option("--from", metavar="ID", help="A strategy; the first where not said.")
    ] = None,
    other: Annotated[str | None, typer.Option("--to", metavar="ID", help="Another; the second where not said.")] = None,
    measure: On = "wins",
    equal_hours: Annotated[bool, typer.Option("--equal-hours", help="Every mix takes the hours of the first.")] = False,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What mixing two strategies does, by the share of each; dues do not shrink with the share."""
    found = reading.scenario(file, preset, settings or ())
    first = reading.strategy(found, one)
    second = reading.other(found, other, first)

    from calculator.findings.blend import finding

    writing.found(finding(found, first, second, measure, equal_hours), form, output)


@contextmanager
def _silent() -> Iterator[None]:
    """HiGHS now and then writes a line of its own to standard output, where only the answer may stand."""
    try:
        kept = os.dup(1)
    except OSError:  # it is closed, and nothing can be written to it
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
