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
from calculator.model import Scenario
from calculator.safety import safe

NAME = "networking-cost"
"""The class of a figure that a script may replace."""
FRAME = 720
"""Pixels that a frame is high where nobody can tell it how high it has to be; what is below scrolls in it."""
SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox"
PHONE, SLIM = 480, 360
"""Pixels of the widest window that gets the narrow picture, and of that picture."""
TITLE = "Networking cost calculator"


def complete(scenario: Scenario, settings: Settings, host: str) -> str:
    """The figure, and the script that replaces it once the widget is there."""
    return f"{figure(scenario, settings, host)}\n{script(scenario, settings, host)}"


def script(scenario: Scenario, settings: Settings, host: str) -> str:
    """One line: the widget, as high as it has to be."""
    words = "".join(f' data-{key}="{safe(value)}"' for key, value in [*link(scenario, settings), *settings.pairs()])
    return f'<script async src="{safe(host)}/embed.js"{words}></script>'


def frame(scenario: Scenario, settings: Settings, host: str, width: str = "100%", height: int = FRAME) -> str:
    """The widget for pages that take no script: of a fixed height, and as wide as there is room or as `width`."""
    return _frame(address(scenario, settings, host), width, height, SANDBOX)


def figure(scenario: Scenario, settings: Settings, host: str, width: int = picture.WIDE) -> str:
    """The answer as it stands in the page itself: a picture, the sentence and a table, with no request to anybody."""
    content = Content(scenario)
    sentence, link_ = safe(content.headline.sentence), safe(app(scenario, settings, host))
    table = ""
    if content.called:  # what each way costs, what is left, the hours and the cash in it, and what is won
        lines = content.ledger
        head = "".join(f'<th scope="col">{safe(line.label)}</th>' for line in lines)
        body = "".join(
            f'<tr><th scope="row">{safe(name)}</th>{"".join(f"<td>{safe(line.said(at))}</td>" for line in lines)}</tr>'
            for at, name in enumerate(content.called)
        )
        head = f'<thead><tr><th scope="col">Way, {content.period.label}</th>{head}</tr></thead>'
        table = f'<div style="overflow-x:auto"><table>{head}<tbody>{body}</tbody></table></div>'
    caption = f"<figcaption><p>{sentence}</p>{table}</figcaption>"
    pictured = f'<a href="{link_}">{_pictures(content, settings, width)}</a>'
    return f'<figure class="{NAME}" style="margin:0">{pictured}{caption}</figure>'


def enclosed(scenario: Scenario, settings: Settings, host: str, width: int, height: int) -> str:
    """A frame for sites that unfold links: the figure and the script are in it, so it stands where we are away.

    Without an origin of its own, it can do nothing to the page around it. A site that drops `srcdoc` shows the widget.
    """
    within = f'<!doctype html><html lang="en"><body style="margin:0">{complete(scenario, settings, host)}</body></html>'
    sandbox = SANDBOX.replace("allow-same-origin ", "")
    return _frame(address(scenario, settings, host), str(width), height, sandbox, f' srcdoc="{safe(within)}"')


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


def _frame(source: str, width: str, height: int, sandbox: str, more: str = "") -> str:
    return (
        f'<iframe src="{safe(source)}" title="{TITLE}" width="{width}" height="{height}" '
        f'style="border:0;max-width:100%" loading="lazy" sandbox="{sandbox}" '
        f'referrerpolicy="strict-origin"{more}></iframe>'
    )


def _pictures(content: Content, settings: Settings, width: int) -> str:
    """The picture, and a narrow one for phones, on which the letters of the wide one would be too small."""
    wide = max(picture.NARROWEST, min(width, picture.WIDEST))
    drawn = picture.Drawing(content, settings, wide)
    size = f'width="{wide}" height="{round(drawn.high)}" style="max-width:100%;height:auto"'
    image = f'<img src="{_data(drawn.svg())}" alt="{safe(content.headline.sentence)}" {size}>'
    if wide <= PHONE:
        return image
    slim = picture.Drawing(content, settings, SLIM)
    source = _data(slim.svg()).replace(" ", "%20")  # a set of pictures has spaces between them
    kind = f'media="(max-width:{PHONE}px)" width="{SLIM}" height="{round(slim.high)}"'
    return f'<picture><source srcset="{source}" {kind}>{image}</picture>'


def _data(svg: str) -> str:
    """The picture as an address that is the picture, with no more escaped than has to be."""
    return "data:image/svg+xml," + quote(svg, safe=" '=:/;,()!*+.-_~@$?·")
