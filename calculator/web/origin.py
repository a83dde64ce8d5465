"""Under which address the app is known, for links that have to be absolute.

`CALCULATOR_URL` says it (`https://networking.example.org`), and then nothing else counts. Else it is the host that was
asked for, or which a trusted proxy says was (`peers`).
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope

from calculator import settings
from calculator.web.peers import HOST, depends_on_host

API = "/api/v1"
"""Where the JSON API stands, under the address of the app."""


def origin(scope: Scope) -> str:
    """Scheme and host, with no slash at the end."""
    said = settings.public()
    if said:
        return said
    depends_on_host(scope)
    host = Headers(scope=scope).get("host", "")
    if not HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{'https' if scope.get('scheme') == 'https' else 'http'}://{host}"
