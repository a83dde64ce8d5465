"""Numbers as people read them: one function a quantity, used by every door, so a figure is spelled once.

>>> money(14590.6, "GBP"), money(4.5, "USD"), money(-312, "CAD")
('£14,591', '$4.50', '−$312')
>>> hours(5.94), hours(271.2), count(2), share(0.347), clock(6.75)
('5.9', '271', '2.0', '35%', '06:45')
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, get_currency_precision, get_currency_symbol, parse_pattern

LOCALES = {
    "AUD": "en_AU",
    "CAD": "en_CA",
    "CHF": "en_CH",
    "DKK": "en_DK",
    "EUR": "en_IE",
    "GBP": "en_GB",
    "HKD": "en_HK",
    "INR": "en_IN",
    "NZD": "en_NZ",
    "SEK": "en_SE",
    "SGD": "en_SG",
    "USD": "en_US",
    "ZAR": "en_ZA",
}
"""The English of the country whose money it is; others read as international English."""

NONE = "none"
"""How a figure that does not exist is spelled."""


@lru_cache(maxsize=400)
def locale(currency: str) -> Locale:
    """The locale in which people write amounts of this currency."""
    return Locale.parse(LOCALES.get(currency, "en"))


@lru_cache(maxsize=20_000)
def money(amount: float, currency: str) -> str:
    """An amount: whole from 10 up, with its small change below; none where there is none."""
    if not math.isfinite(amount):
        return NONE
    small = 0 < abs(amount) < 9.995
    return _amount(amount, currency, get_currency_precision(currency) if small else 0)


def money_exact(amount: float, currency: str) -> str:
    """An amount with all the digits that it has, for numbers that a person typed."""
    if not math.isfinite(amount):
        return NONE
    whole = float(amount).is_integer()
    digits = 0 if whole else max(2, -int(Decimal(repr(float(amount))).as_tuple().exponent))
    return _amount(amount, currency, digits)


@lru_cache(maxsize=1000)
def _pattern(currency: str, digits: int) -> NumberPattern:
    """How amounts of the currency are written, with so many decimals, its sign already in it."""
    tail = "." + "0" * digits if digits else ""
    written = re.sub(r"\.0+", tail, locale(currency).currency_formats["standard"].pattern)
    sign, tight = symbol(currency), before_digits(currency)
    return parse_pattern(re.sub("¤(?=[#0])", f"'{tight}'", written).replace("¤", f"'{sign}'"))


def money_short(amount: float, currency: str) -> str:
    """An amount for the tick of an axis: £5k, £1.5m."""
    if not math.isfinite(amount):
        return NONE
    size = abs(amount)
    for unit, letter in ((1e6, "m"), (1e4, "k")):
        if size >= unit:
            scaled = amount / (unit if letter == "m" else 1e3)
            with localcontext(prec=400):
                digits = format_decimal(scaled, format="#,##0.##", locale=locale(currency))
            return (
                _tidy(f"{before_digits(currency)}{digits}{letter}")
                if amount >= 0
                else f"−{money_short(size, currency)}"
            )
    return money(amount, currency)


@lru_cache(maxsize=100)
def symbol(currency: str) -> str:
    """The sign of the currency in its own country."""
    return get_currency_symbol(currency, locale=locale(currency))


def before_digits(currency: str) -> str:
    """The sign as it stands right before digits: letters keep a space from them, as browsers write it.

    >>> before_digits("GBP"), len(before_digits("PLN"))
    ('£', 4)
    """
    sign = symbol(currency)
    return sign if unicodedata.category(sign[-1]).startswith("S") else f"{sign}\u00a0"


def hours(amount: float) -> str:
    """Hours: one decimal below 10, whole above."""
    return _decimal(amount, 1 if abs(amount) < 9.95 else 0)


def in_hours(amount: float) -> str:
    """Hours with their noun: '1.0 hour', '5.8 hours'."""
    said = hours(amount)
    return f"{said} {'hour' if said == '1.0' else 'hours'}"


def count(amount: float) -> str:
    """Clients, referrals and people that are expected rather than counted: one decimal below 100."""
    return _decimal(amount, 1 if abs(amount) < 99.95 else 0)


def whole(amount: float) -> str:
    """A number of things, with thousands set apart."""
    return _decimal(amount, 0)


def share(amount: float) -> str:
    """A share in whole per cent."""
    return f"{_decimal(100 * amount, 0)}%" if math.isfinite(amount) else NONE


def odds(probability: float, error: float = 0.02) -> str:
    """A chance in words: '7 of 10'; '97 of 100' near the ends, where the sampling error allows it.

    >>> odds(0.703), odds(0.968, error=0.003), odds(1.0, error=0.0)
    ('7 of 10', '97 of 100', 'all')
    """
    tenths = round(10 * probability)
    if 0 < tenths < 10 and 0.05 <= probability < 0.95:
        return f"{tenths} of 10"
    if error >= 0.005:
        return {0: "fewer than 1 of 10", 10: "more than 9 of 10"}.get(tenths, f"{tenths} of 10")
    if probability in (0, 1):
        return "all" if probability else "none"
    return f"{min(max(round(100 * probability), 1), 99)} of 100"  # all is said of all, and of nothing less


def ways(odds: str) -> str:
    """The ways it might go of which something is said, after 'in'.

    >>> ways("7 of 10"), ways("all"), ways("none")
    ('7 of 10 ways it might go', 'all of the ways it might go', 'none of the ways it might go')
    """
    return f"{odds} {'of the ' if odds in ('all', 'none') else ''}ways it might go"


def between(low: float, high: float, say: Callable[[float], str]) -> str:
    """A range in words; its ends are rounded to a tenth to a quarter of its width: what draws tell.

    >>> between(-15_640, 4_120, lambda amount: money(amount, "GBP")), between(2.51, 9.13, count), between(3, 3, count)
    ('−£16,000 to £4,000', '3.0 to 9.0', '3.0')
    """
    width = high - low
    if math.isfinite(width) and width > 1e-9 * abs(high):
        low, high = (_to_a_step(end, width / 10) for end in (low, high))
    one, other = say(low), say(high)
    return one if one == other else f"{one} to {other}"


def _to_a_step(amount: float, least: float) -> float:
    """An amount in steps of 1, 2 or 5 times a power of ten, the smallest that is not below `least`."""
    size = 10.0 ** math.floor(math.log10(least))
    step = next((size * by for by in (1, 2, 5) if size * by >= least), 10 * size)
    return step * round(amount / step)


def clock(hour: float) -> str:
    """An hour after midnight as a time of day; to the minute."""
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def years(amount: float) -> str:
    """A horizon in words: '3 years', '6 months'."""
    if amount >= 1:
        text = f"{amount:.2f}".rstrip("0").rstrip(".")
        return f"{text} year" if text == "1" else f"{text} years"
    months = round(12 * amount, 1)
    return f"{months:g} months"


NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Small numbers as a sentence has them."""


def in_words(amount: float) -> str:
    """A horizon inside a sentence: 'a year', 'two years', 'six months'; what is no whole number stays in digits."""
    if amount == 1:
        return "a year"
    number, noun = years(amount).split()
    return f"{NUMBERS[int(number)] if number.isdigit() and int(number) < len(NUMBERS) else number} {noun}"


def rounded(amount: float, width: float) -> float:
    """An amount to the step, 1, 2 or 5 times a power of ten, that is about a fiftieth of how far it may be off.

    >>> rounded(4_683, 6_400), rounded(11_840, 60_000), rounded(4_683.4, 0)
    (4600.0, 12000.0, 4683.4)
    """
    known = math.isfinite(width) and width > 1e-9 * abs(amount)
    return _to_a_step(amount, width / 50) if known else amount


def unit(unit_of_number: str, currency: str, distance_unit: str) -> str:
    """A model's unit as a person reads it: 'money/hour' is '£/hour'."""
    text = unit_of_number.replace("money", symbol(currency)).replace("distance unit", distance_unit)
    return text.replace("mile", "miles") if text == "mile" else text


def joined(words: list[str], last: str = "and") -> str:
    """Words in a row: 'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


@lru_cache(maxsize=10_000)
def markdown(text: str) -> str:
    """A person's words made safe for Markdown: no link, no maths, no colour, no icon, no list, no HTML, one line."""
    line = re.sub(r"([\\`*_{}\[\]()#+!|$:~<>&])", r"\\\1", _parted(text))
    return re.sub(r"^(\d*)([-.=])", r"\1\\\2", line)


@lru_cache(maxsize=10_000)
def label(text: str) -> str:
    r"""A person's words made safe for the label of a field, which is Markdown on the screen.

    A label is also read out as it stands, so that only what would be something else in it is escaped.

    >>> label("Breakfast club: meal fee, £ (each)"), label("[press](/share)")
    ('Breakfast club: meal fee, £ (each)', '\\[press\\](/share)')
    """
    line = re.sub(r"([\\`*_\[\]~<|]|&(?=#?\w+;))", r"\\\1", _parted(text))
    line = line.replace("$", r"\$") if line.count("$") > 1 else line  # one alone is money, and two are maths
    return re.sub(r"^(\d*)([-.=+#>)])", r"\1\\\2", line)


def _parted(text: str) -> str:
    """The words on one line, with addresses and icons parted by an invisible word joiner.

    These are looked for in the text once its escapes are gone, so that no escape would keep them from being found.
    """
    return re.sub(r"(?<=:)(?=\S)|(?<=\S)(?=@)|(?<=www)(?=\.)", "\u2060", " ".join(text.split()), flags=re.IGNORECASE)


def _amount(amount: float, currency: str, digits: int) -> str:
    with localcontext(prec=400):  # Babel rounds within the digits of the context, and a cost per win may have more
        return _tidy(_pattern(currency, digits).apply(amount, locale(currency)))


def _decimal(amount: float, digits: int) -> str:
    if not math.isfinite(amount):
        return NONE
    text = f"{amount:,.{digits}f}"
    return _tidy(text)


def _tidy(text: str) -> str:
    """A true minus but none before a zero, and a no-break space for the narrow one that our fonts lack."""
    if "-" in text:
        text = text.replace("-", "\u2212" if re.search("[1-9]", text) else "")
    return text.replace("\u202f", "\u00a0")
