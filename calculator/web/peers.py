"""Who asks, and under which address: what a proxy says of it is believed of those alone that the operator names.

Anybody can write `X-Forwarded-For`, so without `CALCULATOR_TRUSTED_PROXIES` these headers are taken off each request.
A proxy that is named adds its own entry at the end: of the addresses counts the last that is no such proxy itself, and
of scheme and host the last. They take the place of what the connection says, so that all that comes after reads one
scope and no header of this kind.

The address of the app, for links that have to be absolute, is what `CALCULATOR_URL` says, such as
`https://networking.example.org`, and then nothing else counts. Else it is the host that was asked for.
"""

from __future__ import annotations

import logging
import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculator import settings

API = "/api/v1"
"""Where the JSON API stands, under the address of the app."""
FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host")
OTHERS = ("forwarded", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-server", "x-real-ip")
HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
LONGEST = 64
"""Characters of an address with its port and brackets; nothing longer is looked at."""
DEPENDS = "calculator.depends"
"""Where the scope has a list of the headers that an answer was found to depend on."""
Address = IPv4Address | IPv6Address
log = logging.getLogger(__name__)


class Peers:
    """Pure ASGI: puts the true address, scheme and host in the scope, and says in `Vary` what an answer depends on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.proxies = settings.networks("CALCULATOR_TRUSTED_PROXIES")
        self._warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        depends: list[str] = []
        self._warn_of_unnamed(scope)

        async def varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": list(message.get("headers", ()))}
                vary(MutableHeaders(raw=message["headers"]), depends if self.proxies else [])
            await send(message)

        await self.app({**self.seen(scope), DEPENDS: depends}, receive, varied)

    def seen(self, scope: Scope) -> Scope:
        """The scope as the reader has it who is behind a proxy that is believed."""
        given = Headers(scope=scope)
        kept = [(name, value) for name, value in scope["headers"] if name.decode("latin-1").lower() not in _ALL]
        true = {**scope, "headers": kept}
        if self.believes(parsed((scope.get("client") or ("", 0))[0])):
            client = self._client(",".join(given.getlist("x-forwarded-for")))
            if client is not None:
                true["client"] = (str(client), 0)
            scheme = _last(given, "x-forwarded-proto").lower()
            if scheme in ("http", "https", "ws", "wss"):
                secure = scheme in ("https", "wss")
                plain, safe = ("ws", "wss") if scope["type"] == "websocket" else ("http", "https")
                true["scheme"] = safe if secure else plain
            host = _last(given, "x-forwarded-host")
            if HOST.fullmatch(host):
                true["headers"] = [*(pair for pair in kept if pair[0] != b"host"), (b"host", host.encode("ascii"))]
        return true

    def _warn_of_unnamed(self, scope: Scope) -> None:
        """Say once that something near by forwards requests and is not named: all its readers count as one."""
        if self._warned or not any(name == b"x-forwarded-for" for name, _ in scope["headers"]):
            return
        peer = parsed((scope.get("client") or ("", 0))[0])
        if peer is not None and peer.is_private and not self.believes(peer):
            self._warned = True
            log.warning("%s forwards requests. Name it in CALCULATOR_TRUSTED_PROXIES if it is your proxy.", peer)

    def believes(self, peer: Address | None) -> bool:
        """Whether that address is a proxy of the operator's."""
        return peer is not None and any(peer in network for network in self.proxies)

    def _client(self, said: str) -> Address | None:
        """The last address that is none of our proxies; what is no address ends the search, as it could be anything."""
        client = None
        for part in reversed(said.split(",")):
            address = parsed(part.strip())
            if address is None:
                return client
            client = address
            if not self.believes(address):
                return client
        return client


_ALL = {*FORWARDED, *OTHERS}


def parsed(host: str) -> Address | None:
    """An address, with a port or without, as number; none where it is none. IPv4 within IPv6 is IPv4."""
    host = host if len(host) <= LONGEST else ""
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def origin(scope: Scope) -> str:
    """Scheme and host of the app, with no slash at the end."""
    said = settings.public()
    if said:
        return said
    scope.get(DEPENDS, []).extend(("X-Forwarded-Host", "X-Forwarded-Proto"))  # which the answer now holds
    host = Headers(scope=scope).get("host", "")
    if not HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{'https' if scope.get('scheme') == 'https' else 'http'}://{host}"


def asked_path(scope: Scope) -> str:
    """The path that is asked for, without the one under which the app stands."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path or "/"


def vary(headers: MutableHeaders, more: list[str]) -> None:
    """One `Vary` with each name once, whoever of us and of the libraries named it."""
    names = [name.strip() for line in headers.getlist("vary") for name in line.split(",")] + more
    once = list({name.lower(): name for name in reversed(names) if name}.values())[::-1]
    if once:
        del headers["vary"]
        headers["Vary"] = ", ".join(once)


def _last(headers: Headers, name: str) -> str:
    """What the proxy next to us said: each adds to the end."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()
