"""Whether a fault is known of any requirement that is pinned: `python -m tests.audit`, a part of `make lint`.

It asks osv.dev, which takes the name and version of each. Where that does not answer, it says so and is content.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
PATIENCE, LONGEST = 5, 90
"""Seconds for each answer, and for all of them: a lint that hangs is worse than one without an audit."""
UNANSWERED = "audit left out: osv.dev, which knows of faults, does not answer here."


def asked(file: str) -> Any:
    """What is known of every requirement of a file; None where nobody answers."""
    command = [sys.executable, "-m", "pip_audit", "-r", file, "--disable-pip", "--require-hashes"]
    command += ["-s", "osv", "--timeout", str(PATIENCE), "--progress-spinner", "off", "-f", "json"]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
        return json.loads(ran.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        return None


def told(found: Sequence[Any]) -> tuple[str, int]:
    """What is said of the answers, and the exit status: 1 where a fault is known, and with no answer 0."""
    if None in found:
        return UNANSWERED, 0
    known = [one for answer in found for one in answer["dependencies"]]
    faults = [f"{one['name']} {one['version']}: {_said(fault)}" for one in known for fault in one.get("vulns", ())]
    if faults:
        return "\n".join(dict.fromkeys(faults)), 1
    passed = [one["name"] for one in known if "skip_reason" in one]
    more = f" Nothing could be said of {', '.join(passed)}." if passed else ""
    return f"audit: no fault is known of {len(known) - len(passed)} requirements.{more}", 0


def _said(fault: Any) -> str:
    mended = f"mended in {', '.join(fault['fix_versions'])}" if fault.get("fix_versions") else "not mended yet"
    return f"{fault['id']}, {mended}"


def answers() -> list[Any]:
    """What is known by file, up to the first of which nobody knows anything."""
    found: list[Any] = []
    for file in FILES:
        found.append(asked(file))
        if found[-1] is None:
            break
    return found


if __name__ == "__main__":
    words, status = told(answers())
    sys.stdout.write(f"{words}\n")
    sys.exit(status)
