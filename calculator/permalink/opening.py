"""A link's settings made into a scenario, as many as fit. What does not fit is a fault, and never an exception.

The preset comes first, less what the link leaves out; then the members it adds, empty but for their names; then all
changes together, since some fit only together; then what nothing may rest on any longer, and the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from calculator import assumptions
from calculator.documents import validated
from calculator.errors import BadInput, Fault, UnknownPath, UnknownPreset, shortened
from calculator.model import Scenario
from calculator.notation import parse
from calculator.parameters import Parameter, current, leaves, parameters, replace, words
from calculator.permalink.members import RESTED_ON, arranged, grown, leave_out, lessened
from calculator.safety import fit

Changes = dict[str, str]
Step = Callable[[Scenario, Mapping[str, str]], Scenario]

LIMIT = 5000
"""Settings that a link may have; the largest scenario there can be has fewer."""
HINTS = 10
"""Unknown paths for which the closest known one is looked up, which takes its time."""
PATIENCE = 20
"""Changes that may be tried in vain one by one; a link that was made to waste time has thousands."""


def opened(given: Changes, faults: list[Fault]) -> tuple[Scenario, list[Fault]]:
    """The scenario, and apart from `faults` one for each path that names nothing here."""
    if len(given) > LIMIT:
        faults.append(Fault("", f"Only the first {LIMIT:,} settings were read; there are {len(given):,}."))
    given = dict(list(given.items())[:LIMIT])
    order, gone = _names(given.pop("order", "")), _names(given.pop("without", ""))
    late = [path for path in gone if path.startswith(RESTED_ON)]
    base = _base(given.pop("preset", ""), faults)
    tree = _started(base, given, [path for path in gone if path not in late], faults)
    ranges = {current(path[7:]): value for path, value in given.items() if path.startswith("ranges.")}
    changes = {current(path): value for path, value in given.items() if not path.startswith("ranges.")}
    scenario = grown(base, tree, changes, faults)
    unknown = _unknown(scenario, changes)
    scenario = _applied(scenario, changes, faults)
    scenario = _settled(_ranged, scenario, _possible(scenario, ranges, faults), faults)
    scenario = _settled(lessened, scenario, dict.fromkeys(late, ""), faults)
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


def _drop(changes: Changes, paths: Iterable[str]) -> None:
    for path in paths:
        del changes[path]


# -- all that fits -------------------------------------------------------------------------------------------------


def _unknown(scenario: Scenario, changes: Changes) -> list[Fault]:
    """A fault for each change whose path names nothing, with a hint for the first; they leave `changes`."""
    known = {**parameters(scenario), **words(scenario)}
    paths = [path for path in changes if path not in known]
    _drop(changes, paths)
    hinted = [fault for path in paths[:HINTS] for fault in UnknownPath(path, known).faults]
    return hinted + [Fault(p, f"There is no parameter '{p}'.") for p in map(shortened, paths[HINTS:])]


def _applied(scenario: Scenario, changes: Changes, faults: list[Fault]) -> Scenario:
    """The scenario with every change that fits: together less those that are named as wrong, else piece by piece."""
    changes = {path: "" if path.endswith(".days") and value == "none" else value for path, value in changes.items()}
    while changes:
        made, against = _tried(replace, scenario, changes)
        if not against:
            return made
        found = {re.sub(r"\.\d+$", "", fault.path): fault for fault in against}
        wrong = [path for path in changes if path in found]
        if not wrong:
            break
        faults.extend(found[path] for path in wrong)
        _drop(changes, wrong)
    return _settled(replace, scenario, changes, faults)


def _settled(step: Step, scenario: Scenario, changes: Mapping[str, str], faults: list[Fault]) -> Scenario:
    """The scenario after a step with every change that it takes; a fault for each of the others."""
    left: Changes = {}
    scenario = _pieces(step, scenario, list(changes.items()), left)
    if len(left) < PATIENCE:
        again, left = left, {}
        scenario = _pieces(step, scenario, list(again.items()), left)  # some fit once others are there
    for path, value in list(left.items())[:PATIENCE]:
        faults.extend(_tried(step, scenario, {path: value})[1])
    text = "was left out untried, since too much of this link does not fit together."
    faults.extend(Fault(path, f"{shortened(path)} {text}") for path in list(left)[PATIENCE:])
    return scenario


def _pieces(step: Step, scenario: Scenario, changes: list[tuple[str, str]], left: Changes) -> Scenario:
    """The changes by halves and halves of halves, so that one that does not fit costs a few steps only."""
    if not changes:
        return scenario
    if len(left) >= PATIENCE:
        left.update(changes)
        return scenario
    made, found = _tried(step, scenario, dict(changes))
    if found and len(changes) == 1:
        left.update(changes)
    elif found:
        middle = len(changes) // 2
        made = _pieces(step, _pieces(step, scenario, changes[:middle], left), changes[middle:], left)
    return made


def _tried(step: Step, scenario: Scenario, changes: Mapping[str, str]) -> tuple[Scenario, tuple[Fault, ...]]:
    try:
        return step(scenario, changes), ()
    except BadInput as error:
        return scenario, error.faults


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
        return all(map(known.takes, parse(value)))
    except ValueError:
        return False


def _ranged(scenario: Scenario, ranges: Mapping[str, str]) -> Scenario:
    """The scenario with ranges beside its numbers. Raises BadInput where there are too many."""
    tree = scenario.model_dump()
    for path, value in ranges.items():
        spread = parse(value)
        tree["ranges"][path] = {"low": spread.low, "high": spread.high}
    return validated(tree)
