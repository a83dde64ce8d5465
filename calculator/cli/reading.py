"""The scenario that a command is asked about: a preset, a file or standard input, with its changes by path."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from calculator.cli.writing import say
from calculator.errors import CalculatorError, UnknownPreset, shortened

if TYPE_CHECKING:  # the model is imported by the commands that need it: `--help` is quick
    from calculator.model import Scenario


def scenario(file: Path | None, preset: str | None, settings: Sequence[str]) -> Scenario:
    """The scenario asked for, with its changes. Raises CalculatorError with everything that is wrong."""
    from calculator import assumptions
    from calculator.changes import check, replace

    base, messages = None, []
    try:
        base = _base(file, preset)
    except CalculatorError as error:
        messages.append(str(error))
    changes: dict[str, str] = {}
    for setting in settings:
        path, sign, value = (part.strip() for part in setting.partition("="))
        if path and sign:
            changes[path] = value
        else:
            example = "Write PATH=VALUE, such as --set profile.hourly_value=30."
            messages.append(f"--set '{shortened(setting)}' is no change. {example}")
    if base is None:  # then what is wrong with the changes that any scenario takes is said too
        shared = {path: value for path, value in changes.items() if path.startswith("profile.")}
        messages += map(str, check(assumptions.scenario(assumptions.default().id), shared))
    elif changes:
        messages += map(str, check(base, changes))
    if messages or base is None:
        raise CalculatorError("\n".join(messages))
    return replace(base, changes) if changes else base


def _base(file: Path | None, preset: str | None) -> Scenario:
    from calculator import assumptions, documents

    if file is not None and preset is not None:
        raise CalculatorError(f"Give a file or a preset, not both: here are {file} and --preset {preset}.")
    if file is None:
        return assumptions.scenario(preset if preset is not None else assumptions.default().id)
    if str(file) != "-":
        return documents.load(file)
    name = "Standard input"
    try:
        content = sys.stdin.buffer.read(documents.LIMIT + 1) if sys.stdin else b""
        long = len(content) > documents.LIMIT  # then its length is all that is read of it
        return documents.read(content.decode("latin-1" if long else "utf-8"), name)
    except UnicodeDecodeError:
        raise CalculatorError(f"{name} is not text in UTF-8, so it is no scenario.") from None
    except OSError as error:
        raise CalculatorError(f"{name} cannot be read: {error.strerror or error}.") from None


def known(read: Scenario) -> Scenario:
    """The scenario; where it says that it comes from a preset that does not exist, without that preset's name."""
    from calculator import assumptions

    try:
        assumptions.preset(read.preset or assumptions.default().id)
    except UnknownPreset as error:
        say(f"{error} Every number counts as yours.")
        return read.model_copy(update={"preset": ""})
    return read
