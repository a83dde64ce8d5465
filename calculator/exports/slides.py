"""The comparison as slides: one message each, with charts that can be edited, and notes that say how it was made.

>>> from calculator import assumptions
>>> slides(assumptions.scenario("uk-owner"))[:2]
b'PK'
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

from calculator import __version__, formats
from calculator.analyses.monte_carlo import DRAWS
from calculator.charts.words import cut, short
from calculator.exports import slide_charts
from calculator.exports.content import THIN, Content
from calculator.exports.deck import Deck, Slide
from calculator.exports.stamp import dated
from calculator.exports.whole import whole
from calculator.model import Scenario
from calculator.named import inline, opening_name
from calculator.parts import DUES, ITEMS

LONGEST = 48
"""Letters of a name in a title."""
HOURS = "Hours are minutes of one occurrence times how often it takes place, by part; travel put to work is left out."
DUE = formats.joined([ITEMS[key].title.lower() for key in DUES])
CASH = f"Cash is what one occurrence costs times how often, and {DUE} once one takes part at all."
COST = "The value of the hours is hours times the value of your hour; family time counts more, spare moments less."
WASTE = (
    "People who cannot help are those of a session who could neither refer, buy nor hire; writing counts as with "
    "people who could."
)
WINS = (
    f"Each number that has a range is drawn from it {formats.whole(DRAWS)} times (PERT); all strategies meet the same "
    "draws. Solid is half of them, pale the middle 8 in 10."
)
CHARTS: tuple[tuple[str, Callable[[Content], slide_charts.Native], str], ...] = (
    ("hours_per_week", slide_charts.hours, HOURS),
    ("cash", slide_charts.cash, CASH),
    ("cost", slide_charts.cost, f"{COST} {CASH}"),
    ("wasted_hours", slide_charts.uses, WASTE),
    ("wins", slide_charts.outcomes, f"{WINS} {THIN}"),
)
"""The slides with a chart: the measure that the message ranks, how it is drawn, and how it is reckoned."""


def slides(scenario: Scenario, link: str = "") -> bytes:
    """A PowerPoint file of eight slides, 16:9; fewer where there is nothing to compare."""
    content = Content(scenario)
    today = dated(date.today())  # noqa: DTZ011  # the day where the file is made
    stamp = f"{short(scenario.name, 60)} · networking cost calculator {__version__} · {today}"
    deck = Deck(stamp)
    horizon = content.period.label
    heads = (f"{horizon[0].upper()}{horizon[1:]}", *(cut(name, LONGEST) for name in content.called))
    rows = [(line.label, *map(line.said, range(len(content.called)))) for line in content.ledger]
    first, lead = content.headline.sentence, _points(content.headline.lead)
    deck.add(Slide(first, lead, notes=_notes(content, THIN), table=(heads, *rows) if rows else ()))
    for measure, chart, how in CHARTS if content.called else ():
        native = chart(content)
        message = _message(content, measure) or native.words.title
        deck.add(Slide(message, _points(native.caption), native, _notes(content, how)))
    alone = "Each number swung alone over its range."
    deck.add(Slide("What would have to be true", _conditions(content), notes=_notes(content, alone)))
    listed = [f"– {cut(f'{s.publisher}, {s.title} ({s.year})', 110)} {s.url}" for s in content.sources[:6]]
    heading = ["Sources of the numbers that decide:"] if listed else []
    back = f"Open it with these numbers: {link}" if 0 < len(link) <= 300 else ""
    rests = _points(content.grounds, THIN, *heading, *listed, back)
    deck.add(Slide("What it rests on", rests, notes=_notes(content, THIN), small=True))
    file = io.BytesIO()
    deck.save(file)
    return whole(file.getvalue())


def _points(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, words))


def _message(content: Content, measure: str) -> str:
    """What a chart of the measure shows, in a sentence; nothing where there is nothing to rank."""
    if measure == "wasted_hours":
        return _useful(content)
    if measure == "wins":
        return _won(content)
    values = [float(value) for value in content.results[measure][0]]
    texts = content.weekly if measure == "hours_per_week" else content.line(measure).figures
    verb = "takes" if measure == "hours_per_week" else "costs"
    most, least = values.index(max(values)), values.index(min(values))
    tail = {
        "cash": f" in cash {content.period.said}",
        "cost": f" {content.period.said}, counting your time",
    }.get(measure, "")
    if texts[most] == texts[least]:
        who = _name(content, most) if len(texts) == 1 else "Each"
        return f"{who} {verb} {texts[most]}{tail}"
    return f"{_name(content, most)} {verb} {texts[most]}{tail}; {_name(content, least, inside=True)} {texts[least]}"


def _useful(content: Content) -> str:
    spent, wasted = content.results.hours[0], content.results.wasted_hours[0]
    shares = [float(lost / hours) if hours > 0 else 0.0 for hours, lost in zip(spent, wasted, strict=True)]
    if not shares or max(shares) <= 0:
        return ""
    worst = shares.index(max(shares))
    return f"{_name(content, worst)} spends {formats.share(shares[worst])} of its hours with people who cannot help"


def _won(content: Content) -> str:
    figures = content.outcomes.likely("win_probability" if content.role else "wins").tolist()
    if max(figures, default=0.0) <= 0:
        return "On these numbers nothing is won"
    best = figures.index(max(figures))
    line = content.won
    spread = f", {line.ranges[best]} in 8 of 10 ways it might go" if line.ranges[best] else ""
    horizon = content.period.horizon
    if content.role:
        return f"{_name(content, best)} has a {line.figures[best]} chance of an offer in {horizon}{spread}"
    return f"{_name(content, best)} wins about {line.figures[best]} clients in {horizon}{spread}"


def _name(content: Content, index: int, inside: bool = False) -> str:
    """A strategy's name at the start of a sentence, or inside one."""
    say = inline if inside else opening_name
    return cut(say(content.scenario, list(content.scenario.strategies)[index]), LONGEST)


def _conditions(content: Content) -> tuple[str, ...]:
    """The break-evens, and the numbers that decide with their ranges."""
    facts = [
        f"{fact.full}: {fact.value}{f', perhaps {fact.spread}' if fact.spread else ''} ({fact.mark})"
        for fact in content.deciding[:5]
    ]
    heading = ["What moves the difference in full cost most:"] if facts else []
    return (*content.headline.rest, *heading, *(f"– {cut(fact, 130)}" for fact in facts))


def _notes(content: Content, how: str) -> str:
    """How the figures are made, and the sources of what decides."""
    cited = "\n".join(f"{s.publisher}, {s.title} ({s.year}). {s.url}" for s in content.sources)
    sources = f"\n\nSources of the numbers that decide:\n{cited}" if cited else ""
    return f"{how}\n\n{content.grounds} Amounts are over {content.period.horizon}.{sources}"
