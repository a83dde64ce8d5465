"""The schema of links, and how those of an older one are read.

A link of schema 1 does not state it; a later one does, as `v=2` or as the number before its packed part. A path
that has only another name needs no migration: it goes into `parameters.RENAMED`, which files use as well. Where a
number means something else than it did (one way became both ways), a migration says how the old is read as the new.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from calculator.errors import Fault, shortened
from calculator.permalink.settings import Pairs


class Migration(NamedTuple):
    """From one schema to the next: a pure function over all settings of a link, and a sample that never changes.

    It takes whatever a stranger may have typed, and leaves alone what it does not know.
    """

    change: Callable[[Pairs], Pairs]
    before: Pairs
    after: Pairs


MIGRATIONS: tuple[Migration, ...] = ()
"""The first leads from schema 1 to 2, and so on. None is ever taken out or changed."""


def schema() -> int:
    """The number of the schema in which links are written now."""
    return 1 + len(MIGRATIONS)


def stated(version: str, faults: list[Fault]) -> int:
    """The schema that a readable link states; 1 where it states none."""
    if re.fullmatch(r"[1-9]\d{0,3}", version, re.ASCII):
        return int(version)
    if version:
        text = f"The version of this link is '{shortened(version)}'; it takes a whole number from 1."
        faults.append(Fault("v", text))
    return 1


def migrated(pairs: Pairs, version: int) -> Pairs:
    """The settings of a link of that schema as they are written now; those of a later one stay as they are."""
    for migration in MIGRATIONS[version - 1 :]:
        pairs = migration.change(pairs)
    return pairs
