"""What a room, an answer and a look at the answers are: plain data, with no store and no rules.

>>> read_code(" bcdf-ghjk "), written_code("BCDFGHJK"), read_code("hello")
('BCDFGHJK', 'BCDF-GHJK', '')
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import parse_qsl

from calculator import permalink
from calculator.errors import BadInput, CalculatorError, Fault
from calculator.model import Scenario

State = Literal["collecting", "hidden", "revealed", "frozen"]
"""People answer; they still do and the coach speaks; the picture is shown and follows; nothing changes any more."""
STATES: tuple[State, ...] = get_args(State)
SHOWN: tuple[State, ...] = ("revealed", "frozen")
"""States in which the picture is seen."""
Vote = Literal[-1, 0, 1]
"""A belief is false, one is not sure, it is true."""
LEAST, USUAL = 3, 5
"""People below whom nothing is shown: the fewest that a coach may choose, and what it is where nobody chose."""
LETTERS = "BCDFGHJKLMNPQRSTVWXZ4679"
"""What codes are made of: no two that look alike, and no vowel, so that they spell nothing."""
LENGTH = 8


@dataclass(frozen=True)
class Room:
    """One room. `scenario_link` is the query of the link whose numbers it starts from.

    `version` goes up with every answer and every change of its state.
    """

    code: str
    scenario_link: str
    title: str
    state: State
    version: int
    at_least: int
    opened: datetime
    expires: datetime


@dataclass(frozen=True)
class Answer:
    """What one phone sent: numbers by path, and votes by belief before and after the picture was seen."""

    changes: dict[str, float] = field(default_factory=dict)
    before: dict[str, Vote] = field(default_factory=dict)
    after: dict[str, Vote] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """The answers that may be seen now, in an order that says nothing.

    `version` names this set: the same version is the same answers. `waiting` new or changed answers are not among them
    yet, as too few have come to be shown without showing whose they are.
    """

    answers: tuple[Answer, ...]
    version: int
    waiting: int


@dataclass(frozen=True)
class Withheld:
    """Nothing may be seen: it is not revealed yet, or too few have answered."""

    why: Literal["not revealed", "too few"]


class NoRoom(CalculatorError):
    """There is no room of this code, or no longer."""


class NotAllowed(CalculatorError):
    """Something that the token or secret does not let one do."""


class Closed(CalculatorError):
    """Something that the room takes no more: it is frozen, or full."""


class NotKept(CalculatorError):
    """The store cannot be reached or written; what was asked was not done, and may be asked again."""


class TooMany(CalculatorError):
    """Something that was asked too often; `seconds` until it may be asked again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@lru_cache(64)
def starting(scenario_link: str) -> Scenario:
    """The scenario that a room starts from. Raises BadInput with all that does not fit in its link."""
    if len(scenario_link) > permalink.MOST:
        raise BadInput([Fault("link", f"The link has over {permalink.MOST:,} characters, the most that is read.")])
    pairs = parse_qsl(scenario_link.rpartition("?")[2], keep_blank_values=True, errors="replace")
    scenario, faults = permalink.decode(pairs)
    if faults:
        raise BadInput(faults)
    return scenario


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """The code in what somebody typed or opened; empty where it can be none."""
    letters = "".join(text[:40].split()).replace("-", "").upper()
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""


def written_code(code: str) -> str:
    """The code in two groups of four, as people read it out."""
    return f"{code[:4]}-{code[4:]}"
