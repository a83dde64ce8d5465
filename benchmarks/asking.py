"""HTTP/1.1 over one connection that stays open, with as little work as can be: the machine is the server's."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Self

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
TAG = re.compile(rb"\r\netag: *(\S+)", re.IGNORECASE)
BARE = (204, 304)


@dataclass(frozen=True)
class Reply:
    """What came back; the body as it was sent, which may be packed."""

    status: int
    tag: str
    body: bytes


class Line:
    """A connection to a port of this machine."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Self:
        """A new one."""
        return cls(*await asyncio.open_connection("localhost", port, limit=2**20))

    async def get(self, path: str, tag: str = "", packed: bool = True, address: str = "") -> Reply:
        """Ask for a path, as a proxy does for an address. Raises RuntimeError where it is refused: that is no load."""
        lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: */*"]
        lines += ["Accept-Encoding: gzip"] if packed else []
        lines += [f"If-None-Match: {tag}"] if tag else []
        lines += [f"X-Forwarded-For: {address}"] if address else []
        self.writer.write("\r\n".join([*lines, "", ""]).encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, found = int(head[9:12]), TAG.search(head)
        body = b"" if status in BARE else await self._body(head)
        if status >= 400:
            raise RuntimeError(f"{path} was answered with {status}: {body[:200]!r}")
        return Reply(status, found.group(1).decode() if found else "", body)

    def close(self) -> None:
        """Hang up."""
        self.writer.close()

    async def _body(self, head: bytes) -> bytes:
        length = LENGTH.search(head)
        if length:
            return await self.reader.readexactly(int(length.group(1)))
        parts = []
        while size := int(await self.reader.readline(), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readline()
        await self.reader.readline()
        return b"".join(parts)
