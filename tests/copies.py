"""A copy of the project in a folder of its own, to be changed there as CONTRIBUTING says and then asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = ("calculator", "data", "docs", "tests", "app.py", "pyproject.toml", ".streamlit")
"""What the code and its tests need; recorded pictures and the like stay where they are."""


def copied(folder: Path) -> Path:
    """The project in `folder`, with what Python compiled of it: that is taken for files that are not changed there."""
    for name in PARTS:
        there = ROOT / name
        if there.is_dir():
            shutil.copytree(there, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # one that is being written
        else:
            shutil.copy(there, folder / name)
    return folder


def ran(folder: Path, *command: str, given: str | None = None) -> str:
    """What a command prints in a copy; it must succeed, and finds the copy's own package and no other."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def python(folder: Path, program: str) -> str:
    """What a Python program prints that runs in a copy."""
    return ran(folder, sys.executable, "-", given=program)
