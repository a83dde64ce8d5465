"""How many relationships are warm, in cells: two phases of two pieces each, and when enough of them have been warm.

This is a twin of `calculator.engine.warmth`, written by hand: no sheet has `expm1` or `log1p`, so series of ten terms
stand in where their argument is small, and steps of Halley's method stand row under row. A test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from calculator.engine.arithmetic import given
from calculator.engine.term import Term, term
from calculator.exports.workbook.formula import Given, chosen, differ, either, exponential, least, logarithm, most, root
from calculator.exports.workbook.sheet import Grid, Row

SERIES_BELOW, LOG_BELOW = 0.1, 0.01
"""Where the series take over; their first term left out is then below the last digit."""
TERMS = 10
STEPS = 8
"""Steps of Halley's method; each triples the digits, and the last row says what is left over."""
TINY = 1e-300
"""Keeps a division from failing in a branch that is not taken."""


def _nested(x: Term, first: int) -> Term:
    """1 − x/first (1 − x/(first + 1) (1 − …)), from the inside out."""
    return reduce(
        lambda inner, k: 1 - x / k * inner, range(first + TERMS - 2, first - 1, -1), 1 - x / (first + TERMS - 1)
    )


def lost(x: Term, time: Given, decay: Term) -> Term:
    """Years of full strength left in years of decay: a = (1 − e^(−x))/δ with x = δ × time."""
    return either(x < SERIES_BELOW, time * _nested(x, 2), (1 - exponential(-x)) / decay)


def lost_twice(x: Term, time: Term, once: Term, decay: Term) -> Term:
    """The same sum taken again, over a in the place of time: b = (time − a)/δ."""
    return either(x < SERIES_BELOW, time * time / 2 * _nested(x, 3), (time - once) / decay)


def chance(wins: Term) -> Term:
    """1 − e^(−wins)."""
    return either(wins < SERIES_BELOW, wins * _nested(wins, 2), 1 - exponential(-wins))


def log_per(y: Term, scale: Given, decay: Given) -> Term:
    """−ln(1 − y)/decay for y from 0 to 1, where scale = y/decay: by its series where y is small."""
    series = reduce(lambda inner, k: term(1) / k + y * inner, range(TERMS - 1, 1, -1), term(1) / TERMS)
    return either(y < LOG_BELOW, scale * (1 + y * series), -logarithm(most(1 - y, TINY)) / decay)


@dataclass(frozen=True)
class PieceCells:
    """A stretch of time in which warm relationships follow S, or stand at the cap K."""

    start: Row
    rate: Row
    capped: Row
    duration: Row
    whole: Row


@dataclass
class Phases:
    """The rows of the phases as they are written; `decay`, `cap` are δ and K."""

    grid: Grid
    decay: Row
    cap: Row

    def phase(self, title: str, start: Row, rate: Row, duration: Row) -> tuple[PieceCells, PieceCells, Row]:
        """One phase: its two pieces, and S at its end."""
        self.grid.heading(title)
        each, decay, cap = self.grid.each, self.decay, self.cap
        s = each("S at the start", "relationships", lambda a: a, start)
        r = each("Formed a year, R", "relationships/year", lambda a: a, rate)
        time = each("Duration", "years", lambda a: a, duration)
        _, once, _ = self._faded("to the end", time)
        end = each("S at the end", "relationships", lambda s, r, x, a, d: s * exponential(-(d * x)) + r * a,
                   s, r, time, once, decay)  # fmt: skip
        over = each("Starts above K", "", lambda s, k: s > k, s, cap)
        above = each("Ends above K", "", lambda s, k: s > k, end, cap)
        turn = self._turn(s, r, time, over, above)
        rest = each("Duration after crossing", "years", lambda all_of_it, t: all_of_it - t, time, turn)
        other = each("At K after crossing", "", lambda a: differ(a, YES), over)
        first = PieceCells(s, r, over, turn, self._area("before crossing", s, r, over, turn))
        second = PieceCells(cap, r, other, rest, self._area("after crossing", cap, r, other, rest))
        return first, second, end

    def _faded(self, label: str, time: Row) -> tuple[Row, Row, Row]:
        """δt, a and b for some years."""
        each = self.grid.each
        x = each(f"δt {label}", "", lambda d, t: d * t, self.decay, time)
        once = each(f"a {label}", "years", lost, x, time, self.decay)
        return x, once, each(f"b {label}", "years²", lost_twice, x, time, once, self.decay)

    def _turn(self, start: Row, rate: Row, time: Row, over: Row, above: Row) -> Row:
        """Years until S crosses K; the whole phase where it does not."""
        each = self.grid.each
        crosses = each("Crosses K", "", differ, over, above)
        slope = each("Slope at the start, R − δS", "relationships/year", lambda s, r, d: r - d * s,
                     start, rate, self.decay)  # fmt: skip
        straight = each(
            "K by a straight line", "years",
            lambda c, k, s, g: either(c, either(differ(g, 0), (k - s) / g, 0), 0), crosses, self.cap, start, slope,
        )  # fmt: skip
        bent = each("δ × that", "", lambda d, t: d * t, self.decay, straight)
        return each(
            "Duration before crossing", "years",
            lambda c, y, t, d, all_of_it: either(c, least(most(log_per(y, t, d), 0), all_of_it), all_of_it),
            crosses, bent, straight, self.decay, time,
        )  # fmt: skip

    def _area(self, label: str, start: Row, rate: Row, capped: Row, time: Row) -> Row:
        """∫Warm over a piece."""
        _, once, twice = self._faded(label, time)
        return self.grid.each(
            f"Relationship-years {label}", "years",
            lambda c, k, t, s, r, a, b: either(c, k * t, s * a + r * b),
            capped, self.cap, time, start, rate, once, twice,
        )  # fmt: skip


YES = Term(True, "constant")


def _reached(needed: Term, whole: Term) -> Term:
    """The amount that is needed, less its last digit, where it is reached; 0 where it is not, or there is none."""
    return either(given(needed), either(needed <= whole * (1 + 1e-9), least(needed, whole), 0), 0)


@dataclass
class First:
    """The rows that find when ∫Warm reaches an amount."""

    phases: Phases
    pieces: tuple[PieceCells, ...]

    def years(self, needed: Row) -> Row:
        """Years until ∫Warm is what is needed; 0 where it is not reached, which is asked elsewhere."""
        grid = self.phases.grid
        grid.heading("Years until enough have been warm")
        which, begin, amount = self._place(needed)
        pieces = self.pieces
        start = grid.each("S where it begins", "relationships", chosen, which, *(p.start for p in pieces))
        rate = grid.each("R in it", "relationships/year", chosen, which, *(p.rate for p in pieces))
        capped = grid.each("At K in it", "", chosen, which, *(p.capped for p in pieces))
        duration = grid.each("It lasts", "years", chosen, which, *(p.duration for p in pieces))
        free = self._solve(start, rate, capped, amount)
        within = grid.each(
            "Years into it", "years",
            lambda c, a, k, t, end: least(either(c, a / most(k, TINY), t), end),
            capped, amount, self.phases.cap, free, duration,
        )  # fmt: skip
        return grid.each("Years until then", "years", lambda b, t: b + t, begin, within)

    def _place(self, needed: Row) -> tuple[Row, Row, Row]:
        """Which piece it falls into, when that begins, and what is still needed in it."""
        each = self.phases.grid.each
        sums = [self.pieces[0].whole]
        for number, piece in enumerate(self.pieces[1:], 2):
            sums.append(each(f"∫Warm to the end of piece {number}", "years", lambda a, b: a + b, sums[-1], piece.whole))
        needed = each("∫Warm needed", "0 if never", _reached, needed, sums.pop())
        which = each(
            "Piece in which it falls", "",
            lambda n, a, b, c: either(n <= a, 1, either(n <= b, 2, either(n <= c, 3, 4))), needed, *sums,
        )  # fmt: skip
        begin = each(
            "That piece begins after", "years",
            lambda i, a, b, c: chosen(i, 0, a, a + b, a + b + c), which, *(p.duration for p in self.pieces[:3]),
        )  # fmt: skip
        amount = each(
            "Relationship-years needed in it", "years",
            lambda i, n, a, b, c: most(chosen(i, n, n - a, n - b, n - c), 0), which, needed, *sums,
        )  # fmt: skip
        return which, begin, amount

    def _solve(self, start: Row, rate: Row, capped: Row, amount: Row) -> Row:
        """Years until ∫S is the amount: Halley's method from the parabola that touches at the start."""
        each, decay = self.phases.grid.each, self.phases.decay
        slope = each("Slope of S there", "relationships/year", lambda s, r, d: r - d * s, start, rate, decay)
        time = each(
            "Years, first guess", "years",
            lambda c, s, g, n: either(c, 0, 2 * n / most(s + root(most(s * s + 2 * g * n, 0)), TINY)),
            capped, start, slope, amount,
        )  # fmt: skip
        for number in range(1, STEPS + 1):
            time = self._step(number, time, start, rate, slope, amount)
        return time

    def _step(self, number: int, time: Row, start: Row, rate: Row, slope: Row, amount: Row) -> Row:
        """One step of Halley's method; none is longer than two of Newton's."""
        each, decay = self.phases.grid.each, self.phases.decay
        _, once, twice = self.phases._faded(f"at step {number}", time)
        excess = each(
            f"∫S too large by, step {number}", "years", lambda s, a, r, b, n: s * a + r * b - n,
            start, once, rate, twice, amount,
        )  # fmt: skip
        level = each(f"S at step {number}", "relationships", lambda s, g, a: s + g * a, start, slope, once)

        def nearer(t: Term, e: Term, s: Term, r: Term, d: Term) -> Term:
            curve = most(s * s - e * (r - d * s) / 2, s * s / 2, TINY)
            return most(t - e * s / curve, 0)

        return each(f"Years after step {number}", "years", nearer, time, excess, level, rate, decay)
