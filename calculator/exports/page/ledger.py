"""The answer in words, a ledger for each strategy, and the charts with their tables."""

from __future__ import annotations

from html import escape

from calculator.charts import Chart, Table
from calculator.exports.content import THIN, Content, Line
from calculator.exports.page import figures
from calculator.exports.page.figures import colour

SHOWN = ("wins", "win_probability", "value", "net_value")
"""What a card says of the outcomes."""


def headline(content: Content) -> str:
    """The sentence, and the few after it."""
    words = content.headline
    lead = f"<strong>{escape(words.lead)}</strong> " if words.lead else ""
    deck = f"{lead}{escape(' '.join(words.rest))}"
    return f'<h1 id="answer" role="status">{escape(words.sentence)}</h1>\n<p id="deck">{deck}</p>'


def ledgers(content: Content) -> str:
    """A card for each strategy: hours, cash and the value of hours apart, then their sum, then what it yields."""
    cards = "\n".join(_card(content, index) for index in range(len(content.called)))
    title = "What each costs and yields" if len(content.called) > 1 else "What it costs and yields"
    return f'<section><h2>{title}</h2>\n<div class="cards">{cards}</div></section>'


def _card(content: Content, index: int) -> str:
    costs = "".join(_row(line, index) for line in content.ledger)
    yields = "".join(_row(line, index) for line in content.yields if line.id in SHOWN)
    over = f'<tr class="over"><th colspan="2">In {content.period.horizon}</th></tr>'
    return (
        f'<div class="card {colour(content.slots[index])}" data-strategy="{index}">'
        f"<h3>{escape(content.called[index])}</h3>"
        f'<p class="big" data-figure="hours_per_week">{escape(content.weekly[index])}</p>'
        f"<table><tbody>{costs}{over}{yields}</tbody></table></div>"
    )


def _row(line: Line, index: int) -> str:
    spread = f'<small data-range="{line.id}">{escape(line.ranges[index])}</small>' if line.ranges else ""
    sums = ' class="sum"' if line.id == "cost" else ""
    figure = f'<span data-figure="{line.id}">{escape(line.figures[index])}</span>'
    return f'<tr{sums}><th scope="row">{escape(line.label)}</th><td class="n">{figure}{spread}</td></tr>'


def charts(content: Content) -> str:
    """The charts, and how thin the evidence for what networking yields is."""
    drawn = "\n".join(map(_figure, content.charts.values()))
    band = "" if content.outcomes.certain else "Ranges hold the middle 8 in 10 of 1,024 plausible cases. "
    return f'<section>{figures.STRIPES}<div class="charts">{drawn}</div><p class="muted">{band}{THIN}</p></section>'


def _figure(chart: Chart) -> str:
    head = f"<figcaption><h2>{escape(chart.title)}</h2><p>{escape(chart.caption)}</p></figcaption>"
    twin = f"<details><summary>The numbers as a table</summary>{table(chart.table)}</details>"
    drawn = f"{figures.key(chart.bars)}{figures.plot(chart.bars, chart.alt)}" if chart.bars else ""
    return f'<figure id="{chart.id}">{head}{drawn}{twin}</figure>'


def table(found: Table) -> str:
    """A table whose first column names and whose others hold figures."""
    head = "".join(
        f'<th scope="col"{" class=n" if at else ""}>{escape(cell)}</th>' for at, cell in enumerate(found.header)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(map(_cell, row[1:]))}</tr>' for row in found.rows
    )
    return f'<div class="wrap"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(words: str) -> str:
    return f'<td class="n">{escape(words)}</td>'
