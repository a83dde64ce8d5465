"""Logs without the numbers of links, and without pages of code for what was wrong with a request.

What a person earns is nobody's business, so no query is kept. A traceback is for a mistake of ours: a message that no
page sends, and a file that could not be made for a reason which its user has read, are a line.
"""

from __future__ import annotations

import logging
import re

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
    filters = {"uvicorn.access": NoQuery(), FOREIGN: NoTrace(every=True), FAILED: NoTrace(every=False)}
    for name, one in filters.items():
        log = logging.getLogger(name)
        if not any(isinstance(there, type(one)) for there in log.filters):
            log.addFilter(one)
