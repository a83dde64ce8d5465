"""A link as text, how long it is, and what to say of one that did not fit.

>>> explain([Fault("profile.years", "Years looked ahead is 40; it takes a number from 0.25 to 10 (years).")])
'This link has 1 setting we could not use: `profile.years`. Everything else is as it was shared.'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from calculator.errors import Fault

LONGEST = 1800
"""Characters over which some messengers cut a link."""
MOST = 8000
"""Characters of a link that are read."""
NAMED = 5
"""Settings that one sentence names."""


def query(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs as the query of a link, its dots and commas readable."""
    return urlencode(list(pairs), safe=",:")


def later(unknown: Sequence[Fault]) -> Fault:
    """What is said of the settings of a later version, of which there may be many."""
    count = "1 number was" if len(unknown) == 1 else f"{len(unknown)} numbers were"
    return Fault("", f"Made by a later version; {count} left out: {_named(unknown)}.")


def explain(faults: Sequence[Fault]) -> str:
    """All that could not be used, in a sentence or two; empty where all of it could."""
    whole = [fault.message for fault in faults if fault.path in ("", "s")]
    single = [fault for fault in faults if fault.path not in ("", "s")]
    count = "1 setting" if len(single) == 1 else f"{len(single)} settings"
    more = [f"This link has {count} we could not use: {_named(single)}."] if single else []
    kept = ["Everything else is as it was shared."] if faults else []
    return " ".join([*whole, *more, *kept])


def _named(faults: Sequence[Fault]) -> str:
    """The paths, the first few of them."""
    paths = list(dict.fromkeys(f"`{fault.path}`" for fault in faults))
    rest = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return ", ".join(paths[:NAMED]) + rest
