"""Our own work for one change of a number on the Compare page: all of it but what Streamlit does to show it.

Each round has a worth of an hour that no earlier one had. Times are of this thread's processor, which a busy machine
changes less than the clock's.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import thread_time

from calculator import assumptions, memory
from calculator.analyses.ledger import ledger
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import LEADING, compare_charts
from calculator.model import Scenario
from calculator.period import Period

ROUNDS, WARM = 151, 10
AIM = 6.0
"""Milliseconds that all of it may take."""
STEPS: dict[str, Callable[[Study, Period], object]] = {
    "evaluation, draws and swings": lambda study, _: study.weigh(),
    "answer in words": lambda study, period: study.answer(period.name),
    "what it hangs on": lambda study, _: study.hangs,
    "cards": lambda study, period: ledger(study.outcomes, period),
    "charts shown": lambda study, period: compare_charts(study.results, study.outcomes, period, LEADING),
}


def run() -> list[str]:
    """A line for each step, and their sum."""
    memory.ready()  # as the app starts
    base = assumptions.scenario(assumptions.default().id)
    rounds = [_taken(replace(base, {"profile.hourly_value": 20 + index / 100})) for index in range(WARM + ROUNDS)]
    taken = {step: [1000 * each[step] for each in rounds[WARM:]] for step in STEPS}
    whole = sorted(map(sum, zip(*taken.values(), strict=True)))
    lines = [f"a change, {step:29} median {median(times):5.2f} ms" for step, times in taken.items()]
    words = f"median {median(whole):5.2f} ms, quickest tenth {whole[len(whole) // 10]:.2f} ms (aim {AIM:.0f} ms)"
    return [*lines, f"a change, {'all of it':29} {words}"]


def _taken(scenario: Scenario) -> dict[str, float]:
    """Seconds of each step for a scenario that is new."""
    study, period, taken = Study(scenario), Period.of("all", scenario.profile), {}
    for name, step in STEPS.items():
        began = thread_time()
        step(study, period)
        taken[name] = thread_time() - began
    return taken
