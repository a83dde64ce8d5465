"""The command line: `python -m calculator compare --preset uk-owner --set activities.breakfast.meal_fee=18`.

A command reads a scenario, changes it by path, and prints what comes of it, for people or for machines. What is wrong
is said on standard error, all of it at once, with exit code 2; then nothing is printed.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer
from typer.core import TyperGroup

from calculator import SCHEMA, __version__
from calculator.errors import CalculatorError, Fault, UnknownPreset, shortened, suggestion

if TYPE_CHECKING:  # the model, the engine and Rich are imported by the commands that need them: `--help` is quick
    from calculator.model import Scenario

Show = Callable[[TextIO], None]
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
        help="Change a number or a word, any number of times. A range is 12..18..30.",
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


class Commands(TyperGroup):
    """The commands; what a person can put right ends any of them in a message and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CalculatorError as error:
            _say(str(error))
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


@app.command()
def compare(
    file: File = None, preset: PresetId = None, settings: Settings = None, form: Form = "table", output: Output = None
) -> None:
    """Compare the strategies of a scenario: hours, cash, the value of the hours, and what they win.

    With neither FILE nor --preset it is the default preset.
    """
    from calculator import checks

    found = _scenario(file, preset, settings or ())
    show = _compared(found, form)
    for fault in checks.warnings(found.model_dump()):
        _say(str(fault))
    _deliver(show, output)


@app.command()
def presets(form: Form = "table", output: Output = None) -> None:
    """List the scenarios to start from."""
    from calculator import printed

    rows = printed.presets()
    _deliver(_listed("presets", rows, printed.PRESET, form), output)


@app.command()
def parameters(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    search: Search = "",
    form: Form = "table",
    output: Output = None,
) -> None:
    """List every number of a scenario: its path, its range, what it may be, and the source that it rests on."""
    from calculator import printed

    rows = printed.parameters(_known(_scenario(file, preset, settings or ())))
    found = [row for row in rows if search.lower() in " ".join(str(text or "") for text in row.values()).lower()]
    if not found:
        words = {word for row in rows for word in row["label"].lower().replace(":", "").split()}
        _say(f"Nothing named '{search}'.{suggestion(search.lower(), words)}")
    _deliver(_listed("parameters", found, (*printed.FACTS, *printed.SOURCED), form), output)


@app.command()
def scenario(file: File = None, preset: PresetId = None, settings: Settings = None, output: Output = None) -> None:
    """Print a scenario as the JSON that compare reads."""
    from calculator import documents

    text = documents.write(_scenario(file, preset, settings or ()))
    _deliver(_text(text), output)


@app.command()
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
    found = _scenario(file, preset, settings or ())

    from calculator.exports import files

    drawn = files.pictures(found, chart, form, size, scale, _link(found), _progress)
    for path, content in files.places(drawn, form, output, chart == "all").items():
        files.write(path, content)


def _progress(index: int, count: int, title: str) -> None:
    """Say what is being drawn to somebody who waits; nothing is written before all of it is."""
    if count > 1 and sys.stderr.isatty():
        typer.echo(f"Drawing {index} of {count}: {title}", err=True)


def _link(found: Scenario) -> str:
    """The link to print: under the address in CALCULATOR_URL, or what stands after any address of the app."""
    from calculator import permalink

    base = os.environ.get("CALCULATOR_URL", "").strip().rstrip("/")
    return f"{base}{'/' if base else ''}?{permalink.query(permalink.encode(found))}"


# -- reading ------------------------------------------------------------------------------------------


def _scenario(file: Path | None, preset: str | None, settings: Sequence[str]) -> Scenario:
    """The scenario asked for, with its changes. Raises CalculatorError with everything that is wrong."""
    from calculator.parameters import replace

    base, messages = None, []
    try:
        base = _base(file, preset)
    except CalculatorError as error:
        messages.append(str(error))
    changes = dict(_change(setting) for setting in settings if _is_change(setting))
    messages += [_no_change(setting) for setting in settings if not _is_change(setting)]
    messages += map(str, _wrong(base, changes))
    if messages or base is None:
        raise CalculatorError("\n".join(messages))
    return replace(base, changes)


def _base(file: Path | None, preset: str | None) -> Scenario:
    from calculator import assumptions, documents

    if file is not None and preset is not None:
        raise CalculatorError(f"Give a file or a preset, not both: here are {file} and --preset {preset}.")
    if file is None:
        return assumptions.scenario(preset if preset is not None else assumptions.default().id)
    return _standard_input() if str(file) == "-" else documents.load(file)


def _standard_input() -> Scenario:
    from calculator import documents

    name = "Standard input"
    try:
        content = sys.stdin.buffer.read(documents.LIMIT + 1) if sys.stdin else b""
        long = len(content) > documents.LIMIT  # then its length is all that is read of it
        return documents.read(content.decode("latin-1" if long else "utf-8"), name)
    except UnicodeDecodeError:
        raise CalculatorError(f"{name} is not text in UTF-8, so it is no scenario.") from None
    except OSError as error:
        raise CalculatorError(f"{name} cannot be read: {error.strerror or error}.") from None


def _is_change(setting: str) -> bool:
    path, sign, _ = setting.partition("=")
    return bool(path.strip() and sign)


def _change(setting: str) -> tuple[str, str]:
    path, _, value = setting.partition("=")
    return path.strip(), value.strip()


def _no_change(setting: str) -> str:
    return f"--set '{shortened(setting)}' is no change. Write PATH=VALUE, such as --set profile.hourly_value=30."


def _wrong(base: Scenario | None, changes: Mapping[str, str]) -> tuple[Fault, ...]:
    """What is wrong with the changes; where the scenario is wrong itself, with those that any scenario takes."""
    from calculator import assumptions
    from calculator.parameters import check

    if base is not None:
        return check(base, changes)
    shared = {path: value for path, value in changes.items() if path.startswith("profile.")}
    return check(assumptions.scenario(assumptions.default().id), shared)


def _known(found: Scenario) -> Scenario:
    """The scenario, without the preset that it claims to come from where there is none of that name."""
    from calculator import assumptions

    try:
        assumptions.preset(found.preset or assumptions.default().id)
    except UnknownPreset as error:
        _say(f"{error} Every number counts as yours.")
        return found.model_copy(update={"preset": ""})
    return found


# -- printing -----------------------------------------------------------------------------------------


def _compared(found: Scenario, form: str) -> Show:
    from calculator import printed
    from calculator.cases import Cases
    from calculator.engine import evaluate

    if form == "json":
        return _text(printed.as_json(printed.comparison(evaluate(Cases(found)))))
    if form == "csv":
        rows = printed.figures(evaluate(Cases(found)))
        return _text(printed.as_csv(rows, ("strategy", "measure", "value", "unit")))
    return _answer(found)


def _answer(found: Scenario) -> Show:
    from calculator import terminal
    from calculator.analyses.headline import headline
    from calculator.analyses.monte_carlo import outcomes
    from calculator.analyses.sensitivity import swings

    drawn = outcomes(found)
    sentences = headline(drawn, swings(found))
    return lambda file: terminal.comparison(file, drawn, sentences)


def _listed(name: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str) -> Show:
    from calculator import printed

    if form == "json":
        return _text(printed.as_json({"schema": SCHEMA, name: rows}))
    if form == "csv":
        return _text(printed.as_csv(rows, columns))

    from calculator import terminal

    show = {"presets": terminal.presets, "parameters": terminal.parameters}[name]
    return lambda file: show(file, rows)


def _text(text: str) -> Show:
    """Text for machines: UTF-8 with plain line ends, whatever the terminal has."""

    def show(file: TextIO) -> None:
        if isinstance(file, io.TextIOWrapper):
            file.reconfigure(encoding="utf-8", newline="\n")
        file.write(text)

    return show


def _deliver(show: Show, output: Path | None) -> None:
    """Print, or write to a file; a reader that has had enough ends it quietly."""
    try:
        if output is not None:
            with output.open("w", encoding="utf-8") as file:
                show(file)
        elif sys.stdout is not None:
            _print(show, sys.stdout)
    except BrokenPipeError:
        _discard()
        raise typer.Exit(1) from None
    except OSError as error:
        _discard()
        name = output or "Standard output"
        raise CalculatorError(f"{name} cannot be written: {error.strerror or error}.") from None


def _print(show: Show, file: TextIO) -> None:
    if isinstance(file, io.TextIOWrapper):
        file.reconfigure(errors="replace")  # a terminal without £ shows a question mark
    show(file)
    file.flush()


def _discard() -> None:
    """Let what is left unprinted go nowhere, so that Python does not try again as it ends."""
    with suppress(OSError, AttributeError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    """A message to the person at the terminal."""
    from calculator.terminal import harmless

    typer.echo(harmless(message), err=True)
