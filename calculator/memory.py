"""Memory stays at hand while work is done, and goes back to the system when it has been needed for a while.

Left to itself, glibc does both by halves. It gives tables of a quarter of a megabyte back to the system at once, and
asks for them anew a moment later, which took half the time of an evaluation. And it keeps what is smaller, in up to
eight arenas a core: after some hundred visitors most of a gigabyte. What each setting does was measured, in
docs/decisions/0019-memory-goes-back.md. Elsewhere, on macOS, Windows or musl, there are no such switches, and nothing
is done.
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
AT_HAND = 64_000_000
"""Bytes at the end of an arena that are kept for the next evaluation, until they are given back."""
LARGE = 600_000
"""Bytes from which a single table is asked of the system by itself, and goes back as soon as it is freed."""
_ARENA_MAX, _TRIM_THRESHOLD, _MMAP_THRESHOLD = -8, -1, -3
"""What glibc calls the number of arenas, and these two sizes."""


def ready() -> ctypes.CDLL | None:
    """Keep at hand what evaluations need again and again; the C library, or none where it has no such switches."""
    library = allocator()
    if library is not None:
        keep_at_hand(library)
    return library


def returning() -> threading.Event | None:
    """Give memory back from now on, in a thread; the event stops it. None where the allocator has no such switches."""
    library = ready()
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


def keep_at_hand(library: ctypes.CDLL) -> None:
    """Take tables of evaluations from memory that is there; to set one size alone would make the other too small."""
    library.mallopt(_MMAP_THRESHOLD, LARGE)
    library.mallopt(_TRIM_THRESHOLD, AT_HAND)


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
