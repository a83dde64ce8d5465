r"""The same comparison in Python and on the command line: what to type to get these figures again.

>>> from calculator import assumptions
>>> from calculator.changes import replace
>>> print(recipe(replace(assumptions.scenario("uk-owner-2026-11"), {"profile.hourly_value": 40})).command_line)
python -m calculator compare --preset uk-owner-2026-11 \
  --set profile.hourly_value=40
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from calculator import assumptions
from calculator.changes import replace
from calculator.documents import write
from calculator.errors import BadInput
from calculator.model import Scenario
from calculator.parameters import differing, parameters, text, words

FILE = "scenario.json"
"""What the scenario's file is called in a recipe that needs it."""
EVALUATE = """
results = evaluate(Cases(scenario))
for strategy, hours, cost in zip(results.strategies, results.hours[0], results.cost[0]):
    print(f"{strategy}: {hours:.1f} hours and {cost:.2f} in {scenario.profile.years:g} years")
"""


@dataclass(frozen=True)
class Recipe:
    """Python code, a command, and the file that both read; no file where a preset and changes will do."""

    python: str
    command_line: str
    file: str | None = None


def recipe(scenario: Scenario) -> Recipe:
    """How to make these figures again: a preset and what differs, or the whole scenario in a file."""
    changes = changes_from_preset(scenario)
    if changes is None:
        return Recipe(_from_file(), f"python -m calculator compare {FILE}", write(scenario))
    return Recipe(_from_preset(scenario.preset, changes), _command(scenario.preset, changes))


def changes_from_preset(scenario: Scenario) -> dict[str, str] | None:
    """What differs from the preset, by path; None where changes alone do not give this scenario."""
    if scenario.preset not in assumptions.presets():
        return None
    base = assumptions.scenario(scenario.preset)
    changes = {path: text(scenario, path) for path in differing(scenario, base)}
    if not changes.keys() <= {*parameters(base), *words(base)}:
        return None  # an activity or a strategy of one's own is no change to one that is there
    try:
        return changes if replace(base, changes) == scenario else None
    except BadInput:
        return None  # a strategy that is left out may leave numbers that fit only without it


def _command(preset: str, changes: dict[str, str]) -> str:
    settings = [f"  --set {shlex.quote(f'{path}={value}')}" for path, value in changes.items()]
    return " \\\n".join([f"python -m calculator compare --preset {preset}", *settings])


def _from_preset(preset: str, changes: dict[str, str]) -> str:
    lines = "".join(f"    {path!r}: {value!r},\n" for path, value in changes.items())
    start = f'scenario = assumptions.scenario("{preset}")\n'
    more = f"scenario = replace(scenario, {{\n{lines}}})\n" if changes else ""
    imports = "from calculator import assumptions\nfrom calculator.cases import Cases\n"
    imports += "from calculator.engine import evaluate\n"
    changing = "from calculator.changes import replace\n" if changes else ""
    return f"{imports}{changing}\n{start}{more}{EVALUATE}"


def _from_file() -> str:
    imports = "from pathlib import Path\n\nfrom calculator import documents\nfrom calculator.cases import Cases\n"
    return f'{imports}from calculator.engine import evaluate\n\nscenario = documents.load(Path("{FILE}"))\n{EVALUATE}'
