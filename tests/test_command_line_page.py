"""The examples of `docs/command-line.md` print what the page says.

`python -m tests.test_command_line_page` prints them anew; read the diff.
"""

import contextlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calculator.cli import app
from calculator.engine.results import UNITS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "command-line.md"
EXAMPLES = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


OURS = "python -m calculator "
SCREEN = {"COLUMNS": "80", "NO_COLOR": "1"}


def printed(command, folder):
    """What a shell prints for a command, standard error included, without spaces at the ends of lines.

    The calculator runs in this process, also where one is piped into another; the rest of a pipe is a shell's.
    """
    parts = command.split(" | ")
    given = said = ""
    while parts and parts[0].startswith(OURS):
        with contextlib.chdir(folder):
            asked = shlex.split(parts.pop(0).removeprefix(OURS))
            ran = CliRunner().invoke(app, asked, input=given, prog_name=OURS.strip(), env=SCREEN)
        given, said = (ran.stdout, said + ran.stderr) if parts else (ran.output, said)  # a pipe takes what is no error
    command = " | ".join(parts) or "cat"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **SCREEN}
    shell = ["sh", "-c", f"{{ {command}; }} 2>&1"]
    ran = subprocess.run(shell, cwd=folder, env=env, input=given.encode(), capture_output=True, timeout=60, check=False)
    return "".join(f"{line.rstrip()}\n" for line in (said + ran.stdout.decode()).splitlines())


def level(text):
    """A text whose long figures are cut to twelve digits, since the last ones are the machine's."""
    return re.sub(r"\d+\.\d{9,}", lambda figure: f"{float(figure[0]):.12g}", text)


def again(block, folder):
    """A block with each of its commands, run in its order, and what it prints."""
    commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    return "".join(f"$ {line}\n{printed(line, folder)}" for line in commands)


def rerun(text, folder):
    """The page with every block printed anew."""
    return EXAMPLES.sub(lambda block: f"```console\n{again(block[1], folder)}```", text)


@pytest.mark.skipif(os.name == "nt", reason="The page speaks to a Unix shell.")
def test_examples_print_what_the_page_says(tmp_path):
    """Every command of the page prints what stands under it."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLES.findall(text)) >= 10
    assert level(rerun(text, tmp_path)) == level(text)


def test_the_page_names_every_figure():
    """The table of measures has each figure that is printed, in its order and with its unit."""
    rows = re.findall(r"^\| `(\w+)` \| ?([\w/]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(UNITS.items())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        PAGE.write_text(rerun(PAGE.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
