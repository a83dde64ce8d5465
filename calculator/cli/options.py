"""The options that commands share, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

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
