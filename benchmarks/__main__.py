"""`make bench`: every measurement, or those that are named."""

from __future__ import annotations

import os
import platform
import sys

from benchmarks import (
    against,
    allocator,
    answers,
    batch,
    calendars,
    capacity,
    change,
    engine,
    reruns,
    soak,
    startup,
    uncertainty,
    visitors,
    workshop,
)

ALL = {
    "engine": engine.run,
    "change": change.run,
    "uncertainty": uncertainty.run,
    "answers": answers.run,
    "calendars": calendars.run,
    "reruns": reruns.run,
    "visitors": visitors.run,
    "startup": startup.run,
    "allocator": allocator.run,
    "soak": soak.run,
    "serving": capacity.run,
    "workshop": workshop.run,
    "batch": batch.run,
}
NAMED = {
    **ALL,
    "soak-short": soak.short,
    "soak-two": soak.two,
    "soak-two-short": soak.two_short,
    "serving-short": capacity.short,
    "reruns-short": reruns.short,
    "workshop-short": workshop.short,
    "batch-short": batch.small,
}
"""What is run where it is named only is a shorter form of another."""


def main(names: list[str]) -> None:
    """Run the measurements and print their lines; `against <commit>` sets this working copy beside a commit."""
    load = ", ".join(f"{minutes:.1f}" for minutes in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, load {load}")
    if names[:1] == ["against"]:
        for line in against.run(*names[1:]):
            print(line, flush=True)
        return
    for name in names or ALL:
        for line in NAMED[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
