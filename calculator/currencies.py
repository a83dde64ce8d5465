"""Currencies: how large their amounts are, how their countries write a number, and which signs stand for them.

>>> scale("GBP"), scale("INR"), comma("EUR"), comma("USD")
(1, 100, True, False)
>>> "kr" in signs("SEK"), owner("₹"), owner("no sign")
(True, 'INR', '')

The table is `data/currencies.csv`. A currency that is not in it has the bounds of the pound and a decimal point.
Babel knows the others and what people call them; it is imported when that is asked, since a comparison in a currency
of the table does without.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache

from calculator.installed import beside

TABLE = beside("data") / "currencies.csv"
FIRST = ("USD", "GBP", "EUR", "JPY", "INR", "SEK")
"""Currencies to which a sign that several share, such as $, is said to belong."""
NEAR = 3
"""Up to so many to the pound, amounts keep the bounds that they have in pounds."""


@dataclass(frozen=True)
class Currency:
    """A row of the table: how many make a pound, roughly, whether decimals follow a comma, and its signs at home."""

    pound: float
    comma: bool
    signs: tuple[str, ...]


@cache
def table() -> dict[str, Currency]:
    """Every row by its code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        it["currency"]: Currency(float(it["pound"]), it["decimal"] == ",", tuple(it["signs"].split())) for it in rows
    }


@cache
def known() -> frozenset[str]:
    """Every code of ISO 4217."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def exists(code: str) -> bool:
    """Whether ISO 4217 has a code."""
    return code in table() or code in known()


def settled(given: object, otherwise: str) -> str:
    """The code that a person means, in capital letters; `otherwise` where it is none."""
    code = given.strip().upper() if isinstance(given, str) else ""
    return code if code and exists(code) else otherwise


@cache
def scale(code: str) -> int:
    """By how much bounds on money are wider than in pounds: a power of ten, so that a bound is a round number."""
    known = table().get(code)
    return 1 if known is None or known.pound <= NEAR else int(10 ** math.ceil(math.log10(known.pound / NEAR)))


@cache
def largest() -> int:
    """The widest scale that any currency has."""
    return max(map(scale, table()))


@cache
def comma(code: str) -> bool:
    """Whether the people whose money it is write decimals after a comma, so that 1.250 is a thousand and more."""
    known = table().get(code)
    return known is not None and known.comma


@cache
def signs(code: str) -> tuple[str, ...]:
    """What may stand beside an amount in this currency, in small letters: its code, and its signs here and at home."""
    from babel.numbers import get_currency_symbol

    known = table().get(code)
    known_signs = (code, get_currency_symbol(code, locale="en"), *(known.signs if known else ()))
    return tuple(dict.fromkeys("".join(sign.lower().split()) for sign in known_signs))


@cache
def owners() -> dict[str, str]:
    """The currency that each sign is of; of those that share one, the one that most people mean."""
    codes = [*FIRST, *sorted(known())]
    return {sign: code for code in reversed(codes) for sign in signs(code)}


def owner(sign: str) -> str:
    """The currency that a sign is of; empty where it is none."""
    return owners().get(sign.lower(), "")


@cache
def named(code: str) -> str:
    """What a currency is called, with its code: 'Indian Rupee (INR)'."""
    from babel.numbers import get_currency_name

    return f"{get_currency_name(code, locale='en')} ({code})"
