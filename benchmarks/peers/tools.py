"""The peers' own environments, made once in `.venv/peers`, apart from the calculator's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PLACE = Path(__file__).parents[2] / ".venv" / "peers"


def python() -> str | None:
    """A Python that has squigglepy and Monaco; None where they cannot be had."""
    program = PLACE / "bin" / "python"
    commands = [
        [sys.executable, "-m", "venv", "--clear", str(PLACE)],
        [str(program), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(HERE / "requirements.txt")],
    ]
    return str(program) if _made("requirements.txt", commands) else None


def node() -> tuple[str, str] | None:
    """Node, and the address of Squiggle's module; None where they cannot be had."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None or python() is None:
        return None
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PLACE / name)
    quiet = ["--prefix", str(PLACE), "--no-audit", "--no-fund", "--loglevel", "error"]
    module = PLACE / "node_modules" / "@quri" / "squiggle-lang" / "dist" / "index.js"
    return (program, module.as_uri()) if _made("package-lock.json", [[npm, "ci", *quiet]]) else None


def office() -> tuple[str, str] | None:
    """LibreOffice, and a Python that can speak to it; None where they are not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    beside = Path(program).resolve().parent / "python"
    candidates = [str(beside), "/usr/bin/python3", sys.executable]
    speaking = next((path for path in candidates if Path(path).exists() and _speaks(path)), None)
    return (program, speaking) if speaking else None


def _speaks(path: str) -> bool:
    return subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def _made(pins: str, commands: list[list[str]]) -> bool:
    """Whether what the pins name is installed, now if it was not yet."""
    stamp, wanted = PLACE / f"{pins}.installed", (HERE / pins).read_text("utf-8")
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return True
    print(f"Setting up what {pins} names in {PLACE}, once.", file=sys.stderr)
    for command in commands:
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            return False
    stamp.write_text(wanted, "utf-8")
    return True
