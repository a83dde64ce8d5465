"""Memory goes back to the system when a process has grown; where nothing can be given back, nothing runs."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref

import pytest

from calculator import memory

PAGES = """
import resource
from calculator import assumptions, memory
from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate

memory.ready()
cases = lambda: Cases(assumptions.scenario("uk-owner"), {"profile.hourly_value": [float(n) for n in range(10_000)]})
asked = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(4):
    before, results = asked(), evaluate(cases())
    for measure in MEASURES:
        results[measure]
print(asked() - before)
"""


class Ring:
    """Something that only the collector lets go of."""

    def __init__(self):
        self.me = self


def test_what_has_grown_is_given_back_once_and_rest_is_left_alone(monkeypatch):
    """One look after much was needed gives back; as long as nothing grows further, no time is spent on it."""
    monkeypatch.setattr(memory, "SECONDS", 0.0)
    stop, given = threading.Event(), []
    sizes = [100, 100, 120, 100 + 2 * memory.GROWTH, 110, 110, 130, 130]

    def size():
        if not sizes:
            stop.set()
        return sizes.pop(0) if sizes else 130

    memory._watch(stop, lambda: given.append(len(sizes)), size)
    assert len(given) == 1


def test_a_ring_of_objects_is_let_go_and_the_allocator_is_told():
    """A session that has ended is collected before the allocator is asked."""
    asked, ring = [], Ring()
    seen = weakref.ref(ring)
    del ring

    class Library:
        def malloc_trim(self, pad):
            asked.append((pad, seen()))

    memory.give_back(Library())
    assert asked == [(0, None)]


def test_elsewhere_nothing_is_started(monkeypatch):
    """On a system whose allocator has no such switches, there is no thread and no error."""
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    before = threading.active_count()
    assert memory.returning() is None
    assert threading.active_count() == before


def test_evaluations_take_their_tables_from_memory_that_is_there():
    """Once warm, an evaluation asks the system for hardly a page, where each of its tables was asked for anew."""
    if memory.allocator() is None:
        pytest.skip("This system's allocator has no such switches.")
    ran = subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
    asked = int(ran.stdout)
    tables = 100  # of which each has sixty pages, and which one evaluation makes at the very least
    assert asked < tables
