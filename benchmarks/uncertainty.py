"""Draws of the whole default scenario, against the same scenario's cost side in tools made for uncertainty.

Each peer reckons the very formulas of the engine (`benchmarks.peers`) in its own process, which is started and warmed
before anything is timed; runs of all tools take turns, each with a seed of its own. A ratio is printed only for a peer
whose means and medians agree with the truth, and none if the calculator's own do not. The truth, from which errors are
measured too, is two million independent draws of squigglepy's, so that the calculator is not its own judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from benchmarks import ours
from benchmarks.peers.costs import model
from benchmarks.peers.running import ROWS, Peer, Run, peers
from benchmarks.precision import TOLERANCE, Record, Truth
from calculator import assumptions
from calculator.analyses.monte_carlo import DRAWS
from calculator.model import Scenario

MANY, LARGE = 10_000, 100_000
NOTHING, EVERY, ONE = OWN = ("from nothing", "every range new", "one range new")
"""The calculator with empty caches; with points that it has kept; and with the draws of all other numbers kept too."""
ROUNDS: Mapping[str, Mapping[int, int]] = {
    NOTHING: dict.fromkeys((256, 512, 1024, 2048, 4096, 8192, MANY, 16_384), 20),
    EVERY: dict.fromkeys((1024, 2048, 4096, MANY), 7),
    ONE: dict.fromkeys((1024, 2048, 4096, MANY), 7),
    "squigglepy": {1000: 20, MANY: 20, LARGE: 20},
    "Squiggle": {1000: 20, MANY: 20, LARGE: 2},
    "Monaco": {1000: 8, MANY: 1},
    "LibreOffice": {ROWS: 12},
}
"""How often each tool runs with so many draws."""
HOUR = "profile.hourly_value"
WARM, FEW = 3, 2
"""First runs of each that are not counted; where there are this few, there are none."""
TRUE = "squigglepy"
"""The tool whose largest runs, together, are what errors are measured against."""
Runner = Callable[[int, int], Run]
"""A tool: `(draws, seed)` to what came of it."""


def run() -> list[str]:
    """Lines with times, errors and ratios."""
    scenario = assumptions.scenario(assumptions.default().id)
    written = model(scenario)
    with peers(written) as (found, missing):
        records = _records(scenario, found)
    size = f"{len(written.draws)} numbers drawn, {len(written.lines)} lines"
    intro = f"uncertainty: the cost side ({size}) in each peer, every number and measure in the calculator"
    absent = [f"uncertainty: {name} cannot be had on this machine, so it was not measured" for name in missing]
    if TRUE not in records:
        return [intro, *absent, f"uncertainty: without {TRUE} there is nothing to hold the others to"]
    truth = Truth.of(records[TRUE].runs[LARGE], LARGE)
    off = records[NOTHING].disagreement(truth)
    if off > TOLERANCE:
        return [intro, f"uncertainty: the calculator is {off:.1f} standard errors off {TRUE}, so nothing is compared"]
    return [intro, *absent, *_times(records, truth), *_errors(records, truth), *_equal(records, truth)]


def _records(scenario: Scenario, found: Mapping[str, Peer]) -> dict[str, Record]:
    """Every tool's runs."""
    runners: dict[str, Runner] = {
        NOTHING: lambda draws, seed: ours.run(scenario, draws, seed),
        EVERY: lambda draws, seed: ours.after(scenario, ours.narrowed(scenario, seed, scenario.ranges), draws),
        ONE: lambda draws, seed: ours.after(scenario, ours.narrowed(scenario, seed, [HOUR]), draws),
        **{name: peer.run for name, peer in found.items()},
    }
    runs: dict[str, dict[int, list[Run]]] = {name: {size: [] for size in ROUNDS[name]} for name in runners}
    for name, size, seed in _turns(runners):
        result = runners[name](size, seed)
        if seed > WARM:
            runs[name][size].append(result)
    return {name: Record(some) for name, some in runs.items()}


def _turns(names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Tool, draws and seed of each run: all tools in turn, so that a busy minute is everybody's."""
    names = list(names)
    for seed in range(1, WARM + 1 + max(max(ROUNDS[name].values()) for name in names)):
        for name in names:
            for size, rounds in ROUNDS[name].items():
                if seed <= WARM + rounds and (seed > WARM or rounds > FEW):
                    yield name, size, seed


def _times(records: Mapping[str, Record], truth: Truth) -> Iterator[str]:
    """A line for each tool with its time for MANY draws, and how often as long as the calculator's that is."""
    for name, record in records.items():
        draws = _most(record)
        taken = record.seconds(draws) * MANY / draws
        scaled = "" if draws == MANY else f", from {draws:,}"
        line = f"{MANY:,} draws: {name:15} median {1000 * taken:7.1f} ms{scaled}"
        yield line if name in OWN else f"{line}; {_against(records, record, truth, taken, MANY)}"


def _errors(records: Mapping[str, Record], truth: Truth) -> Iterator[str]:
    """A line for each tool with the error of its percentiles at each number of draws."""
    yield f"error of printed percentiles, as a share of p10 to p90; known to {100 * 0.6 / truth.draws**0.5:.2f} %:"
    for name, record in records.items():
        if name not in OWN[1:]:
            errors = record.errors(truth).items()
            shown = ", ".join(f"{size:,}: {100 * error:.2f} %" for size, error in errors)
            yield f"error of printed percentiles: {name:12} {shown}"


def _equal(records: Mapping[str, Record], truth: Truth) -> Iterator[str]:
    """Two lines for each peer: the calculator as exact as it, and it as exact as the calculator's page."""
    mine = records[NOTHING]
    for name, record in records.items():
        if name in OWN:
            continue
        error, taken = record.errors(truth)[_most(record)], record.seconds(_most(record))
        draws = mine.draws_for(error, truth)
        as_exact = f"as exact as {name}'s {_most(record):,} draws: {draws:,.0f} draws"
        yield f"{as_exact}; {name} {1000 * taken:.1f} ms, {_against(records, record, truth, taken, draws)}"
        if len(record.runs) > 1:
            error = mine.errors(truth)[DRAWS]
            draws, taken = record.draws_for(error, truth), record.seconds_for(error, truth)
            as_exact = f"as exact as the page's {DRAWS:,} draws: {draws:,.0f} draws of {name}"
            yield f"{as_exact}, {1000 * taken:.1f} ms, {_against(records, record, truth, taken, DRAWS)}"


def _against(records: Mapping[str, Record], record: Record, truth: Truth, taken: float, draws: float) -> str:
    """How many times as long a peer has taken as the calculator takes for so many draws, in each of its states."""
    off = record.disagreement(truth)
    if off > TOLERANCE:
        return f"another model: {off:.0f} standard errors off"
    times = {name: records[name].seconds_at(draws) for name in OWN}
    return ", ".join(f"{taken / own:.1f} times {name} ({1000 * own:.1f} ms)" for name, own in times.items())


def _most(record: Record) -> int:
    """The most draws that were measured, MANY at the most."""
    return max(size for size in record.runs if size <= MANY)
