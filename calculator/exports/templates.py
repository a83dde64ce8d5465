"""HTML made from templates: files beside the code, in which a person's words are made safe wherever they are put.

>>> from calculator.exports.templates import PAGES
>>> PAGES.from_string("<b>{{ name }}</b>").render(name="<R & D>")
'<b>&lt;R &amp; D&gt;</b>'

HTML of our own is put into a template with the filter `safe`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from calculator.safety import safe

ROOT = Path(__file__).parent.parent


def folded(text: str) -> str:
    r"""A template without the ends of lines beside tags, and what they are indented by, which are there for readers.

    >>> folded("<p>\n  One\n  two\n\n</p>")
    '<p>One\n  two</p>'
    """
    lines: list[str] = []
    for line in text.strip().split("\n"):
        bare = line.strip()
        if bare and lines and (lines[-1].rstrip()[-1] in ">}" or bare[0] in "<{"):
            lines[-1:] = [lines[-1].rstrip(), line.lstrip()]
        elif bare:
            lines.append(f"\n{line}" if lines else line)
    return "".join(lines)


def source(template: str) -> tuple[str, str, Callable[[], bool]]:
    """The text of a template by its place in the package, with no blanks between its tags. It is compiled once."""
    path = ROOT / template
    return folded(path.read_text(encoding="utf-8")), str(path), lambda: True


PAGES = Environment(
    loader=FunctionLoader(source),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    finalize=lambda value: value if isinstance(value, Markup) else Markup(safe(str(value))),  # noqa: S704  # made safe
)


def html(template: str, **given: Any) -> str:
    """A template filled in."""
    return PAGES.get_template(template).render(given)
