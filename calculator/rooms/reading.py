"""What a phone sent, read as an answer to a room's scenario, with everything that is wrong with it.

>>> from calculator import assumptions
>>> read_answer(assumptions.scenario("uk-owner"), b'{"changes": {"profile.hourly_value": 40}}').changes
{'profile.hourly_value': 40.0}
"""

from __future__ import annotations

from calculator import checks, documents, parameters
from calculator.changes import replace
from calculator.errors import BadInput, CalculatorError, Fault, hinting, shortened
from calculator.findings.beliefs import CLAIMS
from calculator.model import Scenario
from calculator.rooms.room import Answer, Vote

CHANGES = 40
"""Numbers that one phone may change: over twice as many as it is asked for."""


@hinting()
def read_answer(scenario: Scenario, raw: object) -> Answer:
    """What a phone sent, in JSON or as it was read already, as an answer to this scenario.

    Raises BadInput with every fault.
    """
    if isinstance(raw, bytes):
        try:
            raw = documents.parsed(raw.decode("utf-8"), "The answer")
        except CalculatorError as error:
            raise BadInput([Fault("", str(error))]) from None
        except (UnicodeDecodeError, RecursionError):
            raise BadInput([Fault("", "The answer is no JSON in UTF-8, or nested deep.")]) from None
    if not isinstance(raw, dict):
        raise BadInput([Fault("", "An answer is an object with changes, before and after.")])
    faults = [
        Fault(shortened(key), f"There is no '{shortened(key)}' in an answer.")
        for key in raw
        if key not in ("changes", "before", "after")
    ]
    changes = _changes(scenario, raw.get("changes", {}), faults)
    votes = [_votes(when, raw.get(when, {}), faults) for when in ("before", "after")]
    if faults:
        raise BadInput(faults[: checks.MOST])
    return Answer(changes, *votes)


def _changes(scenario: Scenario, given: object, faults: list[Fault]) -> dict[str, float]:
    """The numbers of an answer; what is wrong with them joins the faults."""
    if not isinstance(given, dict):
        faults.append(Fault("changes", 'changes takes an object of paths, such as {"profile.hourly_value": 40}.'))
        return {}
    if len(given) > CHANGES:
        faults.append(Fault("changes", f"changes has {len(given):,} numbers; an answer has {CHANGES} at most."))
        return {}
    words = parameters.words(scenario)
    wrong = [path for path, value in given.items() if path in words or not isinstance(value, int | float | str)]
    for path in wrong:
        shown = shortened(path)
        faults.append(Fault(shown, f"{shown} takes a number; an answer holds no words."))
    numbers = {path: value for path, value in given.items() if path not in wrong}
    try:
        changed = replace(scenario, numbers)
    except BadInput as error:
        faults.extend(error.faults)
        return {}
    values = {path: parameters.get(changed, path) for path in map(parameters.current, numbers)}
    faults.extend(
        Fault(path, f"{path} takes a number; none is none.") for path, value in values.items() if value is None
    )
    return values


def _votes(when: str, given: object, faults: list[Fault]) -> dict[str, Vote]:
    """The votes of an answer; what is wrong with them joins the faults."""
    if not isinstance(given, dict):
        faults.append(Fault(when, f'{when} takes an object of beliefs, such as {{"no_time": 1}}.'))
        return {}
    for belief, vote in list(given.items())[: checks.MOST]:
        if belief not in CLAIMS:
            text = f"There is no belief '{shortened(belief)}'. There are: {', '.join(CLAIMS)}."
            faults.append(Fault(f"{when}.{shortened(belief)}", text))
        elif type(vote) is not int or vote not in (-1, 0, 1):
            text = f"{when}.{belief} is {shortened(vote)}; it takes -1 (false), 0 (not sure) or 1 (true)."
            faults.append(Fault(f"{when}.{belief}", text))
    return dict(given)
