"""A command for each analysis of the registry: its options become the command's own, its answer is printed.

>>> option = Option("evenings", "number", "Evenings a week at most.")
>>> parameter(option).name, parameter(option).default is None
('evenings', True)
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from calculator.cli import commands, reading, writing
from calculator.errors import CalculatorError
from calculator.registry import ENTRIES, Entry, Option

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
    """Write the fixed times of the week that a strategy takes as a calendar, where a file is named."""
    if ics is None:
        return

    from calculator.exports import files
    from calculator.exports.ics import calendar as made

    if not asked["strategy"]:
        raise CalculatorError("There is no strategy, so there is no calendar to write. Add a way to network.")
    first = start.date() if start else date.today()  # noqa: DTZ011 -- of the person's own day
    files.write(ics, made(study.scenario, asked["strategy"], first))


ALSO = {"week": calendar}
"""What a command does before it prints, with options of its own after the first two."""


def hang(entry: Entry, also: Callable[..., None] | None) -> None:
    """Add the command of an analysis to the command line."""
    more = list(signature(also).parameters.values())[2:] if also else []

    def run(
        file: commands.File = None,
        preset: commands.PresetId = None,
        settings: commands.Settings = None,
        form: commands.Form = "table",
        output: commands.Output = None,
        **given: Any,
    ) -> None:
        scenario = reading.scenario(file, preset, settings or ())
        scenario = reading.known(scenario) if entry.marked else scenario

        from calculator.analyses.study import Study

        study, own = Study(scenario), {each.name: given.pop(each.name) for each in more}
        asked = entry.settled(scenario, given)
        if also:
            also(study, asked, **own)
        with _silent():
            finding = entry.finding(study, **asked)
        writing.deliver(writing.found(finding, form), output)

    *shared, form, output, _ = signature(run, eval_str=True).parameters.values()
    asked = [*shared, *(parameter(option) for option in entry.options if not option.drawn), *more, form, output]
    first = {option.name for option in entry.options if option.first}
    asked = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in asked]
    asked.sort(key=lambda each: each.name not in first)
    run.__signature__ = Signature(asked)  # type: ignore[attr-defined]
    run.__annotations__ = {}
    commands.app.command(entry.command, help=f"{entry.about}\n\n{entry.more}".strip())(run)


def parameter(option: Option) -> Parameter:
    """An option of an analysis as Typer reads it from a function."""
    kind: Any = Literal[option.choices] if option.choices else {"number": float, "flag": bool}.get(option.kind, str)
    kind = list[kind] if option.many else kind
    default = Parameter.empty if option.required else None if option.many else option.default
    kind = kind | None if default is None else kind
    flag = f"--{option.called}" + (f"/--no-{option.called}" if default is True else "")
    shown = default is not None and not option.first
    make = partial(typer.Argument) if option.first else partial(typer.Option, flag)
    taken = make(help=option.help, metavar=option.shown or None, show_default=shown)
    return Parameter(option.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, taken])


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


for each in ENTRIES:
    hang(each, ALSO.get(each.id))
