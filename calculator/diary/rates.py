"""How often a year, from how often it was: with the range that so many times leave.

>>> rate(44, 1.0)
Spread(low=32.0, likely=44.0, high=59.1)
"""

from __future__ import annotations

from collections.abc import Sequence

from scipy.stats import binom, binomtest, chi2

from calculator.notation import Spread

SURE = 0.95
"""How sure an interval is, here and of the clients: 19 of 20 such intervals hold the number that they are about."""
TAIL = (1 - SURE) / 2


def rate(times: int, years: float) -> Spread:
    """Times a year, after so many in so many years: Garwood's exact interval for what comes by chance."""
    low = float(chi2.ppf(TAIL, 2 * times)) / 2 if times else 0.0
    high = float(chi2.ppf(1 - TAIL, 2 * times + 2)) / 2
    return Spread(*(round(count / years, 1) for count in (low, times, high)))


def middle(values: Sequence[float]) -> Spread:
    """The median of sorted values, between two of them that hold the true one, whatever way they are spread."""
    size = len(values)
    half = values[size // 2] if size % 2 else (values[size // 2 - 1] + values[size // 2]) / 2
    rank = int(binom.ppf(TAIL, size, 0.5))
    rank -= binom.cdf(rank - 1, size, 0.5) > TAIL if rank else 0
    return Spread(*(round(each, 1) for each in (values[max(rank - 1, 0)], half, values[size - max(rank, 1)])))


def chance(one: int, other: int, years: float, others: float) -> float:
    """How likely counts differ at least as much where nothing changed but chance."""
    if one + other == 0:
        return 1.0
    return float(binomtest(one, one + other, years / (years + others)).pvalue)
