"""Logs without the numbers of links: what a person earns is nobody's business."""

from __future__ import annotations

import logging


class NoQuery(logging.Filter):
    """Cuts the query from each path of uvicorn's access log, as which server it runs under is not ours to choose."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, less its queries."""
        if isinstance(record.args, tuple):
            record.args = tuple(_bare(part) for part in record.args)
        return True


def quiet() -> None:
    """Put the filter in place, once."""
    log = logging.getLogger("uvicorn.access")
    if not any(isinstance(found, NoQuery) for found in log.filters):
        log.addFilter(NoQuery())


def _bare(part: object) -> object:
    return part.split("?", 1)[0] if isinstance(part, str) else part
