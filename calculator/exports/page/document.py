"""The file: its head with what it may do, and its parts in the order in which the eye meets them."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html import escape

from calculator import __version__
from calculator.exports.content import Content
from calculator.exports.page import grounds, ledger, live
from calculator.exports.page.share import share
from calculator.exports.page.style import sheet
from calculator.model import Scenario

NOT_HTML = re.compile("[^\t\n\r -\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an HTML file cannot hold or UTF-8 cannot write."""


def page(scenario: Scenario, link: str = "", *, live: bool = False, on: date | None = None) -> str:
    """A self-contained HTML file of a comparison; `live` adds fields that still compute, `link` the way back.

    It asks nothing of the network, and without `live` it holds no script. `on` is the date printed on it: today's.
    """
    content = Content(scenario)
    day = on or date.today()  # noqa: DTZ011  # the day where the file is made
    body = "\n".join((_top(content, day), *_parts(content, link, live), _bottom(content, day)))
    script = _script(content) if live and content.called else ""
    return NOT_HTML.sub(
        "", f'<!doctype html>\n<html lang="en">\n{_head(content, script)}<body>\n{body}{script}</body>\n</html>\n'
    )


def said(day: date) -> str:
    """A date in words: '3 November 2026'."""
    return f"{day.day} {day:%B %Y}"


def _parts(content: Content, link: str, live_fields: bool) -> list[str]:
    parts = [ledger.headline(content)]
    if content.called:
        parts += [ledger.ledgers(content), *([live.fields(content)] if live_fields else []), ledger.charts(content)]
    return [*parts, grounds.grounds(content), grounds.appendix(content), share(link)]


def _head(content: Content, script: str) -> str:
    style = sheet()
    allowed = {"default-src": "'none'", "style-src": _hashed(style), "font-src": "data:", "img-src": "data:"}
    allowed |= {"script-src": _hashed(live.CODE)} if script else {}
    rules = "; ".join(
        f"{name} {value}" for name, value in {**allowed, "base-uri": "'none'", "form-action": "'none'"}.items()
    )
    return (
        f'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{rules}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(content.scenario.name)}: what networking costs</title>\n"
        f'<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
    )


def _hashed(text: str) -> str:
    """What a policy calls a style or a script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _script(content: Content) -> str:
    return f'<script type="application/json" id="data">{live.data(content)}</script>\n<script>{live.CODE}</script>\n'


def _top(content: Content, day: date) -> str:
    words = f"{escape(content.scenario.name)} · networking cost calculator · {said(day)}"
    return f'<header class="top">{words}</header>\n<main>'


def _bottom(content: Content, day: date) -> str:
    preset = f", preset {escape(content.scenario.preset)}" if content.scenario.preset else ""
    words = f"Made on {said(day)} with version {__version__}{preset}. The file asks nothing of the network."
    return f'</main>\n<footer class="muted"><p>{words}</p></footer>\n'
