"""Links: an edition of the numbers and what differs from it, as query parameters that open for ever.

>>> from calculator import assumptions
>>> from calculator.changes import replace
>>> mine = replace(assumptions.scenario("uk-owner-2026-11"), {"activities.breakfast.meal_fee": 15})
>>> encode(mine)
[('preset', 'uk-owner-2026-11'), ('activities.breakfast.meal_fee', '15')]
>>> decode(encode(mine)) == (mine, [])
True

A person can read a link with a few changes. One with many carries them packed in `s`, and both forms may be mixed.
What in a link does not fit is said and left out; everything else is kept. `docs/links.md` describes the form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from urllib.parse import urlencode, urlsplit, urlunsplit

from calculator.errors import Fault, hinting
from calculator.model import Scenario
from calculator.permalink.compact import packed, unpacked
from calculator.permalink.damage import mended
from calculator.permalink.opening import LIMIT, opened
from calculator.permalink.settings import Pairs, settings
from calculator.permalink.skips import SKIPPED, skipped, skips
from calculator.permalink.versions import migrated, schema, stated

__all__ = [
    "LIMIT",
    "LONGEST",
    "MOST",
    "READABLE",
    "Pairs",
    "decode",
    "encode",
    "explain",
    "mended",
    "note",
    "query",
    "schema",
    "skipped",
    "skips",
    "url",
]

LONGEST = 1800
"""Characters over which some messengers cut a link."""
MOST = 8000
"""Characters of a link that are read."""
NAMED = 5
"""Settings that one sentence names."""
READABLE = 360
"""Characters up to which the readable form is taken; with 40 for the address of the app they make 400."""
FOREIGN = ("embed", "fbclid", "gclid", "dclid", "msclkid", "igsh", "mc_", "mkt_tok", "ref", "utm_", "_hs")
"""What others hang on links begins with one of these; it is none of ours and not worth a word."""
VIEW = ("period", "view", "more", "size", "shared", SKIPPED)
"""How a page or picture shows a scenario, which is no part of it."""


def encode(scenario: Scenario, compact: bool | None = None) -> Pairs:
    """The query parameters of a scenario, all of it; `compact` asks for one form, and else the length decides."""
    pairs = settings(scenario)
    stamp = [("v", str(schema()))] if schema() > 1 else []
    readable = [*pairs[:1], *stamp, *pairs[1:]]
    if compact is False or len(pairs) == 1 or (compact is None and len(query(readable)) <= READABLE):
        return readable
    short = [*pairs[:1], ("s", packed(pairs[1:], schema()))]
    return short if compact else min(short, readable, key=lambda form: len(query(form)))


def query(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs as the query of a link, its dots and commas readable."""
    return urlencode(list(pairs), safe=",:")


def url(scenario: Scenario, base: str, extra: Iterable[tuple[str, str]] = ()) -> str:
    """The whole link: `base` is the address of the app, `extra` what a page adds, such as the period."""
    parts = urlsplit(base)
    wanted = query([*encode(scenario), *extra])
    return urlunsplit(parts._replace(path=parts.path or "/", query="&".join(filter(None, [parts.query, wanted]))))


def note(scenario: Scenario, base: str = "", extra: Iterable[tuple[str, str]] = ()) -> str:
    """The sentence about a link that may be cut; empty where none is needed."""
    count = len(url(scenario, base, extra))
    if count <= LONGEST:
        return ""
    if count > MOST:
        return f"This link has {count:,} characters, and {MOST:,} are read. Pass on the scenario as a file."
    return f"This link has {count:,} characters; some messengers cut links over {LONGEST:,}."


@hinting()
def decode(pairs: Iterable[tuple[str, str]]) -> tuple[Scenario, list[Fault]]:
    """The scenario of a link, and a fault for all that could not be used. It never raises.

    What stands readable in the link goes before what is packed.
    """
    faults: list[Fault] = []
    own = [(key, value) for key, value in mended(pairs) if key not in VIEW and not key.startswith(FOREIGN)]
    ends = list(accumulate(len(key) + len(value) + 2 for key, value in own))
    if ends and ends[-1] > MOST:
        text = f"This link has {ends[-1]:,} characters, of which the first {MOST:,} are read."
        faults.append(Fault("", f"{text} Ask for the scenario as a file."))
    plain = {_whole(key): _whole(value) for key, value in own[: bisect_right(ends, MOST)]}
    version, short = stated(plain.pop("v", ""), faults), plain.pop("s", None)
    if short is not None:
        version, inner = unpacked(short, version, faults)
        both = [given["without"] for given in (dict(inner), plain) if "without" in given]
        plain = {**dict(inner), **plain, **({"without": ",".join(both)} if both else {})}
    scenario, unknown = opened(dict(migrated(list(plain.items()), version)), faults)
    if version > schema() and unknown:  # one sentence for all, since there may be many
        count = "1 number was" if len(unknown) == 1 else f"{len(unknown)} numbers were"
        unknown = [Fault("", f"Made by a later version; {count} left out: {_named(unknown)}.")]
    return scenario, [*unknown, *faults]


def _whole(text: str) -> str:
    """The text without halves of characters, which nothing could show."""
    return text.encode("utf-8", "replace").decode("utf-8")


def explain(faults: Sequence[Fault]) -> str:
    """All that could not be used, in a sentence or two; empty where all of it could.

    >>> explain([Fault("profile.years", "Years looked ahead is 40; it takes a number from 0.25 to 10 (years).")])
    'This link has 1 setting we could not use: `profile.years`. Everything else is as it was shared.'
    """
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
