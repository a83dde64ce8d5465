"""Numbers as people write them in links, files and fields: `15`, `30,5`, `25 %`, `6:45`, `12..18..30`, `none`.

>>> parse("12..18..30")
Spread(low=12.0, likely=18.0, high=30.0)
>>> plain(15.0), plain(0.1), plain(None)
('15', '0.1', 'none')
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple


class Spread(NamedTuple):
    """A number and how low and how high it may plausibly be; all three the same for a single figure."""

    low: float | None
    likely: float | None
    high: float | None


def parse(value: object, optional: bool = False) -> Spread:
    """What a person wrote, as a spread. Raises ValueError where it is no number, or its parts are out of order.

    >>> parse("12..30")
    Spread(low=12.0, likely=21.0, high=30.0)
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in ("none", "")):
        return _nothing(optional)
    parts = [_number(part) for part in (value.split("..") if isinstance(value, str) else [value])]
    if len(parts) == 2:
        parts.insert(1, (parts[0] + parts[1]) / 2)
    if len(parts) not in (1, 3) or parts != sorted(parts):
        raise ValueError(value)
    return Spread(parts[0], parts[len(parts) // 2], parts[-1])


def plain(number: float | None) -> str:
    """A number in as few characters as give it back exactly; `none` for none."""
    if number is None:
        return "none"
    whole = float(number).is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else repr(float(number))


def _nothing(optional: bool) -> Spread:
    if not optional:
        raise ValueError("none")
    return Spread(None, None, None)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    try:
        number = _read(value) if isinstance(value, str) else float(value)
    except OverflowError:
        raise ValueError(value) from None
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _read(text: str) -> float:
    if len(text) > 40:
        raise ValueError(text)
    if re.search(r"\d[\s_]+(?!\d{3}(?!\d))\d", text):
        raise ValueError(text)  # 12 500 is one number, and 12 50 are two
    bare = re.sub(r"[\s£$€_]", "", text).replace("\u2212", "-")
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?%?", bare):
        bare = bare.replace(",", "")  # 1,250 is a thousand and more; 30,5 and 0,125 have a decimal comma
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)", bare)
    if clock:
        return int(clock[1]) + int(clock[2]) / 60
    number = float(bare.removesuffix("%").replace(",", "."))
    return number / 100 if bare.endswith("%") else number
