"""The command line: `python -m calculator compare --preset uk-owner --set activities.breakfast.meal_fee=18`.

A command reads a scenario, changes it by path, and prints what comes of it, for people or for machines. What is wrong
is said on standard error, all of it at once, with exit code 2; then nothing is printed.
"""

from __future__ import annotations

from copy import copy
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer import Typer

    app: Typer
    """The whole command line."""

MODULES = ("comparing", "asking", "exporting", "people", "serving", "year")
"""Each hangs up its commands as it is imported."""
LIGHT = ("compare", "presets", "parameters", "scenario")
"""The commands of the first of them, which need none of the others."""


def __getattr__(name: str) -> Typer:
    if name == "app":
        return command_line()
    raise AttributeError(f"There is no '{name}' in {__name__}.")


def command_line(typed: str = "") -> Typer:
    """The command line with the command of that name alone, which starts sooner; with all where there is none."""
    from calculator.cli.commands import app

    for module in MODULES[:1] if typed in LIGHT else MODULES:
        import_module(f"calculator.cli.{module}")
    alone = [each for each in app.registered_commands if each.name == typed]
    if not alone:
        return app
    made = copy(app)
    made.registered_commands = alone
    return made
