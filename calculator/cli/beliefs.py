"""`beliefs`: three beliefs about networking, put to the test."""

from __future__ import annotations

from calculator.cli import reading, writing
from calculator.cli.commands import app
from calculator.cli.options import File, Form, Output, PresetId, Settings


@app.command()
def beliefs(
    file: File = None, preset: PresetId = None, settings: Settings = None, form: Form = "table", output: Output = None
) -> None:
    """Test three beliefs about networking: whether each holds on these numbers, how often, and what turns it."""
    from calculator.findings import beliefs as findings

    writing.found(findings.finding(reading.scenario(file, preset, settings or ())), form, output)
