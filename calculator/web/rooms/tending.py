"""What is done about rooms while nobody asks: those whose time is over are deleted. And where rooms are."""

from __future__ import annotations

import random
import threading
from pathlib import Path

from calculator import settings
from calculator.errors import CalculatorError

HOUR = 3600


def begin() -> threading.Event:
    """Look every hour for rooms whose time is over, from now on; the event ends it."""
    stop = threading.Event()
    threading.Thread(target=_tend, args=(stop,), name="rooms that are over", daemon=True).start()
    return stop


def place() -> str:
    """Where rooms are kept, without opening it; of a server's database, no password and nobody's name."""
    url = settings.text("DATABASE_URL")
    if not url:
        return str(file())
    return f"the database at {url.rpartition('@')[2].partition('?')[0]}" if "@" in url else "the database DATABASE_URL"


def file() -> Path:
    """The file of rooms, where no other database is set."""
    return Path(settings.text("CALCULATOR_ROOMS_FILE")).expanduser().absolute()


def _tend(stop: threading.Event) -> None:
    """Delete what is over, an hour apart; several servers of one database do so at different times."""
    while not stop.wait(HOUR * random.uniform(0.9, 1.1)):  # noqa: S311 -- nothing depends on it
        expire()


def expire() -> int:
    """Delete the rooms that are over, if there were ever any; how many there were."""
    if not settings.text("DATABASE_URL") and not file().exists():
        return 0
    from calculator.rooms.service import rooms

    try:
        return rooms().expire()
    except CalculatorError:
        return 0  # the store has said it in the log; the next hour comes
