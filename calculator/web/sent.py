"""An answer on its way to a reader: it has a tag, by which one who has it already need not get it again."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response


class Sent(NamedTuple):
    """What is sent, the tag by which a reader who has it knows it again, and whether it is packed as gzip."""

    content: bytes
    tag: str
    packed: bool = False

    @classmethod
    def of(cls, content: bytes) -> Sent:
        """The answer with its tag."""
        return cls(content, f'"{sha256(content).hexdigest()[:32]}"')

    def response(self, request: Request, kind: str, headers: Mapping[str, str]) -> Response:
        """The answer for this reader: all of it, its head alone, or 304 where the reader has it already."""
        given = request.headers.get("if-none-match", "")
        headers = {**headers, "ETag": self.tag}
        if given.strip() == "*" or self.tag in (part.strip().removeprefix("W/") for part in given.split(",")):
            return Response(status_code=304, headers=headers)
        if self.packed:
            headers["Content-Encoding"] = "gzip"
        if request.method == "HEAD":
            return Response(media_type=kind, headers={**headers, "Content-Length": str(len(self.content))})
        return Response(self.content, media_type=kind, headers=headers)
