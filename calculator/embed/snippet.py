"""The lines that a page takes over: a still figure, a frame, and a script that makes the one into the other.

>>> from calculator import assumptions
>>> address(assumptions.scenario("uk-owner"), Settings(), "https://net.example")
'https://net.example/widget?preset=uk-owner'
>>> script(assumptions.scenario("uk-owner"), Settings(charts=("hours",)), "https://net.example")
'<script async src="https://net.example/embed.js" data-preset="uk-owner" data-charts="hours"></script>'

`host` is where the calculator is, with no slash at its end. The figure is whole without us: its picture, its sentence
and its table stand in the page itself.
"""

from __future__ import annotations

from urllib.parse import quote

from calculator import permalink
from calculator.embed import picture
from calculator.embed.settings import Pairs, Settings, without
from calculator.exports.content import Content
from calculator.exports.safety import safe
from calculator.model import Scenario

NAME = "networking-cost"
"""The class of a figure that a script may replace."""
FRAME = 720
"""Pixels that a frame is high where nobody can tell it how high it has to be; what is below scrolls in it."""
SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox"
TITLE = "Networking cost calculator"


def complete(scenario: Scenario, settings: Settings, host: str) -> str:
    """The figure, and the script that replaces it once the widget is there."""
    return f"{figure(scenario, settings, host)}\n{script(scenario, settings, host)}"


def script(scenario: Scenario, settings: Settings, host: str) -> str:
    """One line: the widget, as high as it has to be."""
    words = "".join(f' data-{key}="{safe(value)}"' for key, value in [*link(scenario, settings), *settings.pairs()])
    return f'<script async src="{safe(host)}/embed.js"{words}></script>'


def frame(scenario: Scenario, settings: Settings, host: str, width: int | None = None, height: int = FRAME) -> str:
    """The widget for pages that take no script: of a fixed height, and as wide as there is room or as `width`."""
    source = safe(address(scenario, settings, host))
    size = f'width="{width or "100%"}" height="{height}"'
    return (
        f'<iframe src="{source}" title="{TITLE}" {size} style="border:0;max-width:100%" loading="lazy" '
        f'sandbox="{SANDBOX}" referrerpolicy="strict-origin"></iframe>'
    )


def figure(scenario: Scenario, settings: Settings, host: str, width: int = picture.WIDE) -> str:
    """The answer as it stands in the page itself: a picture, the sentence and a table, with no request to anybody."""
    content = Content(scenario)
    wide = max(picture.NARROWEST, min(width, picture.WIDEST))
    high, source = picture.height(content, settings, wide), _data(picture.picture(content, settings, wide))
    sentence = safe(content.headline.sentence)
    image = f'<img src="{source}" alt="{sentence}" width="{wide}" height="{high}" style="max-width:100%;height:auto">'
    link_ = safe(app(scenario, settings, host))
    caption = f"<figcaption><p>{sentence}</p>{_table(content)}</figcaption>"
    return f'<figure class="{NAME}"><a href="{link_}">{image}</a>{caption}</figure>'


def figure_height(scenario: Scenario, settings: Settings, width: int = picture.WIDE) -> int:
    """About how many pixels the figure is high: its picture, the sentence under it, and a line a way."""
    content = Content(scenario)
    lines = 1 + len(content.headline.sentence) * 8 // width
    return picture.height(content, settings, width) + 24 * lines + 32 * (1 + len(content.names)) + 40


def address(scenario: Scenario, settings: Settings, host: str) -> str:
    """Where the widget is."""
    own = [(key, value) for key, value in settings.pairs() if key not in ("show", "results")]
    return f"{host}/widget?{permalink.query([*link(scenario, settings), *own])}"


def app(scenario: Scenario, settings: Settings, host: str) -> str:
    """Where the whole calculator opens with the same numbers."""
    return f"{host}/?{permalink.query(link(scenario, settings))}"


def link(scenario: Scenario, settings: Settings) -> Pairs:
    """The scenario's own pairs; live ones name the preset and not its edition."""
    return without([*permalink.encode(scenario), *([("show", "live")] if settings.show == "live" else [])])


def _data(svg: str) -> str:
    """The picture as an address that is the picture, with no more escaped than has to be."""
    return "data:image/svg+xml," + quote(svg, safe=" '=:/;,()!*+.-_~@$?·")


def _table(content: Content) -> str:
    """Hours, cash and full cost of each way, a year."""
    lines = [line for line in content.ledger if line.id in ("hours", "cash", "time_value", "cost")]
    head = "".join(f'<th scope="col">{safe(line.label)}</th>' for line in lines)
    body = "".join(
        f'<tr><th scope="row">{safe(name)}</th>{"".join(f"<td>{safe(line.figures[at])}</td>" for line in lines)}</tr>'
        for at, name in enumerate(content.names)
    )
    return f'<table><thead><tr><th scope="col">Way</th>{head}</tr></thead><tbody>{body}</tbody></table>' if body else ""
