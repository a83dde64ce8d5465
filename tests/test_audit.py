"""The audit of the requirements: a known fault fails, and a place where nobody answers only says so."""

import subprocess
from pathlib import Path

import pytest

from tests import audit

FOUND = {"name": "left", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SOUND = {"name": "right", "version": "2.0", "vulns": []}
UNKNOWN = {"name": "own", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("answers", "words", "status"),
    [
        ([{"dependencies": [SOUND]}, {"dependencies": [SOUND]}], "no fault is known of 2 requirements", 0),
        ([{"dependencies": [SOUND, UNKNOWN]}], "of 1 requirements. Nothing could be said of own.", 0),
        ([{"dependencies": [SOUND]}, {"dependencies": [FOUND, UNKNOWN]}], "left 1.0: PYSEC-1, mended in 1.1", 1),
        ([None, {"dependencies": []}], audit.UNANSWERED, 0),
    ],
)
def test_what_is_said_of_the_answers(answers, words, status):
    """A fault is named with what mends it and fails; none, or nobody to ask, is one line."""
    said, code = audit.told(answers)
    assert words in said
    assert code == status
    assert said.count("\n") == 0


@pytest.mark.parametrize("out", ["", "Traceback (most recent call last):\n"])
def test_what_is_no_answer_is_none(monkeypatch, out):
    """A tool that comes to nothing, or takes too long, is nobody's answer, and never an error."""
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, stdout=out))
    assert audit.asked("requirements.txt") is None

    def late(*_, timeout, **__):
        raise subprocess.TimeoutExpired("pip-audit", timeout)

    monkeypatch.setattr(audit.subprocess, "run", late)
    assert audit.asked("requirements.txt") is None


def test_lint_audits():
    """`make lint` has the audit in it, and each file of requirements is looked at."""
    assert "python -m tests.audit" in (audit.ROOT / "Makefile").read_text(encoding="utf-8")
    assert {Path(file).name for file in audit.FILES} == {path.name for path in audit.ROOT.glob("requirements*.txt")}
