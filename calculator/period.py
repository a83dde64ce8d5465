"""The stretch of time for which amounts are shown: a week, a month, a year, or the whole horizon.

>>> from calculator import assumptions
>>> week = Period.of("week", assumptions.scenario("uk-owner").profile)
>>> week.label, week.asked("How many hours", "does each take"), round(542.2 * week.factor, 1)
('a week', 'How many hours a week does each take?', 5.8)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from calculator import formats
from calculator.model import Profile

Name = Literal["week", "month", "year", "all"]
NAMES: tuple[Name, ...] = ("week", "month", "year", "all")


@dataclass(frozen=True)
class Period:
    """A period and the horizon that it is a share of. A week is one in which you network."""

    name: Name
    years: float
    weeks_per_year: float

    @classmethod
    def of(cls, name: Name, profile: Profile) -> Period:
        """The period of that name for a person's horizon and year."""
        return cls(name, profile.years, profile.weeks_per_year)

    @property
    def factor(self) -> float:
        """What a total over the horizon is multiplied by to give the period's amount."""
        parts = {"week": self.years * self.weeks_per_year, "month": self.years * 12, "year": self.years, "all": 1.0}
        return 1 / parts[self.name]

    def of_a_year(self, amount: float) -> float:
        """What so much a year comes to in the period."""
        return amount * self.years * self.factor

    @property
    def of_people(self) -> Period:
        """The period for clients and referrals in a sentence: a week or a month has but a fraction of one."""
        return Period("all", self.years, self.weeks_per_year) if self.name in ("week", "month") else self

    @property
    def label(self) -> str:
        """The period after an amount: 'a week', 'in 2 years'."""
        return f"in {self.horizon}" if self.name == "all" else f"a {self.name}"

    @property
    def said(self) -> str:
        """The period after an amount in a sentence: 'a week', 'in two years'."""
        return f"in {formats.in_words(self.years)}" if self.name == "all" else self.label

    @property
    def whole(self) -> str:
        """The horizon after an amount that is for all of it: 'in all 2 years'."""
        return "in the whole year" if self.years == 1 else f"in all {self.horizon}"

    @property
    def horizon(self) -> str:
        """How far ahead is looked: '2 years'."""
        return formats.years(self.years)

    def asked(self, start: str, end: str) -> str:
        """A question with the period where English has it."""
        order = (start, end, self.label) if self.name == "all" else (start, self.label, end)
        return f"{' '.join(order)}?"

    def count(self, amount: float) -> str:
        """People or referrals in the period; two digits where a short period leaves less than one of them.

        >>> Period("week", 2, 47).count(0.0512), Period("year", 2, 47).count(0.0512)
        ('0.051', '0.1')
        """
        small = self.name in ("week", "month") and 0.00095 <= abs(amount) < 0.95
        digits = 1 - math.floor(math.log10(abs(amount))) if small else 0
        return f"{amount:.{digits}f}" if small else formats.count(amount)
