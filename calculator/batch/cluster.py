"""The pieces of a run on many processes, here or on other machines, with Dask distributed.

A piece is sent as it was read and comes back as the bytes of its Parquet file, so workers need no folder in common. A
worker that dies is no loss: the scheduler gives its pieces to another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from calculator import __version__, memory
from calculator.errors import CalculatorError, shortened

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10
"""Seconds in which a scheduler has to answer."""
AGAIN = 60
"""Seconds in which one of the workers that ended has to be there again."""
AHEAD = 2
"""Pieces for each worker that are on their way at once: one that it works on, and the next."""
TRIES = 3
"""Workers that may die over a piece before it is the piece that is held to be at fault."""
ON = "What is done is kept, and the same command goes on from there."
OURS = "[__import__(name).__version__ for name in ('calculator', 'numpy', 'pandas', 'pyarrow', 'distributed')]"
"""Asks a worker for its versions, in words that need nothing of ours there."""


@contextmanager
def here(workers: int) -> Iterator[Client]:
    """So many processes on this machine."""
    from distributed import Client, LocalCluster

    _quiet()
    settings: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**settings) as cluster, Client(cluster) as client:
        client.register_worker_callbacks(memory.ready)
        yield client


@contextmanager
def there(address: str) -> Iterator[Client]:
    """The cluster whose scheduler is at an address. Raises CalculatorError where it cannot be used."""
    from distributed import Client

    _quiet()
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        why = f" ({shortened(error)})" if str(error) else ""
        raise CalculatorError(
            f"No scheduler answers at {shortened(address)} within {PATIENCE} seconds{why}. Check the address and the "
            "firewall, or use --workers for processes on this machine."
        ) from None
    with client:
        _fit(client, address)
        client.register_worker_callbacks(memory.ready)
        yield client


def _fit(client: Client, address: str) -> None:
    """Raise CalculatorError where workers are missing, or differ from us in what the bytes of the output depend on."""
    if not _workers(client):
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise CalculatorError(f"The scheduler at {shortened(address)} has no workers. Start some.") from None
    by_worker = client.run(eval, OURS, on_error="return")
    names = ("numpy", "pandas", "pyarrow", "distributed")
    ours = {"the calculator": __version__, **{name: import_module(name).__version__ for name in names}}
    for worker, theirs in by_worker.items():
        if isinstance(theirs, BaseException):
            lacks = f"the worker at {worker} lacks a package ({shortened(theirs)})"
        elif pairs := [
            (name, there, own) for (name, own), there in zip(ours.items(), theirs, strict=True) if there != own
        ]:
            name, theirs_is, own = pairs[0]
            lacks = f"the worker at {worker} has {name} {theirs_is}, and here is {own}"
        else:
            continue
        raise CalculatorError(
            f"Versions differ: {lacks}. Install the same on both, or the figures may not be the same."
        )


def spread(client: Client) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]:
    """What has jobs done by the workers of a client, a few ahead of each, as they come back."""

    def work(function: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[Any]:
        from distributed import KilledWorker, wait

        waiting = iter(jobs)
        workers = max(1, len(_workers(client)))
        running = {client.submit(function, job, pure=False) for job in islice(waiting, AHEAD * workers)}
        try:
            while running:
                try:
                    done, running = wait(running, timeout=PATIENCE, return_when="FIRST_COMPLETED")
                except TimeoutError:
                    _awake(client)
                    continue
                for future in done:
                    yield future.result()
                running |= {client.submit(function, job, pure=False) for job in islice(waiting, len(done))}
        except KilledWorker:
            ended = f"A piece ended more than {TRIES} workers, most likely for want of memory"
            raise CalculatorError(f"{ended}. Give each more, or use fewer. {ON}") from None
        except (OSError, CancelledError) as error:
            raise CalculatorError(f"The cluster is gone ({shortened(error) or type(error).__name__}). {ON}") from None

    return work


def _workers(client: Client) -> dict[str, Any]:
    """The workers that the scheduler knows of, by address."""
    workers: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return workers


def _awake(client: Client) -> None:
    """Raise CalculatorError where nobody is left to work: no worker at all, or none with memory to go on."""
    try:
        client.wait_for_workers(1, timeout=AGAIN)
    except TimeoutError:
        raise CalculatorError(f"The cluster has no workers any more. {ON}") from None
    workers = _workers(client)
    if workers and all(each.get("status") == "paused" for each in workers.values()):
        raise CalculatorError(f"No worker has the memory to go on. Give each more, or use fewer. {ON}")


def _quiet() -> None:
    """What Dask says of itself as it works is for its operators, and not for who waits for the figures."""
    import dask

    dask.config.set(
        {"distributed.scheduler.allowed-failures": TRIES, "distributed.admin.large-graph-warning-threshold": "1GB"}
    )
    for name in ("distributed", "distributed.worker", "distributed.nanny", "distributed.scheduler", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
