"""A widget as HTML: the answer, its bars and its ledger, whole with no script, and the data with which one computes.

`widget.html` says how it is laid out. Lengths are in per cent and colours are classes, since the page that holds it
allows no style in an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from calculator import permalink
from calculator.charts.bars import Bars
from calculator.charts.words import fit
from calculator.embed import fields
from calculator.embed.settings import CHARTS, Pairs, Settings
from calculator.errors import Fault
from calculator.exports.content import Content
from calculator.exports.page import figures
from calculator.exports.page.figures import colour
from calculator.exports.page.live import Field, embedded, spoken
from calculator.exports.templates import html
from calculator.notation import plain

BESIDE = 3
"""Ways whose ledger fits beside the bars; that of more stands below them, and on a phone it scrolls sideways."""
LONGEST = 300
"""Pixels of a name over a column of the ledger."""
FEW = 2
"""Faults that are said in full."""
SPOKEN = ("ink", "paper", "accent", "show", "results")
"""Settings whose faults say all that there is to say."""


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
        shown, unknown = self._fields
        content = self.content
        return html(
            "embed/widget.html",
            content=content,
            left_out=_left_out([*self.faults, *unknown]),
            charts=list(self._charts()) if content.called else [],
            fields=shown,
            query=permalink.query(self.link),
            colour=colour,
            fit=fit,
            key=figures.key,
            plain=plain,
            plot=figures.plot,
            STRIPES=figures.STRIPES,
            BESIDE=BESIDE,
            LONGEST=LONGEST,
        )

    def _charts(self) -> Iterator[tuple[str, str, str, Bars]]:
        """Each chart: its name, a title as short as a widget has room for, its caption, and its bars."""
        for name in self.settings.charts:
            chart = CHARTS[name]
            title = "Chance of an offer" if name == "wins" and self.content.role else chart.title
            if bars := self.content.charts[chart.id].bars:
                yield name, f"{title} {self.content.period.label}", chart.caption, bars

    def data(self) -> str:
        """What the script reads."""
        scenario, content = self.content.scenario, self.content
        tree = scenario.model_dump(mode="json", exclude={"name", "preset"})
        return embedded(
            {
                **spoken(content),
                "scenario": tree,
                "colours": [colour(slot) for slot in content.slots],
                "charts": {
                    f"chart-{name}": figures.described(content.charts[CHARTS[name].id], content.period.factor)
                    for name in self.settings.charts
                    if content.charts
                },
                "fields": [asdict(each) for each in self._fields[0]],
                "link": self.link,
            }
        )

    @cached_property
    def _fields(self) -> tuple[list[Field], list[Fault]]:
        return fields.chosen(self.content.scenario, self.settings)


def _left_out(faults: Sequence[Fault]) -> str:
    """What could not be used: each fault with what would do, or only the names of many."""
    own = [fault.message for fault in faults if fault.path in ("controls", "charts", "theme", *SPOKEN)]
    rest = [fault for fault in faults if fault.message not in own]
    if 0 < len(rest) <= FEW and all(fault.path not in ("", "s") for fault in rest):
        own += [*(fault.message for fault in rest), "Everything else is as it was shared."]
    elif rest:
        own.append(permalink.explain(rest))
    return " ".join(own).replace("`", "")
