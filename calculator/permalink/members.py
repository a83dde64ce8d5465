"""The members of a scenario's branches as a link has them: which are left out, added, and come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from calculator.documents import validated
from calculator.edits import forget
from calculator.errors import BadInput, Fault, shortened
from calculator.model import BRANCHES, HOLDS, Scenario
from calculator.parameters import titled
from calculator.permalink.settings import OWN, SIGN, ordered
from calculator.safety import fit

RESTED_ON = ("media.", "pipelines.")
"""Branches that changes may still speak of, so that they are left out last."""


def leave_out(tree: dict[str, Any], gone: Iterable[str]) -> Iterator[Fault]:
    """Take these out of a plain tree, and all that speaks of them; a fault for each that is not there."""
    for path in gone:
        *branches, leaf = path.split(".")
        home = _home(tree, branches)
        if leaf in home:
            del home[leaf]
            forget(tree, path)
        else:
            yield Fault("without", f"There is no '{shortened(path)}' to leave out.")


def _home(tree: dict[str, Any], branches: list[str]) -> dict[str, Any]:
    """The branch of which a link may leave out members; an empty one for all others."""
    if len(branches) == 1 and branches[0] in BRANCHES:
        branch: dict[str, Any] = tree[branches[0]]
        return branch
    if len(branches) == 3 and branches[0] == "strategies" and branches[1] in tree["strategies"]:
        mix: dict[str, Any] = tree["strategies"][branches[1]]["times_per_year"]
        return mix if branches[2] == "times_per_year" else {}
    return {}


def grown(base: Scenario, tree: dict[str, Any], changes: dict[str, str], faults: list[Fault]) -> Scenario:
    """The tree with the members that a link adds, empty but for their names. What they refuse leaves `changes`.

    Most links leave the members of their preset, `base`, as they are.
    """
    for path in list(changes):
        branch, key, leaf = [*path.split("."), "", ""][:3]
        if path not in changes or branch not in OWN or leaf != SIGN[branch] or key in tree[branch]:
            continue
        most = HOLDS[branch]
        if re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key) and len(tree[branch]) < most:
            tree[branch][key] = deepcopy(OWN[branch])
            if "name" in OWN[branch]:
                tree[branch][key]["name"] = _called(key, changes.get(f"{branch}.{key}.name", ""))
        else:
            text = f"'{shortened(key)}' cannot be added: there may be {most} {branch} at most, and a key takes "
            text += "up to 40 lower-case letters, digits and _, a letter first."
            faults.append(Fault(f"{branch}.{shortened(key)}", text))
            for other in [other for other in changes if other.startswith(f"{branch}.{key}.")]:
                del changes[other]
    return base if tree == base.model_dump() else validated(tree)


def _called(key: str, name: str) -> str:
    """What a new member is called until the changes are made, which say so where its name will not do."""
    try:
        return fit(shortened(name)) or titled(key)
    except ValueError:
        return titled(key)


def lessened(scenario: Scenario, gone: Mapping[str, str]) -> Scenario:
    """The scenario without media and goals that it does not need. Raises BadInput."""
    tree = scenario.model_dump()
    faults = list(leave_out(tree, gone))
    if faults:
        raise BadInput(faults)
    return validated(tree)


def arranged(scenario: Scenario, first: list[str], faults: list[Fault]) -> Scenario:
    """The scenario with these members before the others of their branches."""
    tree = scenario.model_dump()
    for path in first:
        branch, _, key = path.partition(".")
        if branch not in OWN or key not in tree[branch]:
            faults.append(Fault("order", f"There is no '{shortened(path)}' to put first."))
    for branch in OWN if first else ():
        named = [path.partition(".")[2] for path in first if path.startswith(f"{branch}.")]
        keys = ordered(list(tree[branch]), [key for key in named if key in tree[branch]])
        tree[branch] = {key: tree[branch][key] for key in keys}
    return validated(tree) if first else scenario
