"""The questions that were answered with 'not sure', as a link has them: `skipped=` and their paths, with commas.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> skips(["profile.hourly_value"])
[('skipped', 'profile.hourly_value')]
>>> skipped("profile.hourly_value,profile.luck", owner)[0]
['profile.hourly_value']

They say what to ask next, and change no number, so they are no part of the scenario.
"""

from __future__ import annotations

from collections.abc import Sequence

from calculator.errors import Fault, UnknownPath, hinting
from calculator.model import Scenario
from calculator.parameters import current, parameters
from calculator.permalink.settings import Pairs

SKIPPED = "skipped"
MOST = 60
"""Questions that a link may name; who skips more is asked the first of them again."""


def skips(paths: Sequence[str]) -> Pairs:
    """The query parameter of these paths, the last of them where there are too many; none where there are none."""
    return [(SKIPPED, ",".join(paths[-MOST:]))] if paths else []


@hinting()
def skipped(text: str, scenario: Scenario) -> tuple[list[str], list[Fault]]:
    """The numbers of the scenario that a link names as skipped, and a fault for each that it has not."""
    known, paths, faults = parameters(scenario), list[str](), list[Fault]()
    for path in dict.fromkeys(current(path) for path in text.split(",") if path):  # by the names that they have now
        if path in known:
            paths.append(path)
        else:
            said = UnknownPath(path, known).faults[0]
            faults.append(Fault(SKIPPED, f"{said.message} It was to be skipped as a question."))
    return paths[-MOST:], faults
