"""`batch`: many people from a file, worked out here or on many machines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from calculator.cli import reading, writing
from calculator.cli.commands import Form, PresetId, app
from calculator.errors import CalculatorError

if TYPE_CHECKING:
    from calculator.batch.columns import Start
    from calculator.batch.running import Run, RunProgress


@app.command("batch")
def batch(
    people: Annotated[
        Path | None,
        typer.Argument(metavar="PEOPLE", help="A row a person: CSV, .xlsx or .parquet.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="The results: .csv or .parquet.", show_default=False),
    ] = None,
    preset: PresetId = None,
    scenario: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A scenario in JSON that all start from, in place of a preset."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Change a number for everybody.", show_default=False),
    ] = None,
    odds: Annotated[bool, typer.Option("--odds", help="Also how it might go, from 4,096 draws for each.")] = False,
    parts: Annotated[bool, typer.Option("--parts", help="Also hours and money by part.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Print what all of them have in common.")] = False,
    form: Form = "table",
    faults: Annotated[
        Literal["stop", "skip"],
        typer.Option(help="Write nothing where a row has a fault, or pass over the row and write its fault to a file."),
    ] = "stop",
    workers: Annotated[int, typer.Option(min=0, max=256, help="Processes of this machine; 0 is this one.")] = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786.", show_default=False)
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a file to fill in, .csv or .xlsx, and leave.", show_default=False),
    ] = None,
) -> None:
    """Work out many people from a file: a row a person, a column a path, a question of the first page or `preset`.

    A column that is none of these is carried through. A run that was interrupted goes on where it was.
    """
    start = _start(preset, scenario, settings or [])
    if template is not None:
        from calculator.batch import template as made

        kind = template.suffix.lower()
        if kind not in (".csv", ".xlsx"):
            raise CalculatorError(f"{template} ends in neither of .csv and .xlsx, which say what it is to be.")
        content = (made.as_workbook if kind == ".xlsx" else made.as_csv)(start.base(start.preset))
        try:
            template.write_bytes(content)
        except OSError as error:
            raise CalculatorError(f"{template} cannot be written: {error.strerror or error}.") from None
        return
    if people is None or output is None:
        raise CalculatorError("Name the file of people and --output, or write a file to fill in with --template FILE.")

    from calculator.batch import running
    from calculator.batch.figures import Wanted

    asked = running.RunAsked(people, output, start, Wanted(odds, parts), faults)
    with _spread(workers, cluster) as spread, _progress() as tell:
        try:
            run = running.run(asked, spread, tell)
        except KeyboardInterrupt:
            writing.say("Interrupted. What is done is kept; the same command goes on from there.")
            raise typer.Exit(130) from None
    for line in run.layout.doubtful():
        writing.say(line)
    show = None
    if summary:
        from calculator.batch import group

        show = writing.found(group.finding(run.layout, run.read, run.skipped), form)
    run.finish()
    _said(run)
    if show is not None:
        writing.deliver(show, None)


def _start(preset: str | None, scenario: Path | None, settings: list[str]) -> Start:
    """What everybody starts from, found to be right."""
    from calculator import assumptions
    from calculator.batch.columns import Start

    asked = reading.scenario(scenario, preset, settings)
    pairs = (setting.partition("=") for setting in settings)
    changes = {path.strip(): value.strip() for path, _, value in pairs}
    if scenario is None:
        return Start(assumptions.preset(preset or assumptions.default().id).id, settings=changes)
    return Start(asked.preset, asked)


@contextmanager
def _spread(workers: int, address: str) -> Iterator[Any]:
    """What has the pieces worked out: this process, others of this machine, or a cluster."""
    if not workers and not address:
        yield map
        return
    if workers and address:
        raise CalculatorError("Give --workers or --cluster, not both: a cluster has workers of its own.")

    from calculator.batch import cluster

    with cluster.there(address) if address else cluster.here(workers) as client:
        yield cluster.spread(client)


@contextmanager
def _progress() -> Iterator[Callable[[RunProgress], None]]:
    """A bar with people a second and the time left, for somebody who watches."""
    if not sys.stderr.isatty():
        with nullcontext():
            yield lambda _: None
        return

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    words = TextColumn("{task.fields[said]}")
    with Progress(BarColumn(), TaskProgressColumn(), words, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0, said="")

        def tell(told: RunProgress) -> None:
            passed = bar.tasks[task].elapsed or 1e-9
            rate = (told.people - told.before) / passed
            bar.update(task, completed=told.share, said=f"{told.people:,} people, {rate:,.0f} a second")

        yield tell


def _said(run: Run) -> None:
    """What was passed over; and what was written, to somebody who watches."""
    people, skipped = run.told.people, run.skipped
    if skipped:
        rows = "1 row has a fault" if skipped == 1 else f"{skipped:,} rows have faults"
        writing.say(f"{rows}; see {run.asked.beside}.")
    if not sys.stderr.isatty():
        return
    before = f"; {run.told.before:,} of them were done before" if run.told.before else ""
    number = "1 person is" if people - skipped == 1 else f"{people - skipped:,} people are"
    writing.say(f"{number} in {run.asked.output}{before}.")
    if run.layout.carried:
        names = ", ".join(run.layout.carried[:8]) + ("…" if len(run.layout.carried) > 8 else "")
        writing.say(f"Carried through as they are: {names}.")
