"""Memory that was needed for a while goes back to the system, where the allocator would keep it.

glibc keeps what is freed for later, in up to eight arenas a core: after some hundred visitors most of a gigabyte.
What few arenas and giving back each save was measured, in docs/decisions/0019-memory-goes-back.md. Elsewhere, on
macOS, Windows or musl, there are no such switches, and nothing is done.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from collections.abc import Callable
from pathlib import Path

ARENAS = 2
"""Arenas that threads share: more of them keep more, and few threads ever allocate at once."""
GROWTH = 24_000_000
"""Bytes by which the process may grow before it is asked what of them can go back."""
SECONDS = 5.0
"""How often it is looked."""
_ARENA_MAX = -8
"""What glibc calls the number of arenas."""


def returning() -> threading.Event | None:
    """Give memory back from now on, in a thread; the event stops it. None where the allocator has no such switches."""
    library = allocator()
    if library is None:
        return None
    share_arenas(library)
    stop = threading.Event()
    threading.Thread(target=_watch, args=(stop, lambda: give_back(library), held), daemon=True).start()
    return stop


def _watch(stop: threading.Event, give_back: Callable[[], object], size: Callable[[], int]) -> None:
    """Whenever the process has grown, look for what nobody needs and give it back; while it rests, do nothing."""
    rest = size()
    while not stop.wait(SECONDS):
        if size() > rest + GROWTH:
            give_back()
            rest = size()
        rest = min(rest, size())


def share_arenas(library: ctypes.CDLL) -> None:
    """Let threads that start from now on share few arenas."""
    library.mallopt(_ARENA_MAX, ARENAS)


def give_back(library: ctypes.CDLL) -> None:
    """Look for what nobody needs, and give it back to the system."""
    gc.collect()  # a session that has ended is a ring of objects
    library.malloc_trim(0)


def held() -> int:
    """Bytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def allocator() -> ctypes.CDLL | None:
    """The C library, where it is glibc."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
