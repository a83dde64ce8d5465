"""Sums over the activities of a strategy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculator.cases import Array, Cases, Number


def total(cases: Cases, amounts: Mapping[str, Number]) -> Array:
    """Σ times a year × amount over activities, for amounts by activity; shape (case, strategy)."""
    if cases.mix is None:
        return added(cases, {key: tuple(n * some for n in cases.times[key]) for key, some in _some(amounts).items()})
    fixed, varying = [0.0] * len(cases.place), {}
    for key, amount in amounts.items():
        if varies(amount):
            varying[cases.place[key]] = amount
        else:
            fixed[cases.place[key]] = amount
    sums = (cases.mix @ fixed)[:, None]
    if varying:
        sums = sums + cases.mix[:, list(varying)] @ np.array(list(varying.values()))
    return sums.T if sums.shape[1] == cases.size else np.broadcast_to(sums, (len(sums), cases.size)).T


def once(cases: Cases, amounts: Mapping[str, Number]) -> Array:
    """Σ amount over the activities that take place at all; shape (case, strategy)."""
    # dues fall due once you take part at all, so a blend pays both clubs
    return added(
        cases, {key: tuple((n > 0) * amount for n in cases.times[key]) for key, amount in _some(amounts).items()}
    )


def added(cases: Cases, terms: Mapping[str, tuple[Number, ...]]) -> Array:
    """Σ over activities of terms given by strategy; shape (case, strategy)."""
    sums = np.zeros((len(cases.scenario.strategies), cases.size))  # a strategy's cases lie in one piece
    for term in terms.values():
        for row, number in zip(sums, term, strict=True):
            if varies(number) or number:
                np.add(row, number, out=row)
    return sums.T


def varies(number: Number) -> bool:
    """Whether a number differs from case to case."""
    return isinstance(number, np.ndarray)


def _some(amounts: Mapping[str, Number]) -> dict[str, Number]:
    return {key: amount for key, amount in amounts.items() if varies(amount) or amount}
