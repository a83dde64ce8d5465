"""Pages of others with the widget in them, served from another origin than the calculator's."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from calculator import assumptions
from calculator.embed import snippet
from calculator.embed.settings import Settings

HERE = Path(__file__).parent
SCENARIO = assumptions.scenario("uk-owner")
KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript"}
POLICIES = {
    "strict_csp.html": "default-src 'self'; script-src {home}; frame-src {home}; img-src data: {home}",
    "blocked.html": "default-src 'self'; script-src {home}; img-src data: {home}",
}
"""What a page's own server lets it load."""
KEPT = ("blockquote", "figure", "img", "iframe", "a", "figcaption", "p", "table", "thead", "tbody", "tr", "th", "td")


class Sanitised(HTMLParser):
    """What a blog engine leaves of embedded HTML: a few elements, no styles, no scripts, and a sandbox on frames."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that is known, less what it may not say."""
        if tag in KEPT:
            given = {name: value for name, value in attrs if name not in ("style", "sandbox", "srcdoc")}
            given |= {"sandbox": "allow-scripts"} if tag == "iframe" else {}
            words = "".join(' {}="{}"'.format(name, escape(value or "")) for name, value in given.items())
            self.text += f"<{tag}{words}>"

    def handle_endtag(self, tag: str) -> None:
        """End what was kept."""
        self.text += f"</{tag}>" if tag in KEPT else ""

    def handle_data(self, data: str) -> None:
        """Words stay."""
        self.text += escape(data)


def page(name: str, home: str) -> str:
    """A page by its name, with the widget of a calculator that lives at `home`."""
    text = (HERE / name).read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: part(found[1], home), text)


def part(name: str, home: str) -> str:
    """What a page has in one place."""
    standard = Settings()
    parts = {
        "home": lambda: home,
        "complete": lambda: snippet.complete(SCENARIO, standard, home),
        "script": lambda: snippet.script(SCENARIO, standard, home),
        "figure": lambda: snippet.figure(SCENARIO, standard, home),
        "frame": lambda: snippet.frame(SCENARIO, standard, home),
        "address": lambda: escape(snippet.address(SCENARIO, standard, home)),
        "srcdoc": lambda: escape(snippet.complete(SCENARIO, standard, home)),
        "asking": lambda: snippet.complete(SCENARIO, Settings(results="ask-numbers"), home),
        "ten": lambda: "<p style='height: 1500px'></p>".join(
            snippet.complete(SCENARIO, Settings(controls=("hour",)), home) for _ in range(10)
        ),
        "unfolded": lambda: asked(home)["html"],
        "embedded": lambda: Sanitised(asked(home)["html"]).text,
    }
    return parts[name]()


def asked(home: str) -> dict[str, Any]:
    """What the calculator's oEmbed answer is."""
    with urlopen(f"{home}/oembed?url={quote(f'{home}/?preset=uk-owner', safe='')}") as got:
        found: dict[str, Any] = json.loads(got.read())
    return found


@contextmanager
def served(home: str, pasted: str = "") -> Iterator[str]:
    """The pages under 127.0.0.1, which to a browser is another site than localhost; `/pasted.html` is what is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """A page or script by its name."""
            name = self.path.partition("?")[0].lstrip("/")
            if not (HERE / name).is_file() and name != "pasted.html":
                self.send_error(404)
                return
            body = (pasted if name == "pasted.html" else page(name, home)).encode()
            self.send_response(200)
            self.send_header("Content-Type", KINDS[Path(name).suffix])
            if name in POLICIES:
                self.send_header("Content-Security-Policy", POLICIES[name].format(home=home))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
