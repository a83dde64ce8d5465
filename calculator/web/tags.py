"""The tags by which other sites show a link: its answer as title, description and picture."""

from __future__ import annotations

from urllib.parse import quote

from calculator.safety import safe
from calculator.web.links import Link

NAME = "Networking cost calculator"
WIDE, HIGH = 1200, 628
LONGEST = 300
"""Characters of a description; others show about two hundred."""


def tags(link: Link, path: str, host: str) -> str:
    """Elements for the head of a page: Open Graph, Twitter's card, and where to find the oEmbed answer."""
    address = f"{host}{link.under(path)}"
    line = " ".join(link.description.split())
    said = line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"
    image = f"{host}{link.under('/card.png')}"
    elements = [
        _meta("name", "description", said),
        _meta("property", "og:type", "website"),
        _meta("property", "og:site_name", NAME),
        _meta("property", "og:locale", "en_GB"),
        _meta("property", "og:url", address),
        _meta("property", "og:title", link.title),
        _meta("property", "og:description", said),
        _meta("property", "og:image", image),
        _meta("property", "og:image:type", "image/png"),
        _meta("property", "og:image:width", str(WIDE)),
        _meta("property", "og:image:height", str(HIGH)),
        _meta("property", "og:image:alt", link.title),
        _meta("name", "twitter:card", "summary_large_image"),
        _meta("name", "twitter:title", link.title),
        _meta("name", "twitter:description", said),
        _meta("name", "twitter:image", image),
        _meta("name", "twitter:image:alt", link.title),
        discovery(link.title, f"{host}/oembed?format=json&url={quote(address, safe='')}"),
    ]
    return "".join(elements)


def discovery(title: str, address: str) -> str:
    """Where a page says what it is for sites that embed it."""
    kind = 'rel="alternate" type="application/json+oembed"'
    return f'<link {kind} title="{safe(title)}" href="{safe(address)}">'


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{safe(content)}">'
