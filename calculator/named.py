"""What a scenario's strategies, activities and numbers are called, and whether a role is sought.

An activity's name stays as its user wrote it.

A name that runs from right to left is kept apart from the words around it: with no marks 'מקוון 5.3 hours' is shown
with its name and its figure exchanged.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> inline(owner, "face_to_face"), opening_name(owner, "face_to_face")
('face to face', 'Face to face')
"""

from __future__ import annotations

from calculator.model import Scenario
from calculator.parameters import parameters
from calculator.safety import isolated


def seeks_role(scenario: Scenario) -> bool:
    """Whether one new role is sought, and not clients."""
    return scenario.goal == "role"


def strategy_names(scenario: Scenario) -> dict[str, str]:
    """The strategies' names as their user wrote them, by id."""
    return {key: strategy.name for key, strategy in scenario.strategies.items()}


def activity_name(scenario: Scenario, activity: str) -> str:
    """An activity's name in a line that holds more."""
    return isolated(scenario.activities[activity].name)


def inline(scenario: Scenario, strategy: str) -> str:
    """A strategy's name inside a sentence: 'online', but 'LinkedIn only' and 'BNI' stay as they are."""
    name = isolated(scenario.strategies[strategy].name)
    return name.lower() if name == strategy.replace("_", " ").capitalize() else name


def opening_name(scenario: Scenario, strategy: str) -> str:
    """A strategy's name at the start of a sentence: 'Online' for 'online', but 'eBay' stays as it is."""
    name = isolated(scenario.strategies[strategy].name)
    return opening(name) if name.split(" ")[0].islower() else name


def called(scenario: Scenario, path: str) -> str:
    """A number inside a sentence: 'the cost of driving', but 'Breakfast club: meal fee' with what it belongs to."""
    known = parameters(scenario)[path]
    return known.label if known.group else f"the {known.title[0].lower()}{known.title[1:]}"


def opening(words: str) -> str:
    """Words at the start of a sentence; a name that begins with a capital anyway stays as it is."""
    return f"{words[:1].upper()}{words[1:]}"
