"""Installed like any Python program: the wheel has all that it needs, and says what it needs besides."""

import itertools
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.request import urlopen

import pytest

from benchmarks.behind import status
from benchmarks.servers import answering, free_port
from calculator import assumptions, printed
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.installed import EXTRAS
from tests.test_layers import FILES, imported

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).parent / "uv"
BLOCKED = """
import sys
BLOCKED = sys.argv.pop(1).split(",")
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
sys.meta_path.insert(0, Blocked())
from calculator.__main__ import main
main()
"""
"""The command line where some packages are not there: their names stand first."""


distributions = cache(packages_distributions)
"""What is installed here, by the names that are imported, looked through once."""


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """The wheel with its app, in an environment of its own; the environment's `bin`, and an empty folder."""
    home = tmp_path_factory.mktemp("there")
    bin_folder, built = home / "env" / ("Scripts" if os.name == "nt" else "bin"), home / "dist"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, home / "env"], check=True)
    install = [UV, "pip", "install", "--quiet", "--python", bin_folder / "python", "-c", ROOT / "requirements.txt"]
    ran = subprocess.run([*install, f"networking-calculator[app] @ {wheel.as_uri()}"], capture_output=True, check=False)
    if ran.returncode and "CI" not in os.environ:
        pytest.skip(f"Nothing can be installed here: {ran.stderr.decode()}")
    assert ran.returncode == 0, ran.stderr.decode()
    (home / "empty").mkdir()
    return bin_folder, home / "empty"


def run(there, *arguments):
    """What the installed command prints, far from the project."""
    bin_folder, folder = there
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [bin_folder / "networking-calculator", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True).stdout


def test_an_installed_package_compares_and_exports(there):
    """In an empty folder it has the presets and fonts, and gives the figures that the project gives."""
    compared = json.loads(run(there, "compare", "--preset", "de-owner", "--format", "json"))
    assert compared == printed.comparison(evaluate(Cases(assumptions.scenario("de-owner"))))
    run(there, "export", "--output", "card.png")
    assert (there[1] / "card.png").read_bytes().startswith(b"\x89PNG")


def test_an_installed_package_serves_the_app(there):
    """`serve` opens the page with its settings and fonts, the widget and the API."""
    port = free_port()
    bin_folder, folder = there
    server = subprocess.Popen([bin_folder / "networking-calculator", "serve", "--port", str(port)], cwd=folder)
    try:
        answering(port)
        ready, until = f"http://localhost:{port}/readyz", time.monotonic() + 90
        while status(ready) != 200:  # until then who asks may be told to come again
            assert time.monotonic() < until
            time.sleep(0.1)

        def got(address):
            with urlopen(f"http://localhost:{port}/{address}", timeout=60) as answer:
                return answer.read()

        assert b"Networking cost calculator" in got("?preset=uk-owner")
        assert got("app/static/public-sans-latin-400-normal.woff2").startswith(b"wOF2")
        assert b"widget/app." in got("widget")
        assert json.loads(got("api/v1/compare?preset=uk-owner"))["strategies"]
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("extra", "command"),
    [
        ("app", ["serve"]),
        ("export", ["export", "--output", "x.png"]),
        ("export", ["batch", "--template", "people.xlsx"]),
        ("cluster", ["batch", "people.csv", "--output", "out.csv", "--workers", "2"]),
    ],
)
def test_what_is_not_installed_is_named(extra, command, tmp_path):
    """A command that needs more than the engine says in one sentence what to install; nothing else is printed."""
    blocked = [sys.executable, "-c", BLOCKED, ",".join(EXTRAS[extra]), *command]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(blocked, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    sentence = rf"This needs \w+, which is not installed. It comes with: pip install 'networking-calculator\[{extra}\]'"
    assert (ran.returncode, ran.stdout) == (2, "")
    assert re.fullmatch(sentence, ran.stderr.strip())


def test_the_engine_and_its_questions_need_no_extra(tmp_path):
    """With nothing of any extra there, a comparison and the odds are printed all the same."""
    every = ",".join(name for names in EXTRAS.values() for name in names)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in ("compare", "odds"):
        ran = subprocess.run([sys.executable, "-c", BLOCKED, every, command], env=env, capture_output=True, check=True)
        assert ran.stdout
        assert not ran.stderr


def test_every_package_of_an_extra_is_known_by_the_name_it_is_imported_by():
    """What pyproject.toml declares is what the sentence looks for."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    imports = distributions()
    for extra, requirements in declared.items():
        names = {re.match(r"[\w-]+", line)[0].lower() for line in requirements} - {"networking-calculator"}
        known = {dist.lower().replace("_", "-") for name in EXTRAS[extra] for dist in imports[name]}
        assert names <= known


def test_every_package_that_is_imported_is_declared():
    """What the code imports is declared in pyproject.toml itself, and does not only come with something else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = itertools.chain(project["dependencies"], *project["optional-dependencies"].values())
    declared = {re.match(r"[\w-]+", line)[0].lower() for line in lines}
    needed = {name.partition(".")[0] for path in FILES for name in imported(path)}
    packages = distributions()
    for name in needed - sys.stdlib_module_names - {"calculator", "_typeshed"}:  # the last is for mypy alone
        assert declared & {it.lower().replace("_", "-") for it in packages[name]}, f"{name} is not declared."
