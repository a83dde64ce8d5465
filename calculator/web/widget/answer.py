"""An answer that is packed where its reader takes it packed, and not sent again to one who has it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from calculator.web.sent import Sent

SMALL = 500
"""Bytes that are not worth packing."""
OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
"""A widget in a sandbox has no origin, so its fonts must be open to any."""


@dataclass(frozen=True)
class Body:
    """What is sent, and of what kind it is."""

    content: bytes
    kind: str

    @cached_property
    def packed(self) -> bytes:
        """The content as gzip, the same bytes each time; the content itself where that is no larger."""
        packed = gzip.compress(self.content, 9, mtime=0) if len(self.content) > SMALL else self.content
        return packed if len(packed) < 0.95 * len(self.content) else self.content

    def ready(self) -> Body:
        """This body, packed and hashed: both take time that the event loop does not have."""
        _ = self.hash, self.packed
        return self

    @cached_property
    def hash(self) -> str:
        """The hash by which the content is known."""
        return sha256(self.content).hexdigest()


def answered(request: Request, body: Body, more: Mapping[str, str]) -> Response:
    """The body for this reader."""
    takes = _unpacks(request.headers.get("accept-encoding", "")) and body.packed is not body.content
    tag = f'"{body.hash[:32]}{"-gz" if takes else ""}"'
    sent = Sent(body.packed if takes else body.content, tag, takes)
    return sent.response(request, body.kind, {**OPEN, "Vary": "Accept-Encoding", **more})


def _unpacks(accepts: str) -> bool:
    """Whether a reader takes gzip; a weight of nothing says that it does not."""
    for part in accepts.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return weight.partition("=")[2].strip().strip("0.") != "" or "=" not in weight
    return False
