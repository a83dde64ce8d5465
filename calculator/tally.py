"""What has happened since the start, counted for whoever runs the calculator: whole numbers, and nobody's.

>>> counted = Tally()
>>> counted.add("exports", "picture")
>>> counted.add("exports", "picture", 2)
>>> counted.of("exports"), counted.of("evaluations")
({'picture': 3}, {})
"""

from __future__ import annotations

from collections import Counter
from threading import Lock


class Tally:
    """Counts by what was done and of which kind it was; any thread may add to them."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def add(self, what: str, kind: str = "", number: int = 1) -> None:
        """Count something that was done, or that is no longer so where the number is below 0."""
        with self._lock:
            self._counts[what, kind] += number

    def of(self, what: str) -> dict[str, int]:
        """How often something was done so far, by its kinds."""
        with self._lock:
            return {kind: number for (done, kind), number in self._counts.items() if done == what}


counted = Tally()
"""What this process has done."""
