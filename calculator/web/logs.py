"""Logs without the numbers of links, and without pages of code for what was wrong with a request; as JSON on request.

What a person earns is nobody's business, so no query is kept. A traceback is for a mistake of ours: a message that no
page sends, and a file that could not be made for a reason which its user has read, are a line.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Mapping
from typing import Any

from calculator import settings
from calculator.errors import CalculatorError

FOREIGN = "streamlit.web.server.starlette.starlette_websocket"
FAILED = "streamlit.runtime.backend_operation_handler"


PROBE = re.compile(r'"GET /[^" ]+/_stcore/(health|host-config)[? ].* 404')
"""A browser that opens a page's own address asks under it first where the server is; not finding it is no fault."""


class NoQuery(logging.Filter):
    """Cuts the query from each path of uvicorn's access log, as which server it runs under is not ours to choose."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, less its queries, unless a browser only asked where the server is."""
        if PROBE.search(record.getMessage()):
            return False
        if isinstance(record.args, tuple):
            record.args = tuple(part.split("?", 1)[0] if isinstance(part, str) else part for part in record.args)
        return True


class NoSockets(logging.Filter):
    """Drops what uvicorn says of connections: their addresses, and that one was refused before it was open."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep any other line."""
        return not record.msg.startswith(('%s - "WebSocket', "ASGI callable returned without completing"))


class NoTrace(logging.Filter):
    """Takes the traceback from a line: from all of them, or from those of errors that their user has read."""

    def __init__(self, every: bool) -> None:
        super().__init__()
        self.every = every

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and (self.every or isinstance(error, CalculatorError)):
            record.exc_info = record.exc_text = None
        return True


def quiet() -> None:
    """Put the filters in place, once."""
    filters = {
        "uvicorn.access": NoQuery(),
        "uvicorn.error": NoSockets(),
        FOREIGN: NoTrace(every=True),
        FAILED: NoTrace(every=False),
    }
    for name, one in filters.items():
        log = logging.getLogger(name)
        if not any(isinstance(there, type(one)) for there in log.filters):
            log.addFilter(one)


# -- as JSON -------------------------------------------------------------------------------------------------------

QUERY = re.compile(r"\?\S*")
MORE = ("kind", "method", "status", "seconds")
"""What a line may have besides its words."""
PLAIN = "%(message)s"
"""The format of a line that is JSON already."""


class Told(logging.LogRecord):
    """A line of the log that is one JSON object already, whoever wrote it and whichever handler sends it out.

    Of what others write every query is cut away. Of an error the kind and the places in the code are kept, and its
    words are not, as they may quote what somebody entered.
    """

    def getMessage(self) -> str:  # noqa: N802  # as logging calls it
        """The line."""
        words = super().getMessage()
        own = self.name.startswith("calculator")
        said: dict[str, Any] = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(self.created))}.{int(self.msecs):03d}Z",
            "level": self.levelname,
            "logger": self.name,
            "message": words if own else QUERY.sub("", words),
        }
        said |= {name: self.__dict__[name] for name in MORE if name in self.__dict__}
        if self.__dict__.get("fault"):
            said["error"] = self.__dict__["fault"]
        return json.dumps(said, ensure_ascii=False)


def told(*given: Any, **more: Any) -> Told:
    """A record whose error, if it has one, is told without its words."""
    record = Told(*given, **more)
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is not None:
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        record.__dict__["fault"] = {"type": kind.__name__, "at": places}
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def in_json() -> bool:
    """Write the log as JSON from here on, where CALCULATOR_LOGS asks for it; whether it does."""
    if settings.text("CALCULATOR_LOGS") != "json":
        return False
    logging.setLogRecordFactory(told)
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    logging.captureWarnings(True)
    logging.getLogger("calculator").setLevel(logging.INFO)
    logging.getLogger("uvicorn.access").disabled = True  # it has paths, which may hold anything
    known: Mapping[str, Any] = logging.root.manager.loggerDict
    for logger in (logging.root, *known.values()):
        for handler in getattr(logger, "handlers", ()):
            handler.setFormatter(logging.Formatter(PLAIN))
    return True
