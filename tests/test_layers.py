"""Imports point one way, from the page down to the model, and only the page knows streamlit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = (
    ("errors", "installed", "memory", "safety", "settings", "tally", "turns"),
    ("currencies",),
    ("allowance", "formats", "lettering", "notation", "parts"),
    ("checks",),
    ("model",),
    ("kept", "parameters"),
    ("documents",),
    ("changes",),
    ("assumptions", "cases", "edits", "named", "period"),
    ("engine",),
    ("permalink",),
    ("calibration", "analyses", "diary", "trace"),
    ("charts", "facts", "printed", "questions"),
    ("asking",),
    ("exports", "findings", "terminal"),
    ("batch", "embed", "registry"),
    ("rooms",),
    ("ui", "web", "cli"),
    ("app", "__main__"),
)
"""From the bottom up; a module may import from the layers under its own, and from its own package."""
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = sorted([*ROOT.glob("app.py"), *(ROOT / "calculator").rglob("*.py")])


def layer(path):
    """The layer that a file belongs to: its module, or the package that it stands in."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "calculator" else parts[0]


def imported(path):
    """Everything that a file imports, at its top or inside a function, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports relatively; write the whole name."
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path):
    """The layers that a file imports from."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("calculator.")}
    return names & set(LEVEL)


def module(path):
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def round_again(needs, start):
    """The way from a module back to itself along what each imports; empty where there is none."""
    ways, seen = [[start]], set()
    for way in ways:
        for name in sorted(needs[way[-1]]):
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def test_no_file_imports_itself_by_way_of_others():
    """No two files need each other, through however many between them, inside functions and for types alike."""
    files = {module(path): path for path in FILES}
    needs = {}
    for name, path in files.items():
        found = {one if one in files else one.rpartition(".")[0] for one in imported(path)}
        needs[name] = (found & files.keys()) - {name}
    circles = [" → ".join(way) for name in files if (way := round_again(needs, name))]
    assert circles == []


def test_every_layer_exists():
    """The list names no module or package that is not there."""
    there = {layer(path) for path in FILES} - {"__init__"}
    assert there == set(LEVEL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    """A module imports only from the layers under its own."""
    own = layer(path)
    if own == "__init__":
        assert ours(path) == set()
        return
    assert own in LEVEL, f"Give '{own}' its place in LAYERS."
    upward = {name for name in ours(path) if name != own and LEVEL[name] >= LEVEL[own]}
    assert not upward, f"{own} imports {', '.join(sorted(upward))}, which stand beside or above it."


def test_only_the_page_knows_streamlit():
    """Streamlit is imported by `ui/` and `app.py` alone, so that all else runs without it."""
    knowing = {layer(path) for path in FILES for name in imported(path) if name.split(".")[0] == "streamlit"}
    assert knowing <= {"ui", "app"}
