"""What a command prints: text for machines, tables for people, and messages on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from calculator import SCHEMA
from calculator.errors import CalculatorError

if TYPE_CHECKING:
    from calculator.findings.finding import Finding

Show = Callable[[TextIO], None]


def found(finding: Finding[Any], form: str) -> Show:
    """A finding: its words and table for people, its rows and every digit for machines."""
    from calculator import printed

    if form == "json":
        return text(printed.as_json(finding.as_tree(SCHEMA)))
    if form == "csv":
        return text(printed.as_csv(finding.frame()))

    from calculator import terminal

    return lambda file: terminal.finding(file, (finding.sentence, *finding.notes), finding.table)


def listed(name: str, rows: Sequence[Mapping[str, Any]], columns: list[str], form: str) -> Show:
    """Presets or parameters, one a row."""
    from calculator import printed

    if form == "json":
        return text(printed.as_json({"schema": SCHEMA, name: rows}))
    if form == "csv":
        from pandas import DataFrame

        return text(printed.as_csv(DataFrame(rows, columns=columns)))

    from calculator import terminal

    show = {"presets": terminal.presets, "parameters": terminal.parameters}[name]
    return lambda file: show(file, rows)


def text(words: str) -> Show:
    """Text for machines: UTF-8 with plain line ends, whatever the terminal has."""

    def show(file: TextIO) -> None:
        if isinstance(file, io.TextIOWrapper):
            file.reconfigure(encoding="utf-8", newline="\n")
        file.write(words)

    return show


def deliver(show: Show, output: Path | None) -> None:
    """Print, or write to a file; where the reader closes its end early, stop without a message."""
    try:
        if output is not None:
            with output.open("w", encoding="utf-8") as file:
                show(file)
        elif sys.stdout is not None:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(errors="replace")  # a terminal without £ shows a question mark
            show(sys.stdout)
            sys.stdout.flush()
    except BrokenPipeError:
        _discard()
        raise typer.Exit(1) from None
    except OSError as error:
        _discard()
        name = output or "Standard output"
        raise CalculatorError(f"{name} cannot be written: {error.strerror or error}.") from None


def _discard() -> None:
    """Let what is left unprinted go nowhere, so that Python does not try again as it ends."""
    with suppress(OSError, AttributeError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """A message to the person at the terminal."""
    from calculator.terminal import harmless

    typer.echo(harmless(message), err=True)
