"""A link's settings made into a scenario, as many as fit. What does not fit is a fault, and never an exception.

The preset comes first, less what the link leaves out; then the members it adds, empty but for their names; then all
changes together, since some fit only together; then what nothing may rest on any longer, and the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from calculator import assumptions
from calculator.changes import replace
from calculator.documents import validated
from calculator.errors import BadInput, Fault, UnknownPath, UnknownPreset, shortened
from calculator.model import Scenario
from calculator.notation import parse
from calculator.parameters import Parameter, current, leaves, parameters, words
from calculator.permalink.members import RESTED_ON, arranged, grown, leave_out, lessened
from calculator.safety import fit

Changes = dict[str, str]
Step = Callable[[Scenario, Mapping[str, str]], Scenario]

LIMIT = 1500
"""Settings that a link may have; the largest scenario there can be has fewer."""
VALUE = 200
"""Characters of a value; a name has 80 at most, and three figures fewer than this."""
LISTS = ("without", "order")
"""The settings that list others, of any length that a link may have."""
WORK = 20_000
"""Numbers that are checked for one link: each try of some changes checks all numbers of the scenario."""


def opened(given: Changes, faults: list[Fault]) -> tuple[Scenario, list[Fault]]:
    """The scenario, and apart from `faults` one for each path that names nothing here."""
    if len(given) > LIMIT:
        faults.append(Fault("", f"Only the first {LIMIT:,} settings were read; there are {len(given):,}."))
    first = dict(islice(given.items(), LIMIT))
    long = {path for path, value in first.items() if len(value) > VALUE and path not in LISTS}
    text = f"characters; a value takes at most {VALUE}."
    faults.extend(Fault(p, f"{p} has {len(first[path]):,} {text}") for path in long for p in [shortened(path)])
    given = {path: value for path, value in first.items() if path not in long}
    order, gone = _names(given.pop("order", "")), _names(given.pop("without", ""))
    late = [path for path in gone if path.startswith(RESTED_ON)]
    base = _base(given.pop("preset", ""), faults)
    tree = _started(base, given, [path for path in gone if path not in late], faults)
    ranges = {current(path[7:]): value for path, value in given.items() if path.startswith("ranges.")}
    changes = {current(path): value for path, value in given.items() if not path.startswith("ranges.")}
    scenario = grown(base, tree, changes, faults)
    known = {**parameters(scenario), **words(scenario)}
    unknown = [fault for path in changes if path not in known for fault in UnknownPath(path, known).faults]
    changes = {path: value for path, value in changes.items() if path in known}
    tries = Tries(max(2, WORK // len(parameters(scenario))))
    money = {path: changes.pop(path) for path in ("currency",) if path in changes}  # amounts are read in it
    scenario = _applied(_applied(scenario, money, faults, tries), changes, faults, tries)
    scenario = _settled(_ranged, scenario, _possible(scenario, ranges, faults), faults, tries)
    scenario = _settled(lessened, scenario, dict.fromkeys(late, ""), faults, tries)
    return arranged(scenario, order, faults), unknown


def _started(base: Scenario, given: Changes, gone: list[str], faults: list[Fault]) -> dict[str, Any]:
    """The tree of the preset, less what is gone, saying where it comes from."""
    tree = base.model_dump()
    origin = given.pop("origin", "")
    try:
        known = fit(origin[:81])
        if len(origin) > 80:
            faults.append(Fault("origin", f"The origin has {len(origin):,} characters; it takes at most 80."))
        else:
            tree["preset"] = "" if "preset" in gone else known or tree["preset"]
    except ValueError as error:
        faults.append(Fault("origin", f"The origin is {shortened(repr(origin))}; it takes {error}."))
    faults.extend(leave_out(tree, (path for path in gone if path != "preset")))
    return tree


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, text.split(","))))


def _base(name: str, faults: list[Fault]) -> Scenario:
    """The preset of that id; where there is none, its newest edition, or else the default, and a fault."""
    try:
        return assumptions.scenario(name or assumptions.default().id)
    except UnknownPreset as error:
        shorts = {preset.short: preset for preset in reversed(assumptions.presets().values())}
        instead = shorts.get(re.sub(r"-\d{4}-\d\d$", "", name), assumptions.default())
        faults.append(Fault("preset", f"{error} The link opens on {instead.name} of {instead.edition} instead."))
        return assumptions.scenario(instead.id)


# -- all that fits -------------------------------------------------------------------------------------------------


class Tries:
    """Changes tried on a scenario, one step after another, until no tries are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def of(self, step: Step, scenario: Scenario, changes: Mapping[str, str]) -> tuple[Scenario, tuple[Fault, ...]]:
        """The scenario after a step, and nothing; or as it was, and what stands against the changes."""
        if not self.left:
            text = "was left out untried, since too much of this link does not fit together."
            return scenario, tuple(Fault(path, f"{shortened(path)} {text}") for path in changes)
        self.left -= 1
        try:
            return step(scenario, changes), ()
        except BadInput as error:
            return scenario, error.faults


def _applied(scenario: Scenario, changes: Changes, faults: list[Fault], tries: Tries) -> Scenario:
    """The scenario with every change that fits: together less those that are named as wrong, else piece by piece."""
    changes = {path: "" if path.endswith(".days") and value == "none" else value for path, value in changes.items()}
    while changes:
        made, against = tries.of(replace, scenario, changes)
        if not against:
            return made
        by_path = {re.sub(r"\.\d+$", "", fault.path): fault for fault in against}
        wrong = [path for path in changes if path in by_path]
        if not wrong:
            break
        faults.extend(by_path[path] for path in wrong)
        changes = {path: value for path, value in changes.items() if path not in by_path}
    return _settled(replace, scenario, changes, faults, tries)


def _settled(step: Step, scenario: Scenario, changes: Mapping[str, str], faults: list[Fault], tries: Tries) -> Scenario:
    """The scenario after a step with every change that it takes; a fault for each of the others."""
    left: dict[str, tuple[Fault, ...]] = {}
    scenario = _pieces(step, scenario, list(changes.items()), left, tries)
    again = {path: changes[path] for path in left}
    if again and len(again) < len(changes):
        left = {}
        scenario = _pieces(step, scenario, list(again.items()), left, tries)  # some fit once others are there
    faults.extend(fault for against in left.values() for fault in against)
    return scenario


def _pieces(
    step: Step, scenario: Scenario, changes: list[tuple[str, str]], left: dict[str, tuple[Fault, ...]], tries: Tries
) -> Scenario:
    """The changes by halves and halves of halves, so that one that does not fit costs a few tries only."""
    if not changes:
        return scenario
    made, against = tries.of(step, scenario, dict(changes))
    if against and len(changes) == 1:
        left[changes[0][0]] = against
    elif against and not tries.left:
        left.update((path, tries.of(step, scenario, {path: value})[1]) for path, value in changes)
    elif against:
        middle = len(changes) // 2
        made = _pieces(step, scenario, changes[:middle], left, tries)
        made = _pieces(step, made, changes[middle:], left, tries)
    return made


def _possible(scenario: Scenario, ranges: Changes, faults: list[Fault]) -> Changes:
    """The ranges that are within the bounds of a number of the scenario; a fault for each other."""
    known, there, wrong = parameters(scenario), leaves(scenario), {}
    for path, value in ranges.items():
        if path not in known or not isinstance(there.get(path, [None])[0], float):
            wrong[path] = f"A range is given for {shortened(path)}, which names no number of this scenario."
        elif not _within(known[path], value):
            allowed = known[path].allowed.removesuffix(", or none")
            wrong[path] = f"The range of {known[path].label} is {shortened(value)}; it takes {allowed}, such as 12..30."
    faults.extend(Fault(f"ranges.{shortened(path)}", text) for path, text in wrong.items())
    return {path: value for path, value in ranges.items() if path not in wrong}


def _within(known: Parameter, value: str) -> bool:
    try:
        return all(map(known.takes, parse(value, reading=known.reading)))
    except ValueError:
        return False


def _ranged(scenario: Scenario, ranges: Mapping[str, str]) -> Scenario:
    """The scenario with ranges beside its numbers. Raises BadInput where there are too many."""
    tree, known = scenario.model_dump(), parameters(scenario)
    for path, value in ranges.items():
        spread = parse(value, reading=known[path].reading)
        tree["ranges"][path] = {"low": spread.low, "high": spread.high}
    return validated(tree)
