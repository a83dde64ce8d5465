"""What has happened since the start, counted for whoever runs the calculator: whole numbers, and nobody's.

>>> counted = Tally()
>>> counted.add("exports", "picture")
>>> counted.add("exports", "picture", 2)
>>> counted.of("exports"), counted.of("evaluations")
({'picture': 3}, {})
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds by which waits are told apart; a visitor should wait 0.3 at most."""
LONGER = "longer"
"""The kind of a wait beyond all of them."""


class Tally:
    """Counts by what was done and of which kind it was; any thread may add to them."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def add(self, what: str, kind: str = "", number: int = 1) -> None:
        """Count something that was done, or that is no longer so where the number is below 0."""
        with self._lock:
            self._counts[what, kind] += number

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Count what is done inside the block by how long it took, and the thousandths of a second of all together."""
        began = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - began
            self.add(what, next((str(bound) for bound in BOUNDS if seconds <= bound), LONGER))
            self.add(f"{what}, milliseconds", number=round(1000 * seconds))

    def of(self, what: str) -> dict[str, int]:
        """How often something was done so far, by its kinds."""
        with self._lock:
            return {kind: number for (done, kind), number in self._counts.items() if done == what}


counted = Tally()
"""What this process has done."""
