"""How a strategy is named in a sentence.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> inline(owner, "face_to_face"), opening(owner, "face_to_face")
('face to face', 'Face to face')
"""

from __future__ import annotations

from calculator.model import Scenario


def inline(scenario: Scenario, key: str) -> str:
    """A strategy's name inside a sentence: 'online', but 'LinkedIn only'."""
    name = scenario.strategies[key].name
    return name.lower() if name.lower() == key.replace("_", " ") else name


def opening(scenario: Scenario, key: str) -> str:
    """A strategy's name at the start of a sentence: 'Online' for 'online', but 'eBay' stays as it is."""
    name = scenario.strategies[key].name
    return name[0].upper() + name[1:] if name.split(" ")[0].islower() else name
