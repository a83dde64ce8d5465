"""What is worked out once and kept for whoever asks next: so many bytes, and no more.

>>> @kept(room=100, weigh=len, key=str)
... def line(number):
...     return str(number) * 60
>>> line(7) is line(7), len(line.cache)
(True, 1)
>>> line(8) is line(8), len(line.cache)  # both would be 120 bytes
(True, 1)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import sha256
from threading import Condition
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache, cached

P = ParamSpec("P")
Made = TypeVar("Made")


def kept(
    room: int, weigh: Callable[[Any], int], key: Callable[..., Hashable]
) -> Callable[[Callable[P, Made]], Callable[P, Made]]:
    """Keep what a function gives, by a short key, in so many bytes; what was asked for least recently goes first.

    Any thread may ask. Those who ask for the same at one time wait for one of them to make it; what is larger than the
    whole room is given and not kept.
    """
    return cached(LRUCache(room, getsizeof=weigh), key=key, condition=Condition())


def fingerprint(*parts: object) -> bytes:
    """A short key that only the same scenario, words and numbers have."""
    digest = sha256()
    for part in parts:
        # a model is known by its method, since whoever keeps answers starts before the models are imported
        text = part.model_dump_json() if hasattr(part, "model_dump_json") else str(part)
        digest.update(f"{len(text)} {text}".encode("utf-8", "replace"))
    return digest.digest()
