"""`serve`: the app, with the widget, the pictures of links and the API, as `streamlit run app.py` starts it."""

from __future__ import annotations

import runpy
import sys
from typing import Annotated

import typer

from calculator import installed
from calculator.cli.commands import app


@app.command("serve")
def serve(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Who may connect: this machine alone, or 0.0.0.0 for all.")
    ] = "localhost",
) -> None:
    """Open the app in a browser at http://localhost:8501, until you press Ctrl+C."""
    installed.demand("app")
    file = str(installed.served())
    sys.argv = ["streamlit", "run", file, f"--server.port={port}", f"--server.address={address}"]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
