"""Where phones and presenters of a workshop meet the server: `/rooms`, `/r/…` and `/present/…`.

- `guard`: what holds for each of these requests, and how a refusal is said
- `answers`: what is sent of a room: its state, its board, its files
- `routes`: which address does what
- `tending`: what is done while nobody asks

The store and its libraries take a second to import, so they are, when the first room is asked for.
"""

from __future__ import annotations

from calculator.web.rooms.routes import routes
from calculator.web.rooms.tending import begin, place

__all__ = ["begin", "place", "routes"]
