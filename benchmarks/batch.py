"""Many people from a file: people a second here and on two workers, against one at a time and a plain pandas apply.

The large runs go through the command itself, in a process of their own, so that its memory at the peak is told too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import numpy as np
import pandas as pd
import psutil

from benchmarks.peers.costs import model, short
from benchmarks.servers import ROOT
from calculator import assumptions, printed
from calculator.batch import cluster
from calculator.batch.running import RunAsked
from calculator.batch.running import run as run_batch
from calculator.cases import Cases
from calculator.cli import reading
from calculator.engine import evaluate

PRESET = "uk-owner"
COLUMNS = {
    "profile.hourly_value": (10, 120),
    "profile.years": (0.5, 4),
    "activities.breakfast.meal_fee": (8, 30),
    "activities.breakfast.travel_minutes": (10, 120),
    "activities.breakfast.annual_dues": (300, 1500),
    "strategies.face_to_face.times_per_year.breakfast": (10, 50),
    "strategies.online.times_per_year.linkedin": (10, 200),
    "pipelines.clients.value_per_win": (300, 9000),
}
"""What differs between people, and from where to where."""
WORKERS = 2
ALONE, APPLIED = 300, 300
"""People who are worked out one at a time."""


def run() -> Iterator[str]:
    """Every measurement in full: a quarter of an hour."""
    return _measured(steady=200_000, many=1_000_000, drawn=10_000)


def small() -> Iterator[str]:
    """The same with few people, to see that it runs."""
    return _measured(steady=40_000, many=50_000, drawn=256)


def people(count: int) -> pd.DataFrame:
    """So many people, each with numbers of their own to the cent."""
    rng = np.random.default_rng(15)
    columns: dict[str, Any] = {"member": [f"member {at}" for at in range(count)]}
    return pd.DataFrame(columns | {path: rng.uniform(*ends, count).round(2) for path, ends in COLUMNS.items()})


def _measured(steady: int, many: int, drawn: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        alone = _alone()
        yield f"one at a time, as `compare` does it: {alone:,.0f} people a second"
        yield f"pandas apply of the cost formulas alone: {_applied():,.0f} people a second"
        source = folder / "steady.csv"
        people(steady).to_csv(source, index=False)
        with _on_one_core():
            here = _rate(RunAsked(source, folder / "here.parquet"), steady)
        yield f"batch, one core, {steady:,} people: {here:,.0f} a second, {here / alone:.0f} times one at a time"
        with cluster.here(WORKERS) as client:
            spread = cluster.spread(client)
            _rate(RunAsked(source, folder / "warm.parquet"), steady, spread)
            there = _rate(RunAsked(source, folder / "there.parquet"), steady, spread)
        same = (folder / "here.parquet").read_bytes() == (folder / "there.parquet").read_bytes()
        yield f"batch, {WORKERS} workers: {there:,.0f} a second, {there / here:.2f} times one core; same bytes: {same}"
        source = folder / "many.csv"
        people(many).to_csv(source, index=False)
        for more in ([], ["--workers", str(WORKERS)]):
            yield _command(source, folder / "many.parquet", many, more)
        source = folder / "drawn.csv"
        people(drawn).to_csv(source, index=False)
        for more in ([], ["--workers", str(WORKERS)]):
            yield _command(source, folder / "drawn.parquet", drawn, ["--odds", *more])


@contextmanager
def _on_one_core() -> Iterator[None]:
    """Keep this process and its threads, those of pyarrow among them, to one core where the system can."""
    import pyarrow as pa

    cores, threads = psutil.Process().cpu_affinity(), pa.cpu_count()
    psutil.Process().cpu_affinity(cores[:1])
    pa.set_cpu_count(1)
    yield
    psutil.Process().cpu_affinity(cores)
    pa.set_cpu_count(threads)


def _rate(asked: RunAsked, count: int, spread: Any = map) -> float:
    """People a second, from the file to the joined output."""
    began = perf_counter()
    run_batch(asked, spread).finish()
    return count / (perf_counter() - began)


def _alone() -> float:
    """People a second by the steps of `compare --format json`."""
    rows = people(ALONE).drop(columns="member").to_dict("records")
    began = perf_counter()
    for row in rows:
        asked = reading.scenario(None, PRESET, [f"{path}={value}" for path, value in row.items()])
        printed.as_json(printed.comparison(evaluate(Cases(asked))))
    return ALONE / (perf_counter() - began)


def _applied() -> float:
    """People a second by a row-wise apply of the formulas of cash, time and cost, as anybody would write them."""
    scenario = assumptions.scenario(PRESET)
    written = model(scenario)
    lines = {name: compile(line, name, "eval") for name, line in written.lines.items()}
    drawn = {name: it.likely for name, it in written.draws.items()}
    table = people(APPLIED).drop(columns="member").rename(columns=short)

    def costs(row: pd.Series) -> pd.Series:
        words: dict[Any, Any] = {"min": min, "max": max, **drawn, **row.to_dict()}
        for name, line in lines.items():
            words[name] = eval(line, words)  # noqa: S307  our own formulas
        return pd.Series({name: words[name] for name in lines})

    began = perf_counter()
    table.apply(costs, axis=1)
    return APPLIED / (perf_counter() - began)


def _command(source: Path, output: Path, count: int, more: list[str]) -> str:
    """The command itself: seconds in all, people a second, and the memory of its largest process."""
    command = [sys.executable, "-m", "calculator", "batch", str(source), "--output", str(output), *more]
    began = perf_counter()
    process = psutil.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _largest(process))
        sleep(0.05)
    took = perf_counter() - began
    what = " ".join(more) or "one core"
    return (
        f"command, {count:,} people, {what}: {took:,.1f} s in all, {count / took:,.0f} people a second, "
        f"{peak / 1e6:,.0f} MB in the largest process, ended with {process.returncode}"
    )


def _largest(process: psutil.Process) -> int:
    """Bytes in memory of the largest of a process and those that it started."""
    sizes = [0]
    with suppress(psutil.Error):
        for each in [process, *process.children(recursive=True)]:
            with suppress(psutil.Error):
                sizes.append(each.memory_info().rss)
    return max(sizes)
