"""What the pages for people say holds: links, paths, commands, figures and snippets."""

import doctest
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from calculator import __version__, assumptions, calibration, formats, permalink
from calculator.cases import Cases
from calculator.engine import evaluate

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
SUFFIXES = (".csv", ".in", ".json", ".md", ".py", ".sha256", ".toml", ".txt")
OWN = {"members.csv", "mine.json", "results.faults.csv", "results.parquet", "worked-example.json", "packages.txt"}
"""Files that a reader is told to make."""
LOCAL = re.compile(r"(?<![\w.])/(work|root|home|Users)/\w")
SKIPPED = {"node_modules", "test-results"}


def name(path):
    """A file as it is called from the root."""
    return path.relative_to(ROOT).as_posix()


def prose(page):
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def blocks(text, language=""):
    """The code blocks of a language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for kind, block in found if kind == language]


def anchors(page):
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def texts():
    """Every text file of the project."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if (not f.startswith(".") or f in (".ci", ".streamlit")) and f not in SKIPPED]
        for file in files:
            try:
                yield Path(folder, file), Path(folder, file).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def there(path, page):
    """Whether a path exists, from the root, from beside the page, or under a folder that the page describes."""
    beside = (ROOT / path).exists() or (page.parent / path).exists()
    return beside or (page.name == "README.md" and page.parent != ROOT and any(page.parent.rglob(path)))


# -- links and paths -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    """A link to a file of the project finds it, and a link to a heading finds that."""
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page)) + re.findall(r'src="([^"]+)"', prose(page))
    for link in links:
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        found = page.parent / file if file else page
        assert found.exists(), f"{name(page)} links to {link}."
        assert not anchor or anchor in anchors(found), f"{name(page)} links to {link}, which has no such heading."


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_paths_exist(page):
    """A file or folder that is named is there, from the root or from beside the page."""
    top = {entry.name for entry in ROOT.iterdir()}
    named = set(re.findall(r"(?<!`)`([\w./-]+)`(?!`)", prose(page))) - OWN
    for path in named:
        if path.endswith((*SUFFIXES, "/")) or path.partition("/")[0] in top:
            assert there(path, page), f"{name(page)} names {path}."


def test_no_text_names_a_machine():
    """Nothing depends on where somebody keeps the project."""
    assert [name(path) for path, text in texts() if LOCAL.search(text)] == []


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_name_no_registry(file):
    """Every package has one version and hashes, and comes from whatever registry the reader uses."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    pins = re.split(r"\n(?=[a-z])", text)
    assert [pin for pin in pins if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+( ;[^\\\n]+)? \\\n +--hash=", pin)] == []


# -- the two commands ----------------------------------------------------------------------------------


def test_make_lists_every_target():
    """Plain `make` names each target with what it does, and each has that line."""
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    assert phony == TARGETS
    said = make(ROOT)
    assert said.returncode == 0
    assert {line.split()[1] for line in said.stdout.splitlines()} == TARGETS


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_exist(page):
    """A target that a page names is in the Makefile."""
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"^ *make ([a-z-]+)", "\n".join(blocks(text)), re.MULTILINE)
    named = re.findall(r"`make ([a-z-]+)", text) + shown
    assert set(named) <= TARGETS


def test_an_old_python_is_named(tmp_path):
    """Where Python is too old, `make run` says which one it found and how to name another."""
    old = python(tmp_path, 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac')
    said = make(tmp_path, "run", f"PYTHON={old}")
    assert said.returncode != 0
    assert "needs Python 3.11 or newer; here is Python 3.9.2." in said.stderr
    assert "make run PYTHON=" in said.stderr


def test_no_python_is_said(tmp_path):
    """Where there is none of that name, `make test` says so."""
    assert "here is no python9 that runs" in make(tmp_path, "test", "PYTHON=python9").stderr


def test_a_missing_venv_is_said(tmp_path):
    """Where Debian's python3-venv is missing, the package is named."""
    bare = python(tmp_path, 'case "$*" in *ensurepip*) exit 1;; --version) echo "Python 3.11.2";; esac')
    assert "sudo apt install python3-venv" in make(tmp_path, "run", f"PYTHON={bare}").stderr
    assert not (tmp_path / ".venv").exists()


def make(folder, *words):
    """What make says in a folder, with the project's Makefile."""
    if not shutil.which("make"):
        pytest.skip("There is no make.")
    command = ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *words]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key != "PYTHON"}
    for file in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        if folder != ROOT:
            shutil.copy(ROOT / file, folder)
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, timeout=60, check=False)


def python(folder, script):
    """A stand-in for a Python."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


# -- what the README says ------------------------------------------------------------------------------


def test_snippets_run():
    """The README's Python gives what it says."""
    snippets = blocks(README, "python")
    assert snippets
    for snippet in snippets:
        test = doctest.DocTestParser().get_doctest(snippet, {}, "README.md", "README.md", 0)
        assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


def test_commands_run(tmp_path):
    """The README's command lines run, one after the other, and say nothing on standard error."""
    from typer.testing import CliRunner

    from calculator.cli import app

    lines = re.findall(r"^python -m calculator .*$", "\n".join(blocks(README)), re.MULTILINE)
    assert lines
    for line in lines:
        words = [str(tmp_path / word) if word in OWN else word for word in line.split()[3:]]
        ran = CliRunner().invoke(app, words)
        assert (ran.exit_code, ran.stderr) == (0, ""), line


def test_the_link_is_read():
    """The README's link has a preset and a change, both of which fit."""
    links = re.findall(r"^http://localhost:\d+/\?\S+$", README, re.MULTILINE)
    assert links
    for link in links:
        pairs = parse_qsl(urlsplit(link).query)
        found, faults = permalink.decode(pairs)
        assert faults == []
        assert permalink.encode(found) == pairs


def test_the_example_is_the_worked_example(scenario):
    """The five lines of the README say what the engine makes of docs/worked-example.md."""
    results = evaluate(Cases(scenario))
    hours, cash, worth, cost = (results[measure][0, 0] for measure in ("hours", "cash", "time_value", "cost"))
    money = {formats.money(amount, scenario.currency) for amount in (cash, worth, cost)}
    won = {f"{results.relationships[0, 0]:g} relationships", f"{results.wins[0, 0]:g} client"}
    said = {f"{hours:g} hours", formats.share(results.win_probability[0, 0]), *money, *won}
    section = README.split("## An example")[1].split("\n## ")[0]
    assert {bold for bold in re.findall(r"\*\*(.+?)\*\*", section) if not bold.endswith(".")} == said


def test_the_counts_hold():
    """The README counts the numbers of the first preset, and the rows of the calibration, as they are."""
    marks = Counter(row.mark for row in assumptions.assumptions("uk-owner").values())
    said = " ".join(README.split())
    assert f"Of the {marks.total()} of the UK owner {marks['typical']} were published, " in said
    assert f"{marks['our assumption']} are our own assumptions" in said
    assert f"{marks['does not apply']} go without saying" in said
    rows = calibration.table()
    assert f"{sum(row.inside for row in rows)} of {len(rows)} lie inside" in said


def test_fonts_have_their_licence():
    """Each font that comes with the project has its licence beside it, and the README links to it."""
    for font in (ROOT / "calculator" / "ui" / "static").glob("*.woff2"):
        licence = font.with_name(f"LICENSE-{font.name.split('-latin')[0]}.txt")
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8"), font.name
        assert f"({name(licence)})" in README


# -- changelog and decisions ---------------------------------------------------------------------------


def test_the_version_is_in_the_changelog():
    """The newest entry is that of the version, which the package states as well."""
    entries = re.findall(r"^## \[(.+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert entries[0] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_decisions_are_numbered_and_indexed():
    """Decisions are numbered without a gap, and each stands in the index once."""
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert re.findall(r"\[(\d{4})\]\((.*?)\)", index) == [(path.name[:4], path.name) for path in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda path: path.stem)
def test_decisions_have_one_form(page):
    """A decision says its context, what was decided and what follows, under a title with its number."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]}: ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
