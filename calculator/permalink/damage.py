"""Links as they arrive after mail, chat and paper had them: mended where only one thing can be meant.

>>> mended([("preset", "uk-owner"), ("amp;profile.hourly_value", "40).")])
[('preset', 'uk-owner'), ('profile.hourly_value', '40')]
>>> mended([("PRESET=uk-owner&profile.years=3", "")])
[('preset', 'uk-owner'), ('profile.years', '3')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote

from calculator.permalink.settings import Pairs

AFTER = ").,;:>]'\"!"
"""What a sentence leaves at the end of a link, and no number and no word of ours ends with."""
SMALL = ("preset", "goal", "distance_unit", "period", "view", "size")
"""Settings whose values have no capital letters."""
DEEPEST = 3
"""How often a query may have been encoded as a whole."""


def mended(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The settings of a link without what was done to it on its way."""
    unfolded: Pairs = []
    for key, value in pairs:
        whole = key  # all of a query looks like one key where it was encoded as a whole
        for _ in range(DEEPEST):
            whole = unquote(whole) if "%3d" in whole.lower() else whole
        inner = f"{whole}={value}" if value else whole
        unfolded += parse_qsl(inner, keep_blank_values=True) if "=" in whole else [(key, value)]
    return [_mended(key, value) for key, value in unfolded]


def _mended(key: str, value: str) -> tuple[str, str]:
    name = re.sub("^(?:amp;)+", "", key.strip()).lower()
    if name in ("s", "origin") or name.rpartition(".")[2] == "name":
        return name, value  # a packed part sees to itself, and a name may end as it likes
    kept = value if value.endswith("..") else value.rstrip(AFTER)  # of a range that has no end the end is missing
    return name, kept.lower() if name in SMALL else kept
