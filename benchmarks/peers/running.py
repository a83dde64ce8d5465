"""A peer at work: its process, which is started once, and the runs that are asked of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from benchmarks.peers import sources, tools
from benchmarks.peers.costs import Model
from benchmarks.peers.sheet import sheet, summary
from calculator.cases import Array

WORKERS = Path(__file__).parent / "workers"
ROWS = 1000
"""Draws in the spreadsheet; ten thousand take a minute to load."""


@dataclass(frozen=True)
class Run:
    """One run: how long it took, and the mean and percentiles of each strategy's cost, shape (strategy, share)."""

    seconds: float
    means: Array
    percentiles: Array


class Peer:
    """A worker that has been told its model."""

    def __init__(self, command: list[str], told: dict[str, Any], worker: subprocess.Popen[str]) -> None:
        self.command, self.worker = command, worker
        self._tell(told)

    def run(self, draws: int, seed: int) -> Run:
        """One run, timed by the worker itself. Raises RuntimeError where it gives up."""
        self._tell([draws, seed])
        line = _pipe(self.worker.stdout).readline()
        if not line:
            raise RuntimeError(f"{' '.join(self.command)} gave up.")
        found = json.loads(line)
        return Run(found["seconds"], np.array(found["means"]), np.array(found["percentiles"]))

    def _tell(self, what: Any) -> None:
        pipe = _pipe(self.worker.stdin)
        pipe.write(json.dumps(what) + "\n")
        pipe.flush()


@contextmanager
def peers(model: Model) -> Iterator[tuple[dict[str, Peer], list[str]]]:
    """The peers that this machine has, by name, and the names of the others."""
    found: dict[str, Peer] = {}
    with ExitStack() as stack:
        program, squiggle, office = tools.python(), tools.node(), tools.office()
        if program:
            told: dict[str, Any] = {"source": sources.squigglepy(model)}
            found["squigglepy"] = stack.enter_context(_working([program, "sampled.py"], told))
        if squiggle:
            command = [squiggle[0], "squiggle.mjs", squiggle[1]]
            found["Squiggle"] = stack.enter_context(_working(command, {"source": sources.squiggle(model)}))
        if program:
            told = {"source": sources.monaco(model), "betas": sources.betas(model)}
            found["Monaco"] = stack.enter_context(_working([program, "cases.py"], told))
        if office:
            found["LibreOffice"] = stack.enter_context(_office(*office, model))
        yield found, [name for name in ("squigglepy", "Squiggle", "Monaco", "LibreOffice") if name not in found]


@contextmanager
def _working(command: list[str], told: dict[str, Any]) -> Iterator[Peer]:
    pipe = subprocess.PIPE
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=WORKERS, stdin=pipe, stdout=pipe, stderr=quiet, text=True) as worker:
        try:
            yield Peer(command, told, worker)
        finally:
            _pipe(worker.stdin).close()
            _ended(worker)


@contextmanager
def _office(program: str, speaking: str, model: Model) -> Iterator[Peer]:
    """LibreOffice with the sheet loaded, in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file, pipe = Path(folder) / "costs.xlsx", Path(folder).name
        file.write_bytes(sheet(model, ROWS))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, "--headless", "--norestore", profile, f"--accept=pipe,name={pipe};urp;"]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as started:
            try:
                told = {"pipe": pipe, "url": file.as_uri(), "cells": summary(model)}
                with _working([speaking, "office.py"], told) as peer:
                    yield peer
            finally:
                with suppress(subprocess.TimeoutExpired):
                    started.wait(20)
                with suppress(ProcessLookupError):  # the office that was asked to go is gone
                    os.killpg(started.pid, signal.SIGKILL)


def _ended(process: subprocess.Popen[Any]) -> None:
    """Wait until a process has gone; one that does not go is ended."""
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise RuntimeError("The worker has no pipe.")
    return pipe
