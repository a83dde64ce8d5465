"""Under which address the app is known, for links that have to be absolute.

`CALCULATOR_URL` says it (`https://networking.example.org`), and then nothing else counts. Else it is the host that was
asked for. Only with `CALCULATOR_PROXY=1`, for an app that nobody reaches but through a proxy, are X-Forwarded-Proto
and X-Forwarded-Host believed, since anybody can write them.
"""

from __future__ import annotations

import os
import re

from starlette.datastructures import Headers
from starlette.types import Scope

HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


def origin(scope: Scope) -> str:
    """Scheme and host, with no slash at the end."""
    said = os.environ.get("CALCULATOR_URL", "").strip().rstrip("/")
    if said:
        return said
    headers = Headers(scope=scope)
    scheme, host = str(scope.get("scheme", "http")), headers.get("host", "")
    if os.environ.get("CALCULATOR_PROXY") == "1":
        scheme, host = _first(headers, "x-forwarded-proto") or scheme, _first(headers, "x-forwarded-host") or host
    return f"{'https' if scheme == 'https' else 'http'}://{host if HOST.fullmatch(host) else _server(scope)}"


def _first(headers: Headers, name: str) -> str:
    """What the proxy nearest to the reader said."""
    return headers.get(name, "").split(",")[0].strip()


def _server(scope: Scope) -> str:
    host, port = scope.get("server") or ("localhost", None)
    return f"{host}:{port}" if port else str(host)
