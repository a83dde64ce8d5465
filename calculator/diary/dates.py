"""The days that are asked about: whole months or days as people write them, up to today.

>>> asked("2025-11", "2026-10", date(2026, 11, 27))
(datetime.date(2025, 11, 1), datetime.date(2026, 10, 31))
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from calculator.errors import CalculatorError, shortened

LONGEST = 3 * 366
"""Days that may be asked about at once."""


def asked(begin: str, end: str, today: date) -> tuple[date, date]:
    """The first and the last day of what a person asks about; what is still to come is left out.

    Without an end it is the last day of the last whole month, without a beginning a year before the end. Raises
    CalculatorError.
    """
    last = _day(end, last=True) if end.strip() else today.replace(day=1) - timedelta(days=1)
    first = _day(begin, last=False) if begin.strip() else year_before(last + timedelta(days=1))
    if first > last:
        raise CalculatorError(f"The dates end on {spoken(last)} and begin on {spoken(first)}, which is later.")
    if first > today:
        raise CalculatorError(f"The dates begin on {spoken(first)}, which is still to come.")
    last = min(last, today)
    if (last - first).days >= LONGEST:
        raise CalculatorError(f"From {spoken(first)} to {spoken(last)} is more than three years. Ask about a year.")
    return first, last


def year_before(day: date) -> date:
    """The same day a year before."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def before(first: date, last: date) -> tuple[date, date]:
    """The same days a year before, as far as they lie before these."""
    return year_before(first), min(year_before(last), first - timedelta(days=1))


def spoken(day: date) -> str:
    """A day in words: 3 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def month(day: date) -> str:
    """Its month in words: March 2026."""
    return f"{day:%B} {day.year}"


def _day(text: str, last: bool) -> date:
    """A day, or the first or last one of a month. Raises CalculatorError."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text.strip())
    try:
        if match:
            year, number = int(match[1]), int(match[2])
            whole = calendar.monthrange(year, number)[1] if last else 1
            return date(year, number, int(match[3] or whole))
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise CalculatorError(
        f"'{shortened(text, 30)}' is no month. Write one such as 2025-11, or a day such as 2025-11-03."
    )
