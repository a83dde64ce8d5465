"""A widget as HTML: the answer, its bars and its ledger, whole with no script, and the data with which one computes.

Lengths are in per cent and colours are classes, since the page that holds it allows no style in an attribute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from calculator import permalink
from calculator.charts.words import fit
from calculator.embed import fields
from calculator.embed.settings import Pairs, Settings
from calculator.errors import Fault
from calculator.exports.content import Content, Line
from calculator.exports.page import figures
from calculator.exports.page.figures import colour
from calculator.exports.page.live import Field, embedded, spoken
from calculator.notation import DOUBTS, plain
from calculator.safety import safe

BESIDE = 3
"""Ways whose ledger fits beside the bars; that of more stands below them, and on a phone it scrolls sideways."""
DRAWN = {"cost": "full_cost", "hours": "hours_by_part", "cash": "cash_by_item", "wins": "outcomes"}
"""The charts by what a page calls them."""
THIN = "What networking yields rests on thin evidence."
TITLES = {
    "cost": ("Full cost a year", "Solid is cash, pale the value of your time."),
    "hours": ("Hours a year", "By what you do in them."),
    "cash": ("Cash a year", "By what it pays for."),
    "wins": ("Clients a year", f"Thick is half of plausible cases, thin 8 in 10, the dot the likely one. {THIN}"),
}
LONGEST = 300
"""Pixels of a name over a column of the ledger."""


@dataclass(frozen=True)
class Widget:
    """A scenario as a widget shows it. `link` are the pairs of its own link, `faults` what could not be used."""

    content: Content
    settings: Settings
    link: Pairs
    faults: tuple[Fault, ...] = ()

    @property
    def title(self) -> str:
        """The answer in one sentence."""
        return self.content.headline.sentence

    def html(self) -> str:
        """All that is seen."""
        found, unknown = self._fields
        parts = [_left_out([*self.faults, *unknown]), _answer(self.content)]
        if self.content.called:
            many = " many" if len(self.content.called) > BESIDE else ""
            charts = "".join(_chart(self.content, name) for name in self.settings.charts)
            parts.append(figures.STRIPES)
            parts.append(f'<div class="columns{many}"><div class="charts">{charts}</div>{_ledger(self.content)}</div>')
            parts += [_why(self.content), _fields(found)]
        else:
            parts.append(_why(self.content))
        body = "".join((*parts, _foot(self.link)))
        return f'<main class="widget"><div class="inside" id="inside">{body}</div></main>'

    def data(self) -> str:
        """What the script reads. Ranges are in it only where they are shown, since they are the largest part."""
        scenario, content = self.content.scenario, self.content
        tree = scenario.model_dump(mode="json", exclude={"ranges", "name", "preset"})
        tree["ranges"] = scenario.model_dump(mode="json", include={"ranges"})["ranges"] if self._wins else {}
        return embedded(
            {
                **spoken(content),
                "scenario": tree,
                "doubts": DOUBTS,
                "colours": [colour(slot) for slot in content.slots],
                "charts": {
                    f"chart-{name}": self._described(name) for name in self.settings.charts if self.content.charts
                },
                "fields": [asdict(found) for found in self._fields[0]],
                "link": self.link,
            }
        )

    @cached_property
    def _fields(self) -> tuple[list[Field], list[Fault]]:
        return fields.chosen(self.content.scenario, self.settings)

    def _described(self, name: str) -> dict[str, object]:
        return figures.described(self.content.charts[DRAWN[name]], self.content.period.factor)

    @property
    def _wins(self) -> bool:
        return "wins" in self.settings.charts


def _left_out(faults: Sequence[Fault]) -> str:
    """One quiet line about what could not be used."""
    own = [fault.message for fault in faults if fault.path in ("controls", "charts", "theme", *SPOKEN)]
    rest = [fault for fault in faults if fault.message not in own]
    words = " ".join([*own, *_in_words(rest)]).replace("`", "")
    return f'<p class="quiet" id="left-out">{safe(words)}</p>' if words else ""


def _in_words(faults: Sequence[Fault]) -> list[str]:
    """Each fault with what would do, or only the names of many."""
    if 0 < len(faults) <= FEW and all(fault.path not in ("", "s") for fault in faults):
        return [*(fault.message for fault in faults), "Everything else is as it was shared."]
    return [permalink.explain(faults)] if faults else []


FEW = 2
"""Faults that are said in full."""
SPOKEN = ("ink", "paper", "accent", "show", "results")
"""Settings whose faults say all that there is to say."""


def _chart(content: Content, name: str) -> str:
    """A chart by its name, its title as short as a widget has room for."""
    bars = content.charts[DRAWN[name]].bars
    if bars is None:
        return ""
    title, caption = TITLES[name]
    if name == "wins" and content.role:
        title = f"Chance of an offer in {content.period.horizon}"
    head = f"<figcaption><h2>{safe(title)}</h2><p>{caption}</p></figcaption>"
    return f'<figure class="chart" id="chart-{name}">{head}{figures.key(bars)}{figures.plot(bars)}</figure>'


def _answer(content: Content) -> str:
    """The sentence, and what leads after it."""
    return f'<h1 id="answer">{safe(content.headline.sentence)}</h1><p id="deck">{safe(content.headline.lead)}</p>'


def _why(content: Content) -> str:
    """The sentences about what it hangs on."""
    return f'<p id="why">{safe(" ".join(content.headline.rest))}</p>'


def _ledger(content: Content) -> str:
    """Hours, cash and the value of the hours, then their sum, for each strategy."""
    week = Line("hours_per_week", "Hours a week", tuple(text.split(" ")[0] for text in content.weekly))
    head = "".join(
        f'<th scope="col" class="t {colour(slot)}">{safe(fit(name, LONGEST, 15))}</th>'
        for name, slot in zip(content.called, content.slots, strict=True)
    )
    body = "".join(_line(line) for line in (week, *content.ledger))
    many = ' tabindex="0" role="region" aria-label="What each costs"' if len(content.called) > BESIDE else ""
    return (
        f'<div class="ledger"{many}><table><caption>What each costs</caption><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _line(line: Line) -> str:
    cells = "".join(f'<td data-line="{line.id}" data-at="{at}">{safe(one)}</td>' for at, one in enumerate(line.figures))
    return f'<tr{" class=sum" if line.id == "cost" else ""}><th scope="row">{safe(line.label)}</th>{cells}</tr>'


def _fields(found: Sequence[Field]) -> str:
    """Hidden until a script is there, so that nobody meets a field that does nothing."""
    if not found:
        return ""
    drawn = "".join(_field(field) for field in found)
    return (
        f'<section class="ask" id="ask" hidden aria-labelledby="yours"><h2 id="yours">Make it yours</h2>'
        f'<div class="fields">{drawn}</div><p id="fault" role="alert"></p>'
        '<button id="back" type="button" hidden>Back to these numbers</button></section>'
    )


def _field(field: Field) -> str:
    """A field of text: one of numbers would make 305 of 30,5 without a word, in any browser that speaks English."""
    box = f'<input id="{field.id}" inputmode="decimal" value="{plain(field.value)}" aria-describedby="fault" '
    return f'<div><label for="{field.id}">{safe(field.label)}</label>{box}autocomplete="off" maxlength="40"></div>'


def _foot(link: Pairs) -> str:
    query = safe(permalink.query(link))
    out = 'target="_blank" rel="noopener"'
    return (
        f'<p class="foot"><a id="open" href="./?{query}" {out}>Open with my numbers</a> '
        f'<a href="./sources?{query}" {out}>Source</a></p><div id="consent"></div>'
        '<p class="unseen" id="said" role="status"></p>'
    )
