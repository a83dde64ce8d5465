"""A verdict in words: what becomes of a claim, in how many cases it is true, and which numbers turn it."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import formats
from calculator.analyses.monte_carlo import standard_error
from calculator.analyses.verdict import DEPENDS, Flip, Verdict
from calculator.facts import figure as exact
from calculator.findings.numbers import at, called, figure
from calculator.model import Scenario
from calculator.parameters import parameters

MOST = 3
"""Numbers that turn a claim said in words; the rows have them all."""


@dataclass(frozen=True, kw_only=True)
class VerdictRow:
    """A verdict and a number that turns it by itself; none where no number does."""

    verdict: str
    true_now: bool | None = None
    odds: float | None = None
    path: str | None = None
    label: str | None = None
    turns_at: float | None = None
    now: float | None = None
    low: float | None = None
    high: float | None = None


def headline(scenario: Scenario, judged: Verdict) -> str:
    """What becomes of it, without a full stop."""
    if judged.word != DEPENDS:
        return f"It {judged.word}"
    if judged.flips:
        return f"It depends on {called(scenario, judged.flips[0].path)}"
    return "It is too close to call" if judged.now else "It depends on what you count"


def turns(scenario: Scenario, judged: Verdict) -> tuple[str, ...]:
    """In how many cases it is true, and which numbers turn it."""
    if not judged.flips:
        alone = ("No single number turns it within its plausible range.",) if judged.now else ()
        beyond = (f"Beyond that it turns first where {_turn(scenario, flip)}." for flip in judged.beyond)
        return (_often(judged), *alone, *beyond)
    told = (f"It turns where {_turn(scenario, flip)}." for flip in judged.flips[:MOST])
    more = len(judged.flips) - MOST
    rest = (f"{more} more {'numbers turn' if more > 1 else 'number turns'} it as well.",) if more > 0 else ()
    return (_often(judged), *told, *rest)


def spelled(judged: Verdict) -> str:
    """The share of draws in which it is true: '7 of 10'."""
    return formats.odds(judged.odds, standard_error(judged.odds, judged.draws))


def rows(scenario: Scenario, judged: Verdict) -> list[dict[str, object]]:
    """The fields of a `VerdictRow` for each number that turns it; of one without a number where none does."""
    true_now = judged.now > 0 if judged.now else None
    base: dict[str, object] = {"verdict": judged.word, "odds": judged.odds, "true_now": true_now}
    known = parameters(scenario)
    flips = [
        {"path": f.path, "label": known[f.path].label, "turns_at": f.value, "now": f.now, "low": f.low, "high": f.high}
        for f in judged.flips
    ]
    return [base | flip for flip in flips] or [base]


def _often(judged: Verdict) -> str:
    cases = f"in {spelled(judged)} plausible cases" if judged.draws > 1 else ""
    if not judged.now:
        return f"It is true {cases}." if cases else ""
    state = "As things stand it is true" if judged.now > 0 else "As things stand it is not true"
    return f"{state}; it is true {cases}." if cases else f"{state}, and no number has a range."


def _turn(scenario: Scenario, flip: Flip) -> str:
    now, low, high = (figure(scenario, flip.path, n) for n in (flip.now, flip.low, flip.high))
    value = at(scenario, flip.path, flip.value)
    if figure(scenario, flip.path, flip.value) == now:  # they differ in a digit that is not said otherwise
        value, now = (_to_three_digits(scenario, flip.path, n) for n in (flip.value, flip.now))
    way = "rises to" if flip.value > flip.now else "falls to"
    return f"{called(scenario, flip.path)} {way} {value} (now {now}, plausibly {low} to {high})"


def _to_three_digits(scenario: Scenario, path: str, value: float) -> str:
    return exact(scenario, parameters(scenario)[path], float(f"{value:.3g}"))
