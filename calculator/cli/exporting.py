"""`export`: charts and the answer card as pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from calculator.cli import reading
from calculator.cli.commands import File, PresetId, Settings, app
from calculator.settings import public


@app.command("export")
def export(
    output: Annotated[Path, typer.Option("--output", metavar="PATH", help="The file; a folder for all charts.")],
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    chart: Annotated[
        str, typer.Option("--chart", metavar="ID", help="A chart, such as full_cost; all of them; or card.")
    ] = "card",
    form: Annotated[Literal["png", "svg", "pdf"], typer.Option("--format", help="Of the pictures.")] = "png",
    size: Annotated[
        str,
        typer.Option(metavar="SIZE", help="preview (1200x628), square, small, or WIDTHxHEIGHT.", show_default=False),
    ] = "",
    scale: Annotated[
        float, typer.Option(min=1, max=2, help="Of a PNG: 2 has twice the pixels each way, for print.")
    ] = 1,
) -> None:
    """Draw the answer card or charts as pictures, each stamped with what it rests on.

    Charts need Chrome or Chromium; a card as PNG or SVG needs neither.
    """
    asked = reading.scenario(file, preset, settings or ())

    from calculator import permalink
    from calculator.exports import files

    base = public()  # the link is printed under this address, or as what stands after any address of the app
    link = f"{base}{'/' if base else ''}?{permalink.query(permalink.encode(asked))}"
    drawn = files.pictures(asked, chart, form, size, scale, link, _progress)
    for path, content in files.places(drawn, form, output, chart == "all").items():
        files.write(path, content)


def _progress(index: int, count: int, title: str) -> None:
    """Say what is being drawn to somebody who waits; nothing is written before all of it is."""
    if count > 1 and sys.stderr.isatty():
        typer.echo(f"Drawing {index} of {count}: {title}", err=True)
