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
    changes, preset = changes_from_preset(scenario), scenario.preset
    imports = "from calculator.cases import Cases\nfrom calculator.engine import evaluate\n"
    if changes is None:
        start = f"from pathlib import Path\n\nfrom calculator import documents\n{imports}"
        python = f'{start}\nscenario = documents.load(Path("{FILE}"))\n{EVALUATE}'
        return Recipe(python, f"python -m calculator compare {FILE}", write(scenario))
    start = f"from calculator import assumptions\n{imports}"
    base = f'\nscenario = assumptions.scenario("{preset}")\n'
    if changes:
        lines = "".join(f"    {path!r}: {value!r},\n" for path, value in changes.items())
        start += "from calculator.changes import replace\n"
        base += f"scenario = replace(scenario, {{\n{lines}}})\n"
    settings = [f"  --set {shlex.quote(f'{path}={value}')}" for path, value in changes.items()]
    command = " \\\n".join([f"python -m calculator compare --preset {preset}", *settings])
    return Recipe(f"{start}{base}{EVALUATE}", command)


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
