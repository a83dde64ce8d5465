"""What the API says where it does not answer: always JSON of one shape, in the words of every other door.

{"error": "all of it, a line each", "path": "the first path, or null", "faults": [{"path": …, "message": …}]}
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from calculator import checks
from calculator.errors import BadInput, CalculatorError, Fault, UnknownPreset

JSON = "application/json"


class ApiRefusal(Exception):
    """Something asked in a way that cannot be answered, with the status that says so."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers

    @property
    def response(self) -> Response:
        """The response that is sent."""
        return refused(self.status, str(self), (), self.headers)


def unfit(error: CalculatorError) -> Response:
    """422, with each fault of a scenario apart."""
    if isinstance(error, BadInput):
        faults = error.faults[: checks.MOST]
    else:
        faults = (Fault("preset" if isinstance(error, UnknownPreset) else "", str(error)),)
    return refused(422, "\n".join(map(str, faults)), faults)


def refused(
    status: int, error: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An answer that nobody keeps."""
    first = next((fault.path for fault in faults if fault.path), None)
    each = [{"path": fault.path or None, "message": fault.message} for fault in faults]
    body = json.dumps({"error": error, "path": first, "faults": each}, ensure_ascii=False)
    return Response(
        body.encode("utf-8", "replace"), status, {"Cache-Control": "no-store", **(headers or {})}, media_type=JSON
    )
