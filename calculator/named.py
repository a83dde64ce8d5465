"""How a strategy is named in a sentence. Activities are named as their user wrote them, wherever they stand.

A name that runs from right to left is kept apart from the words around it: with no marks 'מקוון 5.3 hours' is shown
with its name and its figure exchanged.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> inline(owner, "face_to_face"), opening_name(owner, "face_to_face")
('face to face', 'Face to face')
"""

from __future__ import annotations

import re
import unicodedata

from calculator.model import Scenario

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Letters that are not seen and turn the words after them round."""


def isolated(name: str) -> str:
    """A name for a line that holds more: between marks of its own where any of it runs from right to left.

    >>> isolated("Online"), isolated("מקוון") == "\u2068מקוון\u2069"
    ('Online', True)
    """
    if name.isascii():
        return name
    bare = TURNING.sub("", name)
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in bare)
    return f"\u2068{bare}\u2069" if turned else bare


def inline(scenario: Scenario, strategy: str) -> str:
    """A strategy's name inside a sentence: 'online', but 'LinkedIn only' and 'BNI' stay as they are."""
    name = isolated(scenario.strategies[strategy].name)
    return name.lower() if name == strategy.replace("_", " ").capitalize() else name


def opening_name(scenario: Scenario, strategy: str) -> str:
    """A strategy's name at the start of a sentence: 'Online' for 'online', but 'eBay' stays as it is."""
    name = isolated(scenario.strategies[strategy].name)
    return opening(name) if name.split(" ")[0].islower() else name


def opening(words: str) -> str:
    """Words at the start of a sentence; a name that begins with a capital anyway stays as it is."""
    return f"{words[:1].upper()}{words[1:]}"
