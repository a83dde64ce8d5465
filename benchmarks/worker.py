"""Runs what it is told, a name a line, and answers with the seconds of the clock and of the processor.

It is run on two working copies in turn, so it may use only what both have. It is not imported.
"""

import sys
import time
from contextlib import suppress

from calculator import assumptions
from calculator.analyses.monte_carlo import drawn
from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate
from calculator.exports.workbook import workbook

with suppress(ImportError):  # as the app and the command line start, where they do
    from calculator.memory import ready

    ready()
SCENARIO = assumptions.scenario("uk-owner-2026-11")
COLUMNS = drawn(SCENARIO, 10_000).columns


def evaluated() -> None:
    """Every measure in 10,000 cases."""
    results = evaluate(Cases(SCENARIO, COLUMNS))
    for measure in MEASURES:
        results[measure]
    _ = results.bottleneck


def written() -> None:
    """The workbook."""
    workbook(SCENARIO)


WORK = {"evaluate": evaluated, "workbook": written}
for line in sys.stdin:
    began, spent = time.perf_counter(), time.process_time()
    WORK[line.strip()]()
    print(time.perf_counter() - began, time.process_time() - spent, flush=True)
