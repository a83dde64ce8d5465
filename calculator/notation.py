"""Numbers as people write them, read the same in links, files, fields, on the command line and by programs.

>>> parse("12..18..30")
Spread(low=12.0, likely=18.0, high=30.0)
>>> parse("1.250,50 €", reading=Reading("money", "EUR")).likely, parse("1h30", reading=Reading("minutes")).likely
(1250.5, 90.0)
>>> plain(15.0), plain(0.1), plain(None)
('15', '0.1', 'none')

What is read depends on what the number counts and on the currency of the scenario; docs/numbers.md lists all of it.
`web/widget/numbers.js` reads the same on pages, and one table of cases holds both (tests/data/numbers.json).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from calculator import currencies


class Spread(NamedTuple):
    """A number and how low and how high it may plausibly be; all three the same for a single figure."""

    low: float | None
    likely: float | None
    high: float | None


@dataclass(frozen=True)
class Reading:
    """How a text is read: what it counts, and in which currency the scenario is.

    `kind` is money, share, percent, minutes, seconds, hours, clock or number. A share of `25%` is 0.25; where a field
    asks for per cent it is 25.
    """

    kind: str = "number"
    currency: str = ""


class Unread(ValueError):
    """A text that is no number of its kind; `why` is said to the person where there is more to say than that."""

    def __init__(self, text: object, why: str = "") -> None:
        super().__init__(text)
        self.why = why


DOUBTS = {"about": (0.9, 1.1), "roughly": (0.7, 1.3), "no idea": (1 / 3, 3.0)}
"""How low and how high a number may be that somebody is not sure of, as multiples of it. Our own assumption."""
LONGEST = 200
"""Characters of a text that is read as a number; three figures of 40 have 124."""
FIGURE = 40
"""Characters of a single figure."""
ANY = Reading()
SECONDS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0}
"""Seconds in one of what a number of that kind counts."""
UNITS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std"), 3600.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten"), 60.0),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
}
"""Seconds in each unit that may stand beside a length of time."""
MULTIPLES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "lakh": 1e5, "crore": 1e7}
"""What may follow an amount or a number of things."""
DIGITS = "0123456789"
PER_CENT = ("%", "percent")
HIDDEN = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)
"""Invisible letters: joiners, and marks that say which way a text runs."""
ALIKE = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    **{zero + digit: 0x30 + digit for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)},
    **dict.fromkeys((0x2212, 0x2012, 0xFE63), "-"),
    **dict.fromkeys((0x2019, 0x2018, 0x2BC, 0x2032, 0x66C, 0x5F), "'"),
    0x66B: ".",
    0x66A: "%",
    0xFFE5: "¥",
    0xFFE1: "£",
    0xFFE6: "₩",
    0x3000: " ",
}
"""Letters that are read as the plain ones they look like: full-width, Arabic and Indian figures, every minus."""


def parse(
    value: object,
    optional: bool = False,
    least: float = -math.inf,
    most: float = math.inf,
    reading: Reading = ANY,
) -> Spread:
    """What a person wrote, as a spread. Raises Unread where it is no number, or its parts are out of order.

    A word of doubt makes a range around a number; it ends at `least` and at `most`, if the number itself lies within.

    >>> parse("12..30")
    Spread(low=12.0, likely=21.0, high=30.0)
    >>> parse("about 18"), parse("no idea 0.6", most=1)
    (Spread(low=16.2, likely=18.0, high=19.8), Spread(low=0.2, likely=0.6, high=1))
    """
    if isinstance(value, str) and len(value) > LONGEST:
        raise Unread(value[:LONGEST])
    text = cleaned(value) if isinstance(value, str) else ""
    if value is None or (isinstance(value, str) and text.lower() in ("none", "")):
        if not optional:
            raise Unread("none")
        return Spread(None, None, None)
    if not isinstance(value, str):
        number = _finite(value)
        return Spread(number, number, number)
    if doubted := _doubted(text):
        number = _read(doubted[1], reading)
        # of at most six digits, so that it is short in a link
        ends = sorted(float(f"{number * factor:.6g}") for factor in DOUBTS[doubted[0]])
        low, high = min(ends[0], number), max(ends[1], number)
        if least <= number <= most:
            low, high = max(low, least), min(high, most)
        return Spread(low, number, high)
    figures = _parted(text)
    if figures[-1].endswith("%"):  # 10 to 20%
        figures = [figure if "%" in figure else f"{figure}%" for figure in figures]
    parts = [_read(figure, reading) for figure in figures]
    if len(parts) == 2:
        parts.insert(1, (parts[0] + parts[1]) / 2)
    if len(parts) not in (1, 3) or parts != sorted(parts):
        raise Unread(value)
    return Spread(parts[0], parts[len(parts) // 2], parts[-1])


def cleaned(text: str) -> str:
    """The text less what cannot be seen, with figures, signs and blanks that only look otherwise made plain."""
    seen = text.translate(HIDDEN).translate(ALIKE)
    return re.sub(r"[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+", " ", seen).strip(" ")


def plain(number: float | None) -> str:
    """A number in as few characters as give it back exactly; `none` for none."""
    if number is None:
        return "none"
    whole = float(number).is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else repr(float(number))


def written(number: float | None) -> str:
    """A number as links and fields have it: plain, and never three decimals, which some countries read as thousands.

    >>> written(1.25), written(1.125), written(0.125)
    ('1.25', '1.1250', '0.125')
    """
    text = plain(number)
    return f"{text}0" if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text) else text


def ranged(text: str) -> bool:
    """Whether a text means to be a range rather than a single figure."""
    if len(text) > LONGEST:
        return False
    bare = cleaned(text)
    return len(_parted(bare)) > 1 or ".." in bare or _doubted(bare) is not None


def _parted(text: str) -> list[str]:
    """The figures of a range: `12..30`, `12 to 30`, or `12–30` with the dash that is no minus."""
    for between in ("..", " to ", "\u2013"):
        if between in text and (between == ".." or all(re.search("[0-9]", part) for part in text.split(between))):
            return [part.strip(" ") for part in text.split(between)]
    return [text]


def _doubted(text: str) -> tuple[str, str] | None:
    """The word of doubt that a text begins with, and what follows it; none where it begins with no such word."""
    word = next((word for word in DOUBTS if text[: len(word)].lower() == word), "")
    rest = text[len(word) :]
    return (word, re.sub(r"^[ ,:]+", "", rest)) if word and re.match(r"[ ,:]", rest) else None


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unread(value)
    try:
        number = float(value)
    except OverflowError:
        raise Unread(value) from None
    if not math.isfinite(number):
        raise Unread(value)
    return number


def _read(text: str, reading: Reading) -> float:
    """One figure. Raises Unread."""
    if len(text) > FIGURE:
        raise Unread(text)
    low = text.lower().replace("\u2013", "-")
    if reading.kind == "clock" and (hour := _hour(low)) is not None:
        return hour
    if reading.kind in SECONDS and (seconds := _length(low, reading)) is not None:
        return seconds / SECONDS[reading.kind]
    return _finite(_amount(low, reading))


def _hour(text: str) -> float | None:
    """A time of day as hours after midnight: 6:45, 6h45, 18h, 7 pm."""
    match = re.fullmatch(r"([0-9]{1,2})(?: ?[:h.] ?([0-5][0-9]))? ?(a\.?m\.?|p\.?m\.?|h|uhr)?", text)
    if not match or not (match[3] or re.search("[:h]", text)):
        return None
    hour, half = int(match[1]), (match[3] or "")[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour + int(match[2] or 0) / 60


def _length(text: str, reading: Reading) -> float | None:
    """A length of time in seconds: 1:30, 90 min, 1h30; none where it has no unit."""
    if clock := re.fullmatch(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?", text):
        large = 60.0 if reading.kind == "seconds" and not clock[3] else 3600.0
        return int(clock[1]) * large + int(clock[2]) * large / 60 + int(clock[3] or 0)
    figure, *rest = re.split(r"([a-z]+)\.?", text.replace(" and ", " "))
    if not rest or not figure.strip(" "):
        return None
    total, before = 0.0, math.inf
    for piece, word in zip([figure, *rest[1::2]], [*rest[::2], ""], strict=True):
        if not word and not piece.strip(" "):
            break
        unit = UNITS.get(word, 0.0) if word else before / 60
        if not 1 <= unit < before or not re.fullmatch("[0-9.,' ]+", piece):
            return None
        total, before = total + unit * _digits(piece.strip(" "), reading), unit
    return total


def _amount(text: str, reading: Reading) -> float:
    """A number with what may stand around it: a minus, a sign of money, a per cent sign, a multiple such as k."""
    places = [at for at, letter in enumerate(text) if letter in DIGITS]
    if not places:
        raise Unread(text)
    start, end = places[0], places[-1] + 1
    if start and text[start - 1] in ".," and not text[start - 2 : start - 1].isalpha():
        start -= 1  # the point of .5, and not that of kr.15
    number, signs = _digits(text[start:end], reading), re.sub("[^-+]", "", text[:start])
    head = re.sub("[-+ ]", "", text[:start])
    tail = re.sub(r"^[.,]?-?", "", text[end:]).replace(" ", "")  # the end of 20,- and of 15.
    if signs not in ("", "-", "+"):
        raise Unread(text)
    number = -number if signs == "-" else number
    if head + tail in PER_CENT and reading.kind in ("share", "percent"):
        return number / 100 if reading.kind == "share" else number
    if reading.kind in ("money", "number"):
        multiple = next((it for it in MULTIPLES if _multiplied(it, tail)), "")
        number, tail = number * MULTIPLES.get(multiple, 1.0), tail[len(multiple) :]
    for word in filter(None, (head, tail)):
        if reading.kind != "money" or word not in currencies.signs(reading.currency):
            raise Unread(text, _why(word, reading))
    return number


def _multiplied(multiple: str, tail: str) -> bool:
    """Whether a tail is a multiple such as k, with nothing or the sign of a currency after it."""
    rest = tail[len(multiple) :]
    return tail.startswith(multiple) and (not rest or bool(currencies.owner(rest))) and not currencies.owner(tail)


def _why(word: str, reading: Reading) -> str:
    """What there is to say of a word that may not stand beside a number; empty where it is no word we know."""
    if word in PER_CENT:
        return "a per cent sign belongs to a share"
    other = currencies.owner(word)
    if not other:
        return ""
    shown = word.upper() if other.lower() == word else word
    if reading.kind != "money":
        return f"'{shown}' belongs to an amount of money"
    return f"'{shown}' is {currencies.named(other)}, and amounts here are in {currencies.named(reading.currency)}"


def _digits(body: str, reading: Reading) -> float:
    """Figures with points, commas, blanks or apostrophes between them, as a number. Raises Unread."""
    if "e" in body and set(body) <= set("0123456789.e+-"):
        try:
            return float(body)
        except ValueError:
            raise Unread(body) from None
    point = re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", body) and not currencies.comma(reading.currency)
    thousands = None if point else re.fullmatch(
        r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?|([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?"
        r"|([1-9][0-9]{0,2}(?:[' ][0-9]{3})+)(?:[.,]([0-9]+))?|([1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\.([0-9]+))?",
        body,
    )  # fmt: skip
    if thousands:
        whole, *part = filter(None, thousands.groups())
        return float(f"{re.sub('[^0-9]', '', whole)}.{part[0] if part else 0}")
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+", body):
        return float(body.replace(",", "."))
    raise Unread(body)


def spoken(currency: str) -> dict[str, object]:
    """What `numbers.js` needs to know to read the same."""
    signs = {sign: code for code in currencies.table() for sign in currencies.table()[code].signs}
    return {
        "currency": currency,
        "comma": currencies.comma(currency),
        "signs": currencies.signs(currency),
        "others": {sign.lower(): currencies.owner(sign) for sign in signs},
        "codes": " ".join(code.lower() for code in currencies.table()),
        "doubts": DOUBTS,
        "units": UNITS,
        "multiples": MULTIPLES,
    }
