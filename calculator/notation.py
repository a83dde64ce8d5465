"""Numbers as people write them in links, files and fields: `15`, `30,5`, `25 %`, `6:45`, `12..18..30`, `about 18`.

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


DOUBTS = {"about": (0.9, 1.1), "roughly": (0.7, 1.3), "no idea": (1 / 3, 3.0)}
"""How low and how high a number may be that somebody is not sure of, as multiples of it. Our own assumption."""
LONGEST = 200
"""Characters of a text that is read as a number; three figures of 40 have 124."""


def parse(value: object, optional: bool = False, least: float = -math.inf, most: float = math.inf) -> Spread:
    """What a person wrote, as a spread. Raises ValueError where it is no number, or its parts are out of order.

    A word of doubt makes a range around a number; it ends at `least` and at `most`, if the number itself lies within.

    >>> parse("12..30")
    Spread(low=12.0, likely=21.0, high=30.0)
    >>> parse("about 18"), parse("no idea 0.6", most=1)
    (Spread(low=16.2, likely=18.0, high=19.8), Spread(low=0.2, likely=0.6, high=1))
    """
    if isinstance(value, str) and len(value) > LONGEST:
        raise ValueError(value[:LONGEST])
    if value is None or (isinstance(value, str) and value.strip().lower() in ("none", "")):
        if not optional:
            raise ValueError("none")
        return Spread(None, None, None)
    if isinstance(value, str) and (doubted := _doubted(value)):
        number = _number(doubted[1])
        # of at most six digits, so that it is short in a link
        ends = sorted(float(f"{number * factor:.6g}") for factor in DOUBTS[doubted[0]])
        low, high = min(ends[0], number), max(ends[1], number)
        if least <= number <= most:
            low, high = max(low, least), min(high, most)
        return Spread(low, number, high)
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


def ranged(text: str) -> bool:
    """Whether a text means to be a range rather than a single figure."""
    return len(text) <= LONGEST and (".." in text or _doubted(text) is not None)


def _doubted(text: str) -> tuple[str, str] | None:
    """The word of doubt that a text begins with, and what follows it; none where it begins with no such word."""
    bare = text.strip()
    word = next((word for word in DOUBTS if bare[: len(word)].lower() == word), "")
    rest = bare[len(word) :]
    return (word, re.sub(r"^[\s,:]+", "", rest)) if word and re.match(r"[\s,:]", rest) else None


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
