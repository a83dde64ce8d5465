"""This working copy beside a commit of before, in one run: `python -m benchmarks against 0c018de`.

Both are measured in turn, round by round, so that what else the machine does befalls both alike. Figures are ratios of
medians, this one to the other: below 1 is quicker. Beside the wait stands the processor time, which a busy machine
changes less.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import IO, cast

from benchmarks.client import Session, connected
from benchmarks.load import processor
from benchmarks.servers import ROOT, served
from benchmarks.visitors import NO_LIMIT

COMMAND = ["compare", "--preset", "uk-owner-2026-11", "--format", "json"]
QUERY = "preset=uk-owner-2026-11&profile.hourly_value="
PRODUCT = ("app.py", "calculator", "data")
"""What of a commit is measured."""
WARM = 2
ROUNDS = {"evaluate": 15, "workbook": 7, "first answer, by command": 5, "first answer, on the page": 9, "rerun": 9}
RERUNS = 10
"""Changes of a number in a round."""
VALUES = count(1)

Times = tuple[float, float]
"""Seconds of the clock and of the processor."""


@dataclass
class Copy:
    """A working copy with its server and its worker."""

    root: Path
    port: int
    pid: int
    worker: subprocess.Popen[str]
    sitting: Session | None = None

    def work(self, name: str) -> Times:
        """What the worker does by that name."""
        print(name, file=self.worker.stdin, flush=True)
        said = cast("IO[str]", self.worker.stdout).readline()
        wait, spent = map(float, said.split())
        return wait, spent

    def command(self) -> Times:
        """The answer of a command, from the start of Python."""
        began, before = perf_counter(), os.times()
        run = [sys.executable, "-m", "calculator", *COMMAND]
        subprocess.run(run, cwd=self.root, env=_environment(self.root), stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return perf_counter() - began, spent

    async def visited(self) -> Times:
        """The page for a new visitor, with numbers that nobody had before."""
        before = processor(self.pid)
        visitor = await connected(self.port)
        wait = await visitor.rerun(query=f"{QUERY}{_hour()}")
        await visitor.socket.close()
        return wait, processor(self.pid) - before

    async def changed(self) -> Times:
        """A change of a number on the Compare page: the median wait of some, and what each took of the processor."""
        if self.sitting is None:
            self.sitting = await connected(self.port)
            await self.sitting.rerun(query=f"{QUERY}{_hour()}")
        before = processor(self.pid)
        waits = [await self.sitting.rerun({"Your hour, £": _hour()}) for _ in range(RERUNS)]
        if self.sitting.failed:
            raise RuntimeError("The page failed, so its time says nothing.")
        return median(waits), (processor(self.pid) - before) / RERUNS


def run(commit: str = "HEAD") -> Iterator[str]:
    """A line for each thing that is measured."""
    with ExitStack() as opened:
        there = opened.enter_context(_checked_out(commit))
        copies = [opened.enter_context(_copy(root)) for root in (there, ROOT)]
        loop = opened.enter_context(asyncio.Runner())
        measured: dict[str, Callable[[Copy], Times]] = {
            "evaluate": partial(Copy.work, name="evaluate"),
            "workbook": partial(Copy.work, name="workbook"),
            "first answer, by command": Copy.command,
            "first answer, on the page": lambda copy: loop.run(copy.visited()),
            "rerun": lambda copy: loop.run(copy.changed()),
        }
        for name, measure in measured.items():
            taken: list[list[Times]] = [[], []]
            for _ in range(WARM + ROUNDS[name]):
                for copy, times in zip(copies, taken, strict=True):
                    times.append(measure(copy))
            yield f"{name:25} {_words(commit, *(times[WARM:] for times in taken))}"


def _words(commit: str, before: list[Times], now: list[Times]) -> str:
    wait, wait_now = (median(wait for wait, _ in times) for times in (before, now))
    spent, spent_now = (fmean(spent for _, spent in times) for times in (before, now))  # told in hundredths of a second
    return (
        f"{1000 * wait_now:7.1f} ms, {1000 * wait:7.1f} ms at {commit}: {wait_now / wait:.2f}; "
        f"of the processor {1000 * spent_now:.1f} and {1000 * spent:.1f} ms: {spent_now / spent:.2f}"
    )


@contextmanager
def _checked_out(commit: str) -> Iterator[Path]:
    """What a commit has of the product, in a folder that goes again."""
    with TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["git", "archive", commit, *PRODUCT, ".streamlit"], cwd=ROOT, capture_output=True, check=True
        )
        subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
        yield Path(folder)


@contextmanager
def _copy(root: Path) -> Iterator[Copy]:
    """A working copy, its server and its worker started."""
    worker = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "worker.py")],
        cwd=root,
        env=_environment(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with served("run", "app.py", environment=NO_LIMIT, root=root) as (port, pid), worker:
        yield Copy(root, port, pid, worker)


def _environment(root: Path) -> dict[str, str]:
    """For a copy by itself; Python keeps what it has compiled, as it does for people from the second start on."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(root)}


def _hour() -> float:
    """The worth of an hour, another each time."""
    return 20 + next(VALUES) / 100
