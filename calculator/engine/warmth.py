"""How many relationships are warm, in closed form: formed at a rate, lost to churn, capped by keeping in touch.

Relationships S grow as S' = rate − δS, in one or two phases; warm ones are min(S, K). Since S is monotone
within a phase, each phase is at most two pieces: one where S itself is warm, one where the cap K binds.
All arrays are one-dimensional, an entry a case and strategy; times are in years.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from calculator.cases import Array
from calculator.engine.term import Term, first_sentence

SERIES_BELOW = 1e-3
"""Where δt is smaller, (t − a)/δ loses digits and its series is taken."""
TOLERANCE = 1e-5
"""Step of Halley's method, in years, after which it stops: each triples the digits, so the last is exact."""

Mask = NDArray[np.bool_]


def faded(decay: Array, time: Array) -> Array:
    """a(t) = (1 − e^(−δt))/δ, the years of full strength left in t years of decay; t where δ = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(decay > 0, -np.expm1(-decay * time) / decay, time))


def faded_twice(decay: Array, time: Array, once: Array) -> Array:
    """b(t) = (t − a(t))/δ with a(t) given as `once`; by its series where δt is small."""
    x = decay * time
    with np.errstate(divide="ignore", invalid="ignore"):
        exact = (time - once) / decay
    small = x < SERIES_BELOW
    if small.any():
        y, t = x[small], time[small]
        exact[small] = t**2 * (0.5 - y / 6 + y**2 / 24 - y**3 / 120)
    return np.asarray(exact)


def grown(start: Array, rate: Array, decay: Array, time: Array) -> Array:
    """S(t) from `start` at `rate` a year."""
    return np.asarray(start * np.exp(-decay * time) + rate * faded(decay, time))


def area(start: Array, rate: Array, decay: Array, time: Array) -> Array:
    """∫S over [0, t]: relationship-years."""
    once = faded(decay, time)
    return np.asarray(start * once + rate * faded_twice(decay, time, once))


def reaching(start: Array, rate: Array, decay: Array, level: Array) -> Array:
    """Years until S stands at `level`, which must lie on its way."""
    with np.errstate(divide="ignore", invalid="ignore"):
        straight = (level - start) / (rate - decay * start)
        return np.asarray(np.where(decay > 0, -np.log1p(-decay * straight) / decay, straight))


def invested(start: Array, rate: Array, decay: Array, amount: Array) -> Array:
    """Years until ∫S is `amount`, which it must reach: Halley's method from the parabola that touches at 0."""
    bend = 2 * (rate - decay * start) * amount
    time = 2 * amount / (start + np.sqrt(np.maximum(start**2 + bend, 0.0)))
    for _ in range(60):
        once = faded(decay, time)
        excess = start * once + rate * faded_twice(decay, time, once) - amount
        level = start + (rate - decay * start) * once
        square = np.maximum(level * level, 1e-300)
        # where S has all but died away the curve says little: no step is longer than two of Newton's
        step = excess * level / np.maximum(square - excess * (rate - decay * level) / 2, square / 2)
        time = np.maximum(time - step, 0.0)
        if np.all(np.abs(step) <= TOLERANCE * (1 + time)):
            break
    return time


def only(where: Mask, formula: Callable[..., Array], *arrays: Array) -> Array:
    """The formula where it is asked for, and 0 elsewhere."""
    results = np.zeros(where.shape)
    if where.all():
        return formula(*arrays)
    if where.any():
        results[where] = formula(*(array[where] for array in arrays))
    return results


@dataclass(frozen=True)
class WarmPiece:
    """A stretch of time in which warm relationships either follow S or stand at the cap."""

    start: Array
    rate: Array
    decay: Array
    cap: Array
    capped: Mask
    duration: Array

    @cached_property
    def whole(self) -> Array:
        """∫Warm over the piece."""
        return self.area(self.duration)

    def area(self, time: Array) -> Array:
        """∫Warm from the start of the piece to `time` years on, no further than its end."""
        time = np.minimum(np.maximum(time, 0.0), self.duration)
        lasts = time > 0
        free = only(lasts & ~self.capped, area, self.start, self.rate, self.decay, time)
        return free + only(lasts & self.capped, np.multiply, self.cap, time)

    def repeated(self, count: int) -> WarmPiece:
        """The piece again and again, to be looked at several times."""
        fields = (self.start, self.rate, self.decay, self.cap)
        start, rate, decay, cap = (np.tile(array, count) for array in fields)
        return WarmPiece(start, rate, decay, cap, np.tile(self.capped, count), np.tile(self.duration, count))

    def time_to(self, amount: Array) -> Array:
        """Years from the start of the piece until ∫Warm is `amount`, which the piece must hold."""
        with np.errstate(divide="ignore", invalid="ignore"):
            level = amount / self.cap
        free = only(~self.capped, invested, self.start, self.rate, self.decay, amount)
        return np.minimum(np.where(self.capped, level, free), self.duration)


def phase(start: Array, rate: Array, decay: Array, cap: Array, duration: Array) -> tuple[WarmPiece, WarmPiece, Array]:
    """The two pieces of a phase, either of which may last 0 years, and S at its end."""
    lasts = duration > 0
    end = np.where(lasts, only(lasts, grown, start, rate, decay, duration), start)
    over = start > cap
    crosses = over != (end > cap)
    turn = np.where(crosses, only(crosses, reaching, start, rate, decay, cap), duration)
    turn = np.minimum(np.fmax(turn, 0.0), duration)  # it is NaN where S stands still on the cap: any time will do
    first = WarmPiece(start, rate, decay, cap, over, turn)
    second = WarmPiece(cap, rate, decay, cap, ~over, duration - turn)
    return first, second, end


@dataclass(frozen=True)
class Warmth:
    """Warm relationships over the horizon: up to four pieces, and S at the end, capped or not."""

    pieces: tuple[WarmPiece, ...]
    end: Array

    @cached_property
    def whole(self) -> Array:
        """∫Warm over the horizon: relationship-years."""
        return np.asarray(sum(piece.whole for piece in self.pieces))

    def area(self, time: Array) -> Array:
        """∫Warm over [0, t]: relationship-years by time t."""
        total, begin = np.zeros_like(self.end), np.zeros_like(self.end)
        for piece in self.pieces:
            total = total + piece.area(time - begin)
            begin = begin + piece.duration
        return total

    def areas(self, times: Array) -> Array:
        """∫Warm over [0, t] for several times, shape (time, entry)."""
        count = len(times)
        many = Warmth(tuple(piece.repeated(count) for piece in self.pieces), np.tile(self.end, count))
        return many.area(np.repeat(times, len(self.end))).reshape(count, -1)

    def time_to(self, amount: Array) -> Array:
        """Years until ∫Warm is `amount`; NaN where the horizon ends first."""
        times = np.full(self.end.shape, np.nan)
        before, begin = np.zeros_like(self.end), np.zeros_like(self.end)
        for piece in self.pieces:
            after = before + piece.whole
            here = np.isnan(times) & (amount <= after) & (after > before)
            if here.any():
                times[here] = begin[here] + _part(piece, here).time_to(np.maximum(amount - before, 0.0)[here])
            before, begin = after, begin + piece.duration
        return times


def _part(piece: WarmPiece, here: Mask) -> WarmPiece:
    start, rate, decay = piece.start[here], piece.rate[here], piece.decay[here]
    return WarmPiece(start, rate, decay, piece.cap[here], piece.capped[here], piece.duration[here])


def warmth(start: Array, rates: tuple[Array, Array], turn: Array, decay: Array, cap: Array, years: Array) -> Warmth:
    """Two phases: the first rate until `turn`, then the second until `years`."""
    if isinstance(start, Term):
        told: Any = ToldWarmth((start, *rates, turn, decay, cap, years))
        return cast(Warmth, told)
    one, two, middle = phase(start, rates[0], decay, cap, turn)
    three, four, end = phase(middle, rates[1], decay, cap, years - turn)
    later = (three, four) if (years > turn).any() else ()
    return Warmth((one, two, *later), end)


@dataclass(frozen=True)
class ToldWarmth:
    """`Warmth` on terms. A closed form is no expression to be read: each result is a step from all that went in."""

    given: tuple[Any, ...]

    @cached_property
    def _made(self) -> Warmth:
        start, one, two, *rest = (np.array([term.value], dtype=float) for term in self.given)
        return warmth(start, (one, two), *rest)

    @cached_property
    def whole(self) -> Term:
        """∫Warm over the horizon."""
        return self._step("relationship-years", "relationship-years", self._made.whole, Warmth.whole.__doc__)

    @cached_property
    def end(self) -> Term:
        """S at the end."""
        return self._step("relationships at the end", "relationships", self._made.end, Warmth.__doc__)

    def time_to(self, amount: Term) -> Term:
        """Years until ∫Warm is an amount."""
        years = self._made.time_to(np.array([amount.value], dtype=float))
        return self._step("years until then", "years", years, Warmth.time_to.__doc__, amount)

    def _step(self, name: str, unit: str, value: Array, about: str | None, *more: Term) -> Term:
        inner = Term(float(value[0]), "closed", (*self.given, *more), name)
        words = first_sentence(about)
        return Term(inner.value, "step", (inner,), name, about=words, unit=unit, section="warmth")
