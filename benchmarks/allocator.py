"""What settings of the allocator leave of the memory that many large answers took, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.servers import ROOT
from calculator import memory

SETTINGS = {
    "as it is": (False, False, False),
    "two arenas": (True, False, False),
    "given back": (False, False, True),
    "two arenas, given back": (True, False, True),
    "at hand": (False, True, False),
    "at hand, two arenas, given back": (True, True, True),
}
"""By name: whether threads share few arenas, what evaluations need is kept at hand, and memory is given back."""
THREADS, ANSWERS = 8, 48
HELD = 12
"""Answers that are kept at a time, as the cache keeps those that were asked for last."""


def run() -> list[str]:
    """A line for each setting, in turn."""
    if not Path("/proc/self/statm").exists() or memory.allocator() is None:
        return ["allocator: this machine has no glibc, so nothing was measured"]
    return [_measured(name) for name in SETTINGS]


def _measured(name: str) -> str:
    command = [sys.executable, "-m", "benchmarks.allocator", name]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def _answers(name: str) -> str:
    """Large answers in several threads at once, and what is held when they are gone."""
    from benchmarks.soak import largest
    from calculator.analyses.study import Study
    from calculator.changes import replace

    arenas, at_hand, back = SETTINGS[name]
    library = memory.allocator()
    if library is not None:
        if at_hand:
            memory.keep_at_hand(library)
        if arenas:
            memory.share_arenas(library)
    large, kept, most = largest(), [], 0

    def answer(number: int) -> None:
        nonlocal most
        study = Study(replace(large, {"profile.hourly_value": 20 + number / 8}))
        _ = study.headline
        for measure in ("wins", "value", "relationships"):
            study.outcomes.band(measure)
        kept.append(study)
        del kept[:-HELD]
        most = max(most, memory.held())

    answer(0)
    kept.clear()
    start, began, spent = memory.held(), 0.0, time.process_time()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(answer, range(1, ANSWERS)))
    kept.clear()
    took, spent = 0.0, time.process_time() - spent
    if back and library is not None:
        began = time.thread_time()
        memory.give_back(library)
        took = time.thread_time() - began
    end = memory.held()
    return (
        f"allocator, {name:31} {start / 1e6:4.0f} MB before, {most / 1e6:4.0f} at most, {end / 1e6:4.0f} after: "
        f"{end / start:.2f} times, {spent / (ANSWERS - 1) * 1000:.0f} ms of the processor an answer"
        + (f"; giving back took {1000 * took:.0f} ms" if back else "")
    )


if __name__ == "__main__":
    print(_answers(sys.argv[1]))
