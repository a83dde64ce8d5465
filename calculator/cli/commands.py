"""The command line itself: where commands are added, the options that they share, and how any of them ends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from calculator import __version__, installed
from calculator.cli.writing import say
from calculator.errors import CalculatorError

File = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="A scenario in JSON; - is standard input.", show_default=False)
]
PresetId = Annotated[
    str | None, typer.Option("--preset", metavar="ID", help="A preset, in place of FILE.", show_default=False)
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a number or a word, any number of times. A range is 12..18..30, or 'about 18'.",
        show_default=False,
    ),
]
Form = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="For people, or for machines.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to this file, not to the screen.", show_default=False),
]
Search = Annotated[
    str, typer.Option(metavar="WORD", help="Only numbers that have to do with this.", show_default=False)
]
FIRST = ("compare", "presets", "parameters", "scenario", "explain", "export")
"""The commands that help names first; each of the others puts one question to the same numbers."""


class Commands(TyperGroup):
    """The commands; what a person can put right ends any of them in a message and exit code 2."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which help names them."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CalculatorError as error:
            say(str(error))
            raise typer.Exit(2) from None
        except ImportError as error:
            if not (sentence := installed.lacking(error)):
                raise
            say(sentence)
            raise typer.Exit(2) from None


app = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """What face-to-face, online and blended networking cost and yield, with your numbers."""
    if version:
        typer.echo(f"networking cost calculator {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), nl=False)
