"""The answer in words, a ledger for each strategy, and the charts with their tables."""

from __future__ import annotations

from html import escape

from calculator import formats
from calculator.analyses.ledger import Line
from calculator.analyses.monte_carlo import DRAWS
from calculator.charts import Chart, Table
from calculator.exports.content import THIN, Content
from calculator.exports.page import figures
from calculator.exports.page.figures import colour
from calculator.safety import safe

FIRST = ("cost", "net_value", "win_probability")
"""What matters most on a card."""


def headline(content: Content) -> str:
    """The sentence, and the few after it."""
    words = content.headline
    lead = f"<strong>{escape(words.lead)}</strong> " if words.lead else ""
    deck = f"{lead}{escape(' '.join(words.rest))}"
    return f'<h1 id="answer" role="status">{escape(words.sentence)}</h1>\n<p id="deck">{deck}</p>'


def ledgers(content: Content) -> str:
    """A card for each strategy: what it costs in all and what is left, then what that is made of and what is won."""
    cards = "\n".join(_card(content, index) for index in range(len(content.called)))
    title = "What each costs and yields" if len(content.called) > 1 else "What it costs and yields"
    return f'<section><h2>{title} {content.period.label}</h2>\n<div class="cards">{cards}</div></section>'


def _card(content: Content, index: int) -> str:
    rows = ""
    for line in content.ledger:
        first, label = ' class="first"' if line.id in FIRST else "", escape(line.label)
        rows += f'<tr{first}><th scope="row">{label}</th><td class="n">{figure(line, index)}</td></tr>'
    return (
        f'<div class="card {colour(content.slots[index])}" data-strategy="{index}">'
        f"<h3>{escape(content.called[index])}</h3><table><tbody>{rows}</tbody></table></div>"
    )


def figure(line: Line, index: int) -> str:
    """A figure and its range, where the code of a page finds them."""
    spread = f'<small data-range="{line.id}">{safe(line.ranges[index])}</small>' if line.ranges else ""
    return f'<span data-figure="{line.id}">{safe(line.figures[index])}</span>{spread}'


def charts(content: Content) -> str:
    """The charts, and how thin the evidence for what networking yields is."""
    drawn = "\n".join(map(_figure, content.charts.values()))
    ways = f'<span id="draws">{formats.whole(DRAWS)}</span>'  # a page that computes draws fewer, and says so there
    band = "" if content.outcomes.certain else f"Ranges hold the middle 8 in 10 of {ways} ways it might go. "
    return f'<section>{figures.STRIPES}<div class="charts">{drawn}</div><p class="muted">{band}{THIN}</p></section>'


def _figure(chart: Chart) -> str:
    head = f"<figcaption><h2>{escape(chart.title)}</h2><p>{escape(chart.caption)}</p></figcaption>"
    twin = f"<details><summary>The numbers as a table</summary>{table(chart.table)}</details>"
    drawn = f"{figures.key(chart.bars)}{figures.plot(chart.bars, chart.alt)}" if chart.bars else ""
    return f'<figure id="{chart.id}">{head}{drawn}{twin}</figure>'


def table(told: Table) -> str:
    """A table whose first column names and whose others hold figures."""
    head = "".join(
        f'<th scope="col"{" class=n" if at else ""}>{escape(cell)}</th>' for at, cell in enumerate(told.header)
    )
    body = ""
    for name, *amounts in told.rows:
        cells = "".join(f'<td class="n">{escape(words)}</td>' for words in amounts)
        body += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    return f'<div class="wrap"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
