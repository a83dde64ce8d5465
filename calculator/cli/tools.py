"""`tools`: what each activity costs for each job, and what lifts what holds a strategy back."""

from __future__ import annotations

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, One, Output, PresetId, Settings


@app.command()
def tools(
    file: File = None,
    preset: PresetId = None,
    settings: Settings = None,
    strategy: One = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What meeting people, deepening and keeping in touch cost with each activity, and the cheapest remedy.

    It is about the first strategy where none is named.
    """
    found = reading.scenario(file, preset, settings or ())

    from calculator.findings.right_tool import finding

    writing.found(finding(found, reading.strategy(found, strategy)), form, output)
