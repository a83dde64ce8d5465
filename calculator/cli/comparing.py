"""`compare`, `presets`, `parameters`, `scenario`: what there is, and what it comes to."""

from __future__ import annotations

from functools import partial

from calculator.cli import reading, writing
from calculator.cli.commands import File, Form, Output, PresetId, Search, Settings, app
from calculator.errors import suggestion


@app.command("compare")
def compare(
    file: File = None, preset: PresetId = None, settings: Settings = None, form: Form = "table", output: Output = None
) -> None:
    """Compare the strategies of a scenario: hours, cash, the value of the hours, and what they win.

    With neither FILE nor --preset it is the default preset.
    """
    from calculator import checks, printed
    from calculator.cases import Cases
    from calculator.engine import evaluate

    asked = reading.scenario(file, preset, settings or ())
    if form == "json":
        show = writing.text(printed.as_json(printed.comparison(evaluate(Cases(asked)))))
    elif form == "csv":
        show = writing.text(printed.as_csv(printed.figures(evaluate(Cases(asked)))))
    else:
        from calculator import terminal
        from calculator.analyses.study import Study

        study = Study(asked)
        show = partial(terminal.comparison, outcomes=study.outcomes, headline=study.headline)
    for fault in checks.warnings(asked.model_dump()):
        writing.say(str(fault))
    writing.deliver(show, output)


@app.command("presets")
def presets(form: Form = "table", output: Output = None) -> None:
    """List the scenarios to start from."""
    from calculator import printed

    rows = printed.presets()
    writing.deliver(writing.listed("presets", rows, printed.columns(printed.PresetRow), form), output)


@app.command("parameters")
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

    rows = printed.parameters(reading.known(reading.scenario(file, preset, settings or ())))
    matching = [row for row in rows if search.lower() in " ".join(str(text or "") for text in row.values()).lower()]
    if not matching:
        words = {word for row in rows for word in row["label"].lower().replace(":", "").split()}
        writing.say(f"Nothing named '{search}'.{suggestion(search.lower(), words)}")
    writing.deliver(writing.listed("parameters", matching, printed.columns(printed.ParameterRow), form), output)


@app.command("scenario")
def scenario(file: File = None, preset: PresetId = None, settings: Settings = None, output: Output = None) -> None:
    """Print a scenario as the JSON that compare reads."""
    from calculator import documents

    text = documents.write(reading.scenario(file, preset, settings or ()))
    writing.deliver(writing.text(text), output)
