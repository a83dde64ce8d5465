"""What the Answers page waits for: break-evens of every number, the best mix, and each view, after a changed number.

Each round has a worth of an hour that no earlier one had, so that nothing of the answer is there already; what does not
depend on it is kept, as it is between two changes on the page. A view is a whole run of the page in a new session, from
the message that asks for it to its last one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.client import connected
from benchmarks.servers import serving
from calculator import assumptions
from calculator.changes import replace
from calculator.model import Scenario
from calculator.parameters import parameters
from calculator.ui.views.page import VIEWS

ROUNDS, WARM = 11, 2
NEW = count(1)


def run() -> list[str]:
    """Lines with the times."""
    with serving("run", "app.py") as port:
        return [*_analyses(), *(asyncio.run(_view(port, view)) for view in VIEWS)]


def _analyses() -> Iterator[str]:
    from calculator.analyses.break_even import ties
    from calculator.analyses.optimise import Limits, best_mix

    scenario = assumptions.scenario(assumptions.default().id)
    numbers = len(parameters(scenario))
    one, other, *_ = scenario.strategies
    for measure in ("cost", "net_value"):
        taken = _timed(partial(ties, one=one, other=other, measure=measure))
        yield f"break-evens of all {numbers} numbers on {measure}: median {1000 * taken:.0f} ms (aim 100 ms)"
    taken = _timed(lambda it: best_mix(it, Limits.of(it)))
    yield f"best mix within the person's hours and cash: median {1000 * taken:.0f} ms (aim 1000 ms)"


def _timed(analysis: Callable[[Scenario], Any]) -> float:
    """The median seconds of an analysis."""
    times = []
    for _ in range(WARM + ROUNDS):
        scenario = assumptions.scenario(assumptions.default().id)
        scenario = replace(scenario, {"profile.hourly_value": f"11.84..{_hour()}..30.5"})
        began = perf_counter()
        analysis(scenario)
        times.append(perf_counter() - began)
    return median(times[WARM:])


async def _view(port: int, view: str) -> str:
    """A line for a view."""
    if find_spec(f"calculator.ui.views.{view}") is None:
        return f"view {view:12}: not there, so it was not measured"
    runs = [await _opened(port, view) for _ in range(WARM + ROUNDS)]
    if any(failed for _, failed in runs):
        return f"view {view:12}: the page failed"
    return f"view {view:12}: median {1000 * median(taken for taken, _ in runs[WARM:]):.0f} ms (aim 300 ms)"


async def _opened(port: int, view: str) -> tuple[float, bool]:
    """Seconds that a view takes for numbers that nobody had before, and whether it failed."""
    visitor = await connected(port)
    query = f"preset=uk-owner&profile.hourly_value=11.84..{_hour()}..30.5&view={view}"
    taken = await visitor.rerun(page="answers", query=query)
    await visitor.socket.close()
    return taken, visitor.failed


def _hour() -> float:
    """The worth of an hour, another each time."""
    return 15 + next(NEW) / 100
